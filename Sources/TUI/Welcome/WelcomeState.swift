// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// What a first start without a lake shows, and what its keys do.
///
/// The screen is left by choosing: a lake is made and opened, or the program ends.
struct WelcomeState: Sendable {
  /// What can be chosen.
  enum Choice: CaseIterable, Sendable {
    case sample, importing, tour, help, quit

    /// The key.
    var key: Key {
      switch self {
      case .sample: Key("s")
      case .importing: Key("i")
      case .tour: Key("t")
      case .help: Key("?")
      case .quit: Key("q")
      }
    }

    /// What it is called, and what it does.
    var title: String {
      switch self {
      case .sample: "Sample lake"
      case .importing: "Import"
      case .tour: "Tour"
      case .help: "Help"
      case .quit: "Quit"
      }
    }

    var effect: String {
      switch self {
      case .sample: "about forty invented patients, made now and opened"
      case .importing: "your FHIR R4 files become a lake, which is opened"
      case .tour: "six tasks on the sample lake, with the keys to type"
      case .help: "other ways to begin, and where things are kept"
      case .quit: "nothing is written"
      }
    }
  }

  /// What fills the screen.
  enum Page: Sendable, Equatable {
    case menu
    case help
    /// The path of what is to be imported is typed.
    case path
    /// Something is made.
    case working(String, WelcomeProgress)
    /// It is being stopped.
    case stopping
    /// It was not made.
    case failed(UserMessage)
  }

  /// What is to be done outside.
  enum Request: Sendable, Equatable {
    case makeSample(isTour: Bool)
    case importFiles(String)
    case stop
    case leave
  }

  var page = Page.menu

  /// Whether what failed was the import of the path that is still in ``line``.
  private(set) var isPathKept = false
  var cursor = 0
  var line = LineEditor()

  /// Whether ASCII has to do, boxes and blocks left out.
  var glyphs = Glyphs.unicode

  /// Where the lake would be.
  let lakePath: String

  init(lakePath: String) { self.lakePath = lakePath }

  /// Takes a key.
  ///
  /// - Returns: What is to be done outside; `nil` for nothing.
  mutating func receive(_ key: Key) -> Request? {
    let isInterrupt = key == Key("c", modifiers: .control)
    switch page {
    case .menu: return isInterrupt ? .leave : receiveInMenu(key)
    case .help, .failed:
      if isInterrupt { return .leave }
      if key == Key("q"), case .help = page {
        page = .menu
        return nil
      }
      if case .failed = page, isPathKept, key == Key(.enter) || key == Key("i") {
        // What was typed is there to be put right.
        page = .path
        return nil
      }
      if case .failed = page, isPathKept, key != Key(.escape) {
        // No menu is shown: what is typed goes on with the path, and chooses nothing.
        page = .path
        return receiveInPath(key, isInterrupt: false)
      }
      page = .menu
      // The key that closes a message may be the next choice.
      return Choice.allCases.contains { $0.key == key } ? receiveInMenu(key) : nil
    case .path: return receiveInPath(key, isInterrupt: isInterrupt)
    case .working:
      guard isInterrupt || key == Key(.escape) || key == Key("q") else { return nil }
      page = .stopping
      return .stop
    case .stopping: return nil
    }
  }

  /// Takes what was pasted.
  mutating func receive(_ paste: Paste) {
    if page == .path { line.insert(paste.singleLine) }
  }

  private mutating func receiveInMenu(_ key: Key) -> Request? {
    let choices = Choice.allCases
    switch key {
    case Key("j"), Key(.down), Key(.tab): cursor = (cursor + 1) % choices.count
    case Key("k"), Key(.up): cursor = (cursor + choices.count - 1) % choices.count
    case Key(.enter): return choose(choices[cursor])
    case Key(.escape), Key("Q"): return .leave
    default:
      guard let index = choices.firstIndex(where: { $0.key == key }) else { return nil }
      cursor = index
      return choose(choices[index])
    }
    return nil
  }

  private mutating func choose(_ choice: Choice) -> Request? {
    switch choice {
    case .sample, .tour:
      isPathKept = false
      page = .working("Making the sample lake", WelcomeProgress())
      return .makeSample(isTour: choice == .tour)
    case .importing: page = .path
    case .help: page = .help
    case .quit: return .leave
    }
    return nil
  }

  private mutating func receiveInPath(_ key: Key, isInterrupt: Bool) -> Request? {
    if isInterrupt || key == Key(.escape) || key == Key("g", modifiers: .control) {
      page = .menu
      return nil
    }
    switch key {
    case Key(.enter):
      let path = line.text.trimmed
      guard !path.isEmpty else { return nil }
      isPathKept = true
      page = .working("Importing \(path)", WelcomeProgress())
      return .importFiles(path)
    case Key(.backspace), Key("h", modifiers: .control): line.deleteBackward()
    case Key(.delete): line.deleteForward()
    case Key(.left): line.move(by: -1)
    case Key(.right): line.move(by: 1)
    case Key(.home), Key("a", modifiers: .control): line.moveToStart()
    case Key(.end), Key("e", modifiers: .control): line.moveToEnd()
    case Key("u", modifiers: .control): line = LineEditor()
    default: if let scalar = key.typed { line.insert(String(Character(scalar))) }
    }
    return nil
  }

  /// Takes how far the work has come.
  mutating func receive(_ progress: WelcomeProgress) {
    if case .working(let what, _) = page { page = .working(what, progress) }
  }

  /// Takes why nothing was made; `nil` where the reader stopped it.
  mutating func receiveEnd(_ failure: UserMessage?) {
    if let failure {
      page = .failed(failure)
    } else {
      page = .failed(UserMessage(.info, "Stopped; nothing was left behind"))
    }
  }
}
