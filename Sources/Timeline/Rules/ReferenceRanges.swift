// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Flags from `referenceRange`, where nobody has interpreted the value.
///
/// A range is compared only when it is the one that applies and its unit is the value's:
///
/// ```
/// value          ranges                                   flag
/// 1.42 mg/dL     0.6–1.1 mg/dL                            high
/// 125 umol/L     0.6–1.1 mg/dL                            none: other units
/// <0.01 ng/mL    0–0.04 ng/mL                             normal: all it can be is inside
/// <5 mg/L        3–8 mg/L                                 none: it may be inside or not
/// 7.2            two ranges for different ages            none: the age is not known here
/// ```
///
/// Of several ranges those of type `normal`, or without a type, apply; if more than one is left, or
/// any asks for an age or a group, none does.
enum ReferenceRanges {
  /// Reads the bounds of the range that applies.
  static func read(_ resource: JSONValue, into event: inout Event) {
    guard let range = applicable(resource["referenceRange"]) else { return }
    let low = range["low"].map(Quantity.init)
    let high = range["high"].map(Quantity.init)
    if low != nil || high != nil {
      guard hasUnit(of: resource, low ?? high) else { return }
      event.rangeLow = low?.number
      event.rangeHigh = high?.number
    } else if let text = range["text"]?.string, let bounds = bounds(ofText: text) {
      event.rangeLow = bounds.low
      event.rangeHigh = bounds.high
    }
  }

  /// Compares a value with the bounds that were read.
  static func flag(of event: Event, _ resource: JSONValue) -> Flag {
    guard let number = event.number, event.rangeLow != nil || event.rangeHigh != nil else {
      return .none
    }
    let low = event.rangeLow ?? -.infinity
    let high = event.rangeHigh ?? .infinity
    switch resource["valueQuantity"].flatMap({ Quantity($0).comparator }) {
    case nil: return number < low ? .low : number > high ? .high : .normal
    case .less?, .lessOrEqual?:
      if number <= low { return .low }
      return number <= high && low <= 0 ? .normal : .none
    case .greater?, .greaterOrEqual?:
      if number >= high { return .high }
      return number >= low && high == .infinity ? .normal : .none
    }
  }

  private static func applicable(_ ranges: JSONValue?) -> JSONValue? {
    guard let ranges else { return nil }
    var found: JSONValue?
    for range in ranges.elements {
      guard range["age"] == nil, range["appliesTo"] == nil else {
        // Whether a range for an age or a group applies cannot be known from the resource alone.
        if range["low"] != nil || range["high"] != nil || range["text"] != nil { return nil }
        continue
      }
      if let type = range["type"], !CodeableConcept(type).has(code: "normal") { continue }
      guard found == nil else { return nil }
      found = range
    }
    return found
  }

  /// A range without a unit is in the value's; another unit must be the same.
  private static func hasUnit(of resource: JSONValue, _ bound: Quantity?) -> Bool {
    guard let bound, let value = resource["valueQuantity"] else { return true }
    let quantity = Quantity(value)
    return bound.isUnitless || quantity.isUnitless || quantity.hasSameUnit(as: bound)
  }

  /// Reads `4.0-5.6`, `4.0 – 5.6 %`, `<5`, `> 60`, `<= 7.0`; `nil` for everything else.
  static func bounds(ofText text: String) -> (low: Double?, high: Double?)? {
    var rest = Substring(text)
    trim(&rest)
    if let first = rest.first, "<≤".contains(first) {
      rest.removeFirst()
      if rest.first == "=" { rest.removeFirst() }
      return number(&rest).map { (nil, $0) }
    }
    if let first = rest.first, ">≥".contains(first) {
      rest.removeFirst()
      if rest.first == "=" { rest.removeFirst() }
      return number(&rest).map { ($0, nil) }
    }
    guard let low = number(&rest) else { return nil }
    trim(&rest)
    if let dash = rest.first, "-–—".contains(dash) {
      rest.removeFirst()
    } else if rest.hasPrefix("to ") {
      rest.removeFirst(3)
    } else {
      return nil
    }
    guard let high = number(&rest), low <= high else { return nil }
    return (low, high)
  }

  private static func trim(_ text: inout Substring) {
    while text.first == " " || text.first == "(" || text.first == "[" { text.removeFirst() }
  }

  private static func number(_ text: inout Substring) -> Double? {
    trim(&text)
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(digits) else { return nil }
    text.removeFirst(digits.count)
    return value
  }
}
