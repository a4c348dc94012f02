// SPDX-License-Identifier: Apache-2.0

/// Finds the codes of what a mention names: the entry that it is, then the entries whose names have
/// the most words in common with it.
struct ConceptFinder: Sendable {
  private let lexicon: Lexicon
  /// What was loaded beside the lexicon.
  var terminology = TerminologyFinder(indexes: [])
  /// What is known of each word of the spellings.
  private let words: [UInt32: Word]
  /// The spellings that have each word, in the order of `words`: a range of this list per word.
  private let postings: [Int32]
  /// How much the words of each spelling weigh, and which entry it is of.
  private let spellings: [Spelling]

  private struct Word {
    var postings: Range<Int32>
    var weight: Float
    /// Whether it says how something is, and names nothing.
    var isQualifier: Bool
  }

  private struct Spelling {
    var entry: Int32
    var kind: LexiconKind
    var weight: Float
    /// Of it, the words that name something.
    var bearing: Float
  }

  static let shared = ConceptFinder(.shared)

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    var lists: [UInt32: [Int32]] = [:]
    var spellings: [(entry: Int32, words: [UInt32])] = []
    for (number, entry) in lexicon.entries.enumerated() {
      for spelling in entry.spellings {
        let words = Self.words(spelling)
        let index = Int32(spellings.count)
        spellings.append((Int32(number), words))
        for word in words where lists[word]?.last != index {
          lists[word, default: []].append(index)
        }
      }
    }
    let qualifiers = Set(Self.words(Self.qualifiers))
    var words: [UInt32: Word] = [:]
    words.reserveCapacity(lists.count)
    var postings: [Int32] = []
    for (word, list) in lists {
      let begin = Int32(postings.count)
      postings += list
      words[word] = Word(
        postings: begin..<Int32(postings.count),
        weight: Self.rarity(list.count, of: spellings.count),
        isQualifier: qualifiers.contains(word)
      )
    }
    self.spellings = spellings.map { entry, own in
      Spelling(
        entry: entry,
        kind: lexicon.entries[Int(entry)].kind,
        weight: own.reduce(0) { $0 + (words[$1]?.weight ?? 1) },
        bearing: Set(own).reduce(0) { sum, word in
          words[word].map { sum + ($0.isQualifier ? 0 : $0.weight) } ?? sum
        }
      )
    }
    self.words = words
    self.postings = postings
  }

  /// The logarithm of how rare a word is, without a library: bits are enough.
  private static func rarity(_ count: Int, of all: Int) -> Float {
    var share = Float(all) / Float(count)
    var bits: Float = 1
    while share > 2 {
      share /= 2
      bits += 1
    }
    return bits
  }

  /// Words that say how something is, and name nothing: "acute issues" are no acute bronchitis.
  private static let qualifiers =
    """
    acute chronic subacute recurrent persistent severe moderate mild new old other unspecified \
    active stable primary secondary bilateral left right upper lower level levels
    """

  /// Words that number kinds, and alone make no candidate: type 2 diabetes is no type 2 respiratory failure.
  private static let kindWords = Set(words("type t stage grade class 1 2 3 4 5 i ii iii iv v"))

  private static func words(_ text: String) -> [UInt32] {
    Lexicon.hashes(Array(text.utf8))
  }

  /// Returns the candidates of a mention, best first, five at most of each system.
  ///
  /// - Parameters:
  ///   - mention: What is named.
  ///   - text: Its words.
  ///   - modifier: The word that makes another disease of it: only names with it are candidates.
  /// - Returns: The candidates.
  func concepts(_ mention: Mention, text: String, modifier: String? = nil) -> [Concept] {
    guard let modifier, mention.entry >= 0 else { return concepts(mention, text) }
    let needed = Set(Self.words(modifier))
    let whole = needed.isSubset(of: Self.words(text)) ? text : "\(modifier) \(text)"
    let own = Set(lexicon.entries[Int(mention.entry)].spellings.flatMap(Self.words))
    return concepts(mention, whole).filter { concept in
      let words = Set(Self.words(concept.description))
      return needed.isSubset(of: words) && !own.isDisjoint(with: words)
    }
  }

  private func concepts(_ mention: Mention, _ text: String) -> [Concept] {
    let kinds: [LexiconKind]
    switch mention.type {
    case .condition: kinds = [.condition]
    case .genericName, .brandName, .allergies: kinds = [.medication]
    case .testName: kinds = [.test, .procedure]
    case .procedureName, .treatmentName: kinds = [.procedure, .test]
    case .systemOrganSite: kinds = [.anatomy]
    default: return []
    }
    var found: [Concept] = []
    if !mention.snomed.isEmpty {
      // The very words have a code of their own.
      found.append(
        Concept(system: .snomed, code: mention.snomed, description: text, score: 0.99)
      )
    }
    for (entry, score) in scores(mention, text, kinds) {
      lexicon.entries[Int(entry)].addCodes(rounded(score), to: &found)
    }
    if !terminology.indexes.isEmpty {
      let loaded = terminology.candidates(text, kinds: Set(kinds.map(\.concept)), limit: 24)
      found = Self.merged(found, loaded.map(\.concept))
    }
    return Self.firstOfEach(found)
  }

  /// Adds the products that a medication is with its strength and form, where RxNorm is loaded.
  ///
  /// - Parameters:
  ///   - concepts: What its words alone may be.
  ///   - mention: The medication, with its details.
  ///   - names: Its words, then the name that the lexicon has for them.
  ///   - note: The note.
  func addProducts(
    to concepts: inout [Concept],
    of mention: Mention,
    names: [String],
    in note: TokenizedNote
  ) {
    guard mention.category == .medication, !mention.attributes.isEmpty,
      !terminology.indexes.isEmpty
    else { return }
    let behind = mention.end < note.tokens.count ? note.lower(mention.end) : ""
    let finder = ProductFinder(indexes: terminology.indexes)
    for name in names {
      guard
        let wanted = ProductFinder.Wanted(
          name: name,
          details: mention.attributes,
          behind: behind,
          text: { note.text($0.range) }
        )
      else { return }
      let products = finder.concepts(wanted)
      if products.isEmpty { continue }
      concepts = Self.firstOfEach(
        (concepts + products).enumerated()
          .sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
          .map(\.element)
      )
      return
    }
  }

  /// The entries that a mention may be, with how likely each is, the likeliest first.
  private func scores(
    _ mention: Mention,
    _ text: String,
    _ kinds: [LexiconKind]
  ) -> [(entry: Int32, score: Float)] {
    var scores: [Int32: Float] = [:]
    if mention.entry >= 0 {
      let lower = text.lowercased()
      let isWhole = lexicon.entries[Int(mention.entry)].spellings.contains {
        $0.utf8.count == text.utf8.count && $0.lowercased() == lower
      }
      scores[mention.entry] = isWhole ? 0.98 : 0.9
      // What is known by name and has no code has not that of another: "AREDS 2" is no O2.
      if isWhole, !lexicon.entries[Int(mention.entry)].hasCodes { return [(mention.entry, 0.98)] }
    }
    var own: [UInt32] = []
    var weight: Float = 0
    var shared = [Float](repeating: 0, count: spellings.count)
    var named = shared
    var bearing: [Int32] = []
    // An entry without codes says that the words are none of another: "x-ray of the wrist" is of no chest.
    let isSure =
      mention.end == 0 || mention.entry >= 0 && lexicon.entries[Int(mention.entry)].hasCodes
    var best: Float = 0
    var claiming: [Int32: Float] = [:]
    for hash in Self.words(text) {
      let word = words[hash]
      weight += word?.weight ?? 3
      guard let word, word.postings.count < 400, !own.contains(hash) else { continue }
      own.append(hash)
      for at in word.postings { shared[Int(postings[Int(at)])] += word.weight }
      if !word.isQualifier {
        for at in word.postings {
          if !Self.kindWords.contains(hash) { bearing.append(postings[Int(at)]) }
          named[Int(postings[Int(at)])] += word.weight
        }
      }
    }
    for index in bearing {
      let candidate = spellings[Int(index)]
      guard kinds.contains(candidate.kind) else { continue }
      let isNamed = isSure || named[Int(index)] + 0.01 >= candidate.bearing
      let share = 2 * shared[Int(index)] / max(1, weight + candidate.weight)
      let score = min(0.9, share * 0.9)
      guard score > 0.25 else { continue }
      if isNamed {
        scores[candidate.entry] = max(score, scores[candidate.entry] ?? 0)
        best = max(best, score)
      } else {
        claiming[candidate.entry] = max(score, claiming[candidate.entry] ?? 0)
      }
    }
    // A name with words that the mention has not claims more: "exacerbation" is of no asthma, and
    // "retinopathy" of no diabetes. It may stand behind another, and is never the first.
    if best > 0, isSure || mention.entry < 0 {
      for (entry, score) in claiming where scores[entry] == nil {
        scores[entry] = min(score, best - 0.01)
      }
    }
    // A vaccine against hepatitis B is no vitamin B12.
    if mention.entry >= 0 {
      let isVaccine = !lexicon.entries[Int(mention.entry)].cvx.isEmpty
      scores = scores.filter { isVaccine == !lexicon.entries[Int($0.key)].cvx.isEmpty }
    }
    return scores.map { ($0.key, $0.value) }.sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }
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
    for concept in concepts {
      var count = 0
      var isNew = true
      for other in result where other.system == concept.system {
        count += 1
        isNew = isNew && other.code != concept.code
      }
      if isNew && count < 5 { result.append(concept) }
    }
    return result
  }
}

extension LexiconEntry {
  fileprivate var hasCodes: Bool {
    !(icd10cm.isEmpty && rxnorm.isEmpty && snomed.isEmpty && loinc.isEmpty && cvx.isEmpty)
  }

  /// Adds the codes of an entry.
  fileprivate func addCodes(_ score: Double, to found: inout [Concept]) {
    func add(_ system: CodeSystem, _ code: String) {
      if code.isEmpty { return }
      found.append(Concept(system: system, code: code, description: name, score: score))
    }
    add(.icd10cm, icd10cm)
    add(.rxnorm, rxnorm)
    add(.snomed, snomed)
    add(.loinc, loinc)
    add(.cvx, cvx)
  }
}

/// A score as it is shown: three decimals.
func rounded(_ score: Float) -> Double {
  (Double(max(0, min(1, score))) * 1000).rounded() / 1000
}
