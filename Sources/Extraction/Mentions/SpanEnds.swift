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

  private static let before: [[UInt32]] = [
    "s / p", "h / o", "r / o", "c / o", "hx of", "history of", "status post", "stable",
    "uncontrolled", "unchanged", "start", "starting", "restart", "resume", "begin", "po", "denies",
    "denied", "doubt", "suspect",
  ].map { words in words.split(separator: " ").map { Hash.word($0.utf8) } }
  private static let beginnings = Set(before.compactMap(\.first))

  /// What a test showed or is, which is no part of its name: "UA neg", "CXR today".
  private static let results = Hash.words(
    """
    neg wnl nl negative positive pos today yesterday remains pending unremarkable sent obtained drawn \
    clear ngtd nsr unchanged
    """
  )

  /// A name without the words that say when it was, whether, or how it is: "s/p R TKA", "stable nodule".
  ///
  /// What has such a word in its name gets it back from the lexicon: "stable angina".
  static func bare(_ found: Range<Int>, _ note: TokenizedNote) -> Range<Int> {
    var range = found
    // "lisinopril - SBP 92" is two things.
    if let dash = range.dropFirst().first(where: { at in
      note.isSymbol(at, 0x2D) && note.tokens[at].flags.contains(.spaceBefore)
        && at + 1 < range.upperBound
        && (note.tokens[at + 1].flags.contains(.spaceBefore) || note.tokens[at + 1].kind == .word)
    }) {
      range = range.lowerBound..<dash
    }
    // "piperacillin D4 -> ceftriaxone" is two things.
    if let arrow = range.dropFirst().first(where: { at in
      note.isSymbol(at, 0x2D) && note.isSymbol(at + 1, 0x3E)
        || note.isArrowEnd(at) && !note.isSymbol(at, 0x3E)
    }) {
      range = range.lowerBound..<arrow
    }
    while range.count > 1, results.contains(note.tokens[range.upperBound - 1].hash) {
      range = range.lowerBound..<range.upperBound - 1
    }
    guard range.count > 1, beginnings.contains(note.tokens[range.lowerBound].hash) else {
      return range
    }
    for words in before where words.count < range.count {
      if zip(range, words).allSatisfy({ note.tokens[$0].hash == $1 }) {
        return range.lowerBound + words.count..<range.upperBound
      }
    }
    return range
  }

  /// A time does not go on in the next line: "0900", then "insulin 6 u".
  static func ofLine(_ range: Range<Int>, _ note: TokenizedNote) -> Range<Int> {
    let line = range.dropFirst().first { note.tokens[$0].flags.contains(.lineStart) }
    return range.lowerBound..<(line ?? range.upperBound)
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

  private static let ways: Set<String> = ["the", "to", "in", "from", "via", "at", "our", "this"]
  private static let affairs: Set<String> = [
    "note", "provider", "course", "visit", "physician", "department", "attending", "nurse",
    "nursing", "staff", "doctor", "arrival", "workup", "where", "disposition",
    "discharge", "summary", "presentation", "progress", "record", "report", "documentation",
    "evaluation", "rn", "md", "np", "pa", "triage",
  ]

  private static let arrivals: Set<String> = [
    "by", "per", "return", "outside", "recent", "last", "visited",
  ]
  private static let goings: Set<String> = [
    "if", "for", "doc", "docs", "visits", "precautions", "today", "yesterday",
  ]

  private static func isDate(_ at: Int, _ note: TokenizedNote) -> Bool {
    NumberWords.digits(note, at) != nil && note.isSymbol(at + 1, 0x2F)
      && NumberWords.digits(note, at + 2) != nil
  }

  /// "Seen in the ED" and "ED course" speak of a department.
  static func dropDepartment(_ reading: inout Reading) {
    let note = reading.note
    reading.mentions.removeAll { mention in
      guard mention.category == .medicalCondition, mention.end == mention.start + 1,
        note.tokens[mention.start].count == 2, note.lower(mention.start) == "ed"
      else { return false }
      let before = mention.start > 0 ? note.lower(mention.start - 1) : ""
      if note.isSymbol(mention.start - 1, 0x3E) { return true }
      // "ED: 16M hit in the face" begins a note.
      if note.isSymbol(mention.end, 0x3A), note.tokens[mention.start].flags.contains(.lineStart) {
        return true
      }
      // "ED MDM", "ED - ALTERED": a title.
      if mention.start == 0, note.isAllCaps(0),
        note.isAllCaps(1) || note.isDash(1) && note.isAllCaps(2)
      {
        return true
      }
      let behind = note.lower(mention.end)
      // "ED if syncope", "ED 2/2 for palpitations", "by ED doc"
      if note.isAllCaps(mention.start),
        arrivals.contains(before) || goings.contains(behind)
          || isDate(mention.end, note)
            && ["for", "with", "w", "after", "-"].contains(note.lower(mention.end + 3))
      {
        return true
      }
      return ways.contains(before) || affairs.contains(behind)
    }
  }

  /// "O2 96% RA" was measured; "O2 2 L" is given.
  static func settleOxygen(_ reading: inout Reading, _ lexicon: Lexicon) {
    let note = reading.note
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      guard ["o2", "oxygen"].contains(note.text(mention.range).lowercased()),
        let value = NumberWords.digits(note, mention.end), (70...100).contains(value),
        note.isSymbol(mention.end + 1, 0x25)
      else { continue }
      reading.mentions[index].category = .testTreatmentProcedure
      reading.mentions[index].type = .testName
      reading.mentions[index].entry = lexicon.entry(named: "oxygen saturation")
    }
  }

  private static let sides = Hash.words("left right bilateral bilat both")

  /// "left ankle" is an ankle and its side, but a left ventricle is a part of its own.
  static func trimSides(_ reading: inout Reading, _ lexicon: Lexicon) {
    for index in reading.mentions.indices where reading.mentions[index].category == .anatomy {
      let mention = reading.mentions[index]
      guard mention.end > mention.start + 1,
        Self.sides.contains(reading.note.tokens[mention.start].hash),
        reading.note.lower(mention.start + 1) != "iliac"
      else { continue }
      if mention.entry >= 0 {
        let side = reading.note.lower(mention.start)
        if lexicon.entries[Int(mention.entry)].name.hasPrefix(side) { continue }
      }
      reading.mentions[index].start += 1
    }
  }
}
