// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The clinical note that a resource carries.
enum NoteText {
  /// Returns the decoded text of a DocumentReference or DiagnosticReport, or `nil` without one.
  ///
  /// Several attachments are joined by an empty line. HTML and XHTML are reduced to their text.
  static func text(of root: JSONValue, type: ResourceType) -> String? {
    var parts: [String] = []
    switch type {
    case .documentReference:
      for content in root["content"]?.elements ?? .empty {
        if let text = content["attachment"].flatMap(text(ofAttachment:)) { parts.append(text) }
      }
    case .diagnosticReport:
      for form in root["presentedForm"]?.elements ?? .empty {
        if let text = text(ofAttachment: form) { parts.append(text) }
      }
    default:
      return nil
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private static func text(ofAttachment attachment: JSONValue) -> String? {
    let type = attachment["contentType"]?.string ?? "text/plain"
    guard let data = Attachment(attachment).decodedData else { return nil }
    let text = decode(data)
    if type.hasPrefix("text/html") || type.hasPrefix("application/xhtml") {
      return withoutMarkup(text)
    }
    guard type.hasPrefix("text/") || type.hasPrefix("application/json") else { return nil }
    return text
  }

  /// UTF-8, else Windows-1252, which every byte sequence is.
  private static func decode(_ data: [UInt8]) -> String {
    if let text = String(validating: data, as: UTF8.self) { return text }
    let high: [UInt32] = [
      0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
      0x152, 0x8D, 0x17D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
      0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
    ]
    var scalars = String.UnicodeScalarView()
    for byte in data {
      let value = (0x80..<0xA0).contains(byte) ? high[Int(byte) - 0x80] : UInt32(byte)
      if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
    }
    return String(scalars)
  }

  /// Returns the text between tags, with the five XML entities and the common HTML ones resolved.
  static func withoutMarkup(_ html: String) -> String {
    var out: [UInt8] = []
    var entity: [UInt8]?
    var tag: [UInt8]?
    for byte in html.utf8 {
      if tag != nil {
        if byte == UInt8(ascii: ">") {
          if let name = tag, breaksLine(name), out.last != 0x0A { out.append(0x0A) }
          tag = nil
        } else {
          tag?.append(byte)
        }
      } else if byte == UInt8(ascii: "<") {
        tag = []
      } else if var name = entity {
        if byte == UInt8(ascii: ";") || name.count > 10 {
          out += resolve(name)
          entity = nil
        } else {
          name.append(byte)
          entity = name
        }
      } else if byte == UInt8(ascii: "&") {
        entity = []
      } else {
        out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func breaksLine(_ tag: [UInt8]) -> Bool {
    let name = String(
      decoding: tag.drop { $0 == UInt8(ascii: "/") }
        .prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "/") },
      as: UTF8.self
    )
    return ["p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol"]
      .contains(name.lowercased())
  }

  private static func resolve(_ entity: [UInt8]) -> [UInt8] {
    let name = String(decoding: entity, as: UTF8.self)
    let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " "]
    if let text = known[name] { return Array(text.utf8) }
    let code: UInt32? =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16)
      : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    if let scalar = code.flatMap(Unicode.Scalar.init) { return Array(String(scalar).utf8) }
    return [UInt8(ascii: "&")] + entity + [UInt8(ascii: ";")]
  }
}
