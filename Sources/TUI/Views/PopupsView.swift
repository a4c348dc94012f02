// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

/// What lies over the screen.
struct PopupsView {
  let state: AppState

  private var glyphs: Glyphs { state.settings.glyphs }

  /// Draws the topmost popup.
  ///
  /// - Returns: Where its cursor stands.
  func draw(on canvas: Canvas) -> Position? {
    guard let popup = state.popups.last else { return nil }
    switch popup {
    case .help(let help): return drawHelp(help, on: canvas)
    case .palette(let palette): return drawPalette(palette, on: canvas)
    case .menu(let menu, let cursor): return draw(menu, cursor, on: canvas)
    case .themes(let menu): return drawThemes(menu, on: canvas)
    case .messages(let scroll): return drawMessages(scroll, on: canvas)
    case .confirm(let confirmation): return drawConfirmation(confirmation, on: canvas)
    }
  }

  private func open(
    _ layout: PopupLayout,
    title: String,
    right: String,
    on canvas: Canvas
  ) -> Canvas {
    canvas.fill(layout.frame, style: Role.popup.style)
    if layout.hasBorder {
      canvas.box(layout.frame, glyphs: glyphs, style: Role.popupBorder.style)
      let room = layout.frame.width - right.count - 8
      canvas.put(
        " \(DisplayText(title, cutTo: max(1, room)).text) ",
        x: layout.frame.x + 2,
        y: layout.frame.y,
        .title
      )
      canvas.put(
        " \(right) ",
        x: layout.frame.maxX - right.count - 4,
        y: layout.frame.y,
        .dim,
        width: right.count + 2
      )
    }
    return canvas.clipped(to: layout.content)
  }

  // MARK: - Help

  private func drawHelp(_ help: HelpState, on canvas: Canvas) -> Position? {
    let layout = PopupLayout.help(canvas.rect.size)
    let lines = HelpLines(state: state, contexts: help.contexts, filter: help.line.text)
      .lines(width: layout.contentWidth, glyphs: glyphs)
    let typed = help.line.isEmpty ? "type to filter" : "/\(help.line.text)"
    let area = open(
      layout,
      title: "Help · \(help.contexts.first?.title ?? "")",
      right: typed,
      on: canvas
    )
    let top = min(help.top, max(0, lines.count - area.height))
    for y in 0..<area.height where lines.indices.contains(top + y) {
      area.put(lines[top + y], x: 0, y: y)
    }
    if lines.isEmpty { area.put("No command matches '\(help.line.text)'", x: 0, y: 0, .dim) }
    if layout.hasBorder {
      let pages = max(1, (lines.count + area.height - 1) / max(1, area.height))
      let page = min(
        pages,
        top / max(1, area.height) + 1 + (top > 0 && top + area.height >= lines.count ? 1 : 0)
      )
      let foot = " \(min(page, pages))/\(pages)  grey = not possible now  j/k  esc "
      let y = layout.frame.maxY - 1
      canvas.put(
        foot,
        x: max(layout.frame.x + 2, layout.frame.maxX - foot.count - 2),
        y: y,
        .dim,
        width: layout.frame.width - 4
      )
    }
    return area.onScreen(x: 0, y: 0)
  }

  // MARK: - Palette

  private func drawPalette(_ palette: PaletteState, on canvas: Canvas) -> Position? {
    let layout = PopupLayout.palette(canvas.rect.size)
    let commands = state.paletteCommands(palette)
    let total = CommandTable.standard.commands.count
    let area = open(layout, title: ": command", right: "\(commands.count) of \(total)", on: canvas)
    let start = area.put("> ", x: 0, y: 0, .key)
    let end = area.put(palette.line.text, x: start, y: 0, .prompt, width: area.width - start - 1)
    let footHeight = area.height >= 10 ? 5 : 0
    let listHeight = max(1, area.height - 2 - footHeight)
    area.horizontalLine(
      x: 0,
      y: 1,
      length: area.width,
      glyph: glyphs[.horizontal],
      style: Role.popupBorder.style
    )
    var cursor = palette.cursor
    cursor.reveal(count: commands.count, height: listHeight)
    for (offset, number) in cursor.visibleRows(count: commands.count, height: listHeight)
      .enumerated()
    {
      drawCommand(
        commands[number],
        palette,
        isFocused: number == cursor.index,
        on: area.clipped(to: area.bounds.row(2 + offset))
      )
    }
    if commands.isEmpty { area.put("No command matches", x: 2, y: 2, .dim) }
    if footHeight > 0, commands.indices.contains(cursor.index) {
      let foot = area.clipped(to: area.bounds.split(bottom: footHeight).bottom)
      drawEffect(commands[cursor.index], palette, on: foot)
    }
    return area.onScreen(x: min(end, area.width - 1), y: 0)
  }

