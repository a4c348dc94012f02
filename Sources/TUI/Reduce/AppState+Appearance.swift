// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension AppState {
  /// Reads the theme that is shown and the keys again.
  mutating func reloadAppearance() {
    guard settings.hasAppearance else { return }
    start(.appearance, .reloadAppearance(theme: settings.themeName))
  }

  /// Looks for the themes that there are, to choose one.
  mutating func listThemes() { start(.appearance, .listThemes) }

  mutating func receive(themes names: [String]) {
    guard !names.isEmpty else { return say("No theme is found beside the one that is shown") }
    let at = names.firstIndex(of: settings.themeName) ?? 0
    let menu = ThemeMenu(
      cursor: ListCursor(index: at),
      names: names,
      before: settings.themeName
    )
    settings.requestedTheme = settings.themeName
    popups.append(.themes(menu))
  }

  /// Shows the theme that the menu's cursor stands on.
  mutating func settleThemeMenu() {
    guard case .themes(let menu) = popups.last, let name = menu.focused,
      name != settings.requestedTheme
    else { return }
    settings.requestedTheme = name
    start(.appearance, .readTheme(name))
  }

  /// Keeps the theme of the menu.
  mutating func choose(_ menu: ThemeMenu) {
    guard let name = menu.focused else { return }
    guard name == settings.themeName || jobs.isRunning(.appearance) else {
      return say(UserMessage(.warning, "The theme '\(name)' cannot be used"))
    }
    session.theme = name
    say("Theme: \(name)")
  }

  /// Goes back to the theme that was shown before the menu.
  mutating func leave(_ menu: ThemeMenu) {
    guard settings.themeName != menu.before || jobs.isRunning(.appearance) else { return }
    start(.appearance, .readTheme(menu.before))
  }

  /// Shows a theme, unless something in its file cannot be used: then what was shown stays.
  ///
  /// - Returns: Whether it is shown.
  @discardableResult
  mutating func receive(_ theme: Theme, _ name: String, _ findings: [ThemeFinding]) -> Bool {
    let errors = findings.filter { $0.severity == .error }
    guard errors.isEmpty else {
      for finding in errors.prefix(3) {
        say(
          UserMessage(
            .warning,
            "The theme was not taken",
            why: finding.message,
            location: "\(finding.file):\(finding.line)",
            advice: "'tarn theme check' lists all"
          )
        )
      }
      return false
    }
    settings.themeName = name
    outbox.append(.use(theme))
    return true
  }

  /// Takes theme and keys that were read again, each where all of it can be used.
  mutating func receive(_ read: AppearanceFiles) {
    let isThemeTaken = receive(read.theme, read.name, read.findings)
    var areKeysTaken = true
    switch read.keys {
    case .success(let file):
      let keys = file.map { KeymapFile(text: $0.text, table: .standard) }
      for problem in (keys?.problems ?? []).prefix(3) {
        areKeysTaken = false
        say(
          UserMessage(
            .warning,
            "The keys were not taken",
            why: problem.message,
            location: "\(file?.path ?? "keys.toml"):\(problem.line)",
            advice: "The keys are those from before"
          )
        )
      }
      if areKeysTaken { keymap = keys?.keymap ?? Keymap(defaultsOf: .standard) }
    case .failure(let failure):
      areKeysTaken = false
      say(UserMessage(.warning, "The keys were not taken", why: failure.reason))
    }
    if isThemeTaken, areKeysTaken { say("Read theme and keys again: \(read.name)") }
  }
}

/// Theme and keys as their files are now.
struct AppearanceFiles: Sendable {
  /// Why keys.toml could not be read.
  struct Failure: Error, Sendable {
    var reason: String
  }

  var name: String
  var theme: Theme
  var findings: [ThemeFinding]
  var keys: Result<BrowserOptions.KeyFile?, Failure>
}
