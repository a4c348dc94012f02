// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension AppState {
  /// Takes a key that a popup's line is typed with.
  ///
  /// - Returns: Whether the popup took it.
  mutating func receivePopupText(_ key: Key) -> Bool {
    guard let popup = popups.last else { return false }
    switch popup {
    case .palette(var palette):
      guard edit(&palette.line, with: key) else { return false }
      palette.cursor = ListCursor()
      popups[popups.count - 1] = .palette(palette)
      return true
    case .help(var help):
      // j and k scroll until something is typed; letters that move nothing narrow the help.
      let isMoving = help.line.isEmpty && keymap.match(pending.keys + [key], in: [.popup]) != .none
      guard !isMoving, edit(&help.line, with: key) else { return false }
      help.top = 0
      popups[popups.count - 1] = .help(help)
      return true
    case .menu(.sort, _):
      guard case .character(let scalar) = key.code, key.modifiers.isEmpty,
        let sort = PatientSort.allCases.first(where: { $0.key == Character(scalar) })
      else { return false }
      popups.removeLast()
      sortPatients(by: sort, isReversed: false)
      return true
    case .confirm(let confirmation):
      guard let letter = key.typed,
        let answer = confirmation.answers.first(where: { $0.key == Character(letter) })
      else { return false }
      popups.removeLast()
      if let action = answer.action {
        action(&self)
      } else if let task = answer.task {
        start(.write, task)
      } else {
        say("Nothing was written")
      }
      return true
    case .menu, .messages, .themes: return false
    }
  }

  /// Edits a popup's line; `false` for keys that are no editing.
  private func edit(_ line: inout LineEditor, with key: Key) -> Bool {
    if let scalar = key.typed {
      line.insert(String(scalar))
      return true
    }
    guard case .command(let id, _) = keymap.match([key], in: [.prompt]) else { return false }
    switch id {
    case "edit.backspace":
      guard !line.isEmpty else { return false }
      line.deleteBackward()
    case "edit.delete_word": line.deleteWordBackward()
    case "edit.delete_to_start": line.deleteToStart()
    case "edit.left": line.move(by: -1)
    case "edit.right": line.move(by: 1)
    default: return false
    }
    return true
  }

  /// Does what the focused entry of the topmost popup says.
  mutating func acceptPopup() {
    guard let popup = popups.popLast() else { return }
    switch popup {
    case .palette(let palette): runFromPalette(palette)
    case .menu(let menu, let cursor): choose(cursor.index, of: menu, popup)
    case .themes(let menu): choose(menu)
    case .confirm: popups.append(popup)
    case .help, .messages: break
    }
  }

  /// Does what an entry of a menu says.
  private mutating func choose(_ index: Int, of menu: Menu, _ popup: Popup) {
    switch menu {
    case .sort:
      let sort = PatientSort.allCases[index]
      sortPatients(by: sort, isReversed: sort == list.sort ? !list.isReversed : false)
    case .columns:
      popups.append(popup)
      if let column = PatientColumn.allCases[safe: index] { toggleColumn(column) }
    case .filters: chart?.areFiltersOn.toggle()
    case .marks:
      if let letter = chart?.marks.keys.sorted()[safe: index] { jumpToMark(letter) }
    case .breadcrumb: goToStep(index)
    case .evidence:
      if let evidence = reconciled?.evidences[safe: index] { open(evidence) }
    case .findings(let kind): chooseFinding(index, of: kind, popup)
    }
  }

  /// Removes the focused entry of a list of filters or marks.
  mutating func removePopupEntry() {
    switch popups.last {
    case .menu(.filters, let cursor):
      guard let chart, chart.filters.indices.contains(cursor.index) else { return }
      self.chart?.filters.remove(at: cursor.index)
      if self.chart?.filters.isEmpty == true { popups.removeLast() }
      applyFilters()
    case .menu(.marks, let cursor):
      guard let letter = chart?.marks.keys.sorted()[safe: cursor.index] else { return }
      chart?.marks.removeValue(forKey: letter)
      if chart?.marks.isEmpty == true { popups.removeLast() }
    default: say("There is nothing to remove here")
    }
  }

  /// The commands that the palette lists.
  func paletteCommands(_ palette: PaletteState) -> [Command] {
    CommandTable.standard.search(palette.line.text, in: palette.contexts)
  }

  private mutating func runFromPalette(_ palette: PaletteState) {
    let text = palette.line.text.trimmed
    let commands = paletteCommands(palette)
    guard commands.indices.contains(palette.cursor.index) else {
      return say(UserMessage(.warning, "No command matches '\(text)'", advice: "? lists all"))
    }
    let command = commands[palette.cursor.index]
    guard command.contexts.contains(where: { palette.contexts.contains($0) }) else {
      let places = command.contexts.map(\.title).joined(separator: ", ")
      return say(
        UserMessage(
          .warning,
          "'\(command.title)' is not possible here",
          why: "it works in: \(places)"
        )
      )
    }
    // What follows an exact name is its argument: `:time.goto 2019`.
    let words = text.split(separator: " ", maxSplits: 1).map(String.init)
    let isExact =
      words.first == command.id || words.first == command.alias
      || words.first.map { $0 + ".open" } == command.id
    run(command.id, Invocation(argument: isExact && words.count > 1 ? words[1] : nil))
  }
}

extension Popup {
  /// Returns the popup with its focus moved.
  func moved(by offset: Int, in state: AppState) -> Popup {
    switch self {
    case .help(var help):
      let lines = HelpLines(state: state, contexts: help.contexts, filter: help.line.text)
        .lines(width: PopupLayout.help(state.size).contentWidth, glyphs: state.settings.glyphs)
      let height = PopupLayout.help(state.size).contentHeight
      help.top = min(max(0, help.top + offset), max(0, lines.count - height))
      return .help(help)
    case .palette(var palette):
      palette.cursor.move(by: offset, count: state.paletteCommands(palette).count)
      return .palette(palette)
    case .menu(let menu, var cursor):
      cursor.move(by: offset, count: MenuContent(menu, state: state).rows.count)
      return .menu(menu, cursor)
    case .themes(var menu):
      menu.cursor.move(by: offset, count: menu.names.count)
      return .themes(menu)
    case .confirm(var confirmation):
      confirmation.top = min(
        max(0, confirmation.top + offset),
        max(0, confirmation.lines.count - 1)
      )
      return .confirm(confirmation)
    case .messages(let scroll):
      let bound = max(0, state.log.entries.count - 1)
      return .messages(scroll: min(max(0, scroll + offset), bound))
    }
  }
}
