// SPDX-License-Identifier: Apache-2.0

/// Where the words that a model found begin and end.
enum SpanEnds {
  /// A span without semantic tags and marks at its ends.
  static func trimmed(_ range: Range<Int>, _ reading: Reading) -> Range<Int>? {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, reading.masked[start] { start += 1 }
    if let tag = (start..<end).first(where: { reading.masked[$0] }) { end = tag }
    // "- throat culture", "fever,"
    let note = reading.note
    while start < end, [0x2D, 0x2A, 0x2C, 0x3A, 0x3B].contains(note.byte(start)),
      note.tokens[start].kind == .symbol, end - start > 1
    {
      start += 1
    }
    while end > start + 1, [0x2C, 0x3A, 0x3B].contains(note.byte(end - 1)),
      note.tokens[end - 1].kind == .symbol
    {
      end -= 1
    }
    return start < end ? start..<end : nil
  }

  private static let before: [[String]] = [
    ["s", "/", "p"], ["h", "/", "o"], ["r", "/", "o"], ["c", "/", "o"], ["hx", "of"],
    ["history", "of"], ["status", "post"], ["stable"], ["uncontrolled"], ["unchanged"],
  ]

  /// A name without the words that say when it was, whether, or how it is: "s/p R TKA", "stable nodule".
  ///
  /// What has such a word in its name gets it back from the lexicon: "stable angina".
  static func bare(_ range: Range<Int>, _ note: TokenizedNote) -> Range<Int> {
    for words in before where words.count < range.count {
      if zip(range, words).allSatisfy({ note.lower($0) == $1 }) {
        return range.lowerBound + words.count..<range.upperBound
      }
    }
    return range
  }

  /// Whether a time that a model found begins with the name of something.
  static func yields(
    _ mention: Mention,
    to match: LexiconMatch,
    _ entry: LexiconEntry,
    _ reading: Reading
  ) -> Bool {
    guard !reading.isNarrative, mention.category == .timeExpression,
      mention.start == match.start, match.end < mention.end,
      entry.kind == .procedure || entry.kind == .condition || entry.kind == .medication
    else { return false }
    return match.end - match.start > 1 || reading.note.tokens[match.start].count > 2
  }
}
