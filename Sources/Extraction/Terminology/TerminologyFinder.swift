// SPDX-License-Identifier: Apache-2.0

/// Finds the codes and the mentions that loaded terminologies know.
struct TerminologyFinder: Sendable {
  /// A concept that may be meant.
  struct Candidate {
    var concept: Concept
    var kind: ConceptKind
    /// Whether the words are a name of it, not only like one.
    var isExact: Bool
  }

  let indexes: [TerminologyIndex]

  /// What fits with all its words.
  private static let exactScore: Float = 0.97
  /// What fits with its words, but is no preferred name.
  private static let synonymScore: Float = 0.96

  private static let standard: Set<CodeSystem> = [.icd10cm, .rxnorm, .snomed, .loinc]

  // MARK: Codes

  /// Returns concepts for words, best first.
  ///
  /// - Parameters:
  ///   - text: The words.
  ///   - kinds: What may be meant.
  ///   - limit: The most that are returned.
  /// - Returns: The concepts; those of unknown kind may always be meant.
  func candidates(_ text: String, kinds: Set<ConceptKind>, limit: Int) -> [Candidate] {
    var result: [Candidate] = []
    for index in indexes { result += candidates(text, kinds, index, limit) }
    result.sort { $0.concept.score > $1.concept.score }
    return Array(result.prefix(limit))
  }

  private func candidates(
    _ text: String,
    _ kinds: Set<ConceptKind>,
    _ index: TerminologyIndex,
    _ limit: Int
  ) -> [Candidate] {
    var scores: [Int: (score: Float, isExact: Bool)] = [:]
    let words = Lexicon.hashes(Array(text.utf8))
    guard !words.isEmpty else { return [] }
    func isMeant(_ concept: Int) -> Bool {
      let kind = index.kind(ofConcept: concept)
      return kind == .unknown || kinds.contains(kind)
    }
    for spelling in Self.spellings(text, words) {
      for number in index.terms(key: TerminologyFormat.key(spelling)) {
        guard let term = index.term(number), isMeant(term.concept) else { continue }
        let score = term.flags.contains(.preferred) ? Self.exactScore : Self.synonymScore
        if score > scores[term.concept]?.score ?? 0 { scores[term.concept] = (score, true) }
      }
    }
    addAlike(words, index, isMeant, &scores)
    let best = scores.sorted { ($1.value.score, $0.key) < ($0.value.score, $1.key) }
    return best.prefix(limit).compactMap { number, found in
      guard let concept = index.concept(number) else { return nil }
      return Candidate(
        concept: Concept(
          system: concept.system,
          code: concept.code,
          description: concept.name,
          // Of equal names those of the four systems that notes are coded in come first.
          score: rounded(found.score - (Self.standard.contains(concept.system) ? 0 : 0.02))
        ),
        kind: index.kind(ofConcept: number),
        isExact: found.isExact
      )
    }
  }

  /// The words as they stand, and the last one without the s of a plural.
  private static func spellings(_ text: String, _ words: [UInt32]) -> [[UInt32]] {
    guard text.utf8.count > 4, text.hasSuffix("s"), !text.hasSuffix("ss") else { return [words] }
    return [words, Lexicon.hashes(Array(text.utf8.dropLast()))]
  }

  /// Adds concepts of which a name has many of the words.
  private func addAlike(
    _ words: [UInt32],
    _ index: TerminologyIndex,
    _ isMeant: (Int) -> Bool,
    _ scores: inout [Int: (score: Float, isExact: Bool)]
  ) {
    var total: Float = 0
    var common: [Int: Float] = [:]
    var frequent: [(hash: UInt32, weight: Float)] = []
    for word in Set(words) {
      let postings = index.postings(of: word)
      let weight = TerminologyIndex.weight(postings.count, of: index.termCount)
      total += weight
      if postings.isEmpty { continue }
      if postings.count > TerminologyFormat.longestPostings {
        frequent.append((word, weight))
        continue
      }
      for place in postings { common[index.posting(place), default: 0] += weight }
    }
    guard total > 0, !common.isEmpty else { return }
    func share(_ number: Int, _ weight: Float) -> Float {
      2 * weight / max(1, total + (index.term(number)?.weight ?? 0))
    }
    let promising = common.sorted {
      (share($1.key, $1.value), $0.key) < (share($0.key, $0.value), $1.key)
    }
    for (number, weight) in promising.prefix(48) {
      guard let term = index.term(number), isMeant(term.concept) else { continue }
      var weight = weight
      if !frequent.isEmpty {
        let own = Set(Lexicon.hashes(Array(index.text(term).utf8)))
        for word in frequent where own.contains(word.hash) { weight += word.weight }
      }
      let score = min(0.9, share(number, weight) * 0.9)
      if score > 0.25, score > scores[term.concept]?.score ?? 0 {
        scores[term.concept] = (score, false)
      }
    }
  }

