// SPDX-License-Identifier: Apache-2.0

/// Cuts UTF-8 into tokens in one pass: numbers with their decimals, runs of letters, and every other
/// character alone.
enum Tokenizer {
  /// Returns the tokens of a text.
  ///
  /// - Parameter bytes: UTF-8; broken sequences count as U+FFFD.
  /// - Returns: The tokens, in order.
  static func tokens(of bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
    var scanner = Scanner(bytes: bytes)
    return scanner.scan()
  }

  private struct Scanner {
    let bytes: UnsafeBufferPointer<UInt8>
    var at = 0
    var point = 0
    var newlines = 2
    var isSpaced = true
    var tokens: [Token] = []

    init(bytes: UnsafeBufferPointer<UInt8>) {
      self.bytes = bytes
      tokens.reserveCapacity(bytes.count / 5 + 8)
    }

    mutating func scan() -> [Token] {
      while at < bytes.count {
        let byte = bytes[at]
        switch Tokenizer.classes[Int(byte)] {
        case .space:
          if byte == 0x0A { newlines += 1 }
          isSpaced = true
          at += 1
          point += 1
        case .digit: number()
        case .letter: word()
        case .high: high()
        case .other: single(length: 1, kind: .symbol)
        }
      }
      return tokens
    }

    private mutating func add(from start: Int, points: Int, kind: Token.Kind, hash: UInt32) {
      var flags: Token.Flags = []
      if isSpaced { flags.insert(.spaceBefore) }
      if newlines > 0 { flags.insert(.lineStart) }
      if newlines > 1 { flags.insert(.blankBefore) }
      if points != at - start { flags.insert(.nonASCII) }
      tokens.append(
        Token(
          start: Int32(truncatingIfNeeded: start),
          end: Int32(truncatingIfNeeded: at),
          pointStart: Int32(truncatingIfNeeded: point - points),
          pointEnd: Int32(truncatingIfNeeded: point),
          kind: kind,
          flags: flags,
          hash: hash
        )
      )
      newlines = 0
      isSpaced = false
    }

    private mutating func single(length: Int, kind: Token.Kind) {
      let start = at
      var hash = Hash.seed
      for offset in 0..<length { hash = Hash.add(bytes[at + offset], to: hash) }
      at += length
      point += 1
      add(from: start, points: 1, kind: kind, hash: Hash.finish(hash))
    }

    private mutating func number() {
      let start = at
      var hash = Hash.seed
      while at < bytes.count {
        let byte = bytes[at]
        if Tokenizer.classes[Int(byte)] == .digit {
          hash = Hash.add(byte, to: hash)
          at += 1
        } else if byte == 0x2E || byte == 0x2C, at + 1 < bytes.count,
          Tokenizer.classes[Int(bytes[at + 1])] == .digit
        {
          hash = Hash.add(byte, to: hash)
          at += 1
        } else {
          break
        }
      }
      point += at - start
      add(from: start, points: at - start, kind: .number, hash: Hash.finish(hash))
    }

    private mutating func word() {
      let start = at
      var points = 0
      var hash = Hash.seed
      while at < bytes.count {
        let byte = bytes[at]
        let kind = Tokenizer.classes[Int(byte)]
        if kind == .letter {
          hash = Hash.add(byte | 0x20, to: hash)
          at += 1
        } else if kind == .high {
          let (scalar, length) = UTF8Scalar.decode(bytes, at: at)
          if scalar == 0xAD, isLetter(at + length) {
            // A soft hyphen inside of a word is no letter of it.
            at += length
            points += 1
            continue
          }
          if let letters = UTF8Scalar.ligature(scalar) {
            for letter in letters.utf8 { hash = Hash.add(letter, to: hash) }
            at += length
            points += 1
            continue
          }
          guard UTF8Scalar.isLetter(scalar) else { break }
          for offset in 0..<length { hash = Hash.add(bytes[at + offset], to: hash) }
          at += length
        } else {
          break
        }
        points += 1
      }
      point += points
      add(from: start, points: points, kind: .word, hash: Hash.finish(hash))
    }

    private func isLetter(_ index: Int) -> Bool {
      guard index < bytes.count else { return false }
      let kind = Tokenizer.classes[Int(bytes[index])]
      return kind == .letter
        || kind == .high && UTF8Scalar.isLetter(UTF8Scalar.decode(bytes, at: index).0)
    }

