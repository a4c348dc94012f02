// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// How a value lies to the reference ranges of its result.
///
/// A range counts when it is one of normality (type `normal`, or no type), or of treatment where there is none
/// of normality, and its bounds are in the
/// unit of the value, or in one that a power of ten makes that unit; bounds without any unit are in that of the value, which is all they can mean.
/// Ranges for an age, a sex or a population cannot be chosen from the resource alone. So all that may
/// apply are asked, and there is a flag only when they agree:
///
/// ```
/// value 1.3 mg/dL   0.6–1.1                        high
/// value 1.3 mg/dL   0.6–1.1 women, 0.7–1.2 men     high; the bounds stay empty
/// value 1.15        0.6–1.1 women, 0.7–1.2 men     none
/// value <0.01       0.4–4.0                        low
/// value <5          0.4–4.0                        none
/// value 5.1 mIU/L   text "0.4 - 4.0"               high
/// value "6.1 g/dL"  text "12.0 - 16.0 g/dL"        low
/// value 700         text "Up to 40"                high
/// value 60 g/L      12–16 g/dL                     low; the bounds are 120 and 160
/// value Positive    text "Negative"                none; the words stand behind the value
/// value 108         135–145, critical 120–160      critical
/// ```
enum ReferenceRange {
  private struct Bounds {
    var low: FHIRDecimal?
    var high: FHIRDecimal?
  }

  /// Returns the flag by the ranges, and puts the bounds into the event when one range applies.
  static func evaluate(_ ranges: JSONValue, value: MeasuredValue?, event: inout Event) -> Flag {
    guard let value else {
      addWords(of: ranges, to: &event)
      return .none
    }
    var bounds: [Bounds] = []
    var asked = ranges.elements.filter(isOfNormality)
    // What is aimed at is held against the value where nobody says what is normal: the level of a drug.
    if asked.isEmpty {
      asked = ranges.elements.filter { isOfType($0, "therapeutic") || isOfType($0, "treatment") }
    }
    for range in asked {
      guard let found = Self.bounds(of: range, for: value) else { return .none }
      bounds.append(found)
    }
    guard let first = bounds.first else { return .none }
    if bounds.allSatisfy({ $0.low == first.low && $0.high == first.high }) {
      event.rangeLow = first.low?.double
      event.rangeHigh = first.high?.double
    }
    let flag = Self.flag(value.decimal, value.comparator, first)
    return bounds.allSatisfy { Self.flag(value.decimal, value.comparator, $0) == flag }
      ? flag : .none
  }

  /// On which side a value lies beyond a range outside of which results are critical; `nil` within.
  ///
  /// A bound that is within what is normal says something else, such as which values are critical.
  static func critical(
    _ ranges: JSONValue,
    _ value: MeasuredValue,
    normal: (Double?, Double?)
  ) -> Flag? {
    for range in ranges.elements where isOfType(range, "critical") {
      guard let found = bounds(of: range, for: value) else { continue }
      var outer = found
      if let low = outer.low?.double, let least = normal.0 ?? normal.1, low > least {
        outer.low = nil
      }
      if let high = outer.high?.double, let greatest = normal.1 ?? normal.0, high < greatest {
        outer.high = nil
      }
      // One bound alone, with nothing to hold it against, may be either.
      if normal.0 == nil, normal.1 == nil, found.low == nil || found.high == nil { continue }
      switch flag(value.decimal, value.comparator, outer) {
      case .low: return .criticalLow
      case .high: return .criticalHigh
      default: continue
      }
    }
    return nil
  }

  /// Puts the words of the range behind a value in words: `Positive (reference: Negative)`.
  private static func addWords(of ranges: JSONValue, to event: inout Event) {
    guard let value = event.value else { return }
    let words = ranges.elements.filter(isOfNormality).compactMap { $0["text"]?.content }
    guard words.count == 1, let text = words.first else { return }
    event.value = "\(value) (reference: \(Titles.shortened(text)))"
  }

  /// Whether a range says what is normal, and not what is aimed at or recommended.
  private static func isOfNormality(_ range: JSONValue) -> Bool {
    guard range["low"] != nil || range["high"] != nil || range["text"] != nil else { return false }
    guard let type = range["type"], type["coding"] != nil else {
      return !isOfType(range, "critical")
    }
    return isOfType(range, "normal")
  }

