// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// The command line of `tarn-train train`.
struct TrainingSettings {
  var file = "Sources/CExtractionModel/extraction.model"
  /// A fold that is left out, for measuring the whole engine on it.
  var fold: Int?
  var iterations = 120
  /// Steps of the model that learns with features left out: more of them fit the noise.
  var noisyIterations: Int { min(iterations, 80) }
  var data = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "data"
  var gold = "Tests/ExtractionTests/Gold"

  /// Reads the options; `nil` where one is unknown or has no value.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      guard option.hasPrefix("--") else {
        file = option
        continue
      }
      guard let value = rest.popFirst() else { return nil }
      switch option {
      case "--fold": fold = Int(value)
      case "--iterations": iterations = Int(value) ?? iterations
      case "--data": data = value
      case "--gold": gold = value
      default: return nil
      }
    }
  }
}

/// Trains what ships and writes it as one file.
struct ModelWriter {
  let training: Training
  let settings: TrainingSettings

  /// How strongly weights are held small, how many steps, what is taken from "outside".
  static let l2: Float = 2
  /// The same where features are left out, which holds weights small too.
  static let noisyL2: Float = 0.8
  static let abstractL2: Float = 1
  /// What is taken from "outside" while typical labels are counted.
  static let bias: Float = 0.2
  static let abstractBias: Float = 0

  /// Trains and writes.
  func write() {
    let fold = settings.fold
    let abstracts = training.abstracts()
    let (helper, genes) = training.abstractModels(
      abstracts.filter { fold == nil || Split.fold($0.id) != fold },
      l2: Self.abstractL2,
      iterations: settings.iterations
    )
    let open = training.unlabelled(helper: helper)
    var parts = shared(helper, genes)
    parts.merge(notes(helper, open, fold: fold, isCalibrated: true)) { $1 }
    save(parts, settings.file)
  }

  /// Writes a file for each of five folds, whose model for notes was trained without it; all have
  /// the models for abstracts, which know none of the case reports.
  func writeFolds() {
    let (helper, genes) = training.abstractModels(
      training.abstracts(),
      l2: Self.abstractL2,
      iterations: settings.iterations
    )
    let open = training.unlabelled(helper: helper)
    let parts = shared(helper, genes)
    for fold in 0..<5 {
      save(
        parts.merging(notes(helper, open, fold: fold, isCalibrated: false)) { $1 },
        "\(settings.file)-\(fold).model"
      )
    }
  }

  private func save(_ parts: [ModelFile.Part: [UInt8]], _ path: String) {
    let file = ModelFile.encode(parts)
    _ = FileManager.default.createFile(atPath: path, contents: Data(file))
    print("\(path): \(file.count) bytes")
  }

  /// Everything but the model for notes.
  private func shared(
    _ helper: ConditionalRandomField,
    _ genes: ConditionalRandomField
  ) -> [ModelFile.Part: [UInt8]] {
    var parts: [ModelFile.Part: [UInt8]] = [:]
    parts[.clusters] = training.words.tables[0]
    parts[.classes] = training.words.tables[1]
    parts[.pairs] = training.words.tables[2]
    parts[.phrases] = training.words.tables[3]
    parts[.genre] = GenreTraining(corpora: training.corpora).weights()
    parts[.domain] = GenreTraining(corpora: training.corpora).domainWeights()
    parts[.narrative] = GenreTraining(corpora: training.corpora).narrativeWeights()
    parts[.assertions] = HistoryTraining(corpora: training.corpora, gold: settings.gold)
      .weights()
    let (abstractScale, abstractWeights, abstractEdges) = Self.quantized(helper)
    parts[.abstractSettings] = Array(
      "\(Training.abstractTypes.joined(separator: ","));\(abstractScale);\(Self.abstractBias)".utf8
    )
    parts[.abstractFilter] = helper.filter
    parts[.abstractWeights] = abstractWeights
    parts[.abstractTransitions] = abstractEdges
    let (geneScale, geneWeights, geneEdges) = Self.quantized(genes)
    parts[.geneSettings] = Array(
      "\(Training.abstractTypes.joined(separator: ","));\(geneScale);\(Self.abstractBias)".utf8
    )
    parts[.geneFilter] = genes.filter
    parts[.geneWeights] = geneWeights
    parts[.geneTransitions] = geneEdges
    return parts
  }

