// SPDX-License-Identifier: Apache-2.0

/// What a command needs to be run, and what is said where it is missing.
struct Requirement: Sendable {
  /// Returns why the command cannot be run; `nil` when it can.
  let reason: @Sendable (AppState) -> String?

  static let nothing = Requirement { _ in nil }

  static let filter = Requirement { $0.hasFilters ? nil : "there is no filter" }

  static let mark = Requirement { $0.chart?.marks.isEmpty == true ? "no mark is set" : nil }

  static let dayZero = Requirement { $0.chart?.dayZero == nil ? "A sets day 0 first" : nil }

  static let hiddenLane = Requirement {
    $0.chart?.time.hidden.isEmpty == true ? "no lane is off" : nil
  }

  static let focusedPatient = Requirement {
    $0.list.focused == nil ? "no patient has the focus" : nil
  }

  static let markedPatient = Requirement {
    $0.list.marked.isEmpty ? "no patient is marked" : nil
  }

  static let copying = Requirement {
    $0.settings.isDeidentified ? "copying is off while patients are de-identified" : nil
  }

  static let entities = Requirement { _ in "nothing has been extracted from this lake's notes" }
}
