// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// The training runs.
struct Training {
  let corpora: Corpora
  let words: LearnedWords

  init(folder: String) {
    corpora = Corpora(folder: folder)
    words = LearnedWords(corpora)
  }

  static let noteTypes = [
    "COND", "TEST", "ANAT", "QUALITY", "VALUE", "MED", "PROC", "DATE", "ACUITY", "DOSE",
    "DURATION", "ROUTE", "SIZE", "AGE", "GENDER", "FREQ",
  ]

  func profiles(_ note: TokenizedNote) -> [TokenProfile] {
    var result = note.bytes.withUnsafeBufferPointer { bytes in
      note.tokens.map { TokenProfile($0, bytes: bytes) }
    }
    result.withUnsafeMutableBufferPointer { words.knowledge.fill($0) }
    return result
  }

  /// Trains on some folds and measures on others, without the development part.
  func folds(_ options: [String]) {
    let documents = TypeMap.apply(TypeMap.maccrobat, to: corpora.brat("nlp/maccrobat2020"))
      .filter { !$0.isDevelopment }
    let labelled = documents.map { LabelledDocument($0, types: Self.noteTypes) }
    let wanted = options.first.flatMap(Int.init).map { [$0] } ?? [0, 1]
    let l2 = options.dropFirst().first.flatMap(Float.init) ?? 1
    var sums: [Float: SpanScores] = [:]
    for fold in wanted {
      var training = TrainingSet()
      for document in labelled where Split.fold(document.id) != fold {
        training.add(document.note, profiles: profiles(document.note), labels: document.labels)
      }
      let clock = Date()
      var model = ConditionalRandomField(labelCount: Self.noteTypes.count * 2 + 1)
      model.train(training, l2: l2, iterations: 100) { iteration, loss in
        if iteration % 20 == 0 { print("  \(iteration) \(loss)") }
      }
      print("fold \(fold): \(training.labels.count) tokens, \(-clock.timeIntervalSinceNow) s")
      for document in labelled where Split.fold(document.id) == fold {
        var test = TrainingSet()
        test.add(document.note, profiles: profiles(document.note), labels: document.labels)
        for bias: Float in [0, 0.25, 0.5, 0.75] {
          var found: [UInt8] = []
          model.decode(test, bias: bias) { _, labels, _ in found += labels }
          var scores = SpanScores()
          scores.add(gold: document.gold, found: LabelledDocument.spans(of: found))
          sums[bias, default: SpanScores()].merge(scores)
        }
      }
    }
    for (bias, scores) in sums.sorted(by: { $0.key < $1.key }) {
      print(bias, Self.line(scores.total), Self.line(scores.totalRelaxed))
    }
    if let scores = sums[0] {
      for (type, counts) in scores.strict.sorted(by: { $0.key < $1.key }) {
        print(Self.noteTypes[type], Self.line(counts), Self.line(scores.relaxed[type] ?? Counts()))
      }
    }
  }

  static func line(_ counts: Counts) -> String {
    String(
      format: "P %.3f R %.3f F %.3f (%d)",
      counts.precision,
      counts.recall,
      counts.f1,
      counts.gold
    )
  }
}
