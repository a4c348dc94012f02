// SPDX-License-Identifier: Apache-2.0

/// Finds the codes of what a mention names: the entry that it is, then the entries whose names have
/// the most words in common with it.
struct ConceptFinder: Sendable {
  private let lexicon: Lexicon
  /// What was loaded beside the lexicon.
  var terminology = TerminologyFinder(indexes: [])
  /// Entries by the words of their names.
  private let postings: [UInt32: [Int32]]
  private let weights: [UInt32: Float]
  /// How much the words of each spelling weigh, and which entry it is of.
  private let spellings: [(entry: Int32, words: [UInt32], weight: Float)]

  static let shared = ConceptFinder(.shared)

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    var postings: [UInt32: [Int32]] = [:]
    var spellings: [(Int32, [UInt32], Float)] = []
    for (number, entry) in lexicon.entries.enumerated() {
      for spelling in entry.spellings {
        let words = Self.words(spelling)
        let index = Int32(spellings.count)
        spellings.append((Int32(number), words, 0))
        for word in Set(words) { postings[word, default: []].append(index) }
      }
    }
    let count = Float(spellings.count)
    let weights = postings.mapValues { list -> Float in
      // The logarithm of how rare a word is, without a library: bits are enough.
      var share = count / Float(list.count)
      var bits: Float = 1
      while share > 2 {
        share /= 2
        bits += 1
      }
      return bits
    }
    self.weights = weights
    self.postings = postings
    self.spellings = spellings.map { entry, words, _ in
      (entry, words, words.reduce(0) { $0 + (weights[$1] ?? 1) })
    }
  }

  /// Words that say how something is, and name nothing: "acute issues" are no acute bronchitis.
  private static let qualifiers = Set(
    words(
      """
      acute chronic subacute recurrent persistent severe moderate mild new old other unspecified \
      active stable primary secondary bilateral left right upper lower
      """
    )
  )

  private static func words(_ text: String) -> [UInt32] {
    Lexicon.hashes(Array(text.utf8))
  }

  /// Returns the candidates of a mention, best first, five at most of each system.
  func concepts(_ mention: Mention, text: String) -> [Concept] {
    let kinds: [LexiconKind]
    switch mention.type {
    case .condition: kinds = [.condition]
    case .genericName, .brandName, .allergies: kinds = [.medication]
    case .testName: kinds = [.test, .procedure]
    case .procedureName, .treatmentName: kinds = [.procedure, .test]
    case .systemOrganSite: kinds = [.anatomy]
    default: return []
    }
    var scores: [Int32: Float] = [:]
    let own = Self.words(text)
    if mention.entry >= 0 {
      let isWhole = lexicon.entries[Int(mention.entry)].spellings.contains {
        $0.utf8.count == text.utf8.count && $0.lowercased() == text.lowercased()
      }
      scores[mention.entry] = isWhole ? 0.98 : 0.9
    }
    let weight = own.reduce(Float(0)) { $0 + (weights[$1] ?? 3) }
    var shared: [Int32: Float] = [:]
    var bearing: Set<Int32> = []
    for word in Set(own) {
      guard let list = postings[word], list.count < 400 else { continue }
      for spelling in list { shared[spelling, default: 0] += weights[word] ?? 1 }
      if !Self.qualifiers.contains(word) { bearing.formUnion(list) }
    }
    for (spelling, common) in shared where bearing.contains(spelling) {
      let candidate = spellings[Int(spelling)]
      guard kinds.contains(lexicon.entries[Int(candidate.entry)].kind) else { continue }
      let share = 2 * common / max(1, weight + candidate.weight)
      let score = min(0.9, share * 0.9)
      if score > 0.25, score > scores[candidate.entry] ?? 0 { scores[candidate.entry] = score }
    }
    var found: [Concept] = []
    if !mention.snomed.isEmpty {
      // The very words have a code of their own.
      found.append(
        Concept(system: .snomed, code: mention.snomed, description: text, score: 0.99)
      )
    }
    let best = scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    for (entry, score) in best { found += codes(lexicon.entries[Int(entry)], score) }
    if !terminology.indexes.isEmpty {
      let loaded = terminology.candidates(text, kinds: Set(kinds.map(\.concept)), limit: 24)
      found = Self.merged(found, loaded.map(\.concept))
    }
    return Self.firstOfEach(found)
  }

  /// Returns the concepts of words that may name anything, best first.
  func concepts(named text: String, limit: Int) -> [Concept] {
    let types: [EntityType] = [.condition, .genericName, .testName, .systemOrganSite]
    let own = types.flatMap { type in
      concepts(
        Mention(start: 0, end: 0, category: .medicalCondition, type: type, score: 0, sources: []),
        text: text
      )
    }
    let loaded = terminology.candidates(text, kinds: Set(ConceptKind.allCases), limit: limit)
    var seen: Set<String> = []
    let all = (own + loaded.map(\.concept)).enumerated()
      .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
      .filter { seen.insert("\($0.system.rawValue)|\($0.code)").inserted }
    return Array(all.prefix(limit))
  }

  /// Two lists by score as one, the first before the second where they are equal.
  private static func merged(_ first: [Concept], _ second: [Concept]) -> [Concept] {
    var result: [Concept] = []
    var rest = second[...]
    for concept in first {
      while let next = rest.first, next.score > concept.score { result.append(rest.removeFirst()) }
      result.append(concept)
    }
    return result + rest
  }

  /// Each code once, five at most of each system.
  private static func firstOfEach(_ concepts: [Concept]) -> [Concept] {
    var result: [Concept] = []
    var seen: [CodeSystem: Int] = [:]
    for concept in concepts {
      if result.contains(where: { $0.code == concept.code && $0.system == concept.system }) {
        continue
      }
      if seen[concept.system, default: 0] >= 5 { continue }
      seen[concept.system, default: 0] += 1
      result.append(concept)
    }
    return result
  }

  private func codes(_ entry: LexiconEntry, _ score: Float) -> [Concept] {
    [
      (CodeSystem.icd10cm, entry.icd10cm), (.rxnorm, entry.rxnorm), (.snomed, entry.snomed),
      (.loinc, entry.loinc), (.cvx, entry.cvx),
    ]
    .filter { !$0.1.isEmpty }
    .map {
      Concept(system: $0.0, code: $0.1, description: entry.name, score: rounded(score))
    }
  }
}

/// A score as it is shown: three decimals.
func rounded(_ score: Float) -> Double {
  (Double(max(0, min(1, score))) * 1000).rounded() / 1000
}
