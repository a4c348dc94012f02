// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Timeline
internal import Worklists

extension AppState {
  // MARK: - Keeping

  /// Where the reader is.
  var sessionPlace: SessionPlace {
    var place = SessionPlace()
    place.theme = session.theme
    place.list.sort = list.sort.rawValue
    place.list.isReversed = list.isReversed
    place.list.columns = list.columns?.map(\.rawValue)
    place.list.focus = list.focusedID ?? list.focused?.id
    // Words are names; tests are tarn's own.
    place.list.filters = list.filter.split(separator: " ").map(String.init)
      .filter { PatientTest(fold($0))?.isKept == true }
    place.list.worklist =
      session.wantedWorklist ?? triage.list.map { SessionPlace.number(of: $0.name) }
    place.past = moment.map { .init(job: $0.job, recorded: $0.recorded) }
    place.panes.closed = arrangement.closed.map(\.rawValue).sorted()
    place.panes.moved = Dictionary(
      uniqueKeysWithValues: arrangement.moved.map { ($0.key.rawValue, $0.value) }
    )
    if let wanted = session.wanted, chart?.patient.id == wanted.patient, chart?.chart == nil {
      place.chart = wanted
    } else if screen == .chart {
      place.chart = chart.map { $0.sessionPart }
    }
    return place
  }

  /// Notes that the place has changed, and stores it a little later.
  mutating func settleSession() {
    guard session.isKept else { return }
    if let due = session.due, clock >= due, !jobs.isRunning(.session), let noted = session.noted {
      session.due = nil
      start(.session, .saveSession(noted))
    }
    // Before the list has come there is nothing that the file does not say better.
    guard !list.rows.isEmpty || screen == .chart else { return }
    let place = sessionPlace
    guard place != session.noted else { return }
    session.noted = place
    if session.due == nil { session.due = clock + SessionState.delay }
  }

  /// When the place is to be stored.
  var sessionDeadline: Int64? { jobs.isRunning(.session) ? nil : session.due }

  /// The place that is not stored yet, for the end.
  var unsavedPlace: SessionPlace? {
    session.due != nil || jobs.isRunning(.session) ? session.noted : nil
  }

  /// Keeps nothing any more, and says so once.
  mutating func receiveSessionFailure(_ reason: String) {
    session.isKept = false
    session.due = nil
    say(
      UserMessage(
        .warning,
        "Where you are is not kept for the next time",
        why: reason,
        advice: "--no-session says nothing of it"
      )
    )
  }

  // MARK: - Coming back

  /// Goes back to where the reader was, as far as it is still there.
  ///
  /// - Parameters:
  ///   - place: Where it was.
  ///   - opensPatient: Whether the patient that was open is opened again.
  mutating func restore(_ place: SessionPlace, opensPatient: Bool) {
    session.theme = place.theme
    if let sort = place.list.sort.flatMap(PatientSort.init(rawValue:)), sort != .listed {
      list.sort = sort
      list.isReversed = place.list.isReversed
    }
    if let columns = place.list.columns {
      let known = columns.compactMap(PatientColumn.init(rawValue:))
      if !known.isEmpty {
        list.columns = PatientColumn.allCases.filter { $0 == .name || known.contains($0) }
      }
    }
    list.filter = place.list.filters.filter { PatientTest($0)?.isKept == true }
      .joined(separator: " ")
    list.focusedID = place.list.focus
    for pane in place.panes.closed.compactMap(Pane.init(rawValue:))
    where PaneArrangement.closable.contains(pane) {
      arrangement.closed.insert(pane)
    }
    for (name, distance) in place.panes.moved {
      if let border = PaneBorder(rawValue: name) { arrangement.moved[border] = distance }
    }
    if let worklist = place.list.worklist, settings.hasWorklists {
      session.wantedWorklist = worklist
      readWorklists()
    }
    guard opensPatient, let part = place.chart else { return }
    openPatient(id: part.patient)
    chart?.show(ChartView(rawValue: part.view) ?? .timeline)
    session.wanted = part
    session.unconfirmed = part.patient
  }

  /// Looks at the past that was looked at, and says so.
  mutating func restore(_ past: SessionPlace.Past) {
    session.isPastUnconfirmed = true
    moment = Moment(
      job: past.job,
      recorded: past.recorded,
      isNewest: false,
      label: past.job == 0 ? "before the first job" : "job \(past.job)"
    )
    say("This is the lake as of job \(past.job), as the last time; R and Enter return to now")
  }

  /// Opens the worklist of the session before, once the worklists are there.
  mutating func takeSessionWorklist(in shelf: WorklistShelf) {
    guard let wanted = session.wantedWorklist else { return }
    session.wantedWorklist = nil
    guard let found = shelf.lists.first(where: { SessionPlace.number(of: $0.name) == wanted })
    else { return say("The worklist that was open the last time is no longer there") }
    let (filter, focus) = (list.filter, list.focusedID ?? list.focused?.id)
    listPatients(of: found)
    list.filter = filter
    list.focusedID = focus
    arrangePatients()
  }

