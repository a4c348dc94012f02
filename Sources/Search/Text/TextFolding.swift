// SPDX-License-Identifier: Apache-2.0

/// Text without case and marks: `Ménière` is `meniere`.
public enum TextFolding {
  /// Returns a text in lower case without marks.
  public static func fold(_ text: String) -> String {
    String(decoding: folded(text), as: UTF8.self)
  }

  /// Returns a folded text as UTF-8.
  static func folded(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        out.append(lowercased(UInt8(truncatingIfNeeded: scalar.value)))
      } else if let letters = letters[scalar.value] {
        out += letters
      } else if !(0x300..<0x370 ~= scalar.value) {
        out += scalar.properties.lowercaseMapping.utf8
      }
    }
    return out
  }

  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }

  /// The folded text of each letter of the table, read when the first letter beyond ASCII is met.
  private static let letters: [UInt32: [UInt8]] = {
    var letters: [UInt32: [UInt8]] = [:]
    for line in "\(table)".split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      for scalar in parts[1].unicodeScalars { letters[scalar.value] = Array(parts[0].utf8) }
    }
    return letters
  }()
}
