// SPDX-License-Identifier: Apache-2.0

/// A note in UTF-8 with its tokens and sentences.
package struct TokenizedNote: Sendable {
  package let bytes: [UInt8]
  package let tokens: [Token]
  /// Ranges of tokens, in order, without gaps.
  package let sentences: [Range<Int>]

  /// Reads a text.
  ///
  /// - Parameter bytes: UTF-8; broken sequences count as U+FFFD.
  package init(bytes: [UInt8]) {
    self.bytes = bytes
    tokens = bytes.withUnsafeBufferPointer { Tokenizer.tokens(of: $0) }
    sentences = SentenceSplitter.sentences(of: tokens, bytes: bytes)
  }

  package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

  /// Returns the text from one token to another, end exclusive.
  package func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return String(decoding: bytes[Int(tokens[first].start)..<Int(tokens[last].end)], as: UTF8.self)
  }

  /// Returns the spelling of a token in small letters; nothing outside of the note.
  package func lower(_ index: Int) -> String {
    guard tokens.indices.contains(index) else { return "" }
    let token = tokens[index]
    let spelling = bytes[Int(token.start)..<Int(token.end)]
    if token.flags.contains(.nonASCII) {
      return PrintedWords.plain(String(decoding: spelling, as: UTF8.self).lowercased())
    }
    return String(unsafeUninitializedCapacity: spelling.count) { room in
      for (place, byte) in zip(room.indices, spelling) {
        room[place] = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
      }
      return spelling.count
    }
  }

  /// The first byte of a token, 0 outside of the note.
  @inline(__always)
  func byte(_ index: Int) -> UInt8 {
    tokens.indices.contains(index) ? bytes[Int(tokens[index].start)] : 0
  }

  /// Whether a token is this single ASCII character.
  @inline(__always)
  func isSymbol(_ index: Int, _ character: UInt8) -> Bool {
    tokens.indices.contains(index) && tokens[index].count == 1 && byte(index) == character
  }

  /// Whether there is a token at a place, and it is one of some words.
  func holds(_ index: Int, _ words: Set<UInt32>) -> Bool {
    tokens.indices.contains(index) && words.contains(tokens[index].hash)
  }

  /// The first token of the line of a token; the one as far before it as is looked, where that is nearer.
  func lineStart(of token: Int, reach: Int = .max) -> Int {
    var line = token
    while line > 0, token - line < reach, !tokens[line].flags.contains(.lineStart) { line -= 1 }
    return line
  }

  /// Whether a line, or the note, ends before a token.
  func isLineEnd(_ index: Int) -> Bool {
    index >= tokens.count || tokens[index].flags.contains(.lineStart)
  }

  /// Whether a word begins with a capital letter of ASCII.
  @inline(__always)
  func isCapital(_ index: Int) -> Bool { (0x41...0x5A).contains(byte(index)) }

  /// Whether every letter of a token is a capital.
  func isAllCaps(_ index: Int) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    let token = tokens[index]
    guard token.kind == .word else { return false }
    for at in Int(token.start)..<Int(token.end) where !(0x41...0x5A).contains(bytes[at]) {
      return false
    }
    return true
  }
}