  // MARK: Mentions

  /// Adds mentions of recognised names: where nothing was found, and where what was found is a part
  /// of the name, such as "fever" of "scarlet fever".
  func find(_ reading: inout Reading) {
    for index in indexes {
      var owner = Self.owners(reading)
      var at = 0
      while at < reading.note.tokens.count {
        let token = reading.note.tokens[at]
        guard token.kind == .word, !reading.masked[at], index.mayStart(token.hash),
          !reading.isHeader(at), let found = longest(in: reading.note, from: at, index)
        else {
          at += 1
          continue
        }
        let range = at..<found.end
        add(Self.mention(range, found.term, index), &reading, &owner)
        at = found.end
      }
      reading.mentions.removeAll { $0.score < 0 }
      reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    }
  }

  /// The mention that each token belongs to, -1 for none.
  private static func owners(_ reading: Reading) -> [Int] {
    var owner = [Int](repeating: -1, count: reading.note.tokens.count)
    for (number, mention) in reading.mentions.enumerated() {
      for token in mention.range { owner[token] = number }
    }
    return owner
  }

  private func add(_ mention: Mention, _ reading: inout Reading, _ owner: inout [Int]) {
    var mention = mention
    for number in Set(owner[mention.range]) where number >= 0 {
      let known = reading.mentions[number]
      let isPart =
        known.start >= mention.start && known.end <= mention.end
        && (known.category == mention.category
          || known.category == .anatomy && mention.category == .medicalCondition)
      guard isPart else { return }
      if known.range == mention.range {
        reading.mentions[number].sources += mention.sources
        return
      }
      mention.score = max(mention.score, known.score)
    }
    for number in Set(owner[mention.range]) where number >= 0 {
      let known = reading.mentions[number].sources.filter { !mention.sources.contains($0) }
      mention.sources = known + mention.sources
      reading.mentions[number].score = -1
    }
    for token in mention.range { owner[token] = reading.mentions.count }
    reading.mentions.append(mention)
  }

  /// The longest recognised name from a token.
  private func longest(
    in note: TokenizedNote,
    from start: Int,
    _ index: TerminologyIndex
  ) -> (term: TerminologyIndex.TermRow, end: Int)? {
    var key = TerminologyFormat.seed
    var at = start
    var words = 0
    var best: (TerminologyIndex.TermRow, Int)?
    while at < note.tokens.count, words < TerminologyFormat.longestTerm {
      if at > start, note.tokens[at].flags.contains(.blankBefore) { break }
      if at > start, note.isSymbol(at, 0x2D) {
        at += 1
        continue
      }
      key = TerminologyFormat.extend(key, note.tokens[at].hash)
      words += 1
      at += 1
      for number in index.terms(key: TerminologyFormat.finish(key)) {
        guard let term = index.term(number), term.flags.contains(.recognised),
          Self.fits(index.text(term), term.flags, note, start..<at)
        else { continue }
        best = (term, at)
        break
      }
    }
    return best
  }

  /// Whether words of a note are this name: no two keys are trusted, and a single short word could be
  /// anything.
  private static func fits(
    _ name: String,
    _ flags: TerminologyFormat.Flags,
    _ note: TokenizedNote,
    _ range: Range<Int>
  ) -> Bool {
    let words = note.text(range)
    if flags.contains(.needsCase) {
      guard words == name else { return false }
    } else {
      guard
        words.lowercased().filter({ $0 != "-" && $0 != " " && $0 != "\n" && $0 != "\r" })
          == name.lowercased().filter({ $0 != "-" && $0 != " " })
      else { return false }
    }
    return range.count > 1 || name.utf8.count >= 5 || flags.contains(.needsCase)
  }

  private static func mention(
    _ range: Range<Int>,
    _ term: TerminologyIndex.TermRow,
    _ index: TerminologyIndex
  ) -> Mention {
    let kind = index.kind(ofConcept: term.concept)
    let (category, type): (EntityCategory, EntityType) =
      switch kind {
      case .medication:
        (.medication, term.flags.contains(.brand) ? .brandName : .genericName)
      case .test: (.testTreatmentProcedure, .testName)
      case .procedure: (.testTreatmentProcedure, .procedureName)
      case .anatomy: (.anatomy, .systemOrganSite)
      case .condition, .unknown, .other: (.medicalCondition, .condition)
      }
    return Mention(
      start: range.lowerBound,
      end: range.upperBound,
      category: category,
      type: type,
      score: range.count > 1 ? 0.8 : 0.7,
      sources: ["terminology:\(index.name)"]
    )
  }
}
