// SPDX-License-Identifier: Apache-2.0

import Synchronization

@testable import TUI

/// Themes and keys that are not in files, and can be changed while a session goes on.
final class FakeAppearance: AppearanceReading {
  struct Unreadable: Error {}

  private struct Content {
    var themes = [
      "calm": "name = \"calm\"\ninherits = \"mono\"\n",
      "mono": "name = \"mono\"\n",
      "night": "name = \"night\"\ninherits = \"mono\"\n",
    ]
    var keys: String?
    var areKeysBroken = false
  }

  private let content = Mutex(Content())

  /// Writes the text of a theme.
  func write(theme name: String, _ text: String) { content.withLock { $0.themes[name] = text } }

  /// Writes keys.toml.
  func write(keys text: String?) { content.withLock { $0.keys = text } }

  func breakKeys() { content.withLock { $0.areKeysBroken = true } }

  func themeNames() -> [String] { content.withLock { $0.themes.keys.sorted() } }

  func theme(_ name: String) -> (theme: Theme, findings: [ThemeFinding]) {
    let themes = content.withLock { $0.themes }
    return ThemeLoader { name in
      // The built-in theme is the parent of all.
      name == "mono" ? nil : themes[name].map { ($0, "themes/\(name).toml") }
    }
    .load(text: themes[name] ?? "", file: "themes/\(name).toml")
  }

  func keys() throws -> BrowserOptions.KeyFile? {
    try content.withLock { content in
      if content.areKeysBroken { throw Unreadable() }
      return content.keys.map { BrowserOptions.KeyFile(path: "keys.toml", text: $0) }
    }
  }
}
