// SPDX-License-Identifier: Apache-2.0

/// Brings together what the lexicon and the sequence models find.
struct MentionFinder {
  let lexicon: Lexicon
  let models: TrainedModels?

  /// Types of the model for notes, by their names.
  private static let categories: [String: (EntityCategory, EntityType)] = [
    "COND": (.medicalCondition, .condition), "TEST": (.testTreatmentProcedure, .testName),
    "PROC": (.testTreatmentProcedure, .procedureName), "MED": (.medication, .genericName),
    "ANAT": (.anatomy, .systemOrganSite), "DATE": (.timeExpression, .timeExpression),
    "GENDER": (.behavioralEnvironmentalSocial, .gender),
    "AGE": (.protectedHealthInformation, .age),
  ]

  private static let details: [String: (EntityType, RelationshipType, EntityCategory)] = [
    "QUALITY": (.quality, .quality, .medicalCondition),
    "ACUITY": (.acuity, .acuity, .medicalCondition),
    "VALUE": (.testValue, .testValue, .testTreatmentProcedure),
    "DOSE": (.dosage, .dosage, .medication),
    "DURATION": (.duration, .duration, .medication),
    "ROUTE": (.routeOrMode, .routeOrMode, .medication),
    "FREQ": (.frequency, .frequency, .medication),
    "SIZE": (.quantity, .quality, .medicalCondition),
  ]

  func find(_ reading: inout Reading) {
    let note = reading.note
    let matches = LexiconMatcher(note: note, lexicon: lexicon).matches(masked: reading.masked)
    var owner = [Int32](repeating: -1, count: note.tokens.count)
    if let models {
      let isLiterature = models.genre?.isLiterature(reading) ?? false
      let isOfGenes =
        isLiterature && (models.domain?.sum(GenreModel.features(note)) ?? 0) > 2
      reading.isLiterature = isLiterature
      reading.isNarrative = !isLiterature && (models.narrative?.isNarrative(reading) ?? false)
      var found = ModelReading(
        note,
        models,
        isOfGenes: isOfGenes,
        matches: reading.isNarrative ? matches : nil
      )
      if isLiterature {
        found.abstracts = AbstractSpans(note: note).completed(found.abstracts)
        takeAbstracts(&found, models, &reading, &owner)
      }
      if !isLiterature, !reading.isNarrative, !reading.isGiven {
        dropUnsure(&found, models, matches, note)
        found.notes = found.notes.flatMap { $0.lines(matches, note) }
      }
      addModel(found, models, &reading, &owner)
      addLexicon(
        isLiterature ? matches.filter { !isNew($0, owner) } : matches,
        found.outside,
        &reading,
        &owner
      )
      if !isLiterature, !reading.isNarrative { addAbstracts(found, &reading, &owner) }
    } else {
      addLexicon(matches, [], &reading, &owner)
    }
    reading.mentions.removeAll { $0.score < 0 }
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    partDiseases(&reading, matches)
    BritishNames(note: reading.note, lexicon: lexicon).settle(&reading)
    dropForms(&reading)
    SpanEnds.dropDepartment(&reading)
    SpanEnds.settleOxygen(&reading, lexicon)
    if !reading.isNarrative, !reading.isLiterature {
      PlacedTests(note: reading.note).join(&reading)
      SpanEnds.trimSides(&reading, lexicon)
      NormalFindings(note: reading.note).drop(&reading)
      ExamShorthand(note: reading.note, lexicon: lexicon).find(&reading)
      OtherMeanings(note: reading.note).drop(&reading)
    }
    freeTests(&reading)
  }

