// SPDX-License-Identifier: Apache-2.0

/// A number as a laboratory gives it: `7.1`, or a bound of what was measured, `>90`, `<0.01`.
///
/// A bound is found by every question that its value may be an answer to, as FHIR's search has it of a
/// Quantity with a comparator: nobody is to miss `>90` who asks for `>100`.
struct BoundedNumber {
  private enum Bound { case exact, below, atMost, above, atLeast }

  private let number: Double
  private let bound: Bound

  /// Reads a value; `nil` where it is no number.
  ///
  /// - Parameters:
  ///   - number: The number, where it is known.
  ///   - text: The value as it is shown, with what it is a bound of before it.
  init?(_ number: Double?, text: String?) {
    let text = text ?? ""
    bound = Self.bound(of: text)
    if let number {
      self.number = number
      return
    }
    let digits = text.drop { "<>=≤≥ ".contains($0) }.prefix {
      $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-")
    }
    guard let read = Double(digits) else { return nil }
    self.number = read
  }

  private static func bound(of text: String) -> Bound {
    switch text.first {
    case "<": text.dropFirst().first == "=" ? .atMost : .below
    case ">": text.dropFirst().first == "=" ? .atLeast : .above
    case "≤": .atMost
    case "≥": .atLeast
    default: .exact
    }
  }

  /// Whether it may be above a limit.
  func mayBe(above limit: Double, orEqual: Bool) -> Bool {
    switch bound {
    case .above, .atLeast: true
    case .below: number > limit
    case .exact, .atMost: number > limit || orEqual && number == limit
    }
  }

  /// Whether it may be below a limit.
  func mayBe(below limit: Double, orEqual: Bool) -> Bool {
    switch bound {
    case .below, .atMost: true
    case .above: number < limit
    case .exact, .atLeast: number < limit || orEqual && number == limit
    }
  }

  /// Whether it may be in a range.
  func mayBe(in range: ClosedRange<Double>) -> Bool {
    mayBe(above: range.lowerBound, orEqual: true) && mayBe(below: range.upperBound, orEqual: true)
  }
}
