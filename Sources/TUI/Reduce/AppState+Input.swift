// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Terminal

/// What happens to the state.
enum AppInput: Sendable {
  case key(Key)
  case paste(Paste)
  case resize(Size)
  case resumed
  case mouse(Mouse)
  /// A deadline of the state has come.
  case tick
  case delivery(Delivery)
  /// Something happened to the lake's file.
  case lake(LakeWatcher.Change)
  /// Theme and keys are to be read again.
  case reload
  case closed
}

extension AppState {
  /// Takes one input; afterwards the state is what the next frame shows.
  ///
  /// - Parameters:
  ///   - input: What happened.
  ///   - clock: When, in milliseconds on a clock that only goes forward.
  mutating func receive(_ input: AppInput, at clock: Int64) {
    self.clock = clock
    switch input {
    case .key(let key): receive(key)
    case .paste(let paste): receive(paste)
    case .resize(let size): resize(to: size)
    case .resumed: outbox.append(.repaint)
    case .mouse(let mouse): receive(mouse)
    case .tick: break
    case .delivery(let delivery): receive(delivery)
    case .lake(let change): receive(change)
    case .reload: reloadAppearance()
    case .closed: isRunning = false
    }
    settle()
    followTour()
  }

  /// When the state wants a ``AppInput/tick``, on the clock of inputs; `nil` for never.
  var deadline: Int64? {
    [listDeadline, watchDeadline, sessionDeadline, retryDeadline].compactMap(\.self).min()
  }

  /// When the keys that may follow are listed.
  private var listDeadline: Int64? {
    guard !pending.keys.isEmpty, !pending.isRefinement, !isContinuationListShown else { return nil }
    return pending.since + PendingKeys.listDelay
  }

  /// Whether the keys that may follow are listed.
  var isContinuationListShown: Bool {
    !pending.keys.isEmpty && !pending.isRefinement
      && clock - pending.since >= PendingKeys.listDelay
  }

  /// The parts of the screen whose keys work now, the most particular first.
  var contexts: [Context] {
    if let prompt {
      if prompt.kind == .sql { return [.sqlPrompt, .prompt] }
      return prompt.kind.isQuery ? [.searchPrompt, .prompt] : [.prompt]
    }
    if !popups.isEmpty { return [.popup] }
    if let pane = panes.last { return [pane.kind.context, .pane, .global] }
    switch screen {
    case .patients: return [.patients, .global]
    case .search: return [.results, .global]
    case .chart: return (chart?.contexts(in: sizeClass) ?? []) + [.chart, .global]
    }
  }

  private mutating func receive(_ key: Key) {
    // What is offered is taken by the very next key, or not at all.
    let offered = review?.offered
    defer { if review?.offered == offered { review?.offered = nil } }
    let wasLeaving = unsaved.isLeaving
    defer { if wasLeaving { unsaved.isLeaving = false } }
    let wasQuitArmed = isQuitArmed
    isQuitArmed = false
    noteArrival()
    log.dismissIfShown()
    if sizeClass == .tooSmall {
      // Nothing can be seen, so nothing but leaving is done.
      if key == Key("q") || key == Key("c", modifiers: .control) { leave() }
      return
    }
    if key == Key("c", modifiers: .control) { return interrupt(again: wasQuitArmed) }
    if let awaited { return receive(key, awaited: awaited) }
    if prompt != nil { return receivePromptKey(key) }
    if receivePopupText(key) { return }
    if takeDigit(key) { return }
    runKeys(key)
  }

  /// Takes the character that a command waits for; any other key takes the command back.
  private mutating func receive(_ key: Key, awaited: Awaited) {
    self.awaited = nil
    guard let scalar = key.typed, scalar != " " else { return }
    switch awaited {
    case .setMark: setMark(Character(scalar))
    case .jumpToMark: jumpToMark(Character(scalar))
    }
  }

  /// Cancels what is under way; with nothing under way, the second time in a row quits.
  private mutating func interrupt(again: Bool) {
    pending = PendingKeys()
    if prompt != nil { return cancelPrompt() }
    let slots: [JobSlot] = [
      .sql, .pane, .worklists, .facts, .moment, .search, .filter, .chart, .completion, .difference,
    ]
    if let busy = slots.first(where: { jobs.isRunning($0) }), !again {
      cancel(busy)
      return say(UserMessage(.warning, "Cancelled", advice: "Ctrl-C twice quits"))
    }
    if again {
      leave()
    } else {
      isQuitArmed = true
      say("Press Ctrl-C again to quit")
    }
  }

