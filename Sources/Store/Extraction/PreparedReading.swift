// SPDX-License-Identifier: Apache-2.0

public import Extraction
import FHIR

/// What was read from one version of a note, ready to be written.
public struct PreparedReading: Sendable {
  /// The note.
  public let note: UnreadNote
  /// How many entities were found.
  public var count: Int { entities.count }

  /// The hash of the words.
  let hash: Int64
  /// The words themselves, compressed, where the resource alone does not give them: a PDF, a Binary.
  let words: [UInt8]?
  /// The same as text, for the full text of the lake; nil like ``words``, but also there where the words
  /// were read before.
  let text: String?
  /// The note as the engine gave it, compressed; `nil` where the words were read before.
  let body: [UInt8]?
  let entities: [Row]

  struct Row: Sendable {
    typealias Coded = Concept

    let phrase: String
    let category: String
    let type: String
    let traits: String
    let score: Double
    /// The best candidate of each system; the first stands for the entity.
    let concepts: [Concept]
    let begin: Int
    let end: Int
    let key: Int64
  }
}

/// A version of a resource that may carry a note, and was not read yet.
public struct UnreadNote: Sendable, Equatable {
  /// The resource.
  public let key: ResourceKey
  /// Its version.
  public let version: Int
  /// The number of the resource, in the order of which notes are read.
  public let row: Int64
}

/// A note that was looked at.
public struct PreparedNote: Sendable {
  /// The note.
  public let note: UnreadNote
  /// What was read; `nil` where there are no words.
  public let reading: PreparedReading?
  /// What its words come from besides: ids of Binaries, and why a PDF has none.
  let sources: Set<String>
}

/// Why a PDF has no words.
public enum PDFFailure: String, Error, CaseIterable, Sendable {
  /// Nothing that reads PDF is installed; the note is looked at again by the next run.
  case noReader = "pdf:noReader"
  /// What reads PDF could not be run: no room for its files. The next run looks again, too.
  case notRun = "pdf:notRun"
  /// It opens with a password alone.
  case isLocked = "pdf:locked"
  /// It is no PDF, or a part of one.
  case isDamaged = "pdf:damaged"
  /// Its pages are pictures, as a scanner makes them.
  case isScanned = "pdf:scanned"

  /// Whether it may be readable at another time, though it is as it is.
  var isTransient: Bool { self == .noReader || self == .notRun }

  /// Why there is nothing to read, and what can be done.
  public var words: String {
    switch self {
    case .noReader:
      "Its PDF was not read: install pdftotext (poppler-utils), then run 'tarn extract'"
    case .notRun:
      "Its PDF was not read: pdftotext could not be run; make room and run 'tarn extract'"
    case .isLocked: "Its PDF opens with a password alone, and was not read"
    case .isDamaged: "Its PDF is damaged, and could not be read"
    case .isScanned: "Its PDF is a scan: pictures of pages, whose words nobody has read"
    }
  }
}

/// Makes rows of what was read, on one thread.
public final class ReadingPreparer {
  private let lake: Lake
  private let context: BodyCodec.Context
  private let readPDF: ([UInt8]) -> Result<String, PDFFailure>

  /// Creates a preparer.
  ///
  /// - Parameters:
  ///   - lake: The lake.
  ///   - readPDF: Gives the words of a PDF.
  public init(for lake: Lake, readPDF: @escaping (_ bytes: [UInt8]) -> Result<String, PDFFailure>) {
    self.lake = lake
    context = BodyCodec.Context(lake.codec)
    self.readPDF = readPDF
  }

  /// Reads a note, unless the same words were read by the same engine.
  ///
  /// - Parameters:
  ///   - note: What ``ExtractionWriter/unread(after:limit:)`` gave.
  ///   - knownHash: The hash of the words that the newest reading is of.
  ///   - read: The engine, asked with the words and the date of the note.
  /// - Returns: The note, with the rows of what was read where the resource carries words.
  /// - Throws: ``StoreError``.
  public func prepare(
    _ note: UnreadNote,
    knownHash: Int64?,
    read: (_ words: String, _ date: String?) -> ExtractedNote
  ) throws -> PreparedNote {
    var sources: Set<String> = []
    let reading = try reading(note, knownHash, read, &sources)
    return PreparedNote(note: note, reading: reading, sources: sources)
  }

