// SPDX-License-Identifier: Apache-2.0

/// What the lexicon finds, beside what the models say of the same words.
extension MentionFinder {
  func addLexicon(
    _ matches: [LexiconMatch],
    _ outside: [Float],
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    // What the model takes for a detail of a case report is no thing of its own: "CT-guided".
    var isDetail = [Bool](repeating: false, count: reading.isNarrative ? owner.count : 0)
    if reading.isNarrative {
      for piece in reading.pieces { for token in piece.range { isDetail[token] = true } }
    }
    for match in matches {
      if reading.isNarrative, isDetail[match.start..<match.end].contains(true) { continue }
      guard let term = choose(match, reading) else { continue }
      let entry = lexicon.entries[Int(term.entry)]
      let owners = (match.start..<match.end).map { owner[$0] }
      let known = Set(owners.filter { $0 >= 0 })
      let (category, type) = Self.kind(entry, isBrand: term.isBrand)
      let source = "lexicon:\(entry.kind.name)"
      if !entry.cvx.isEmpty, !reading.isNarrative, !known.isEmpty,
        known.allSatisfy({ index in
          let mention = reading.mentions[Int(index)]
          return mention.category != .medication && mention.start >= match.start
            && mention.end <= match.end
        })
      {
        // A vaccine is what it is, whatever a model makes of its words.
        for index in known { reading.mentions[Int(index)].score = -1 }
        take(match, term, category, type, source, 0, &reading, &owner)
        continue
      }
      if let first = known.first, known.count == 1,
        SpanEnds.yields(reading.mentions[Int(first)], to: match, entry, reading)
      {
        // "CABG 2015" is an operation and its year.
        let index = Int(first)
        for token in match.start..<match.end { owner[token] = -1 }
        reading.mentions[index].start = match.end
        take(match, term, category, type, source, 0, &reading, &owner)
        continue
      }
      if let first = known.first, known.count == 1 {
        let index = Int(first)
        if reading.mentions[index].category == category
          || !reading.isNarrative
            && mayOverrule(entry, reading.mentions[index], match, reading, isBrand: term.isBrand)
        {
          merge(match, term, entry, index, source, &reading, &owner)
          continue
        }
        // The model says another thing of the same words: it saw the sentence.
        if reading.mentions[index].start <= match.start, reading.mentions[index].end >= match.end {
          continue
        }
      }
      if known.count > 1 {
        if reading.isNarrative { continue }
        join(match, term, entry, known, source, &reading, &owner)
        continue
      }
      if !known.isEmpty { continue }
      let open = outside.isEmpty ? 0 : outside[match.start..<match.end].reduce(0, +)
      let share = outside.isEmpty ? 0 : open / Float(match.end - match.start)
      if !isWelcome(entry, match, share, reading) { continue }
      take(match, term, category, type, source, share, &reading, &owner)
    }
  }

  /// Adds a mention that the lexicon alone knows.
  private func take(
    _ match: LexiconMatch,
    _ term: LexiconTerm,
    _ category: EntityCategory,
    _ type: EntityType,
    _ source: String,
    _ share: Float,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    let index = Int32(reading.mentions.count)
    for token in match.start..<match.end { owner[token] = index }
    let entry = lexicon.entries[Int(term.entry)]
    reading.mentions.append(
      Mention(
        start: match.start,
        end: match.end,
        category: category,
        type: type,
        score: reading.isNarrative ? 0.4 : Self.score(entry, match, share),
        entry: term.entry,
        snomed: term.snomed,
        sources: [source]
      )
    )
  }

  private static let sides: Set<String> = ["left", "right", "bilateral", "bilat"]
  private static let giving = Hash.words("load loading bolus drip gtt taper trial dose x")
  private static let aims = Hash.words("of for")
  private static let placing = Hash.words("of the to epidural suture sutures in at near")

