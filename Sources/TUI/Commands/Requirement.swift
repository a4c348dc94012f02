// SPDX-License-Identifier: Apache-2.0

/// What a command needs to be run, and what is said where it is missing.
struct Requirement: Sendable {
  /// Returns why the command cannot be run; `nil` when it can.
  let reason: @Sendable (AppState) -> String?

  static let nothing = Requirement { _ in nil }

  /// Why nothing is written with `--readonly`.
  private static let readOnlyReason = "the browser was opened with --readonly"

  /// Why something is off with `--deidentify`.
  private static func hidden(_ what: String, _ state: AppState) -> String? {
    state.settings.isDeidentified ? "\(what) off while patients are de-identified" : nil
  }

  /// What is off while the past is looked at.
  private static func past(_ state: AppState) -> String? {
    state.moment.map { "this is the lake as of \($0.label); R and Enter return to now" }
  }

  /// Entities quote the notes that they were read in.
  static let quotes = Requirement { hidden("what was read in notes is", $0) }

  /// What was read in notes, as it is now: what is compared with it, and judged, is the present.
  static let readings = Requirement { state in
    if let reason = quotes.reason(state) { return reason }
    return past(state)
  }

  /// A patient whose record is open, or whose list lies over it.
  static let patient = Requirement { state in
    guard state.screen == .chart, state.chart != nil else { return "no patient is open" }
    return state.panes.contains(where: \.isOfLake) ? "this list is of all patients" : nil
  }

  /// A record that was looked at before, as it is now.
  static let lookedBefore = Requirement { state in
    if let reason = patient.reason(state) ?? past(state) { return reason }
    return state.lookedBefore == nil ? "you have not looked at this record before" : nil
  }

  /// What was read in the notes of the patient who is open.
  static let patientReadings = Requirement { patient.reason($0) ?? readings.reason($0) }

  /// A note in which something was read.
  static let mentions = Requirement { state in
    if let reason = quotes.reason(state) { return reason }
    if state.chart?.sheet?.note?.entities.isEmpty == false { return nil }
    return state.moment == nil
      ? "nothing was read in this note"
      : "nothing had been read in this note as of \(state.moment?.label ?? "then")"
  }

  /// The resource as it is stored.
  static let raw = Requirement { hidden("JSON is", $0) }

  /// Dates that may be typed, and so found out.
  static let dates = Requirement { hidden("going to a date is", $0) }

  /// When versions were recorded, which beside an age is a birth date.
  static let recordedTimes = Requirement { hidden("when things were recorded is", $0) }

  /// Patients beside each other, whose days are counted from an event of each.
  static let comparing = Requirement { hidden("comparing patients is", $0) }

  /// What patients have, in words of their records, and how few share it.
  static let counting = Requirement { hidden("counting patients is", $0) }

  /// A browser that may be left for a shell.
  static let leaving = Requirement { $0.settings.isReadOnly ? readOnlyReason : nil }

  /// The tour of the sample lake.
  static let tour = Requirement {
    $0.tour == nil ? "the tour is begun with 'tarn browse --tour'" : nil
  }

  /// The present of a lake that may be written to.
  static let writing = Requirement { state in
    if let reason = past(state) { return reason }
    if state.settings.isReadOnly { return readOnlyReason }
    if let reason = hidden("writing is", state) { return reason }
    if !state.settings.hasEditor { return "this session writes nothing" }
    if let reason = state.misplacement { return reason }
    return state.jobs.isRunning(.write) ? "another write is under way" : nil
  }

  /// A deleted resource that has the focus, and may be brought back.
  static let deleted = Requirement { state in
    if let reason = writing.reason(state) { return reason }
    return state.focusedDeletion == nil ? "nothing deleted has the focus" : nil
  }

  /// A job that has the focus, and may be rolled back.
  static let job = Requirement { state in
    if let reason = writing.reason(state) { return reason }
    return state.panes.last?.focusedJob == nil ? "no job has the focus" : nil
  }

  /// Patients whose names may be on the screen: a query can ask for any of them.
  static let names = Requirement {
    $0.settings.isDeidentified ? "SQL is off while patients are de-identified" : nil
  }

  /// A row of the result of a query.
  static let sqlRow = Requirement { state in
    state.sql.table?.rows.isEmpty == false ? nil : "no query has given a row"
  }

  /// A result of a query.
  static let result = Requirement { state in
    if state.settings.isReadOnly { return readOnlyReason }
    if state.settings.isDeidentified { return "exporting is off while patients are de-identified" }
    return state.sql.table == nil ? "no query has been run" : nil
  }

