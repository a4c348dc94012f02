// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Terminal
internal import Timeline

extension AppState {
  /// Opens a prompt.
  mutating func openPrompt(_ kind: PromptState.Kind, text: String = "") {
    var opened = PromptState(kind, text: text)
    opened.restore = PromptState.Restore(
      filter: list.filter,
      focusedID: list.focused?.id,
      listCursor: list.cursor,
      chart: chart?.place,
      screen: screen
    )
    prompt = opened
    pending = PendingKeys()
    if kind == .searchAll {
      screen = .search
      if search == nil { search = SearchState() }
    }
    promptChanged()
  }

  /// Takes a key while a prompt is open: a command of the prompt, or what is typed.
  mutating func receivePromptKey(_ key: Key) {
    if case .command(let id, _) = keymap.match([key], in: contexts) {
      return run(id, Invocation(key: key))
    }
    guard let scalar = key.typed else {
      return say("'\(key)' does nothing in a prompt; esc leaves it")
    }
    if prompt?.isProposed == true { prompt?.line = LineEditor() }
    prompt?.isProposed = false
    // A text that is pasted key by key would be searched for with each of them.
    guard prompt?.line.insert(String(scalar)) != false else {
      let limit = grouped(LineEditor.limit)
      return say(UserMessage(.warning, "The line is full: it takes \(limit) characters"))
    }
    prompt?.historyIndex = nil
    promptChanged()
  }

  /// Edits the line, and follows it as if it had been typed.
  mutating func editPrompt(_ edit: (inout LineEditor) -> Void) {
    guard var line = prompt?.line else { return }
    edit(&line)
    // Who moves in it, or takes a letter off, means to keep the rest.
    prompt?.isProposed = false
    prompt?.line = line
    promptChanged()
  }

  /// Follows what is typed: narrows, searches, completes.
  mutating func promptChanged() {
    guard let prompt else { return }
    let text = prompt.line.text
    switch prompt.kind {
    case .patientFilter: setPatientFilter(PatientFilter.split(text).joined(separator: " "))
    case .noteSearch: findInNote(text, isFinal: false)
    case .populationWords: setPopulationWords(text)
    case .schemaWords: setSchemaWords(text)
    case .sql: completeSQL()
    case .search, .filter, .searchAll:
      let query = read(text)
      self.prompt?.query = query
      if prompt.kind == .searchAll { searchEverywhere(text, query) } else { searchHere(query) }
      complete()
    default: break
    }
  }

  /// Reads a query; where nobody may be recognised, a FHIR search is none, nor is one for dates: they
  /// could ask for names and births.
  func read(_ text: String) -> Result<EventQuery, SearchError> {
    let query = QueryReader.read(text)
    guard case .success(let read) = query else { return query }
    if settings.isDeidentified, read.asksForDates {
      return .failure(
        SearchError(
          code: .unsupportedOperator,
          message:
            "Searches for dates are off with --deidentify: beside ages they tell birth dates",
          range: 0..<text.count
        )
      )
    }
    guard read.resources != nil else { return query }
    if prompt?.kind == .searchAll, search?.listed != nil {
      return .failure(
        SearchError(
          code: .unsupportedOperator,
          message: "A FHIR search is about all patients",
          range: 0..<text.count
        )
      )
    }
    guard settings.isDeidentified else { return query }
    return .failure(
      SearchError(
        code: .unsupportedOperator,
        message: "FHIR searches are off with --deidentify: they find names and dates",
        range: 0..<text.count
      )
    )
  }

  /// Finds the events of the open patient while a query is typed.
  private mutating func searchHere(_ query: Result<EventQuery, SearchError>) {
    if case .success(let query) = query, query.isOfDeleted, chart?.look.hasGhosts == false {
      // The deleted are found among what is drawn; the search goes on when they are there.
      return showGhosts(true)
    }
    guard let loaded = chart?.chart else { return }
    guard case .success(let query) = query, !query.isEmpty else {
      cancel(.search)
      prompt?.found = nil
      // While the first letter is thought of.
      return start(.preparation, .prepareSearch(loaded))
    }
    cancel(.preparation)
    start(.search, .findEvents(loaded, queries: filterQueries + [query], now: axisNow))
  }

