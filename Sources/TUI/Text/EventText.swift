// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension Event {
  /// The title without what lists have no room for: property and usual specimen of a LOINC name.
  ///
  /// `Glucose [Mass/volume] in Serum or Plasma` is `Glucose`; the detail says the whole name.
  var listTitle: String {
    guard system == "http://loinc.org", title.utf8.contains(UInt8(ascii: "[")) else { return title }
    var kept = ""
    var depth = 0
    for character in title {
      switch character {
      case "[": depth += 1
      case "]": depth = max(0, depth - 1)
      default:
        // The blank before a bracket goes with it.
        if depth == 0, !(character == " " && kept.hasSuffix(" ")) { kept.append(character) }
      }
    }
    for specimen in [" in Serum or Plasma", " in Serum", " in Plasma"]
    where kept.hasSuffix(specimen) {
      kept.removeLast(specimen.count)
    }
    let trimmed = kept.trimmed
    return trimmed.isEmpty ? title : trimmed
  }

  /// The value with its unit, as it is spelled: `1.42 mg/dL`, `8.1 %`.
  var valueText: String {
    guard let value, !value.isEmpty else { return "" }
    guard let unit, !unit.isEmpty else { return value }
    return "\(value) \(unit)"
  }

  /// The reference range: `0.6–1.1`, `>60`, `<5.7`; empty when there is none.
  var rangeText: String {
    switch (rangeLow, rangeHigh) {
    case (let low?, let high?): "\(Self.bound(low))–\(Self.bound(high))"
    case (let low?, nil): ">\(Self.bound(low))"
    case (nil, let high?): "<\(Self.bound(high))"
    case (nil, nil): ""
    }
  }

  /// A bound with as many decimals as it needs.
  static func bound(_ number: Double) -> String {
    for places in 0...3 {
      let text = decimal(number, places: places)
      if let value = Double(text), abs(value - number) < 1e-9 { return text }
    }
    return decimal(number, places: 4)
  }

  /// Returns how far a number is from another, with a sign and as many decimals as this value has.
  func delta(from earlier: Double) -> String? {
    guard let number else { return nil }
    let places = value.map(decimalPlaces(of:)) ?? 1
    let text = decimal(number - earlier, places: places)
    if Double(text) == 0 { return " 0" }
    return number > earlier ? "+" + text : text
  }
}
