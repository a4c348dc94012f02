// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// A note, to be read.
struct NoteView {
  let state: AppState
  let sheet: Sheet

  /// The rows above the text.
  static func headHeight(_ size: Size) -> Int { SizeClass(size) > .extraSmall ? 2 : 1 }

  /// The rows below the text that say what its marks mean.
  static func footHeight(_ size: Size, _ sheet: Sheet) -> Int {
    guard sheet.note?.entities.isEmpty == false else { return 0 }
    switch SizeClass(size) {
    case .tooSmall, .extraSmall: return 1
    case .small: return 3
    case .medium, .large: return 5
    }
  }

  /// How wide lines are: no wider than is read well.
  static func textWidth(_ size: Size) -> Int { max(8, min(size.width - 2, 100)) }

  func draw(on canvas: Canvas) -> Position? {
    drawHead(on: canvas)
    let head = Self.headHeight(canvas.grid.size)
    let below = canvas.clipped(to: canvas.bounds.split(top: head).rest)
    let foot = min(Self.footHeight(canvas.grid.size, sheet), max(0, below.height - 1))
    let parts = below.bounds.split(top: below.height - foot)
    let text = below.clipped(to: parts.top)
    drawFoot(on: below.clipped(to: parts.rest))
    guard sheet.isNoteRead else {
      text.put("reading…", x: 1, y: 0, .busy)
      return nil
    }
    if let failure = sheet.failure {
      for (y, line) in StyledLine.wrap(failure, .error, width: text.width - 2, indent: 1)
        .enumerated()
      {
        text.put(line, x: 0, y: y)
      }
      return nil
    }
    guard sheet.note != nil, let lines = sheet.lines else {
      text.put("\(sheet.key) holds no text", x: 1, y: 0, .warning, width: text.width - 2)
      for (y, words) in [
        "r shows its JSON, d its versions",
        "a PDF is read by an import or 'tarn extract', where pdftotext is installed",
        "an attachment with a url is read where its Binary is in the lake",
      ].enumerated() {
        text.put(words, x: 1, y: y + 1, .dim, width: text.width - 2)
      }
      return nil
    }
    var focus: Position?
    for y in 0..<text.height where lines.lines.indices.contains(sheet.top + y) {
      let line = lines.lines[sheet.top + y]
      text.put(line.text, x: 1, y: y, line.isHeading ? .noteSection : .text)
      for mark in line.marks {
        guard let entity = sheet.note?.entities[safe: mark.number] else { continue }
        restyle(mark.columns, y, ReviewWords.role(entity), on: text)
      }
      if let opened = line.opened {
        restyle(opened, y, .entityFocus, on: text)
        text.put(state.settings.glyphs[.pointer], x: 0, y: y, .entityFocus)
        focus = focus ?? text.onScreen(x: 1 + opened.lowerBound, y: y)
      }
      for mark in line.marks where mark.number == sheet.mention {
        restyle(mark.columns, y, .entityFocus, on: text)
        focus = focus ?? text.onScreen(x: 1 + mark.columns.lowerBound, y: y)
      }
      for match in line.matches { restyle(match, y, .match, on: text) }
    }
    ScrollMarks.draw(
      top: sheet.top,
      count: lines.lines.count,
      glyphs: state.settings.glyphs,
      on: text
    )
    return focus ?? text.onScreen(x: 1, y: 0)
  }

  private func restyle(_ columns: Range<Int>, _ y: Int, _ role: Role, on text: Canvas) {
    text.restyle(Rect(x: 1 + columns.lowerBound, y: y, width: columns.count, height: 1), role)
  }

  private func drawFoot(on canvas: Canvas) {
    guard canvas.height > 0 else { return }
    let lines = MentionLines(
      entities: sheet.note?.entities ?? [],
      focus: sheet.mention,
      width: canvas.width - 2
    )
    // One row alone has no room for a border.
    let top = canvas.height > 1 ? 1 : 0
    if top > 0 {
      canvas.horizontalLine(
        x: 0,
        y: 0,
        length: canvas.width,
        glyph: state.settings.glyphs[.horizontal],
        style: Role.border.style
      )
    }
    for (y, line) in lines.make(height: canvas.height - top).enumerated() {
      canvas.put(line, x: 1, y: top + y)
    }
  }

  /// The other resource that carries the note.
  private var twin: String? {
    state.chart?.chart?.twins[sheet.key].map { "also as \($0)" }
  }

  /// Who deleted it, and when; the words that were its last are shown.
  private var deletion: String? {
    state.chart?.details[sheet.key, nil]?.deletion.map {
      "DELETED\(state.dates.recordedBehind($0.recorded)) by \($0.author)"
    }
  }

  private func drawHead(on canvas: Canvas) {
    let event = sheet.event.flatMap { state.chart?.chart?.event($0) }
    let title = sheet.note?.title ?? event?.title ?? sheet.key.description
    let date = event.map { state.dates.dayAndClock(of: $0) } ?? ""
    let count = sheet.lines?.lines.count ?? 0
    let height = max(1, canvas.height - Self.headHeight(canvas.grid.size))
    let percent = count > height ? min(100, (sheet.top + height) * 100 / count) : 100
    let right = count > 0 ? "\(percent)%" : ""
    let end = canvas.put(
      title,
      x: 1,
      y: 0,
      .strong,
      width: max(4, canvas.width - date.count - right.count - 6)
    )
    let afterDate = date.isEmpty ? end : canvas.put(date, x: end + 2, y: 0, .dim)
    if let deletion {
      let room = canvas.width - afterDate - right.count - 4
      canvas.put(deletion, x: afterDate + 2, y: 0, .flagDeleted, width: max(0, room))
    }
    canvas.put(right, x: canvas.width - right.count - 1, y: 0, .dim)
    guard Self.headHeight(canvas.grid.size) > 1 else { return }
    canvas.horizontalLine(
      x: 0,
      y: 1,
      length: canvas.width,
      glyph: state.settings.glyphs[.horizontal],
      style: Role.border.style
    )
    if let note = sheet.note, !sheet.words.isEmpty || !note.contentType.isEmpty {
      let finds = sheet.lines?.matchingLines.count ?? 0
      let words =
        sheet.words.isEmpty
        ? [note.contentType, twin].compactMap(\.self).joined(separator: " · ")
        : "'\(sheet.words)' in \(counted(finds, "line"))"
      canvas.put(
        " \(words) ",
        x: 2,
        y: 1,
        sheet.words.isEmpty ? .dim : .match,
        width: canvas.width - 4
      )
    }
  }
}
