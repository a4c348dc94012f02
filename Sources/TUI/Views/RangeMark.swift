// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// The chosen range on an axis of time: a heavier line, which is seen without colours too.
struct RangeMark {
  let state: AppState
  let viewport: Viewport

  /// Draws it on the line of an axis whose first column is at `x`.
  func draw(x: Int, y: Int, on canvas: Canvas) {
    guard let range = state.timeRange else { return }
    let first = max(0, viewport.column(of: range.lowerBound))
    let last = min(viewport.columns - 1, viewport.column(of: range.upperBound - 1))
    guard first <= last else { return }
    canvas.horizontalLine(
      x: x + first,
      y: y,
      length: last - first + 1,
      glyph: state.settings.glyphs[.bar],
      style: Role.selection.style
    )
  }
}
