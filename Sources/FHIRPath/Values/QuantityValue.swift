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
    /// They are the same unit.
    case same
    /// Both are years or months of the calendar.
    case months
    /// Both are units of the calendar, a year of 365 and a month of 30 days.
    case calendar
    case ucum(UCUM.Unit, UCUM.Unit)
    /// One is a unit of time of the calendar and one of UCUM, and they have no common length.
    case undecided
    case different
  }

  /// Whether a unit is a year or a month.
  private var isVague: Bool {
    (calendar ?? CalendarUnit(code: unit)).map { !$0.isDefinite } ?? false
  }

  private static func relation(_ left: Self, _ right: Self, isStrict: Bool) -> Relation {
    if left.isUCUM == right.isUCUM, left.unit == right.unit { return .same }
    if !left.isUCUM || !right.isUCUM {
      if let first = left.calendar, let second = right.calendar {
        if first == second { return .same }
        return first.isDefinite || second.isDefinite ? .calendar : .months
      }
      // https://hl7.org/fhirpath/N1/#time-valued-quantities: only up to weeks are they the same.
      if isStrict, left.isVague || right.isVague {
        return UCUM.isTime(left.code) && UCUM.isTime(right.code) ? .undecided : .different
      }
    }
    guard let first = UCUM.unit(left.code), let second = UCUM.unit(right.code),
      first.dimensions == second.dimensions
    else { return .different }
    return .ucum(first, second)
  }

  /// The value in the unit of another quantity; `nil` where there is no way to convert it.
  func value(inUnitOf other: Self, isStrict: Bool = true) -> DecimalValue? {
    switch Self.relation(self, other, isStrict: isStrict) {
    case .same: return value
    case .months:
      let twelve = DecimalValue(12)
      return calendar == .year ? value.multiplied(by: twelve) : value.divided(by: twelve)
    case .calendar:
      guard let from = calendar?.seconds, let to = other.calendar?.seconds else { return nil }
      return value.multiplied(by: from)?.divided(by: to)
    case .ucum(let from, let to):
      guard
        var result = DecimalValue(to.value(ofMagnitude: from.magnitude(of: value.double)))
      else { return nil }
      // Fifteen digits are what a double keeps; those behind are noise of the conversion.
      let digits = "\(result.units.magnitude)".utf8.count
      if digits > 15 {
        result = result.rounded(to: max(0, result.scale - (digits - 15)), .nearest) ?? result
        result.trim()
      }
      return result
    case .undecided, .different: return nil
    }
  }

  /// Whether quantities of the two units can be compared.
  static func isComparable(_ left: Self, _ right: Self) -> Bool {
    switch relation(left, right, isStrict: true) {
    case .undecided, .different: false
    default: true
    }
  }

  /// Compares two quantities, converting units.
  ///
  /// - Returns: -1, 0 or 1; `nil` where the units cannot be compared.
  static func compare(_ left: Self, _ right: Self) -> Int? {
    switch relation(left, right, isStrict: true) {
    case .same: return DecimalValue.compare(left.value, right.value)
    case .ucum(let first, let second):
      let one = first.magnitude(of: left.value.double)
      let other = second.magnitude(of: right.value.double)
      // Conversions round.
      if abs(one - other) <= 1e-12 * max(abs(one), abs(other)) { return 0 }
      return one < other ? -1 : 1
    case .undecided, .different: return nil
    default: return right.value(inUnitOf: left).map { DecimalValue.compare(left.value, $0) }
    }
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
    if case .same = relation(left, right, isStrict: false) {
      return Evaluator.isEquivalent(left.value, right.value)
    }
    // Rounded in the unit of either: 4 'g' and 4040 'mg' are 4 'g'.
    guard let converted = right.value(inUnitOf: left, isStrict: false),
      let back = left.value(inUnitOf: right, isStrict: false)
    else { return false }
    return isClose(left.value, converted) || isClose(right.value, back)
  }

  private static func isClose(_ value: DecimalValue, _ other: DecimalValue) -> Bool {
    let digits = value.significantScale
    return other.rounded(to: digits, .nearest) == value.rounded(to: digits, .nearest)
  }

  /// Returns the sum in the finer unit of the two; `nil` where the units differ in kind.
  func adding(_ other: Self) -> Self? {
    guard let moved = other.value(inUnitOf: self) else { return nil }
    let isFiner = DecimalValue(units: 1, scale: 0) <= moved.ratio(to: other.value)
    var result = isFiner ? self : other
    let sum = isFiner ? value.adding(moved) : value(inUnitOf: other)?.adding(other.value)
    guard let sum else { return nil }
    result.value = sum
    // A sum with a year of UCUM is no year of the calendar.
    if result.isUCUM, calendar == nil || other.calendar == nil { result.calendar = nil }
    return result
  }

  var negated: Self {
    var result = self
    result.value = value.negated
    return result
  }

  /// Returns the product or the quotient, with the units multiplied or divided.
  ///
  /// A unit of the calendar goes with plain numbers only.
  static func combine(_ left: Self, _ right: Self, isQuotient: Bool) -> Self? {
    if let factor = right.plainNumber, right.calendar == nil {
      var result = left
      guard
        let value = isQuotient ? left.value.divided(by: factor) : left.value.multiplied(by: factor)
      else { return nil }
      result.value = value
      return result
    }
    if !isQuotient, left.plainNumber != nil { return combine(right, left, isQuotient: false) }
    guard left.isUCUM, right.isUCUM, UCUM.unit(left.code) != nil, UCUM.unit(right.code) != nil,
      let value = isQuotient
        ? left.value.divided(by: right.value) : left.value.multiplied(by: right.value)
    else { return nil }
    if isQuotient, left.code == right.code { return Self(value, "1") }
    let isProduct = right.code.utf8.contains {
      $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/")
    }
    let operand = isProduct ? "(\(right.code))" : right.code
    if isQuotient { return Self(value, (left.code == "1" ? "" : left.code) + "/" + operand) }
    return Self(value, "\(left.code).\(operand)")
  }

  /// The value of a unit without a dimension as a number: 2 for `2000 'g/kg'`.
  private var plainNumber: DecimalValue? {
    if code == "1" { return value }
    guard isUCUM, let unit = UCUM.unit(code), let one = UCUM.unit("1"),
      unit.dimensions == one.dimensions
    else { return nil }
    return self.value(inUnitOf: Self(value, "1"))
  }
}

extension DecimalValue {
  /// How many times larger the number is than another; 1 for zero.
  fileprivate func ratio(to other: Self) -> Self {
    guard other.units != 0, let quotient = divided(by: other) else { return Self(1) }
    return quotient
  }
}

extension CalendarUnit {
  /// The length where no calendar is at hand: a year of 365 days, a month of 30.
  fileprivate var seconds: DecimalValue {
    switch self {
    case .year: DecimalValue(365 * 86_400)
    case .month: DecimalValue(30 * 86_400)
    case .week: DecimalValue(7 * 86_400)
    case .day: DecimalValue(86_400)
    case .hour: DecimalValue(3600)
    case .minute: DecimalValue(60)
    case .second: DecimalValue(1)
    case .millisecond: DecimalValue(units: 1, scale: 3)
    }
  }
}
