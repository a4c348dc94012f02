// SPDX-License-Identifier: Apache-2.0

/// Reads the bytes of a terminal: keys, pastes, the mouse, and answers to what it was asked.
///
/// The bytes may be cut anywhere. What could still go on waits for more bytes for ``patience``; then
/// ``expire()`` says that none came, and an escape byte was the escape key. Sequences that nobody knows
/// are swallowed whole: they never become keys.
///
/// | bytes | items |
/// | --- | --- |
/// | `j` | key `j` |
/// | escape, then nothing | key `esc` |
/// | escape `[1;5A` | key `C-up` |
/// | escape `x` | key `M-x` |
/// | escape `[200~:q` newline escape `[201~` | paste `:q` newline |
/// | escape `[99;99~` | nothing |
/// | escape `]11;rgb:ffff/ffff/ffff` bell | a bright background |
public struct InputParser: Sendable {
  /// What the bytes say.
  public enum Item: Hashable, Sendable {
    /// Something that the user did.
    case input(Input)
    /// The terminal said which colour is behind the text.
    case background(Capabilities.Background)
    /// The terminal said whether it can show a frame at once.
    case synchronizedOutput(Bool)
    /// The terminal said what it is, which it does after all answers it was asked for before.
    case deviceAttributes
  }

  enum Step {
    /// An item of so many bytes.
    case item(Item, Int)
    /// So many bytes without meaning.
    case skip(Int)
    /// A paste begins after so many bytes.
    case paste(Int)
    /// More bytes are needed.
    case incomplete(Duration)
  }

  static let escapePatience = Duration.milliseconds(25)
  static let sequencePatience = Duration.milliseconds(250)
  static let pastePatience = Duration.seconds(1)
  static let longestString = 8192
  static let pasteEnd: [UInt8] = Array("\u{1b}[201~".utf8)

  /// How long to wait for more bytes before ``expire()``, or nothing when nothing is pending.
  public private(set) var patience: Duration?

  /// The sequences of the terminal's own description.
  let sequences: [[UInt8]: Key]
  let backspaceIsControlH: Bool

  private var buffer: [UInt8] = []
  private var start = 0
  private var isExpired = false
  private var paste: PasteBuffer?

  /// Creates a parser.
  ///
  /// - Parameters:
  ///   - sequences: Keys of the terminal's own description; they begin with escape.
  ///   - backspaceIsControlH: Whether the key for erasing sends control-h.
  public init(sequences: [[UInt8]: Key] = [:], backspaceIsControlH: Bool = false) {
    self.sequences = sequences.filter { $0.key.count > 1 && $0.key[0] == 0x1b }
    self.backspaceIsControlH = backspaceIsControlH
  }

  /// Adds bytes that the terminal sent.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
    isExpired = false
  }

  /// Says that no more bytes came: what is pending means what it means without them.
  public mutating func expire() {
    isExpired = true
  }

  /// Returns the next item, or nothing when more bytes are needed.
  public mutating func next() -> Item? {
    patience = nil
    while start < buffer.count || paste != nil {
      if paste != nil {
        guard let item = nextOfPaste() else { return nil }
        return item
      }
      switch step() {
      case .item(let item, let length):
        start += length
        return item
      case .skip(let length): start += length
      case .paste(let length):
        start += length
        paste = PasteBuffer()
      case .incomplete(let duration):
        patience = duration
        return nil
      }
    }
    return nil
  }

  private func step() -> Step {
    let bytes = buffer[start...]
    let step = SequenceReader(bytes: bytes, parser: self).step()
    guard isExpired, case .incomplete = step else { return step }
    return SequenceReader(bytes: bytes, parser: self).stepWithoutMore()
  }

  /// Collects a paste up to its end, in as many calls as it takes.
  private mutating func nextOfPaste() -> Item? {
    guard var collected = paste else { return nil }
    paste = nil
    let rest = buffer[start...]
    if let end = rest.firstRange(of: Self.pasteEnd) {
      collected.append(rest[..<end.lowerBound])
      start = end.upperBound
      return .input(.paste(collected.paste(isComplete: true)))
    }
    // The end may be cut: as many bytes as it has are looked at again.
    let kept = isExpired ? 0 : min(rest.count, Self.pasteEnd.count - 1)
    collected.append(rest.dropLast(kept))
    start = buffer.count - kept
    if isExpired { return .input(.paste(collected.paste(isComplete: false))) }
    paste = collected
    patience = Self.pastePatience
    return nil
  }
}

/// The bytes of a paste, up to the limit.
private struct PasteBuffer: Sendable {
  private var bytes: [UInt8] = []
  private var isTruncated = false

  mutating func append(_ more: ArraySlice<UInt8>) {
    let room = Paste.limit - bytes.count
    isTruncated = isTruncated || more.count > room
    bytes.append(contentsOf: more.prefix(room))
  }

  /// The text, cut between characters, with line ends as newlines.
  func paste(isComplete: Bool) -> Paste {
    var whole = bytes[...]
    if isTruncated {
      while let last = whole.last, last & 0xc0 == 0x80 { whole = whole.dropLast() }
      if let last = whole.last, last >= 0xc0 { whole = whole.dropLast() }
    }
    var view = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in String(decoding: whole, as: UTF8.self).unicodeScalars {
      if scalar == "\r" {
        view.append("\n")
      } else if scalar != "\n" || previous != "\r" {
        view.append(scalar)
      }
      previous = scalar
    }
    return Paste(String(view), isTruncated: isTruncated || !isComplete)
  }
}
