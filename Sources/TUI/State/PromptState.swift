// SPDX-License-Identifier: Apache-2.0


/// A line that is being typed, and what it is for.
struct PromptState: Sendable {
  /// What the line is for.
  enum Kind: Sendable, Equatable {
    /// Narrows the patient list while it is typed.
    case patientFilter
    /// Finds events of the open patient.
    case search
    /// Finds events of all patients.
    case searchAll
    /// Adds a filter to the open patient.
    case filter
    /// Goes to a date.
    case goto
    /// Finds words in the note that is open.
    case noteSearch

    /// What the history of the prompt is kept under.
    enum Name: String, Sendable {
      case patients, search, goto, note
    }

    var name: Name {
      switch self {
      case .patientFilter: .patients
      case .search, .searchAll, .filter: .search
      case .goto: .goto
      case .noteSearch: .note
      }
    }

    /// What stands before the text.
    var sign: String {
      switch self {
      case .patientFilter: "filter: "
      case .search, .searchAll, .noteSearch: "/"
      case .filter: "f "
      case .goto: "go to: "
      }
    }

    /// Whether the text is a query with fields.
    var isQuery: Bool { self == .search || self == .searchAll || self == .filter }
  }

  var kind: Kind

  var line: LineEditor

  /// How far back in the history the line came from; `nil` for a line that was typed.
  var historyIndex: Int?

  /// What was typed before the history was looked through.
  var draft = ""

  /// What may be typed next, with counts.
  var completions: [Completion] = []

  /// The completion that has the focus.
  var completionIndex = 0

  /// How many values there are when not all are listed.
  var completionTotal = 0

  /// What the events are found by, or why the line is none.
  var query: Result<EventQuery, QueryProblem>?

  /// The hits in the open patient, in order.
  var found: [Int32]?

  /// The focused hit, counted from the newest.
  var hitCursor = ListCursor()

  /// What the state was before the prompt opened, to go back to.
  var restore: Restore?

  init(_ kind: Kind, text: String = "") {
    self.kind = kind
    line = LineEditor(text)
  }

  /// What escape puts back.
  struct Restore: Sendable {
    var filter: String
    var focusedID: String?
    var listCursor: ListCursor
    var chart: ChartPlace?
    var screen: AppState.Screen
  }
}

/// Something that may be typed next.
struct Completion: Sendable, Equatable {
  /// What the word becomes.
  var text: String

  /// What it means.
  var label: String

  /// How many events it leaves under the filters in force; `nil` where that is not counted.
  var count: Int?
}

/// Why a line is no query.
struct QueryProblem: Error, Sendable, Equatable {
  /// What is wrong.
  var message: String

  /// The part of the line that is wrong, in characters.
  var range: Range<Int>?

  /// What was probably meant.
  var suggestion: String?
}
