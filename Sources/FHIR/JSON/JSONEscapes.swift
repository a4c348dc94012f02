// SPDX-License-Identifier: Apache-2.0

/// The escapes of JSON strings (RFC 8259, section 7).
enum JSONEscapes {
  /// Returns the text of a string whose escapes have been checked.
  static func decode(_ raw: UnsafeBufferPointer<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(raw.count)
    var at = 0
    while at < raw.count {
      let byte = raw[at]
      at += 1
      guard byte == UInt8(ascii: "\\"), at < raw.count else {
        out.append(byte)
        continue
      }
      let escape = raw[at]
      at += 1
      switch escape {
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"):
        var unit = hex(raw, at)
        at += 4
        if unit & 0xFC00 == 0xD800 {
          unit = 0x10000 + ((unit & 0x3FF) << 10) + (hex(raw, at + 2) & 0x3FF)
          at += 6
        }
        if let scalar = Unicode.Scalar(unit) {
          out.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
      default: out.append(escape)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func hex(_ raw: UnsafeBufferPointer<UInt8>, _ from: Int) -> UInt32 {
    var value: UInt32 = 0
    for at in from..<min(from + 4, raw.count) {
      let c = raw[at]
      let digit =
        c <= UInt8(ascii: "9") ? c - UInt8(ascii: "0") : (c | 0x20) - UInt8(ascii: "a") + 10
      value = value << 4 | UInt32(digit)
    }
    return value
  }

  /// Appends a text as a JSON string, with its quotes.
  static func encode(_ text: String, into out: inout [UInt8]) {
    var text = text
    out.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      for byte in bytes {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          out.append(UInt8(ascii: "\\"))
          out.append(byte)
        case 0x0A: out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
        case 0x0D: out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
        case 0x09: out.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
        case 0..<0x20:
          let digits = Array("0123456789abcdef".utf8)
          out.append(contentsOf: Array("\\u00".utf8))
          out.append(digits[Int(byte >> 4)])
          out.append(digits[Int(byte & 15)])
        default: out.append(byte)
        }
      }
    }
    out.append(UInt8(ascii: "\""))
  }
}