  /// The filters in force.
  var filterQueries: [EventQuery] {
    guard let chart, chart.areFiltersOn else { return [] }
    return chart.filters.map(\.query)
  }

  /// Finds patients by name and events of all patients while a query is typed.
  private mutating func searchEverywhere(
    _ text: String,
    _ query: Result<EventQuery, SearchError>
  ) {
    guard search?.text != text else { return }
    search?.text = text
    search?.cursor = ListCursor()
    search?.hits = []
    search?.incoming = nil
    search?.isStale = false
    search?.summary = nil
    search?.advice = nil
    cancel(.searchAdvice)
    let patients = matchingPatients(text)
    search?.patients = patients
    search?.table = list.table
    guard case .success(let query) = query, !query.isEmpty else { return cancel(.search) }
    startSearch(query)
  }

  /// Searches for the same words among other patients.
  mutating func searchAgain() {
    search?.text = ""
    promptChanged()
  }

  /// Finds the events of all patients, or of those that are listed.
  mutating func startSearch(_ query: EventQuery) {
    var query = query
    query.patients = search?.listed?.ids
    start(
      .search,
      .searchAll(query, among: list.table, now: presentMoment, limit: Self.searchLimit)
    )
  }

  /// The first patients whose name or number holds all words.
  func matchingPatients(_ text: String) -> [Int32] {
    let words = fold(text).split(separator: " ").map(String.init)
    guard !words.isEmpty, words.allSatisfy({ $0.utf8.count >= 2 && !$0.contains(":") }) else {
      return []
    }
    let sought = words.map { Array($0.utf8) }
    var found: [Int32] = []
    for (number, page) in list.table.pages.enumerated() {
      let keys = page.keys
      for offset in page.indices where keys.contains(sought, at: offset) {
        if let listed = search?.listed, !listed.ids.contains(page[offset].id) { continue }
        found.append(Int32(truncatingIfNeeded: list.table.starts[number] + offset))
        if found.count == 5 { return found }
      }
    }
    return found
  }

  /// Looks for what may be typed next.
  mutating func complete() {
    guard let prompt, prompt.kind.isQuery else { return }
    let text = prompt.line.text
    guard let loaded = chart?.chart, screen == .chart else {
      cancel(.completion)
      self.prompt?.completions =
        text.contains("?") ? Completions() : Completer.fields(text, cursor: prompt.line.cursor)
      self.prompt?.completionIndex = 0
      return
    }
    let task = JobTask.complete(
      loaded,
      text: text,
      cursor: prompt.line.cursor,
      filters: filterQueries,
      now: axisNow
    )
    start(.completion, task)
  }

  /// Takes the completion that has the focus.
  mutating func acceptCompletion() {
    guard let prompt, prompt.completions.candidates.indices.contains(prompt.completionIndex) else {
      return say("Nothing completes this word")
    }
    let completions = prompt.completions
    let candidate = completions.candidates[prompt.completionIndex]
    editPrompt {
      $0.replace(completions.range, with: candidate.text + (completions.field == nil ? "" : " "))
    }
  }

  mutating func moveCompletion(by offset: Int) {
    guard let count = prompt?.completions.candidates.count, count > 0,
      prompt?.historyIndex == nil
    else {
      return movePromptHistory(by: offset < 0 ? 1 : -1)
    }
    let at = (prompt?.completionIndex ?? 0) + offset
    prompt?.completionIndex = ((at % count) + count) % count
  }

