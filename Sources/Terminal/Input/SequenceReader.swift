// SPDX-License-Identifier: Apache-2.0

/// Reads what stands at the beginning of some bytes: a character, a control character, a sequence.
struct SequenceReader {
  let bytes: ArraySlice<UInt8>
  let parser: InputParser

  private var first: Int { bytes.startIndex }

  /// The byte at an offset, or nothing behind the end.
  private subscript(offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[first + offset] : nil
  }

  func step() -> InputParser.Step {
    guard let byte = self[0] else { return .skip(0) }
    return byte == 0x1b ? escape() : character(at: 0, modifiers: [])
  }

  /// Reads bytes after which none come.
  func stepWithoutMore() -> InputParser.Step {
    guard self[0] == 0x1b else { return .skip(bytes.count) }
    if bytes.count == 1 { return key(.escape, length: 1) }
    if self[1] == 0x1b { return key(.escape, length: 1) }
    if bytes.count == 2, let byte = self[1], (0x20..<0x7f).contains(byte) {
      return key(.character(Unicode.Scalar(byte)), modifiers: .alt, length: 2)
    }
    return .skip(bytes.count)
  }

  private func key(
    _ code: Key.Code,
    modifiers: Key.Modifiers = [],
    length: Int
  ) -> InputParser.Step {
    .item(.input(.key(Key(code, modifiers: modifiers).normalized)), length)
  }

  // MARK: - Characters

  private func character(at offset: Int, modifiers: Key.Modifiers) -> InputParser.Step {
    guard let byte = self[offset] else { return .incomplete(InputParser.escapePatience) }
    let length = offset + 1
    switch byte {
    case 0x00: return key(.character(" "), modifiers: modifiers.union(.control), length: length)
    case 0x08 where parser.backspaceIsControlH:
      return key(.backspace, modifiers: modifiers, length: length)
    case 0x09: return key(.tab, modifiers: modifiers, length: length)
    case 0x0d: return key(.enter, modifiers: modifiers, length: length)
    case 0x01...0x1a:
      let letter = Unicode.Scalar(byte + 0x60)
      return key(.character(letter), modifiers: modifiers.union(.control), length: length)
    case 0x1c...0x1f:
      let sign = Unicode.Scalar(byte + 0x40)
      return key(.character(sign), modifiers: modifiers.union(.control), length: length)
    case 0x7f: return key(.backspace, modifiers: modifiers, length: length)
    case 0x20..<0x7f:
      return key(.character(Unicode.Scalar(byte)), modifiers: modifiers, length: length)
    default: return scalar(at: offset, modifiers: modifiers)
    }
  }

  /// Reads a scalar of several bytes; a byte that belongs to none is skipped.
  private func scalar(at offset: Int, modifiers: Key.Modifiers) -> InputParser.Step {
    guard let lead = self[offset] else { return .skip(offset) }
    let count: Int
    switch lead {
    case 0xc2..<0xe0: count = 2
    case 0xe0..<0xf0: count = 3
    case 0xf0..<0xf5: count = 4
    default: return .skip(offset + 1)
    }
    for index in 1..<count {
      guard let byte = self[offset + index] else {
        return .incomplete(InputParser.sequencePatience)
      }
      guard byte & 0xc0 == 0x80 else { return .skip(offset + index) }
    }
    let part = bytes[(first + offset)..<(first + offset + count)]
    let text = String(decoding: part, as: UTF8.self).unicodeScalars
    guard text.count == 1, let scalar = text.first, scalar.value >= 0xa0 else {
      return .skip(offset + count)
    }
    return key(.character(scalar), modifiers: modifiers, length: offset + count)
  }

  // MARK: - Sequences

  private func escape() -> InputParser.Step {
    if let step = described() { return step }
    switch self[1] {
    case nil: return .incomplete(InputParser.escapePatience)
    case 0x1b: return afterSecondEscape()
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"): return singleShift()
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      return string()
    default: return character(at: 1, modifiers: .alt)
    }
  }

