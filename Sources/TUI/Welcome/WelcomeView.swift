// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The first screen of somebody who has no lake yet.
struct WelcomeView {
  let state: WelcomeState

  /// Draws the screen.
  ///
  /// - Returns: Where the hardware cursor stands.
  func draw(on canvas: Canvas) -> FrameCursor {
    canvas.clear(style: Role.text.style)
    guard SizeClass(canvas.rect.size) > .tooSmall else {
      TooSmallView().draw(on: canvas)
      return FrameCursor(position: Position(x: 0, y: 0), isVisible: false)
    }
    let banner = canvas.clipped(to: Rect(x: 0, y: 0, width: canvas.width, height: 1))
    banner.fill(banner.bounds, style: Role.banner.style)
    banner.put("tarn", x: left, y: 0, .banner)
    let (rest, foot) = Rect(size: canvas.rect.size).split(bottom: 1)
    drawHints(on: canvas.clipped(to: foot))
    let body = canvas.clipped(to: rest.split(top: 1).rest)
    switch state.page {
    case .menu: return drawMenu(on: body)
    case .help: return drawHelp(on: body)
    case .path: return drawPath(on: body)
    case .working(let what, let progress): return draw(what, progress, on: body)
    case .stopping:
      return drawLines([("Stopping; what was begun is taken away again", .text)], on: body)
    case .failed(let message): return draw(message, on: body)
    }
  }

  private let left = 1

  private func isNarrow(_ canvas: Canvas) -> Bool { canvas.height < 16 || canvas.width < 60 }

  // MARK: - The menu

  private func drawMenu(on canvas: Canvas) -> FrameCursor {
    let isNarrow = isNarrow(canvas)
    var y = isNarrow ? 0 : 1
    func say(_ text: String, _ role: Role, gap: Int) {
      y = put(text, y: y, role, on: canvas) + (isNarrow ? 0 : gap)
    }
    say(
      isNarrow
        ? "Patients' whole histories, from one local file."
        : "A health data lake in one local file, and a browser that draws each patient's whole "
          + "history as a timeline.",
      .strong,
      gap: 1
    )
    if !isNarrow {
      say("There is no lake yet. It would be the file", .text, gap: 0)
      say("  \(state.lakePath)", .dim, gap: 1)
      say("How do you want to begin?", .text, gap: 1)
    } else {
      say("No lake yet in \(state.lakePath)", .dim, gap: 0)
    }
    var cursor = Position(x: 0, y: 0)
    for (index, choice) in WelcomeState.Choice.allCases.enumerated() where y < canvas.height {
      let isFocused = index == state.cursor
      let row = canvas.clipped(to: Rect(x: 0, y: y, width: canvas.width, height: 1))
      if isFocused {
        row.put(state.glyphs[.pointer], x: 0, y: 0, .text)
        cursor = canvas.onScreen(x: left, y: y)
      }
      var x = row.put(choice.key.description, x: left + 1, y: 0, .key) + 2
      x = row.put(choice.title, x: x, y: 0, .strong)
      if !isNarrow { x = 19 } else { x += 2 }
      row.put(choice.effect, x: x, y: 0, .text, width: max(0, row.width - x - 1))
      if isFocused { row.select(row.bounds) }
      y += 1
    }
    if !isNarrow, y + 3 < canvas.height {
      put(
        "Nothing leaves this machine: tarn opens no network connection.",
        y: y + 1,
        .dim,
        on: canvas
      )
    }
    return FrameCursor(position: cursor, isVisible: false)
  }

  // MARK: - Help

  private func drawHelp(on canvas: Canvas) -> FrameCursor {
    drawLines(
      [
        ("Other ways to begin", .heading),
        ("  tarn import PATH      import without the browser, with a report", .text),
        ("  tarn demo             the sample lake at any time", .text),
        ("  tarn browse --lake FILE   a lake elsewhere; so does TARN_LAKE", .text),
        ("  tarn --help           everything else", .text),
        ("What is written", .heading),
        ("  \(state.lakePath)", .dim),
        ("  the lake of your files, and its log beside it", .text),
        (
          "  The sample lake is a file of its own: invented patients never mix with real ones.",
          .text
        ),
        ("In the browser ? lists the keys that work where you are, and q goes back.", .text),
      ],
      on: canvas
    )
  }

  // MARK: - Importing

