// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Glibc

/// Trains what tells abstracts from notes: whole texts and single sentences of both.
struct GenreTraining {
  struct Example {
    var features: (buckets: [UInt16], weight: Float)
    var isLiterature: Bool
  }

  let corpora: Corpora

  /// Texts of both sides: literature and notes, or, without abstracts, case reports and notes.
  func examples(ofReports: Bool = false) -> [Example] {
    var result: [Example] = []
    func add(_ texts: [String], _ isLiterature: Bool, every step: Int) {
      for (index, text) in texts.enumerated() {
        let note = TokenizedNote(text)
        result.append(Example(features: GenreModel.features(note), isLiterature: isLiterature))
        for (place, range) in note.sentences.enumerated() where (place + index) % step == 0 {
          guard range.count > 6 else { continue }
          let sentence = TokenizedNote(note.text(range))
          result.append(
            Example(features: GenreModel.features(sentence), isLiterature: isLiterature)
          )
        }
      }
    }
    let cdr = corpora.pubTator([
      "nlp/bc5cdr/CDR_TrainingSet.PubTator.txt", "nlp/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    ])
    if !ofReports {
      add(cdr.filter { !$0.isDevelopment }.map(\.text), true, every: 3)
      let ncbi = ["train", "devel"].flatMap { corpora.brat("nlp/ncbi-disease/\($0)") }
      add(ncbi.filter { !$0.isDevelopment }.map(\.text), true, every: 3)
    }
    let reports = corpora.brat("nlp/maccrobat2020").filter { !$0.isDevelopment }
    add(reports.map(\.text), ofReports, every: 1)
    let names = corpora.names(in: "nlp/ctakes-examples-curated", suffix: ".txt")
    let notes = names.filter { !Split.isDevelopment($0) }
      .map { corpora.read("nlp/ctakes-examples-curated/\($0)") }
    add(notes, false, every: 12)
    add(corpora.columns("nlp/aci-bench/train.csv", "note"), false, every: 6)
    let sections = corpora.columns("nlp/mts-dialog/MTS-Dialog-TrainingSet.csv", "section_text")
    add(sections, false, every: 6)
    let eyes = corpora.glaucoma("nlp/glaucoma-med/annotations_dev.jsonl")
    add(eyes.filter { !$0.isDevelopment }.map(\.text), false, every: 9)
    add(NegExRow.rows(corpora).filter { !$0.isDevelopment }.map(\.sentence), false, every: 9)
    return result
  }

  /// Returns the weights of "rather about genes" as bytes.
  func domainWeights() -> [UInt8] {
    let cdr = corpora.pubTator([
      "nlp/bc5cdr/CDR_TrainingSet.PubTator.txt", "nlp/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    ])
    let ncbi = ["train", "devel"].flatMap { corpora.brat("nlp/ncbi-disease/\($0)") }
    return Self.fit(
      [(cdr, false), (ncbi, true)].flatMap { documents, isOfGenes in
        documents.filter { !$0.isDevelopment }.map { document in
          Example(
            features: GenreModel.features(TokenizedNote(document.text)),
            isLiterature: isOfGenes
          )
        }
      }
    )
  }

  /// Returns the weights of "literature" as bytes.
  func weights() -> [UInt8] { Self.fit(examples()) }

  /// Returns the weights of "case report" as bytes.
  func narrativeWeights() -> [UInt8] { Self.fit(examples(ofReports: true)) }

  private static func fit(_ all: [Example]) -> [UInt8] {
    let l2: Float = 0.02
    let start = [Float](repeating: 0, count: GenreModel.buckets)
    let weights = LBFGS(iterations: 60) { _, _ in }.minimise(start) { x, gradient in
      var loss = 0.0
      for at in x.indices {
        loss += Double(l2 * x[at] * x[at])
        gradient[at] = 2 * l2 * x[at]
      }
      for example in all {
        let (buckets, weight) = example.features
        let value = Logistic.value(buckets.reduce(Float(0)) { $0 + x[Int($1)] } * weight)
        loss -= Double(logf(max(example.isLiterature ? value : 1 - value, 1e-9)))
        let slope = (value - (example.isLiterature ? 1 : 0)) * weight
        for bucket in buckets { gradient[Int(bucket)] += slope }
      }
      return loss
    }
    return ModelWriter.bytes(weights)
  }
}
