// SPDX-License-Identifier: Apache-2.0

public import Terminal

/// The looks of all roles and the glyphs, with everything that was inherited.
public struct Theme: Sendable {
  /// The name.
  public let name: String

  /// What a theme's text stands on, where it says so.
  public let background: Capabilities.Background?

  /// The looks, in the order of the roles.
  let specs: [StyleSpec]

  /// Which set of glyphs the theme wants, or nothing when the terminal decides.
  let repertoire: Repertoire?

  private let glyphChanges: [Glyph: Unicode.Scalar]
  private let sparkline: [Unicode.Scalar]?

  /// Joins a file and what it inherits, nearest first; the built-in theme comes last.
  ///
  /// - Returns: The theme, and what could not be used.
  static func join(_ chain: [ThemeFile]) -> (theme: Theme, findings: [ThemeFinding]) {
    var builder = ThemeBuilder(chain: chain)
    builder.build()
    let theme = Theme(
      name: chain.first?.name ?? "mono",
      background: chain.first.flatMap { file in
        switch file.variant {
        case .dark: .dark
        case .light: .light
        case .mono: nil
        }
      },
      specs: builder.specs,
      repertoire: builder.repertoire,
      glyphChanges: builder.glyphs,
      sparkline: builder.sparkline
    )
    return (theme, builder.findings)
  }

  /// The theme that is part of the program: attributes only, for every terminal.
  public static let builtIn: Theme = join([]).theme

  /// Returns the looks for a colour depth; a role without a colour or a ground has those of plain text.
  public func styleSheet(depth: ColorDepth) -> StyleSheet {
    let plain = style(.text, depth: depth)
    let styles = specs.map { spec in
      var style = spec.style(at: depth)
      if style.foreground == .standard { style.foreground = plain.foreground }
      if style.background == .standard { style.background = plain.background }
      return style
    }
    let overlays = Role.overlays.map { role in
      StyleSheet.Overlay(name: role.rawValue, style: style(role, depth: depth))
    }
    return StyleSheet(names: Role.names, styles: styles, overlays: overlays)
  }

  /// Returns the glyphs for a terminal; a theme can ask for less than the terminal shows.
  public func glyphs(for repertoire: Repertoire) -> Glyphs {
    guard repertoire == .unicode, self.repertoire != .ascii else { return .ascii }
    var glyphs = Glyphs.unicode
    for (glyph, scalar) in glyphChanges { glyphs[glyph] = scalar }
    if let sparkline { glyphs.sparkline = sparkline }
    return glyphs
  }

  /// Returns the look of a role at a depth.
  func style(_ role: Role, depth: ColorDepth) -> Style {
    specs[role.style.role].style(at: depth)
  }
}

/// Joins files into one look for each role.
private struct ThemeBuilder {
  let chain: [ThemeFile]
  var specs: [StyleSpec] = []
  var glyphs: [Glyph: Unicode.Scalar] = [:]
  var sparkline: [Unicode.Scalar]?
  var repertoire: Repertoire?
  var findings: [ThemeFinding] = []

  private var palette: [String: PaletteColor] = [:]
  private var looks: [String: StyleSpec] = [:]

  init(chain: [ThemeFile]) {
    self.chain = chain
  }

  mutating func build() {
    for file in chain.reversed() {
      findings += file.findings
      addPalette(of: file)
    }
    for file in chain.reversed() {
      addStyles(of: file)
      addGlyphs(of: file)
    }
    specs = Role.allCases.map(look)
  }

  /// The look of a role: of its name, of its name without the last parts, of the built-in theme.
  private func look(of role: Role) -> StyleSpec {
    var name = role.rawValue[...]
    while true {
      if let look = looks[String(name)] { return look }
      guard let dot = name.lastIndex(of: ".") else { break }
      name = name[..<dot]
    }
    return MonoTheme.looks[role.rawValue] ?? MonoTheme.plain
  }

  private mutating func report(
    _ file: ThemeFile,
    _ line: Int,
    _ rule: ThemeFinding.Rule,
    _ message: String
  ) {
    findings.append(ThemeFinding(file: file.file, line: line, rule: rule, message: message))
  }

  private mutating func addPalette(of file: ThemeFile) {
    for (name, entry) in file.palette.sorted(by: { $0.value.line < $1.value.line }) {
      if let color = PaletteColor(entry.text) {
        palette[name] = color
      } else {
        report(file, entry.line, .unknownColor, "'\(entry.text)' is no colour")
      }
    }
  }

  private mutating func addStyles(of file: ThemeFile) {
    for (name, entry) in file.styles.sorted(by: { $0.value.line < $1.value.line }) {
      if !Self.isRole(name) {
        report(file, entry.line, .unknownRole, "No role is called '\(name)'")
        continue
      }
      do throws(StyleSpec.Problem) {
        looks[name] = try StyleSpec(entry.text, palette: palette)
      } catch {
        report(file, entry.line, .unknownColor, error.message)
      }
    }
  }

  /// Whether a name is a role or what roles begin with.
  private static func isRole(_ name: String) -> Bool {
    Role.names.contains { $0 == name || $0.hasPrefix(name + ".") }
  }

  private mutating func addGlyphs(of file: ThemeFile) {
    for (name, entry) in file.glyphs.sorted(by: { $0.value.line < $1.value.line }) {
      switch (name, Glyph(rawValue: name)) {
      case ("set", _): addSet(entry, file)
      case ("spark", _): addSparkline(entry, file)
      case (_, let glyph?): addGlyph(glyph, entry, file)
      default: report(file, entry.line, .unknownGlyph, "No glyph is called '\(name)'")
      }
    }
  }

  private mutating func addSet(_ entry: ThemeFile.Entry, _ file: ThemeFile) {
    switch entry.text {
    case "auto": repertoire = nil
    case "unicode": repertoire = .unicode
    case "ascii": repertoire = .ascii
    default: report(file, entry.line, .unknownGlyph, "The set is 'auto', 'unicode' or 'ascii'")
    }
  }

  private mutating func addSparkline(_ entry: ThemeFile.Entry, _ file: ThemeFile) {
    let steps = Array(entry.text.unicodeScalars)
    if steps.count == Glyphs.sparkSteps, steps.allSatisfy(Self.isGlyph) {
      sparkline = steps
    } else {
      report(file, entry.line, .glyphWidth, "A sparkline has nine steps of one column each")
    }
  }

  private mutating func addGlyph(_ glyph: Glyph, _ entry: ThemeFile.Entry, _ file: ThemeFile) {
    let scalars = Array(entry.text.unicodeScalars)
    if scalars.count == 1, Self.isGlyph(scalars[0]) {
      glyphs[glyph] = scalars[0]
    } else {
      report(
        file,
        entry.line,
        .glyphWidth,
        "'\(glyph.rawValue)' is not one character of one column"
      )
    }
  }

  /// Whether a scalar takes one column and is no Braille, which a Braille display would read aloud.
  private static func isGlyph(_ scalar: Unicode.Scalar) -> Bool {
    DisplayWidth.of(scalar) == 1 && !(0x2800...0x28ff).contains(scalar.value)
  }
}
