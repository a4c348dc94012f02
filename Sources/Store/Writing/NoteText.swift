// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR

/// The clinical note that a resource carries.
enum NoteText {
  /// Gives the words of a PDF; `nil` where it cannot.
  typealias PDFReader = (_ bytes: [UInt8]) -> String?

  /// Gives the bytes that a URL leads to, and what they are; `nil` where the lake has none.
  typealias BinaryReader = (_ url: String) -> (bytes: [UInt8], contentType: String?)?

  /// Returns the decoded text of a DocumentReference or DiagnosticReport, or `nil` without one.
  ///
  /// Several attachments are joined by an empty line, but for those that are one document in another
  /// format, as R4 has it. HTML, XHTML and RTF are reduced to their text.
  static func text(
    of root: JSONValue,
    type: ResourceType,
    readPDF: PDFReader = { _ in nil },
    readBinary: BinaryReader = { _ in nil }
  ) -> String? {
    var parts: [String] = []
    switch type {
    case .documentReference:
      for content in root["content"]?.elements ?? .empty {
        if let attachment = content["attachment"],
          let text = text(ofAttachment: attachment, readPDF, readBinary)
        {
          parts.append(text)
        }
      }
    case .diagnosticReport:
      for form in root["presentedForm"]?.elements ?? .empty {
        if let text = text(ofAttachment: form, readPDF, readBinary) { parts.append(text) }
      }
    default:
      return nil
    }
    if parts.count > 1 { parts = renditions(parts) }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  /// Returns texts without those whose words, numbers and signs are all in another one, in their order.
  private static func renditions(_ parts: [String]) -> [String] {
    var kept: [(text: String, letters: String)] = []
    // A word by itself may be anywhere in a longer text.
    func says(_ long: String, _ short: String) -> Bool {
      !short.isEmpty && short.utf8.count * 2 >= long.utf8.count && long.contains(short)
    }
    for text in parts {
      // A number or a sign that differs makes another text: "Murphy +", "Murphy -".
      let letters = String(
        text.lowercased().filter { $0.isLetter || $0.isNumber || "+-<>=±%".contains($0) }
      )
      if kept.contains(where: { says($0.letters, letters) }) { continue }
      if let place = kept.firstIndex(where: { says(letters, $0.letters) }) {
        kept[place] = (text, letters)
      } else {
        kept.append((text, letters))
      }
    }
    return kept.map(\.text)
  }

  /// Returns the text that a resource is found by and shown as: its note, and the words of a Composition
  /// and of a ClinicalImpression, which are notes as well.
  static func note(
    of root: JSONValue,
    type: ResourceType,
    readBinary: BinaryReader = { _ in nil }
  ) -> String? {
    switch type {
    case .composition, .clinicalImpression: words(of: root, type: type)
    default: text(of: root, type: type, readBinary: readBinary)
    }
  }

  /// Returns everything that a person wrote in words: the note, a Composition's narrative, and the
  /// annotations of any resource; `nil` where there is nothing.
  ///
  /// It is what entities are read from, and what their offsets count.
  static func words(
    of root: JSONValue,
    type: ResourceType,
    readPDF: PDFReader = { _ in nil },
    readBinary: BinaryReader = { _ in nil }
  ) -> String? {
    if let note = text(of: root, type: type, readPDF: readPDF, readBinary: readBinary) {
      return note
    }
    var parts: [String] = []
    if type == .composition {
      for section in root["section"]?.elements ?? .empty { add(section, to: &parts, depth: 0) }
      if parts.isEmpty, let text = narrative(root) { parts.append(text) }
    }
    if let notes = root["note"], notes.isArray {
      parts += notes.elements.compactMap { $0["text"]?.string }
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private static func add(_ section: JSONValue, to parts: inout [String], depth: Int) {
    if let text = narrative(section) {
      parts.append(section["title"]?.string.map { "\($0):\n\(text)" } ?? text)
    }
    // A Composition that is deeper than this was not written by a person.
    guard depth < 16 else { return }
    for inner in section["section"]?.elements ?? .empty {
      add(inner, to: &parts, depth: depth + 1)
    }
  }

  private static func narrative(_ value: JSONValue) -> String? {
    guard let div = value["text"]?["div"]?.string else { return nil }
    let text = Extraction.NoteText(bytes: Array(div.utf8), contentType: "text/html").text
    return text.contains { !$0.isWhitespace } ? text : nil
  }

  /// Whether a note says of itself that it is not to be believed: nothing is read from its words.
  static func isWithdrawn(_ root: JSONValue, type: ResourceType) -> Bool {
    let status = root["status"]?.string ?? ""
    if type == .documentReference {
      return status == "entered-in-error"
        || root["docStatus"]?.isString("entered-in-error") == true
    }
    return ["entered-in-error", "cancelled"].contains(status)
  }

  /// Whether some of the text of a note is in another resource, a Binary.
  static func isElsewhere(_ root: JSONValue, type: ResourceType) -> Bool {
    let attachments: [JSONValue]
    switch type {
    case .documentReference:
      attachments = (root["content"]?.elements ?? .empty).compactMap { $0["attachment"] }
    case .diagnosticReport: attachments = Array(root["presentedForm"]?.elements ?? .empty)
    default: return false
    }
    return attachments.contains { attachment in
      attachment["data"] == nil && attachment["url"]?.string?.contains("Binary/") == true
    }
  }

  /// Whether bytes begin as what is no plain text, whatever their type says: RTF, PDF, a page, or the mark
  /// of an encoding.
  private static func isMarked(_ data: [UInt8]) -> Bool {
    data.starts(with: "{\\rtf".utf8) || data.starts(with: "%PDF-".utf8)
      || data.starts(with: [0xEF, 0xBB, 0xBF])
      || data.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == UInt8(ascii: "<")
  }

  private static func text(
    ofAttachment attachment: JSONValue,
    _ readPDF: PDFReader,
    _ readBinary: BinaryReader
  ) -> String? {
    let inline = Attachment(attachment).decodedData
    let linked = inline == nil ? attachment["url"]?.string.flatMap(readBinary) : nil
    let said = attachment["contentType"]?.string ?? linked?.contentType
    let type = (said ?? "text/plain").lowercased()
    let isText =
      type.hasPrefix("text/") || type.hasPrefix("application/json")
      || type.hasPrefix("application/xhtml") || type.hasPrefix("application/rtf")
      || type.hasPrefix("application/pdf") || type.hasPrefix("application/hl7-")
      || type.hasPrefix("application/xml")
    guard isText, let data = inline ?? linked?.bytes else { return nil }
    // Most notes are plain UTF-8, which needs no way back to its bytes.
    if type.hasPrefix("text/plain"), !isMarked(data),
      let text = String(validating: data, as: UTF8.self)
    {
      return text
    }
    let read = Extraction.NoteText(bytes: data, contentType: type, readPDF: readPDF)
    return read.format == .binary ? nil : read.text
  }
}
