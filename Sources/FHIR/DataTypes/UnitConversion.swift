// SPDX-License-Identifier: Apache-2.0

/// How a number in one unit becomes one in another of the same kind: grams and pounds, metres and inches,
/// degrees of Celsius and Fahrenheit, and what a power of ten lies between.
///
/// A mass and an amount of substance are never made one another: what lies between depends on what was
/// measured.
public struct UnitConversion: Sendable, Equatable {
  private let scale: Double
  private let offset: Double

  /// The power of ten that the number is multiplied by; `nil` for other factors.
  public let power: Int?

  /// Finds what lies between two units, as they are shown or as UCUM spells them.
  ///
  /// - Returns: `nil` where the units are not of one kind for certain.
  public init?(from: String, to: String) {
    if UnitSpelling.isSame(from, to) {
      self.init(scale: 1, offset: 0, power: 0)
    } else if let power = UnitSpelling.shift(from: from, to: to) {
      self.init(scale: Self.tens(power), offset: 0, power: power)
    } else if let power = Self.power(from, to, in: Self.counts)
      ?? Self.power(from, to, in: Self.shares)
    {
      self.init(scale: Self.tens(power), offset: 0, power: power)
    } else if let from = Self.temperature(from), let to = Self.temperature(to) {
      self.init(
        scale: from.scale / to.scale,
        offset: (from.offset - to.offset) / to.scale,
        power: nil
      )
    } else if let from = Self.base(from), let to = Self.base(to),
      let power = UnitSpelling.shift(from: from.unit, to: to.unit)
    {
      self.init(scale: from.factor * Self.tens(power) / to.factor, offset: 0, power: nil)
    } else {
      return nil
    }
  }

  private init(scale: Double, offset: Double, power: Int?) {
    self.scale = scale
    self.offset = offset
    self.power = power
  }

  /// Returns the number in the other unit.
  public func callAsFunction(_ number: Double) -> Double { number * scale + offset }

  private static func tens(_ power: Int) -> Double {
    let scale = (0..<abs(power)).reduce(1.0) { scale, _ in scale * 10 }
    return power < 0 ? 1 / scale : scale
  }

  /// A unit in grams or metres, with what a number in it is multiplied by: of those that are such already, 1.
  private static func base(_ unit: String) -> (unit: String, factor: Double)? {
    let plain = UnitSpelling.plain(unit)
    if let known = others[plain] { return known }
    return UnitSpelling.shift(from: plain, to: "g") != nil
      || UnitSpelling.shift(from: plain, to: "m") != nil ? (plain, 1) : nil
  }

  /// How many of something are in a litre, as powers of ten.
  private static let counts = [
    "/ul": 6, "/mm*3": 6, "/cumm": 6, "10*6/l": 6, "10*9/l": 9, "10*12/l": 12, "/l": 0, "/ml": 3,
    "10*3/ml": 6, "10*6/ml": 9,
  ]

  /// Shares, as powers of ten of a hundredth.
  private static let shares = ["%": 0, "l/l": 2]

  /// The power of ten between two units of a table; `nil` where one is not in it.
  private static func power(_ from: String, _ to: String, in table: [String: Int]) -> Int? {
    guard let from = table[UnitSpelling.plain(from)], let to = table[UnitSpelling.plain(to)] else {
      return nil
    }
    return from - to
  }

  /// Units of other systems, exactly as they are defined.
  private static let others: [String: (unit: String, factor: Double)] = [
    "lbav": ("kg", 0.453_592_37), "lb": ("kg", 0.453_592_37), "lbs": ("kg", 0.453_592_37),
    "pound": ("kg", 0.453_592_37), "pounds": ("kg", 0.453_592_37),
    "ozav": ("g", 28.349_523_125), "oz": ("g", 28.349_523_125),
    "stoneav": ("kg", 6.350_293_18),
    "ini": ("cm", 2.54), "inus": ("cm", 2.54), "in": ("cm", 2.54), "inch": ("cm", 2.54),
    "inches": ("cm", 2.54),
    "fti": ("cm", 30.48), "ft": ("cm", 30.48), "feet": ("cm", 30.48),
  ]

  /// How degrees become those of Celsius.
  private static func temperature(_ unit: String) -> (scale: Double, offset: Double)? {
    switch UnitSpelling.plain(unit).filter({ $0 != "°" }) {
    case "cel", "degc", "c", "celsius": (1, 0)
    case "degf", "f", "fahrenheit": (5.0 / 9, -160.0 / 9)
    default: nil
    }
  }
}
