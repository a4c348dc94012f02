// SPDX-License-Identifier: Apache-2.0

/// A decimal number that keeps its spelling and compares by its value.
///
/// `1.10` and `1.1` are equal and are written as they were read. Comparing is exact, whatever the
/// number of digits. See https://hl7.org/fhir/R4/datatypes.html#decimal.
public struct FHIRDecimal: Sendable {
  /// The number as it is spelled.
  public let spelling: String

  private let isNegative: Bool

  /// The digits without leading or trailing zeros; empty for zero.
  private let digits: [UInt8]

  /// The power of ten by which the digits, read as a fraction, are multiplied.
  private let magnitude: Int

  /// Parses a number of JSON: sign, digits, fraction, exponent.
  public init?(_ spelling: String) {
    var isNegative = false
    var digits: [UInt8] = []
    var whole = 0
    var exponent = 0
    var isFraction = false
    var rest = Substring(spelling).utf8
    if rest.first == UInt8(ascii: "-") {
      isNegative = true
      rest = rest.dropFirst()
    }
    guard let first = rest.first, first &- 0x30 < 10 else { return nil }
    while let byte = rest.first {
      if byte &- 0x30 < 10 {
        digits.append(byte &- 0x30)
        if !isFraction { whole += 1 }
      } else if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else if byte | 0x20 == UInt8(ascii: "e") {
        guard let power = Int(Substring(rest.dropFirst())), abs(power) < 1_000_000 else {
          return nil
        }
        exponent = power
        break
      } else {
        return nil
      }
      rest = rest.dropFirst()
    }
    guard !isFraction || digits.count > whole else { return nil }
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    while digits.last == 0 { digits.removeLast() }
    self.spelling = spelling
    self.isNegative = isNegative && !digits.isEmpty
    self.digits = digits
    magnitude = digits.isEmpty ? 0 : whole - leading + exponent
  }

  /// Reads a number.
  public init?(_ value: JSONValue?) {
    guard let text = value?.numberText else { return nil }
    self.init(text)
  }

  /// The value rounded to a double.
  public var double: Double { Double(spelling) ?? 0 }

  /// How many digits stand behind the point: 2 for `1.10`.
  public var fractionDigits: Int {
    guard let point = spelling.utf8.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
    return spelling.utf8[spelling.utf8.index(after: point)...].prefix { $0 &- 0x30 < 10 }.count
  }
}

extension FHIRDecimal: Comparable {
  /// Returns whether two numbers have the same value.
  public static func == (left: Self, right: Self) -> Bool {
    left.isNegative == right.isNegative && left.magnitude == right.magnitude
      && left.digits == right.digits
  }

  /// Returns whether the left number is less.
  public static func < (left: Self, right: Self) -> Bool {
    if left.isNegative != right.isNegative { return left.isNegative }
    return left.isNegative ? isCloser(right, left) : isCloser(left, right)
  }

  /// Whether the left number lies closer to zero.
  private static func isCloser(_ left: Self, _ right: Self) -> Bool {
    if left.digits.isEmpty || right.digits.isEmpty { return !right.digits.isEmpty && left != right }
    if left.magnitude != right.magnitude { return left.magnitude < right.magnitude }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}
