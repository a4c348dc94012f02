// SPDX-License-Identifier: Apache-2.0

/// A number with a unit.
///
/// The unit is a code of UCUM, a unit of the calendar (`1 year`), or both for a FHIR Quantity whose
/// code is a unit of time. See https://hl7.org/fhirpath/N1/#quantity.
struct QuantityValue: Sendable {
  var value: DecimalValue

  /// The code of UCUM, or the word of the calendar as it was written.
  var unit: String

  /// The unit of the calendar.
  var calendar: CalendarUnit?

  /// Whether ``unit`` is a code of UCUM.
  var isUCUM = true

  init(_ value: DecimalValue, _ code: String) {
    self.value = value
    unit = code
    // 'month' in quotes is no code of UCUM: read as the keyword.
    if let calendar = CalendarUnit(keyword: code) {
      self.calendar = calendar
      isUCUM = false
    }
  }

  init(_ value: DecimalValue, keyword: String, calendar: CalendarUnit) {
    self.value = value
    unit = keyword
    self.calendar = calendar
    isUCUM = false
  }

  /// The unit that the value is added to a date with; `nil` where there is none.
  ///
  /// Years and months of UCUM are a number of days, and so have none.
  var calendarStep: CalendarUnit? {
    if let calendar { return calendar }
    guard let unit = CalendarUnit(code: unit), unit.isDefinite else { return nil }
    return unit
  }

  /// The unit as a code of UCUM.
  var code: String { isUCUM ? unit : calendar?.code ?? unit }

  var text: String { isUCUM ? "\(value.text) '\(unit)'" : "\(value.text) \(unit)" }

  /// How the units of two quantities relate.
  private enum Relation {
    case same
    case months
    case converted(Double, Double)
    case undecided
    case different
  }

  private static func relation(_ left: Self, _ right: Self, isStrict: Bool) -> Relation {
    if left.isUCUM, right.isUCUM, left.unit == right.unit { return .same }
    if let first = left.calendar, let second = right.calendar {
      if first == second { return .same }
      if !first.isDefinite, !second.isDefinite { return .months }
      if isStrict, !first.isDefinite || !second.isDefinite { return .undecided }
    } else if isStrict, left.isVague != right.isVague || left.isVague && right.isVague {
      // A year of the calendar has no fixed length, one of UCUM has.
      if left.isVague && UCUM.isTime(right.code) || right.isVague && UCUM.isTime(left.code) {
        return .undecided
      }
    }
    guard let first = UCUM.unit(left.code), let second = UCUM.unit(right.code),
      first.dimensions == second.dimensions
    else { return .different }
    return .converted(
      first.magnitude(of: left.value.double),
      second.magnitude(of: right.value.double)
    )
  }

  /// Whether the unit is a year or month of the calendar only.
  private var isVague: Bool { !isUCUM && calendar.map { !$0.isDefinite } ?? false }

  private var months: DecimalValue? {
    calendar == .year ? value.multiplied(by: DecimalValue(12)) : value
  }

  /// Compares two quantities, converting units.
  ///
  /// - Returns: -1, 0 or 1; `nil` where the units cannot be compared.
  static func compare(_ left: Self, _ right: Self) -> Int? {
    switch relation(left, right, isStrict: true) {
    case .same: return DecimalValue.compare(left.value, right.value)
    case .months:
      guard let first = left.months, let second = right.months else { return nil }
      return DecimalValue.compare(first, second)
    case .converted(let first, let second): return order(first, second)
    case .undecided, .different: return nil
    }
  }

  /// Orders two numbers that conversions have rounded.
  private static func order(_ left: Double, _ right: Double) -> Int {
    if abs(left - right) <= 1e-12 * max(abs(left), abs(right)) { return 0 }
    return left < right ? -1 : 1
  }

  /// Whether two quantities are equal; `nil` where that cannot be said.
  static func isEqual(_ left: Self, _ right: Self) -> Bool? {
    switch relation(left, right, isStrict: true) {
    case .different: return false
    case .undecided: return nil
    default: return compare(left, right).map { $0 == 0 }
    }
  }

  /// Whether two quantities are equal to the digits of the less precise one.
  static func isEquivalent(_ left: Self, _ right: Self) -> Bool {
    switch relation(left, right, isStrict: false) {
    case .same: return Evaluator.isEquivalent(left.value, right.value)
    case .months:
      guard let first = left.months, let second = right.months else { return false }
      return Evaluator.isEquivalent(first, second)
    case .converted(let first, let second):
      if order(first, second) == 0 { return true }
      guard let unit = UCUM.unit(left.code), let other = UCUM.unit(right.code),
        let converted = DecimalValue(other.value(ofMagnitude: unit.magnitude(of: left.value.double))),
        let back = DecimalValue(unit.value(ofMagnitude: other.magnitude(of: right.value.double)))
      else { return false }
      // Rounded in the unit of the less precise one: 4 'g' and 4040 'mg' are 4 'g'.
      let rounded = Self.isClose(left.value, back) || Self.isClose(right.value, converted)
      return rounded
    case .undecided, .different: return false
    }
  }

  private static func isClose(_ value: DecimalValue, _ other: DecimalValue) -> Bool {
    let digits = value.significantScale
    return other.rounded(to: digits, .nearest) == value.rounded(to: digits, .nearest)
  }

  /// Returns the sum in the finer unit of the two; `nil` where the units differ in kind.
  func adding(_ other: Self) -> Self? {
    if code == other.code || calendar != nil && calendar == other.calendar {
      guard let sum = value.adding(other.value) else { return nil }
      var result = self
      result.value = sum
      return result
    }
    guard let first = UCUM.unit(code), let second = UCUM.unit(other.code),
      first.dimensions == second.dimensions
    else { return nil }
    let isFiner = first.magnitude(of: 1) <= second.magnitude(of: 1)
    let (unit, template) = isFiner ? (first, self) : (second, other)
    let moved = isFiner ? other : self
    guard
      let converted = DecimalValue(
        unit.value(ofMagnitude: (isFiner ? second : first).magnitude(of: moved.value.double))
      ),
      let sum = template.value.adding(converted)
    else { return nil }
    var result = template
    result.value = sum
    return result
  }

  var negated: Self {
    var result = self
    result.value = value.negated
    return result
  }

  /// Returns the product or the quotient, with the units multiplied or divided.
  static func combine(_ left: Self, _ right: Self, isQuotient: Bool) -> Self? {
    let value = isQuotient ? left.value.divided(by: right.value) : left.value.multiplied(by: right.value)
    guard let value else { return nil }
    if right.code == "1" {
      var result = left
      result.value = value
      return result
    }
    if isQuotient, left.code == right.code { return Self(value, "1") }
    guard UCUM.unit(left.code) != nil, UCUM.unit(right.code) != nil else { return nil }
    let divisor = right.code.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
      ? "(\(right.code))" : right.code
    if isQuotient { return Self(value, left.code == "1" ? "/" + divisor : "\(left.code)/\(divisor)") }
    return Self(value, left.code == "1" ? right.code : "\(left.code).\(divisor)")
  }
}