  /// "T2DM metformin" is a disease and what is taken for it, where a model sees one name.
  private func partDiseases(_ reading: inout Reading, _ matches: [LexiconMatch]) {
    func entry(_ match: LexiconMatch, _ kind: LexiconKind) -> Int32? {
      match.terms.map { lexicon.terms[Int($0)].entry }
        .first { lexicon.entries[Int($0)].kind == kind }
    }
    var added: [Mention] = []
    for index in reading.mentions.indices
    where reading.mentions[index].category == .medication
      && reading.mentions[index].range.count > 1
    {
      let mention = reading.mentions[index]
      let at = matches.partitioningIndex { $0.start >= mention.start }
      guard at + 1 < matches.count, matches[at].start == mention.start,
        matches[at].end == matches[at + 1].start, matches[at + 1].end <= mention.end,
        let disease = entry(matches[at], .condition), entry(matches[at + 1], .medication) != nil,
        lexicon.entries[Int(disease)].nature == 0x64
      else { continue }
      reading.mentions[index].start = matches[at].end
      added.append(
        Mention(
          start: mention.start,
          end: matches[at].end,
          category: .medicalCondition,
          type: .condition,
          score: mention.score,
          entry: disease,
          sources: ["lexicon:condition"]
        )
      )
    }
    guard !added.isEmpty else { return }
    reading.mentions += added
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// "albuterol inhaler" is one medication in a form.
  private func dropForms(_ reading: inout Reading) {
    var kept: [Mention] = []
    kept.reserveCapacity(reading.mentions.count)
    for mention in reading.mentions {
      if mention.category == .medication, mention.entry >= 0,
        lexicon.entries[Int(mention.entry)].rxnorm.isEmpty, let last = kept.last,
        last.category == .medication, last.end == mention.start
      {
        continue
      }
      // "Concerta XL 36 mane", of which a model made two.
      if mention.category == .medication, mention.entry < 0, let last = kept.last,
        last.category == .medication, last.end == mention.start, last.entry >= 0,
        Self.releases.contains(reading.note.tokens[mention.start].hash)
      {
        kept[kept.count - 1].end += 1
        continue
      }
      kept.append(mention)
    }
    reading.mentions = kept
  }

  private static let releases = Hash.words("xl xr mr sr la cr er")

  /// A value begins behind the name of its test: "BP 142/88".
  private func freeTests(_ reading: inout Reading) {
    var end = [Int32](repeating: -1, count: reading.note.tokens.count)
    for mention in reading.mentions where mention.type == .testName {
      for token in mention.range { end[token] = Int32(mention.end) }
    }
    reading.pieces = reading.pieces.compactMap { piece in
      var piece = piece
      if end[piece.start] >= 0 { piece.start = Int(end[piece.start]) }
      // "EF 55-60 %", of which a model took the first number for the name.
      let first = piece.start - 2
      if piece.type == .testValue, first >= 0, reading.note.isDash(first + 1),
        reading.note.tokens[first].kind == .number, end[first] < 0,
        !reading.note.tokens[first + 1].flags.contains(.spaceBefore),
        piece.start < reading.note.tokens.count,
        !reading.note.tokens[piece.start].flags.contains(.spaceBefore),
        reading.note.tokens[piece.start].kind == .number
      {
        piece.start = first
      }
      if piece.start < piece.end, let test = piece.range.first(where: { end[$0] >= 0 }) {
        piece.end = test
        while piece.end > piece.start, reading.note.isSymbol(piece.end - 1, 0x2C) { piece.end -= 1 }
      }
      return piece.start < piece.end ? piece : nil
    }
  }

  // MARK: The models

  private static let allergic = Hash.word("allergic".utf8)

  /// Takes away tests of which only an unsure model speaks, before the lexicon is asked.
  private func dropUnsure(
    _ found: inout ModelReading,
    _ models: TrainedModels,
    _ matches: [LexiconMatch],
    _ note: TokenizedNote
  ) {
    guard let type = models.notes.types.firstIndex(of: "TEST") else { return }
    var isKnown = [Bool](repeating: false, count: note.tokens.count)
    for match in matches {
      let kinds = match.terms.map { lexicon.entries[Int(lexicon.terms[Int($0)].entry)].kind }
      guard kinds.contains(where: { $0 == .test || $0 == .procedure }) else { continue }
      for token in match.start..<match.end { isKnown[token] = true }
    }
    func match(at start: Int) -> LexiconMatch? {
      let index = matches.partitioningIndex { $0.start >= start }
      return index < matches.count && matches[index].start == start ? matches[index] : nil
    }
    func kinds(_ match: LexiconMatch) -> [LexiconKind] {
      match.terms.map { lexicon.entries[Int(lexicon.terms[Int($0)].entry)].kind }
    }
    // "PCN allergic" names the allergen.
    found.notes.removeAll { span in
      note.tokens[span.end - 1].hash == Self.allergic
        && match(at: span.start)?.end == span.end - 1
    }
    // "doxy 200 stat", "TXA 1g TDS", "bisop 5": a medication with its directions.
    found.notes.removeAll { span in
      guard span.type == type, let match = match(at: span.start), match.end < span.end,
        kinds(match).contains(.medication)
      else { return false }
      let rest = match.end..<span.end
      let isDirected =
        rest.contains { SigWords.shared.word(note.tokens[$0].hash)?.role == .frequency }
        && rest.contains { note.tokens[$0].kind == .number }
      return isDirected
        || !kinds(match).contains(.test) && rest.allSatisfy { note.tokens[$0].kind == .number }
    }
    let tests = PlacedTests(note: note)
    found.notes.removeAll { $0.type == type && tests.isUnsure($0, isKnown: isKnown) }
  }

  private func addModel(
    _ found: ModelReading,
    _ models: TrainedModels,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    for span in found.notes {
      let name = models.notes.types[span.type]
      guard var range = SpanEnds.trimmed(span.start..<span.end, reading) else { continue }
      if !reading.isNarrative, !reading.isLiterature {
        range = SpanEnds.bare(range, reading.note)
        if name == "DATE" { range = SpanEnds.ofLine(range, reading.note) }
      }
      let score =
        reading.isNarrative && models.judge != nil
        ? span.marginal : models.calibration[span.type][min(9, Int(span.marginal * 10))]
      if reading.isHeader(range.lowerBound) { continue }
      if let (category, type) = Self.categories[name] {
        let index = Int32(reading.mentions.count)
        for token in range { owner[token] = index }
        reading.mentions.append(
          Mention(
            start: range.lowerBound,
            end: range.upperBound,
            category: category,
            type: type,
            score: score,
            marginal: span.marginal,
            sources: ["model:notes"]
          )
        )
      } else if let (type, relationship, category) = Self.details[name] {
        reading.pieces.append(
          Piece(
            start: range.lowerBound,
            end: range.upperBound,
            type: type,
            score: score,
            value: nil,
            source: "model:notes",
            relationship: relationship,
            category: category
          )
        )
      }
    }
  }

  private func addAbstracts(
    _ found: ModelReading,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    for span in found.abstracts {
      guard let range = SpanEnds.trimmed(span.start..<span.end, reading) else { continue }
      let owners = Set(range.map { owner[$0] })
      let isDrug = span.type == 0
      let source = "model:abstracts"
      if owners == [-1] {
        guard span.marginal > 0.75, !reading.isHeader(range.lowerBound),
          reading.note.tokens[range.lowerBound].count > 3 || range.count > 1
        else { continue }
        let index = Int32(reading.mentions.count)
        for token in range { owner[token] = index }
        reading.mentions.append(
          Mention(
            start: range.lowerBound,
            end: range.upperBound,
            category: isDrug ? .medication : .medicalCondition,
            type: isDrug ? .genericName : .condition,
            score: 0.5 * span.marginal,
            marginal: span.marginal,
            sources: [source]
          )
        )
        continue
      }
      for index in owners where index >= 0 {
        let category = reading.mentions[Int(index)].category
        if category == (isDrug ? .medication : .medicalCondition) {
          reading.mentions[Int(index)].sources.append(source)
          reading.mentions[Int(index)].score += 0.2 * (1 - reading.mentions[Int(index)].score)
        }
      }
    }
  }

  /// In an abstract, chemicals and diseases are what the model for abstracts says.
  private func takeAbstracts(
    _ found: inout ModelReading,
    _ models: TrainedModels,
    _ reading: inout Reading,
    _ owner: inout [Int32]
  ) {
    for span in found.abstracts {
      let isDrug = span.type == 0
      let index = Int32(reading.mentions.count)
      for token in span.start..<span.end { owner[token] = index }
      reading.mentions.append(
        Mention(
          start: span.start,
          end: span.end,
          category: isDrug ? .medication : .medicalCondition,
          type: isDrug ? .genericName : .condition,
          score: span.marginal,
          marginal: span.marginal,
          sources: ["model:abstracts"]
        )
      )
    }
    found.notes.removeAll { span in
      let name = models.notes.types[span.type]
      return name == "MED" || name == "COND"
        || (span.start..<span.end).contains { owner[$0] >= 0 }
    }
  }

  /// Whether words of the lexicon would be a medication or a condition that the model for abstracts
  /// did not see, or not so.
  private func isNew(_ match: LexiconMatch, _ owner: [Int32]) -> Bool {
    let kinds = match.terms.map { lexicon.entries[Int(lexicon.terms[Int($0)].entry)].kind }
    guard kinds.contains(where: { $0 == .medication || $0 == .condition }) else {
      return (match.start..<match.end).contains { owner[$0] >= 0 }
    }
    let index = owner[match.start]
    let isWhole =
      index >= 0 && (match.start..<match.end).allSatisfy { owner[$0] == index }
      && (match.start == 0 || owner[match.start - 1] != index)
      && (match.end == owner.count || owner[match.end] != index)
    return !isWhole
  }
}
