// SPDX-License-Identifier: Apache-2.0

/// Adds the times of a note to its mentions, gives values to those that a model found, and ties each
/// to what it dates.
enum TimeFinder {
  static func find(_ reading: inout Reading) {
    let parser = TimeParser(note: reading.note, anchor: reading.noteDate)
    let matches = parser.matches() + periods(reading, parser)
    var owner = [Int32](repeating: -1, count: reading.note.tokens.count)
    for (index, mention) in reading.mentions.enumerated() {
      for token in mention.range { owner[token] = Int32(index) }
    }
    var added: [Mention] = []
    for match in matches {
      let owners = Set((match.start..<match.end).map { owner[$0] }.filter { $0 >= 0 })
      for index in owners where reading.mentions[Int(index)].category == .timeExpression {
        if reading.mentions[Int(index)].value == nil {
          let mention = reading.mentions[Int(index)]
          if match.isAbsolute, (mention.marginal ?? 0) < 0.85, match.start >= mention.start,
            match.end <= mention.end
          {
            reading.mentions[Int(index)].start = match.start
            reading.mentions[Int(index)].end = match.end
          }
          reading.mentions[Int(index)].value = match.value
          reading.mentions[Int(index)].sources.append("rule:time")
        }
      }
      if match.isAbsolute {
        added.append(
          mention(match, .protectedHealthInformation, .date, "rule:date", 0.95)
        )
      }
      if owners.isEmpty, !reading.isHeader(match.start) {
        added.append(mention(match, .timeExpression, .timeExpression, "rule:time", 0.8))
      }
    }
    reading.mentions += added
    trim(&reading)
    durations(&reading)
    reading.mentions.sort {
      ($0.start, $0.end, $0.category.rawValue) < ($1.start, $1.end, $1.category.rawValue)
    }
  }

  /// How long something lasts, in short; how long a medication is given is said of it already.
  private static func periods(_ reading: Reading, _ parser: TimeParser) -> [TimeMatch] {
    let short = ShortPeriods(note: reading.note)
    var said = TokenMask(of: reading.note)
    for mention in reading.mentions {
      for detail in mention.attributes { said.insert(detail.range) }
    }
    return reading.note.tokens.indices.compactMap { at in
      guard reading.note.tokens[at].kind == .number, !said.contains(at),
        let match = short.match(at), parser.match(at) == nil
      else { return nil }
      return match
    }
  }

  private static let leading: Set<String> = [
    "at", "on", "the", "age", "of", "within", "approximately", "about",
  ]
  private static let relative: Set<String> = ["after", "before", "following", "prior"]

  private static let timed = Hash.words(
    """
    pod hd day days dol lmp ga dx sx post age aged q no since in on from until last next by early late mid \
    spring summer autumn fall winter christmas easter year years
    """
  )

  /// "IgE 1200" is no time, and of "LRD Tx 2016" the year alone is one.
  private static func isName(_ mention: Mention, _ note: TokenizedNote) -> Bool {
    guard mention.category == .timeExpression, mention.end > mention.start + 1 else { return false }
    let last = mention.end - 1
    return note.tokens[last].kind == .number && note.tokens[last].count == 4
      && (mention.start..<last).allSatisfy { at in
        note.tokens[at].kind == .word && !note.holds(at, timed)
          && SigWords.shared.word(note.tokens[at].hash) == nil
      }
      && (mention.start..<last).contains { note.isCapital($0) }
      && !(mention.start..<last).contains { TimeParser.isMonth(note, $0) }
  }

  private static let tests = Hash.words(
    "trop trops troponin tnt hstnt bnp ntprobnp ck ferritin crp alt ast ldh alp ggt dimer b12 na wcc plt platelets"
  )

  /// "Trop 1240" is measured, and no time of the day.
  private static func isTest(_ mention: Mention, _ note: TokenizedNote) -> Bool {
    mention.category == .timeExpression && mention.end == mention.start + 2
      && note.holds(mention.start, tests) && NumberWords.digits(note, mention.start + 1) != nil
  }

  private static func measure(_ mention: inout Mention, _ note: TokenizedNote) {
    mention.end -= 1
    mention.category = .testTreatmentProcedure
    mention.type = .testName
    mention.value = nil
    mention.entry = Lexicon.shared.entry(named: note.text(mention.range))
  }

