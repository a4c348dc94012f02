// SPDX-License-Identifier: Apache-2.0

/// Something about a theme file that its author should know.
public struct ThemeFinding: Sendable, Hashable {
  /// Which rule was broken.
  public enum Rule: String, Sendable, CaseIterable {
    /// The file is TOML of the expected shape.
    case syntax
    /// Every role is one that the program uses.
    case unknownRole = "unknown-role"
    /// Every colour of a look is in the palette, and every value of the palette is a colour.
    case unknownColor = "unknown-color"
    /// Every glyph is one that the program draws.
    case unknownGlyph = "unknown-glyph"
    /// Every glyph takes one column; a sparkline has nine steps.
    case glyphWidth = "glyph-width"
    /// What a theme inherits exists, and inherits it neither directly nor indirectly.
    case inheritance
    /// Text has a contrast of at least 4.5, lines of at least 3.
    case contrast
    /// Flags differ also for eyes that lack a kind of cones.
    case colorVision = "color-vision"
    /// Without colours, what must be told apart still differs.
    case colorless
  }

  /// How much it matters.
  public enum Severity: String, Sendable {
    /// The file can be used without the line.
    case warning
    /// The line is not used, or the screen cannot be read well.
    case error
  }

  /// The file.
  public let file: String

  /// The line, from 1.
  public let line: Int

  /// Which rule was broken.
  public let rule: Rule

  /// How much it matters.
  public let severity: Severity

  /// What is wrong.
  public let message: String

  /// Creates a finding.
  public init(
    file: String,
    line: Int,
    rule: Rule,
    severity: Severity = .error,
    message: String
  ) {
    self.file = file
    self.line = line
    self.rule = rule
    self.severity = severity
    self.message = message
  }
}

extension ThemeFinding: CustomStringConvertible {
  /// The finding as compilers write it: `themes/x.toml:12: error: … [contrast]`.
  public var description: String {
    "\(file):\(line): \(severity.rawValue): \(message) [\(rule.rawValue)]"
  }
}