  /// Looks into the terminal's own description.
  private func described() -> InputParser.Step? {
    guard !parser.sequences.isEmpty, bytes.count > 1 else { return nil }
    var best: (key: Key, length: Int)?
    var couldGoOn = false
    for (sequence, key) in parser.sequences {
      if bytes.starts(with: sequence) {
        if sequence.count > best?.length ?? 0 { best = (key, sequence.count) }
      } else if sequence.count > bytes.count, sequence.starts(with: bytes) {
        couldGoOn = true
      }
    }
    if let best { return .item(.input(.key(best.key)), best.length) }
    return couldGoOn ? .incomplete(InputParser.escapePatience) : nil
  }

  /// Two escapes: alt with a key that has a sequence, or the escape key twice.
  private func afterSecondEscape() -> InputParser.Step {
    switch self[2] {
    case nil: return .incomplete(InputParser.escapePatience)
    case UInt8(ascii: "["), UInt8(ascii: "O"):
      switch SequenceReader(bytes: bytes.dropFirst(), parser: parser).step() {
      case .item(.input(.key(let inner)), let length):
        return key(inner.code, modifiers: inner.modifiers.union(.alt), length: length + 1)
      case .incomplete(let duration): return .incomplete(duration)
      case .item, .skip, .paste: return key(.escape, length: 1)
      }
    default: return key(.escape, length: 1)
    }
  }

  private func singleShift() -> InputParser.Step {
    var offset = 2
    while let byte = self[offset], (0x30..<0x3c).contains(byte) { offset += 1 }
    guard let final = self[offset] else { return .incomplete(InputParser.escapePatience) }
    let sequence = ControlSequence(
      bytes: bytes[(first + 2)..<(first + offset)],
      final: final,
      isSingleShift: true
    )
    guard final >= 0x20 else { return .skip(offset) }
    return sequence.item.map { .item($0, offset + 1) } ?? .skip(offset + 1)
  }

  private func controlSequence() -> InputParser.Step {
    guard let next = self[2] else { return .incomplete(InputParser.escapePatience) }
    if next == UInt8(ascii: "[") {
      // The function keys of the Linux console.
      guard let letter = self[3] else { return .incomplete(InputParser.sequencePatience) }
      let number = Int(letter) - 0x40
      return (1...5).contains(number) ? key(.function(number), length: 4) : .skip(4)
    }
    var offset = 2
    while let byte = self[offset], (0x20..<0x40).contains(byte) { offset += 1 }
    guard let final = self[offset] else { return .incomplete(InputParser.sequencePatience) }
    // Anything but a final byte breaks the sequence off, and is read by itself.
    guard (0x40..<0x7f).contains(final) else { return .skip(offset) }
    let parameters = bytes[(first + 2)..<(first + offset)]
    if final == UInt8(ascii: "~"), parameters.elementsEqual("200".utf8) {
      return .paste(offset + 1)
    }
    let sequence = ControlSequence(bytes: parameters, final: final, isSingleShift: false)
    return sequence.item.map { .item($0, offset + 1) } ?? .skip(offset + 1)
  }

  /// An answer that ends with a bell or a string terminator.
  private func string() -> InputParser.Step {
    var offset = 2
    while let byte = self[offset], offset < InputParser.longestString {
      if byte == 0x07 { return answer(to: offset, length: offset + 1) }
      if byte == 0x1b {
        guard let end = self[offset + 1] else {
          return .incomplete(InputParser.sequencePatience)
        }
        return end == UInt8(ascii: "\\") ? answer(to: offset, length: offset + 2) : .skip(offset)
      }
      offset += 1
    }
    if offset >= InputParser.longestString { return .skip(offset) }
    return .incomplete(offset == 2 ? InputParser.escapePatience : InputParser.sequencePatience)
  }

  private func answer(to end: Int, length: Int) -> InputParser.Step {
    let text = String(decoding: bytes[(first + 2)..<(first + end)], as: UTF8.self)
    guard self[1] == UInt8(ascii: "]"), text.hasPrefix("11;"),
      let background = Capabilities.Background(colorAnswer: text.dropFirst(3))
    else { return .skip(length) }
    return .item(.background(background), length)
  }
}
