// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

extension AppState {
  /// The patient that marks are about: the one on the screen, or the one that has the focus.
  var markedPatient: String? {
    if let pane = panes.last {
      if pane.kind == .review { return review?.note?.patientID ?? chart?.patient.id }
      return pane.isOfLake ? nil : chart?.patient.id
    }
    switch screen {
    case .patients: return list.focused?.id
    case .chart: return chart?.patient.id
    case .search:
      guard let search else { return nil }
      let row = search.cursor.index
      if search.patients.indices.contains(row) { return search.patient(row).id }
      return search.hits[safe: row - search.patients.count]?.patientID
    }
  }

  /// The patients that a mark is set of: in the list those of the range that is drawn, else those that are
  /// picked, else the one in focus.
  private var patientsToMark: [String] {
    if screen == .patients, panes.isEmpty {
      if let range = patientRange { return range.map { list.table[Int(list.rows[$0])].id } }
      if !list.marked.isEmpty { return list.marked.sorted() }
    }
    return markedPatient.map { [$0] } ?? []
  }

  /// Sets a mark where it is not set of all, else takes it away.
  mutating func toggleFlag() {
    let ids = patientsToMark
    let isOn = !ids.allSatisfy { triage.marks(of: $0).isFlagged }
    mark(ids, .flagged(isOn), isOn ? "Flagged" : "No longer flagged")
  }

  mutating func toggleDone() {
    let ids = patientsToMark
    let isOn = !ids.allSatisfy { triage.marks(of: $0).isDone }
    mark(ids, .done(isOn), isOn ? "Done" : "Not done")
    // In a list the next one has its turn.
    if isOn, screen == .patients, panes.isEmpty, ids.count == 1 { move(by: 1) }
  }

  /// Says that the record was looked at, or takes it back, so that everything in it counts as new.
  mutating func toggleSeen() {
    let ids = patientsToMark
    let isOn = !ids.allSatisfy { triage.marks(of: $0).seenJob != nil }
    mark(ids, .seen(job: isOn ? triage.newestJob : nil), isOn ? "Seen" : "Not seen")
  }

  mutating func askMarkNote() {
    guard let id = markedPatient else { return }
    openPrompt(.markNote, text: triage.marks(of: id).note)
  }

  mutating func acceptMarkNote(_ text: String) {
    mark(patientsToMark, .note(text), text.isEmpty ? "No note" : "Noted")
  }

  private mutating func mark(_ ids: [String], _ change: WorklistMark.Change, _ words: String) {
    guard !ids.isEmpty else { return }
    for id in ids { mark(id, change) }
    let of = ids.count == 1 ? "" : " \(counted(ids.count, "patient"))"
    let place = triage.list.map { ", on '\($0.name)'" } ?? ""
    say("\(words)\(of)\(place)")
    if screen == .patients { list.rangeStart = nil }
    marksChanged()
  }

  private mutating func mark(_ id: String, _ change: WorklistMark.Change) {
    var scope = triage.scope
    // Whether a record was looked at is one thing for all lists.
    if case .seen = change { scope = .lake(triage.lake) }
    let mark = WorklistMark(
      at: settings.now(),
      author: settings.author,
      scope: scope,
      patient: id,
      change: change
    )
    triage.table.apply(mark)
    triage.unsaved.append(mark)
    saveMarks()
  }

  /// The last job of the lake when the record that is open was looked at before.
  ///
  /// Where nothing came in since, it is the look before that one: what was new then can be read again.
  var lookedBefore: Int? {
    guard let chart else { return nil }
    return chart.lookedBefore ?? triage.table[.lake(triage.lake)][chart.patient.id]?.seenJobBefore
  }

  /// Keeps what was known when the record was looked at before, which opening it is about to replace, and
  /// asks what came since.
  mutating func rememberLook(newestJob job: Int) {
    let looks = triage.table[.lake(triage.lake)]
    guard let patient = chart?.patient.id, let looked = looks[patient] else { return }
    chart?.lookedBefore = looked.seenJob == job ? looked.seenJobBefore : looked.seenJob
    guard moment == nil, let last = looked.seenJob, last < job else { return }
    start(.look, .readLook(patient: patient, after: last))
  }

  /// Says what is new in the record that was opened, where anything is.
  mutating func sayNews(_ counts: String) {
    guard !counts.isEmpty else { return }
    let key = keymap.keys(for: "differences.since_look", in: contexts).first
    say("Since you looked: \(counts)" + (key.map { "; \($0) lists them" } ?? ""))
  }

  /// Takes note that the reader looks at a record as it is now.
  mutating func noteLook(at patient: String, newestJob job: Int) {
    guard settings.hasWorklists, !settings.isReadOnly, moment == nil else { return }
    triage.newestJob = max(triage.newestJob, job)
    guard triage.table[.lake(triage.lake)][patient]?.seenJob != job else { return }
    mark(patient, .seen(job: job))
    triage.facts?.patients[patient]?.news = 0
    marksChanged()
  }

  /// Takes note that somebody is at the keys since something arrived in the record that is open.
  mutating func noteArrival() {
    guard let (patient, job) = triage.arrived else { return }
    triage.arrived = nil
    if screen == .chart, chart?.patient.id == patient { noteLook(at: patient, newestJob: job) }
  }

  // MARK: - Storing

  /// Stores what was marked; one batch is under way at a time, so that no key waits for the disk.
  mutating func saveMarks() {
    guard triage.saving.isEmpty, !triage.unsaved.isEmpty else { return }
    triage.saving = triage.unsaved
    triage.unsaved = []
    start(.marks, .worklist(.append(triage.saving, after: triage.end)))
  }

  /// Reads what other programs marked meanwhile; when what is stored now is stored, where that is under way.
  mutating func readMarks() {
    guard settings.hasWorklists else { return }
    guard triage.saving.isEmpty, !jobs.isRunning(.marks) else {
      triage.isTouched = true
      return
    }
    triage.isTouched = false
    start(.marks, .worklist(.append([], after: triage.end)))
  }

  mutating func receive(_ page: MarkPage) {
    triage.saving = []
    triage.failure = nil
    if page.isWhole { triage.table = MarkTable() }
    triage.table.apply(page.marks)
    // What is not in the file yet comes after all that is.
    triage.table.apply(triage.unsaved)
    triage.end = page.end
    if page.isWhole { forgetFacts() }
    for mark in page.marks {
      // Whoever looked at a record elsewhere has seen its news there.
      guard case .seen(.some) = mark.change, mark.scope == .lake(triage.lake) else { continue }
      triage.facts?.patients[mark.patient]?.news = 0
    }
    if triage.isTouched, triage.unsaved.isEmpty {
      triage.isTouched = false
      start(.marks, .worklist(.append([], after: triage.end)))
    } else {
      saveMarks()
    }
    marksChanged()
  }

  mutating func receiveMarkFailure(_ reason: String) {
    triage.unsaved = triage.saving + triage.unsaved
    triage.saving = []
    triage.failure = reason
    retryLater()
  }

  /// Arranges the list anew where the marks say who is on it.
  mutating func marksChanged() {
    guard list.dependsOnMarks else { return }
    // Who goes through the list by what is new has the order in which it was begun.
    if list.sort == .news, screen == .chart {
      list.isOrderStale = true
    } else {
      arrangePatients()
    }
  }
}
