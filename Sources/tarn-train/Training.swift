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
  static let abstractTypes = ["CHEM", "DIS"]

  func profiles(_ note: TokenizedNote) -> [TokenProfile] {
    var result = note.bytes.withUnsafeBufferPointer { bytes in
      note.tokens.map { TokenProfile($0, bytes: bytes) }
    }
    result.withUnsafeMutableBufferPointer { words.knowledge.fill($0) }
    return result
  }

  func abstracts() -> [LabelledDocument] {
    TypeMap.apply(
      TypeMap.cdr,
      to: corpora.pubTator([
        "nlp/bc5cdr/CDR_TrainingSet.PubTator.txt", "nlp/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
      ])
    )
    .filter { !$0.isDevelopment }
    .map { LabelledDocument($0, types: Self.abstractTypes) }
  }

  func caseReports() -> [LabelledDocument] {
    TypeMap.apply(TypeMap.maccrobat, to: corpora.brat("nlp/maccrobat2020"))
      .filter { !$0.isDevelopment }
      .map { LabelledDocument($0, types: Self.noteTypes) }
  }

  /// Trains a model on documents.
  func fit(
    _ documents: [LabelledDocument],
    types: Int,
    l2: Float,
    iterations: Int = 100,
    _ profiles: (LabelledDocument) -> [TokenProfile]
  ) -> ConditionalRandomField {
    var training = TrainingSet()
    for document in documents {
      training.add(document.note, profiles: profiles(document), labels: document.labels)
    }
    let clock = Date()
    var model = ConditionalRandomField(labelCount: types * 2 + 1)
    var last = 0.0
    model.train(training, l2: l2, iterations: iterations) { _, loss in last = loss }
    print("  fit: \(training.labels.count) tokens, loss \(last), \(-clock.timeIntervalSinceNow) s")
    return model
  }

  func decode(
    _ model: ConditionalRandomField,
    _ document: LabelledDocument,
    _ profiles: [TokenProfile],
    bias: Float = 0
  ) -> [UInt8] {
    var test = TrainingSet()
    test.add(document.note, profiles: profiles, labels: document.labels)
    var found: [UInt8] = []
    model.decode(test, bias: bias) { _, labels, _ in found += labels }
    return found
  }

  /// Trains on some folds and measures on others, without the development part.
  func folds(_ options: [String]) {
    let wanted = options.first.map { $0.split(separator: ",").compactMap { Int($0) } } ?? [0]
    let l2 = options.dropFirst().first.flatMap(Float.init) ?? 1
    let isStacked = !options.contains("plain")
    let auxiliary = abstracts()
    let helper: ConditionalRandomField? =
      isStacked
      ? fit(auxiliary, types: 2, l2: 1) { profiles($0.note) } : nil
    let documents = caseReports()
    func stacked(_ document: LabelledDocument) -> [TokenProfile] {
      var rows = profiles(document.note)
      guard let helper else { return rows }
      let labels = decode(helper, document, rows)
      for at in rows.indices { rows[at].label = UInt32(labels[at]) + 1 }
      return rows
    }
    measure(documents, types: Self.noteTypes, folds: wanted, l2: l2, stacked)
  }

  func abstractFolds(_ options: [String]) {
    let wanted = options.first.map { $0.split(separator: ",").compactMap { Int($0) } } ?? [0]
    let l2 = options.dropFirst().first.flatMap(Float.init) ?? 1
    measure(abstracts(), types: Self.abstractTypes, folds: wanted, l2: l2) { profiles($0.note) }
  }

  func measure(
    _ documents: [LabelledDocument],
    types: [String],
    folds: [Int],
    l2: Float,
    _ profiles: (LabelledDocument) -> [TokenProfile]
  ) {
    var sums: [Float: SpanScores] = [:]
    for fold in folds {
      let model = fit(
        documents.filter { Split.fold($0.id) != fold },
        types: types.count,
        l2: l2,
        profiles
      )
      for document in documents where Split.fold(document.id) == fold {
        let rows = profiles(document)
        for bias: Float in [0, 0.2, 0.4] {
          let found = decode(model, document, rows, bias: bias)
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
        print(types[type], Self.line(counts), Self.line(scores.relaxed[type] ?? Counts()))
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
