// SPDX-License-Identifier: Apache-2.0

import CExtractionModel
import FHIR

/// The weights as one file: a magic, a table of parts, and the parts.
package enum ModelFile {
  /// The parts of a file, in their order.
  package enum Part: Int, CaseIterable {
    /// What was trained, from what, and how well it does.
    case card
    case clusters
    case classes
    case pairs
    case abstractSettings
    case abstractWeights
    case abstractTransitions
    case noteSettings
    case noteWeights
    case noteTransitions
    case calibration
    case phrases
    case typical
    case assertions
    case genre
    case domain
    case geneSettings
    case geneWeights
    case geneTransitions
    case abstractFilter
    case geneFilter
    case noteFilter
    case narrative
    case judge
    /// `noteWeights` as `PackedWeights`, in their place.
    case packedNoteWeights
    case networks
  }

  package static let magic: [UInt8] = Array("TARNXM04".utf8)
  /// The form before, which has the parts up to `judge` and is otherwise the same: what is trained onto
  /// a file reads it.
  private static let magicBefore: [UInt8] = Array("TARNXM03".utf8)

  /// How many parts a file has; none where it is no such file.
  private static func partCount(_ file: UnsafeRawBufferPointer) -> Int {
    file.starts(with: magic)
      ? Part.allCases.count : file.starts(with: magicBefore) ? Part.judge.rawValue + 1 : 0
  }

  /// Returns the bytes of a file.
  package static func encode(_ parts: [Part: [UInt8]]) -> [UInt8] {
    var bytes = magic
    let table = magic.count
    bytes += [UInt8](repeating: 0, count: Part.allCases.count * 8)
    for part in Part.allCases {
      while bytes.count % 64 != 0 { bytes.append(0) }
      let content = parts[part] ?? []
      let place = table + part.rawValue * 8
      for shift in 0..<4 {
        bytes[place + shift] = UInt8(truncatingIfNeeded: bytes.count >> (shift * 8))
        bytes[place + 4 + shift] = UInt8(truncatingIfNeeded: content.count >> (shift * 8))
      }
      bytes += content
    }
    return bytes
  }

  /// Returns all parts of a file that has as many as it says.
  package static func parts(of file: UnsafeRawBufferPointer) -> [Part: [UInt8]] {
    var result: [Part: [UInt8]] = [:]
    for part in Part.allCases {
      if let bytes = Self.part(part, of: file), !bytes.isEmpty { result[part] = Array(bytes) }
    }
    return result
  }

  /// Returns the bytes of a part.
  static func part(_ part: Part, of file: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    let parts = partCount(file)
    guard part.rawValue < parts, file.count > magic.count + parts * 8 else { return nil }
    let place = magic.count + part.rawValue * 8
    let offset = Int(file.loadUnaligned(fromByteOffset: place, as: UInt32.self))
    let count = Int(file.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self))
    guard offset + count <= file.count else { return nil }
    return UnsafeRawBufferPointer(rebasing: file[offset..<offset + count])
  }
}

