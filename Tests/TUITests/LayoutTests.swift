// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Where panes are")
struct LayoutTests {
  /// Draws the panes with their first letters, titles with `=`, borders with `|`.
  private func drawing(
    _ width: Int,
    _ height: Int,
    _ view: ChartView,
    railOpen: Bool = false,
    maximised: Pane? = nil
  ) -> String {
    var chart = ChartState(patient: PatientSummary(id: "1"))
    chart.view = view
    chart.isRailOpen = railOpen
    chart.maximised = maximised
    let layout = WorkspaceLayout(size: Size(width: width, height: height), chart: chart)
    let frame = FrameLayout(
      size: Size(width: width, height: height),
      hasTabs: true,
      hasPrompt: false
    )
    var cells = [[Character]](repeating: Array(repeating: " ", count: width), count: height)
    func fill(_ rect: Rect, _ character: Character) {
      for y in rect.y..<rect.maxY { for x in rect.x..<rect.maxX { cells[y][x] = character } }
    }
    fill(frame.banner, "B")
    fill(frame.tabs, "T")
    fill(frame.status, "S")
    fill(frame.hints, "H")
    for (pane, rect) in layout.panes.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where pane != .rail {
      fill(rect, pane.rawValue.first ?? "?")
    }
    for rect in layout.titles.values { fill(rect, "=") }
    for rect in layout.columns { fill(rect, "|") }
    if let rail = layout.panes[.rail] { fill(rail, "r") }
    // Every tenth column and every second row say enough.
    return stride(from: 0, to: height, by: height > 30 ? 2 : 1).map { y in
      String(stride(from: 0, to: width, by: width > 60 ? 4 : 2).map { cells[y][$0] })
    }
    .joined(separator: "\n")
  }

  @Test(arguments: [(40, 12), (80, 24), (80, 34), (120, 40), (200, 60)])
  func everySizeClassHasItsPanes(_ size: (Int, Int)) {
    var text = ""
    for view in [ChartView.timeline, .labs, .versions] {
      text += "\(view.title) \(size.0)x\(size.1)\n\(drawing(size.0, size.1, view))\n\n"
    }
    expectGolden(text, "layout-\(size.0)x\(size.1).txt")
  }

  @Test func theRailLiesOverAMediumScreen() {
    expectGolden(drawing(120, 40, .timeline, railOpen: true), "layout-rail.txt")
  }

  @Test func noPaneLeavesTheBodyOrLiesOnAnother() {
    for width in stride(from: 20, through: 220, by: 7) {
      for height in 5...70 {
        for view in ChartView.allCases {
          var chart = ChartState(patient: PatientSummary(id: "1"))
          chart.view = view
          let size = Size(width: width, height: height)
          let layout = WorkspaceLayout(size: size, chart: chart)
          let body = FrameLayout(size: size, hasTabs: true, hasPrompt: false).body
          let rects = Array(layout.panes.values) + Array(layout.titles.values) + layout.columns
          for (index, rect) in rects.enumerated() {
            #expect(body.contains(rect), "\(view) \(width)x\(height)")
            for other in rects[(index + 1)...] {
              #expect(rect.intersection(other).isEmpty, "\(view) \(width)x\(height)")
            }
          }
        }
      }
    }
  }

  @Test(arguments: [
    (10, 0, 20, 0, 0), (15, 0, 10, 0, 8), (15, 14, 10, 8, 0), (15, 7, 10, 1, 7),
  ])
  func theFocusedLaneIsOnTheScreen(
    _ count: Int,
    _ focus: Int,
    _ height: Int,
    _ above: Int,
    _ below: Int
  ) {
    let lanes = Lane.allCases.prefix(count).map { LaneKey.lane($0) }
    let scroll = LaneScroll(lanes: lanes, focus: lanes[min(focus, lanes.count - 1)], height: height)
    #expect(scroll.above == above)
    #expect(scroll.below == below)
    if case .lane(let lane) = lanes[min(focus, lanes.count - 1)] {
      #expect(!scroll.outside.contains(lane))
    }
  }
}
