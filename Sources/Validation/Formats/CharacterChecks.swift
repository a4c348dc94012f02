// SPDX-License-Identifier: Apache-2.0

/// The forms of primitive types that are sets of characters, checked on UTF-8 bytes.
///
/// The regular expressions are those of https://hl7.org/fhir/R4/datatypes.html#primitive.
enum CharacterChecks {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// The form `[A-Za-z0-9\-\.]{1,64}`.
  static func isID(_ bytes: Bytes) -> Bool {
    guard 1...64 ~= bytes.count else { return false }
    for byte in bytes where !isAlphanumeric(byte) && byte != UInt8(ascii: "-") {
      if byte != UInt8(ascii: ".") { return false }
    }
    return true
  }

  /// The form `\S*`.
  static func isURI(_ bytes: Bytes) -> Bool {
    for byte in bytes where byte <= 0x20 { return false }
    return true
  }

  /// One character at least, no white space at the ends, none but single spaces inside.
  static func isCode(_ bytes: Bytes) -> Bool {
    guard let last = bytes.last, last > 0x20 else { return false }
    var wasSpace = true
    for byte in bytes {
      if byte <= 0x20 {
        if wasSpace || byte != 0x20 { return false }
        wasSpace = true
      } else {
        wasSpace = false
      }
    }
    return true
  }

  /// The form `urn:oid:[0-2](\.(0|[1-9][0-9]*))+`.
  static func isOID(_ bytes: Bytes) -> Bool {
    let prefix = "urn:oid:"
    guard bytes.count > prefix.utf8.count, bytes.starts(with: prefix.utf8) else { return false }
    let arcs = bytes.dropFirst(prefix.utf8.count)
      .split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard arcs.count > 1, let root = arcs.first, root.count == 1 else { return false }
    guard let first = root.first, UInt8(ascii: "0")...UInt8(ascii: "2") ~= first else {
      return false
    }
    return arcs.dropFirst().allSatisfy { arc in
      !arc.isEmpty && arc.allSatisfy(isDigit) && (arc.count == 1 || arc.first != UInt8(ascii: "0"))
    }
  }

  /// The form `urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`.
  static func isUUID(_ bytes: Bytes) -> Bool {
    let prefix = "urn:uuid:"
    guard bytes.count == prefix.utf8.count + 36, bytes.starts(with: prefix.utf8) else {
      return false
    }
    for (index, byte) in bytes.dropFirst(prefix.utf8.count).enumerated() {
      switch index {
      case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
      default:
        if !isDigit(byte) && !(UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte) { return false }
      }
    }
    return true
  }

  /// The form `(\s*([0-9a-zA-Z\+/=]){4}\s*)+`, with `=` at the end only.
  static func isBase64(_ bytes: Bytes) -> Bool {
    var count = 0
    var padding = 0
    for byte in bytes {
      switch base64Class[Int(byte)] {
      case 1:
        if padding > 0 { return false }
        count &+= 1
      case 2:
        padding += 1
        count &+= 1
      case 3: continue
      default: return false
      }
    }
    return count > 0 && count & 3 == 0 && padding <= 2
  }

  /// 1 for a digit of base 64, 2 for `=`, 3 for white space.
  private static let base64Class: [UInt8] = (0..<256).map { value in
    let byte = UInt8(value)
    if isAlphanumeric(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") { return 1 }
    return byte == UInt8(ascii: "=") ? 2 : isSpace(byte) ? 3 : 0
  }

  static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isDigit(byte) || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
  }
}
