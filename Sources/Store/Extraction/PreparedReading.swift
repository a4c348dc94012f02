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
  /// What its words are kept from by; when that is at hand, it is looked at again.
  ///
  /// Ids of Binaries that the lake does not have, and an empty text where nothing reads PDF.
  let awaits: Set<String>
}

/// What a reader of PDF gives.
public enum PDFText: Sendable, Equatable {
  /// The words of the file.
  case words(String)
  /// The file has none that can be read.
  case noWords
  /// Nothing that reads PDF is installed.
  case noReader
}

/// Makes rows of what was read, on one thread.
public final class ReadingPreparer {
  private let lake: Lake
  private let context: BodyCodec.Context
  private let readPDF: ([UInt8]) -> PDFText

  /// Creates a preparer.
  ///
  /// - Parameters:
  ///   - lake: The lake.
  ///   - readPDF: Gives the words of a PDF.
  public init(for lake: Lake, readPDF: @escaping (_ bytes: [UInt8]) -> PDFText) {
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
    var awaits: Set<String> = []
    let reading = try reading(note, knownHash, read, &awaits)
    return PreparedNote(note: note, reading: reading, awaits: awaits)
  }

  private func reading(
    _ note: UnreadNote,
    _ knownHash: Int64?,
    _ read: (_ words: String, _ date: String?) -> ExtractedNote,
    _ awaits: inout Set<String>
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
        case .words(let words): return words
        case .noWords: return nil
        case .noReader:
          awaits.insert("")
          return nil
        }
      },
      readBinary: { url in
        let binary = lake.binary(at: url)
        if binary == nil, let id = Lake.binaryID(of: url) { awaits.insert(id) }
        return binary
      }
    )
    guard var words else { return nil }
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