  /// Shows of a patient what was shown the last time; called once the events are there.
  mutating func takeSession(in loaded: Chart) {
    guard let part = session.wanted, part.patient == loaded.patientID else { return }
    session.wanted = nil
    guard chart != nil else { return }
    if let level = part.zoom.flatMap(ZoomLevel.init(rawValue:)) { chart?.time.zoom(to: level) }
    let lanes = { (numbers: [Int]) in
      Set(numbers.compactMap { UInt8(exactly: $0).flatMap(Lane.init(rawValue:)) })
    }
    chart?.time.hidden = lanes(part.hidden)
    chart?.time.expanded = lanes(part.expanded)
    let number = { (reference: SessionPlace.Reference) in
      (0..<loaded.count).first {
        let entry = loaded.timeline.entries[$0]
        return Int(entry.event.lane.rawValue) == reference.lane
          && entry.reference == "\(reference.type)/\(reference.id)"
      }
    }
    chart?.pinned = part.pins.prefix(SessionPlace.mostItems).compactMap(number)
      .map { Int32(truncatingIfNeeded: $0) }
    chart?.selected = part.event.flatMap(number)
    if let cursor = part.cursor {
      chart?.time.move(to: cursor, column: part.column ?? 0, of: part.columns ?? 0)
    }
    if let lane = part.laneKey, loaded.lanes.contains(lane) { chart?.time.lane = lane }
    chart?.isLaneOnly = part.isLaneOnly
    for text in part.filters.prefix(SessionPlace.mostItems) {
      guard case .success(let query) = read(text), SessionPlace.isKept(query) else {
        continue
      }
      chart?.filters.append(FilterChip(text: text, query: query))
    }
    chart?.areFiltersOn = part.areFiltersOn
    for (name, row) in part.rows {
      guard let view = Int(name).flatMap(ChartView.init(rawValue:)) else { continue }
      chart?.table[view].index = max(0, row)
    }
    let panes = WorkspaceLayout(size: size, chart: chart ?? ChartState(patient: .init(id: "")))
    if let focus = Pane(rawValue: part.focus), panes.focusablePanes.contains(focus) {
      chart?.focus = focus
      if part.maximised == part.focus { chart?.maximised = focus }
    }
  }

  /// Says that the patient of the session before is gone, once the list is whole.
  mutating func confirmSession(in table: PatientTable) {
    guard let id = session.unconfirmed else { return }
    session.unconfirmed = nil
    guard table.index(ofID: id) == nil, chart?.patient.id == id, screen == .chart else { return }
    session.wanted = nil
    screen = .patients
    chart = nil
    cancel(.chart)
    say(
      UserMessage(
        .info,
        "The patient that was open the last time is not in the lake",
        why: moment == nil ? nil : "this is the lake as of \(moment?.label ?? "then")"
      )
    )
  }
}

extension ChartState {
  /// What of the patient is kept.
  fileprivate var sessionPart: SessionPlace.ChartPart {
    var part = SessionPlace.ChartPart(
      patient: patient.id,
      view: view.rawValue,
      focus: focus.rawValue
    )
    part.maximised = maximised?.rawValue
    part.isLaneOnly = isLaneOnly
    part.areFiltersOn = areFiltersOn
    part.filters = filters.filter { SessionPlace.isKept($0.query) }
      .prefix(SessionPlace.mostItems).map(\.text)
    for (view, cursor) in table.cursors where cursor.index > 0 {
      part.rows[String(view.rawValue)] = cursor.index
    }
    guard let chart else { return part }
    part.zoom = time.viewport.level.rawValue
    part.cursor = time.cursor
    part.column = time.viewport.cursorColumn
    part.columns = time.viewport.columns
    if case .lane(let lane) = time.lane { part.lane = Int(lane.rawValue) }
    part.hidden = time.hidden.map { Int($0.rawValue) }.sorted()
    part.expanded = time.expanded.map { Int($0.rawValue) }.sorted()
    let reference = { (number: Int) -> SessionPlace.Reference? in
      guard number < chart.count else { return nil }
      let event = chart[number]
      return SessionPlace.Reference(
        type: event.key.type,
        id: event.key.id,
        lane: Int(event.event.lane.rawValue)
      )
    }
    part.event = selected.flatMap(reference)
    part.pins = pinned.prefix(SessionPlace.mostItems).compactMap { reference(Int($0)) }
    return part
  }
}

extension SessionPlace.ChartPart {
  /// The lane that had the focus; what has no date is no lane.
  fileprivate var laneKey: LaneKey? {
    guard let lane else { return .undated }
    return UInt8(exactly: lane).flatMap(Lane.init(rawValue:)).map { .lane($0) }
  }
}

extension PatientTest {
  /// Whether it holds nothing but words of tarn's own and numbers.
  fileprivate var isKept: Bool {
    switch subject {
    case .unknown: false
    case .sex(let letter): ["f", "m", "o", "u", "?", "female", "male", "other"].contains(letter)
    default: true
    }
  }
}