  /// Medications of the lexicon are what they are, whatever a model thinks.
  private func mayOverrule(
    _ entry: LexiconEntry,
    _ mention: Mention,
    _ match: LexiconMatch,
    _ reading: Reading,
    isBrand: Bool
  ) -> Bool {
    let words = match.end - match.start
    let isEnd =
      mention.entry < 0 && mention.end == match.end && mention.end - mention.start <= words + 2
    // "AF rate 94" is a rhythm, and "MDD, GAD, PTSD" a list of diseases.
    if entry.kind == .condition, mention.entry < 0, mention.type == .testName,
      match.start == mention.start, entry.nature == 0x64,
      entry.icd10cm.hasPrefix("I4") && reading.note.lower(match.end) == "rate"
        || mention.end - mention.start == words && reading.note.isAllCaps(match.start)
          && !isValueBehind(match.end, reading) && (mention.marginal ?? 0) < 0.97
    {
      return true
    }
    // "Lexapro 20", "Sensipar d/c'd"
    if entry.kind == .medication, mention.entry < 0, mention.category == .testTreatmentProcedure,
      match.start == mention.start, match.end - match.start == 1,
      reading.note.tokens[match.start].count > (entry.rxnorm.isEmpty ? 5 : 4),
      (match.end..<mention.end).allSatisfy({ at in
        reading.note.tokens[at].kind != .word || reading.note.tokens[at].count == 1
          || reading.note.holds(at, Self.giving)
          || SigWords.shared.word(reading.note.tokens[at].hash) != nil
      })
    {
      return true
    }
    // "Adcal-D3" is a brand, whatever the letters of its end are like.
    if entry.kind == .medication, isBrand, words > 1, mention.entry < 0,
      mention.category == .testTreatmentProcedure, mention.start == match.start,
      mention.end == match.end
    {
      return true
    }
    // "NaHCO3 650 TID", of which a model saw the letters.
    if entry.kind == .medication, !entry.rxnorm.isEmpty, words > 1, mention.entry < 0,
      mention.category == .testTreatmentProcedure, mention.start == match.start,
      mention.end < match.end, reading.note.tokens[mention.end].kind == .number,
      !reading.note.tokens[mention.end].flags.contains(.spaceBefore)
    {
      return true
    }
    // "hip ORIF" is no place, but "edge of the stent" and "epidural hematoma" have one.
    if entry.kind == .procedure, entry.nature == 0x70, mention.category == .anatomy,
      match.end == mention.end, !reading.isNarrative,
      !mention.range.contains(where: { reading.note.holds($0, Self.placing) })
    {
      return true
    }
    // "LBP" is a pain, where a model sees a place.
    if entry.kind == .condition, mention.category == .anatomy, mention.end - mention.start == words
    {
      return true
    }
    return switch entry.kind {
    case .medication:
      // "D4 meropenem", and a name that a line breaks.
      !(entry.rxnorm.isEmpty && !isBrand && (words == 1 || mention.type != .condition))
        && (isEnd || mention.end - mention.start == words)
        && (mention.category == .testTreatmentProcedure
          && (mention.marginal ?? 0) < (mention.end - mention.start > words ? 0.98 : 0.9)
          || mention.category == .medicalCondition && (mention.marginal ?? 0) < 0.6)
    case .condition:
      // "RA on methotrexate": what is a disease by name is no medication.
      mention.category == .medication
        ? entry.nature == 0x64 && mention.end - mention.start == words
        : (mention.marginal ?? 0) < (words > 1 ? 0.8 : 0.5)
          && (entry.nature == 0x64 || words > 1)
    case .test
    where mention.category == .medication && mention.entry < 0 && match.start == mention.start
      && mention.end - mention.start > words:
      // "Na 138" is measured; nothing of that name is taken.
      true
    case .test where mention.category == .medication && mention.entry < 0:
      // "BG now 142"
      mention.end - mention.start == words && isValueBehind(match.end, reading)
    case .test, .procedure:
      // "assessment of anxiety" names what is looked for, however sure a model is of it.
      words > 1 && mention.category == .medicalCondition
        && ((mention.marginal ?? 0) < 0.5
          || mention.start > match.start && mention.end == match.end
            && reading.note.holds(mention.start - 1, Self.aims))
    default: false
    }
  }

