// SPDX-License-Identifier: Apache-2.0

extension AppState {
  /// Begins: reads the lake and its patients.
  mutating func begin() {
    start(.lake, .readLake)
    start(.patients, .readPatients)
    readMarks()
  }

  /// Reads everything again and keeps the place.
  mutating func reload() {
    list.incoming = PatientTable()
    list.isLoading = true
    list.failure = nil
    list.requestedPreview = nil
    list.isPreviewStale = true
    watch.isStale = false
    watch.isListStale = false
    search?.isStale = true
    forgetFacts()
    begin()
    readChart()
    readPane()
    say("Reading the lake again")
  }

  mutating func receive(_ page: PatientPage) {
    if page.needsUnicode, settings.isASCII, !settings.isASCIISaid, !settings.isDeidentified {
      settings.isASCIISaid = true
      say(
        UserMessage(
          .warning,
          "Some names are shown as ???",
          why: "locale or terminal have ASCII only",
          advice: "start it with LC_ALL=C.UTF-8 tarn; what is written and copied is whole"
        )
      )
    }
    if list.incoming != nil {
      list.incoming?.append(page)
      return
    }
    let isFirst = list.table.count == 0
    list.table.append(page)
    nameOpenPatient()
    // Until all are there, they are arranged anew only when they are a quarter more, and nothing is
    // being arranged.
    let isMore = list.table.count >= list.rows.count + list.rows.count / 4
    let isWorthIt = isMore && !jobs.isRunning(.arrangement)
    if isFirst || isWorthIt { arrangePatients() }
  }

  /// Gives the patient that was opened by id alone its name, once the list has it.
  ///
  /// Whose record is on the screen must never stay unsaid.
  private mutating func nameOpenPatient() {
    guard let open = chart?.patient, open.isNameless,
      let index = list.table.index(ofID: open.id)
    else { return }
    chart?.patient = list.table[index]
  }

  /// Takes what is known of the open patient now: the list is read again when it is shown.
  mutating func receive(_ patient: PatientSummary) {
    guard let open = chart?.patient, open.id == patient.id else { return }
    var shown = patient
    // The events may say more of what dates are counted from.
    shown.origin = patient.origin ?? open.origin
    chart?.patient = shown
  }

  /// Takes note that all patients were delivered.
  mutating func receivePatientsEnd() {
    list.isLoading = false
    if let incoming = list.incoming {
      list.arriving = incoming
      list.incoming = nil
    }
    let table = list.arriving ?? list.table
    confirmSession(in: table)
    // Who was opened before the list was there, from the command line.
    if let id = chart?.patient.id { chart?.mergedCount = table.indices(replacedBy: id).count }
    refreshOpenPatient()
    arrangePatients()
  }

  /// Reads the events of the patient that is open.
  mutating func readChart() {
    guard let chart else { return }
    start(
      .chart,
      .readChart(patient: chart.patient.id, zone: settings.zone, look: chart.look)
    )
  }

  /// Gives the open patient the line that the list has now: the one of the moment.
  private mutating func refreshOpenPatient() {
    guard let open = chart?.patient else { return }
    let table = list.arriving ?? list.table
    if let index = table.index(ofID: open.id) {
      chart?.patient = table[index]
    } else if moment != nil {
      // Whoever was not known then keeps the name, and no count that came later.
      var unknown = PatientSummary(id: open.id)
      unknown.name = open.name
      chart?.patient = unknown
    }
  }

  mutating func arrangePatients() {
    list.isOrderStale = false
    start(
      .arrangement,
      .arrangePatients(list.arriving ?? list.table, patientOrder)
    )
  }

  mutating func receive(arrangement rows: [Int32]) {
    if list.rows.count != rows.count || list.rows != rows { list.rangeStart = nil }
    let isReadAgain = list.arriving != nil
    if let arriving = list.arriving {
      list.focusedID = list.focused?.id
      list.table = arriving
      list.arriving = nil
    }
    list.rows = rows
    population.basis += 1
    if let id = list.focusedID,
      let row = rows.firstIndex(where: { list.table[Int($0)].id == id })
    {
      // The line stays where it is on the screen, whatever came in above it; a list that stands at its top
      // shows what came in there.
      if isReadAgain, list.cursor.top > 0 {
        list.cursor.top = max(0, list.cursor.top + row - list.cursor.index)
      }
      list.cursor.index = row
    } else {
      list.cursor.move(to: list.cursor.index, count: rows.count)
    }
    if list.focusedID == nil || !list.filter.isEmpty, list.cursor.index >= rows.count {
      list.cursor.index = 0
    }
  }

