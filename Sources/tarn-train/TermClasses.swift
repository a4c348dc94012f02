// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Which kinds of terms words occur in, counted over terminologies whose terms are free to use.
struct TermClasses {
  enum Kind: Int, CaseIterable {
    case disease
    case sign
    case chemical
    case drug
    case anatomy
    case test
    case procedure
  }

  var words: [UInt32: [Float]] = [:]
  var pairs: [UInt32: [Float]] = [:]
  /// Whole terms: their classes as bits, and how many tokens they have.
  var phrases: [UInt32: UInt16] = [:]
  /// Words that are common in text: terms of other words are known word by word only.
  private let vocabulary: Set<UInt32>
  private var seen: Set<String> = []

  mutating func add(_ term: Substring, _ kind: Kind) {
    let key = "\(kind.rawValue)\(term)"
    guard term.utf8.count < 80, seen.insert(key).inserted else { return }
    let note = TokenizedNote(String(term))
    let profiles = note.bytes.withUnsafeBufferPointer { bytes in
      note.tokens.map { TokenProfile($0, bytes: bytes) }
    }
    if (1...WordKnowledge.longestPhrase).contains(profiles.count),
      profiles.allSatisfy({ vocabulary.contains($0.word) })
    {
      let hash = profiles.reduce(Hash.seed) { Hash.combine($0, $1.word) }
      phrases[hash, default: 0] |= 1 << UInt16(kind.rawValue)
    }
    for (index, profile) in profiles.enumerated() where note.tokens[index].kind == .word {
      words[profile.word, default: Self.zero][kind.rawValue] += 1
      if index > 0 {
        let pair = Hash.combine(profiles[index - 1].word, profile.word)
        pairs[pair, default: Self.zero][kind.rawValue] += 1
      }
    }
  }

  private static let zero = [Float](repeating: 0, count: Kind.allCases.count)

  /// Reads the terminologies of the packs.
  init(_ corpora: Corpora, vocabulary: Set<UInt32>) {
    self.vocabulary = vocabulary
    // MeSH: the class of a descriptor is the letter of its places in the tree.
    var places: [Substring: Set<Kind>] = [:]
    for line in corpora.read("terminology/mesh/mtrees2022.bin").split(separator: "\n") {
      let fields = line.split(separator: ";")
      guard fields.count == 2, let kind = Self.kind(of: fields[1]) else { continue }
      places[fields[0], default: []].insert(kind)
    }
    for line in corpora.read("terminology/mesh-thesaurus-2022.tsv").split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count > 6, fields[6] != "Y" else { continue }
      for kind in places[fields[1]] ?? [] { add(fields[4], kind) }
    }
    for line in corpora.read("terminology/doid/HumanDO.tsv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map { $0.trimming("\"") }
      if fields.count > 1 { add(fields[1], .disease) }
    }
    for line in corpora.read("terminology/icd10cm-2021.tsv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count > 3, let chapter = fields[0].first else { continue }
      switch chapter {
      case "A"..."N", "Q": if fields[0].count <= 6 { add(fields[3], .disease) }
      case "R": add(fields[3], .sign)
      default: break
      }
    }
    let inclusions = corpora.read("terminology/icd10cm-2021-inclusion-terms.tsv")
    for line in inclusions.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard fields.count > 2, let chapter = fields[0].first else { continue }
      switch chapter {
      case "A"..."N", "Q": add(fields[2], .disease)
      case "R": add(fields[2], .sign)
      default: break
      }
    }
    let names = corpora.read("terminology/rxnorm-ingredient-brand-names-2021.txt")
    for line in names.split(separator: "\n") { add(line, .drug) }
    for line in corpora.read("terminology/cvx/cvx.tsv").split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t")
      if fields.count > 1 { add(fields[1], .drug) }
    }
  }

  private static func kind(of place: Substring) -> Kind? {
    if place.hasPrefix("C23") { return .sign }
    if place.hasPrefix("C") || place.hasPrefix("F03") { return .disease }
    if place.hasPrefix("D") { return .chemical }
    if place.hasPrefix("A") { return .anatomy }
    if place.hasPrefix("E01") || place.hasPrefix("E05") { return .test }
    if place.hasPrefix("E02") || place.hasPrefix("E04") || place.hasPrefix("E03") {
      return .procedure
    }
    return nil
  }

  /// The classes as bits with the leading one above them.
  static func code(_ counts: [Float], minimum: Float) -> UInt16? {
    let total = counts.reduce(0, +)
    guard total >= minimum, let top = counts.indices.max(by: { counts[$0] < counts[$1] }) else {
      return nil
    }
    var mask: UInt16 = 0
    for kind in counts.indices where counts[kind] >= 0.12 * total { mask |= 1 << UInt16(kind) }
    let often: UInt16 = total >= 20 ? 2 : total >= 4 ? 1 : 0
    return mask | UInt16(top) << 7 | often << 10
  }

  func wordCodes() -> [UInt32: UInt16] {
    words.compactMapValues { Self.code($0, minimum: 1) }
  }

  func pairCodes() -> [UInt32: UInt16] {
    pairs.compactMapValues { Self.code($0, minimum: 3) }
  }
}

extension Substring {
  func trimming(_ characters: String) -> Substring {
    var result = self
    while let first = result.first, characters.contains(first) { result.removeFirst() }
    while let last = result.last, characters.contains(last) { result.removeLast() }
    return result
  }
}
