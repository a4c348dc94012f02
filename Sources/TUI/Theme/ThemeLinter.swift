// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Checks a theme file; what `tarn theme check` prints.
///
/// Beside what cannot be read, these rules are checked on the theme with all it inherits:
/// - `contrast`: text has a contrast of at least 4.5 against its ground, lines and marks of at least 3, at
///   true colour and at 256 colours, also under the selection. Colours that depend on the terminal are not
///   checked;
/// - `color-vision`: flags, additions and removals, verdicts differ by at least 10 (CIEDE2000) as seen with
///   deuteranopia and protanopia;
/// - `colorless`: without colours, what must be told apart from text, and the verdicts from one another,
///   differ in their attributes.
public struct ThemeLinter: Sendable {
  static let textContrast = 4.5
  static let lineContrast = 3.0
  static let smallestDifference = 10.0

  private let loader: ThemeLoader

  /// Creates a linter.
  ///
  /// - Parameter loader: Finds the themes that others inherit.
  public init(loader: ThemeLoader) {
    self.loader = loader
  }

  /// Checks the text of a theme file.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - file: The path, for messages.
  /// - Returns: What was found, by file and line.
  public func findings(in text: String, file: String) -> [ThemeFinding] {
    let (chain, chainFindings) = loader.chain(text: text, file: file)
    let (theme, themeFindings) = Theme.join(chain)
    let sheet = ThemeSheet(theme: theme, chain: chain, file: file)
    let found =
      chainFindings + themeFindings + sheet.contrastFindings + sheet.colorVisionFindings
      + sheet.colorlessFindings
    return found.sorted {
      ($0.file, $0.line, $0.message) < ($1.file, $1.line, $1.message)
    }
  }
}

/// A theme under examination.
struct ThemeSheet {
  let theme: Theme
  let chain: [ThemeFile]
  let file: String

  /// Returns a finding about roles, at the look that is nearest to the file and to the first of them.
  func finding(_ roles: [Role], _ rule: ThemeFinding.Rule, _ message: String) -> ThemeFinding {
    for source in chain {
      for role in roles {
        guard let entry = Self.entry(for: role, in: source) else { continue }
        return ThemeFinding(file: source.file, line: entry.line, rule: rule, message: message)
      }
    }
    return ThemeFinding(file: file, line: 1, rule: rule, message: message)
  }

  /// The look of a role, or of the first parts of its name.
  private static func entry(for role: Role, in file: ThemeFile) -> ThemeFile.Entry? {
    var name = role.rawValue[...]
    while true {
      if let entry = file.styles[String(name)] { return entry }
      guard let dot = name.lastIndex(of: ".") else { return nil }
      name = name[..<dot]
    }
  }

  func spec(_ role: Role) -> StyleSpec { theme.specs[role.style.role] }

  /// The colours of a role that are known: its own, or those of plain text.
  func colors(_ role: Role, _ depth: ColorDepth) -> (text: RGB?, ground: RGB?) {
    let own = spec(role)
    let plain = spec(.text)
    let text = own.foreground == .standard ? plain.foreground : own.foreground
    let ground = own.background == .standard ? plain.background : own.background
    return (text.value(at: depth), ground.value(at: depth))
  }
}
