// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Terminal

/// The line that is being typed, with the count above it and completions above that.
struct PromptView {
  let state: AppState
  let prompt: PromptState

  private var glyphs: Glyphs { state.settings.glyphs }

  /// Draws the line.
  ///
  /// - Returns: Where the cursor stands.
  func draw(on canvas: Canvas) -> Position {
    canvas.fill(canvas.bounds, style: Role.prompt.style)
    let start = canvas.put(prompt.kind.sign, x: 0, y: 0, .key)
    let room = max(2, canvas.width - start - 1)
    // Of a line that is too long the part around the cursor is shown.
    let head = DisplayText(prompt.line.head)
    let skipped = max(0, head.width - room + 1)
    let line = StyledLine([
      .init(
        text: prompt.line.text,
        role: isProblem ? .promptError : prompt.isProposed ? .selection : .prompt
      )
    ])
    let area = canvas.clipped(to: Rect(x: start, y: 0, width: room, height: 1))
    area.put(line.parts[0].text, x: -skipped, y: 0, line.parts[0].role)
    let caret = min(room - 1, head.width - skipped)
    if prompt.line.tail.isEmpty, let ghost {
      area.put(ghost, x: caret, y: 0, .promptGhost)
    }
    return canvas.onScreen(x: start + caret, y: 0)
  }

  private var isProblem: Bool {
    if case .failure = prompt.query { return true }
    return false
  }

  /// What completion would add to the word.
  private var ghost: String? {
    let completions = prompt.completions
    guard completions.candidates.indices.contains(prompt.completionIndex) else { return nil }
    let text = completions.candidates[prompt.completionIndex].text
    guard text.hasPrefix(completions.typed), text != completions.typed else { return nil }
    return String(text.dropFirst(completions.typed.count))
  }

  /// Draws how many events match, or what is wrong with the line.
  func drawCount(on canvas: Canvas) {
    guard !canvas.bounds.isEmpty else { return }
    canvas.fill(canvas.bounds, style: Role.status.style)
    if let message = state.log.current {
      canvas.put(
        message.line,
        x: 1,
        y: 0,
        message.level == .info ? .notice : .warning,
        width: canvas.width - 2
      )
      return
    }
    if case .failure(let problem) = prompt.query {
      let suggestion = problem.suggestion.map { " · did you mean '\($0)'?" } ?? ""
      canvas.put(problem.message + suggestion, x: 1, y: 0, .promptError, width: canvas.width - 2)
      return
    }
    let help =
      prompt.kind.isQuery && canvas.width >= 76
      ? "words AND · !not · \"phrase\" · field:value · Type?param=value" : ""
    let count = count
    canvas.put(count, x: 1, y: 0, .status, width: canvas.width - 2)
    guard DisplayWidth.of(count) + help.count + 4 < canvas.width else { return }
    canvas.put(help, x: canvas.width - help.count - 1, y: 0, .dim)
  }

