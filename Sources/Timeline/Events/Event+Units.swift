// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension Event {
  /// Returns the number in a unit, where it is in that or can be made it: `3.4` for `3400 g` in `kg`.
  ///
  /// - Parameter unit: The unit, as events have it; `nil` for numbers without one.
  /// - Returns: The number, with how many decimals it is exact to where it was converted; `nil` where there
  ///   is no number, or none in such a unit.
  public func number(in unit: String?) -> (number: Double, places: Int?)? {
    guard let number else { return nil }
    if self.unit == unit { return (number, nil) }
    guard let own = self.unit, let unit else { return nil }
    let units = [own, unit].map { $0.lowercased() }
    // An equivalent of what has one charge is a mole of it.
    if units.contains("meq/l"), units.contains("mmol/l"), isOfOneCharge {
      return (number, value.map { $0.contains(".") } == true ? 1 : 0)
    }
    guard let conversion = UnitConversion(from: own, to: unit) else { return nil }
    let spelled = value.flatMap { text in
      text.lastIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 }
    }
    let converted = conversion(number)
    // What no power of ten lies between has two decimals, as scales have.
    guard let power = conversion.power else {
      return ((converted * 100).rounded() / 100, 2)
    }
    let places = min(max(0, (spelled ?? 0) - power), 6)
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let exact = (converted * scale).rounded() / scale
    // 3400 g are 3.4 kg, and not 3.400.
    let needed = (0..<places).first { places in
      let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
      return (exact * scale).rounded() / scale == exact
    }
    return (exact, needed ?? places)
  }

  /// Whether what was measured are ions of one charge.
  private var isOfOneCharge: Bool {
    let title = title.lowercased()
    return ["potassium", "sodium", "chloride", "bicarbonate", "carbon dioxide", "co2", "lithium"]
      .contains(where: title.contains)
  }

  /// Returns the number in a unit, where it counts.
  public func countedNumber(in unit: String?) -> Double? {
    isVoid ? nil : number(in: unit)?.number
  }
}
