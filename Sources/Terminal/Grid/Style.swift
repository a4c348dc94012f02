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

  /// The most overlays of a style sheet.
  public static let overlayLimit = 3

  private static let overlayShift: UInt16 = 14

  /// The number of the role, overlay apart.
  public var role: Int { Int(rawValue & (1 << Self.overlayShift - 1)) }

  /// The overlay, from 1, or 0 where there is none.
  public var overlay: Int { Int(rawValue >> Self.overlayShift) }

  /// Returns the role under an overlay of the sheet, as a selected row is; 0 takes the overlay off.
  ///
  /// - Precondition: The overlay is one of 0 to ``overlayLimit``.
  public func under(_ overlay: Int) -> StyleID {
    precondition((0...Self.overlayLimit).contains(overlay), "A sheet has three overlays")
    return StyleID(rawValue: UInt16(role) | UInt16(overlay) << Self.overlayShift)
  }
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
///
/// An overlay lies over roles, as the selection lies over a row with coloured flags. It adds its attributes
/// and its ground. With a text colour of its own it takes the place of every colour; without one the roles
/// keep theirs, and those that stand on another ground than plain text keep that too.
public struct StyleSheet: Sendable, Equatable {
  /// Something that lies over roles.
  public struct Overlay: Sendable, Equatable {
    /// The name.
    public let name: String

    /// The look; standard colours stand for those below.
    public let style: Style

    /// Creates an overlay.
    public init(name: String, style: Style) {
      self.name = name
      self.style = style
    }
  }

  /// The roles' names, in the order of their numbers.
  public let names: [String]

  /// The roles' looks, in the order of their numbers.
  public let styles: [Style]

  /// The overlays 1, 2 and 3.
  public let overlays: [Overlay]

  /// Creates a sheet from names and looks in the order of the roles' numbers.
  ///
  /// - Precondition: There are as many names as looks, and at most three overlays.
  public init(names: [String], styles: [Style], overlays: [Overlay] = []) {
    precondition(names.count == styles.count, "A style sheet names every style")
    precondition(overlays.count <= StyleID.overlayLimit, "A sheet has three overlays")
    self.names = names
    self.styles = styles
    self.overlays = overlays
  }

  /// A sheet in which everything is plain text.
  public static let plain = StyleSheet(names: ["ui.text"], styles: [Style()])

  /// The look of a role, under its overlay; plain text for a number that the sheet does not have.
  public subscript(id: StyleID) -> Style {
    var style = id.role < styles.count ? styles[id.role] : Style()
    guard id.overlay > 0, id.overlay <= overlays.count else { return style }
    let over = overlays[id.overlay - 1].style
    let keepsGround = over.foreground == .standard && style.background != styles[0].background
    if over.foreground != .standard { style.foreground = over.foreground }
    if over.background != .standard, !keepsGround { style.background = over.background }
    style.attributes.formUnion(over.attributes)
    return style
  }

  /// Returns the name of a role, or its number where the sheet has no name, with that of its overlay.
  public func name(of id: StyleID) -> String {
    let name = id.role < names.count ? names[id.role] : "#\(id.role)"
    guard id.overlay > 0, id.overlay <= overlays.count else { return name }
    return "\(name)+\(overlays[id.overlay - 1].name)"
  }
}
