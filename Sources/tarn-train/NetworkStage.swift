// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Trains networks for case reports and the second look that weighs them, onto a model file whose
/// fields, tables and classifiers stay as they are.
struct NetworkStage {
  private let parts: [ModelFile.Part: [UInt8]]
  private let models: TrainedModels
  private let learner: NoteLearner
  private let documents: [LabelledDocument]
  private let settings: TrainingSettings

  /// Reads the file; `nil` where it is none.
  init?(onto path: String, _ settings: TrainingSettings) {
    guard let (parts, models) = Self.file(path) else { return nil }
    let tables = [ModelFile.Part.clusters, .classes, .pairs, .phrases].map { parts[$0] ?? [] }
    let training = Training(folder: settings.data, words: LearnedWords(tables))
    self.parts = parts
    self.models = models
    self.settings = settings
    learner = NoteLearner(training: training, settings: settings, helper: models.abstracts)
    documents = training.caseReports()
  }

  /// Reads a file, whose bytes are never given back.
  static func file(_ path: String) -> (parts: [ModelFile.Part: [UInt8]], models: TrainedModels)? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 64)
    bytes.copyBytes(from: data)
    let file = UnsafeRawBufferPointer(bytes)
    return TrainedModels(file).map { (ModelFile.parts(of: file), $0) }
  }

  /// The field that was trained without a fold: of an earlier run, or trained now.
  private func field(without fold: Int) -> FoldField {
    if let prefix = settings.fields, let field = FoldField(of: "\(prefix)-\(fold).model") {
      return field
    }
    return FoldField(learner.learn(documents.filter { Split.fold($0.id) != fold }))
  }

  /// Trains, prints what folds say of it, and writes.
  func write() {
    var heldOut: [HeldOut] = []
    var before: [HeldOut] = []
    var folds: [(fold: Int, field: FoldField, networks: TokenNetworks)] = []
    for fold in 0..<Split.folds {
      let left = documents.filter { Split.fold($0.id) == fold }
      let others = documents.filter { Split.fold($0.id) != fold }
      if left.isEmpty || others.isEmpty { continue }
      let field = field(without: fold)
      let networks = Self.stored(learner.networks(others, typical: field.typical))
      before += learner.heldOut(left, by: field)
      heldOut += learner.heldOut(left, by: field, networks)
      folds.append((fold, field, networks))
    }
    print("without networks:", SpanEstimate(before).line)
    print("with networks:   ", SpanEstimate(heldOut).line)
    if let prefix = settings.folds {
      for (fold, field, networks) in folds {
        let others = parts.filter { $0.key != .noteWeights && $0.key != .packedNoteWeights }
        var own = others.merging(field.parts) { $1 }
        finish(&own, networks, heldOut.filter { $0.fold != fold })
        ModelWriter.save(own, "\(prefix)-\(fold).model")
      }
    }
    var result = parts
    let networks = learner.networks(documents, typical: models.knowledge.typicalLabel)
    finish(&result, networks, heldOut)
    ModelWriter.save(result, settings.file)
  }

  /// The networks as a file keeps them, with eight bits a weight.
  private static func stored(_ networks: TokenNetworks) -> TokenNetworks {
    networks.encoded.withUnsafeBytes { TokenNetworks($0) } ?? networks
  }

  /// Puts in what this stage makes, and packs what makes room for it.
  private func finish(
    _ parts: inout [ModelFile.Part: [UInt8]],
    _ networks: TokenNetworks,
    _ heldOut: [HeldOut]
  ) {
    parts[.networks] = networks.encoded
    parts[.judge] = SpanTraining.weights(heldOut.flatMap(\.examples))
    if let weights = parts.removeValue(forKey: .noteWeights) {
      parts[.packedNoteWeights] = PackedWeights.pack(weights)
    }
    let mark = "; networks "
    let card = String(decoding: parts[.card] ?? [], as: UTF8.self).components(separatedBy: mark)[0]
    let own = "\(networks.networks.count), seed \(settings.network.seed)"
    parts[.card] = Array((card + mark + own).utf8)
  }
}

/// What the second look makes of documents when it learned from those of the other folds.
struct SpanEstimate {
  private var strict: [String: Counts] = [:]
  private var relaxed: [String: Counts] = [:]

  init(_ heldOut: [HeldOut]) {
    for fold in Set(heldOut.map(\.fold)).sorted() {
      let examples = heldOut.filter { $0.fold != fold }.flatMap(\.examples)
      let (exact, touching) = SpanTraining.classifiers(examples)
      for document in heldOut where document.fold == fold {
        add(document, document.chosen(exact, touching))
      }
    }
  }

  private mutating func add(_ document: HeldOut, _ found: [TokenSpan]) {
    for (number, type) in Training.noteTypes.enumerated() {
      func ranges(_ spans: [TokenSpan]) -> [Range<Int>] {
        Set(spans.filter { $0.type == number }.map { $0.start..<$0.end })
          .sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      }
      let ours = ranges(found)
      let theirs = ranges(document.document.spans)
      let same = Set(ours).intersection(theirs).count
      strict[type, default: Counts()] += Counts(
        hits: same,
        found: ours.count,
        gold: theirs.count
      )
      relaxed[type, default: Counts()] += Counts(
        hits: SpanComparison.overlaps(ours, theirs),
        found: ours.count,
        gold: theirs.count
      )
    }
  }

  /// Strict and relaxed, of all types and of the core.
  var line: String {
    func sum(_ counts: [String: Counts], _ types: [String]) -> Counts {
      types.reduce(into: Counts()) { $0 += counts[$1] ?? Counts() }
    }
    return String(
      format: "strict %.4f, relaxed %.4f; core %.4f, %.4f",
      sum(strict, SpanTypes.caseReports).f1,
      sum(relaxed, SpanTypes.caseReports).f1,
      sum(strict, SpanTypes.core).f1,
      sum(relaxed, SpanTypes.core).f1
    )
  }
}

extension HeldOut {
  /// The spans that two classifiers choose.
  func chosen(_ exact: [Float], _ touching: [Float]) -> [TokenSpan] {
    var at = 0
    return zip(document.note.sentences, candidates).flatMap { sentence, list -> [TokenSpan] in
      let judged = list.map { candidate -> SpanCandidate in
        var right = exact[0]
        var touch = touching[0]
        for (bucket, value) in examples[at].features {
          right += value * exact[bucket]
          touch += value * touching[bucket]
        }
        at += 1
        var result = candidate
        result.span.marginal = Logistic.value(right)
        result.touch = Logistic.value(touch)
        return result
      }
      return SpanCandidate.best(judged, count: sentence.count, isJudged: true).map { span in
        TokenSpan(
          start: span.start + sentence.lowerBound,
          end: span.end + sentence.lowerBound,
          type: span.type
        )
      }
    }
  }
}