  private func drawPath(on canvas: Canvas) -> FrameCursor {
    var y = put(
      "Which files? A file or a folder: NDJSON, NDJSON.gz, Bundles or single resources of FHIR R4.",
      y: isNarrow(canvas) ? 0 : 1,
      .text,
      on: canvas
    )
    y = put(
      "They are read and left as they are; the lake is made beside them, in",
      y: y,
      .dim,
      on: canvas
    )
    y = put("  \(state.lakePath)", y: y, .dim, on: canvas) + 1
    let row = min(y, canvas.height - 1)
    let start = canvas.put("path: ", x: left, y: row, .key)
    // A long path is shown with its end.
    let room = max(1, canvas.width - start - 1)
    var shown = state.line.head
    while DisplayWidth.of(shown) >= room, !shown.isEmpty { shown.removeFirst() }
    let caret = canvas.put(shown, x: start, y: row, .prompt)
    canvas.put(state.line.tail, x: caret, y: row, .prompt, width: max(0, canvas.width - caret))
    return FrameCursor(position: canvas.onScreen(x: caret, y: row), isVisible: true)
  }

  private func draw(
    _ what: String,
    _ progress: WelcomeProgress,
    on canvas: Canvas
  ) -> FrameCursor {
    let y = put(what, y: isNarrow(canvas) ? 0 : 1, .strong, on: canvas)
    let end = put(progress.text.isEmpty ? "…" : progress.text, y: y, .text, on: canvas)
    if let share = progress.share {
      let part = min(1, max(0, share))
      let percent = "\(Int(part * 100)) %"
      let x = canvas.put(percent, x: left, y: end, .text) + 1
      let columns = max(0, min(50, canvas.width - x - 1))
      let done = Int(Double(columns) * part)
      canvas.fill(
        Rect(x: x, y: end, width: done, height: 1),
        with: state.glyphs[.bar],
        style: Role.progress.style
      )
    }
    return FrameCursor(position: canvas.onScreen(x: left, y: y), isVisible: false)
  }

  private func draw(_ message: UserMessage, on canvas: Canvas) -> FrameCursor {
    let role: Role = message.level == .info ? .text : .error
    var lines: [(String, Role)] = [(message.what, role)]
    if let why = message.why { lines.append(("Why    \(why)", .text)) }
    if let location = message.location { lines.append(("Where  \(location)", .text)) }
    if let advice = message.advice { lines.append(("Do     \(advice)", .text)) }
    if message.level > .info { lines.append(("Nothing was written.", .dim)) }
    if state.isPathKept { lines.append(("Enter goes back to the path, as it was typed.", .text)) }
    return drawLines(lines, on: canvas)
  }

  // MARK: - Lines

  private func drawLines(_ lines: [(String, Role)], on canvas: Canvas) -> FrameCursor {
    var y = isNarrow(canvas) ? 0 : 1
    for (text, role) in lines {
      if role == .heading, y > 1, !isNarrow(canvas) { y += 1 }
      y = put(text, y: y, role, on: canvas)
    }
    return FrameCursor(position: canvas.onScreen(x: left, y: 0), isVisible: false)
  }

  /// Puts a text in as many lines as it needs.
  ///
  /// - Returns: The row below it.
  @discardableResult
  private func put(_ text: String, y: Int, _ role: Role, on canvas: Canvas) -> Int {
    let display = DisplayText(text)
    var y = y
    for range in display.lines(width: canvas.width - left - 1) {
      guard y < canvas.height else { return y }
      canvas.put(display.slice(range), x: left, y: y, role)
      y += 1
    }
    return y
  }

  private func drawHints(on canvas: Canvas) {
    let hints: [(String, String)] =
      switch state.page {
      case .menu: [("jk", "move"), ("enter", "choose"), ("?", "help"), ("q", "quit")]
      case .failed where state.isPathKept:
        [("enter", "edit the path"), ("esc", "back"), ("C-c", "quit")]
      case .help, .failed: [("esc", "back"), ("C-c", "quit")]
      case .path: [("enter", "import"), ("esc", "back"), ("C-u", "clear")]
      case .working: [("esc", "stop")]
      case .stopping: []
      }
    var x = left
    for (key, word) in hints {
      x = canvas.put(key, x: x, y: 0, .key)
      x = canvas.put(" " + word, x: x, y: 0, .hint) + 2
    }
  }
}