  /// Goes back in what was typed before, or forward when negative.
  mutating func movePromptHistory(by offset: Int) {
    // Forward of what is being typed there is nothing.
    guard let prompt, prompt.historyIndex != nil || offset > 0 else { return }
    let history = histories[prompt.kind.name] ?? []
    let at = (prompt.historyIndex ?? -1) + offset
    guard at < history.count else { return }
    if prompt.historyIndex == nil { self.prompt?.draft = prompt.line.text }
    self.prompt?.isProposed = false
    if at < 0 {
      self.prompt?.historyIndex = nil
      self.prompt?.line = LineEditor(prompt.draft)
    } else {
      self.prompt?.historyIndex = at
      self.prompt?.line = LineEditor(history[at])
    }
    promptChanged()
  }

  /// Leaves the prompt and puts everything back as it was before.
  mutating func cancelPrompt() {
    guard let prompt else { return }
    self.prompt = nil
    cancel(.completion)
    cancel(.search)
    guard let restore = prompt.restore else { return }
    switch prompt.kind {
    case .patientFilter:
      setPatientFilter(restore.filter)
      list.focusedID = restore.focusedID
      list.cursor = restore.listCursor
    case .searchAll:
      screen = restore.screen
      if restore.screen != .search { search = nil }
    case .search, .filter, .goto:
      if let place = restore.chart { chart?.go(to: place) }
    case .noteSearch: findInNote("", isFinal: true)
    case .populationWords: setPopulationWords("")
    case .schemaWords: setSchemaWords("")
    default: break
    }
  }

  /// Does what the prompt is for.
  mutating func acceptPrompt() {
    guard let prompt else { return }
    let text = prompt.line.text.trimmed
    remember(text, in: prompt.kind.name)
    switch prompt.kind {
    case .worklistName, .worklistSearch, .worklistImport, .worklistExport, .markNote:
      self.prompt = nil
      acceptTriage(prompt.kind, text)
    case .populationWords, .schemaWords: self.prompt = nil
    case .measure:
      self.prompt = nil
      setMeasure(text)
    case .patientFilter:
      self.prompt = nil
      list.focusedID = list.focused?.id
    case .goto:
      self.prompt = nil
      acceptGoto(text)
    case .noteSearch:
      self.prompt = nil
      findInNote(text, isFinal: true)
    case .moment:
      self.prompt = nil
      acceptMoment(text)
    case .compare:
      self.prompt = nil
      acceptDifferences(text)
    case .sql:
      self.prompt = nil
      runSQL(text)
    case .file:
      self.prompt = nil
      writeResult(to: text)
    case .shown:
      self.prompt = nil
      writeShown(to: text)
    case .code:
      self.prompt = nil
      findCodes(text)
    case .search: acceptSearch(text, prompt)
    case .searchAll: acceptSearchAll(prompt)
    case .filter: acceptFilter(text, prompt)
    }
  }

  /// Turns the query into a filter, whichever prompt it stands in.
  mutating func acceptAsFilter() {
    guard let prompt, prompt.kind.isQuery, screen == .chart else {
      return say("A filter needs an open patient")
    }
    acceptFilter(prompt.line.text.trimmed, prompt)
  }

  private mutating func acceptSearch(_ text: String, _ prompt: PromptState) {
    guard let query = usableQuery(prompt) else { return }
    self.prompt = nil
    cancel(.completion)
    chart?.searchText = text
    chart?.hits = prompt.found ?? []
    guard !query.isEmpty else { return }
    guard let found = prompt.found else { return searchChart(for: text) }
    guard !found.isEmpty else { return say(UserMessage(.info, "Nothing matches '\(text)'")) }
    if chart?.view != .timeline { chart?.show(.timeline) }
    goToHit(Int(found[found.count - 1 - min(prompt.hitCursor.index, found.count - 1)]))
    if let count = chart?.hits.count, count > 0 {
      say("\(counted(count, "hit")) of '\(text)'; n and N go to the next and previous")
    }
  }

  /// Searches the open patient for a text, when its events are there.
  mutating func searchChart(for text: String) {
    chart?.searchText = text
    guard let loaded = chart?.chart, case .success(let query) = read(text), !query.isEmpty else {
      return
    }
    start(.search, .findEvents(loaded, queries: filterQueries + [query], now: axisNow))
  }

