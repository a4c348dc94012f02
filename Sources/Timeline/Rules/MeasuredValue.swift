// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What of a value can be held against a reference range: a number, how the true value lies to it, a unit.
///
/// Older systems send numbers as words: `6.1 g/dL`, `<0.01`, `23,5 Gpt/l`. What is nothing but a number
/// with its unit counts as one.
struct MeasuredValue {
  let decimal: FHIRDecimal
  let comparator: Quantity.Comparator?
  /// The number with its comparator, as it is spelled.
  let text: String
  /// The unit, where the value is in words.
  let unit: String?
  /// Where it is a quantity, what it was read from.
  let quantity: Quantity?

  /// Reads `value[x]`.
  init?(_ resource: JSONValue) {
    if let value = resource["valueQuantity"] {
      let quantity = Quantity(value)
      guard let decimal = quantity.decimal, let text = quantity.text else { return nil }
      self.init(
        decimal: decimal,
        comparator: quantity.comparator,
        text: text,
        unit: quantity.shownUnit,
        quantity: quantity
      )
    } else if let value = resource["valueInteger"], let decimal = FHIRDecimal(value) {
      let text = value.numberText ?? ""
      self.init(decimal: decimal, comparator: nil, text: text, unit: nil, quantity: nil)
    } else {
      guard let text = resource["valueString"]?.content else { return nil }
      self.init(text: text)
    }
  }

  /// Reads words that are a number, with or without a comparator and a unit.
  init?(text: String) {
    guard text.utf8.count <= 40,
      let match = text.wholeMatch(of: #/\s*([<>≤≥]=?)?\s*(-?\d[\d.,]*)\s*(\S{0,24}?)\s*/#),
      let decimal = Self.decimal(String(match.output.2))
    else { return nil }
    let sign = match.output.1.map(Self.comparator)
    let unit = String(match.output.3)
    guard unit.isEmpty || Self.isUnit(unit) else { return nil }
    self.init(
      decimal: decimal,
      comparator: sign,
      text: (match.output.1.map(String.init) ?? "") + match.output.2,
      unit: unit.isEmpty ? nil : unit,
      quantity: nil
    )
  }

  private init(
    decimal: FHIRDecimal,
    comparator: Quantity.Comparator?,
    text: String,
    unit: String?,
    quantity: Quantity?
  ) {
    self.decimal = decimal
    self.comparator = comparator
    self.text = text
    self.unit = unit
    self.quantity = quantity
  }

  private static let units: Set<String> = [
    "g", "kg", "mg", "ug", "µg", "ng", "pg", "l", "ml", "fl", "u", "iu", "mmhg", "bpm", "cm", "mm",
    "mmol", "sec", "seconds", "min", "ratio", "inr", "index",
  ]

  /// Whether a word behind a number can only be a unit: `1:40`, `2+` and the serotype `19A` are no amounts.
  private static func isUnit(_ word: String) -> Bool {
    if units.contains(word.lowercased()) { return true }
    guard let first = word.first, first.isLetter || "%/[{µ*^".contains(first) else { return false }
    return word.first == "%"
      || word.contains { $0 == "/" } && !word.dropFirst().allSatisfy(\.isNumber)
  }

  /// Whether a bound is in the unit of the value for certain; a bound without a unit is.
  func hasUnit(of bound: Quantity) -> Bool {
    if bound.isUnitless { return true }
    if let quantity { return bound.hasSameUnit(as: quantity) }
    guard let unit else { return true }
    return [bound.unit, bound.code].contains { $0.map { UnitSpelling.isSame($0, unit) } ?? false }
  }

  /// A bound in the unit of the value, where that is another by a power of ten; `nil` where it is not for
  /// certain: `120` for `12 g/dL` beside a value in `g/L`.
  func shifted(_ bound: Quantity) -> FHIRDecimal? {
    let own = [quantity?.code, quantity?.unit, unit].compactMap(\.self)
    let shifts = [bound.code, bound.unit].compactMap(\.self).flatMap { from in
      own.map { UnitSpelling.shift(from: from, to: $0) }
    }
    guard let shift = shifts.first ?? nil, shifts.allSatisfy({ $0 == shift }) else { return nil }
    return bound.decimal.flatMap { Self.shifted($0, by: shift) }
  }

  /// A number times a power of ten, digit for digit.
  static func shifted(_ number: FHIRDecimal, by power: Int) -> FHIRDecimal? {
    guard !number.spelling.contains(where: { $0 == "e" || $0 == "E" }) else { return nil }
    return FHIRDecimal("\(number.spelling)e\(power)")
  }

  /// Returns the number of digits with a point, or with a comma that can only be a decimal one.
  static func decimal(_ digits: String) -> FHIRDecimal? {
    guard digits.contains(",") else { return FHIRDecimal(digits) }
    let parts = digits.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, !digits.contains("."), parts[1].count != 3, !parts[1].isEmpty else {
      return nil
    }
    return FHIRDecimal(parts.joined(separator: "."))
  }

  static func comparator(_ sign: Substring) -> Quantity.Comparator {
    switch sign {
    case "<": .less
    case "<=", "≤", "≤=": .lessOrEqual
    case ">=", "≥", "≥=": .greaterOrEqual
    default: .greater
    }
  }
}
