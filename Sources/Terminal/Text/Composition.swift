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
    parts[scalar.value].flatMap { Unicode.Scalar(UInt32($0 >> 21)) }
  }

  /// Composes a base and its marks as the normalization form C does.
  ///
  /// - Parameter cluster: A base, and scalars that take no column.
  /// - Returns: The composed base and the marks that are left, in canonical order.
  static func compose(_ cluster: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    var decomposed: [(scalar: Unicode.Scalar, order: UInt8)] = []
    for scalar in cluster {
      for part in decompose(scalar) {
        let order = part.properties.canonicalCombiningClass.rawValue
        // A stable insertion: marks of another kind change places, those of the same kind do not.
        var place = decomposed.count
        while order > 0, place > 0, decomposed[place - 1].order > order { place -= 1 }
        decomposed.insert((part, order), at: place)
      }
    }
    var result: [Unicode.Scalar] = []
    var lastOrder: UInt8?
    for (scalar, order) in decomposed {
      let isBlocked = lastOrder.map { $0 == 0 || $0 >= order } ?? false
      if !result.isEmpty, !isBlocked, let composed = compose(result[0], scalar) {
        result[0] = composed
      } else {
        if !result.isEmpty { lastOrder = order }
        result.append(scalar)
      }
    }
    return result
  }

  private static func decompose(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
    guard let pair = parts[scalar.value], let first = Unicode.Scalar(UInt32(pair >> 21)),
      let second = Unicode.Scalar(UInt32(pair & 0x1f_ffff))
    else { return [scalar] }
    return decompose(first) + [second]
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

  /// The first << 21 | second of each composed scalar.
  private static let parts: [UInt32: UInt64] = Dictionary(
    uniqueKeysWithValues: zip(TextTables.compositions, TextTables.compositionKeys)
  )
}
