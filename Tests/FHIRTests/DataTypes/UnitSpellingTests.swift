// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@Suite struct UnitSpellingTests {
  @Test(arguments: [
    ("g/dL", "g/L", 1), ("g/L", "g/dL", -1), ("mg/dL", "g/L", -2), ("umol/L", "mmol/L", -3),
    ("µg/mL", "mg/L", 0), ("mcg/mL", "ng/mL", 3), ("mL", "L", -3), ("pg", "fg", 3),
    ("mmol/L", "mmol/l", 0), ("kg", "g", 3),
  ])
  func aPowerOfTenLiesBetween(_ left: String, _ right: String, _ shift: Int) {
    #expect(UnitSpelling.shift(from: left, to: right) == shift)
  }

  @Test(arguments: [
    ("mg/dL", "mmol/L"), ("g", "g/L"), ("%", "g/L"), ("g/dL/h", "g/L/h"), ("", ""),
    ("mmHg", "kPa"), ("ng/mL/h", "ng/L"), ("mg/g", "mg/mmol"), ("lb", "kg"),
  ])
  func othersAreNeverMadeOneAnother(_ left: String, _ right: String) {
    #expect(UnitSpelling.shift(from: left, to: right) == nil)
  }

  @Test(arguments: [
    (22.0, "[lb_av]", "kg", 9.979_032_14), (3400, "g", "kg", 3.4), (0.76, "m", "cm", 76),
    (30, "[in_i]", "cm", 76.2), (98.6, "[degF]", "Cel", 37), (37, "Cel", "[degF]", 98.6),
    (10, "kg", "[lb_av]", 22.046_226_218_5), (5, "mmol/L", "mmol/l", 5), (120, "g/L", "g/dL", 12),
    (8100, "/uL", "10*3/uL", 8.1), (0.27, "10*12/L", "10*9/L", 270), (0.41, "L/L", "%", 41),
    (2.2, "u[IU]/mL", "m[IU]/L", 2.2), (40, "U/L", "IU/L", 40), (40, "[IU]/L", "U/L", 40),
    (2, "[lb_av]", "[oz_av]", 32), (37, "°C", "degF", 98.6),
  ])
  func numbersAreConverted(
    _ number: Double,
    _ from: String,
    _ to: String,
    _ expected: Double
  ) throws {
    let conversion = try #require(UnitConversion(from: from, to: to))
    #expect(abs(conversion(number) - expected) < 1e-9)
  }

  @Test(arguments: [
    ("mg/dL", "mmol/L"), ("kg", "cm"), ("mm[Hg]", "kPa"), ("%", "mmol/mol"), ("[lb_av]", "cm"),
    ("Cel", "kg"), ("mm", "mmol"), ("mm[Hg]", "mm"), ("min", "m"), ("g", "g/L"), ("/min", "/m"),
    ("%", "/uL"), ("10*9/L", "g/L"), ("meq/L", "mmol/L"),
  ])
  func othersAreNotConverted(_ from: String, _ to: String) {
    #expect(UnitConversion(from: from, to: to) == nil)
  }
}
