// SPDX-License-Identifier: Apache-2.0

/// A word or phrase that is looked for in many texts.
///
/// It is found where a word of the text begins with it: `gluc` in `Serum glucose`, not in
/// `Hypoglucaemia`. A needle that begins with no letter or digit, or in a script that is written
/// without spaces, is found anywhere. Without a capital in the needle, case and marks do not count;
/// with one they do.
///
/// It is a class because it is handed on for every event, and never changes.
final class TextNeedle: Sendable {
  private let bytes: [UInt8]
  private let isExact: Bool
  private let beginsWord: Bool
  private let isWhole: Bool

  /// Makes a word ready.
  ///
  /// - Parameters:
  ///   - text: The word.
  ///   - ignoringCase: Whether capitals in it do not count.
  ///   - isWhole: Whether the word of the text must end where the needle does: `hb` is not in `HbA1c`.
  init(_ text: String, ignoringCase: Bool = false, isWhole: Bool = false) {
    self.isWhole = isWhole
    isExact = !ignoringCase && text.contains(where: \.isUppercase)
    bytes = isExact ? Array(text.utf8) : TextFolding.folded(text)
    let isSpaced = text.unicodeScalars.first.map { !Self.isUnspaced($0) } ?? false
    beginsWord = isSpaced && bytes.first.map(Self.isWordByte) ?? false
  }

  /// Whether a letter is of a script without spaces: from U+3000 on, Chinese, Japanese, Korean.
  static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x3000 }

  /// Whether a text has the needle.
  func isFound(in text: String) -> Bool { offset(in: text) != nil }

  /// Whether a name begins with the needle, or is all of it.
  func isPrefix(of text: some StringProtocol, wholly: Bool = false) -> Bool {
    if wholly, text.utf8.count != bytes.count { return false }
    return text.utf8.withContiguousStorageIfAvailable { haystack in
      bytes.withUnsafeBufferPointer { isHere(haystack, 0, $0) }
    } ?? false
  }

  /// Returns where the text first has the needle: in bytes of the text where it is ASCII or case
  /// counts, else of the folded text.
  func offset(in text: String) -> Int? {
    guard !bytes.isEmpty else { return 0 }
    let fast = text.utf8.withContiguousStorageIfAvailable { find(in: $0) }
    if let fast, !fast.isUnsure { return fast.offset }
    return TextFolding.folded(text).withUnsafeBufferPointer { find(in: $0, isFolded: true).offset }
  }

  /// Looks for the needle; unsure where it meets a letter beyond ASCII that has not been folded.
  private func find(
    in haystack: UnsafeBufferPointer<UInt8>,
    isFolded: Bool = false
  ) -> (offset: Int?, isUnsure: Bool) {
    bytes.withUnsafeBufferPointer { needle in
      let first = needle[0]
      let other =
        !isExact && UInt8(ascii: "a")...UInt8(ascii: "z") ~= first ? first & 0xDF : first
      var mayBegin = true
      var seen: UInt8 = 0
      var found: Int?
      var at = 0
      while at < haystack.count {
        let byte = haystack[at]
        seen |= byte
        if byte == first || byte == other, mayBegin, isHere(haystack, at, needle),
          !isWhole || at + needle.count == haystack.count
            || !Self.isWordByte(haystack[at + needle.count])
        {
          found = at
          break
        }
        mayBegin = !beginsWord || !Self.isWordByte(byte)
        at &+= 1
      }
      return (found, seen >= 0x80 && !isExact && !isFolded)
    }
  }

  private func isHere(
    _ haystack: UnsafeBufferPointer<UInt8>,
    _ at: Int,
    _ needle: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard haystack.count - at >= needle.count else { return false }
    for index in 0..<needle.count {
      let byte = haystack[at &+ index]
      if (isExact ? byte : TextFolding.lowercased(byte)) != needle[index] { return false }
    }
    return true
  }

  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
      || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
