// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

@testable import TUI

@Suite("Panes that the reader arranges")
struct PaneLayoutTests {
  private func layout(
    _ size: Size,
    _ view: ChartView = .timeline,
    _ arrangement: PaneArrangement = PaneArrangement()
  ) -> WorkspaceLayout {
    var chart = ChartState(patient: PatientSummary(id: "1"))
    chart.view = view
    chart.arrangement = arrangement
    return WorkspaceLayout(size: size, chart: chart)
  }

  private func randomArrangement(_ random: inout SeededRandom) -> PaneArrangement {
    var arrangement = PaneArrangement()
    for pane in PaneArrangement.closable where Int.random(in: 0..<4, using: &random) == 0 {
      arrangement.closed.insert(pane)
    }
    for border in PaneBorder.allCases where Bool.random(using: &random) {
      arrangement.moved[border] =
        Int.random(in: 0..<20, using: &random) == 0
        ? (Bool.random(using: &random) ? .max : .min)
        : Int.random(in: -80...80, using: &random)
    }
    return arrangement
  }

  @Test func noPaneIsSmallerThanOfUseAtAnySize() {
    var random = SeededRandom(seed: 61)
    for width in stride(from: 20, through: 220, by: 9) {
      for height in 5...70 {
        for view in ChartView.allCases {
          let size = Size(width: width, height: height)
          let arrangement = randomArrangement(&random)
          let layout = layout(size, view, arrangement)
          let body = FrameLayout(size: size, hasTabs: true, hasPrompt: false).body
          let words = "\(view) \(width)x\(height) \(arrangement)"
          let rects = Array(layout.panes.values) + Array(layout.titles.values) + layout.columns
          for (index, rect) in rects.enumerated() {
            #expect(body.contains(rect), "\(words)")
            for other in rects[(index + 1)...] {
              #expect(rect.intersection(other).isEmpty, "\(words)")
            }
          }
          // Nothing is left blank either.
          let area = rects.reduce(0) { $0 + $1.width * $1.height }
          #expect(area == body.width * body.height, "\(words)")
          // As large as it must be, or as it is at first where the terminal has no more.
          var opened = arrangement
          opened.moved = [:]
          let standard = self.layout(size, view, opened)
          for pane in layout.panes.keys {
            let (real, first) = (layout.outside(of: pane), standard.outside(of: pane))
            #expect(real.width >= min(pane.leastWidth, first.width), "\(pane) \(words)")
            #expect(real.height >= min(pane.leastHeight, first.height), "\(pane) \(words)")
          }
          for pane in PaneArrangement.closable where arrangement.closed.contains(pane) {
            #expect(layout.panes[pane] == nil || SizeClass(size) == .extraSmall, "\(words)")
          }
        }
      }
    }
  }

  @Test func whatIsMadeLargerAndSmallerAgainIsAsBefore() throws {
    var random = SeededRandom(seed: 62)
    for size in [(80, 24), (80, 34), (120, 40), (200, 60)] {
      let size = Size(width: size.0, height: size.1)
      for view in ChartView.allCases {
        let start = layout(size, view)
        for pane in start.focusablePanes {
          for axis in [PaneSplit.Axis.rows, .columns] {
            let step = Int.random(in: 1...3, using: &random)
            guard
              let larger = start.arrangement(
                PaneArrangement(),
                resizing: pane,
                along: axis,
                by: step
              )
            else { continue }
            let wide = layout(size, view, larger)
            let grown =
              axis == .rows
              ? wide[pane].height - start[pane].height : wide[pane].width - start[pane].width
            #expect(grown > 0 && grown <= step, "\(view) \(pane) \(axis)")
            let back = try #require(
              wide.arrangement(larger, resizing: pane, along: axis, by: -grown)
            )
            #expect(layout(size, view, back) == start, "\(view) \(pane) \(axis)")
          }
        }
      }
    }
  }

  @Test func aBorderThatCannotGoFurtherForgetsNothing() {
    var session = SessionDriver(120, 40, patientID: "004417")
    session.keys("tab")
    for _ in 0..<40 { session.keys("C-w +") }
    #expect(session.screen.contains("There is no room for more"))
    let most = session.screen
    session.keys("C-w -")
    #expect(session.screen != most, "one step back is seen at once")
  }

  @Test func aClosedDetailOpensOverTheView() {
    var session = SessionDriver(120, 40, patientID: "004417")
    session.keys("C-w d")
    #expect(session.screen.contains("C-w d opens it again"))
    session.keys("enter")
    #expect(session.state.chart?.isSheetCovering(in: .medium) == true)
    session.keys("esc C-w d")
    #expect(session.state.arrangement.isStandard)
  }

  @Test func theArrangementStaysWithTheNextPatient() {
    var session = SessionDriver(200, 60, patientID: "004417")
    session.keys("C-w t C-w > esc esc")
    let arrangement = session.state.arrangement
    #expect(!arrangement.isStandard)
    session.keys("j enter")
    #expect(session.state.chart?.arrangement == arrangement)
    session.keys("C-w =")
    #expect(session.state.chart?.arrangement.isStandard == true)
  }

  @Test func focusGoesByDirection() {
    let large = layout(Size(width: 200, height: 60))
    #expect(large.neighbour(of: .lanes, .left) == .rail)
    #expect(large.neighbour(of: .lanes, .right) == .detail)
    #expect(large.neighbour(of: .lanes, .down) == .events)
    #expect(large.neighbour(of: .detail, .left) == .lanes)
    #expect(large.neighbour(of: .rail, .left) == nil)
    let medium = layout(Size(width: 120, height: 40))
    #expect(medium.neighbour(of: .detail, .up) == .lanes)
    #expect(medium.neighbour(of: .detail, .left) == .events)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func anArrangedWorkspaceIsDrawnWhole(_ width: Int, _ height: Int) {
    var session = SessionDriver(width, height, patientID: "004417")
    session.keys("z 6 tab C-w + C-w + C-w <")
    session.expectScreen("\(width)x\(height)-arranged")
    session.keys("C-w d C-w t C-w p")
    session.expectScreen("\(width)x\(height)-closed")
  }
}
