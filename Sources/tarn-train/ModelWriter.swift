// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// The command line of `tarn-train train`.
struct TrainingSettings {
  var file = "Sources/CExtractionModel/extraction.model"
  /// A fold that is left out, for measuring the whole engine on it.
  var fold: Int?
  var iterations = 120
  /// How many case reports may be learned from, for a learning curve; all where there is none.
  var documents: Int?
  /// Steps of the model that learns with features left out: more of them fit the noise.
  var noisyIterations: Int { min(iterations, 80) }
  var data = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "data"
  var gold = "Tests/ExtractionTests/Gold"
  /// A file whose fields and tables are kept, while networks and the second look are trained.
  var onto: String?
  /// How the files of folds begin that are written besides; none are where there is nothing.
  var folds: String?
  /// How the files of folds begin that an earlier run wrote, whose fields are taken and not trained again.
  var fields: String?
  var network = NetworkSettings()

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
      case "--documents": documents = Int(value)
      case "--data": data = value
      case "--gold": gold = value
      case "--onto": onto = value
      case "--folds": folds = value
      case "--fields": fields = value
      case "--epochs": network.epochs = Int(value) ?? network.epochs
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
    let learner = NoteLearner(training: training, settings: settings, helper: helper)
    let documents = training.caseReports().filter { fold == nil || Split.fold($0.id) != fold }
    let model = learner.learn(documents)
    let heldOut = (0..<Split.folds).flatMap { left -> [HeldOut] in
      if !documents.contains(where: { Split.fold($0.id) == left }) { return [] }
      return learner.heldOut(
        documents.filter { Split.fold($0.id) == left },
        by: learner.learn(documents.filter { Split.fold($0.id) != left })
      )
    }
    let parts = shared(helper, genes).merging(notes(model, heldOut, documents.count)) { $1 }
    Self.save(parts, settings.file)
  }

  /// Writes a file for each fold, whose model for notes was trained without it; all have
  /// the models for abstracts, which know none of the case reports.
  func writeFolds() {
    let (helper, genes) = training.abstractModels(
      training.abstracts(),
      l2: Self.abstractL2,
      iterations: settings.iterations
    )
    let parts = shared(helper, genes)
    let learner = NoteLearner(training: training, settings: settings, helper: helper)
    let documents = Split.part(training.caseReports(), settings.documents)
    let models = (0..<Split.folds).map { fold in
      learner.learn(documents.filter { Split.fold($0.id) != fold })
    }
    let heldOut = models.enumerated().flatMap { fold, model in
      learner.heldOut(documents.filter { Split.fold($0.id) == fold }, by: model)
    }
    for (fold, model) in models.enumerated() {
      let others = heldOut.filter { $0.fold != fold }
      Self.save(
        parts.merging(notes(model, others, others.count)) { $1 },
        "\(settings.file)-\(fold).model"
      )
    }
  }

  static func save(_ parts: [ModelFile.Part: [UInt8]], _ path: String) {
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

  /// The model for notes, what it usually says of words, how often it is right, and the second look.
  private func notes(
    _ model: NoteModel,
    _ heldOut: [HeldOut],
    _ count: Int
  ) -> [ModelFile.Part: [UInt8]] {
    var parts = Self.field(model)
    parts[.calibration] = Self.bytes(HeldOut.calibration(heldOut))
    parts[.judge] = SpanTraining.weights(heldOut.flatMap(\.examples))
    parts[.card] = Array(
      """
      tarn notes 5; MACCROBAT2020, BC5CDR, NCBI disease, NegEx; \(count) documents; \
      l2 \(Self.noisyL2), \(settings.noisyIterations) iterations, half of the features, seed 20260101, split tarn-split-1
      """.utf8
    )
    return parts
  }

  /// A model for notes and what it usually says of words.
  static func field(_ model: NoteModel) -> [ModelFile.Part: [UInt8]] {
    let (scale, weights, edges) = quantized(model.field)
    return [
      .typical: WordTable.encode(model.typical.mapValues { [$0] }, width: 1),
      .noteSettings: Array("\(Training.noteTypes.joined(separator: ","));\(scale);0".utf8),
      .noteFilter: model.field.filter,
      .noteWeights: weights,
      .noteTransitions: edges,
    ]
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
  private var owned: [UnsafeMutableRawPointer] = []
  private let reader: SequenceReader
  private let words = SentenceFeatures()

  /// Takes the model of a file, which lives as long as the program.
  init(_ model: SequenceModel) { reader = SequenceReader(model) }

  init(_ model: ConditionalRandomField, types: [String], bias: Float) {
    let (scale, bytes, edges) = ModelWriter.quantized(model)
    owned = [bytes, model.filter].map { bytes in
      let copy = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 64)
      copy.copyMemory(from: bytes, byteCount: bytes.count)
      return copy
    }
    let transitions = edges.withUnsafeBytes { buffer in
      (0..<buffer.count / 4).map { buffer.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
    }
    reader = SequenceReader(
      SequenceModel(
        types: types,
        scale: scale,
        bias: bias,
        filter: FeatureFilter(owned[1]),
        weights: UnsafeModelBytes(base: owned[0]),
        transitions: transitions
      )
    )
  }

  deinit {
    for bytes in owned { bytes.deallocate() }
  }

  /// What is possible in a case report.
  func possible(
    in note: TokenizedNote,
    _ rows: [TokenProfile],
    _ networks: NetworkReader?
  ) -> NoteCandidates {
    var found = NoteCandidates(count: note.tokens.count)
    for sentence in note.sentences {
      let own = Array(rows[sentence])
      _ = read(own)
      let opinion = networks.map { networks in
        own.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { networks.read($0, own.count) } ?? NetworkOpinion()
        }
      }
      found.add(sentence, reader, opinion)
    }
    found.settle(note)
    return found
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
