// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// A border of a layout that can be moved, and how far.
struct PaneSplit: Equatable {
  /// How the parts lie to each other.
  enum Axis: Sendable {
    /// Above each other.
    case rows
    /// Beside each other.
    case columns

    /// The least size of a part in which panes lie across the axis.
    func least(_ panes: [Pane]) -> Int {
      panes.map { self == .columns ? $0.leastWidth : $0.leastHeight }.max() ?? 0
    }
  }

  /// Which border it is.
  var border: PaneBorder

  var axis: Axis

  /// The panes before the border, and those behind it.
  var first: [Pane]
  var second: [Pane]

  /// The rows or columns of the first part.
  var size: Int

  /// What they would be if the border had not been moved.
  var standard: Int

  /// What they may be.
  var range: ClosedRange<Int>
}

/// A direction on the screen.
enum PaneDirection: Sendable, CaseIterable {
  case left, down, up, right
}

extension WorkspaceLayout {
  /// Returns the arrangement in which a pane is larger or smaller by so many rows or columns.
  ///
  /// The border behind the pane is moved, and where there is none or it cannot go further, the one
  /// before it.
  ///
  /// - Returns: `nil` where no border of the pane can be moved so.
  func arrangement(
    _ arrangement: PaneArrangement,
    resizing pane: Pane,
    along axis: PaneSplit.Axis,
    by count: Int
  ) -> PaneArrangement? {
    let behind = splits.filter { $0.axis == axis && $0.first.contains(pane) }
    let before = splits.filter { $0.axis == axis && $0.second.contains(pane) }
    for (split, step) in behind.map({ ($0, count) }) + before.map({ ($0, -count) }) {
      let size = min(max(split.size + step, split.range.lowerBound), split.range.upperBound)
      guard size != split.size else { continue }
      var result = arrangement
      result.moved[split.border] = size == split.standard ? nil : size - split.standard
      return result
    }
    return nil
  }

  /// Returns the pane that lies next to another one in a direction, the nearest and most facing one.
  func neighbour(of pane: Pane, _ direction: PaneDirection) -> Pane? {
    let from = outside(of: pane)
    var best: (pane: Pane, distance: Int, overlap: Int)?
    for other in focusablePanes where other != pane {
      let to = outside(of: other)
      let (distance, overlap) =
        switch direction {
        case .left: (from.x - to.maxX, Self.overlap(from.y..<from.maxY, to.y..<to.maxY))
        case .right: (to.x - from.maxX, Self.overlap(from.y..<from.maxY, to.y..<to.maxY))
        case .up: (from.y - to.maxY, Self.overlap(from.x..<from.maxX, to.x..<to.maxX))
        case .down: (to.y - from.maxY, Self.overlap(from.x..<from.maxX, to.x..<to.maxX))
        }
      guard distance >= 0, overlap > 0 else { continue }
      if let best, (best.distance, -best.overlap) <= (distance, -overlap) { continue }
      best = (other, distance, overlap)
    }
    return best?.pane
  }

  private static func overlap(_ left: Range<Int>, _ right: Range<Int>) -> Int {
    max(0, min(left.upperBound, right.upperBound) - max(left.lowerBound, right.lowerBound))
  }
}
