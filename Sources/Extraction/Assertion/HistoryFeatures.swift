// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What tells background from the present illness.
///
/// Cues and their distance, sections, the words around, lasting diseases, habits. Training and
/// reading call the same code.
package struct HistoryFeatures {
  package static let buckets = 1 << 11

  let reading: Reading
  private var note: TokenizedNote { reading.note }

  init(reading: Reading) { self.reading = reading }

  /// Whether the classifier is asked about a mention.
  func concerns(_ mention: Mention) -> Bool {
    switch mention.category {
    // Alcohol is a substance, and a habit.
    case .medication: mention.range.contains { Self.habits.contains(note.lower($0)) }
    case .medicalCondition: true
    case .testTreatmentProcedure: mention.type != .testName
    case .behavioralEnvironmentalSocial: mention.sources.contains("given")
    default: false
    }
  }

  /// Returns the buckets of a mention's features.
  func buckets(_ mention: Mention) -> [UInt16] {
    var result: [UInt16] = []
    func add(_ name: String) {
      result.append(UInt16(Hash.word(name.utf8) % UInt32(Self.buckets)))
    }
    add("always")
    let sentence = reading.sentence(at: mention.start)
    let section = reading.kind(at: mention.start)
    let words = mention.range.map { note.lower($0) }
    let isLasting = words.contains { Self.lasting.contains($0) }
    let isHabit = words.contains { Self.habits.contains($0) }
    let isAllergy = words.contains { $0.hasPrefix("allerg") }
    let isAlone = isAlone(mention, sentence)
    add("section \(section.rawValue)")
    if isLasting { add("lasting in \(section == .none ? "none" : "a section")") }
    if isLasting, section == .assessment || section == .assessmentAndPlan { add("lasting, now") }
    if isHabit { add("habit") } else { add("category \(mention.category.rawValue)") }
    if isAllergy { add("allergy") }
    if isAlone { add("alone \(section == .none)") }
    if isAlone, isLasting { add("alone, lasting \(section == .none)") }
    for word in words where Self.staying.contains(word) { add("word staying") }
    for trait in mention.traits where trait.name != .sign && trait.name != .symptom {
      add("trait \(trait.name.rawValue)")
      guard trait.name == .pastHistory else { continue }
      add("past by \(trait.rule)")
      if let cue = trait.cue {
        let distance = max(mention.start - cue.upperBound, cue.lowerBound - mention.end)
        add("past at \(distance < 1 ? 0 : distance < 4 ? 1 : distance < 10 ? 2 : 3)")
        add("past cue \(note.lower(cue.upperBound - 1))")
      }
    }
    around(mention, sentence, isLasting, add)
    return result
  }

  /// Whether a trait comes from "history" before a lasting disease.
  func isHistoryOf(_ mention: Mention, _ trait: TraitMark) -> Bool {
    guard let cue = trait.cue, trait.rule == "cue:past-before" else { return false }
    return cue.contains { ["history", "hx"].contains(note.lower($0)) }
      && mention.range.contains { Self.lasting.contains(note.lower($0)) }
  }

  /// Whether a condition is said to change now: "worsening consolidation".
  func isWorsening(_ mention: Mention) -> Bool {
    mention.attributes.contains { piece in
      piece.type == .acuity
        && ["worsening", "progressive", "improving"].contains(note.lower(piece.start))
    }
  }

  /// Whether the cue of a trait leaves no doubt.
  func isOver(_ trait: TraitMark) -> Bool {
    guard trait.name == .pastHistory, let cue = trait.cue else { return false }
    if trait.rule == "past:removed" { return true }
    let words = note.lower(cue.lowerBound)
    return words == "formerly" || words == "used" && cue.count == 2
  }

  /// Whether an operation stands in the history of operations.
  func isOldOperation(_ mention: Mention, _ trait: TraitMark) -> Bool {
    trait.name == .pastHistory && mention.category == .testTreatmentProcedure
      && trait.rule == "section:\(SectionKind.pastSurgicalHistory.rawValue)"
  }

  /// Whether a sentence or line says nothing but the mention.
  private func isAlone(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    sentence.allSatisfy { token in
      mention.range.contains(token) || note.tokens[token].kind != .word || reading.isHeader(token)
    }
  }

  private func around(
    _ mention: Mention,
    _ sentence: Range<Int>,
    _ isLasting: Bool,
    _ add: (String) -> Void
  ) {
    for step in 1...3 where mention.start - step >= sentence.lowerBound {
      add("before \(step > 1 ? "far" : "near") \(note.lower(mention.start - step))")
    }
    for step in 0..<2 where mention.end + step < sentence.upperBound {
      add("after \(note.lower(mention.end + step))")
    }
    let left = max(sentence.lowerBound, mention.start - 12)..<mention.start
    let right = mention.end.upTo(min(sentence.upperBound, mention.end + 8))
    for token in left {
      let word = note.lower(token)
      if Self.telling.contains(word) { add("left \(word)") }
    }
    for token in right {
      let word = note.lower(token)
      if Self.telling.contains(word) { add("right \(word)") }
      if note.tokens[token].kind == .number, note.tokens[token].count == 4 { add("right year") }
    }
    if note.isSymbol(mention.end, 0x2C)
      || mention.start > 0 && note.isSymbol(mention.start - 1, 0x2C)
    {
      add("listed \(isLasting)")
    }
  }

  private static let telling: Set<String> = [
    "history", "significant", "known", "chronic", "status", "prior", "previous", "previously",
    "unchanged", "change", "changed", "redemonstrated", "stable", "since", "ago", "past", "remote",
    "old", "longstanding", "baseline", "presents", "presented", "presenting", "complains", "new",
    "acute", "today", "now", "denies", "shows", "social", "medical", "found", "underwent", "quit",
    "removed", "resolved", "developed", "diagnosed", "years", "months", "recent", "recently",
  ]
  private static let staying: Set<String> = [
    "chronic", "chronically", "unchanged", "persistent", "known", "old", "longstanding", "remote",
    "healed", "prior", "previous", "residual", "lifelong",
  ]
  private static let habits: Set<String> = [
    "alcohol", "tobacco", "smoker", "smokes", "smoking", "smoked", "cigarettes", "drug", "drugs",
    "cocaine", "marijuana", "cannabis", "heroin", "etoh", "drinks", "drinking", "drinker",
    "nicotine", "opioids", "beer", "wine",
  ]
  private static let lasting: Set<String> = Set(
    """
    hypertension htn diabetes mellitus dm dm2 copd asthma emphysema gerd reflux hypothyroidism \
    hypothyroid hyperthyroidism arthritis osteoarthritis osteoporosis osteopenia osteoporotic \
    hyperlipidemia hypercholesterolemia cholesterol dyslipidemia cad coronary chf hiv aids \
    hepatitis cirrhosis esrd ckd schizophrenia bipolar depression anxiety dementia alzheimer \
    parkinson epilepsy migraine migraines cataracts cataract glaucoma gout lupus sclerosis \
    fibromyalgia psoriasis eczema vitiligo obesity cancer carcinoma adenocarcinoma lymphoma \
    leukemia melanoma transplant hysterectomy cholecystectomy appendectomy tonsillectomy cabg \
    arthroplasty stent pacemaker aneurysm neuropathy retinopathy nephropathy anemia dvt stroke cva \
    tia paralysis paraplegia hemiplegia incontinence apnea fibrillation cardiomyopathy varicose \
    hernia bph herniated bulging disks disk spondylosis stenosis measles mumps chickenpox polio \
    tuberculosis rheumatoid crohn colitis celiac thalassemia hemophilia deaf blind hearing
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)
  )
}

/// A logistic classifier over the features of history.
package struct HistoryModel: Sendable {
  private let weights: [Float]

  /// Above it a mention is history; chosen by cross-validation on the training part.
  package static let threshold: Float = 0.45
  /// The same for lasting diseases that "history" reaches.
  static let cueThreshold: Float = 0.15

  package init(weights: [Float]) { self.weights = weights }

  /// Reads the bytes of a model file.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == HistoryFeatures.buckets * 4 else { return nil }
    weights = (0..<HistoryFeatures.buckets).map {
      bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self)
    }
  }

  /// Returns the sum of weights: above zero is rather history.
  package func sum(_ buckets: [UInt16]) -> Float {
    buckets.reduce(0) { $0 + weights[Int($1)] }
  }

  /// Decides of each mention; the cue of a rule stays its reason where there was one.
  func mark(_ reading: inout Reading) {
    let features = HistoryFeatures(reading: reading)
    for index in reading.mentions.indices where features.concerns(reading.mentions[index]) {
      let mention = reading.mentions[index]
      // What is to come is not over, and what "used to" be is.
      if mention.traits.contains(where: { trait in
        trait.name == .future || features.isOver(trait) || features.isOldOperation(mention, trait)
      }) {
        continue
      }
      let sentence = reading.sentence(at: mention.start)
      if DenialRules(note: reading.note).isPresenting(mention, sentence) {
        reading.mentions[index].traits.removeAll { $0.name == .pastHistory }
        continue
      }
      let probability = Logistic.value(sum(features.buckets(mention)))
      let known = mention.traits.firstIndex { $0.name == .pastHistory }
      // What gets worse is there, unless words say that it was before.
      if known == nil, features.isWorsening(mention) { continue }
      // "History of" before a lasting disease is given up only where all else speaks against it.
      let hasCue = known.map { features.isHistoryOf(mention, mention.traits[$0]) } ?? false
      if probability < (hasCue ? Self.cueThreshold : Self.threshold) {
        if let known { reading.mentions[index].traits.remove(at: known) }
      } else if let known {
        reading.mentions[index].traits[known].score = probability
      } else {
        reading.mentions[index].traits.append(
          TraitMark(
            name: .pastHistory,
            score: probability,
            rule: "model:history",
            cue: nil,
            scope: nil
          )
        )
      }
    }
  }
}

/// The logistic function.
package enum Logistic {
  package static func value(_ sum: Float) -> Float { 1 / (1 + expf(-sum)) }
}