  /// Whether the type of a range has a code, or is that word.
  private static func isOfType(_ range: JSONValue, _ code: StaticString) -> Bool {
    guard let type = range["type"] else { return false }
    guard let codings = type["coding"] else {
      return type["text"]?.content?.lowercased().split(separator: " ").first == "\(code)"[...]
    }
    return codings.elements.contains { $0["code"]?.isString(code) == true }
  }

  /// Returns the bounds; `nil` when they are not in the unit of the value.
  private static func bounds(of range: JSONValue, for value: MeasuredValue) -> Bounds? {
    if range["low"] == nil, range["high"] == nil {
      return range["text"]?.content.flatMap { Self.bounds(ofText: $0, unit: value.unit) }
    }
    var sides: [FHIRDecimal?] = []
    for bound in [range["low"], range["high"]] {
      guard let quantity = bound.map(Quantity.init) else {
        sides.append(nil)
        continue
      }
      let decimal = value.hasUnit(of: quantity) ? quantity.decimal : value.shifted(quantity)
      guard let decimal else { return nil }
      sides.append(decimal)
    }
    // A range that is turned round says nothing of either side.
    if let low = sides[0], let high = sides[1], high < low { return nil }
    return Bounds(low: sides[0], high: sides[1])
  }

  /// Reads a range that is text only: `0.4-4.0`, `(3.5 to 5.1) mmol/L`, `<0.04`, `> OR = 60`, `Up to 40`.
  ///
  /// - Returns: The bounds; `nil` for other words, and where the unit is not that of the value.
  private static func bounds(ofText text: String, unit: String?) -> Bounds? {
    guard text.utf8.count <= 64 else { return nil }
    let words = text.lowercased().filter { $0 != "(" && $0 != ")" }
    guard
      let match = words.wholeMatch(
        of:
          #/\s*(?:([<>≤≥](?:\s*(?:or)?\s*=(?:\s*to)?)?|up to|less than|more than|greater than|at least)\s*(\d[\d.,]*)|(\d[\d.,]*)\s*(?:-|–|to|bis)\s*(\d[\d.,]*))\s*(.*?)\s*/#
      )
    else { return nil }
    let spelled = String(match.output.5)
    let isSame = spelled.isEmpty || unit.map { UnitSpelling.isSame(spelled, $0) } ?? false
    guard let shift = isSame ? 0 : unit.flatMap({ UnitSpelling.shift(from: spelled, to: $0) })
    else {
      return nil
    }
    func number(_ digits: Substring) -> FHIRDecimal? {
      let number = MeasuredValue.decimal(String(digits))
      return shift == 0 ? number : number.flatMap { MeasuredValue.shifted($0, by: shift) }
    }
    if let sign = match.output.1 {
      guard let bound = match.output.2.flatMap(number) else { return nil }
      let isUpper = ["<", "≤", "u", "l"].contains(sign.first)
      return isUpper ? Bounds(high: bound) : Bounds(low: bound)
    }
    guard let low = match.output.3.flatMap(number), let high = match.output.4.flatMap(number),
      !(high < low)
    else { return nil }
    return Bounds(low: low, high: high)
  }

  private static func flag(
    _ number: FHIRDecimal,
    _ comparator: Quantity.Comparator?,
    _ bounds: Bounds
  ) -> Flag {
    switch comparator {
    case nil:
      if let low = bounds.low, number < low { return .low }
      if let high = bounds.high, high < number { return .high }
      return .normal
    case .less, .lessOrEqual:
      if let low = bounds.low, number < low || (comparator == .less && number == low) {
        return .low
      }
      // All that is less lies within a range that has no lower bound.
      if bounds.low == nil, let high = bounds.high, number <= high { return .normal }
      return .none
    case .greater, .greaterOrEqual:
      if let high = bounds.high, high < number || (comparator == .greater && number == high) {
        return .high
      }
      if bounds.high == nil, let low = bounds.low, low <= number { return .normal }
      return .none
    }
  }
}