/// Everything that was trained.
package struct TrainedModels: Sendable {
  package let card: String
  package let knowledge: WordKnowledge
  /// Chemicals and diseases, from abstracts.
  package let abstracts: SequenceModel
  /// The same, from abstracts about genes, whose diseases are named otherwise.
  package let genes: SequenceModel
  /// All types of notes, from case reports.
  package let notes: SequenceModel
  /// Per type of notes, how often spans of each tenth of the marginal are right.
  package let calibration: [[Float]]
  /// Which conditions and habits are history, beside the rules.
  package let assertions: HistoryModel?
  /// Whether a text is a note or an abstract.
  package let genre: GenreModel?
  /// Whether an abstract is rather about genes than about drugs.
  package let domain: GenreModel?
  /// Whether a text that is no abstract is a case report.
  package let narrative: GenreModel?
  /// How probable spans of a case report are after a second look.
  let judge: SpanJudge?
  /// What reads case reports beside the model for notes.
  let networks: TokenNetworks?

  /// The models inside of the program; `nil` where it was built without.
  package static let shared: TrainedModels? = {
    let bytes = UnsafeRawBufferPointer(
      start: tarn_extraction_model_bytes(),
      count: tarn_extraction_model_size
    )
    return TrainedModels(bytes)
  }()

  /// What tells these weights from others: XXH64 of the file, in hexadecimal.
  package static let fingerprint: String = {
    let bytes = UnsafeRawBufferPointer(
      start: tarn_extraction_model_bytes(),
      count: tarn_extraction_model_size
    )
    return String(JSONDocument.hash(bytes), radix: 16)
  }()

  /// Reads a file; the bytes must live as long as the models.
  package init?(_ file: UnsafeRawBufferPointer) {
    guard let card = ModelFile.part(.card, of: file),
      let clusters = ModelFile.part(.clusters, of: file)?.baseAddress,
      let classes = ModelFile.part(.classes, of: file)?.baseAddress,
      let pairs = ModelFile.part(.pairs, of: file)?.baseAddress,
      let phrases = ModelFile.part(.phrases, of: file)?.baseAddress,
      let typical = ModelFile.part(.typical, of: file)?.baseAddress,
      let abstracts = Self.model(
        file,
        .abstractSettings,
        .abstractFilter,
        .abstractWeights,
        .abstractTransitions
      ),
      let genes = Self.model(file, .geneSettings, .geneFilter, .geneWeights, .geneTransitions),
      let notes = Self.model(file, .noteSettings, .noteFilter, .noteWeights, .noteTransitions),
      let calibration = ModelFile.part(.calibration, of: file)
    else { return nil }
    self.card = String(decoding: card, as: UTF8.self)
    func size(_ part: ModelFile.Part) -> Int { ModelFile.part(part, of: file)?.count ?? 0 }
    knowledge = WordKnowledge(
      clusters: WordTable(base: clusters, count: size(.clusters), width: 3),
      classes: WordTable(base: classes, count: size(.classes), width: 1),
      pairs: WordTable(base: pairs, count: size(.pairs), width: 1),
      phrases: WordTable(base: phrases, count: size(.phrases), width: 1),
      typical: WordTable(base: typical, count: size(.typical), width: 1)
    )
    self.abstracts = abstracts
    self.genes = genes
    self.notes = notes
    genre = ModelFile.part(.genre, of: file).flatMap { GenreModel($0) }
    domain = ModelFile.part(.domain, of: file).flatMap { GenreModel($0) }
    narrative = ModelFile.part(.narrative, of: file).flatMap { GenreModel($0) }
    judge = ModelFile.part(.judge, of: file).flatMap { SpanJudge($0) }
    networks = ModelFile.part(.networks, of: file).flatMap { TokenNetworks($0) }
    assertions = ModelFile.part(.assertions, of: file).flatMap { HistoryModel($0) }
    let floats = Self.floats(calibration)
    self.calibration = notes.types.indices.map { type in
      (0..<10).map { bin in
        let at = type * 10 + bin
        return at < floats.count ? floats[at] : Float(bin) / 10 + 0.05
      }
    }
  }

  private static func floats(_ bytes: UnsafeRawBufferPointer) -> [Float] {
    (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Float.self) }
  }

  /// The weights of a model where they lie, or unpacked.
  private static func weights(
    _ file: UnsafeRawBufferPointer,
    _ part: ModelFile.Part
  ) -> UnsafeModelBytes? {
    if part == .noteWeights, let packed = ModelFile.part(.packedNoteWeights, of: file),
      !packed.isEmpty
    {
      return PackedWeights.unpack(packed).map { UnsafeModelBytes($0) }
    }
    return ModelFile.part(part, of: file).flatMap { UnsafeModelBytes($0) }
  }

  /// Settings are a line: the names of the types, the scale, the bias.
  private static func model(
    _ file: UnsafeRawBufferPointer,
    _ settings: ModelFile.Part,
    _ filter: ModelFile.Part,
    _ weights: ModelFile.Part,
    _ transitions: ModelFile.Part
  ) -> SequenceModel? {
    guard let line = ModelFile.part(settings, of: file),
      let rows = Self.weights(file, weights),
      let edges = ModelFile.part(transitions, of: file),
      let bits = ModelFile.part(filter, of: file), let known = bits.baseAddress,
      bits.count == FeatureFilter.byteCount
    else { return nil }
    let fields = String(decoding: line, as: UTF8.self).split(separator: ";")
    guard fields.count == 3, let scale = Float(fields[1]), let bias = Float(fields[2]) else {
      return nil
    }
    let types = fields[0].split(separator: ",").map(String.init)
    let labels = types.count * 2 + 1
    let stride = SequenceModel.stride(labels: labels)
    guard rows.count == FeatureTemplate.buckets * stride,
      edges.count == (labels + 1) * stride * 4
    else { return nil }
    return SequenceModel(
      types: types,
      scale: scale,
      bias: bias,
      filter: FeatureFilter(known),
      weights: rows,
      transitions: floats(edges)
    )
  }
}
