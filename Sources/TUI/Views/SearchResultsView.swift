// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Terminal
internal import Timeline

/// The hits of a search over all patients: patients whose name matches, then events.
struct SearchResultsView {
  let state: AppState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    guard let search = state.search else { return nil }
    let previewWidth = canvas.width >= 100 ? canvas.width * 38 / 100 : 0
    let list = canvas.clipped(to: canvas.bounds.split(right: previewWidth).rest)
    let columns = ResultColumns(width: list.width)
    let down = Character(glyphs[.sortDown])
    // Where the search came to its end before it had seen all, the newest may be missing.
    let isCut = search.summary?.isPartial == true && !search.text.contains("?")
    let isSorted = search.text.contains("_sort=")
    let order =
      units(of: search)
      ?? (isCut
        ? "(not all: since: or more words narrow it)"
        : isSorted ? "(what _sort puts first, newest first)" : "(newest first)")
    let what = list.width >= 60 ? "WHAT  \(order)" : "WHAT"
    for (text, x) in [("PATIENT", 2), ("DATE \(down)", columns.date), (what, columns.what)] {
      list.put(text, x: x, y: 0, .header)
    }
    let rows = list.clipped(to: list.bounds.split(top: 1).rest)
    guard search.rowCount > 0 else {
      drawEmpty(search, on: rows)
      return nil
    }
    var cursor = search.cursor
    cursor.reveal(count: search.rowCount, height: rows.height)
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: search.rowCount, height: rows.height)
      .enumerated()
    {
      let row = rows.clipped(to: rows.bounds.row(offset))
      draw(number, search, columns, isFocused: number == cursor.index, on: row)
      if number == cursor.index { focus = row.onScreen(x: 0, y: 0) }
    }
    if previewWidth > 0 {
      let preview = canvas.clipped(to: canvas.bounds.split(right: previewWidth).right)
      preview.verticalLine(
        x: 0,
        y: 0,
        length: preview.height,
        glyph: glyphs[.vertical],
        style: Role.border.style
      )
      drawPreview(search, on: preview.clipped(to: preview.bounds.split(left: 2).rest))
    }
    return focus
  }

  /// That a number was compared with values in several units, among the hits that are at hand.
  private func units(of search: SearchState) -> String? {
    guard case .success(let query) = QueryReader.read(search.text), query.comparesResults else {
      return nil
    }
    var units = ComparedUnits()
    for hit in search.hits.prefix(200) { units.count(hit.event.event.unit) }
    return units.remark.map { "(\($0))" }
  }

  private func drawEmpty(_ search: SearchState, on canvas: Canvas) {
    let text: String
    if search.text.trimmed.isEmpty {
      text = "Type a name, a record number, words or fields"
    } else if state.jobs.isRunning(.search) {
      text = "searching…"
    } else {
      let among = search.listed.map { " among the \(grouped($0.ids.count)) listed" } ?? ""
      text = "Nothing matches '\(search.text)'\(among)"
    }
    canvas.put(text, x: 2, y: 1, .dim, width: canvas.width - 3)
    guard !search.text.trimmed.isEmpty, !state.jobs.isRunning(.search) else { return }
    for (offset, advice) in WhyEmpty.advice(search).enumerated() {
      canvas.put(advice, x: 2, y: 3 + offset, .text, width: canvas.width - 3)
    }
  }

  private func draw(
    _ number: Int,
    _ search: SearchState,
    _ columns: ResultColumns,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let base: Role? = isFocused ? .selection : nil
    if let base {
      canvas.fill(canvas.bounds, style: base.style)
      canvas.put(glyphs[.pointer], x: 0, y: 0, base)
    }
    if number < search.patients.count {
      let patient = search.patient(number)
      let text = PatientText(patient, settings: state.settings)
      canvas.put(text.name, x: 2, y: 0, base ?? .strong, width: columns.date - 3)
      let known =
        "\(text.born)  \(text.sex) \(text.ageWithUnit)  \(counted(patient.eventCount, "event"))"
      canvas.put(
        known,
        x: columns.date,
        y: 0,
        base ?? .text,
        width: canvas.width - columns.date - 1
      )
      return
    }
    let hit = search.hits[number - search.patients.count]
    let event = hit.event.event
    canvas.put(hit.patientName, x: 2, y: 0, base ?? .text, width: columns.date - 3)
    canvas.put(dates(of: hit).day(of: event), x: columns.date, y: 0, base ?? .dim, width: 10)
    let lane = canvas.put(
      event.lane.shortTitle,
      x: columns.what,
      y: 0,
      base ?? event.lane.role,
      width: 5
    )
    let x = max(lane + 1, columns.what + 5)
    var text = hit.isDeleted ? "x \(event.listTitle)" : event.listTitle
    if !hit.snippet.isEmpty { text = "\(event.title)  \(hit.snippet)" }
    if state.settings.isAccessible, hit.snippet.isEmpty, let words = EventWords.words(event.flag) {
      text += ", \(words)"
    }
    let value = hit.snippet.isEmpty ? EventRowView.value(of: event, dates: dates(of: hit)) : ""
    let flag = event.flag.isAbnormal && hit.snippet.isEmpty ? event.flag.letter : ""
    // A value is worth more than the end of a long name.
    let valueWidth = value.isEmpty ? 0 : min(DisplayWidth.of(value), columns.valueWidth)
    let end = canvas.width - 1
    let valueAt = end - 2 - columns.valueWidth
    canvas.put(
      text,
      x: x,
      y: 0,
      base ?? .text,
      width: (value.isEmpty && flag.isEmpty ? end : valueAt - 1) - x
    )
    canvas.put(value, x: valueAt, y: 0, base ?? event.flag.role ?? .text, width: valueWidth)
    canvas.put(flag, x: end - 1, y: 0, base ?? event.flag.role ?? .text)
  }

  /// How the dates of a hit are written: hits are of many patients.
  private func dates(of hit: SearchHit) -> DateText {
    var dates = state.dates
    if state.settings.isDeidentified { dates.origin = hit.origin ?? .hidden }
    return dates
  }

  private func drawPreview(_ search: SearchState, on canvas: Canvas) {
    let at = search.cursor.index - search.patients.count
    guard search.hits.indices.contains(at) else { return }
    let hit = search.hits[at]
    let event = hit.event.event
    canvas.put("\(hit.event.key)  v\(hit.event.version)", x: 0, y: 0, .title, width: canvas.width)
    canvas.put(event.title, x: 0, y: 1, .strong, width: canvas.width)
    var y = 2
    var facts = [("when", dates(of: hit).range(of: event))]
    if !event.valueText.isEmpty {
      facts.append(("value", "\(event.valueText) \(event.flag.letter)"))
    }
    if !event.rangeText.isEmpty { facts.append(("ref", event.rangeText)) }
    if hit.isDeleted { facts.append(("state", "deleted")) }
    if let status = event.status { facts.append(("status", status)) }
    if !hit.matchedIn.isEmpty { facts.append(("matched in", hit.matchedIn)) }
    for (label, value) in facts where y < canvas.height {
      canvas.put(label, x: 0, y: y, .label)
      canvas.put(value, x: 12, y: y, .text, width: canvas.width - 12)
      y += 1
    }
    y += 1
    for line in StyledLine.wrap(hit.snippet, .text, width: canvas.width)
    where y < canvas.height && !hit.snippet.isEmpty {
      canvas.put(line, x: 0, y: y)
      y += 1
    }
    y += 1
    canvas.put(
      "\(Character(glyphs[.enterKey])) opens the patient here",
      x: 0,
      y: y,
      .dim,
      width: canvas.width
    )
  }
}

