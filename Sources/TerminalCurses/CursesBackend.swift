// SPDX-License-Identifier: Apache-2.0

internal import CTerminal
public import Terminal

/// The terminal of standard input and output, through ncursesw.
///
/// The thread that creates it is the only one that may use it, ``waker`` apart. While it is open, standard
/// output and error are captured.
public final class CursesBackend: TerminalBackend {
  /// What the user and the environment say about the terminal.
  public struct Options: Sendable {
    /// How many colours the user wants.
    public var color: ColorChoice

    /// Whether only ASCII is drawn, whatever the locale says.
    public var isASCII: Bool

    /// Whether the terminal is asked what is behind the text.
    public var asksBackground: Bool

    /// Whether keys may stop the program and give the terminal to a shell.
    public var allowsSuspending: Bool

    /// The environment.
    public var environment: [String: String]

    /// Creates options.
    public init(
      color: ColorChoice = .auto,
      isASCII: Bool = false,
      asksBackground: Bool = false,
      allowsSuspending: Bool = true,
      environment: [String: String]
    ) {
      self.color = color
      self.isASCII = isASCII
      self.asksBackground = asksBackground
      self.allowsSuspending = allowsSuspending
      self.environment = environment
    }
  }

  /// The number of columns and rows, as of the last resize that was reported.
  public private(set) var size: Size

  /// What the terminal can do.
  public private(set) var capabilities: Capabilities

  /// What the user should read once.
  public let notices: [String]

  private let environment: [String: String]
  private let asksBackground: Bool
  private var parser: InputParser
  private var pending: [Input] = []
  private var shown: ShownGrid
  private var isClosed = false

  /// How long the first look waits for the answer about the background.
  private static let answerPatience = Duration.milliseconds(30)

  /// Takes the terminal over.
  ///
  /// - Parameter options: What the user and the environment say.
  /// - Throws: ``CursesError``, with every code; the terminal is then as it was.
  public init(options: Options) throws {
    var info = tarn_terminal_info()
    let term = options.environment["TERM"] ?? ""
    if let error = CursesError(tarn_terminal_open(&info), term: term) { throw error }
    let depth = options.color.depth(
      terminalColors: Int(info.colors),
      isDirectColor: info.is_direct_color,
      noColor: options.environment["NO_COLOR"]
    )
    let usedTerm = withUnsafeBytes(of: info.term) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let showsUnicode = info.is_utf8 && !options.isASCII && !usedTerm.hasPrefix("vt")
    size = Size(width: Int(info.columns), height: Int(info.rows))
    capabilities = Capabilities(
      colorDepth: depth,
      repertoire: showsUnicode ? .unicode : .ascii,
      background: options.environment["COLORFGBG"].flatMap(Capabilities.Background.init(colorPair:))
        ?? .dark
    )
    environment = options.environment
    asksBackground = options.asksBackground && options.environment["COLORFGBG"] == nil
    notices = Self.notices(info, term: term, usedTerm: usedTerm)
    parser = InputParser(
      sequences: KeySequences.described(),
      backspaceIsControlH: info.erases_with_control_h
    )
    shown = ShownGrid(size: size)
    if depth > .none { tarn_terminal_start_colors() }
    if !options.allowsSuspending { tarn_terminal_take_signal_keys() }
    if Self.answers(usedTerm) { ask() }
  }

  deinit { close() }

  /// Ends a waiting ``nextInput(timeout:)`` from any thread.
  public var waker: Waker { Waker { tarn_terminal_wake() } }

  private static func notices(
    _ info: tarn_terminal_info,
    term: String,
    usedTerm: String
  ) -> [String] {
    var notices: [String] = []
    if usedTerm != term {
      notices.append("The terminal '\(term)' is not known here; it is used as '\(usedTerm)'")
    }
    if info.is_locale_missing {
      let encoding = info.is_utf8 ? "UTF-8 is used" : "only ASCII is shown"
      notices.append("The locale of the environment is not installed; \(encoding)")
    }
    return notices
  }

  // MARK: - Input

  /// Waits for what comes next.
  public func nextInput(timeout: Duration?) -> Input? {
    guard !isClosed else { return .closed }
    let deadline = timeout.map { ContinuousClock.now + $0 }
    while true {
      if !pending.isEmpty { return pending.removeFirst() }
      if let input = nextParsed() { return input }
      let rest = deadline.map { max(.zero, $0 - ContinuousClock.now) }
      let wait = [rest, parser.patience].compactMap(\.self).min()
      let events = tarn_terminal_wait(wait.map(Self.milliseconds) ?? -1)
      if events == 0 {
        if let patience = parser.patience, wait == patience {
          parser.expire()
          continue
        }
        return nil
      }
      handle(events)
    }
  }

  private func nextParsed() -> Input? {
    while let item = parser.next() {
      switch item {
      case .input(let input): return input
      case .background(let background):
        guard background != capabilities.background else { continue }
        capabilities.background = background
        return .background(background)
      case .synchronizedOutput(let isOn): capabilities.synchronizedOutput = isOn
      case .deviceAttributes: continue
      }
    }
    return nil
  }

  private func handle(_ events: UInt32) {
    func has(_ event: Int) -> Bool { events & UInt32(event) != 0 }
    if has(TARN_TERMINAL_STOP) { stop(wholeGroup: false) }
    if has(TARN_TERMINAL_CONTINUED), !has(TARN_TERMINAL_STOP) {
      tarn_terminal_reenter()
      resume()
    }
    if has(TARN_TERMINAL_RESIZED) { measure() }
    if has(TARN_TERMINAL_INPUT) { read() }
    if has(TARN_TERMINAL_WAKE) { pending.append(.wake) }
    if has(TARN_TERMINAL_RELOAD) { pending.append(.reload) }
    if has(TARN_TERMINAL_HANGUP) { pending.append(.closed) }
  }

