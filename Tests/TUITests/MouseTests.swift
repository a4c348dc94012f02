// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

/// Clicks and the wheel do what keys do, where the mouse is switched on.
@Suite struct MouseTests {
  private func session(
    _ width: Int = 120,
    _ height: Int = 40,
    isOn: Bool = true,
    opens: Bool = true
  ) -> SessionDriver {
    var session = SessionDriver(width, height, adjust: { $0.isMouseOn = isOn })
    guard opens else { return session }
    session.keys("f")
    session.type("moreno")
    session.keys("enter x enter")
    return session
  }

  private func click(_ session: inout SessionDriver, _ x: Int, _ y: Int) {
    session.receive(.mouse(Mouse(.press, at: Position(x: x, y: y))))
    session.receive(.mouse(Mouse(.release, at: Position(x: x, y: y))))
  }

  /// The row of the screen that has a text, from some row on.
  private func row(
    _ session: SessionDriver,
    _ text: String,
    from first: Int = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Int {
    try #require(
      (first..<session.state.size.height).first { session.row($0).contains(text) },
      "\(session.screen)",
      sourceLocation: sourceLocation
    )
  }

  @Test func isOffAtFirstAndChangesNothing() {
    var off = session(isOn: false, opens: false)
    let before = off.screen
    click(&off, 10, 6)
    off.receive(.mouse(Mouse(.wheelDown, at: Position(x: 10, y: 6))))
    #expect(off.screen == before)
    #expect(off.asked == [])
  }

  @Test func isSwitchedByACommand() {
    var session = session(isOn: false, opens: false)
    session.keys("g M")
    #expect(session.asked == ["mouse on"])
    session.keys("g M")
    #expect(session.asked == ["mouse on", "mouse off"])
    #expect(self.session(opens: false).asked == ["mouse on"])
  }

  @Test func aClickGivesAPatientTheFocusAndAnotherOpens() throws {
    var session = session(opens: false)
    let y = try row(session, "OKONKWO")
    click(&session, 10, y)
    #expect(session.state.list.focused?.name == "Okonkwo, Ifeoma")
    #expect(session.state.screen == .patients)
    click(&session, 10, y)
    #expect(session.state.chart?.patient.name == "Okonkwo, Ifeoma")
  }

  @Test func aClickOnATabShowsTheView() throws {
    var session = session()
    let tabs = session.row(1)
    let x = try #require(
      tabs.range(of: "4 Labs").map { tabs.distance(from: tabs.startIndex, to: $0.lowerBound) }
    )
    click(&session, x + 2, 1)
    #expect(session.state.chart?.view == .labs)
  }

  @Test func aClickInTheEventsGivesThemTheKeysAndSelects() throws {
    var session = session()
    let title = try row(session, "Events ·")
    let y = title + 2
    let before = session.state.chart?.selected
    click(&session, 5, y)
    #expect(session.state.chart?.focus == .events)
    #expect(session.state.chart?.selected != before)
  }

  @Test func aClickInTheLanesMovesCursorAndLane() throws {
    var session = session()
    let y = try row(session, "Vitals", from: 4)
    let columns = LaneGeometry(width: 120)
    click(&session, columns.labelWidth + 40, y)
    #expect(session.state.chart?.time.lane == .lane(.vitals))
    #expect(session.state.chart?.time.viewport.cursorColumn == 40)
  }

  @Test func aClickOnWhatHasTheFocusOpensIt() throws {
    var session = session()
    session.keys("4")
    let y = session.frame().cursor.position.y
    click(&session, 10, y)
    #expect(session.state.chart?.sheet?.kind == .detail)
    session.receive(.mouse(Mouse(.secondary, at: Position(x: 10, y: y))))
    #expect(session.state.chart?.sheet == nil)
  }

  @Test func theWheelMovesInThePaneUnderIt() throws {
    var session = session()
    session.keys("tab")
    let focus = session.state.chart?.focus
    let lane = session.state.chart?.time.lane
    let y = try row(session, "Vitals", from: 4)
    session.receive(.mouse(Mouse(.wheelUp, at: Position(x: 10, y: y))))
    #expect(session.state.chart?.focus == focus)
    #expect(session.state.chart?.time.lane != lane)
  }

  @Test func aClickChoosesInAMenu() throws {
    var session = session(opens: false)
    session.keys("s")
    let y = try row(session, "n  name")
    click(&session, 60, y)
    if !session.state.popups.isEmpty { click(&session, 60, y) }
    #expect(session.state.popups.isEmpty)
    #expect(session.state.list.sort == .name)
  }

  @Test func aClickLosesNothingThatIsTyped() {
    var session = session(opens: false)
    session.keys("f")
    session.type("mor")
    click(&session, 10, 6)
    #expect(session.state.prompt?.line.text == "mor")
  }

  @Test func clicksAnywhereBreakNothing() {
    for size in [(80, 24), (120, 40), (200, 60), (40, 12)] {
      for keys in ["", "2", "4 enter", "5 enter", "7", "g t", "?", ":", "s", "p", "g c", "C-w o"] {
        var session = session(size.0, size.1)
        session.keys(keys)
        for y in stride(from: 0, to: size.1, by: 3) {
          click(&session, (y * 7) % size.0, y)
          session.receive(.mouse(Mouse(.wheelDown, at: Position(x: size.0 - 1, y: y))))
        }
        _ = session.frame()
      }
    }
  }
}
