// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store
internal import Terminal

/// The judging of entities: the note with its marks, the list, the focused one and the trail.
struct ReviewView {
  let state: AppState
  let review: ReviewState

  private var glyphs: Glyphs { state.settings.glyphs }

  func draw(on canvas: Canvas) -> Position? {
    drawTitle(on: canvas)
    let body = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    guard let queue = review.queue else {
      body.put("reading…", x: 2, y: 0, .busy)
      return nil
    }
    guard !queue.isEmpty else {
      let text = "Nothing was read from notes here: 'tarn extract' reads them"
      body.put(text, x: 2, y: 1, .dim, width: body.width - 3)
      return nil
    }
    guard let content = review.content else {
      body.put("reading the note…", x: 2, y: 0, .busy)
      return nil
    }
    return body.width >= 100 ? drawWide(content, on: body) : drawNarrow(content, on: body)
  }

  private func drawTitle(on canvas: Canvas) {
    let queue = review.queue ?? []
    var title = "Entities"
    if let note = review.note {
      // Whose it is comes first: an id of 36 letters leaves no room for it.
      if review.patient == nil, !state.settings.isDeidentified {
        title += "  \(note.patientName)"
      }
      title += "  \(note.key)"
      if let content = review.content, content.version != content.newestVersion {
        title += "  read as v\(content.version), now v\(content.newestVersion)"
      }
    }
    let left = queue.count { $0.unreviewed > 0 }
    let right = "\(grouped(review.waitingInQueue)) unreviewed in \(counted(left, "note"))"
    canvas.put(title, x: 1, y: 0, .title, width: max(8, canvas.width - right.count - 4))
    canvas.put(right, x: max(0, canvas.width - right.count - 1), y: 0, .chip)
  }

  private func drawNarrow(_ content: ReviewContent, on canvas: Canvas) -> Position? {
    let detail = min(4, max(2, canvas.height / 4))
    let note = max(3, (canvas.height - detail) * 2 / 5)
    let parts = canvas.bounds.split(top: note)
    drawNote(content, on: canvas.clipped(to: parts.top))
    let rest = canvas.clipped(to: parts.rest)
    let lists = rest.bounds.split(top: max(1, rest.height - detail))
    let focus = drawList(content, on: rest.clipped(to: lists.top))
    let lines = Array(focusedLines(content, width: rest.width - 2).prefix(detail - 1))
    let below = rest.clipped(to: lists.rest)
    for (y, line) in lines.enumerated() { below.put(line, x: 1, y: y) }
    below.put(progress, x: 1, y: below.height - 1, .dim, width: below.width - 2)
    return focus
  }

  private func drawWide(_ content: ReviewContent, on canvas: Canvas) -> Position? {
    let detail = min(12, canvas.height / 3)
    let upper = canvas.bounds.split(top: canvas.height - detail)
    let left = canvas.width * 56 / 100
    let top = canvas.clipped(to: upper.top)
    let bottom = canvas.clipped(to: upper.rest)
    func sides(_ canvas: Canvas) -> (Canvas, Canvas) {
      (
        canvas.clipped(to: Rect(x: 0, y: 0, width: left, height: canvas.height)),
        canvas.clipped(
          to: Rect(x: left + 1, y: 0, width: canvas.width - left - 1, height: canvas.height)
        )
      )
    }
    let (note, list) = sides(top)
    drawNote(content, on: note)
    let focus = drawList(content, on: list)
    let (about, trail) = sides(bottom)
    about.horizontalLine(
      x: 0,
      y: 0,
      length: about.width,
      glyph: glyphs[.horizontal],
      style: Role.border.style
    )
    trail.horizontalLine(
      x: 0,
      y: 0,
      length: trail.width,
      glyph: glyphs[.horizontal],
      style: Role.border.style
    )
    trail.put(" Decisions ", x: 1, y: 0, .label)
    if let entity = review.focused {
      about.put(" \(shown(entity.stored.text)) ", x: 1, y: 0, .label, width: about.width - 2)
    }
    for (y, line) in focusedLines(content, width: about.width - 2).prefix(max(0, about.height - 1))
      .enumerated()
    {
      about.put(line, x: 1, y: y + 1)
    }
    for (y, step) in review.trail.suffix(max(0, trail.height - 2)).reversed().enumerated() {
      let kind = state.kindChange(step).map { "\($0)  " } ?? ""
      let code = step.after.correction.concept.map {
        " → \(ReviewWords.system($0.system)) \($0.code) \(shown($0.title))"
      }
      let line = "\(step.key)  #\(step.number) \(kind)\(shown(step.text))\(code ?? "")"
      trail.put(line, x: 1, y: y + 1, .text, width: trail.width - 14)
      let said = ReviewWords.said(step.after.correction.traits ?? step.stored.traits)
      trail.put(said, x: max(1, trail.width - 12), y: y + 1, .dim, width: 11)
    }
    trail.put(progress, x: 1, y: trail.height - 1, .dim, width: trail.width - 2)
    return focus
  }