  /// Looks a key up and runs its command.
  private mutating func runKeys(_ key: Key) {
    if pending.isRefinement, clock - pending.since > PendingKeys.refinementTime {
      pending = PendingKeys()
    }
    if pending.placeBefore != nil {
      // The digit named a view: it is no count.
      pending.placeBefore = nil
      pending.digits = ""
    }
    let keys = pending.keys + [key]
    switch keymap.match(keys, in: contexts) {
    case .command(let id, let isPrefix):
      let count = Int(pending.digits)
      pending = PendingKeys()
      if isPrefix { pending = PendingKeys(keys: keys, since: clock, isRefinement: true) }
      run(id, Invocation(count: count, key: key))
    case .prefix:
      pending.keys = keys
      pending.since = clock
      pending.isRefinement = false
    case .none:
      let wasRefinement = pending.isRefinement
      let hadPrefix = !pending.keys.isEmpty
      let typed = keys.map(\.description).joined(separator: " ")
      pending = PendingKeys()
      if wasRefinement { return runKeys(key) }
      if key == Key(.escape), hadPrefix { return }
      // A line feed is what Enter sends until the terminal is in raw mode.
      if key == Key("j", modifiers: .control) { return runKeys(Key(.enter)) }
      let helpKeys = keymap.keys(for: "help.open", in: contexts + [.global])
      let help = helpKeys.first.map { "\($0) lists keys" } ?? ": lists commands"
      let elsewhere = keymap.places(of: keys).map(\.place)
      guard !elsewhere.isEmpty else {
        return say(UserMessage(.info, "'\(typed)' is not bound here; \(help)"))
      }
      // Keys that work somewhere are a slip of the place, not of the finger.
      let places = elsewhere.joined(separator: ", ")
      say(UserMessage(.info, "'\(typed)' works \(places), not here; \(help)"))
    }
  }

  /// Runs a command by its name, or says why it cannot be run.
  mutating func run(_ id: String, _ invocation: Invocation = Invocation()) {
    guard let command = CommandTable.standard[id] else {
      return say(UserMessage(.warning, "No command is called '\(id)'"))
    }
    if let reason = command.disabledReason(self) {
      return say(UserMessage(.warning, "'\(command.title)' is not possible", why: reason))
    }
    settings.noteCommand?(id)
    command.perform(&self, invocation)
  }

  /// Takes a digit of a count, or of a view's number.
  ///
  /// In a patient, 1 to 7 are views. A second digit right after one makes both a count, so that `12j`
  /// works there too, and the view is the one it was before.
  private mutating func takeDigit(_ key: Key) -> Bool {
    guard key.modifiers.isEmpty, case .character(let scalar) = key.code, pending.keys.isEmpty,
      let digit = Int(String(scalar)), popups.isEmpty, panes.last?.kind != .review
    else { return false }
    if let before = pending.placeBefore {
      let first = pending.digits
      pending.placeBefore = nil
      if clock - pending.since <= PendingKeys.countTime {
        chart?.go(to: before)
        pending.digits = first + String(digit)
        return true
      }
      pending.digits = ""
    }
    if !pending.digits.isEmpty {
      if pending.digits.count < 6 { pending.digits += String(digit) }
      return true
    }
    if digit == 0 { return false }
    if screen == .chart, panes.isEmpty, let view = ChartView(rawValue: digit),
      let before = chart?.place
    {
      pending = PendingKeys(digits: String(digit), since: clock, placeBefore: before)
      run(view.command)
      return true
    }
    pending.digits = String(digit)
    pending.since = clock
    return true
  }

  private mutating func receive(_ paste: Paste) {
    guard prompt != nil else {
      return say(
        UserMessage(.info, "A paste is only taken in a prompt", advice: "/ opens the search")
      )
    }
    if prompt?.isProposed == true { prompt?.line = LineEditor() }
    prompt?.isProposed = false
    let fitted = prompt?.line.insert(paste.singleLine) ?? true
    if !fitted || paste.isTruncated {
      say(UserMessage(.warning, "The paste was cut to \(LineEditor.limit) characters"))
    }
    promptChanged()
  }
}

extension ChartView {
  /// The command that shows the view.
  var command: String {
    switch self {
    case .timeline: "view.timeline"
    case .problems: "view.problems"
    case .medications: "view.meds"
    case .labs: "view.labs"
    case .notes: "view.notes"
    case .entities: "view.entities"
    case .versions: "view.versions"
    }
  }
}
