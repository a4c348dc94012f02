// SPDX-License-Identifier: Apache-2.0

/// Any number of generated patients as pieces of NDJSON files, one after the other.
///
/// Every piece says which file it belongs to. Appending each piece to its file gives a folder like a
/// bulk export, one file a type; writing all pieces one after the other gives the same as one stream.
/// Either can be imported: a corrected result occurs again in its file with a later
/// `meta.lastUpdated`, and what was deleted, or deleted in error and restored, comes as Bundles of
/// type history in `history.ndjson`.
///
/// ```swift
/// for piece in SampleExport(generator: PatientGenerator(seed: 1), patients: 0..<1000) {
///   append(piece.bytes, to: piece.fileName)
/// }
/// ```
public struct SampleExport: Sequence, Sendable {
  /// A piece of a file: whole lines.
  public struct Piece: Sendable {
    /// The file, `Observation.ndjson` for one.
    public let fileName: String
    /// The lines.
    public let bytes: ArraySlice<UInt8>
    /// How many lines.
    public let count: Int
  }

  private let generator: PatientGenerator
  private let patients: Range<Int>

  /// Creates an export.
  ///
  /// - Parameters:
  ///   - generator: Makes the patients.
  ///   - patients: Their numbers. The shared resources come before patient 0, so that an export can
  ///     be made in parts.
  public init(generator: PatientGenerator, patients: Range<Int>) {
    self.generator = generator
    self.patients = patients
  }

  /// Returns the pieces, patient by patient; memory does not grow with their number.
  public func makeIterator() -> Iterator {
    Iterator(generator: generator, patients: patients)
  }

  /// Makes one patient after the other.
  public struct Iterator: IteratorProtocol {
    private let generator: PatientGenerator
    private let patients: Range<Int>
    private var upcoming: Int
    private var record = PatientRecord()
    private var pending: [Piece] = []
    private var position = 0

    init(generator: PatientGenerator, patients: Range<Int>) {
      self.generator = generator
      self.patients = patients
      upcoming = patients.lowerBound
      if patients.lowerBound == 0, !patients.isEmpty {
        pending = Self.pieces(of: generator.sharedResources)
      }
    }

    /// Returns the next piece.
    public mutating func next() -> Piece? {
      if position == pending.count {
        guard upcoming < patients.upperBound else { return nil }
        generator.generate(upcoming, into: &record)
        upcoming += 1
        pending = Self.pieces(of: record)
        position = 0
      }
      position += 1
      return pending[position - 1]
    }

    private static func pieces(of record: PatientRecord) -> [Piece] {
      var pieces = record.groups.map {
        Piece(fileName: $0.type + ".ndjson", bytes: $0.lines, count: $0.count)
      }
      if let history = record.history {
        pieces.append(Piece(fileName: "history.ndjson", bytes: history.lines, count: 1))
      }
      return pieces
    }
  }
}
