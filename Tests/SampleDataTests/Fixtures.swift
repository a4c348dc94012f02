// SPDX-License-Identifier: Apache-2.0

import FHIR
import SampleData

/// A resource that was read back.
struct Written {
  let type: String
  let id: String
  let root: JSONValue

  init(_ bytes: ArraySlice<UInt8>) throws {
    root = try JSONParser().parse(Array(bytes)).root
    type = root["resourceType"]?.string ?? ""
    id = root["id"]?.string ?? ""
  }

  /// The key that references use.
  var key: String { "\(type)/\(id)" }
}

/// The resources of generated patients.
func generated(_ indices: Range<Int>, seed: UInt64 = 11) throws -> [[Written]] {
  let generator = PatientGenerator(seed: seed)
  return try indices.map { index in try generator.patient(index).lines.map { try Written($0) } }
}

extension JSONValue {
  /// All references in a value, at any depth.
  var references: [String] {
    if isArray { return elements.flatMap(\.references) }
    guard isObject else { return [] }
    var found: [String] = []
    for member in members {
      if member.key == "reference", let text = member.value.string { found.append(text) }
      found += member.value.references
    }
    return found
  }

  /// The text of the first attachment that is base64.
  var noteText: String? {
    guard let data = self["content"]?.first?["attachment"]?["data"]?.string else { return nil }
    return decodedBase64(data).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// Decodes base64; `nil` where it is none.
func decodedBase64(_ text: String) -> [UInt8]? {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var out: [UInt8] = []
  var group: UInt32 = 0
  var count = 0
  for byte in text.utf8 where byte != UInt8(ascii: "=") {
    guard let value = alphabet.firstIndex(of: byte) else { return nil }
    group = group << 6 | UInt32(value)
    count += 1
    if count % 4 == 0 {
      out += [UInt8(group >> 16 & 255), UInt8(group >> 8 & 255), UInt8(group & 255)]
      group = 0
    }
  }
  switch count % 4 {
  case 2: out.append(UInt8(group >> 4 & 255))
  case 3: out += [UInt8(group >> 10 & 255), UInt8(group >> 2 & 255)]
  default: break
  }
  return out
}

/// A date as text without its zone, padded so that texts compare like times of one zone.
func day(_ text: String) -> Substring { text.prefix(10) }
