// SPDX-License-Identifier: Apache-2.0

/// Reads the files of themes and keys again while the browser runs.
///
/// Every method is called on a worker thread.
public protocol AppearanceReading: Sendable {
  /// Returns the names of the themes that are found, each once.
  func themeNames() -> [String]

  /// Reads a theme by its name or the path of its file, with what could not be used.
  func theme(_ name: String) -> (theme: Theme, findings: [ThemeFinding])

  /// Reads keys.toml; `nil` where there is none.
  ///
  /// - Throws: When it is there and cannot be read.
  func keys() throws -> BrowserOptions.KeyFile?
}

/// The menu of themes.
struct ThemeMenu: Sendable {
  var cursor: ListCursor
  var names: [String]

  /// The theme that was shown before, to go back to.
  var before: String

  /// The theme that the cursor stands on.
  var focused: String? { names[safe: cursor.index] }
}