  private mutating func acceptSearchAll(_ prompt: PromptState) {
    guard usableQuery(prompt) != nil else { return }
    self.prompt = nil
    cancel(.completion)
    guard let search else { return }
    if search.rowCount == 1, !jobs.isRunning(.search) { openSearchRow() }
  }

  /// Opens the patient of the focused hit, at the hit.
  mutating func openSearchRow() {
    guard let search else { return }
    let row = search.cursor.index
    if row < search.patients.count {
      openPatient(search.patient(row))
    } else if search.hits.indices.contains(row - search.patients.count) {
      let hit = search.hits[row - search.patients.count]
      openPatient(id: hit.patientID)
      chart?.arrival = hit.event.key
      // What is deleted is found among what is drawn.
      if hit.isDeleted { showGhosts(true) }
    }
  }

  private mutating func acceptFilter(_ text: String, _ prompt: PromptState) {
    guard let query = usableQuery(prompt) else { return }
    self.prompt = nil
    cancel(.completion)
    cancel(.search)
    guard !query.isEmpty else { return }
    chart?.filters.append(FilterChip(text: text, query: query))
    chart?.areFiltersOn = true
    // Who went to a hit while typing is there when the rest is gone.
    if let found = prompt.found, prompt.hitCursor.index > 0, found.count > prompt.hitCursor.index,
      chart?.view == .timeline
    {
      chart?.rememberPlace()
      moveToEvent(Int(found[found.count - 1 - prompt.hitCursor.index]))
    }
    applyFilters()
  }

  /// Returns the query of a prompt, or says why there is none and stays in the prompt.
  private mutating func usableQuery(_ prompt: PromptState) -> EventQuery? {
    switch prompt.query {
    case .success(let query): return query
    case .failure(let problem):
      say(
        UserMessage(
          .warning,
          problem.message,
          advice: problem.suggestion.map { "Did you mean '\($0)'?" }
        )
      )
      return nil
    case nil: return nil
    }
  }

  private mutating func acceptGoto(_ text: String) {
    guard let chart, !text.isEmpty else { return }
    let place = GotoTarget.read(
      text,
      from: chart.time.cursor,
      birthDate: chart.patient.birthDate,
      now: settings.now()
    )
    self.chart?.lastGoto = place == nil ? chart.lastGoto : text
    switch place {
    case .moment(let moment): goTo(moment)
    case .nextEvent(let lane):
      chart.time.lane == .undated ? () : self.chart?.rememberPlace()
      if !moveToNext(forward: true, where: { $0.lane == lane }) {
        say("There is no later event of \(lane.title)")
      }
    case .previousEvent(let lane):
      self.chart?.rememberPlace()
      if !moveToNext(forward: false, where: { $0.lane == lane }) {
        say("There is no earlier event of \(lane.title)")
      }
    case nil:
      say(
        UserMessage(
          .warning,
          "'\(text)' is no date",
          advice: "2019, 2019-03, -6mo, +2w, birth, today, next enc"
        )
      )
    }
  }

  /// Goes to what was typed last once more: as far again, or to the next one.
  mutating func goAgain() {
    guard let last = chart?.lastGoto else {
      return say("Nothing was gone to yet; t asks where to go")
    }
    let isRelative = ["+", "-", "next ", "prev"].contains { last.lowercased().hasPrefix($0) }
    guard isRelative else { return say("'\(last)' is one moment; . repeats -6mo, +2w or next enc") }
    acceptGoto(last)
  }

  mutating func remember(_ text: String, in name: PromptState.Kind.Name) {
    guard !text.isEmpty else { return }
    var history = histories[name] ?? []
    history.removeAll { $0 == text }
    history.insert(text, at: 0)
    histories[name] = Array(history.prefix(100))
  }
}

extension String {
  /// The text without blanks at its ends.
  var trimmed: String {
    var view = Substring(self)
    while view.first == " " { view.removeFirst() }
    while view.last == " " { view.removeLast() }
    return String(view)
  }
}
