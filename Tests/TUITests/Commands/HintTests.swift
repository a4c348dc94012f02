// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@testable import TUI

/// What the last row offers does something that can be seen.
@Suite struct HintTests {
  private static let sizes = [(80, 24), (120, 40), (200, 60)]

  /// Ways to get to each screen of the clinic.
  private static let places = [
    "", "f M o", "/ m o", "s", "c", "?", ":", "g e", "g W", "g N", "g s", "enter", "enter z 7",
    "enter enter", "enter 2", "enter 3", "enter 4", "enter 5", "enter 5 enter o", "enter 7",
    "enter 7 d", "enter / h b", "enter t", "enter g t", "enter g t enter", "enter A", "enter F",
    "enter enter r", "enter v", "enter g a", "enter tab", "enter C-w o", "enter C-w o enter",
    "enter p",
  ]

  @Test(arguments: places) func nothingIsOfferedThatDoesNothing(_ place: String) {
    for size in Self.sizes {
      var session = SessionDriver(size.0, size.1)
      session.keys("f")
      session.type("moreno")
      session.keys("enter")
      session.keys("x \(place)")
      expectEveryHintDoesSomething(session, place)
    }
  }

  /// Ways to get to each list over the patients of a lake with a past.
  @Test(arguments: ["g J", "g c", "g x", "g J enter", "R 2 enter g d", "g N"])
  func nothingIsOfferedInListsThatDoesNothing(_ place: String) throws {
    for size in Self.sizes {
      var session = try RecordFixture().session(size.0, size.1)
      session.keys(place)
      expectEveryHintDoesSomething(session, place)
    }
  }

  private func expectEveryHintDoesSomething(_ session: SessionDriver, _ place: String) {
    let contexts = session.state.contexts
    for command in CommandTable.standard.commands {
      // A list that is all on the screen, or at its end, has nowhere to go.
      guard command.hint != nil, command.group != .move, command.id != "time.next_bin",
        command.contexts.contains(where: contexts.contains),
        command.disabledReason(session.state) == nil,
        let keys = session.state.keymap.keys(for: command.id, in: contexts).first
      else { continue }
      var there = session
      there.keys(keys)
      let isSeen =
        there.screen != session.screen || there.copied != session.copied
        || there.asked != session.asked || there.frame().cursor != session.frame().cursor
        || !there.state.isRunning
      #expect(isSeen, "\(command.id), \(keys), after '\(place)' at \(session.state.size)")
    }
  }
}