  /// The model for notes, what it usually says of words, and how often it is right.
  private func notes(
    _ helper: ConditionalRandomField,
    _ open: [[TokenProfile]],
    fold: Int?,
    isCalibrated: Bool
  ) -> [ModelFile.Part: [UInt8]] {
    let documents = training.caseReports().filter { fold == nil || Split.fold($0.id) != fold }
    func stacked(_ document: LabelledDocument) -> [TokenProfile] {
      var rows = training.profiles(document.note)
      let labels = training.decode(helper, document, rows)
      for at in rows.indices { rows[at].label = UInt32(labels[at]) + 1 }
      return rows
    }
    let first = training.fit(
      documents,
      types: Training.noteTypes.count,
      l2: Self.l2,
      iterations: settings.iterations,
      stacked
    )
    let typical = training.typicalLabels(first, open)
    func informed(_ document: LabelledDocument) -> [TokenProfile] {
      var rows = stacked(document)
      for at in rows.indices { rows[at].typical = UInt32(typical[rows[at].word] ?? 0) }
      return rows
    }
    let model = training.fit(
      documents,
      types: Training.noteTypes.count,
      l2: Self.noisyL2,
      iterations: settings.noisyIterations,
      noise: .notes,
      informed
    )
    var parts: [ModelFile.Part: [UInt8]] = [:]
    parts[.typical] = WordTable.encode(typical.mapValues { [$0] }, width: 1)
    let (scale, weights, edges) = Self.quantized(model)
    parts[.noteSettings] = Array(
      "\(Training.noteTypes.joined(separator: ","));\(scale);0".utf8
    )
    parts[.noteFilter] = model.filter
    parts[.noteWeights] = weights
    parts[.noteTransitions] = edges
    parts[.calibration] = Self.bytes(isCalibrated ? calibration(documents, informed) : [])
    parts[.card] = Array(
      """
      tarn notes 4; MACCROBAT2020, BC5CDR, NCBI disease, NegEx; \(documents.count) documents; \
      l2 \(Self.noisyL2), \(settings.noisyIterations) iterations, half of the features, seed 20260101, split tarn-split-1
      """.utf8
    )
    return parts
  }

