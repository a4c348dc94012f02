// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The look of a role in a theme: `"text on crit-bg bold ; reverse bold"`.
///
/// First a colour, when the palette has a word of that name or it is one of the sixteen or `default`; then
/// `on` with a colour; then attributes. What follows the semicolon holds without colours; where nothing
/// follows, the attributes before it hold.
struct StyleSpec: Hashable, Sendable {
  /// Why a look cannot be read.
  struct Problem: Error, Equatable {
    let message: String
  }

  private(set) var foreground = PaletteColor.standard
  private(set) var background = PaletteColor.standard
  private(set) var attributes: TextAttributes = []
  private(set) var colorlessAttributes: TextAttributes?

  /// Reads a look.
  ///
  /// - Throws: ``Problem`` when a word is neither a colour nor an attribute.
  init(_ text: String, palette: [String: PaletteColor]) throws(Problem) {
    let parts = text.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
    var words = (parts.first ?? "").split(separator: " ").map(String.init)[...]
    if let word = words.first, let color = Self.color(word, palette: palette) {
      foreground = color
      words.removeFirst()
    }
    if words.first == "on" {
      words.removeFirst()
      guard let word = words.popFirst() else { throw Problem(message: "'on' without a colour") }
      guard let color = Self.color(word, palette: palette) else {
        throw Problem(message: "The palette has no colour '\(word)'")
      }
      background = color
    }
    attributes = try Self.attributes(words)
    guard parts.count > 1 else { return }
    colorlessAttributes = try Self.attributes(parts[1].split(separator: " ").map(String.init)[...])
  }

  /// The look at a depth.
  ///
  /// Eight colours are too few for a text on a ground that can be read everywhere: such a look has there
  /// the attributes that hold without colours. So has one whose ground is the terminal's own at eight or
  /// sixteen colours only.
  func style(at depth: ColorDepth) -> Style {
    let withoutColors = Style(attributes: colorlessAttributes ?? attributes)
    switch depth {
    case .none: return withoutColors
    case .eight where background.color(at: .eight) != .standard && colorlessAttributes != nil:
      return withoutColors
    case .eight where isGroundLost(at: depth), .sixteen where isGroundLost(at: depth):
      return Style(
        foreground: foreground.color(at: depth),
        attributes: colorlessAttributes ?? attributes
      )
    default:
      return Style(
        foreground: foreground.color(at: depth),
        background: background.color(at: depth),
        attributes: attributes
      )
    }
  }

  private func isGroundLost(at depth: ColorDepth) -> Bool {
    colorlessAttributes != nil && background.color(at: depth) == .standard
      && background.color(at: .trueColor) != .standard
  }

  private static func color(_ word: String, palette: [String: PaletteColor]) -> PaletteColor? {
    if let color = palette[word] { return color }
    let isColor = word == "default" || word.hasPrefix("#") || PaletteColor.names.contains(word)
    return isColor ? PaletteColor(word) : nil
  }

  private static func attributes(_ words: ArraySlice<String>) throws(Problem) -> TextAttributes {
    var result: TextAttributes = []
    for word in words {
      guard let attribute = names[word] else {
        throw Problem(message: "'\(word)' is neither a colour of the palette nor an attribute")
      }
      result.insert(attribute)
    }
    return result
  }

  private static let names: [String: TextAttributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
    "crossed": .crossed,
  ]
}
