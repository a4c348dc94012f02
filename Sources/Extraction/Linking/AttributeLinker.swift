// SPDX-License-Identifier: Apache-2.0

/// Gives details to the entities they belong to, or to none.
struct AttributeLinker {
  let note: TokenizedNote

  private static let directions: [UInt32: Bool] = Dictionary(
    uniqueKeysWithValues: [
      "left", "right", "bilateral", "bilaterally", "upper", "lower", "anterior", "posterior",
      "lateral", "medial", "proximal", "distal", "superior", "inferior", "bilat", "unilateral",
    ].map { (Hash.word($0.utf8), true) }
  )

  func link(_ reading: inout Reading) {
    if !reading.isNarrative, !reading.isLiterature {
      dropPieces(&reading)
      addStatus(&reading)
    }
    partValues(&reading)
    addValues(&reading)
    // The value before a unit, and the test that it went to.
    var last: (end: Int, head: Int?) = (-1, nil)
    for index in reading.pieces.indices where !reading.pieces[index].isLinked {
      let piece = reading.pieces[index]
      if piece.type == .testUnit, piece.start == last.end {
        // A unit belongs to what its value belongs to.
        if let head = last.head { attach(index, to: head, &reading) }
        continue
      }
      let head = linkPiece(index, &reading)
      if piece.type == .testValue { last = (piece.end, head) }
    }
    addWords(&reading)
    linkAnatomy(&reading)
  }

  // MARK: Tests

