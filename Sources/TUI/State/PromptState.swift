// SPDX-License-Identifier: Apache-2.0

internal import Search

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
    /// Looks back to a moment.
    case moment
    /// Names the moments whose differences are listed.
    case compare
    /// A query of SQL.
    case sql
    /// Names a file for the result of a query.
    case file
    /// Names a file for what is shown.
    case shown
    /// Words to find a code for an entity by.
    case code
    /// Names a worklist.
    case worklistName
    /// A FHIR search that a worklist is made of.
    case worklistSearch
    /// Names a file to read a worklist from.
    case worklistImport
    /// Names a file to write a worklist to.
    case worklistExport
    /// A note about a patient.
    case markNote
    /// Names what patients are compared by.
    case measure
    /// Narrows the rows of the patients in numbers while it is typed.
    case populationWords
    /// Narrows what queries of SQL can name while it is typed.
    case schemaWords

    /// What the history of the prompt is kept under.
    enum Name: String, Sendable {
      case patients, search, goto, note, moment, sql, file, worklist, fhir, mark, code, population,
        measure, schema
    }

    var name: Name {
      switch self {
      case .patientFilter: .patients
      case .search, .searchAll, .filter: .search
      case .goto: .goto
      case .noteSearch: .note
      case .moment, .compare: .moment
      case .sql: .sql
      case .code: .code
      case .file, .shown, .worklistImport, .worklistExport: .file
      case .worklistName: .worklist
      case .worklistSearch: .fhir
      case .markNote: .mark
      case .populationWords: .population
      case .schemaWords: .schema
      case .measure: .measure
      }
    }

    /// What stands before the text.
    var sign: String {
      switch self {
      case .patientFilter: "filter: "
      case .search, .searchAll, .noteSearch, .populationWords, .schemaWords: "/"
      case .filter: "f "
      case .goto: "go to: "
      case .moment: "as of: "
      case .compare: "between: "
      case .sql: "sql: "
      case .code: "code for: "
      case .file, .shown, .worklistExport: "write to: "
      case .worklistName: "worklist: "
      case .worklistSearch: "patients of: "
      case .worklistImport: "read from: "
      case .markNote: "note: "
      case .measure: "compare by: "
      }
    }

    /// Whether it is about a worklist or a mark, and the text means nothing until it is accepted.
    var isTriage: Bool {
      switch self {
      case .worklistName, .worklistSearch, .worklistImport, .worklistExport, .markNote: true
      default: false
      }
    }

    /// Whether the text is a query with fields.
    var isQuery: Bool { self == .search || self == .searchAll || self == .filter }
  }

  var kind: Kind

  var line: LineEditor

  /// Whether the line was proposed and is replaced by what is typed.
  var isProposed = false

  /// How far back in the history the line came from; `nil` for a line that was typed.
  var historyIndex: Int?

  /// What was typed before the history was looked through.
  var draft = ""

  /// What may be typed next, with counts.
  var completions = Completions()

  /// The completion that has the focus.
  var completionIndex = 0

  /// What the events are found by, or why the line is none.
  var query: Result<EventQuery, SearchError>?

  /// What to drop from a query that finds nothing.
  var advice: [String] = []

  /// The hits in the open patient, in order.
  var found: [Int32]?

  /// How often a note mentions what a hit is about, where that is more than once.
  var mentions: [Int32: Int] = [:]

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
