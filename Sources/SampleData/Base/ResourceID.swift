// SPDX-License-Identifier: Apache-2.0

/// The logical id of a patient's resource, before it is spelled.
///
/// In bulk data it is spelled as a UUID, as most servers do; in the sample lake as a short word and
/// a number, which a person can type.
struct ResourceID: Sendable, Equatable, Hashable {
  let high: UInt64
  let low: UInt64

  /// No resource.
  static let none = ResourceID(high: 0, low: 0)

  /// Whether it stands for a resource.
  var exists: Bool { low != 0 || high != 0 }

  /// Appends the spelling: `name-number` where a name is given, else a UUID.
  func write(name: String?, into out: inout [UInt8]) {
    if let name {
      out.append(contentsOf: name.utf8)
      if low == 0 { return }
      out.append(UInt8(ascii: "-"))
      out.append(contentsOf: String(low).utf8)
      return
    }
    func hex(_ value: UInt64, _ nibbles: Range<Int>) {
      for nibble in nibbles {
        let digit = UInt8(truncatingIfNeeded: value >> UInt64(60 - nibble * 4)) & 15
        out.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
      }
    }
    // The bits that say "version 4, variant 1" are set, as a reader of UUIDs expects.
    let a = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let b = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    hex(a, 0..<8)
    out.append(UInt8(ascii: "-"))
    hex(a, 8..<12)
    out.append(UInt8(ascii: "-"))
    hex(a, 12..<16)
    out.append(UInt8(ascii: "-"))
    hex(b, 0..<4)
    out.append(UInt8(ascii: "-"))
    hex(b, 4..<16)
  }
}
