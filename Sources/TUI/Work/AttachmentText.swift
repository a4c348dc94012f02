// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import FHIR
internal import Foundation

/// An attachment as a reader sees it: what it is, and its words where it has any.
struct AttachmentText: Sendable, Equatable {
  /// `(attachment, text/plain, 1,234 bytes)`.
  var summary: String

  /// The text, with its own line ends; empty where there is none.
  var text: String

  /// The lines of the text, a sentence each where they are long; empty where there is no text.
  var lines: [String]

  /// Reads an Attachment or a Binary; `nil` for what carries no data.
  init?(_ value: JSONValue) {
    guard value.kind == .object, let data = value["data"]?.string,
      value["contentType"] != nil || value["resourceType"]?.string == "Binary"
    else { return nil }
    self.init(data: data, contentType: value["contentType"]?.string)
  }

  /// Reads base64; `nil` for what is none.
  init?(data: String, contentType: String?) {
    guard let bytes = Data(base64Encoded: data, options: .ignoreUnknownCharacters) else {
      return nil
    }
    let read = Extraction.NoteText(bytes: Array(bytes), contentType: contentType)
    let type = contentType ?? (read.format == .binary ? "no text" : "text")
    summary = "(attachment, \(type), \(counted(bytes.count, "byte")))"
    text = read.format == .binary ? "" : read.text
    lines = read.format == .binary ? [] : Self.lines(of: read.text)
  }

  /// Cuts a text at line ends, and long lines behind sentences, so that a change stays in its place.
  private static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).flatMap { line in
      var parts: [String] = []
      var part = ""
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        if !part.isEmpty { part += " " }
        part += word
        if part.count > 40, word.last == "." || word.last == ";" || part.count > 90 {
          parts.append(part)
          part = ""
        }
      }
      return parts.isEmpty || !part.isEmpty ? parts + [part] : parts
    }
  }

  /// The summary with the beginning of the text.
  var line: String {
    let words = lines.joined(separator: " ").prefix(200)
    return words.isEmpty ? summary : "\(summary) \(words)"
  }

  /// Describes the first attachment in a value; `nil` where there is none.
  static func line(in value: JSONValue) -> String? { first(in: value)?.line }

  /// Returns the first attachment in a value; `nil` where there is none.
  static func first(in value: JSONValue) -> AttachmentText? {
    if let found = AttachmentText(value) { return found }
    switch value.kind {
    case .object: return value.members.lazy.compactMap { first(in: $0.value) }.first
    case .array: return value.elements.lazy.compactMap { first(in: $0) }.first
    default: return nil
    }
  }
}
