// SPDX-License-Identifier: Apache-2.0

import Terminal

@testable import TUI

/// `docs/tour.md`: the tour in words, with a screen behind each step.
///
/// Keys are in fenced blocks called `keys`, the screens that they bring in blocks called `screen`.
enum TourDocument {
  static func text(_ tour: Tour, screens: [String]) -> String {
    var text = """
      # The tour

      Six tasks on the sample lake, each in a minute, with the keys to type and the screens that they bring.
      `tarn browse --tour` runs it live: three lines below the browser say what to do next and follow you, `F2` goes on without doing it, `F4` leaves.
      `tarn demo` opens the same lake without it.
      Everybody in the sample lake is invented.

      What stands in quotes is typed as it is, everything else is the name of a key; `C-` is Ctrl.
      The screens are those of a terminal of 80 columns and 24 rows; on a larger one more is beside each other, and the keys are the same.

      This file is made from the tour in `Sources/TUI/Tour`: `RUN_SLOW_TESTS=1 UPDATE_GOLDENS=1 swift test --filter SlowTour` writes it, and without `UPDATE_GOLDENS` replays the keys and compares the screens.

      """
    var number = 0
    for (index, task) in tour.tasks.enumerated() {
      text += "\n## \(index + 1). \(task.title)\n\n\(task.aim)\n"
      for step in task.steps {
        text += "\n\(step.does):\n\n```keys\n\(step.keys)\n```\n\n"
        text += "```screen\n\(screens[number])```\n\n"
        text += step.shows.replacing(". ", with: ".\n") + "\n"
        number += 1
      }
    }
    return text
  }

  /// A step as the document has it.
  struct Step: Equatable {
    var keys: String
    var screen: String
  }

  /// Reads the keys and the screens of a document, in order.
  static func steps(in document: String) -> [Step] {
    var steps: [Step] = []
    var fence: String?
    var lines: [Substring] = []
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("```") else {
        lines.append(line)
        continue
      }
      switch fence {
      case nil: fence = String(line.dropFirst(3))
      case "keys":
        steps.append(Step(keys: lines.joined(separator: "\n"), screen: ""))
        fence = nil
      case "screen":
        let screen = lines.map { $0 + "\n" }.joined()
        if !steps.isEmpty { steps[steps.count - 1].screen = screen }
        fence = nil
      default: fence = nil
      }
      lines = []
    }
    return steps
  }
}
