// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Glibc

/// Trains the classifier that tells background from the present illness.
///
/// It learns from the training part of the NegEx kit, the development half of the project's notes,
/// and sentences that the project wrote.
struct HistoryTraining {
  /// One mention.
  struct Example {
    var buckets: [UInt16]
    var isPast: Bool
    /// Which fifth it is in when settings are compared.
    var fold: Int
    var isKit: Bool
  }

  let corpora: Corpora
  let gold: String
  /// Rules and lexicon, so that the classifier does not depend on other weights.
  private let engine = ClinicalTextEngine(usesModels: false)

  init(corpora: Corpora, gold: String = "Tests/ExtractionTests/Gold") {
    self.corpora = corpora
    self.gold = gold
  }

  func examples() -> [Example] {
    var result: [Example] = []
    for row in NegExRow.rows(corpora) where !row.isDevelopment {
      guard let span = row.span else { continue }
      for features in engine.historyFeatures(row.sentence, spans: [span]) {
        let fold = Int(Hash.word(row.report.utf8) % 5)
        result.append(
          Example(buckets: features.buckets, isPast: row.isPast, fold: fold, isKit: true)
        )
      }
    }
    let things: Set<String> = ["DX", "PROC", "TREAT"]
    for note in (try? GoldNote.notes(in: gold, half: "development")) ?? [] {
      let marks = note.marks.filter { things.contains($0.code) }
      let past = Set(marks.filter { $0.traits.contains(.pastHistory) }.map(\.begin))
      let fold = Int(Hash.word(note.name.utf8) % 5)
      let spans = marks.map { $0.begin..<$0.end }
      for features in engine.historyFeatures(note.text, spans: spans) {
        let isPast = past.contains(features.begin)
        result.append(
          Example(buckets: features.buckets, isPast: isPast, fold: fold, isKit: false)
        )
      }
    }
    return result + HistoryTemplates.examples(engine)
  }

  /// Returns the weights as bytes.
  func weights() -> [UInt8] { ModelWriter.bytes(Self.fit(examples())) }

  static func fit(_ examples: [Example], l2: Float = 0.3) -> [Float] {
    let start = [Float](repeating: 0, count: HistoryFeatures.buckets)
    return LBFGS(iterations: 100) { _, _ in }.minimise(start) { x, gradient in
      var loss = 0.0
      for at in x.indices {
        loss += Double(l2 * x[at] * x[at])
        gradient[at] = 2 * l2 * x[at]
      }
      for example in examples {
        let sum = example.buckets.reduce(Float(0)) { $0 + x[Int($1)] }
        let value = Logistic.value(sum)
        let chance = example.isPast ? value : 1 - value
        loss -= Double(logf(max(chance, 1e-9)))
        let slope = value - (example.isPast ? 1 : 0)
        for bucket in example.buckets { gradient[Int(bucket)] += slope }
      }
      return loss
    }
  }

  /// The sentences of the kit's training part in five folds, each read by a classifier that did not
  /// learn it.
  func crossValidated() -> Counts {
    let all = examples()
    var counts = Counts()
    for fold in 0..<5 {
      let model = HistoryModel(weights: Self.fit(all.filter { $0.fold != fold }))
      for example in all where example.fold == fold && example.isKit {
        let value = Logistic.value(model.sum(example.buckets))
        counts += AssertionEvaluation.counts(value >= HistoryModel.threshold, example.isPast)
      }
    }
    return counts
  }

  /// Prints scores of five folds of the training part, for thresholds and strengths.
  func compare() {
    let all = examples()
    print("\(all.count) examples, \(all.filter(\.isPast).count) past")
    for l2: Float in [0.1, 0.3, 1] {
      var scored: [(Float, Example)] = []
      for fold in 0..<5 {
        let model = HistoryModel(weights: Self.fit(all.filter { $0.fold != fold }, l2: l2))
        for example in all where example.fold == fold {
          scored.append((Logistic.value(model.sum(example.buckets)), example))
        }
      }
      for threshold: Float in [0.3, 0.4, 0.45, 0.5, 0.6] {
        for isKit in [true, false] {
          var counts = Counts()
          for (value, example) in scored where example.isKit == isKit {
            counts += AssertionEvaluation.counts(value >= threshold, example.isPast)
          }
          print(l2, threshold, isKit ? "kit  " : "notes", Training.line(counts))
        }
      }
    }
  }
}

/// Sentences that the project wrote, with what is background in them.
enum HistoryTemplates {
  private static let past = [
    "*", "* .", "History of *.", "h/o *", "S/p *.", "Status post * in 2009.", "Known *.",
    "PMH: *, well controlled.", "Past medical history: *",
    "Past medical history significant for *.",
    "She has a long history of *.", "He has had * for many years.", "Chronic *, unchanged.",
    "Prior *.", "Previous * noted.", "* diagnosed in 1998.", "Old * again seen.",
    "Medical problems include *, gout and anemia.", "Remote * as a child.",
    "Her * is followed by another clinic.", "* is unchanged from the prior study.",
  ]
  private static let present = [
    "Presents with *.", "Complains of * since this morning.", "Found to have *.",
    "New * today.", "CT shows *.", "There is * on the left.", "Impression: *.",
    "Admitted with acute *.", "Developed * overnight.", "Treated for *.", "Consistent with *.",
    "Assessment: *", "The patient has * and fever.", "Chief complaint: *", "Exam reveals *.",
    "Reason for visit: *", "Denies *.", "No evidence of *.",
  ]
  private static let conditions = [
    "hypertension", "asthma", "coronary artery disease", "diabetes mellitus", "depression",
    "osteoarthritis", "hypothyroidism", "stroke", "breast cancer", "atrial fibrillation",
  ]
  private static let findings = [
    "chest pain", "abdominal tenderness", "pleural effusion", "nausea", "wrist fracture",
    "pneumonia", "bleeding", "swelling of the knee",
  ]

  static func examples(_ engine: ClinicalTextEngine) -> [HistoryTraining.Example] {
    var result: [HistoryTraining.Example] = []
    func add(_ template: String, _ words: String, _ isPast: Bool) {
      guard let star = template.firstIndex(of: "*") else { return }
      let begin = template.unicodeScalars.distance(from: template.startIndex, to: star)
      let text = template.replacing("*", with: words)
      let span = begin..<begin + words.unicodeScalars.count
      for features in engine.historyFeatures(text, spans: [span]) {
        let fold = result.count % 5
        result.append(
          HistoryTraining.Example(
            buckets: features.buckets,
            isPast: isPast,
            fold: fold,
            isKit: false
          )
        )
      }
    }
    for words in conditions {
      for template in past { add(template, words, true) }
      for template in present { add(template, words, false) }
    }
    for words in findings {
      for template in present + ["*.", "* and fever."] { add(template, words, false) }
      for template in past.dropFirst(2) { add(template, words, true) }
    }
    return result
  }
}