    private mutating func high() {
      let (scalar, length) = UTF8Scalar.decode(bytes, at: at)
      if UTF8Scalar.isLetter(scalar) {
        word()
      } else if UTF8Scalar.isSpace(scalar) {
        isSpaced = true
        if scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029 { newlines += 1 }
        at += length
        point += 1
      } else {
        single(length: length, kind: .symbol)
      }
    }
  }

  private enum ByteClass: UInt8 {
    case other
    case space
    case digit
    case letter
    case high
  }

  private static let classes: [ByteClass] = (0..<256).map { byte in
    switch byte {
    case 0x00...0x20, 0x7F: .space
    case 0x30...0x39: .digit
    case 0x41...0x5A, 0x61...0x7A: .letter
    case 0x80...0xFF: .high
    default: .other
    }
  }
}

/// Scalars of UTF-8, by hand, because this is where a note's every byte passes.
enum UTF8Scalar {
  /// Returns the scalar at a position and how many bytes it takes; a broken one is U+FFFD and one.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (UInt32, Int) {
    let first = UInt32(bytes[index])
    func next(_ offset: Int) -> UInt32? {
      guard index + offset < bytes.count else { return nil }
      let byte = bytes[index + offset]
      return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    switch first {
    case 0..<0x80: return (first, 1)
    case 0xC2...0xDF:
      if let second = next(1) { return ((first & 0x1F) << 6 | second, 2) }
    case 0xE0...0xEF:
      if let second = next(1), let third = next(2) {
        let scalar = (first & 0x0F) << 12 | second << 6 | third
        if scalar >= 0x800, !(0xD800...0xDFFF).contains(scalar) { return (scalar, 3) }
      }
    case 0xF0...0xF4:
      if let second = next(1), let third = next(2), let fourth = next(3) {
        let scalar = (first & 0x07) << 18 | second << 12 | third << 6 | fourth
        if scalar >= 0x1_0000, scalar <= 0x10_FFFF { return (scalar, 4) }
      }
    default: break
    }
    return (0xFFFD, 1)
  }

  static func isLetter(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (scalar | 0x20) >= 0x61 && (scalar | 0x20) <= 0x7A }
    if scalar < 0x250 {
      return scalar >= 0xC0 && scalar != 0xD7 && scalar != 0xF7 || scalar == 0xAA
        || scalar == 0xB5 || scalar == 0xBA
    }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic ?? false
  }

  /// The letters of a printed ligature.
  static func ligature(_ scalar: UInt32) -> String? {
    switch scalar {
    case 0xFB00: "ff"
    case 0xFB01: "fi"
    case 0xFB02: "fl"
    case 0xFB03: "ffi"
    case 0xFB04: "ffl"
    case 0xFB05, 0xFB06: "st"
    default: nil
    }
  }

  static func isSpace(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}

/// The hash of words, lexicon terms and features: FNV-1a with a final mix.
package enum Hash {
  package static let seed: UInt32 = 2_166_136_261

  @inline(__always)
  package static func add(_ byte: UInt8, to hash: UInt32) -> UInt32 {
    (hash ^ UInt32(byte)) &* 16_777_619
  }

  @inline(__always)
  package static func finish(_ hash: UInt32) -> UInt32 {
    var mixed = hash
    mixed ^= mixed >> 16
    mixed = mixed &* 0x85EB_CA6B
    mixed ^= mixed >> 13
    mixed = mixed &* 0xC2B2_AE35
    return mixed ^ (mixed >> 16)
  }

  @inline(__always)
  package static func combine(_ first: UInt32, _ second: UInt32) -> UInt32 {
    var mixed = first &* 0x9E37_79B1 ^ (second &+ 0x7F4A_7C15)
    mixed ^= mixed >> 15
    mixed = mixed &* 0x2C1B_3C6D
    return mixed ^ (mixed >> 12)
  }

  /// Returns the hash of a word as a token of it would have, in small letters.
  package static func word(_ text: some Sequence<UInt8>) -> UInt32 {
    var hash = seed
    for byte in text {
      hash = add((0x41...0x5A).contains(byte) ? byte | 0x20 : byte, to: hash)
    }
    return finish(hash)
  }

  /// The hashes of words that stand apart by blanks.
  package static func words(_ text: String) -> Set<UInt32> {
    Set(text.split { $0 == " " || $0 == "\n" }.map { word($0.utf8) })
  }
}
