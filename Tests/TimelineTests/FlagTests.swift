// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

@Suite struct FlagTests {
  private static let codes: [(String, Flag)] = [
    ("N", .normal), ("H", .high), ("L", .low), ("A", .abnormal), ("HH", .criticalHigh),
    ("LL", .criticalLow),
    ("AA", .critical), ("HU", .high), ("H>", .high), ("LU", .low), ("L<", .low), ("<", .low),
    (">", .high),
    ("HX", .high), ("LX", .low), ("EX", .abnormal), ("NEG", .normal), ("ND", .normal),
    ("POS", .abnormal),
    ("DET", .abnormal), ("NR", .normal), ("RR", .abnormal), ("WR", .abnormal), ("EXP", .normal),
    ("UNE", .abnormal), ("CAR", .abnormal), ("TOX", .abnormal), ("S", .normal), ("VS", .normal),
    ("MS", .normal), ("SYN-S", .normal), ("SDD", .abnormal), ("I", .abnormal), ("NS", .abnormal),
    ("R", .abnormal), ("SYN-R", .abnormal), ("B", .none), ("W", .none), ("U", .none), ("D", .none),
    ("IND", .none), ("E", .none), ("IE", .none), ("NCL", .none), ("AC", .none), ("QCF", .none),
    ("HM", .none), ("OBX", .none), ("h", .none), ("ZZ", .none),
  ]

  private func flag(_ members: String) throws -> Flag {
    let document = try JSONDocument.parse("{\(members)}")
    return try #require(EventRules.events(of: document.root, type: .observation).first).flag
  }

