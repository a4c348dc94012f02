// SPDX-License-Identifier: Apache-2.0

/// Tells abstracts of the literature from notes about a patient, by their words.
///
/// Abstracts name chemicals and diseases as groups and in experiments; the model that was trained on
/// abstracts knows their ways better.
package struct GenreModel: Sendable {
  package static let buckets = 1 << 12

  private let weights: [Float]

  package init(weights: [Float]) { self.weights = weights }

  /// Reads the bytes of a model file.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.buckets * 4 else { return nil }
    weights = (0..<Self.buckets).map {
      bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self)
    }
  }

  /// The distinct words of a text as buckets, and the weight of each: long texts say no more by
  /// being long.
  ///
  /// Only the first 2,000 tokens are read.
  package static func features(_ note: TokenizedNote) -> (buckets: [UInt16], weight: Float) {
    var seen = [Bool](repeating: false, count: buckets)
    var result: [UInt16] = [0]
    for token in note.tokens.prefix(2000) where token.kind == .word {
      let bucket = Int(token.hash % UInt32(buckets - 1)) + 1
      if !seen[bucket] {
        seen[bucket] = true
        result.append(UInt16(bucket))
      }
    }
    return (result, 1 / Float(result.count).squareRoot())
  }

  /// Returns the sum of weights: above zero is rather literature.
  package func sum(_ features: (buckets: [UInt16], weight: Float)) -> Float {
    features.buckets.reduce(0) { $0 + weights[Int($1)] } * features.weight
  }

  /// Whether a note without the sections of a visit reads like an abstract.
  func isLiterature(_ reading: Reading) -> Bool {
    !Self.hasSections(reading) && !Self.isShorthand(reading.note)
      && Logistic.value(sum(Self.features(reading.note))) > 0.85
  }

  private static let directions = Hash.words(
    """
    bid tid qid qhs qam qpm qd qod tds qds prn hx pmh pmhx nkda hpi pt pts dced tidac po gtt tiw mwf fhx ivpb \
    etoh bd tab tabs nocte utd premeds dispo rxn hgb plt cxr meds neg abd trop dhx tto
    """
  )

  /// What parts of abstracts are headed by.
  private static let parts = Hash.words(
    """
    objective objectives background aim aims conclusion conclusions introduction method methods result results \
    discussion case cases purpose design setting summary summaries report context importance patients findings \
    interpretation implications rationale hypothesis study data main
    """
  )

  private static let allergies = Hash.words("allergic allergy allergies intolerant")

  private static let slashed: Set<String> = [
    "dc", "sp", "co", "ho", "ro", "wo", "fu", "bl", "yo", "po",
  ]

  /// Whether words are in the shorthand of notes: "DM2: Lantus 20u qHS, metformin stopped".
  ///
  /// A text of some length has more of it than an abstract may.
  private static func isShorthand(_ note: TokenizedNote) -> Bool {
    if isFragmentary(note) { return true }
    if note.tokens.count < 60 {
      // "Bee stings: anaphylaxis.", but "CONCLUSION: Mucositis is frequent".
      if (1..<4).contains(where: { note.isSymbol($0, 0x3A) }),
        !(0..<3).contains(where: { note.holds($0, parts) })
      {
        return true
      }
      return note.tokens.indices.contains { at in
        isShort(at, note)
          || note.lower(at) == "q" && at + 1 < note.tokens.count
            && note.tokens[at + 1].kind == .number
      }
    }
    var wanted = 4
    for at in note.tokens.indices.prefix(2000) where isShort(at, note) {
      wanted -= 1
      if wanted == 0 { return true }
    }
    return false
  }

  /// How many tokens of a text its sentences must be short in.
  private static let fragments = 40

  /// Whether sentences have ten tokens at most in the mean; those of abstracts and case reports have twice as many.
  private static func isFragmentary(_ note: TokenizedNote) -> Bool {
    note.tokens.count >= fragments && note.sentences.count * 10 >= note.tokens.count
  }

  private static func isShort(_ at: Int, _ note: TokenizedNote) -> Bool {
    directions.contains(note.tokens[at].hash)
      // "Allergic to penicillin (anaphylaxis)"
      || at == 0 && allergies.contains(note.tokens[at].hash)
      || note.isSymbol(at + 1, 0x2F) && note.tokens[at].count == 1
        && slashed.contains(note.lower(at) + note.lower(at + 2))
      // "w/ meals"
      || note.lower(at) == "w" && note.isSymbol(at + 1, 0x2F)
        && note.tokens.indices.contains(at + 2) && note.tokens[at + 2].kind == .word
        && note.tokens[at + 2].flags.contains(.spaceBefore)
      // "# AKI on CKD3", "A/P:"
      || note.isSymbol(at, 0x23) && note.tokens[at].flags.contains(.lineStart)
      || note.lower(at) == "a" && note.isSymbol(at + 1, 0x2F) && note.lower(at + 2) == "p"
        && note.isSymbol(at + 3, 0x3A)
  }

  /// Whether a text of some length without the sections of a visit reads like a case report.
  ///
  /// A short text must read much more like one.
  func isNarrative(_ reading: Reading) -> Bool {
    let count = reading.note.tokens.count
    guard count > 100, !Self.hasSections(reading), !Self.isTabular(reading.note),
      !Self.isFragmentary(reading.note)
    else {
      return false
    }
    return sum(Self.features(reading.note)) > (count > 200 ? 1.386 : 6)
  }

  /// Whether numbers make up a fifth of a text: a sheet of values tells no case.
  private static func isTabular(_ note: TokenizedNote) -> Bool {
    note.tokens.reduce(0) { $0 + ($1.kind == .number ? 1 : 0) } * 5 > note.tokens.count
  }

  /// What stands in notes about one patient alone: one of them is enough.
  private static let ofVisits: Set<SectionKind> = [
    .allergies, .familyHistory, .socialHistory, .chiefComplaint, .reviewOfSystems, .problemList,
    .immunizations, .dischargeMedications,
  ]

  private static func hasSections(_ reading: Reading) -> Bool {
    if reading.sections.contains(where: { ofVisits.contains($0.kind) }) { return true }
    let own: Set<SectionKind> = [.none, .other, .findings, .assessment, .subjective, .objective]
    return reading.sections.filter { !own.contains($0.kind) }.count > 1
  }
}
