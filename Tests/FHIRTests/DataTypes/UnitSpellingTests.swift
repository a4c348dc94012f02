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
    ("mg/dL", "mmol/L"), ("g", "g/L"), ("U/L", "mU/L"), ("%", "g/L"), ("g/dL/h", "g/L/h"), ("", ""),
    ("mmHg", "kPa"), ("ng/mL/h", "ng/L"), ("mg/g", "mg/mmol"), ("lb", "kg"),
  ])
  func othersAreNeverMadeOneAnother(_ left: String, _ right: String) {
    #expect(UnitSpelling.shift(from: left, to: right) == nil)
  }
}
