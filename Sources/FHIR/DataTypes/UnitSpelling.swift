// SPDX-License-Identifier: Apache-2.0

/// Units that are spelled in several ways.
///
/// `x10E3/uL`, `10*3/µL`, `K/uL` and `10*9/L` are one unit. `g/dL` and `g/L` are two, that a power of ten
/// lies between; masses and amounts of substance, or units and litres, are never made one another.
public enum UnitSpelling {
  /// Whether two spellings are of one unit for certain.
  public static func isSame(_ left: String, _ right: String) -> Bool {
    left == right || plain(left) == plain(right)
  }

  /// The power of ten that a number in one unit is multiplied by to be in another: 1 from `g/dL` to `g/L`.
  ///
  /// - Returns: The power; `nil` where the units are not of grams, moles, litres or metres, or of other kinds.
  public static func shift(from left: String, to right: String) -> Int? {
    let sides = [left, right].map {
      plain($0).split(separator: "/", omittingEmptySubsequences: false)
    }
    guard sides[0].count == sides[1].count, (1...2).contains(sides[0].count) else { return nil }
    var shift = 0
    for (place, sign) in zip(sides[0].indices, [1, -1]) {
      guard let from = power(sides[0][place]), let to = power(sides[1][place]), from.base == to.base
      else { return nil }
      shift += sign * (from.power - to.power)
    }
    return shift
  }

  /// A gram, a mole, a litre, a metre or a unit of activity with its prefix.
  ///
  /// International units per litre of an enzyme are its units per litre.
  private static func power(_ unit: Substring) -> (base: String, power: Int)? {
    if unit.hasSuffix("iu") { return power(unit.dropLast(2) + "u") }
    guard let base = ["mol", "g", "l", "m", "u"].first(where: unit.hasSuffix) else { return nil }
    let powers = [
      "": 0, "k": 3, "d": -1, "c": -2, "m": -3, "u": -6, "mc": -6, "n": -9, "p": -12, "f": -15,
    ]
    return powers[String(unit.dropLast(base.count))].map { (base, $0) }
  }

  /// Small letters without the brackets of UCUM, and one spelling for powers of ten.
  static func plain(_ unit: String) -> String {
    var text = ""
    for character in unit.lowercased() {
      switch character {
      case "{", "}", "[", "]", "(", ")", "_", " ": continue
      case "µ", "μ": text.append("u")
      case "³": text.append("*3")
      case "⁶": text.append("*6")
      case "⁹": text.append("*9")
      case "^": text.append("*")
      default: text.append(character)
      }
    }
    if text.hasPrefix("x10") { text.removeFirst() }
    if text.hasPrefix("10e") { text = "10*" + text.dropFirst(3) }
    if text.hasPrefix("10**") { text = "10*" + text.dropFirst(4) }
    if text.hasSuffix("/mm*3") { text = text.dropLast(5) + "/ul" }
    if text.hasSuffix("/mm3") || text.hasSuffix("/cmm") { text = text.dropLast(4) + "/ul" }
    return same[text] ?? text
  }

  /// Spellings of counts in blood, by how UCUM spells them.
  private static let same = [
    "k/ul": "10*9/l", "thou/ul": "10*9/l", "th/ul": "10*9/l", "10*3/ul": "10*9/l",
    "/nl": "10*9/l", "gpt/l": "10*9/l", "giga/l": "10*9/l",
    "m/ul": "10*12/l", "mil/ul": "10*12/l", "mill/ul": "10*12/l", "10*6/ul": "10*12/l",
    "/pl": "10*12/l", "tpt/l": "10*12/l", "tera/l": "10*12/l",
    "mcg/l": "ug/l", "mcg/ml": "ug/ml", "mcg/dl": "ug/dl", "mcmol/l": "umol/l",
  ]
}