  /// Gives a mention of the model what the lexicon knows, and the lexicon's ends where the model
  /// took a part of the words.
  private func merge(
    _ match: LexiconMatch,
    _ term: LexiconTerm,
    _ entry: LexiconEntry,
    _ index: Int,
    _ source: String,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    var mention = reading.mentions[index]
    let (category, type) = Self.kind(entry, isBrand: term.isBrand)
    let grows =
      match.start <= mention.start && match.end >= mention.end
      && match.end - match.start > mention.end - mention.start
    // "hip ORIF" keeps the place in its name.
    let shrinksToIt =
      mention.category != category && !(mention.category == .anatomy && entry.kind == .procedure)
    // "BP 142/88" has a value in it; in a case report "T2-weighted images" and "CK 20" are names.
    let hasNumber =
      !reading.isNarrative && entry.kind == .test && match.start == mention.start
      && match.end < mention.end
      && (match.end..<mention.end).contains { reading.note.tokens[$0].kind == .number }
    // "ASA 81" is a name and a dose, "Humulin 70/30" a name.
    let hasDose =
      !reading.isNarrative && entry.kind == .medication && !entry.rxnorm.isEmpty
      && match.start == mention.start && match.end < mention.end
      && reading.note.tokens[match.end].kind == .number
      && !(match.end..<mention.end).contains { reading.note.isSymbol($0, 0x2F) }
    // "Throbbing headache" is a headache, and how it is.
    if !reading.isNarrative, category == .medicalCondition, mention.category == category,
      mention.start < match.start, match.end == mention.end,
      ConditionWords(note: reading.note).isKind(mention.start..<match.start)
    {
      for token in mention.start..<match.start { owner[token] = -1 }
      mention.start = match.start
    }
    if (grows && !reading.isNarrative) || shrinksToIt || hasNumber || hasDose {
      for token in mention.range { owner[token] = -1 }
      mention.start = match.start
      mention.end = match.end
      for token in mention.range { owner[token] = Int32(index) }
    }
    // "right lower lobectomy" is a lobectomy, and its side.
    if mention.category == .anatomy, entry.kind == .procedure {
      while mention.start < match.start, Self.sides.contains(reading.note.lower(mention.start)) {
        owner[mention.start] = -1
        mention.start += 1
      }
    }
    if mention.entry < 0 || match.end - match.start >= lastLength(mention) {
      mention.entry = term.entry
      mention.snomed = term.snomed
      // A biopsy may be a test or an operation: the model saw the sentence.
      let keepsType =
        mention.category == category && category == .testTreatmentProcedure
        && (reading.isNarrative || (mention.marginal ?? 0) > 0.5)
      if !keepsType { mention.type = type }
      mention.category = category
    }
    mention.sources.append(source)
    if !reading.isNarrative { mention.score += 0.5 * (1 - mention.score) }
    reading.mentions[index] = mention
  }

  /// "chest pain" is one condition, though a model saw a place and a pain, and "CT head" one test.
  private func join(
    _ match: LexiconMatch,
    _ term: LexiconTerm,
    _ entry: LexiconEntry,
    _ known: Set<Int32>,
    _ source: String,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    let category: EntityCategory
    switch entry.kind {
    case .condition: category = .medicalCondition
    case .test: category = .testTreatmentProcedure
    // "sacubitril/valsartan" is one medication by its name.
    case .medication: category = .medication
    default: return
    }
    let isWithin = known.allSatisfy { index in
      let mention = reading.mentions[Int(index)]
      return mention.start >= match.start && mention.end <= match.end
        && (mention.category == .anatomy || mention.category == category
          || category == .medicalCondition && isCause(mention, reading))
    }
    guard isWithin,
      let kept = known.first(where: { reading.mentions[Int($0)].category == category })
    else { return }
    merge(match, term, entry, Int(kept), source, &reading, &owner)
    for index in known where index != kept { reading.mentions[Int(index)].score = -1 }
  }

  private static let causing = Hash.words("induced related associated")

  /// "Steroid-induced diabetes" is a disease by its name, and nothing taken.
  private func isCause(_ mention: Mention, _ reading: Reading) -> Bool {
    let next = reading.note.isDash(mention.end) ? mention.end + 1 : mention.end
    return mention.category == .medication && reading.note.holds(next, Self.causing)
  }

  private func lastLength(_ mention: Mention) -> Int {
    mention.entry < 0 ? 0 : lexicon.entries[Int(mention.entry)].name.split(separator: " ").count
  }

  static func kind(_ entry: LexiconEntry, isBrand: Bool) -> (EntityCategory, EntityType) {
    switch entry.kind {
    case .condition: (.medicalCondition, .condition)
    case .medication: (.medication, isBrand ? .brandName : .genericName)
    case .test: (.testTreatmentProcedure, .testName)
    case .procedure:
      (.testTreatmentProcedure, entry.nature == 0x74 ? .treatmentName : .procedureName)
    case .anatomy: (.anatomy, .systemOrganSite)
    }
  }