/// The columns of the hits.
struct ResultColumns {
  let date: Int
  let what: Int
  let valueWidth: Int

  init(width: Int) {
    date = min(28, max(10, width * 30 / 100))
    what = date + 11
    valueWidth = min(24, max(8, (width - what) * 32 / 100))
  }
}

/// What to do when nothing matches.
enum WhyEmpty {
  /// What a word may have been meant for.
  static func spellingAdvice(_ word: String, _ nearest: String) -> String {
    "Nothing has '\(word)'. Did you mean '\(nearest)'?"
  }

  /// Where the number behind the name of a medication is looked for.
  static let dosesAdvice = "A number is compared with results: 'type:med' asks for doses"

  static func advice(_ search: SearchState) -> [String] {
    let spellings = search.summary?.spellings ?? [:]
    let words = search.text.split(separator: " ").map(String.init)
    var lines = spellings.sorted { $0.key < $1.key }.map(spellingAdvice)
    lines += terms(search)
    if case .success(let query) = QueryReader.read(search.text), query.comparesResults {
      lines.append(dosesAdvice)
    }
    if words.contains(where: { $0.hasPrefix("!") }) { lines.append("'!' excludes what follows it") }
    if words.contains(where: { $0.contains(":") }) {
      lines.append("Fields: " + EventField.allCases.map(\.rawValue).joined(separator: " "))
    }
    return lines
  }

  /// Which terms may be dropped, with what comes back, or until it is counted without.
  private static func terms(_ search: SearchState) -> [String] {
    if let advice = search.advice, !advice.isEmpty { return advice.prefix(5).map(\.text) }
    guard case .success(let query) = QueryReader.read(search.text), query.terms.count > 1 else {
      return []
    }
    guard search.advice == nil else {
      return ["Without any one of the words nothing matches either"]
    }
    let terms = query.terms.map { "'\($0.text)'" }.joined(separator: ", ")
    return ["All words must match: drop one of \(terms)"]
  }
}
