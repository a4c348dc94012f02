// SPDX-License-Identifier: Apache-2.0

/// A decimal number: a whole number of units of a power of ten.
///
/// `1.50` is 150 hundredths, so the number of digits behind the point is kept. See
/// https://hl7.org/fhirpath/N1/#decimal.
struct DecimalValue: Sendable {
  /// The number in units of `10^-scale`.
  var units: Int128

  /// How many digits stand behind the point.
  var scale: Int

  /// The most digits behind the point that are kept.
  static let largestScale = 28

  init(units: Int128, scale: Int) {
    self.units = units
    self.scale = scale
  }

  init(_ integer: Int) {
    units = Int128(integer)
    scale = 0
  }

  /// Reads a number: sign, digits, fraction, exponent.
  init?(_ text: some Sequence<UInt8>) {
    var units: Int128 = 0
    var scale = 0
    var isNegative = false
    var isFraction = false
    var digits = 0
    var iterator = text.makeIterator()
    var byte = iterator.next()
    if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
      isNegative = byte == UInt8(ascii: "-")
      byte = iterator.next()
    }
    while let next = byte {
      if next &- 0x30 < 10 {
        digits += 1
        if isFraction {
          // Digits beyond what can be kept are cut off.
          if scale < Self.largestScale, units < Int128.max / 100 {
            units = units * 10 + Int128(next &- 0x30)
            scale += 1
          }
        } else {
          let (product, overflow) = units.multipliedReportingOverflow(by: 10)
          guard !overflow, product < Int128.max - 10 else { return nil }
          units = product + Int128(next &- 0x30)
        }
      } else if next == UInt8(ascii: "."), !isFraction, digits > 0 {
        isFraction = true
      } else if next | 0x20 == UInt8(ascii: "e"), digits > 0 {
        var exponent: [UInt8] = []
        while let digit = iterator.next() { exponent.append(digit) }
        guard let power = Int(String(decoding: exponent, as: UTF8.self)), abs(power) < 1000 else {
          return nil
        }
        self.units = isNegative ? -units : units
        self.scale = scale
        guard shift(by: power) else { return nil }
        return
      } else {
        return nil
      }
      byte = iterator.next()
    }
    guard digits > 0, !isFraction || scale > 0 else { return nil }
    self.units = isNegative ? -units : units
    self.scale = scale
  }

  /// Rounds a double to 16 digits, the last that are sure; `nil` where it is not finite.
  init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self.init("\(double)".utf8)
    let count = "\(units.magnitude)".utf8.count
    if count > 16, let shorter = rounded(to: max(0, scale - (count - 16)), .nearest) {
      self = shorter
    }
    trim()
  }

  private mutating func shift(by power: Int) -> Bool {
    scale -= power
    while scale < 0 {
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      guard !overflow else { return false }
      units = product
      scale += 1
    }
    while scale > Self.largestScale {
      units /= 10
      scale -= 1
    }
    return true
  }

  /// The value rounded to a double.
  var double: Double { Double(text) ?? 0 }

  /// The value where it is a whole number.
  var integer: Int? {
    var copy = self
    copy.trim()
    return copy.scale == 0 ? Int(exactly: copy.units) : nil
  }

  /// The number with as many digits behind the point as its scale says.
  var text: String {
    var digits = "\(units.magnitude)"
    if scale > 0 {
      if digits.utf8.count <= scale {
        digits = String(repeating: "0", count: scale + 1 - digits.utf8.count) + digits
      }
      digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -scale))
    }
    return units < 0 ? "-" + digits : digits
  }

  /// Leaves out zeros at the end of the fraction.
  mutating func trim() {
    while scale > 0, units % 10 == 0 {
      units /= 10
      scale -= 1
    }
  }

  /// How many digits behind the point are needed to write the value.
  var significantScale: Int {
    var copy = self
    copy.trim()
    return copy.scale
  }

  /// Returns the same value with at least so many digits behind the point, where they fit.
  func widened(to scale: Int) -> Self? {
    var result = self
    while result.scale < scale {
      let (product, overflow) = result.units.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      result.units = product
      result.scale += 1
    }
    return result
  }

  enum Rounding {
    case down
    case up
    case towardZero
    case nearest
  }

  /// Returns the value with exactly so many digits behind the point.
  func rounded(to digits: Int, _ rounding: Rounding) -> Self? {
    guard digits < scale else { return widened(to: digits) }
    var power: Int128 = 1
    for _ in 0..<(scale - digits) {
      let (product, overflow) = power.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      power = product
    }
    var (quotient, rest) = units.quotientAndRemainder(dividingBy: power)
    switch rounding {
    case .down: if rest < 0 { quotient -= 1 }
    case .up: if rest > 0 { quotient += 1 }
    case .towardZero: break
    case .nearest:
      rest = abs(rest)
      if rest >= power - rest { quotient += units < 0 ? -1 : 1 }
    }
    return Self(units: quotient, scale: digits)
  }
}

