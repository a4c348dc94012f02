// SPDX-License-Identifier: Apache-2.0

/// What a back end reports.
public enum Input: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)
  /// A text was pasted: data, never keys.
  case paste(Paste)
  /// The terminal has another size; the last of a storm of resizes.
  case resize(Size)
  /// The program goes on after it was suspended; modes are set again, the screen has to be painted.
  case resumed
  /// A button of the mouse, only while the mouse is switched on.
  case mouse(Mouse)
  /// The terminal's window came to the front, or left it.
  case focus(Bool)
  /// The terminal said late what is behind the text.
  case background(Capabilities.Background)
  /// Another thread called ``Waker/wake()``.
  case wake
  /// The user signal 1 was sent: files of settings are read again.
  case reload
  /// The terminal is gone.
  case closed
}

/// A text that was pasted.
public struct Paste: Hashable, Sendable {
  /// The most bytes of one paste.
  public static let limit = 1 << 20

  /// The text, at most ``limit`` bytes, with line ends as `\n`; anything else may be in it.
  public let text: String

  /// Whether the end of a longer paste is missing.
  public let isTruncated: Bool

  /// Creates a paste.
  public init(_ text: String, isTruncated: Bool = false) {
    self.text = text
    self.isTruncated = isTruncated
  }

  /// The text in one line: line ends and tabs are blanks, other control characters are gone.
  public var singleLine: String {
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0a, 0x0d: view.append(" ")
      case 0..<0x20, 0x7f..<0xa0: break
      default: view.append(scalar)
      }
    }
    return String(view)
  }
}

/// Something that was done with the mouse.
public struct Mouse: Hashable, Sendable {
  /// What was done.
  public enum Action: Hashable, Sendable {
    /// The left button was pressed.
    case press
    /// The left button was released.
    case release
    /// The mouse was moved with the left button down.
    case drag
    /// The right button was pressed.
    case secondary
    /// The wheel was turned up.
    case wheelUp
    /// The wheel was turned down.
    case wheelDown
  }

  /// What was done.
  public let action: Action

  /// Where.
  public let position: Position

  /// Creates an action of the mouse.
  public init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