  /// Whether another note of the lake took the place of one.
  ///
  /// That a note is superseded says nothing: some systems say so of every note but the last of a patient.
  private func isReplaced(_ key: ResourceKey) throws -> Bool {
    guard key.type == .documentReference else { return false }
    return try lake.references(to: key).contains { source in
      guard source.key.type == .documentReference, source.isPresent, !source.isDeleted,
        let other = try lake.resource(source.key).document?.root,
        !NoteText.isWithdrawn(other, type: .documentReference)
      else { return false }
      return (other["relatesTo"]?.elements ?? .empty).contains { relation in
        relation["code"]?.isString("replaces") == true
          && relation["target"]?["reference"]?.string.map {
            guard case .literal(let type, let id, _, _) = FHIRReference($0) else { return false }
            return type == key.type && id == key.id
          } ?? false
      }
    }
  }

  private func reading(
    _ note: UnreadNote,
    _ knownHash: Int64?,
    _ read: (_ words: String, _ date: String?) -> ExtractedNote,
    _ sources: inout Set<String>
  ) throws -> PreparedReading? {
    guard let root = try lake.resource(note.key, version: note.version).document?.root else {
      return nil
    }
    // What the resource alone does not give is kept with the reading.
    var isElsewhere = NoteText.isElsewhere(root, type: note.key.type)
    let words = NoteText.words(
      of: root,
      type: note.key.type,
      readPDF: { bytes in
        isElsewhere = true
        switch self.readPDF(bytes) {
        case .success(let words): return words
        case .failure(let failure):
          sources.insert(failure.rawValue)
          return nil
        }
      },
      readBinary: { url in
        if let id = Lake.binaryID(of: url) { sources.insert(id) }
        return lake.binary(at: url)
      }
    )
    // Of what was withdrawn, or has no words any more, nothing is read, which takes the place of what was.
    let isWithdrawn =
      try NoteText.isWithdrawn(root, type: note.key.type) || isReplaced(note.key)
    let isEmpty = words == nil && sources.isEmpty && knownHash != nil
    guard var words = isWithdrawn || isEmpty ? "" : words else { return nil }
    if isWithdrawn { isElsewhere = false }
    let hash = words.withUTF8 {
      Int64(bitPattern: JSONDocument.hash(UnsafeRawBufferPointer($0)))
    }
    if hash == knownHash {
      return PreparedReading(
        note: note,
        hash: hash,
        words: nil,
        text: isElsewhere ? words : nil,
        body: nil,
        entities: []
      )
    }
    let found = read(words, Self.date(of: root))
    return PreparedReading(
      note: note,
      hash: hash,
      words: isElsewhere ? compress(Array(words.utf8)) : nil,
      text: isElsewhere ? words : nil,
      body: compress(found.jsonBytes(as: .detectEntities)),
      entities: Self.rows(found, words: words, reference: note.key.reference)
    )
  }

  private func compress(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { context.compress($0, typeCode: -1).1 }
  }

  /// When the words were written, as far as the day.
  static func date(of root: JSONValue) -> String? {
    let dates = [
      root["date"], root["context"]?["period"]?["start"], root["effectiveDateTime"],
      root["issued"], root["recordedDate"], root["authoredOn"],
    ]
    return dates.lazy.compactMap { $0?.string }.first.map { String($0.prefix(10)) }
  }

  private static func best(_ concepts: [Concept]) -> [Concept] {
    var best: [Concept] = []
    for concept in concepts where !best.contains(where: { $0.system == concept.system }) {
      best.append(concept)
    }
    return best
  }

  static func rows(
    _ note: ExtractedNote,
    words: String,
    reference: String
  ) -> [PreparedReading.Row] {
    var keys = EntityKeys(words: words, reference: reference)
    return note.entities.map { entity in
      PreparedReading.Row(
        phrase: entity.text,
        category: entity.category.rawValue,
        type: entity.type.rawValue,
        traits: entity.traits.map(\.name.rawValue).joined(separator: " "),
        score: entity.score,
        concepts: best(entity.concepts),
        begin: entity.begin,
        end: entity.end,
        key: keys.key(
          begin: entity.begin,
          end: entity.end,
          category: entity.category.rawValue
        ).hash
      )
    }
  }
}
