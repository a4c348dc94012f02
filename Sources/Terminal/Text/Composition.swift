// SPDX-License-Identifier: Apache-2.0

/// Canonical composition of a base and its marks, and the way back to a base in ASCII.
enum Composition {
  /// Returns what two scalars compose to, or nothing.
  static func compose(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
    if let syllable = hangul(first.value, second.value) { return syllable }
    let key = UInt64(first.value) << 21 | UInt64(second.value)
    var low = 0
    var high = TextTables.compositionKeys.count
    while low < high {
      let middle = (low + high) / 2
      if TextTables.compositionKeys[middle] < key { low = middle + 1 } else { high = middle }
    }
    guard low < TextTables.compositionKeys.count, TextTables.compositionKeys[low] == key else {
      return nil
    }
    return Unicode.Scalar(TextTables.compositions[low])
  }

  /// Returns the base of a composed scalar, or nothing for one that is not composed.
  static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    bases[scalar.value].flatMap(Unicode.Scalar.init)
  }

  /// Unicode 3.12: a leading and a vowel jamo compose to a syllable, which takes a trailing one.
  private static func hangul(_ first: UInt32, _ second: UInt32) -> Unicode.Scalar? {
    if (0x1100..<0x1113).contains(first), (0x1161..<0x1176).contains(second) {
      return Unicode.Scalar(0xac00 + ((first - 0x1100) * 21 + (second - 0x1161)) * 28)
    }
    if (0xac00..<0xd7a4).contains(first), (first - 0xac00) % 28 == 0,
      (0x11a8..<0x11c3).contains(second)
    {
      return Unicode.Scalar(first + (second - 0x11a7))
    }
    return nil
  }

  private static let bases: [UInt32: UInt32] = Dictionary(
    uniqueKeysWithValues: zip(
      TextTables.compositions,
      TextTables.compositionKeys.lazy.map { UInt32($0 >> 21) }
    )
  )
}
