// SPDX-License-Identifier: Apache-2.0

import Foundation
import TUI

/// Themes and keys in the folders where they are looked for, as they are now.
struct AppearanceFolders: AppearanceReading {
  private var directories: ResourceDirectories { Resources.directories }

  func themeNames() -> [String] {
    Resources.themeFiles
      .map { (($0 as NSString).lastPathComponent as NSString).deletingPathExtension }
      .sorted()
  }

  func theme(_ name: String) -> (theme: Theme, findings: [ThemeFinding]) {
    ThemeLoader(directories: directories.themes).load(name)
  }

  func keys() throws -> BrowserOptions.KeyFile? {
    guard let file = directories.file(named: "keys.toml") else { return nil }
    return .init(path: file, text: try String(contentsOfFile: file, encoding: .utf8))
  }
}