  private func shown(_ text: String) -> String { DisplayText(text).text }

  // MARK: - Note

  private func drawNote(_ content: ReviewContent, on canvas: Canvas) {
    let spans = content.entities.enumerated().compactMap { place, entity -> ReviewLines.Span? in
      guard entity.stored.isReviewable, entity.stored.score >= review.minimumScore else {
        return nil
      }
      return ReviewLines.Span(
        range: entity.range,
        brackets: ReviewWords.brackets(entity),
        role: entity.decision == .rejected ? .dim : ReviewWords.role(entity),
        number: place + 1,
        isFocused: place == review.focus
      )
    }
    let lines = ReviewLines(content.text, spans: spans, width: canvas.width - 2)
    // The focused words stay on the screen, with some lines above them.
    var top = max(0, min(review.top, lines.lines.count - canvas.height))
    if let focus = lines.focusLine, focus < top + 1 || focus >= top + canvas.height - 1 {
      top = max(0, min(focus - canvas.height / 3, lines.lines.count - canvas.height))
    }
    for y in 0..<canvas.height {
      guard let line = lines.lines[safe: top + y] else { break }
      canvas.put(line, x: 1, y: y)
    }
    ScrollMarks.draw(top: top, count: lines.lines.count, glyphs: glyphs, on: canvas)
  }

  // MARK: - List

  private func drawList(_ content: ReviewContent, on canvas: Canvas) -> Position? {
    let columns = ReviewColumns(width: canvas.width)
    for (text, x) in [
      ("#", columns.number), ("TEXT", columns.text), ("TYPE", columns.kind),
      ("CODE", columns.code), ("SAID", columns.said), ("CONF", columns.score),
      ("STATUS", columns.status),
    ] where x >= 0 {
      canvas.put(text, x: x, y: 0, .header)
    }
    let rows = canvas.clipped(to: canvas.bounds.split(top: 1).rest)
    let listed = review.listed
    guard !listed.isEmpty else {
      let text =
        review.hiddenCount > 0
        ? "All \(grouped(review.hiddenCount)) are below the least score; c changes it"
        : "No entity of this note is to be judged"
      rows.put(text, x: 2, y: 0, .dim, width: rows.width - 3)
      return nil
    }
    var cursor = ListCursor()
    cursor.index = review.focus.flatMap { listed.firstIndex(of: $0) } ?? 0
    cursor.reveal(count: listed.count, height: rows.height)
    var focus: Position?
    for (offset, number) in cursor.visibleRows(count: listed.count, height: rows.height)
      .enumerated()
    {
      let row = rows.clipped(to: rows.bounds.row(offset))
      let isFocused = listed[number] == review.focus
      draw(content.entities[listed[number]], listed[number] + 1, columns, isFocused, on: row)
      if isFocused { focus = row.onScreen(x: 0, y: 0) }
    }
    return focus
  }