  private func read() {
    let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = tarn_terminal_read(buffer.baseAddress, buffer.count)
    }
    if bytes.isEmpty {
      pending.append(.closed)
    } else {
      parser.feed(bytes)
    }
  }

  private func measure() {
    var rows: Int32 = 0
    var columns: Int32 = 0
    tarn_terminal_measure(&rows, &columns)
    let measured = Size(width: Int(columns), height: Int(rows))
    guard measured != size else { return }
    size = measured
    shown = ShownGrid(size: size, roleCount: shown.roleCount)
    pending.removeAll { input in
      if case .resize = input { return true }
      return false
    }
    pending.append(.resize(size))
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    // Rounded up, so that the time is over when the wait ends.
    let milliseconds = seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    return Int32(clamping: milliseconds)
  }

  // MARK: - Questions to the terminal

  /// Whether a terminal can be asked without printing the question.
  private static func answers(_ term: String) -> Bool {
    let prefixes = [
      "xterm", "tmux", "rxvt", "alacritty", "kitty", "foot", "konsole", "gnome", "st-",
    ]
    return prefixes.contains { term.hasPrefix($0) }
  }

  private func ask() {
    let question = asksBackground ? "\u{1b}]11;?\u{1b}\\" : ""
    send(question + "\u{1b}[?2026$p\u{1b}[c")
    guard asksBackground else { return }
    let deadline = ContinuousClock.now + Self.answerPatience
    while ContinuousClock.now < deadline {
      let rest = Self.milliseconds(deadline - ContinuousClock.now)
      guard tarn_terminal_wait(rest) & UInt32(TARN_TERMINAL_INPUT) != 0 else { continue }
      read()
      while let item = parser.next() {
        switch item {
        case .input(let input): pending.append(input)
        case .background(let background): capabilities.background = background
        case .synchronizedOutput(let isOn): capabilities.synchronizedOutput = isOn
        case .deviceAttributes: return
        }
      }
    }
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes { buffer in
      tarn_terminal_send(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
    }
  }

  // MARK: - Output

  /// Sets what the roles look like from the next frame on.
  public func use(_ styles: StyleSheet) {
    tarn_terminal_clear_styles()
    shown.forget()
    shown.roleCount = styles.styles.count
    for overlay in 0...styles.overlays.count {
      for role in 0..<styles.styles.count {
        let id = StyleID(rawValue: UInt16(role)).under(overlay)
        let style = styles[id]
        tarn_terminal_set_style(
          shown.number(of: id),
          UInt32(style.attributes.rawValue),
          Self.number(of: style.foreground),
          Self.number(of: style.background)
        )
      }
    }
  }

  private static func number(of color: Color) -> Int32 {
    switch color {
    case .standard: -1
    case .indexed(let index): Int32(index)
    case .rgb(let red, let green, let blue): Int32(red) << 16 | Int32(green) << 8 | Int32(blue)
    }
  }

  /// Shows a grid; when nothing differs from what is shown, nothing is written.
  public func present(_ grid: CellGrid, cursor: Position?, isCursorVisible: Bool) {
    guard !isClosed else { return }
    let isChanged = shown.update(to: grid, isASCII: capabilities.repertoire == .ascii)
    let place = cursor.map { Rect(size: size).contains($0) } == true ? cursor : nil
    guard shown.moveCursor(to: place, isVisible: isCursorVisible) || isChanged else { return }
    tarn_terminal_show(
      place.map { Int32($0.y) } ?? -1,
      place.map { Int32($0.x) } ?? -1,
      isCursorVisible && place != nil,
      capabilities.synchronizedOutput
    )
  }

  /// Lets the next frame paint every cell.
  public func invalidate() {
    tarn_terminal_invalidate()
    shown.forget()
  }

  /// Switches reports of the mouse on or off.
  public func setMouse(_ isOn: Bool) { tarn_terminal_set_mouse(isOn) }

  /// Chooses whether the loss of the terminal is an input for a while.
  public func holdHangup(_ holds: Bool) { tarn_terminal_hold_hangup(holds) }

  /// Hands a text to the terminal's clipboard with OSC 52, through tmux where it runs.
  public func copy(_ text: String) -> Bool {
    let encoded = Base64.encode(text.utf8)
    // What xterm takes; others take no more.
    guard encoded.utf8.count <= 74_994, !isClosed else { return false }
    let sequence = "\u{1b}]52;c;\(encoded)\u{7}"
    send(
      environment["TMUX"] == nil
        ? sequence
        : "\u{1b}Ptmux;\u{1b}\(sequence)\u{1b}\\"
    )
    return true
  }

  // MARK: - Stopping and closing

  /// Gives the terminal back and stops the process and its group, as control-z does.
  public func suspend() { stop(wholeGroup: true) }

  private func stop(wholeGroup: Bool) {
    tarn_terminal_suspend(wholeGroup)
    resume()
  }

  private func resume() {
    shown.forget()
    measure()
    pending.append(.resumed)
  }

  /// Gives the terminal back for good.
  @discardableResult
  public func close() -> String {
    guard !isClosed else { return "" }
    isClosed = true
    let bytes = [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) { characters in
        count = tarn_terminal_close(characters.baseAddress, characters.count)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Gives the calling thread what it needs for its stack overflow to restore the terminal.
  ///
  /// The drawing thread has it already.
  public static func guardThread() { tarn_terminal_guard_thread() }
}
