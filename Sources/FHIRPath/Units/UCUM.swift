// SPDX-License-Identifier: Apache-2.0

/// Units of UCUM: which measure the same, and what they are in base units.
///
/// A unit is a product of terms; a term is a prefix, an atom and an exponent, or a product in
/// parentheses. See https://ucum.org/ucum.
enum UCUM {
  static let system = "http://unitsofmeasure.org"

  /// The powers of the base units: metre, second, gram, radian, kelvin, coulomb, candela, and the
  /// arbitrary units, which convert to nothing else.
  struct Dimensions: Equatable, Sendable {
    var powers = SIMD8<Int8>()
    /// The arbitrary units and their powers, sorted by name.
    var arbitrary: [Arbitrary] = []

    struct Arbitrary: Equatable, Sendable {
      var name: String
      var power: Int8
    }

    mutating func add(_ other: Self, times: Int8) {
      powers &+= other.powers &* SIMD8(repeating: times)
      for part in other.arbitrary {
        if let index = arbitrary.firstIndex(where: { $0.name == part.name }) {
          arbitrary[index].power &+= part.power &* times
          if arbitrary[index].power == 0 { arbitrary.remove(at: index) }
        } else {
          arbitrary.append(Arbitrary(name: part.name, power: part.power &* times))
          arbitrary.sort { $0.name < $1.name }
        }
      }
    }
  }

  struct Unit: Sendable {
    var factor: Double
    var dimensions: Dimensions
    /// What is added to a number times ``factor``: for degrees of a temperature scale.
    var zero = 0.0

    func magnitude(of value: Double) -> Double { value * factor + zero }

    func value(ofMagnitude magnitude: Double) -> Double { (magnitude - zero) / factor }
  }

  /// Returns a unit; `nil` where a code is malformed or names an atom that is not known.
  static func unit(_ code: String) -> Unit? {
    if let unit = UCUMAtoms.usual[code] { return unit }
    return UCUMReader.read(code)
  }

  /// Whether a code is a unit of time.
  static func isTime(_ code: String) -> Bool {
    guard let unit = unit(code), let second = UCUMAtoms.usual["s"] else { return false }
    return unit.dimensions == second.dimensions
  }
}

/// Reads the codes of units.
struct UCUMReader {
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private let atoms: [String: UCUMAtoms.Atom]

  private init(_ code: String, _ atoms: [String: UCUMAtoms.Atom]) {
    bytes = Array(code.utf8)
    self.atoms = atoms
  }

  static func read(
    _ code: String,
    atoms: [String: UCUMAtoms.Atom] = UCUMAtoms.all
  ) -> UCUM.Unit? {
    guard !code.isEmpty, code.utf8.count < 200 else { return nil }
    var reader = Self(code, atoms)
    guard let unit = reader.product(), reader.index == reader.bytes.count else { return nil }
    return unit
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func product() -> UCUM.Unit? {
    var result = UCUM.Unit(factor: 1, dimensions: .init())
    var isDivided = false
    if next == UInt8(ascii: "/") {
      isDivided = true
      index += 1
    }
    var isFirst = true
    while true {
      guard let part = component() else { return nil }
      result.factor = isDivided ? result.factor / part.factor : result.factor * part.factor
      result.dimensions.add(part.dimensions, times: isDivided ? -1 : 1)
      // Only a unit that stands alone has a zero of its own.
      let isLast = index == bytes.count
      if part.zero != 0 {
        guard isFirst, isLast, !isDivided else { return nil }
        result.zero = part.zero
      }
      isFirst = false
      if next == UInt8(ascii: ".") {
        isDivided = false
      } else if next == UInt8(ascii: "/") {
        isDivided = true
      } else {
        return result
      }
      index += 1
    }
  }

  private mutating func component() -> UCUM.Unit? {
    if next == UInt8(ascii: "(") {
      index += 1
      depth += 1
      guard depth < 20, let inner = product(), next == UInt8(ascii: ")") else { return nil }
      index += 1
      depth -= 1
      return raised(inner, to: exponent() ?? 1)
    }
    if next == UInt8(ascii: "{") {
      return annotation() ? UCUM.Unit(factor: 1, dimensions: .init()) : nil
    }
    let start = index
    var isBracket = false
    while let byte = next {
      if byte == UInt8(ascii: "[") { isBracket = true }
      if byte == UInt8(ascii: "]") { isBracket = false }
      if !isBracket, "./(){".utf8.contains(byte) { break }
      index += 1
    }
    guard !isBracket, index > start, let unit = term(bytes[start..<index]) else { return nil }
    if next == UInt8(ascii: "{"), !annotation() { return nil }
    return unit
  }

  private mutating func annotation() -> Bool {
    while let byte = next {
      index += 1
      if byte == UInt8(ascii: "}") { return true }
    }
    return false
  }

  private mutating func exponent() -> Int? {
    let start = index
    if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { index += 1 }
    while let byte = next, byte &- 0x30 < 10 { index += 1 }
    return start == index ? nil : Int(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private func raised(_ unit: UCUM.Unit, to exponent: Int) -> UCUM.Unit? {
    guard exponent != 1 else { return unit }
    guard abs(exponent) < 30, unit.zero == 0 else { return nil }
    var factor = 1.0
    for _ in 0..<abs(exponent) { factor *= unit.factor }
    var dimensions = UCUM.Dimensions()
    dimensions.add(unit.dimensions, times: Int8(exponent))
    return UCUM.Unit(factor: exponent < 0 ? 1 / factor : factor, dimensions: dimensions)
  }

  /// Reads a number, or an atom with prefix and exponent.
  private func term(_ text: ArraySlice<UInt8>) -> UCUM.Unit? {
    if text.allSatisfy({ $0 &- 0x30 < 10 }) {
      guard let number = Double(String(decoding: text, as: UTF8.self)), number > 0 else {
        return nil
      }
      return UCUM.Unit(factor: number, dimensions: .init())
    }
    if let unit = atom(text) { return unit }
    // Digits at the end, and a sign before them, are an exponent; those of 10* as well.
    var cut = text.endIndex
    while cut > text.startIndex, text[cut - 1] &- 0x30 < 10 { cut -= 1 }
    guard cut < text.endIndex else { return nil }
    if cut > text.startIndex + 1,
      text[cut - 1] == UInt8(ascii: "-") || text[cut - 1] == UInt8(ascii: "+")
    {
      cut -= 1
    }
    guard let power = Int(String(decoding: text[cut...], as: UTF8.self)),
      let base = atom(text[..<cut])
    else { return nil }
    return raised(base, to: power)
  }

  private func atom(_ text: ArraySlice<UInt8>) -> UCUM.Unit? {
    let name = String(decoding: text, as: UTF8.self)
    if let atom = atoms[name] { return atom.unit }
    for (prefix, power) in UCUMAtoms.prefixes where name.hasPrefix(prefix) {
      if let atom = atoms[String(name.dropFirst(prefix.utf8.count))], atom.isMetric,
        atom.unit.zero == 0
      {
        var unit = atom.unit
        unit.factor *= power
        return unit
      }
    }
    return nil
  }
}
