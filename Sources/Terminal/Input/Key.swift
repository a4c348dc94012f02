// SPDX-License-Identifier: Apache-2.0

/// A key as it was pressed, with its modifiers.
///
/// A letter typed with shift is its capital without the modifier; shift stands only where the terminal
/// tells, as for `S-tab` and arrows.
public struct Key: Hashable, Sendable {
  /// What was pressed, modifiers apart.
  public enum Code: Hashable, Sendable {
    /// A character.
    case character(Unicode.Scalar)
    /// Enter.
    case enter
    /// Escape.
    case escape
    /// Tab.
    case tab
    /// Backspace.
    case backspace
    /// Delete.
    case delete
    /// Insert.
    case insert
    /// Arrow up.
    case up
    /// Arrow down.
    case down
    /// Arrow left.
    case left
    /// Arrow right.
    case right
    /// Home.
    case home
    /// End.
    case end
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// A function key, from 1.
    case function(Int)
  }

  /// What was held down.
  public struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Creates a set from its bits.
    public init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Control.
    public static let control = Modifiers(rawValue: 1)
    /// Alt, or escape pressed just before.
    public static let alt = Modifiers(rawValue: 2)
    /// Shift, where the character does not say it.
    public static let shift = Modifiers(rawValue: 4)
  }

  /// What was pressed.
  public let code: Code

  /// What was held down.
  public let modifiers: Modifiers

  /// Creates a key.
  public init(_ code: Code, modifiers: Modifiers = []) {
    self.code = code
    self.modifiers = modifiers
  }

  /// Creates the key of a character.
  public init(_ character: Unicode.Scalar, modifiers: Modifiers = []) {
    self.init(.character(character), modifiers: modifiers)
  }

  /// The character to type into a prompt, when the key is one without control and alt.
  public var typed: Unicode.Scalar? {
    guard case .character(let scalar) = code else { return nil }
    return modifiers.isDisjoint(with: [.control, .alt]) ? scalar : nil
  }
}
