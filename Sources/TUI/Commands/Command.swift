// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// One thing the reader can do: the row from which keys, help, palette, hints and documentation come.
struct Command: Sendable {
  /// The name in keys.toml: `zoom.in`.
  let id: String

  /// What it does, in a few words, for help and palette.
  let title: String

  /// What it does in a sentence or two, shown before it is run from the palette.
  let effect: String

  /// The word for the hint line; `nil` keeps the command out of it.
  let hint: String?

  /// Where it is found in the help.
  let group: CommandGroup

  /// Where its keys work.
  let contexts: [Context]

  /// The default keys, in the notation of ``Key``, sequences separated by blanks.
  let keys: [String]

  /// The default keys of contexts where they are others.
  private let keysIn: [Context: [String]]

  /// Two letters that run it from the palette's prompt.
  let alias: String?

  /// What it needs to be run.
  let needs: Requirement

  /// Does it.
  let perform: @Sendable (inout AppState, Invocation) -> Void

  init(
    _ id: String,
    _ title: String,
    effect: String? = nil,
    hint: String? = nil,
    group: CommandGroup,
    in contexts: [Context],
    keys: [String],
    keysIn: [Context: [String]] = [:],
    alias: String? = nil,
    needs: Requirement = .nothing,
    perform: @escaping @Sendable (inout AppState, Invocation) -> Void
  ) {
    self.id = id
    self.title = title
    self.effect = effect ?? title
    self.hint = hint
    self.group = group
    self.contexts = contexts
    self.keys = keys
    self.keysIn = keysIn
    self.alias = alias
    self.needs = needs
    self.perform = perform
  }

  /// Returns the default keys in one of its contexts.
  func keys(in context: Context) -> [String] { keysIn[context] ?? keys }

  /// Returns why it cannot be run now; `nil` when it can.
  func disabledReason(_ state: AppState) -> String? { needs.reason(state) }
}

/// How a command was called.
struct Invocation: Sendable {
  /// The number typed before the keys.
  var count: Int?

  /// The last key, for commands that are bound to several keys and tell them apart.
  var key: Key?

  /// What was typed after the command's name in the palette.
  var argument: String?

  init(count: Int? = nil, key: Key? = nil, argument: String? = nil) {
    self.count = count
    self.key = key
    self.argument = argument
  }

  /// The number typed, or 1.
  var times: Int { max(1, count ?? 1) }
}

/// A heading of the help.
enum CommandGroup: String, CaseIterable, Sendable {
  case move = "MOVE"
  case time = "ZOOM & TIME"
  case open = "OPEN"
  case find = "FIND & FILTER"
  case views = "VIEWS & PANES"
  case past = "THE PAST & JOBS"
  case review = "ENTITIES OF NOTES"
  case triage = "WORKLISTS & MARKS"
  case prompt = "PROMPT"
  case program = "PROGRAM"
}

/// A part of the screen that has keys of its own.
///
/// The name is that of the table in keys.toml.
enum Context: String, CaseIterable, Sendable {
  /// Everywhere but in prompts.
  case global
  /// The patient list.
  case patients
  /// Every view of a patient.
  case chart
  /// The lanes of the timeline.
  case timeline
  /// The event list under the lanes.
  case events
  /// The lists of problems, medications, labs and notes.
  case table
  /// One event.
  case detail
  /// The note reader.
  case note
  /// Versions and differences.
  case versions
  /// The hits of a search.
  case results
  /// Every list that lies over the patients.
  case pane
  /// What was changed, by whom.
  case log
  /// What is deleted.
  case graveyard
  /// What was done to the lake.
  case jobs
  /// A query of SQL and its result.
  case sql
  /// What queries of SQL can name.
  case schema
  /// The worklists.
  case worklists
  /// The patients in numbers.
  case population
  /// Patients aligned on events of one kind.
  case comparison
  /// The judging of entities.
  case review
  /// What notes and chart say beside each other.
  case reconciliation
  /// The list of patients and lanes beside the timeline.
  case rail
  /// A line that is being typed.
  case prompt
  /// The prompt of a search.
  case searchPrompt = "search-prompt"
  /// The prompt of a query of SQL.
  case sqlPrompt = "sql-prompt"
  /// Help, palette, menus and the message log.
  case popup

  /// What the help calls it.
  var title: String {
    switch self {
    case .global: "Everywhere"
    case .patients: "Patients"
    case .chart: "Patient"
    case .timeline: "Timeline"
    case .events: "Events"
    case .table: "List"
    case .detail: "Detail"
    case .note: "Note"
    case .versions: "Versions"
    case .results: "Search"
    case .pane: "Lists"
    case .log: "Changes"
    case .graveyard: "Deleted"
    case .jobs: "Jobs"
    case .sql: "SQL"
    case .schema: "Views of SQL"
    case .worklists: "Worklists"
    case .population: "Population"
    case .comparison: "Comparison"
    case .review: "Entities"
    case .reconciliation: "Notes against chart"
    case .rail: "Rail"
    case .prompt: "Prompt"
    case .searchPrompt: "Search"
    case .sqlPrompt: "SQL"
    case .popup: "Popup"
    }
  }
}

extension Context {
  /// Where its keys work, as a sentence says it; empty for what is typed into.
  var place: String {
    switch self {
    case .global: "everywhere"
    case .patients: "in the patient list"
    case .chart: "in a patient"
    case .timeline: "on the timeline"
    case .events: "in the event list"
    case .table: "in views 2 to 5"
    case .detail: "in a detail"
    case .note: "in a note"
    case .versions: "on versions (7)"
    case .results: "on search results"
    case .pane: "in lists over the patients"
    case .log: "on changes (g c)"
    case .graveyard: "on what is deleted (g x)"
    case .jobs: "on jobs (g J)"
    case .sql: "in SQL (g s)"
    case .schema: "on views of SQL"
    case .worklists: "on worklists (g W)"
    case .population: "on patients in numbers (g N)"
    case .comparison: "on a comparison (g a)"
    case .review: "on entities (6)"
    case .reconciliation: "on notes against chart (g o)"
    case .rail: "on patients beside (p)"
    case .prompt, .searchPrompt, .sqlPrompt, .popup: ""
    }
  }
}

extension Key {
  /// The digit that was typed.
  var digit: Int? { typed.flatMap { Int(String($0)) } }
}
