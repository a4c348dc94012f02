// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension Canvas {
  /// Blanks what draws lines, boxes and blocks, wherever it came from, for a screen that is read aloud.
  func removeDrawings() {
    for y in 0..<height {
      for x in 0..<width {
        guard let cell = cell(x: x, y: y), let scalar = cell.cluster.scalar,
          (0x2500...0x259F).contains(scalar.value)
        else { continue }
        put(" " as Unicode.Scalar, x: x, y: y, style: cell.style)
      }
    }
  }
}