  private func draw(
    _ entity: ReviewEntity,
    _ number: Int,
    _ columns: ReviewColumns,
    _ isFocused: Bool,
    on row: Canvas
  ) {
    let base: Role? = isFocused ? .selection : nil
    if let base {
      row.fill(row.bounds, style: base.style)
      row.put(glyphs[.pointer], x: 0, y: 0, base)
    }
    func put(_ text: String, _ x: Int, to end: Int, _ role: Role) {
      guard x >= 0, end > x else { return }
      row.put(text, x: x, y: 0, base ?? role, width: end - x)
    }
    let decision = ReviewWords.decision(entity.decision)
    let field = Rect(x: columns.number, y: 0, width: 3, height: 1)
    row.put(String(number), in: field, alignment: .trailing, base ?? .dim)
    var text = shown(entity.stored.text)
    if let value = entity.read.attributes.first(where: { $0.type == .testValue }) {
      text += " \(shown(value.text))"
    }
    put(text, columns.text, to: columns.kind - 1, ReviewWords.role(entity))
    put(ReviewWords.kind(entity), columns.kind, to: columns.kind + 7, .label)
    put(ReviewWords.code(entity.concept), columns.code, to: columns.said - 1, .dim)
    put(ReviewWords.said(entity.traits), columns.said, to: columns.score - 1, .strong)
    put(AppState.score(entity.stored.score), columns.score, to: columns.score + 4, .text)
    put(decision.text, columns.status, to: row.width, decision.role)
  }

  // MARK: - The focused one

  private func focusedLines(_ content: ReviewContent, width: Int) -> [StyledLine] {
    guard let entity = review.focused else { return [] }
    var lines: [StyledLine] = []
    let found = review.found?.entity == entity.stored.key ? review.found : nil
    var items = [StyledLine(found.map { "'\(shown($0.words))'" } ?? "alt", .label)]
    for (number, concept) in review.alternatives.prefix(9).enumerated() {
      var item = StyledLine("\(number + 1) ", .chip)
      item.add(
        "\(ReviewWords.system(concept.system.rawValue)) \(concept.code) "
          + "\(concept.description) \(AppState.score(concept.score))",
        number == 0 ? .text : .dim
      )
      items.append(item)
    }
    if review.alternatives.isEmpty { items.append(StyledLine("no code was proposed", .dim)) }
    // The first line has the best; the others stand where there is room, below what says why.
    var codes = StyledLine.flow(items, width: width, gap: 2)
    lines.append(codes.removeFirst())
    let details = entity.read.attributes.map {
      "\($0.type.rawValue.lowercased()) \(shown($0.text))"
    }
    for reason in ReviewWords.reasons(entity) {
      var line = StyledLine("why", .label)
      line.add("  \(shown(reason))", .text)
      lines.append(line)
    }
    if !details.isEmpty {
      var line = StyledLine("with", .label)
      line.add(" \(details.joined(separator: ", "))", .text)
      lines.append(line)
    }
    var place = StyledLine("at", .label)
    place.add("   \(ReviewWords.provenance(entity))", .dim)
    lines += codes.map { StyledLine([.init(text: "    ", role: .text)] + $0.parts) }
    lines.append(place)
    var run = StyledLine("by", .label)
    run.add("   \(content.engine), run \(content.run)", .dim)
    lines.append(run)
    return lines
  }

  /// `4/12 in note · note 3/9 · scores from .50 (2 hidden) · saved`.
  private var progress: String {
    let listed = review.listed
    let at = review.focus.flatMap { listed.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    var parts = [
      "\(grouped(at))/\(grouped(listed.count)) in note", "\(grouped(review.waiting)) left",
      "note \(grouped(review.place + 1))/\(grouped(review.queue?.count ?? 0))",
    ]
    if review.minimumScore > 0 {
      parts.append(
        "scores from \(AppState.score(review.minimumScore)) (\(review.hiddenCount) hidden)"
      )
    }
    if let failure = review.failure {
      parts.append("NOT SAVED: \(failure)")
    } else if !review.unsaved.isEmpty || !review.saving.isEmpty {
      parts.append("saving…")
    } else if !review.trail.isEmpty {
      parts.append("saved")
    }
    return parts.joined(separator: " · ")
  }
}

/// The columns of the list of entities; -1 for one that has no room.
private struct ReviewColumns {
  let number = 1
  let text = 5
  let kind: Int
  let code: Int
  let said: Int
  let score: Int
  let status: Int

  init(width: Int) {
    status = width - 12
    score = status - 5
    said = score - 9
    let hasCode = width >= 70
    code = hasCode ? said - 19 : -1
    kind = (hasCode ? code : said) - 8
  }
}
