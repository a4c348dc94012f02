// SPDX-License-Identifier: Apache-2.0

/// Numbers as digits, words and fractions, read at a token.
enum NumberWords {
  private static let words: [UInt32: Double] = {
    let list: [(String, Double)] = [
      ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
      ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("fourteen", 14),
      ("fifteen", 15), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60),
      ("thirteen", 13), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18), ("nineteen", 19),
      ("seventy", 70), ("eighty", 80), ("ninety", 90),
      ("half", 0.5), ("several", 3), ("couple", 2), ("few", 3),
    ]
    return Dictionary(uniqueKeysWithValues: list.map { (Hash.word($0.0.utf8), $0.1) })
  }()

  /// The value of a token of digits.
  static func digits(_ note: TokenizedNote, _ index: Int) -> Double? {
    guard index < note.tokens.count, note.tokens[index].kind == .number else { return nil }
    let token = note.tokens[index]
    guard token.count <= 15 else { return nil }
    var whole = 0.0
    var factor = 0.0
    for at in Int(token.start)..<Int(token.end) {
      let byte = note.bytes[at]
      if byte == 0x2E {
        if factor > 0 { return nil }
        factor = 0.1
      } else if byte == 0x2C {
        // "1,000" is a thousand, "2,5" two and a half.
        if Int(token.end) - at != 4, factor == 0 { factor = 0.1 }
      } else if factor > 0 {
        whole += Double(byte - 0x30) * factor
        factor /= 10
      } else {
        whole = whole * 10 + Double(byte - 0x30)
      }
    }
    return (whole * 1e9).rounded() / 1e9
  }

  /// A number at a token: digits, "one", "1/2", "1 1/2", "one and a half".
  static func number(_ note: TokenizedNote, _ index: Int) -> (value: Double, end: Int)? {
    guard index < note.tokens.count else { return nil }
    if let first = digits(note, index) {
      if note.isSymbol(index + 1, 0x2F), let below = digits(note, index + 2),
        first == 1 || first == 3, below == 2 || below == 4 || below == 3,
        first < below
      {
        return (first / below, index + 3)
      }
      if let extra = fraction(note, index + 1) { return (first + extra.value, extra.end) }
      if index + 1 < note.tokens.count, note.tokens[index + 1].count == 2,
        note.text(index + 1..<index + 2) == "½"
      {
        return (first + 0.5, index + 2)
      }
      return (first, index + 1)
    }
    guard note.tokens[index].kind == .word, let value = words[note.tokens[index].hash] else {
      return nil
    }
    if value == 0.5 {
      let next = note.tokens.indices.contains(index + 1) ? note.lower(index + 1) : ""
      return (0.5, next == "a" ? index + 2 : index + 1)
    }
    if let whole = compound(note, index, value) { return whole }
    if let extra = fraction(note, index + 1) { return (value + extra.value, extra.end) }
    // "two (2)"
    if note.isSymbol(index + 1, 0x28), digits(note, index + 2) == value,
      note.isSymbol(index + 3, 0x29)
    {
      return (value, index + 4)
    }
    return (value, index + 1)
  }

  /// "eighty one", "twenty-five", "two hundred fifty", "one thousand": more than one word.
  private static func compound(
    _ note: TokenizedNote,
    _ index: Int,
    _ first: Double
  ) -> (value: Double, end: Int)? {
    func small(_ at: Int) -> Double? {
      guard note.tokens.indices.contains(at), note.tokens[at].kind == .word else { return nil }
      let value = words[note.tokens[at].hash]
      // "several" is no part of a number.
      return ["several", "couple", "few", "half"].contains(note.lower(at)) ? nil : value
    }
    guard small(index) != nil else { return nil }
    /// Tens with their ones.
    func pair(_ at: Int) -> (value: Double, end: Int)? {
      guard let tens = small(at) else { return nil }
      var next = at + 1
      if note.isSymbol(next, 0x2D) { next += 1 }
      guard tens >= 20, let ones = small(next), ones < 10 else { return (tens, at + 1) }
      return (tens + ones, next + 1)
    }
    guard var result = pair(index) else { return nil }
    for (word, factor) in [("hundred", 100.0), ("thousand", 1000.0)]
    where note.lower(result.end) == word {
      result = (result.value * factor, result.end + 1)
      let next = note.lower(result.end) == "and" ? result.end + 1 : result.end
      if let rest = pair(next), rest.value < factor {
        result = (result.value + rest.value, rest.end)
      }
    }
    return result.end > index + 1 ? result : nil
  }

  /// "1/2", "and 1/2", "and a half" behind a whole number.
  private static func fraction(_ note: TokenizedNote, _ index: Int) -> (value: Double, end: Int)? {
    guard index < note.tokens.count else { return nil }
    var at = index
    if note.tokens[at].kind == .word {
      guard note.lower(at) == "and" else { return nil }
      at += 1
      if at + 1 < note.tokens.count, note.lower(at) == "a", note.lower(at + 1) == "half" {
        return (0.5, at + 2)
      }
    }
    if let above = digits(note, at), note.isSymbol(at + 1, 0x2F),
      let below = digits(note, at + 2), above < below, below <= 4, above == above.rounded()
    {
      return (above / below, at + 3)
    }
    return nil
  }

  /// A number or a range of two: "1-2", "1 to 2", "10 or 20".
  static func range(
    _ note: TokenizedNote,
    _ index: Int
  ) -> (low: Double, high: Double?, end: Int)? {
    guard let low = number(note, index) else { return nil }
    var at = low.end
    if at < note.tokens.count {
      let isDash =
        note.isSymbol(at, 0x2D)
        || note.tokens[at].kind == .symbol
          && note.text(at..<at + 1) == "–"
      let isWord = note.tokens[at].kind == .word && ["to", "or"].contains(note.lower(at))
      if isDash || isWord {
        at += 1
        if let high = number(note, at), high.value > low.value {
          return (low.value, high.value, high.end)
        }
      }
    }
    return (low.value, nil, low.end)
  }
}
