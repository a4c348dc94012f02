// SPDX-License-Identifier: Apache-2.0

/// How many columns a scalar takes, from tables compiled in.
public enum DisplayWidth {
  /// Returns the columns of a scalar: 0, 1 or 2; nothing for what cannot be shown.
  ///
  /// Cannot be shown: control characters and what the tables do not know.
  public static func of(_ scalar: Unicode.Scalar) -> Int? {
    if scalar.value < 0x300 {
      return scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? nil : 1
    }
    let kind = TextTables.widths[runIndex(of: scalar.value)] & 3
    return kind == 3 ? nil : Int(kind)
  }

  /// Returns the columns of a text after it is sanitised.
  public static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) { return text.utf8.count }
    return DisplayText(text).width
  }

  /// The last run that begins at or before a scalar.
  private static func runIndex(of scalar: UInt32) -> Int {
    var low = 0
    var high = TextTables.widths.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if TextTables.widths[middle] >> 2 <= scalar { low = middle } else { high = middle }
    }
    return low
  }
}