// MARK: - Arithmetic

extension DecimalValue {
  private static func aligned(_ left: Self, _ right: Self) -> (Self, Self)? {
    let scale = max(left.scale, right.scale)
    guard let left = left.widened(to: scale), let right = right.widened(to: scale) else {
      return nil
    }
    return (left, right)
  }

  /// Returns the sum; `nil` where it is too large, as for all that follow.
  func adding(_ other: Self) -> Self? {
    guard let (left, right) = Self.aligned(self, other) else { return nil }
    let (sum, overflow) = left.units.addingReportingOverflow(right.units)
    return overflow ? nil : Self(units: sum, scale: left.scale)
  }

  func subtracting(_ other: Self) -> Self? { adding(other.negated) }

  var negated: Self { Self(units: 0 &- units, scale: scale) }

  func multiplied(by other: Self) -> Self? {
    let (product, overflow) = units.multipliedReportingOverflow(by: other.units)
    guard !overflow else {
      var left = self
      var right = other
      left.trim()
      right.trim()
      guard left.scale + right.scale < scale + other.scale else {
        return Self(double * other.double)
      }
      return left.multiplied(by: right)
    }
    var result = Self(units: product, scale: scale + other.scale)
    while result.scale > Self.largestScale {
      result.units /= 10
      result.scale -= 1
    }
    return result
  }

  /// Returns the quotient to 16 digits, behind the point or behind the zeros that follow it; `nil`
  /// for a division by zero.
  func divided(by other: Self) -> Self? {
    guard other.units != 0 else { return nil }
    var digits = 16
    var size = abs(double / other.double)
    while size < 0.1, size > 0, digits < Self.largestScale {
      size *= 10
      digits += 1
    }
    // units / 10^scale : other.units / 10^other.scale
    guard let numerator = widened(to: other.scale + digits),
      let result = Self(
        units: numerator.units,
        scale: numerator.scale - other.scale
      ).quotient(other.units)
    else { return Self(double / other.double) }
    return result
  }

  private func quotient(_ divisor: Int128) -> Self? {
    let (quotient, overflow) = units.dividedReportingOverflow(by: divisor)
    guard !overflow else { return nil }
    let rest = units - quotient * divisor
    var result = Self(units: quotient, scale: scale)
    if rest.magnitude >= divisor.magnitude - rest.magnitude {
      result.units += (units < 0) == (divisor < 0) ? 1 : -1
    }
    result.trim()
    return result
  }

  /// Returns the whole part of the quotient.
  func wholeQuotient(_ other: Self) -> Int128? {
    guard other.units != 0, let (left, right) = Self.aligned(self, other) else { return nil }
    let (quotient, overflow) = left.units.dividedReportingOverflow(by: right.units)
    return overflow ? nil : quotient
  }

  /// Returns what remains of a division with a whole quotient; its sign is that of the dividend.
  func remainder(_ other: Self) -> Self? {
    guard other.units != 0, let (left, right) = Self.aligned(self, other) else { return nil }
    let (rest, _) = left.units.remainderReportingOverflow(dividingBy: right.units)
    return Self(units: rest, scale: left.scale)
  }
}

extension DecimalValue: Comparable {
  static func == (left: Self, right: Self) -> Bool { compare(left, right) == 0 }

  static func < (left: Self, right: Self) -> Bool { compare(left, right) < 0 }

  static func compare(_ left: Self, _ right: Self) -> Int {
    if left.scale == right.scale {
      return left.units < right.units ? -1 : left.units == right.units ? 0 : 1
    }
    guard let (left, right) = aligned(left, right) else {
      return left.double < right.double ? -1 : left.double == right.double ? 0 : 1
    }
    return left.units < right.units ? -1 : left.units == right.units ? 0 : 1
  }
}
