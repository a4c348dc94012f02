// SPDX-License-Identifier: Apache-2.0

/// A number or a range of numbers as a query writes it: `7`, `.8`, `5..7`, `5..`, `..7`.
struct NumberRange: Equatable {
  var low: Double
  var high: Double

  init?(_ text: String) {
    guard let dots = text.range(ofDots: ()) else {
      guard let number = Self.number(text[...]) else { return nil }
      (low, high) = (number, number)
      return
    }
    let left = text[..<dots.lowerBound]
    let right = text[dots.upperBound...]
    guard !left.isEmpty || !right.isEmpty else { return nil }
    guard let low = left.isEmpty ? -.infinity : Self.number(left),
      let high = right.isEmpty ? .infinity : Self.number(right), low <= high
    else { return nil }
    (self.low, self.high) = (low, high)
  }

  private static func number(_ text: Substring) -> Double? {
    let isSpelled = text.utf8.allSatisfy { byte in
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
    return isSpelled ? Double(text.first == "." ? "0" + text : String(text)) : nil
  }
}

extension String {
  /// The two dots of a range.
  func range(ofDots: Void) -> Range<Index>? {
    var at = startIndex
    while at < endIndex {
      let next = index(after: at)
      if self[at] == ".", next < endIndex, self[next] == "." { return at..<index(after: next) }
      at = next
    }
    return nil
  }
}
