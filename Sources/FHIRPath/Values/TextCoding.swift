// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The encodings and escapes of texts that `encode`, `decode`, `escape` and `unescape` know.
enum TextCoding {
  static func hexadecimal(_ text: String) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in text.utf8 { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
    return String(decoding: out, as: UTF8.self)
  }

  static func fromHexadecimal(_ text: String) -> String? {
    let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
    guard digits.count % 2 == 0 else { return nil }
    var out: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      out.append(UInt8(high << 4 | low))
    }
    return String(validating: out, as: UTF8.self)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  static func base64(_ text: String, isForURLs: Bool) -> String {
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits: UInt32 = 0
      for byte in group { bits = bits << 8 | UInt32(byte) }
      bits <<= UInt32(8 * (3 - group.count))
      for position in 0..<4 {
        out.append(
          position > group.count
            ? UInt8(ascii: "=") : alphabet[Int(bits >> UInt32(18 - 6 * position) & 63)]
        )
      }
    }
    if isForURLs {
      out = out.map { byte in
        byte == UInt8(ascii: "+")
          ? UInt8(ascii: "-")
          : byte == UInt8(ascii: "/")
            ? UInt8(ascii: "_")
            : byte
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func fromBase64(_ text: String) -> String? {
    var out: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 where byte != UInt8(ascii: "=") {
      let standard: UInt8 =
        byte == UInt8(ascii: "-")
        ? UInt8(ascii: "+")
        : byte == UInt8(ascii: "_") ? UInt8(ascii: "/") : byte
      guard let value = alphabet.firstIndex(of: standard) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return String(validating: out, as: UTF8.self)
  }

  static func escapedHTML(_ text: String) -> String {
    var out: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "<"): out += Array("&lt;".utf8)
      case UInt8(ascii: ">"): out += Array("&gt;".utf8)
      case UInt8(ascii: "&"): out += Array("&amp;".utf8)
      case UInt8(ascii: "\""): out += Array("&quot;".utf8)
      case UInt8(ascii: "'"): out += Array("&#39;".utf8)
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  static func unescapedHTML(_ text: String) -> String {
    let names = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'", "nbsp": "\u{A0}"]
    var out = ""
    var rest = Substring(text)
    while let start = rest.firstIndex(of: "&") {
      out += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";") else {
        out.append("&")
        rest = rest.dropFirst()
        continue
      }
      let name = rest[rest.index(after: start)..<end]
      var scalar: Unicode.Scalar?
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        scalar = UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
      } else if name.hasPrefix("#") {
        scalar = UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
      }
      if let found = names[String(name)] ?? scalar.map({ String(Character($0)) }) {
        out += found
        rest = rest[rest.index(after: end)...]
      } else {
        out.append("&")
        rest = rest.dropFirst()
      }
    }
    return out + rest
  }

  static func escapedJSON(_ text: String) -> String {
    String(JSON.string(text).text.dropFirst().dropLast())
  }

  static func unescapedJSON(_ text: String) -> String? {
    guard let document = try? JSONDocument.parse("[\"\(text)\"]") else {
      // A quote that is not escaped is taken as it is.
      let escaped = text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\\\"")
      return (try? JSONDocument.parse("[\"\(escaped)\"]"))?.root.first?.string
    }
    return document.root.first?.string
  }
}