  /// Changes what the patient list is narrowed by.
  ///
  /// While a filter is typed the best match has the focus; without one the focus stays where it is.
  mutating func setPatientFilter(_ text: String) {
    guard list.filter != text else { return }
    let isSame = list.filter.trimmed == text.trimmed
    list.filter = text
    // A blank alone narrows nothing.
    if isSame { return }
    list.focusedID = text.isEmpty ? list.focused?.id : nil
    list.cursor = ListCursor()
    arrangePatients()
  }

  /// Drops the last word of the filter, and where there is none the worklist.
  mutating func dropLastPatientChip() {
    var words = PatientFilter.split(list.filter)
    guard words.popLast() != nil else { return closeWorklist() }
    setPatientFilter(words.joined(separator: " "))
  }

  mutating func sortPatients(by sort: PatientSort, isReversed: Bool) {
    list.sort = sort
    list.isReversed = isReversed
    arrangePatients()
  }

  mutating func movePatient(to row: Int) {
    list.cursor.move(to: row, count: list.rows.count)
    list.focusedID = list.focused?.id
  }

  /// Opens the patient of the focused line.
  mutating func openFocusedPatient() {
    guard let patient = list.focused else { return }
    openPatient(patient)
  }

  /// Opens a patient, who has the focus of the list then.
  mutating func openPatient(_ patient: PatientSummary, view: ChartView = .timeline) {
    screen = .chart
    session.wanted = nil
    focusInList(patient.id)
    var opened = ChartState(patient: patient)
    opened.show(view)
    opened.isRailOpen = false
    if let before = chart {
      // What concerns the way of looking, not the patient, stays.
      opened.isLaneOnly = before.isLaneOnly
      opened.maximised = before.maximised
      opened.look = before.look
    }
    opened.isPast = moment != nil
    if settings.isDeidentified { opened.versions.layer = .fields }
    opened.arrangement = arrangement
    chart = opened
    panes = []
    panesBehind = []
    cancel(.filter)
    cancel(.detail)
    cancel(.follow)
    cancel(.note)
    cancel(.versions)
    cancel(.difference)
    cancel(.changedFields)
    if let id = patient.replacedBy {
      let words = "This record was merged into \(patientWords(id: id))"
      say(UserMessage(.warning, words, advice: "g P opens that one"))
    }
    let merged = list.table.indices(replacedBy: patient.id)
    chart?.mergedCount = merged.count
    if let first = merged.first {
      let words = patientWords(id: list.table[first].id)
      say(
        UserMessage(
          .warning,
          "\(words) was merged into this record",
          advice: "What was left on that one is not here: f is:merged lists such records"
        )
      )
    }
    readChart()
  }

  /// Opens the record that took the place of the one that is open.
  mutating func openSuccessor() {
    guard let id = chart?.patient.replacedBy else { return }
    openPatient(id: id)
  }

  /// A patient in a few words: `MORENO, Ana Lucía  MRN 004417`; `Patient/x` where the list has none.
  func patientWords(id: String) -> String {
    guard let index = list.table.index(ofID: id) else { return "Patient/\(id)" }
    let text = PatientText(list.table[index], settings: settings)
    return text.recordNumber.isEmpty ? text.name : "\(text.name)  MRN \(text.recordNumber)"
  }

  /// Opens the patient with an id, from the command line or from a search.
  mutating func openPatient(id: String) {
    if let index = list.table.index(ofID: id) {
      openPatient(list.table[index])
    } else {
      openPatient(PatientSummary(id: id))
    }
  }

  /// Gives a patient the focus of the list: at once where it is listed, or when it comes in.
  ///
  /// Where the list is narrowed to others, it keeps its place.
  private mutating func focusInList(_ id: String) {
    guard let index = list.table.index(ofID: id) else {
      list.focusedID = id
      return
    }
    guard let row = list.rows.firstIndex(of: Int32(truncatingIfNeeded: index)) else { return }
    movePatient(to: row)
  }
}