  private func drawCommand(
    _ command: Command,
    _ palette: PaletteState,
    isFocused: Bool,
    on canvas: Canvas
  ) {
    let isHere = command.contexts.contains { palette.contexts.contains($0) }
    let isPossible = isHere && command.disabledReason(state) == nil
    let base: Role = isFocused ? .popupSelection : isPossible ? .popup : .disabled
    canvas.fill(canvas.bounds, style: (isFocused ? Role.popupSelection : .popup).style)
    if isFocused { canvas.put(glyphs[.pointer], x: 0, y: 0, base) }
    let keys = KeyText.list(state.keymap.keys(for: command.id, in: palette.contexts))
    let keyWidth = DisplayWidth.of(keys)
    canvas.put(command.title, x: 2, y: 0, base, width: max(1, canvas.width - keyWidth - 5))
    canvas.put(keys, x: canvas.width - keyWidth - 1, y: 0, isFocused ? base : .key)
  }

  private func drawEffect(_ command: Command, _ palette: PaletteState, on canvas: Canvas) {
    canvas.horizontalLine(
      x: 0,
      y: 0,
      length: canvas.width,
      glyph: glyphs[.horizontal],
      style: Role.popupBorder.style
    )
    var y = 1
    for line in StyledLine.wrap(command.effect, .popup, width: canvas.width).prefix(2) {
      canvas.put(line, x: 0, y: y)
      y += 1
    }
    let isHere = command.contexts.contains { palette.contexts.contains($0) }
    let reason =
      isHere
      ? command.disabledReason(state)
      : "works in: \(command.contexts.map(\.title).joined(separator: ", "))"
    if let reason {
      canvas.put("not now: \(reason)", x: 0, y: min(y, 3), .warning, width: canvas.width)
    }
    let alias = command.alias.map { "  :\($0)" } ?? ""
    canvas.put("id: \(command.id)\(alias)", x: 0, y: canvas.height - 1, .dim, width: canvas.width)
  }

  // MARK: - Menus

  private func draw(_ menu: Menu, _ cursor: ListCursor, on canvas: Canvas) -> Position? {
    let content = MenuContent(menu, state: state)
    return drawMenu(
      PopupLayout.menu(canvas.rect.size, rows: content.rows.count, width: content.width),
      title: content.title,
      right: content.right,
      rows: content.rows,
      focus: cursor.index,
      on: canvas
    )
  }

  private func drawMenu(
    _ layout: PopupLayout,
    title: String,
    right: String,
    rows: [(String, String)],
    focus: Int,
    on canvas: Canvas
  ) -> Position? {
    let area = open(layout, title: title, right: right, on: canvas)
    var position: Position?
    var cursor = ListCursor(index: focus)
    cursor.reveal(count: rows.count, height: area.height)
    for (offset, number) in cursor.visibleRows(count: rows.count, height: area.height).enumerated()
    {
      let isFocused = number == focus
      let row = area.clipped(to: area.bounds.row(offset))
      let base: Role = isFocused ? .popupSelection : .popup
      row.fill(row.bounds, style: base.style)
      row.put(rows[number].0, x: 1, y: 0, isFocused ? base : .key)
      row.put(rows[number].1, x: 4, y: 0, base, width: row.width - 4)
      if isFocused { position = row.onScreen(x: 0, y: 0) }
    }
    return position
  }

  private func drawThemes(_ menu: ThemeMenu, on canvas: Canvas) -> Position? {
    let rows = menu.names.map { name in
      (name == menu.before ? "now" : "", " " + name)
    }
    return drawMenu(
      PopupLayout.menu(canvas.rect.size, rows: rows.count),
      title: "Themes",
      right: "\(Character(glyphs[.enterKey])) keeps  esc goes back",
      rows: rows,
      focus: menu.cursor.index,
      on: canvas
    )
  }

  // MARK: - Questions

