// SPDX-License-Identifier: Apache-2.0

/// Factors between units of UCUM that measure the same.
///
/// The units met in clinical data; a unit is a product of terms, each a prefix, an atom and an
/// exponent, so that `mg/dL`, `g/L` and `ug/mL` are read and not listed. See
/// https://ucum.org/ucum. Special units such as `Cel` have no factor and convert to nothing.
public enum UnitConversion {
  /// The system of UCUM.
  public static let system = "http://unitsofmeasure.org"

  /// Returns what a number in one unit is multiplied by to be in another.
  ///
  /// - Parameters:
  ///   - from: One of the units that quantities are usually given in, or the other unit itself.
  ///   - to: Any unit.
  /// - Returns: `nil` where there is no such factor.
  public static func factor(from: String, to: String) -> Double? {
    if from == to { return 1 }
    guard common.contains(from), let a = parse(from), let b = parse(to),
      a.dimensions == b.dimensions
    else { return nil }
    return a.factor / b.factor
  }

  /// Returns the units that a unit converts to among those that are met often, itself included.
  public static func relatives(of code: String) -> [(code: String, factor: Double)] {
    var found = [(code, 1.0)]
    for other in common where other != code {
      if let factor = factor(from: other, to: code) { found.append((other, 1 / factor)) }
    }
    return found
  }

  /// Units that quantities of one kind are usually given in.
  private static let common: Set = [
    "mg/dL", "g/L", "g/dL", "mg/L", "ug/dL", "ug/L", "ng/mL", "ng/L", "ng/dL", "pg/mL", "ug/mL",
    "mg/mL", "mmol/L", "umol/L", "mol/L", "nmol/L", "pmol/L", "mmol/mL", "kg", "g", "mg", "ug",
    "[lb_av]", "[oz_av]", "cm", "m", "mm", "[in_i]", "[ft_i]", "L", "mL", "dL", "uL", "h", "min",
    "s", "d",
    "wk", "mm[Hg]", "kPa", "Pa", "10*3/uL", "10*9/L", "/uL", "10*6/uL", "10*12/L", "%", "1", "/min",
    "/s",
    "U/L", "mU/L", "U/mL", "mU/mL", "[iU]/L", "[iU]/mL", "m[iU]/L", "u[iU]/mL", "m[iU]/mL",
    "kg/m2", "mL/min", "L/min", "meq/L", "a", "mo", "ng", "mcg", "fL", "pg",
  ]

  struct Unit {
    var factor: Double
    var dimensions: [String: Int]
  }

  private static let prefixes: [(String, Double)] = [
    ("da", 10), ("k", 1e3), ("h", 1e2), ("d", 1e-1), ("c", 1e-2), ("m", 1e-3), ("u", 1e-6),
    ("n", 1e-9), ("p", 1e-12), ("f", 1e-15), ("M", 1e6), ("G", 1e9), ("T", 1e12),
  ]

  /// The atoms: factor and dimensions, and whether prefixes go with them.
  private static let atoms: [String: (Double, [String: Int], Bool)] = [
    "g": (1, ["g": 1], true), "m": (1, ["m": 1], true), "s": (1, ["s": 1], true),
    "L": (1e-3, ["m": 3], true), "l": (1e-3, ["m": 3], true), "mol": (6.022_136_7e23, [:], true),
    "eq": (6.022_136_7e23, [:], true), "%": (0.01, [:], false),
    "min": (60, ["s": 1], false), "h": (3600, ["s": 1], false), "d": (86_400, ["s": 1], false),
    "wk": (604_800, ["s": 1], false), "mo": (2_629_800, ["s": 1], false),
    "a": (31_557_600, ["s": 1], false),
    "Pa": (1000, ["g": 1, "m": -1, "s": -2], true),
    "m[Hg]": (133_322_000, ["g": 1, "m": -1, "s": -2], true),
    "U": (6.022_136_7e23 / 60e6, ["s": -1], true), "kat": (6.022_136_7e23, ["s": -1], true),
    "[iU]": (1, ["[iU]": 1], true), "[IU]": (1, ["[iU]": 1], true),
    "[lb_av]": (453.592_37, ["g": 1], false), "[oz_av]": (28.349_523_125, ["g": 1], false),
    "[in_i]": (0.0254, ["m": 1], false), "[ft_i]": (0.3048, ["m": 1], false),
    "J": (1000, ["g": 1, "m": 2, "s": -2], true), "cal": (4184, ["g": 1, "m": 2, "s": -2], true),
    "Hz": (1, ["s": -1], true),
  ]

  /// Reads a unit: terms with `.` and `/` between them, annotations in braces left out.
  static func parse(_ text: String) -> Unit? {
    var unit = Unit(factor: 1, dimensions: [:])
    var term = ""
    var isDivided = false
    var isAnnotation = false
    var isBracket = false
    for character in text + "." {
      if isAnnotation {
        isAnnotation = character != "}"
      } else if character == "{" {
        isAnnotation = true
      } else if !isBracket, character == "." || character == "/" {
        if !term.isEmpty {
          guard let part = read(term) else { return nil }
          let power = isDivided ? -1 : 1
          unit.factor *= isDivided ? 1 / part.factor : part.factor
          for (name, exponent) in part.dimensions {
            unit.dimensions[name, default: 0] += exponent * power
          }
        }
        term = ""
        isDivided = character == "/"
      } else {
        if character == "[" { isBracket = true } else if character == "]" { isBracket = false }
        term.append(character)
      }
    }
    unit.dimensions = unit.dimensions.filter { $0.value != 0 }
    return text.isEmpty || isAnnotation || isBracket ? nil : unit
  }

  private static func read(_ term: String) -> Unit? {
    if term.hasPrefix("10*") || term.hasPrefix("10^") {
      guard let exponent = Int(term.dropFirst(3)) ?? (term.count == 3 ? 1 : nil),
        abs(exponent) < 40
      else { return nil }
      var factor = 1.0
      for _ in 0..<abs(exponent) { factor *= 10 }
      return Unit(factor: exponent < 0 ? 1 / factor : factor, dimensions: [:])
    }
    if let number = Int(term) { return Unit(factor: Double(number), dimensions: [:]) }
    // The digits at the end are an exponent, but not those within brackets.
    var name = term[...]
    var digits = ""
    while let last = name.last, last.isASCII, last.isNumber {
      digits = String(last) + digits
      name = name.dropLast()
    }
    var exponent = Int(digits) ?? 1
    if name.hasSuffix("-") {
      exponent = -exponent
      name = name.dropLast()
    }
    guard abs(exponent) < 10, let base = atom(String(name)) else { return nil }
    var factor = 1.0
    for _ in 0..<abs(exponent) { factor *= base.factor }
    return Unit(
      factor: exponent < 0 ? 1 / factor : factor,
      dimensions: base.dimensions.mapValues { $0 * exponent }
    )
  }

  private static func atom(_ name: String) -> Unit? {
    if let (factor, dimensions, _) = atoms[name] {
      return Unit(factor: factor, dimensions: dimensions)
    }
    for (prefix, power) in prefixes where name.hasPrefix(prefix) {
      if let (factor, dimensions, isMetric) = atoms[String(name.dropFirst(prefix.count))], isMetric
      {
        return Unit(factor: power * factor, dimensions: dimensions)
      }
    }
    return nil
  }
}
