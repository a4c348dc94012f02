// SPDX-License-Identifier: Apache-2.0

/// Finds telephone numbers behind their label, postal codes and the numbers of specimens, as they are written
/// in several countries.
struct PlaceFinder {
  let note: TokenizedNote

  private static let phones = Hash.words("tel phone telephone mobile mob fax cell ph")

  /// "Tel 01632 960983", "Mobile: 07700 900 123": groups of digits behind the word.
  func labelledPhone(_ label: Int) -> Range<Int>? {
    guard Self.phones.contains(note.tokens[label].hash) else { return nil }
    var at = label + 1
    while at < label + 3, note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x2E) { at += 1 }
    let start = at
    var digits = 0
    while at < note.tokens.count, at < start + 5, !note.tokens[at].flags.contains(.lineStart) {
      let count = digitCount(at)
      guard count >= 2 else { break }
      digits += count
      at += 1
    }
    // What has hyphens is found by its form.
    guard (9...12).contains(digits), at > start, !note.isSymbol(at, 0x2D) else { return nil }
    return start..<at
  }

  /// "S24-01877", the number of a specimen.
  func specimen(_ index: Int) -> Range<Int>? {
    guard note.isAllCaps(index), note.tokens[index].count <= 3, digitCount(index + 1) == 2,
      isTight(index + 1), note.isSymbol(index + 2, 0x2D), isTight(index + 2),
      digitCount(index + 3) >= 4, isTight(index + 3)
    else { return nil }
    return index..<index + 4
  }

  private static let near = Hash.words(
    "lane road street close avenue drive court way address lives place gardens crescent grove rd st ln"
  )

  /// "M14 6PQ", near words of an address.
  func postcode(_ index: Int) -> Range<Int>? {
    guard note.tokens[index].kind == .word, note.isAllCaps(index), note.tokens[index].count <= 2,
      (1...2).contains(digitCount(index + 1)), isTight(index + 1)
    else { return nil }
    var at = index + 2
    if at < note.tokens.count, note.tokens[at].kind == .word, note.tokens[at].count == 1,
      isTight(at)
    {
      at += 1
    }
    guard digitCount(at) == 1, !isTight(at), at + 1 < note.tokens.count, isTight(at + 1),
      note.tokens[at + 1].kind == .word, note.tokens[at + 1].count == 2, note.isAllCaps(at + 1)
    else { return nil }
    return (max(0, index - 12)..<index).contains { Self.near.contains(note.tokens[$0].hash) }
      ? index..<at + 2 : nil
  }

  private func isTight(_ at: Int) -> Bool {
    at < note.tokens.count && !note.tokens[at].flags.contains(.spaceBefore)
  }

  private func digitCount(_ at: Int) -> Int {
    guard at < note.tokens.count, note.tokens[at].kind == .number else { return 0 }
    let token = note.tokens[at]
    for byte in note.bytes[Int(token.start)..<Int(token.end)]
    where !(0x30...0x39).contains(byte) {
      return 0
    }
    return token.count
  }
}