  /// "At the age of 4 days" is 4 days, "two weeks after discharge" is two weeks after.
  private static func trim(_ reading: inout Reading) {
    let note = reading.note
    for index in reading.mentions.indices where isTest(reading.mentions[index], note) {
      measure(&reading.mentions[index], note)
    }
    reading.mentions.removeAll { mention in
      isName(mention, note)
        && !(NumberWords.digits(note, mention.end - 1).map { (1900...2100).contains($0) } ?? false)
    }
    for index in reading.mentions.indices where isName(reading.mentions[index], note) {
      reading.mentions[index].start = reading.mentions[index].end - 1
    }
    for index in reading.mentions.indices
    where reading.mentions[index].category == .timeExpression {
      var mention = reading.mentions[index]
      while mention.end - mention.start > 1,
        leading.contains(reading.note.lower(mention.start))
      {
        mention.start += 1
      }
      let inner = mention.start + 1..<max(mention.start + 1, mention.end - 1)
      if let at = inner.first(where: { relative.contains(reading.note.lower($0)) }) {
        mention.end = at + 1
      }
      reading.mentions[index] = mention
    }
  }

  private static func mention(
    _ match: TimeMatch,
    _ category: EntityCategory,
    _ type: EntityType,
    _ source: String,
    _ score: Float
  ) -> Mention {
    Mention(
      start: match.start,
      end: match.end,
      category: category,
      type: type,
      score: score,
      sources: [source],
      value: match.value
    )
  }

  /// Values of the durations that a model found.
  private static func durations(_ reading: inout Reading) {
    for index in reading.pieces.indices
    where reading.pieces[index].type == .duration && reading.pieces[index].value == nil {
      reading.pieces[index].value = duration(reading.note, reading.pieces[index].range)
    }
    for mention in reading.mentions.indices {
      for index in reading.mentions[mention].attributes.indices
      where reading.mentions[mention].attributes[index].type == .duration
        && reading.mentions[mention].attributes[index].value == nil
      {
        let range = reading.mentions[mention].attributes[index].range
        reading.mentions[mention].attributes[index].value = duration(reading.note, range)
      }
    }
  }

  private static func duration(_ note: TokenizedNote, _ range: Range<Int>) -> NormalizedValue? {
    for start in range {
      guard let amount = NumberWords.range(note, start) else { continue }
      var at = amount.end
      if note.isSymbol(at, 0x2D) { at += 1 }
      guard range.contains(at), let word = SigWords.shared.word(note.tokens[at].hash),
        word.role == .period
      else { continue }
      return .duration(low: amount.low, high: amount.high, unit: word.code)
    }
    return nil
  }

  /// Ties times to the nearest entity of their sentence, as Comprehend Medical does.
  static func link(_ reading: inout Reading) {
    for index in reading.mentions.indices
    where reading.mentions[index].category == .timeExpression {
      let time = reading.mentions[index]
      var best: (cost: Int, index: Int)?
      let near = (max(0, index - 6)..<min(reading.mentions.count, index + 7)).filter { other in
        other != index && type(for: reading.mentions[other]) != nil
          && reading.sentenceOf[reading.mentions[other].start] == reading.sentenceOf[time.start]
      }
      let hasOwn = near.contains { isOfOneLine(reading.mentions[$0], time, reading) }
      for other in near {
        let mention = reading.mentions[other]
        // "hydrochlorothiazide - STOPPED 1/2026" says nothing of the line below.
        if hasOwn, isOfOtherLine(mention, time, reading) { continue }
        let cost =
          mention.end <= time.start
          ? time.start - mention.end : max(0, mention.start - time.end)
        if cost <= 12, best.map({ cost < $0.cost }) ?? true { best = (cost, other) }
      }
      guard let best, let type = type(for: reading.mentions[best.index]) else { continue }
      let head = reading.mentions[best.index]
      reading.mentions[index].type = type
      reading.mentions[index].attributes.append(
        Piece(
          start: head.start,
          end: head.end,
          type: head.type,
          score: head.score,
          value: nil,
          source: "rule:nearest",
          relationship: .overlap,
          relationshipScore: max(0.5, 0.9 - 0.03 * Float(best.cost)),
          category: head.category,
          isLinked: true
        )
      )
    }
  }

  private static func isOfOneLine(_ mention: Mention, _ time: Mention, _ reading: Reading) -> Bool {
    reading.isSameLine(min(mention.start, time.start), max(mention.start, time.start))
  }

  /// Whether a mention and a time stand in two lines, of which the second begins with one of them.
  private static func isOfOtherLine(_ mention: Mention, _ time: Mention, _ reading: Reading) -> Bool
  {
    if isOfOneLine(mention, time, reading) { return false }
    var at = max(mention.start, time.start)
    while at > 0, !reading.note.tokens[at].flags.contains(.lineStart) {
      at -= 1
      if reading.note.tokens[at].kind == .word { return false }
    }
    return true
  }

  private static func type(for mention: Mention) -> EntityType? {
    switch mention.type {
    case .condition: .timeToCondition
    case .genericName, .brandName: .timeToMedication
    case .testName: .timeToTest
    case .procedureName: .timeToProcedure
    case .treatmentName: .timeToTreatment
    default: nil
    }
  }
}