  /// Something on the screen that may be written to a file.
  static let shown = Requirement { state in
    if state.settings.isReadOnly { return readOnlyReason }
    if state.settings.isDeidentified { return "exporting is off while patients are de-identified" }
    switch state.panes.last?.kind {
    case .sql, .schema, .record, .difference: return "this pane is not written to files"
    default: return nil
    }
  }

  /// Files of themes and keys.
  static let appearance = Requirement {
    $0.settings.hasAppearance ? nil : "this session has no themes to read"
  }

  /// A difference of two versions on the screen.
  static let difference = Requirement { state in
    guard let pane = state.panes.last else {
      return state.chart?.versions.difference?.old == nil ? "there is no difference here" : nil
    }
    guard case .difference(let difference) = pane.content else {
      return "texts are compared in a difference; Enter opens one"
    }
    return difference.old == nil ? "this is the first version" : nil
  }

  /// Several panes on the screen.
  static let panes = Requirement { state in
    guard let chart = state.chart else { return "no patient is open" }
    if chart.maximised != nil { return "this pane has the screen to itself; C-w o shows all" }
    return chart.panes(in: state.size, glance: state).count > 1 ? nil : "there is only this pane"
  }

  /// Another pane that can be given the keys.
  static let otherPane = Requirement { state in
    guard let chart = state.chart, chart.maximised == nil || chart.sheet != nil else {
      return panes.reason(state)
    }
    return chart.panes(in: state.size, glance: state).contains { $0 != chart.focus }
      ? nil : "there is only this pane"
  }

  /// A row of a list that opens.
  static let opening = Requirement {
    $0.panes.last?.opensSomething == false ? "nothing that opens has the focus" : nil
  }

  /// A row of notes against chart that the chart has something for.
  static let charted = Requirement {
    $0.reconciled?.entry != nil ? nil : "the chart has no entry of it"
  }

  /// A row of notes against chart.
  static let reconciled = Requirement {
    $0.reconciled != nil ? nil : "nothing is compared here"
  }

  /// Room for the list of patients beside or over the view.
  static let rail = Requirement { state in
    guard let chart = state.chart else { return "no patient is open" }
    if chart.isSheetCovering(in: state.sizeClass) || chart.maximised != nil {
      return "this pane has the screen to itself; esc goes back"
    }
    return state.sizeClass == .extraSmall
      ? "there is no room for the list of patients here; esc goes to it" : nil
  }

  static let filter = Requirement { $0.hasFilters ? nil : "there is no filter" }

  /// Several hits of what is being typed, to go from one to the next.
  static let hit = Requirement { state in
    guard let prompt = state.prompt else { return nil }
    let count = prompt.kind == .searchAll ? state.search?.rowCount ?? 0 : prompt.found?.count ?? 0
    return count > 1 ? nil : "there is no other hit"
  }

  static let step = Requirement {
    $0.chart?.sheets.isEmpty == false ? nil : "nothing was opened from here"
  }

  static let mark = Requirement { $0.chart?.marks.isEmpty == true ? "no mark is set" : nil }

  static let successor = Requirement {
    $0.chart?.patient.replacedBy == nil ? "it was not merged" : nil
  }

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

  /// A patient who is open, and whom the screen is about.
  static let openPatient = Requirement {
    $0.screen == .chart && $0.panes.last?.isOfLake != true ? nil : "this is about no one patient"
  }

  /// A place for worklists and marks, to be read.
  static let worklists = Requirement {
    if let reason = hidden("worklists and marks are", $0) { return reason }
    return $0.settings.hasWorklists ? nil : "this session keeps no worklists"
  }

  /// A place for worklists and marks, to be written to.
  static let keeping = Requirement { state in
    state.settings.isReadOnly ? readOnlyReason : worklists.reason(state)
  }

  /// A patient who may be marked.
  static let marking = Requirement { state in
    if let reason = keeping.reason(state) { return reason }
    return state.markedPatient == nil ? "no patient has the focus" : nil
  }

  /// A worklist that has the focus.
  static let worklist = Requirement { state in
    if let reason = keeping.reason(state) { return reason }
    return state.focusedWorklist == nil ? "no worklist has the focus" : nil
  }

  /// A worklist that may be handed on.
  static let sharing = Requirement { state in
    if state.settings.isDeidentified { return "exporting is off while patients are de-identified" }
    return worklist.reason(state)
  }

  static let openWorklist = Requirement {
    $0.triage.list == nil ? "all patients are listed" : nil
  }

  /// An entity that has the focus, and may be judged.
  static let entity = Requirement { state in
    if let reason = writing.reason(state) { return reason }
    return state.review?.focused == nil ? "no entity has the focus" : nil
  }
}
