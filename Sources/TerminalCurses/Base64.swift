// SPDX-License-Identifier: Apache-2.0

/// Base64 as RFC 4648 defines it, section 4.
enum Base64 {
  static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    var group = 0
    var count = 0
    for byte in bytes {
      group = group << 8 | Int(byte)
      count += 1
      guard count == 3 else { continue }
      for shift in [18, 12, 6, 0] { result.append(alphabet[group >> shift & 63]) }
      group = 0
      count = 0
    }
    if count > 0 {
      group <<= 8 * (3 - count)
      for (index, shift) in [18, 12, 6, 0].enumerated() {
        result.append(index <= count ? alphabet[group >> shift & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
