// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension JSON {
  /// Whether two values are equal as RFC 6902, section 4.6, has it: the order of members does not
  /// count, and numbers are compared by value (`1.0` equals `1.00` and `10e-1`).
  func isEqualByValue(to other: JSON) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)):
      return left == right || DecimalValue(left) == DecimalValue(right)
    case (.array(let left), .array(let right)):
      return left.count == right.count && zip(left, right).allSatisfy { $0.isEqualByValue(to: $1) }
    case (.object(let left), .object(let right)):
      guard left.count == right.count else { return false }
      let sameOrder = zip(left, right).allSatisfy { $0.key.isIdentical(to: $1.key) }
      if sameOrder { return zip(left, right).allSatisfy { $0.value.isEqualByValue(to: $1.value) } }
      guard !hasDuplicateKeys else { return false }
      let theirs = Dictionary(
        right.map { (ExactString($0.key), $0.value) },
        uniquingKeysWith: { first, _ in first }
      )
      return left.allSatisfy { member in
        theirs[ExactString(member.key)].map { member.value.isEqualByValue(to: $0) } ?? false
      }
    default: return isIdentical(to: other)
    }
  }
}

/// The value of a JSON number without its spelling: digits without zeros at either end, and the
/// power of ten of the last one.
struct DecimalValue: Equatable {
  private var isNegative = false
  private var digits: [UInt8] = []
  private var exponent = 0

  /// Reads a number; a malformed one gives whatever its digits say.
  init(_ text: String) {
    var isFraction = false
    var isExponent = false
    var exponentIsNegative = false
    var written = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "-"): if isExponent { exponentIsNegative = true } else { isNegative = true }
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"): isExponent = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = byte - UInt8(ascii: "0")
        if isExponent {
          // No two numbers that differ meet beyond this bound: texts are shorter.
          if written < 1 << 40 { written = written * 10 + Int(digit) }
        } else {
          if isFraction { exponent -= 1 }
          if digit != 0 || !digits.isEmpty { digits.append(digit) }
        }
      default: break
      }
    }
    exponent += exponentIsNegative ? -written : written
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    if digits.isEmpty {
      isNegative = false
      exponent = 0
    }
  }
}