  private func partValues(_ reading: inout Reading) {
    let finder = ValueFinder(note: note)
    reading.pieces = reading.pieces.flatMap { piece in
      piece.type == .testValue && piece.source.hasPrefix("model") ? finder.parted(piece) : [piece]
    }
    // "phenytoin level low, give 300 mg stat then 100 mg tds" measures no dose.
    reading.pieces.removeAll { piece in
      switch piece.type {
      case .testValue: isDose(piece.end - 1)
      case .testUnit: isDose(piece.start - 1)
      default: false
      }
    }
    reading.pieces.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private static let amounts = Hash.words("mg g mcg ml")

  /// Whether a number is how much is taken how often: "100 mg tds".
  private func isDose(_ number: Int) -> Bool {
    guard number >= 0, number + 2 < note.tokens.count, note.tokens[number].kind == .number,
      note.holds(number + 1, Self.amounts),
      let word = SigWords.shared.word(note.tokens[number + 2].hash)
    else { return false }
    return word.role == .frequency || ["stat", "nocte"].contains(note.lower(number + 2))
  }

  /// Values by rule, where the model has seen none.
  private func addValues(_ reading: inout Reading) {
    let finder = ValueFinder(note: note)
    var taken = [Bool](repeating: false, count: note.tokens.count)
    for piece in reading.pieces where piece.type == .testValue || piece.type == .testUnit {
      for token in piece.range { taken[token] = true }
    }
    for mention in reading.mentions { for token in mention.range { taken[token] = true } }
    for index in reading.mentions.indices where reading.mentions[index].type == .testName {
      var mention = reading.mentions[index]
      // "INR on warfarin 3.1"
      if index + 1 < reading.mentions.count, reading.mentions[index + 1].category == .medication,
        reading.mentions[index + 1].start == mention.end + 1,
        reading.isMeasured(on: reading.mentions[index + 1]),
        note.tokens.indices.contains(reading.mentions[index + 1].end),
        note.tokens[reading.mentions[index + 1].end].kind == .number
      {
        mention.end = reading.mentions[index + 1].end
      }
      let limit = min(note.tokens.count, mention.end + 12)
      let kind = reading.kind(at: mention.start)
      for var piece in finder.values(
        after: mention,
        limit: limit,
        isLaboratory: kind == .laboratory || kind == .vitalSigns
      ) {
        if piece.range.contains(where: { taken[$0] }) { continue }
        for token in piece.range { taken[token] = true }
        piece.isLinked = true
        reading.mentions[index].attributes.append(piece)
      }
    }
  }

  // MARK: Details that a model found

  /// Gives a piece to the nearest entity that it may belong to.
  ///
  /// - Returns: The entity, where there is one.
  private func linkPiece(_ index: Int, _ reading: inout Reading) -> Int? {
    let piece = reading.pieces[index]
    let wanted: (Mention) -> Bool
    let reach: Int
    switch piece.type {
    case .testValue, .testUnit:
      wanted = { $0.type == .testName }
      reach = 18
    case .quality, .acuity, .quantity:
      wanted = { $0.category == .medicalCondition }
      reach = 10
    case .dosage, .strength, .form, .routeOrMode, .frequency, .duration, .rate:
      wanted = { $0.category == .medication }
      reach = 12
    default: return nil
    }
    // "KCl 20 mEq, Mg 2 g IV": what stands right behind another name is its own.
    if piece.category == .medication, let other = reading.mentionEnding(at: piece.start),
      reading.mentions[other].category != .medication
    {
      return nil
    }
    guard piece.source.hasPrefix("model"),
      let head = nearest(piece, reading, reach: reach, wanted)
    else { return nil }
    attach(index, to: head, &reading)
    return head
  }

  private func attach(_ index: Int, to head: Int, _ reading: inout Reading) {
    let piece = reading.pieces[index]
    if reading.mentions[head].attributes.contains(where: {
      $0.start < piece.end && piece.start < $0.end
    }) {
      reading.pieces[index].isLinked = true
      return
    }
    var linked = piece
    linked.isLinked = true
    linked.relationship =
      piece.category == .medication
      ? MedicationLinker.relationship(piece.type)
      : piece.type == .testUnit
        ? .testUnit
        : piece.type == .testValue
          ? .testValue
          : piece.type == .acuity ? .acuity : .quality
    linked.relationshipScore = 0.8
    reading.pieces[index].isLinked = true
    reading.mentions[head].attributes.append(linked)
  }

  private static let doing = Hash.words("resume restart resumed restarted transfuse transfused")

  /// The nearest wanted entity of the sentence; gaps with commas and "and" are wider.
  private func nearest(
    _ piece: Piece,
    _ reading: Reading,
    reach: Int,
    _ wanted: (Mention) -> Bool
  ) -> Int? {
    let middle = reading.firstMention(atOrAfter: piece.start)
    var best: (cost: Int, index: Int)?
    func consider(_ index: Int) {
      let mention = reading.mentions[index]
      guard wanted(mention), reading.sentenceOf[mention.start] == reading.sentenceOf[piece.start]
      else { return }
      let isBefore = mention.end <= piece.start
      let gap = isBefore ? mention.end..<piece.start : piece.end..<max(piece.end, mention.start)
      guard gap.count <= reach * 2 else { return }
      // "BMI 20.7, 15% loss"
      if isBefore, piece.type == .testValue, note.isSymbol(piece.start - 1, 0x2C),
        note.isSymbol(piece.end, 0x25), note.tokens.indices.contains(piece.end + 1),
        note.tokens[piece.end + 1].kind == .word,
        mention.attributes.contains(where: { $0.type == .testValue })
      {
        return
      }
      // "Hb 8.1 (bl 8.0), retic 12 %": a name that nobody knows has a value of its own.
      if isBefore, piece.type == .testValue, !reading.isNarrative,
        gap.contains(where: { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) }),
        piece.range.contains(where: { note.tokens[$0].kind == .number }),
        note.tokens[piece.start - 1].kind == .word,
        note.tokens[piece.start - 1].count > 2
          || ValueFinder(note: note).isCode(piece.start - 1)
            && note.lower(piece.start - 1) != note.lower(mention.end - 1),
        !ValueFinder.isLink(note.lower(piece.start - 1))
      {
        return
      }
      // "held for plt 62, resume at 250"
      if isBefore, piece.type == .testValue, gap.contains(where: { note.holds($0, Self.doing) }) {
        return
      }
      // "on methotrexate who presents with cough x 3 days"
      if isBefore, piece.type == .duration, mention.category == .medication,
        reading.mentionsBetween(gap).contains(where: {
          reading.mentions[$0].category == .medicalCondition
        })
      {
        return
      }
      var cost = gap.count
      for token in gap where note.tokens[token].kind == .symbol {
        if note.isSymbol(token, 0x3B) { cost += 25 }
        if note.isSymbol(token, 0x2C) { cost += 6 }
      }
      // Values follow their tests; qualities stand before their conditions more often.
      if piece.type == .testValue || piece.type == .testUnit, !isBefore {
        cost += 3
        // "33w2d, headache, BP 158/98": a value stands right before its test, if it does.
        if gap.contains(where: { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x2B) }) { return }
      }
      if piece.type == .quality || piece.type == .acuity, isBefore { cost += 2 }
      // "No stool for 2 days, docusate given": behind a comma another thing begins.
      if !isBefore, piece.category == .medication,
        gap.contains(where: {
          note.isSymbol($0, 0x2C) || note.tokens[$0].flags.contains(.lineStart)
            || ["after", "before", "since"].contains(note.lower($0))
        })
      {
        return
      }
      if cost <= reach, best.map({ cost < $0.cost }) ?? true { best = (cost, index) }
    }
    var left = middle - 1
    while left >= 0, left >= middle - 6 {
      consider(left)
      left -= 1
    }
    var right = middle
    while right < reading.mentions.count, right < middle + 6 {
      consider(right)
      right += 1
    }
    return best?.index
  }

  // MARK: Words beside conditions

  /// "left", "severe" and the like before a condition or a place of the body.
  private func addWords(_ reading: inout Reading) {
    for index in reading.mentions.indices {
      let mention = reading.mentions[index]
      guard mention.category == .medicalCondition || mention.category == .anatomy else { continue }
      var places: [Int] = []
      var at = mention.start - 1
      while at >= 0, at >= mention.start - 3, note.tokens[at].kind == .word {
        places.append(at)
        at -= 1
      }
      places.append(contentsOf: mention.start..<mention.end)
      if mention.end < note.tokens.count { places.append(mention.end) }
      for token in places where note.tokens[token].kind == .word {
        if Self.directions[note.tokens[token].hash] != nil {
          append(token..<token + 1, .direction, .direction, index, &reading)
        }
      }
    }
  }

  private static let ordinals: Set<String> = ["last", "next", "first"]

  /// Takes away what a model of case reports makes of the words of notes: the date of a test is no
  /// value, an age neither, and "last dose" no dose.
  private func dropPieces(_ reading: inout Reading) {
    var isAge = [Bool](repeating: false, count: note.tokens.count)
    var isName = isAge
    for mention in reading.mentions {
      if mention.type == .age || mention.type == .date {
        for token in mention.range { isAge[token] = true }
      }
      if mention.category != .anatomy { for token in mention.range { isName[token] = true } }
    }
    let words = ConditionWords(note: note)
    let finder = ValueFinder(note: note)
    // "Goal INR 2.5-3.5" is hoped for.
    let aims = Set(
      reading.mentions.filter { $0.type == .testName && finder.isAim($0) }.map(\.end)
    )
    let sig = SigWords.shared
    /// A part of directions has a word of directions in it.
    func has(_ roles: Set<SigWords.Role>, _ range: Range<Int>) -> Bool {
      range.contains { at in
        sig.word(note.tokens[at].hash).map { roles.contains($0.role) } ?? false
      }
    }
    reading.pieces.removeAll { [reading] piece in
      guard piece.source.hasPrefix("model") else { return false }
      if MedicationLinker.isFormer(piece, note) { return true }
      switch piece.type {
      case .quality, .acuity:
        // What belongs to a name describes nothing: "acute appendicitis", "laparoscopic repair".
        return piece.range.contains { isName[$0] }
          // Three in four of other words were no quality: a model of case reports knows them.
          || piece.type == .quality && !words.isKind(piece.range) && !words.isAcuity(piece.range)
          || NormalFindings(note: note).isNormal(piece.range)
          || piece.range.allSatisfy { Self.directions[note.tokens[$0].hash] != nil }
      case .testValue, .quantity:
        if isDueTo(piece.range) || isWhen(piece) || aims.contains(piece.start)
          || finder.isHead(piece.range)
          || RepeatIntervals(note: note).range(behind: piece.start) != nil
          || finder.isDated(piece.range) || isYear(piece, reading) || isWith(piece.start)
          || finder.isListNumber(piece.start) || finder.isSupposed(piece.start)
        {
          return true
        }
        // "no retinopathy" denies, and is what a test shows only to a model of case reports.
        return piece.range.contains { isAge[$0] || isName[$0] && $0 > piece.start }
          || piece.range.count > 1 && ["no", "without"].contains(note.lower(piece.start))
      case .testUnit:
        // "95% on 2L"
        return ["l", "lpm"].contains(note.lower(piece.start))
          && ["on", "w", "with"].contains(note.lower(piece.start - 2))
      case .dosage, .strength:
        if isDueTo(piece.range) || !isAmount(piece.range, has([.unit, .form], piece.range)) {
          return true
        }
        // "Digoxin level 0.8", "started Bactrim 3/9 for UTI"
        if ["level", "trough", "peak", "lvl"].contains(note.lower(piece.start - 1))
          || SigScanner(note: note).isDate(piece.start, piece.end)
        {
          return true
        }
        // "d/c'd 3/4", "day 3/7"
        if note.tokens[piece.start].kind == .word, NumberWords.range(note, piece.start) == nil {
          return true
        }
        return !piece.range.contains { note.tokens[$0].kind == .number }
          || piece.range.contains { Self.ordinals.contains(note.lower($0)) || isAge[$0] }
      case .duration:
        return piece.range.contains { isName[$0] } || !has([.period], piece.range)
          || Self.ordinals.contains(note.lower(piece.start))
      default: return false
      }
    }
  }

  /// A dose has a unit or is a number alone: "3 wks ago" is none, nor is "1800 dose".
  private func isAmount(_ range: Range<Int>, _ hasUnit: Bool) -> Bool {
    hasUnit
      || range.allSatisfy { at in
        note.tokens[at].kind != .word || NumberWords.number(note, at) != nil
          || ["to", "or", "x"].contains(note.lower(at))
      }
  }

  /// "gait antalgic w/ cane", "came to HR c/o wheezing": words, and no value.
  private func isWith(_ at: Int) -> Bool {
    note.isSymbol(at + 1, 0x2F)
      && (note.lower(at) == "w" || note.lower(at) == "c" && note.lower(at + 2) == "o")
  }

  /// "mammogram 2023": when it was made.
  private func isYear(_ piece: Piece, _ reading: Reading) -> Bool {
    guard piece.type == .testValue else { return false }
    let isPunctuated = note.isSymbol(piece.start - 1, 0x3A) || note.isDash(piece.start - 1)
    let end = isPunctuated ? piece.start - 1 : piece.start
    guard let head = reading.mentionEnding(at: end) else { return false }
    return ValueFinder(note: note).isYear(piece.start, of: reading.mentions[head])
  }

  private static let periods = Hash.words(
    "wk wks week weeks mo month months yr yrs year years day days hr hrs"
  )

  /// "BMP in 1 wk", "CT 6-12 mo", "26/18 (1/5)": when a test was or will be made.
  private func isWhen(_ piece: Piece) -> Bool {
    guard piece.type == .testValue else { return false }
    if note.text(piece.start..<min(piece.end, piece.start + 3)) == "2/2", piece.range.count > 3 {
      return true
    }
    let holdsPeriod = piece.range.contains { Self.periods.contains(note.tokens[$0].hash) }
    if holdsPeriod, note.tokens[piece.start].kind == .number { return true }
    if piece.end < note.tokens.count, Self.periods.contains(note.tokens[piece.end].hash),
      !note.tokens[piece.end].flags.contains(.lineStart)
    {
      return true
    }
    return piece.range.count == 3 && note.isSymbol(piece.start + 1, 0x2F)
      && note.isSymbol(piece.start - 1, 0x28) && note.isSymbol(piece.end, 0x29)
      && NumberWords.digits(note, piece.start).map { $0 <= 12 } ?? false
      && NumberWords.digits(note, piece.start + 2).map { $0 <= 31 } ?? false
      && piece.start > 1 && note.tokens[piece.start - 2].kind == .number
  }

  private static let bottles = Hash.words("bottle bottles set sets culture cultures positive pos")

  /// "AKI 2/2 sepsis" is due to it; "blood cultures 2/2 bottles" is a count.
  private func isDueTo(_ range: Range<Int>) -> Bool {
    guard range.count == 3, note.text(range) == "2/2", range.upperBound < note.tokens.count else {
      return false
    }
    let next = note.tokens[range.upperBound]
    return next.kind == .word && !Self.bottles.contains(next.hash)
  }

  /// "severe", "worsening", "poorly controlled" before and behind conditions; what a model made of the
  /// same words goes.
  private func addStatus(_ reading: inout Reading) {
    let words = ConditionWords(note: note)
    // A word of course alone is no condition.
    reading.mentions.removeAll { mention in
      mention.category == .medicalCondition && mention.entry < 0
        && mention.range.allSatisfy { words.isStatus($0) }
    }
    var taken = [Bool](repeating: false, count: note.tokens.count)
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medicalCondition {
      let mention = reading.mentions[index]
      let sentence = reading.sentence(at: mention.start)
      var first = mention.start
      while first > max(sentence.lowerBound, mention.start - 6), isOpen(first - 1) { first -= 1 }
      var phrases = words.phrases(before: mention.start, from: first)
      // One or two words between, such as "right" or "low", do not part them.
      var gap = mention.start - 1
      while phrases.isEmpty, gap > first, gap >= mention.start - 2, mayPart(gap) {
        phrases = words.phrases(before: gap, from: first)
        gap -= 1
      }
      let end = placeEnd(behind: mention.end, index, sentence, reading)
      phrases += words.phrases(behind: end, limit: sentence.upperBound)
      for phrase in phrases {
        let relationship: RelationshipType = phrase.type == .acuity ? .acuity : .quality
        if append(phrase.range, phrase.type, relationship, index, &reading) {
          for token in phrase.range { taken[token] = true }
        }
      }
    }
    reading.pieces = reading.pieces.compactMap { piece in
      guard piece.source.hasPrefix("model"),
        piece.type == .quality || piece.type == .acuity || piece.type == .testValue
      else { return piece }
      if piece.range.contains(where: { taken[$0] }) { return nil }
      var piece = piece
      if piece.type == .quality, words.isAcuity(piece.range) { piece.type = .acuity }
      return piece
    }
  }

  private func mayPart(_ at: Int) -> Bool {
    note.tokens[at].kind == .word
      && !["and", "or", "with", "without", "no", "but", "for", "from"].contains(note.lower(at))
  }

  /// Whether a token may stand in words of course before a condition.
  private func isOpen(_ at: Int) -> Bool {
    note.tokens[at].kind != .symbol || [0x2B, 0x2C, 0x2D].contains(note.byte(at))
  }

  /// Where the place of a condition ends: "OA of the right knee".
  private func placeEnd(
    behind end: Int,
    _ index: Int,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Int {
    guard end < sentence.upperBound, ["of", "in"].contains(note.lower(end)) else { return end }
    var at = end + 1
    let limit = min(sentence.upperBound, end + 6)
    while at < limit, note.tokens[at].kind == .word { at += 1 }
    let next = index + 1
    guard at < limit, next < reading.mentions.count else { return at < limit ? at : end }
    let other = reading.mentions[next]
    return other.start < at && other.category != .anatomy ? end : at
  }

  @discardableResult
  private func append(
    _ range: Range<Int>,
    _ type: EntityType,
    _ relationship: RelationshipType,
    _ index: Int,
    _ reading: inout Reading
  ) -> Bool {
    let mention = reading.mentions[index]
    if mention.overlaps(range), type != .direction { return false }
    if mention.attributes.contains(where: { $0.range.overlaps(range) }) { return false }
    // The words may belong to what stands between.
    let isDirection = type == .direction
    let between =
      range.upperBound <= mention.start
      ? range.lowerBound..<mention.start
      : isDirection ? range.lowerBound..<range.lowerBound : mention.end..<range.upperBound
    for other in reading.mentionsNear(index)
    where other != index && (isDirection || reading.mentions[other].category != .anatomy)
      && reading.mentions[other].overlaps(between)
    {
      return false
    }
    reading.mentions[index].attributes.append(
      Piece(
        start: range.lowerBound,
        end: range.upperBound,
        type: type,
        score: 0.85,
        value: nil,
        source: "rule:\(type.rawValue.lowercased())",
        relationship: relationship,
        relationshipScore: 0.9,
        category: mention.category,
        isLinked: true
      )
    )
    return true
  }

  /// A place of the body that touches a condition belongs to it: "knee pain", "pain in the knee".
  private func linkAnatomy(_ reading: inout Reading) {
    var dropped = Set<Int>()
    for index in reading.mentions.indices where reading.mentions[index].category == .anatomy {
      let place = reading.mentions[index]
      for other in [index + 1, index - 1] where reading.mentions.indices.contains(other) {
        let condition = reading.mentions[other]
        guard condition.category == .medicalCondition,
          reading.sentenceOf[condition.start] == reading.sentenceOf[place.start]
        else { continue }
        let touches =
          other > index
          ? condition.start == place.end
          : leads(condition.end..<place.start)
        guard touches else { continue }
        reading.mentions[other].attributes.append(
          Piece(
            start: place.start,
            end: place.end,
            type: .systemOrganSite,
            score: place.score,
            value: nil,
            source: place.sources.first ?? "model:notes",
            relationship: .systemOrganSite,
            relationshipScore: 0.85,
            category: .anatomy,
            isLinked: true
          )
        )
        for direction in place.attributes
        where !reading.mentions[other].attributes.contains(where: { $0.range == direction.range }) {
          reading.mentions[other].attributes.append(direction)
        }
        dropped.insert(index)
        break
      }
    }
    if !dropped.isEmpty {
      reading.mentions = reading.mentions.indices.filter { !dropped.contains($0) }
        .map { reading.mentions[$0] }
    }
  }

  /// "in the", "of his", "to the left": what leads from a condition to its place.
  private func leads(_ gap: Range<Int>) -> Bool {
    guard (1...3).contains(gap.count),
      ["in", "of", "to", "over", "on", "at"]
        .contains(note.lower(gap.lowerBound))
    else { return false }
    return gap.dropFirst().allSatisfy {
      ["the", "his", "her", "both", "left", "right", "my", "their", "a"].contains(note.lower($0))
    }
  }
}

extension Reading {
  /// The first mention that begins at a token or behind it.
  func firstMention(atOrAfter token: Int) -> Int {
    mentions.partitioningIndex { $0.start >= token }
  }

  /// The mentions that begin with a token.
  func mentions(startingAt token: Int) -> ArraySlice<Mention> {
    mentions[firstMention(atOrAfter: token)...].prefix { $0.start == token }
  }

  /// The pieces that begin with a token, while these are in the order of the text.
  func pieces(startingAt token: Int) -> ArraySlice<Piece> {
    pieces[pieces.partitioningIndex { $0.start >= token }...].prefix { $0.start == token }
  }

  /// The mention whose last token stands right before a token.
  func mentionEnding(at token: Int) -> Int? {
    let index = firstMention(atOrAfter: token) - 1
    return index >= 0 && mentions[index].end == token ? index : nil
  }

  /// The mentions that begin in a range.
  func mentionsBetween(_ range: Range<Int>) -> Range<Int> {
    let first = firstMention(atOrAfter: range.lowerBound)
    return first..<max(first, firstMention(atOrAfter: range.upperBound))
  }

  func mentionsNear(_ index: Int) -> Range<Int> {
    max(0, index - 2)..<min(mentions.count, index + 3)
  }
}