  /// How often spans of each tenth of the marginal are right, from folds that were left out.
  private func calibration(
    _ documents: [LabelledDocument],
    _ profiles: (LabelledDocument) -> [TokenProfile]
  ) -> [Float] {
    var hits = [[Float]](
      repeating: [Float](repeating: 0, count: 10),
      count: Training.noteTypes.count
    )
    var counts = hits
    for fold in 0..<2 where documents.contains(where: { Split.fold($0.id) == fold }) {
      let part = training.fit(
        documents.filter { Split.fold($0.id) != fold },
        types: Training.noteTypes.count,
        l2: Self.noisyL2,
        iterations: settings.noisyIterations,
        noise: .notes,
        profiles
      )
      let reader = Quantized(part, types: Training.noteTypes, bias: 0)
      for document in documents where Split.fold(document.id) == fold {
        let rows = profiles(document)
        let gold = Set(document.gold)
        let found = reader.spans(of: document.note, rows)
        for (sentence, spans) in zip(document.note.sentences, found) {
          for span in spans {
            let bin = min(9, Int(span.marginal * 10))
            let moved = TokenSpan(
              start: span.start + sentence.lowerBound,
              end: span.end + sentence.lowerBound,
              type: span.type
            )
            counts[span.type][bin] += 1
            if gold.contains(moved) { hits[span.type][bin] += 1 }
          }
        }
      }
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

  static func quantized(_ model: ConditionalRandomField) -> (Float, [UInt8], [UInt8]) {
    let count = model.transitionStart
    var top: Float = 1e-6
    for at in 0..<count { top = max(top, abs(model.parameters[at])) }
    let scale = top / 127
    let weights = (0..<count).map { at in
      UInt8(bitPattern: Int8(max(-127, min(127, (model.parameters[at] / scale).rounded()))))
    }
    return (scale, weights, bytes(Array(model.parameters[count...])))
  }

  static func bytes(_ floats: [Float]) -> [UInt8] {
    floats.flatMap { value in withUnsafeBytes(of: value) { Array($0) } }
  }
}

/// A trained field as the program reads it: eight-bit weights.
final class Quantized {
  private let weights: UnsafeMutableRawPointer
  private let filter: UnsafeMutableRawPointer
  private let reader: SequenceReader
  private let words = SentenceFeatures()

  init(_ model: ConditionalRandomField, types: [String], bias: Float) {
    let (scale, bytes, edges) = ModelWriter.quantized(model)
    weights = .allocate(byteCount: bytes.count, alignment: 64)
    weights.copyMemory(from: bytes, byteCount: bytes.count)
    filter = .allocate(byteCount: model.filter.count, alignment: 64)
    filter.copyMemory(from: model.filter, byteCount: model.filter.count)
    let transitions = edges.withUnsafeBytes { buffer in
      (0..<buffer.count / 4).map { buffer.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    reader = SequenceReader(
      SequenceModel(
        types: types,
        scale: scale,
        bias: bias,
        filter: FeatureFilter(filter),
        weights: weights,
        transitions: transitions
      )
    )
  }

  deinit {
    weights.deallocate()
    filter.deallocate()
  }

  /// The spans of a case report that are worth it, per sentence.
  func spans(of note: TokenizedNote, _ rows: [TokenProfile]) -> [[ModelSpan]] {
    var outside = [Float](repeating: 1, count: note.tokens.count)
    var candidates: [[SpanCandidate]] = []
    for sentence in note.sentences {
      _ = read(Array(rows[sentence]))
      candidates.append(sentence.isEmpty ? [] : reader.candidates())
      for (at, value) in reader.outside.enumerated() where at < sentence.count {
        outside[sentence.lowerBound + at] = value
      }
    }
    Repetition(note: note, outside: outside).level(&candidates)
    return zip(note.sentences, candidates).map { SpanCandidate.best($1, count: $0.count) }
  }

  /// Reads one sentence.
  func read(_ sentence: [TokenProfile]) -> (labels: [UInt8], marginals: [Float]) {
    guard !sentence.isEmpty else { return ([], []) }
    Padding.rows(sentence, 0..<sentence.count).withUnsafeBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      words.fill(base + FeatureTemplate.margin, sentence.count)
      reader.read(base + FeatureTemplate.margin, sentence.count, words: words)
    }
    return (reader.labels, reader.marginals)
  }
}

extension ModelWriter {
  /// Trains the small classifiers of a file again and leaves the rest as it is.
  static func refresh(_ path: String, corpora: Corpora) {
    guard let data = FileManager.default.contents(atPath: path) else { return }
    var parts = data.withUnsafeBytes { ModelFile.parts(of: $0) }
    parts[.genre] = GenreTraining(corpora: corpora).weights()
    parts[.domain] = GenreTraining(corpora: corpora).domainWeights()
    parts[.narrative] = GenreTraining(corpora: corpora).narrativeWeights()
    parts[.assertions] = HistoryTraining(corpora: corpora).weights()
    let file = ModelFile.encode(parts)
    _ = FileManager.default.createFile(atPath: path, contents: Data(file))
  }

  /// An engine with the weights of a file; they are never given back.
  static func engine(from path: String) -> ClinicalTextEngine? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: data.count, alignment: 64)
    bytes.copyBytes(from: data)
    return TrainedModels(UnsafeRawBufferPointer(bytes)).map { ClinicalTextEngine(models: $0) }
  }
}
