// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation

/// Which chunks of an import are in its report folder, so that a stopped import can be reported to
/// its end: no line is missing, none is cut, none is there twice.
///
/// It is kept in the folder as `progress.ndjson` until the manifest is written. The first line says
/// what is imported; every further line is appended when the lines of a chunk are in their files, and
/// says how long the files are then:
///
/// ```
/// {"import":"5f2c…"}
/// {"chunk":0,"lengths":{"SUCCESS/0001-Patient.ndjson":40961},"skipped":[]}
/// {"chunk":1,"lengths":{"SUCCESS/0001-Patient.ndjson":81900,"FAILURE/0001-Patient.ndjson":310},"skipped":[]}
/// ```
struct ReportedChunks {
  /// The name of the file.
  static let fileName = "progress.ndjson"

  /// What is imported.
  let fingerprint: String

  /// The lines about chunks, from chunk 0 on.
  private(set) var lines: [Line] = []

  /// What is said about a chunk.
  struct Line {
    let lengths: [String: Int]
    let skippedFiles: [String]
  }

  init(fingerprint: String) { self.fingerprint = fingerprint }

  /// Reads the file; a line that was cut does not count, nor does what follows it.
  ///
  /// - Returns: `nil` when the first line does not say what is imported.
  init?(parsing bytes: [UInt8]) {
    let texts = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    guard let first = texts.first, let root = Self.object(first),
      let fingerprint = root["import"]?.string
    else { return nil }
    self.fingerprint = fingerprint
    for text in texts.dropFirst() {
      guard let root = Self.object(text), root["chunk"]?.integer == lines.count,
        let members = root["lengths"]?.members, let skipped = root["skipped"]?.elements
      else { break }
      var lengths: [String: Int] = [:]
      for member in members { lengths[member.key] = member.value.integer }
      lines.append(Line(lengths: lengths, skippedFiles: skipped.compactMap(\.string)))
    }
  }

  /// Forgets the chunks from a number on.
  mutating func keep(first count: Int) { lines = Array(lines.prefix(count)) }

  /// How long each file is after the last chunk.
  var lengths: [String: Int] {
    lines.reduce(into: [:]) { all, line in all.merge(line.lengths) { $1 } }
  }

  /// The first line of the file.
  var header: [UInt8] {
    let json: JSON = ["import": .string(fingerprint)]
    return Array((json.text + "\n").utf8)
  }

  /// The whole file.
  var bytes: [UInt8] {
    lines.enumerated().reduce(into: header) { $0 += Self.bytes(of: $1.element, chunk: $1.offset) }
  }

  /// A line of the file.
  static func bytes(of line: Line, chunk: Int) -> [UInt8] {
    let lengths = line.lengths.sorted { $0.key < $1.key }
    let json: JSON = [
      "chunk": .number(String(chunk)),
      "lengths": .object(lengths.map { JSON.Member($0.key, .number(String($0.value))) }),
      "skipped": .array(line.skippedFiles.map { .string($0) }),
    ]
    return Array((json.text + "\n").utf8)
  }

  private static func object(_ text: ArraySlice<UInt8>) -> JSONValue? {
    // A line that is no JSON was cut when the process ended.
    try? JSONParser().parse(Array(text)).root
  }
}
