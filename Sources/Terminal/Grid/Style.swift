// SPDX-License-Identifier: Apache-2.0

/// The number of a role: what a cell carries instead of colours.
///
/// A ``StyleSheet`` says what the number looks like. Number 0 is plain text.
public struct StyleID: Hashable, Sendable {
  /// The number.
  public let rawValue: UInt16

  /// Creates an identifier.
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Plain text.
  public static let plain = StyleID(rawValue: 0)
}

/// How many colours a terminal shows.
public enum ColorDepth: Int, Hashable, Sendable, CaseIterable, Comparable {
  /// None: attributes only.
  case none = 0
  /// The eight names without their bright variants.
  case eight = 8
  /// The sixteen names.
  case sixteen = 16
  /// The xterm palette.
  case indexed = 256
  /// Red, green and blue of eight bits each.
  case trueColor = 16_777_216

  /// Orders depths by the number of colours.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A colour as a terminal of some depth understands it.
public enum Color: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case standard
  /// A number of the palette; 0 to 15 are the names that users re-theme.
  case indexed(UInt8)
  /// A colour in sRGB.
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// What a terminal can do to a cell besides colouring it.
public struct TextAttributes: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt8

  /// Creates a set from its bits.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// Heavier strokes.
  public static let bold = TextAttributes(rawValue: 1)
  /// Fainter than normal.
  public static let dim = TextAttributes(rawValue: 2)
  /// Slanted.
  public static let italic = TextAttributes(rawValue: 4)
  /// Underlined.
  public static let underline = TextAttributes(rawValue: 8)
  /// Foreground and background exchanged.
  public static let reverse = TextAttributes(rawValue: 16)
  /// Struck through.
  public static let crossed = TextAttributes(rawValue: 32)
}

/// What a role looks like at one colour depth.
public struct Style: Hashable, Sendable {
  /// The colour of the text.
  public var foreground: Color

  /// The colour behind the text.
  public var background: Color

  /// The attributes.
  public var attributes: TextAttributes

  /// Creates a style; without arguments that of plain text.
  public init(
    foreground: Color = .standard,
    background: Color = .standard,
    attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// The look of every role: made by a theme for one colour depth, read by a back end.
public struct StyleSheet: Sendable, Equatable {
  /// The roles' names, in the order of their numbers.
  public let names: [String]

  /// The roles' looks, in the order of their numbers.
  public let styles: [Style]

  /// Creates a sheet from names and looks in the order of the roles' numbers.
  ///
  /// - Precondition: There are as many names as looks.
  public init(names: [String], styles: [Style]) {
    precondition(names.count == styles.count, "A style sheet names every style")
    self.names = names
    self.styles = styles
  }

  /// A sheet in which everything is plain text.
  public static let plain = StyleSheet(names: ["ui.text"], styles: [Style()])

  /// The look of a role; plain text for a number that the sheet does not have.
  public subscript(id: StyleID) -> Style {
    let index = Int(id.rawValue)
    return index < styles.count ? styles[index] : Style()
  }

  /// Returns the name of a role, or its number where the sheet has no name.
  public func name(of id: StyleID) -> String {
    let index = Int(id.rawValue)
    return index < names.count ? names[index] : "#\(id.rawValue)"
  }
}
