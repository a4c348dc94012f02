// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// The training runs.
struct Training {
  let corpora: Corpora
  let words: LearnedWords

  /// Takes the corpora of a folder.
  ///
  /// - Parameters:
  ///   - folder: Where they are.
  ///   - words: What is known of words; learned from the corpora where there is nothing.
  init(folder: String, words: LearnedWords? = nil) {
    corpora = Corpora(folder: folder)
    self.words = words ?? LearnedWords(corpora)
  }

  static let noteTypes = [
    "COND", "TEST", "ANAT", "QUALITY", "VALUE", "MED", "PROC", "DATE", "ACUITY", "DOSE",
    "DURATION", "ROUTE", "AGE", "GENDER", "FREQ",
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

  /// Disease abstracts, whose chemicals are what a model of the other abstracts says.
  func diseaseAbstracts(_ model: ConditionalRandomField) -> [LabelledDocument] {
    let documents = ["train", "devel"].flatMap { corpora.brat("nlp/ncbi-disease/\($0)") }
    return TypeMap.apply(TypeMap.ncbi, to: documents).filter { !$0.isDevelopment }.map { document in
      var labelled = LabelledDocument(document, types: Self.abstractTypes)
      let guessed = decode(model, labelled, profiles(labelled.note))
      for span in LabelledDocument.spans(of: guessed) where span.type == 0 {
        guard (span.start..<span.end).allSatisfy({ labelled.labels[$0] == 0 }) else { continue }
        for at in span.start..<span.end { labelled.labels[at] = 2 }
        labelled.labels[span.start] = 1
      }
      return labelled
    }
  }

  /// The models for abstracts: about drugs, and about genes, which learns from both.
  func abstractModels(
    _ documents: [LabelledDocument],
    l2: Float,
    iterations: Int
  ) -> (drugs: ConditionalRandomField, genes: ConditionalRandomField) {
    let drugs = fit(documents, types: 2, l2: l2, iterations: iterations) { profiles($0.note) }
    let genes = fit(
      documents + diseaseAbstracts(drugs),
      types: 2,
      l2: l2,
      iterations: iterations
    ) { profiles($0.note) }
    return (drugs, genes)
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
    noise: FeatureNoise? = nil,
    _ profiles: (LabelledDocument) -> [TokenProfile]
  ) -> ConditionalRandomField {
    var training = TrainingSet()
    for document in documents {
      training.add(document.note, profiles: profiles(document), labels: document.labels)
    }
    let clock = Date()
    var model = ConditionalRandomField(labelCount: types * 2 + 1)
    var last = 0.0
    model.train(training, l2: l2, iterations: iterations, noise: noise) { _, loss in last = loss }
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
      isStacked ? fit(auxiliary, types: 2, l2: 1) { profiles($0.note) } : nil
    let documents = caseReports()
    func stacked(_ document: LabelledDocument) -> [TokenProfile] {
      var rows = profiles(document.note)
      guard let helper else { return rows }
      let labels = decode(helper, document, rows)
      for at in rows.indices { rows[at].label = UInt32(labels[at]) + 1 }
      return rows
    }
    measure(documents, types: Self.noteTypes, folds: wanted, l2: l2, stacked, helper)
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
    _ profiles: (LabelledDocument) -> [TokenProfile],
    _ helper: ConditionalRandomField? = nil
  ) {
    let open =
      helper.map { unlabelled(Quantized($0, types: Self.abstractTypes, bias: 0)) } ?? []
    var sums: [Float: SpanScores] = [:]
    for fold in folds {
      let part = documents.filter { Split.fold($0.id) != fold }
      var model = fit(part, types: types.count, l2: l2, profiles)
      var typical: [UInt32: UInt16] = [:]
      func informed(_ document: LabelledDocument) -> [TokenProfile] {
        var rows = profiles(document)
        for at in rows.indices { rows[at].typical = UInt32(typical[rows[at].word] ?? 0) }
        return rows
      }
      if !open.isEmpty {
        typical = typicalLabels(model, open)
        model = fit(part, types: types.count, l2: l2, informed)
      }
      for document in documents where Split.fold(document.id) == fold {
        let rows = informed(document)
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

  /// The text without labels as profiles, with the labels of the first model.
  func unlabelled(_ reader: Quantized) -> [[TokenProfile]] {
    UnlabelledText(corpora: corpora).others().flatMap { text -> [[TokenProfile]] in
      let note = TokenizedNote(text)
      let rows = profiles(note)
      return note.sentences.map { range in
        var sentence = Array(rows[range])
        let labels = reader.read(sentence).labels
        for at in sentence.indices {
          sentence[at].label = UInt32(labels[at]) + 1
        }
        return sentence
      }
    }
  }

  func typicalLabels(
    _ model: ConditionalRandomField,
    _ sentences: [[TokenProfile]]
  ) -> [UInt32: UInt16] {
    let clock = Date()
    let reader = Quantized(model, types: Self.noteTypes, bias: ModelWriter.bias)
    let result = TypicalLabels(sentences, types: Self.noteTypes.count) { reader.read($0) }.codes
    print("  typical: \(result.count) words, \(-clock.timeIntervalSinceNow) s")
    return result
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