  private static func score(_ entry: LexiconEntry, _ match: LexiconMatch, _ outside: Float) -> Float
  {
    let base: Float =
      switch entry.kind {
      case .medication: entry.rxnorm.isEmpty ? 0.7 : 0.93
      case .condition: 0.85
      case .test: 0.75
      case .procedure: 0.75
      case .anatomy: 0.6
      }
    return min(0.97, base + (match.end - match.start > 1 ? 0.05 : 0)) - 0.3 * outside
  }

  /// Whether words that only the lexicon knows become a mention.
  private func isWelcome(
    _ entry: LexiconEntry,
    _ match: LexiconMatch,
    _ outside: Float,
    _ reading: Reading
  ) -> Bool {
    if reading.isHeader(match.start) {
      return false
    }
    if reading.isNarrative {
      // The model knows what case reports are about; words alone were right one time in three, and
      // places and tests less often.
      switch entry.kind {
      case .anatomy, .test: return false
      case .condition, .procedure: if outside > 0.6 { return false }
      default: break
      }
    }
    let isLong = match.end - match.start > 1
    if entry.kind == .test, !isLong, reading.note.tokens[match.start].count == 1 {
      // "T 98.6", but not "T2-weighted", "a T stage" or "G2P1".
      return reading.note.tokens[match.start].flags.contains(.spaceBefore)
        && isValueBehind(match.end, reading) && !isWeighting(match.end, reading)
    }
    // Three words and more are a name, whatever the model thinks.
    let longest: Float = match.end - match.start > 2 ? 2 : 0.99
    let limit: Float =
      switch entry.kind {
      case .medication: 2
      case .condition: isLong || entry.nature == 0x64 ? 2 : 0.97
      case .test: isLong ? longest : 0.93
      case .procedure:
        isLong
          ? longest
          : RemovedDevices(note: reading.note).isRemoved(match.start..<match.end) ? 2 : 0.85
      case .anatomy: 0.3
      }
    if outside > limit, !(entry.kind == .test && isValueBehind(match.end, reading)) { return false }
    return true
  }

  /// "T2 hyperintensities" is a way to make a picture, and no temperature.
  private func isWeighting(_ at: Int, _ reading: Reading) -> Bool {
    guard let value = NumberWords.digits(reading.note, at) else { return false }
    return value <= 2 && !reading.note.tokens[at].flags.contains(.spaceBefore)
  }

  private func isValueBehind(_ end: Int, _ reading: Reading) -> Bool {
    var at = end
    let note = reading.note
    while at < min(end + 3, note.tokens.count) {
      if note.tokens[at].kind == .number { return true }
      if note.tokens[at].kind == .word, !["of", "is", "was", "at", "now"].contains(note.lower(at)) {
        return false
      }
      at += 1
    }
    return false
  }

  private static let findings: Set<String> = [
    "no", "without", "denies", "cervical", "axillary", "inguinal", "supraclavicular", "palpable",
  ]

  /// The entry that fits the place, where several have the same words.
  private func choose(_ match: LexiconMatch, _ reading: Reading) -> LexiconTerm? {
    let terms = match.terms.map { lexicon.terms[Int($0)] }
    guard terms.count > 1 else { return terms.first }
    let kind = reading.kind(at: match.start)
    // "No LAD" speaks of lymph nodes, "LAD stent" of an artery.
    let isFinding =
      match.start > 0 && Self.findings.contains(reading.note.lower(match.start - 1))
    let isPlace = terms.contains { lexicon.entries[Int($0.entry)].kind == .anatomy }
    let isWord = terms.contains { !$0.needsCase && $0.spelling == $0.spelling.lowercased() }
    func rank(_ term: LexiconTerm) -> Int {
      let entry = lexicon.entries[Int(term.entry)]
      switch entry.kind {
      case .condition where isPlace: return isFinding ? 2 : 5
      case .medication:
        if kind == .medications || kind == .dischargeMedications { return 0 }
        return isValueBehind(match.end, reading) ? 3 : 2
      // "FIT negative", but "had a fit".
      case .test where term.needsCase && isWord: return 1
      case .test: return kind == .laboratory || isValueBehind(match.end, reading) ? 1 : 3
      case .condition: return 2
      case .procedure: return 2
      case .anatomy: return 4
      }
    }
    return terms.min { rank($0) < rank($1) }
  }
}
