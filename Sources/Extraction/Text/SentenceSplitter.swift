// SPDX-License-Identifier: Apache-2.0

/// Where sentences end: at full stops that are none of an abbreviation, at empty lines, and at ends
/// of lines that are not the wrapping of a paragraph.
enum SentenceSplitter {
  static func sentences(of tokens: [Token], bytes: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    var lineStart = 0
    for index in tokens.indices.dropFirst() {
      let token = tokens[index]
      let isLineStart = token.flags.contains(.lineStart)
      let ends: Bool
      if token.flags.contains(.blankBefore) || isTooLong(start, index, bytes, tokens) {
        ends = true
      } else if isLineStart {
        ends = endsAtLine(tokens, bytes, index, lineStart: lineStart)
      } else {
        ends = token.flags.contains(.spaceBefore) && endsBefore(index, tokens, bytes)
      }
      if isLineStart { lineStart = index }
      if ends {
        result.append(start..<index)
        start = index
      }
    }
    if start < tokens.count { result.append(start..<tokens.count) }
    return result
  }

  /// Whether text without ends of sentences must be cut, so that every rule stays in a bounded place.
  private static func isTooLong(
    _ start: Int,
    _ index: Int,
    _ bytes: [UInt8],
    _ tokens: [Token]
  ) -> Bool {
    let count = index - start
    guard count >= 200 else { return false }
    let byte = bytes[Int(tokens[index - 1].start)]
    return count >= 300 || byte == 0x2C || byte == 0x3B
  }

  /// Whether a line's end is also the end of a sentence.
  private static func endsAtLine(
    _ tokens: [Token],
    _ bytes: [UInt8],
    _ index: Int,
    lineStart: Int
  ) -> Bool {
    let last = tokens[index - 1]
    let lastByte = bytes[Int(last.end) - 1]
    if isStop(lastByte) || lastByte == 0x3A || lastByte == 0x3B { return true }
    let first = bytes[Int(tokens[index].start)]
    if leadingOn.contains(last.hash), tokens[index].kind == .word,
      !isHeader(tokens, bytes, index)
    {
      return false
    }
    let isWide = Int(last.end) - Int(tokens[lineStart].start) >= 55
    // A list item, a bullet or a header begins something of its own.
    if tokens[index].kind == .symbol,
      first == 0x2D || first == 0x2A || first == 0x2B || first > 0x7F
    {
      return true
    }
    if tokens[index].kind == .number {
      let next = index + 1
      if next < tokens.count, tokens[next].count == 1 {
        let byte = bytes[Int(tokens[next].start)]
        if byte == 0x2E || byte == 0x29 { return true }
      }
      return !isWide
    }
    if (0x61...0x7A).contains(first) { return false }
    if lastByte == 0x2C { return false }
    return !isWide || isHeader(tokens, bytes, index)
  }

  /// Whether a line begins with a few words and a colon.
  private static func isHeader(_ tokens: [Token], _ bytes: [UInt8], _ index: Int) -> Bool {
    for next in index..<min(index + 6, tokens.count) {
      if tokens[next].count == 1, bytes[Int(tokens[next].start)] == 0x3A { return true }
      if next > index, tokens[next].flags.contains(.lineStart) { return false }
    }
    return false
  }

  private static func isStop(_ byte: UInt8) -> Bool {
    byte == 0x2E || byte == 0x3F || byte == 0x21
  }

  /// Whether a sentence ends before a token in the middle of a line.
  private static func endsBefore(_ index: Int, _ tokens: [Token], _ bytes: [UInt8]) -> Bool {
    var stop = index - 1
    var byte = bytes[Int(tokens[stop].start)]
    // Closing brackets and quotes belong to the sentence they close.
    while index - stop < 8, stop > 0, byte == 0x22 || byte == 0x29 || byte == 0x5D {
      stop -= 1
      byte = bytes[Int(tokens[stop].start)]
    }
    guard tokens[stop].count == 1, isStop(byte) else { return false }
    guard byte == 0x2E else { return byte == 0x21 || !leads(stop, index, tokens) }
    let next = tokens[index]
    let first = bytes[Int(next.start)]
    if (0x61...0x7A).contains(first) {
      // A sentence may begin with a small letter after a long word, not after an abbreviation.
      guard stop > 0, tokens[stop - 1].kind == .word, tokens[stop - 1].count > 4 else {
        return false
      }
    }
    if next.kind == .symbol, first == 0x2C || first == 0x3B { return false }
    guard stop > 0 else { return false }
    let before = tokens[stop - 1]
    guard before.kind == .word, !tokens[stop].flags.contains(.spaceBefore) else {
      // "1. Aspirin" is one item: a number that begins a line or sentence is a label.
      if before.kind == .number, before.flags.contains(.lineStart) { return false }
      return true
    }
    if before.count == 1 {
      // "Mother d. CVA 80": she died of it.
      if before.hash == died, stop > 1, relatives.contains(tokens[stop - 2].hash) {
        return false
      }
      // p.o., b.i.d., initials; "vitamin C." ends a sentence when no dot or capital is around.
      let isDotted = stop > 1 && bytes[Int(tokens[stop - 2].start)] == 0x2E
      return isDotted && !isTitleCase(first) ? false : !isInitial(stop, tokens, bytes, isDotted)
    }
    return !abbreviations.contains(before.hash)
  }

  /// What no sentence ends with.
  private static let leadingOn = Hash.words("avoid avoiding without or nor")
  private static let answers = Hash.words("no yes n y nil none denies never nope yep not unknown")

  /// Whether a question mark stands before what is in question: "SOB ? PE", but not "Chest pain ? No".
  private static func leads(_ mark: Int, _ next: Int, _ tokens: [Token]) -> Bool {
    tokens[mark].flags.contains(.spaceBefore) && mark == next - 1 && tokens[next].kind == .word
      && !answers.contains(tokens[next].hash)
  }

  private static func isTitleCase(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

  private static func isInitial(
    _ stop: Int,
    _ tokens: [Token],
    _ bytes: [UInt8],
    _ isDotted: Bool
  ) -> Bool {
    if isDotted { return false }
    return isTitleCase(bytes[Int(tokens[stop - 1].start)])
      && stop > 1 && tokens[stop - 2].kind == .word
      && isTitleCase(bytes[Int(tokens[stop - 2].start)])
  }

  private static let died = Hash.word("d".utf8)
  private static let relatives = Hash.words(
    "mother father mom dad mum brother sister aunt uncle grandmother grandfather mgm mgf pgm pgf"
  )
  private static let abbreviations = Hash.words(
    """
    dr mr mrs ms prof st vs fig figs eg ie etc al approx dept no nos vol pt pts jr sr inc ltd rev \
    gen hosp wt ht ca resp temp est min max avg mos yrs wks hrs
    """
  )
}
