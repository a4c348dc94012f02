// SPDX-License-Identifier: Apache-2.0

import Extraction

/// A trained model for notes with what a first one usually said of words.
struct NoteModel {
  var field: ConditionalRandomField
  var typical: [UInt32: UInt16]
}

/// A model for notes as the program reads it, trained without a fold.
struct FoldField {
  let reader: Quantized
  /// What it usually says of a word.
  let typical: (UInt32) -> UInt32
  let parts: [ModelFile.Part: [UInt8]]

  init(_ model: NoteModel) {
    reader = Quantized(model.field, types: Training.noteTypes, bias: 0)
    typical = { UInt32(model.typical[$0] ?? 0) }
    parts = ModelWriter.field(model)
  }

  /// Takes the field of a file; `nil` where there is none.
  init?(of path: String) {
    guard let (parts, models) = NetworkStage.file(path) else { return nil }
    let own: Set<ModelFile.Part> = [
      .typical, .noteSettings, .noteFilter, .noteWeights, .packedNoteWeights, .noteTransitions,
    ]
    reader = Quantized(models.notes)
    typical = models.knowledge.typicalLabel
    self.parts = parts.filter { own.contains($0.key) }
  }
}

/// Trains models for notes, the one that ships and those that leave a fold out.
final class NoteLearner {
  private let training: Training
  private let settings: TrainingSettings
  /// What a first model says of each token of a document.
  private let firstLabels: (LabelledDocument, [TokenProfile]) -> [UInt8]
  private let open: [[TokenProfile]]
  /// Profiles with the first model's labels, by document.
  private var stacked: [String: [TokenProfile]] = [:]

  init(training: Training, settings: TrainingSettings, helper: ConditionalRandomField) {
    self.training = training
    self.settings = settings
    firstLabels = { training.decode(helper, $0, $1) }
    open = training.unlabelled(Quantized(helper, types: Training.abstractTypes, bias: 0))
  }

  /// Begins with a first model of a file, which reads as the program does.
  init(training: Training, settings: TrainingSettings, helper: SequenceModel) {
    self.training = training
    self.settings = settings
    let reader = Quantized(helper)
    firstLabels = { document, rows in
      document.note.sentences.flatMap { reader.read(Array(rows[$0])).labels }
    }
    open = training.unlabelled(reader)
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
    ) { rows($0) { UInt32(typical[$0] ?? 0) } }
    return NoteModel(field: field, typical: typical)
  }

  /// Trains networks on documents.
  ///
  /// - Parameters:
  ///   - documents: What they learn from.
  ///   - typical: What a model that learned from the same usually says of a word.
  /// - Returns: Those of one file.
  func networks(
    _ documents: [LabelledDocument],
    typical: (UInt32) -> UInt32
  ) -> TokenNetworks {
    let sentences = documents.flatMap { document -> [NetworkSentence] in
      let rows = rows(document, typical)
      return document.note.sentences.filter { !$0.isEmpty }.map { sentence in
        NetworkSentence(profiles: Array(rows[sentence]), labels: Array(document.labels[sentence]))
      }
    }
    return NetworkTraining.networks(
      sentences,
      labels: Training.noteTypes.count * 2 + 1,
      settings.network
    )
  }

  /// What models say of documents that they have not seen.
  func heldOut(
    _ documents: [LabelledDocument],
    by model: NoteModel
  ) -> [HeldOut] {
    heldOut(documents, by: FoldField(model))
  }

  /// What a field, and networks where there are any, say of documents that they have not seen.
  func heldOut(
    _ documents: [LabelledDocument],
    by field: FoldField,
    _ networks: TokenNetworks? = nil
  ) -> [HeldOut] {
    let others = networks.map { NetworkReader($0) }
    return documents.map { HeldOut($0, rows($0, field.typical), field.reader, others) }
  }

  private func profiles(_ document: LabelledDocument) -> [TokenProfile] {
    if let rows = stacked[document.id] { return rows }
    var rows = training.profiles(document.note)
    let labels = firstLabels(document, rows)
    for at in rows.indices { rows[at].label = UInt32(labels[at]) + 1 }
    stacked[document.id] = rows
    return rows
  }

  private func rows(
    _ document: LabelledDocument,
    _ typical: (UInt32) -> UInt32
  ) -> [TokenProfile] {
    var rows = profiles(document)
    for at in rows.indices { rows[at].typical = typical(rows[at].word) }
    return rows
  }
}

/// What a model said of a document that it had not seen.
struct HeldOut {
  let document: LabelledDocument
  /// The spans that may be right, by sentence, and what became of them, in the same order.
  let candidates: [[SpanCandidate]]
  let examples: [SpanExample]
  /// The spans that it chose without a second look: the type, the tenth of the probability, whether right.
  private let chosen: [(type: Int, bin: Int, isRight: Bool)]

  var fold: Int { Split.fold(document.id) }

  init(
    _ document: LabelledDocument,
    _ rows: [TokenProfile],
    _ reader: Quantized,
    _ networks: NetworkReader?
  ) {
    self.document = document
    let found = reader.possible(in: document.note, rows, networks)
    let candidates = found.candidates
    self.candidates = candidates
    examples = SpanTraining.examples(document, terms: rows.map(\.term), found)
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
