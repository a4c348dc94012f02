// SPDX-License-Identifier: Apache-2.0

/// Base64 (RFC 4648, section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
  )

  /// Appends the encoding of bytes, padded.
  static func encode(_ bytes: [UInt8], into out: inout [UInt8]) {
    out.reserveCapacity(out.count + (bytes.count + 2) / 3 * 4)
    alphabet.withUnsafeBufferPointer { letters in
      var at = 0
      while at < bytes.count {
        let rest = bytes.count - at
        let first = UInt32(bytes[at]) << 16
        let second = rest > 1 ? UInt32(bytes[at + 1]) << 8 : 0
        let third = rest > 2 ? UInt32(bytes[at + 2]) : 0
        let group = first | second | third
        out.append(letters[Int(group >> 18)])
        out.append(letters[Int(group >> 12 & 63)])
        out.append(rest > 1 ? letters[Int(group >> 6 & 63)] : UInt8(ascii: "="))
        out.append(rest > 2 ? letters[Int(group & 63)] : UInt8(ascii: "="))
        at += 3
      }
    }
  }
}