  private var count: String {
    switch prompt.kind {
    case .patientFilter:
      if let last = PatientFilter.split(prompt.line.text).last, last.hasPrefix("active") {
        return
          "active-drug: taken now, and nothing newer says stopped   doubt-drug: stopped or active?"
      }
      let count =
        "\(grouped(state.list.rows.count)) of \(counted(state.list.table.count, "patient"))"
      // What bare words are compared with comes first; the rest goes where there is no room.
      return count
        + "   name, MRN, id, birth date   is:flagged not:done has: sex:f age:60..70 drug:"
    case .measure:
      return "a lab or vital sign: hba1c, creatinine; or enc, med, proc to count events"
    case .schemaWords:
      return prompt.line.isEmpty
        ? "words of names: obs value" : counted(state.paneRowCount, "name")
    case .populationWords:
      let rows = state.population.rows.count { !$0.isHeading }
      return prompt.line.isEmpty ? "words of what is counted" : counted(rows, "row")
    case .goto: return "2019  2019-03  2019-03-02  -6mo  +2w  birth  today  next enc"
    case .moment:
      let now = state.moment == nil ? "" : "empty: now   "
      let job = state.focusedJob.map { "   up: job \($0)" } ?? ""
      let dates = state.settings.isDeidentified ? "" : "2024-03-01  2024-03  -6mo  "
      return now + dates + "12 (a job)" + job
    case .compare where state.settings.isDeidentified:
      return "3 .. 12 (jobs)   or one job, for what came since"
    case .compare: return "2024-01-01 .. 2024-06-01   or one moment, for what came since"
    case .sql:
      let hint = "one SELECT; a view per resource type: SELECT id FROM Patient"
      guard let key = state.keymap.keys(for: "prompt.schema", in: state.contexts).first else {
        return hint
      }
      return "\(hint)   \(KeyText.short(key)) lists views and columns"
    case .shown: return "NAME.md, .csv, .tsv or .ndjson; a file that is there stays as it is"
    case .file: return "NAME.csv or NAME.tsv; a file that is there stays as it is"
    case .code:
      let words = "words of a diagnosis, drug, test or procedure"
      return prompt.isProposed
        ? "type other \(words); \(Character(glyphs[.enterKey])) takes these" : words
    case .worklistName: return WorklistText.draft(state.triage.draft)
    case .worklistSearch: return "as in /: hba1c > 8, or a FHIR search: Patient?birthdate=lt1940"
    case .worklistImport: return "the file of a worklist that you were given"
    case .worklistExport: return "NAME.jsonl; a file that is there stays as it is"
    case .markNote: return "a few words about this patient; empty for none"
    case .noteSearch:
      let lines = state.chart?.sheet?.lines?.matchingLines.count ?? 0
      return prompt.line.isEmpty ? "type what to look for" : counted(lines, "line")
    case .searchAll:
      return state.search.map { SearchText.count($0, isRunning: state.jobs.isRunning(.search)) }
        ?? ""
    case .search, .filter:
      let total = state.chart?.shownCounts.text() ?? ""
      guard !prompt.line.text.trimmed.isEmpty else {
        return "type words, inr>4, or fields: type: lane: code: abn: since:"
      }
      guard let found = prompt.found else { return "searching \(total)…" }
      let text = "\(counted(found.count, "match", plural: "matches")) in \(total)"
      return found.isEmpty ? text + " · " + (prompt.advice.first ?? "another word may match") : text
    }
  }

  /// Draws the completions in a box above the prompt.
  func drawCompletions(above y: Int, on canvas: Canvas) {
    let completions = prompt.completions.candidates
    let isSQL = prompt.kind == .sql
    guard !completions.isEmpty, prompt.kind.isQuery || isSQL, state.sizeClass > .extraSmall else {
      return
    }
    let height = min(8, completions.count, max(0, y - 6))
    guard height > 0 else { return }
    let width = min(60, canvas.width - 2)
    let frame = Rect(x: 1, y: y - height - 2, width: width, height: height + 2)
    canvas.fill(frame, style: Role.popup.style)
    let inside = canvas.clipped(
      to: canvas.box(frame, glyphs: glyphs, style: Role.popupBorder.style)
    )
    let field = prompt.completions.field.map { "\($0):" } ?? (isSQL ? "names" : "fields")
    // Names of columns are longer than those of fields.
    let column = isSQL ? min(34, max(20, completions.map(\.text.count).max() ?? 0)) : 20
    canvas.put(" \(field) ", x: 3, y: frame.y, .title)
    let total = " \(prompt.completionIndex + 1) of \(counted(prompt.completions.total, "value")) "
    canvas.put(total, x: frame.maxX - total.count - 2, y: frame.y, .dim)
    var cursor = ListCursor(index: prompt.completionIndex)
    cursor.reveal(count: completions.count, height: height)
    for (offset, number) in cursor.visibleRows(count: completions.count, height: height)
      .enumerated()
    {
      let completion = completions[number]
      let isFocused = number == prompt.completionIndex
      let base: Role = isFocused ? .popupSelection : .popup
      let row = inside.clipped(to: inside.bounds.row(offset))
      row.fill(row.bounds, style: base.style)
      if isFocused { row.put(glyphs[.pointer], x: 1, y: 0, base) }
      row.put(completion.text, x: 3, y: 0, base, width: column)
      row.put(
        completion.label,
        x: column + 4,
        y: 0,
        isFocused ? base : .dim,
        width: max(0, row.width - column - 13)
      )
      if let count = completion.count {
        row.put(
          grouped(count),
          in: Rect(x: row.width - 9, y: 0, width: 8, height: 1),
          alignment: .trailing,
          base
        )
      }
    }
  }
}
