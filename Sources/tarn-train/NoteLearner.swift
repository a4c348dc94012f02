// SPDX-License-Identifier: Apache-2.0

import Extraction

/// A trained model for notes with what a first one usually said of words.
struct NoteModel {
  var field: ConditionalRandomField
  var typical: [UInt32: UInt16]
}

/// Trains models for notes, the one that ships and those that leave a fold out.
final class NoteLearner {
  private let training: Training
  private let settings: TrainingSettings
  private let helper: ConditionalRandomField
  private let open: [[TokenProfile]]
  /// Profiles with the first model's labels, by document.
  private var stacked: [String: [TokenProfile]] = [:]

  init(training: Training, settings: TrainingSettings, helper: ConditionalRandomField) {
    self.training = training
    self.settings = settings
    self.helper = helper
    open = training.unlabelled(helper: helper)
  }

  /// Trains on documents: a first model, which says what words usually are, and the one that learns from it.
  func learn(_ documents: [LabelledDocument]) -> NoteModel {
    let first = training.fit(
      documents,
      types: Training.noteTypes.count,
      l2: ModelWriter.l2,
      iterations: settings.iterations,
      profiles
    )
    let typical = training.typicalLabels(first, open)
    let field = training.fit(
      documents,
      types: Training.noteTypes.count,
      l2: ModelWriter.noisyL2,
      iterations: settings.noisyIterations,
      noise: .notes
    ) { rows($0, typical) }
    return NoteModel(field: field, typical: typical)
  }

  /// What a model says of documents that it has not seen.
  func heldOut(_ documents: [LabelledDocument], by model: NoteModel) -> [HeldOut] {
    let reader = Quantized(model.field, types: Training.noteTypes, bias: 0)
    return documents.map { HeldOut($0, rows($0, model.typical), reader) }
  }

  private func profiles(_ document: LabelledDocument) -> [TokenProfile] {
    if let rows = stacked[document.id] { return rows }
    var rows = training.profiles(document.note)
    let labels = training.decode(helper, document, rows)
    for at in rows.indices { rows[at].label = UInt32(labels[at]) + 1 }
    stacked[document.id] = rows
    return rows
  }

  private func rows(
    _ document: LabelledDocument,
    _ typical: [UInt32: UInt16]
  ) -> [TokenProfile] {
    var rows = profiles(document)
    for at in rows.indices { rows[at].typical = UInt32(typical[rows[at].word] ?? 0) }
    return rows
  }
}

/// What a model said of a document that it had not seen.
struct HeldOut {
  let fold: Int
  let examples: [SpanExample]
  /// The spans that it chose without a second look: the type, the tenth of the probability, whether right.
  private let chosen: [(type: Int, bin: Int, isRight: Bool)]

  init(_ document: LabelledDocument, _ rows: [TokenProfile], _ reader: Quantized) {
    fold = Split.fold(document.id)
    let (candidates, outside) = reader.possible(in: document.note, rows)
    examples = SpanTraining.examples(document, terms: rows.map(\.term), candidates, outside)
    let gold = Set(document.gold)
    chosen = zip(document.note.sentences, candidates).flatMap { sentence, candidates in
      SpanCandidate.best(candidates, count: sentence.count).map { span in
        let moved = TokenSpan(
          start: span.start + sentence.lowerBound,
          end: span.end + sentence.lowerBound,
          type: span.type
        )
        return (span.type, min(9, Int(span.marginal * 10)), gold.contains(moved))
      }
    }
  }

  /// How often spans of each tenth of the probability are right, by type.
  static func calibration(_ documents: [HeldOut]) -> [Float] {
    var hits = [[Float]](
      repeating: [Float](repeating: 0, count: 10),
      count: Training.noteTypes.count
    )
    var counts = hits
    for span in documents.flatMap(\.chosen) {
      counts[span.type][span.bin] += 1
      if span.isRight { hits[span.type][span.bin] += 1 }
    }
    let all = (0..<10).map { bin -> Float in
      let right = hits.reduce(0) { $0 + $1[bin] }
      let count = counts.reduce(0) { $0 + $1[bin] }
      return (right + Float(bin) / 10 + 0.05) / (count + 1)
    }
    // Few spans of a type lean on all types; no bin is below the one before it.
    return hits.indices.flatMap { type -> [Float] in
      var least: Float = 0
      return (0..<10).map { bin in
        let value = (hits[type][bin] + 12 * all[bin]) / (counts[type][bin] + 12)
        least = max(least, value)
        return least
      }
    }
  }
}