  private func drawConfirmation(_ confirmation: Confirmation, on canvas: Canvas) -> Position? {
    let rows = min(confirmation.lines.count, max(1, canvas.height - 8)) + 2
    let layout = PopupLayout.menu(canvas.rect.size, rows: rows, width: 70)
    let area = open(layout, title: confirmation.title, right: "esc", on: canvas)
    let (top, answers) = area.bounds.split(bottom: 1)
    let lines = area.clipped(to: top)
    let first = min(confirmation.top, max(0, confirmation.lines.count - lines.height + 1))
    for y in 0..<max(0, lines.height - 1) where confirmation.lines.indices.contains(first + y) {
      lines.put(confirmation.lines[first + y], x: 0, y: y)
    }
    ScrollMarks.draw(
      top: first,
      count: confirmation.lines.count,
      glyphs: glyphs,
      on: area.clipped(to: top.split(bottom: 1).rest)
    )
    let row = area.clipped(to: answers)
    var x = 0
    for answer in confirmation.answers {
      x = row.put(String(answer.key), x: x, y: 0, .key)
      x = row.put(" \(answer.words)", x: x, y: 0, .popup) + 3
    }
    return row.onScreen(x: 0, y: 0)
  }

  // MARK: - Messages

  private func drawMessages(_ scroll: Int, on canvas: Canvas) -> Position? {
    let layout = PopupLayout.messages(canvas.rect.size)
    let area = open(layout, title: "Messages", right: "newest first  esc", on: canvas)
    var lines: [StyledLine] = []
    for entry in state.log.entries.reversed() {
      let role: Role =
        switch entry.message.level {
        case .info: .text
        case .warning: .warning
        case .error: .error
        }
      let time = DateText.clock(state.settings.zone.civilTime(at: entry.time))
      var first = StyledLine("\(time) \(entry.message.level.letter) ", .dim)
      first.add(entry.message.what, role)
      lines.append(first)
      for (label, text) in [
        ("why", entry.message.why), ("where", entry.message.location), ("do", entry.message.advice),
      ] {
        guard let text else { continue }
        for line in StyledLine.wrap("\(label): \(text)", .text, width: area.width, indent: 8) {
          lines.append(line)
        }
      }
    }
    if lines.isEmpty { lines = [StyledLine("Nothing was said yet", .dim)] }
    let top = min(scroll, max(0, lines.count - area.height))
    for y in 0..<area.height where lines.indices.contains(top + y) {
      area.put(lines[top + y], x: 0, y: y)
    }
    return area.onScreen(x: 0, y: 0)
  }
}

/// The keys that may follow the keys that were pressed.
struct ContinuationsView {
  let state: AppState

  func draw(on canvas: Canvas) {
    let glyphs = state.settings.glyphs
    let next = state.keymap.continuations(of: state.pending.keys, in: state.contexts)
    guard !next.isEmpty, state.sizeClass > .extraSmall else { return }
    let columnWidth = 38
    let across = max(1, min(3, (canvas.width - 4) / columnWidth))
    let rows = (next.count + across - 1) / across
    let width = min(canvas.width - 2, across * columnWidth + 2)
    let height = min(canvas.height - 4, rows + 2)
    let frame = Rect(
      x: canvas.width - width - 1,
      y: canvas.height - height - 2,
      width: width,
      height: height
    )
    canvas.fill(frame, style: Role.popup.style)
    let inside = canvas.clipped(
      to: canvas.box(frame, glyphs: glyphs, style: Role.popupBorder.style)
    )
    let typed = state.pending.keys.map(\.description).joined(separator: " ")
    canvas.put(" \(KeyText.short(typed)) … ", x: frame.x + 2, y: frame.y, .title)
    for (number, continuation) in next.enumerated() where number % rows < inside.height {
      let x = number / rows * columnWidth + 1
      let y = number % rows
      let command = continuation.command.flatMap { CommandTable.standard[$0] }
      let isPossible = command?.disabledReason(state) == nil
      let end = inside.put(
        KeyText.short(continuation.key.description),
        x: x,
        y: y,
        isPossible ? .key : .disabled
      )
      inside.put(
        command?.title ?? "…",
        x: max(end + 1, x + 4),
        y: y,
        isPossible ? .popup : .disabled,
        width: columnWidth - 6
      )
    }
  }
}