  @Test(arguments: codes)
  func interpretationsMeanAFlag(_ code: String, _ expected: Flag) throws {
    #expect(try flag(#""interpretation": [{"coding": [{"code": "\#(code)"}]}]"#) == expected)
  }

  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
  func everyCodeOfTheCodeSystemIsKnown() throws {
    let path = "fhir-defs/hl7.fhir.r4.core-4.0.1/package"
    let file = try DataPacks.files(in: path, suffix: "CodeSystem-v3-ObservationInterpretation.json")
    let root = try JSONParser().parse(try DataPacks.bytes(of: try #require(file.first))).root
    let neutral = Set(Interpretation.neutralCodes.map(\.description))
    func visit(_ concepts: JSONValue?) throws {
      for concept in concepts?.elements ?? .empty {
        let code = try #require(concept["code"]?.string)
        // Abstract groups have long names.
        if !code.hasPrefix("_"), !code.hasPrefix("Observation"), !code.hasPrefix("Reactivity") {
          let known = try flag(#""interpretation": [{"coding": [{"code": "\#(code)"}]}]"#)
          #expect(known != .none || neutral.contains(code), "\(code)")
        }
        try visit(concept["concept"])
      }
    }
    try visit(root["concept"])
  }

  @Test(arguments: [
    (#""interpretation": [{"text": "High"}]"#, Flag.high),
    (#""interpretation": [{"text": "HH"}]"#, .criticalHigh),
    (#""interpretation": [{"text": "a bit high perhaps"}]"#, .none),
    (#""interpretation": [{"coding": [{"code": "U"}]}, {"coding": [{"code": "H"}]}]"#, .high),
    (
      #""interpretation": [{"coding": [{"code": "L"}]}, {"coding": [{"code": "LL"}]}]"#,
      .criticalLow
    ),
    (#""interpretation": {"coding": [{"code": "L"}]}"#, .low),
    (
      #""interpretation": [{"coding": [{"system": "x", "code": "1", "display": "Abnormal"}]}]"#,
      .abnormal
    ),
    (#""interpretation": [{"coding": [{"code": "H"}]}], "status": "entered-in-error""#, .none),
    (
      #""valueCodeableConcept": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "R"}]}"#,
      .abnormal
    ),
    (#""valueCodeableConcept": {"coding": [{"system": "http://x", "code": "R"}]}"#, .none),
    (
      #""component": [{"interpretation": [{"coding": [{"code": "H"}]}]}, {"interpretation": [{"coding": [{"code": "N"}]}]}]"#,
      .high
    ),
  ])
  func interpretationsOfAllForms(_ members: String, _ expected: Flag) throws {
    #expect(try flag(members) == expected)
  }

  @Test(
    arguments: [
      ("1.42", "0.6", "1.1", Flag.high), ("0.5", "0.6", "1.1", .low),
      ("0.6", "0.6", "1.1", .normal),
      ("1.10", "0.6", "1.1", .normal), ("1.11", "0.6", "1.1", .high), ("54", "60", nil, .low),
      ("61", "60", nil, .normal), ("6", nil, "5.6", .high), ("-1", nil, "5.6", .normal),
    ] as [(String, String?, String?, Flag)]
  )
  func valuesAreComparedWithTheirRange(
    _ value: String,
    _ low: String?,
    _ high: String?,
    _ expected: Flag
  ) throws {
    let bounds = [
      low.map { #""low": {"value": \#($0), "unit": "u"}"# },
      high.map { #""high": {"value": \#($0), "unit": "u"}"# },
    ]
    .compactMap(\.self).joined(separator: ",")
    let members =
      #""valueQuantity": {"value": \#(value), "unit": "u"}, "referenceRange": [{\#(bounds)}]"#
    #expect(try flag(members) == expected)
  }

  private static let women =
    #"{"low": {"value": 0.6}, "high": {"value": 1.1}, "appliesTo": [{"text": "female"}]}"#
  private static let men =
    #"{"low": {"value": 0.7}, "high": {"value": 1.2}, "appliesTo": [{"text": "male"}]}"#

  @Test(arguments: [
    // In another unit.
    (#"{"value": 9, "unit": "mg/dL"}"#, #"{"high": {"value": 1, "unit": "mmol/L"}}"#, Flag.none),
    // Without a unit it is in that of the value.
    (#"{"value": 9, "unit": "mg/dL"}"#, #"{"high": {"value": 1}}"#, .high),
    // What is aimed at is not what is normal.
    (
      #"{"value": 9}"#, #"{"high": {"value": 1}, "type": {"coding": [{"code": "recommended"}]}}"#,
      .none
    ),
    (
      #"{"value": 9}"#,
      #"{"high": {"value": 10}, "type": {"coding": [{"code": "normal"}]}}, {"high": {"value": 1}, "type": {"coding": [{"code": "treatment"}]}}"#,
      .normal
    ),
    // Several that agree, and several that do not.
    (#"{"value": 1.3}"#, women + "," + men, .high),
    (#"{"value": 1.0}"#, women + "," + men, .normal),
    (#"{"value": 1.15}"#, women + "," + men, .none),
    // Words only, where they are a range in the unit of the value.
    (#"{"value": 9}"#, #"{"text": "< 5"}"#, .high),
    (#"{"value": 5.2, "unit": "mmol/L"}"#, #"{"text": "3.5 - 5.1 mmol/L"}"#, .high),
    (#"{"value": 3.4, "unit": "mmol/L"}"#, #"{"text": "3.5 to 5.1"}"#, .low),
    (#"{"value": 61, "unit": "mL/min"}"#, #"{"text": "≥60"}"#, .normal),
    (#"{"value": 5.2, "unit": "mmol/L"}"#, #"{"text": "3.5-5.1 mg/dL"}"#, .none),
    (#"{"value": 9}"#, #"{"text": "negative"}"#, .none),
    (#"{"value": 9}"#, #"{"text": "5-1"}"#, .none),
    (#"{"value": 9}"#, #"{"text": "adults 1-5, children 1-7"}"#, .none),
    // Beyond what was measured.
    (
      #"{"value": 0.01, "comparator": "<"}"#, #"{"low": {"value": 0.4}, "high": {"value": 4}}"#,
      .low
    ),
    (#"{"value": 5, "comparator": "<"}"#, #"{"low": {"value": 0.4}, "high": {"value": 4}}"#, .none),
    (#"{"value": 0.4, "comparator": "<"}"#, #"{"low": {"value": 0.4}}"#, .low),
    (#"{"value": 0.4, "comparator": "<="}"#, #"{"low": {"value": 0.4}}"#, .none),
    (#"{"value": 90, "comparator": ">"}"#, #"{"low": {"value": 60}}"#, .normal),
    (#"{"value": 90, "comparator": ">"}"#, #"{"high": {"value": 60}}"#, .high),
    (#"{"value": 5, "comparator": "<"}"#, #"{"high": {"value": 5}}"#, .normal),
  ])
  func aFlagIsOnlyWhatIsCertain(_ value: String, _ ranges: String, _ expected: Flag) throws {
    #expect(try flag(#""valueQuantity": \#(value), "referenceRange": [\#(ranges)]"#) == expected)
  }

  /// Older laboratories send numbers as words, and bounds in other spellings of the unit.
  @Test(arguments: [
    (
      #""valueInteger": 23"#, #"{"low": {"value": 150}, "high": {"value": 400}}"#,
      "23 low 150.0–400.0"
    ),
    (#""valueString": "1200""#, #"{"high": {"value": 40}}"#, "1200 high –40.0"),
    (
      #""valueString": "850 U/L""#, #"{"high": {"value": 40, "unit": "U/L"}}"#,
      "850 U/L high –40.0"
    ),
    (#""valueString": "6.1 g/dL""#, #"{"text": "12.0 - 16.0 g/dL"}"#, "6.1 g/dL low 12.0–16.0"),
    (#""valueString": "<0.01""#, #"{"text": "<=0.04 ng/mL"}"#, "<0.01"),
    (#""valueString": "<0.01""#, #"{"text": "<=0.04"}"#, "<0.01 normal –0.04"),
    (
      #""valueString": "23,5 Gpt/l""#, #"{"text": "150 – 400 Gpt/l"}"#, "23,5 Gpt/l low 150.0–400.0"
    ),
    (
      #""valueQuantity": {"value": 123.4, "unit": "mg/l"}"#, #"{"text": "< 5,0 mg/l"}"#,
      "123.4 mg/l high –5.0"
    ),
    (
      #""valueQuantity": {"value": 120, "unit": "umol/l"}"#,
      #"{"high": {"value": 21, "unit": "µmol/L"}}"#, "120 umol/l high –21.0"
    ),
    (
      #""valueQuantity": {"value": 23, "unit": "x10E3/uL"}"#,
      #"{"low": {"value": 150, "unit": "10*3/uL"}}"#, "23 x10E3/uL low 150.0–"
    ),
    (
      #""valueQuantity": {"value": 700, "unit": "U/L"}"#, #"{"text": "Up to 40"}"#,
      "700 U/L high –40.0"
    ),
    (
      #""valueQuantity": {"value": 900, "unit": "U/L"}"#, #"{"text": "(13-60)"}"#,
      "900 U/L high 13.0–60.0"
    ),
    (
      #""valueQuantity": {"value": 12, "unit": "mL/min/{1.73_m2}"}"#,
      #"{"text": "> OR = 60 mL/min/1.73m2"}"#, "12 mL/min/{1.73_m2} low 60.0–"
    ),
    // In another unit, and in words that are no number.
    (#""valueQuantity": {"value": 9, "unit": "mg/L"}"#, #"{"text": "< 5 U/L"}"#, "9 mg/L"),
    (#""valueString": "4+""#, #"{"text": "NEG"}"#, "4+ (reference: NEG)"),
    (#""valueString": "1:640""#, #"{"high": {"value": 40}}"#, "1:640"),
    (#""valueString": "19A""#, #"{"high": {"value": 4}}"#, "19A"),
    (#""valueString": "1,200""#, #"{"high": {"value": 40}}"#, "1,200"),
  ])
  func numbersInWordsAndOtherSpellingsAreCompared(
    _ value: String,
    _ range: String,
    _ line: String
  ) throws {
    let text = try eventText(
      .observation,
      #""code": {"text": "X"}, \#(value), "referenceRange": [\#(range)]"#
    )
    #expect(text == "labs undated | X | " + line || text == "documents undated | X | " + line)
  }

  @Test func interpretationComesBeforeTheRange() throws {
    let members = #""valueQuantity": {"value": 9}, "referenceRange": [{"high": {"value": 1}}]"#
    #expect(try flag(members + #", "interpretation": [{"coding": [{"code": "N"}]}]"#) == .normal)
    #expect(try flag(members + #", "interpretation": [{"coding": [{"code": "U"}]}]"#) == .high)
  }

  @Test func theBoundsThatApplyAreKept() throws {
    let line = try eventText(
      .observation,
      #""code": {"text": "X"}, "valueQuantity": {"value": 9}, "referenceRange": [{"low": {"value": 1}, "high": {"value": 10.5}}]"#
    )
    #expect(line == "labs undated | X | 9 normal 1.0–10.5")
  }

  /// A range outside of which results are critical is one beside that of normality.
  @Test(arguments: [
    (108, Flag.criticalLow), (125, .low), (140, .normal), (150, .high), (165, .criticalHigh),
  ])
  func beyondTheCriticalRangeIsCritical(_ value: Int, _ expected: Flag) throws {
    let type = { (code: String) in
      #""type": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/referencerange-meaning", "code": "\#(code)"}]}"#
    }
    let normal = #"{"low": {"value": 135}, "high": {"value": 145}, \#(type("normal"))}"#
    let critical = #"{"low": {"value": 120}, "high": {"value": 160}, \#(type("critical"))}"#
    let sides =
      #"{"low": {"value": 120}, \#(type("critical"))}, {"high": {"value": 160}, \#(type("critical"))}"#
    for ranges in ["\(normal), \(critical)", "\(critical), \(normal)", "\(normal), \(sides)"] {
      #expect(
        try flag(#""valueQuantity": {"value": \#(value)}, "referenceRange": [\#(ranges)]"#)
          == expected,
        "\(ranges)"
      )
    }
    // Values up to 120 that are critical, written as a range: no value is critical because it is above.
    let other = #"{"high": {"value": 120}, \#(type("critical"))}"#
    #expect(
      try flag(#""valueQuantity": {"value": \#(value)}, "referenceRange": [\#(normal), \#(other)]"#)
        == (value < 135 ? .low : value > 145 ? .high : .normal)
    )
  }

  /// What is aimed at is held against the value where nobody says what is normal.
  @Test(arguments: [("treatment", 22, Flag.high), ("therapeutic", 12, .normal), ("pre", 22, .none)])
  func aRangeOfTreatmentCountsWhereThereIsNoOther(
    _ type: String,
    _ value: Int,
    _ expected: Flag
  ) throws {
    let range =
      #"{"low": {"value": 10}, "high": {"value": 15}, "type": {"coding": [{"code": "\#(type)"}]}}"#
    #expect(
      try flag(#""valueQuantity": {"value": \#(value)}, "referenceRange": [\#(range)]"#) == expected
    )
    let normal = #"{"low": {"value": 0}, "high": {"value": 1}}"#
    #expect(
      try flag(#""valueQuantity": {"value": \#(value)}, "referenceRange": [\#(range), \#(normal)]"#)
        == .high
    )
  }

  /// A range that was turned round by whoever wrote it makes nothing low or high.
  @Test(arguments: [43, 30, 60]) func aRangeThatIsTurnedRoundSaysNothing(_ value: Int) throws {
    let range = #"{"low": {"value": 46, "unit": "%"}, "high": {"value": 38, "unit": "%"}}"#
    #expect(
      try flag(
        #""valueQuantity": {"value": \#(value), "unit": "%"}, "referenceRange": [\#(range)]"#
      ) == .none
    )
  }
}
