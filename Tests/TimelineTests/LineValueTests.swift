// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

/// What of forms, vaccines and cultures stands in their line.
@Suite struct LineValueTests {
  @Test func aFormSaysWhatWasAnswered() throws {
    let text = try eventText(
      .questionnaireResponse,
      #"""
      "status": "completed", "item": [
        {"text": "Social:", "item": [
          {"text": "Do you feel safe?", "answer": [{"valueBoolean": false}]},
          {"linkId": "q2", "answer": [{"valueInteger": 21}]}]},
        {"text": "Drugs", "answer": [{"valueCoding": {"code": "1", "display": "Cocaine"}},
          {"valueString": "ketamine"}]},
        {"text": "Nothing said"}]
      """#
    )
    #expect(text.contains("| Do you feel safe?: no; q2: 21; Drugs: Cocaine, ketamine | completed"))
    let empty = try eventText(.questionnaireResponse, #""item": [{"text": "a"}, {"text": "b"}]"#)
    #expect(empty.hasSuffix("| 2 items"))
  }

  @Test(arguments: [
    (#""lotNumber": "LOT77Z""#, "lot LOT77Z"),
    (#""lotNumber": "X1", "doseQuantity": {"value": 0.5, "unit": "mL"}"#, "0.5 mL, lot X1"),
    (#""doseQuantity": {"value": 0.5, "unit": "mL"}"#, "0.5 mL"),
  ])
  func aVaccineSaysItsLot(_ members: String, _ value: String) throws {
    let text = try eventText(.immunization, #""vaccineCode": {"text": "MMR"}, \#(members)"#)
    #expect(text == "immunizations undated | MMR | \(value)")
  }

  @Test(arguments: [
    (
      #""valueQuantity": {"value": 32, "comparator": ">", "unit": "ug/mL"}"#, "R",
      ">32 ug/mL, resistant abnormal"
    ),
    (#""valueString": "0.5""#, "S", "0.5, susceptible normal"),
    (#""valueString": "1""#, "S", "1, susceptible normal"),
    (#""valueString": "R""#, "R", "R abnormal"),
    (#""status": "final""#, "I", "intermediate abnormal"),
    (#""valueQuantity": {"value": 5, "unit": "mmol/L"}"#, "H", "5 mmol/L high"),
  ])
  func aGermSaysWhatItWithstands(_ value: String, _ code: String, _ words: String) throws {
    let text = try eventText(
      .observation,
      #""code": {"text": "Vancomycin"}, "category": [{"coding": [{"code": "laboratory"}]}], \#(value), "interpretation": [{"coding": [{"code": "\#(code)"}]}]"#
    )
    #expect(text.hasPrefix("labs undated | Vancomycin | \(words)"))
  }

  @Test(arguments: [
    (
      #""valueQuantity": {"value": 140, "unit": "mmol/L"}"#, "DO NOT USE: drip arm sample",
      "140 mmol/L, note: DO NOT USE: drip arm sample"
    ),
    (#""valueQuantity": {"value": 140, "unit": "mmol/L"}"#, "Fasting.", "140 mmol/L"),
    (#""valueString": "see comment""#, "Hemolyzed", "see comment, note: Hemolyzed"),
    (#""status": "final""#, "No growth", "No growth"),
    (#""valueString": "Susceptible""#, "Mixed flora.", "Susceptible, note: Mixed flora."),
    (#""valueQuantity": {"value": 8.8}"#, "Not haemolysed. Confirmed.", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "No haemolysis seen", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "Haemolysis index 0", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "non-hemolyzed specimen", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "Mild hemolysis, result unaffected", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "previous sample was haemolysed", "8.8"),
    (
      #""valueQuantity": {"value": 3.8}"#,
      "Corrected result. The first sample was hemolyzed; value from the repeat sample.", "3.8"
    ),
    (
      #""valueQuantity": {"value": 8.8}"#, "Hemolyzed: repeat sample requested",
      "8.8, note: Hemolyzed: repeat sample requested"
    ),
    (#""valueQuantity": {"value": 8.8}"#, "haemolytic anaemia follow-up", "8.8"),
    (#""valueQuantity": {"value": 8.8}"#, "Do not use metformin", "8.8"),
    (#""valueQuantity": {"value": 4.3}"#, "Repeat of haemolysed sample 11-12", "4.3"),
    (
      #""valueQuantity": {"value": 4.3}"#, "POCT device not calibrated",
      "4.3, note: POCT device not calibrated"
    ),
    (#""valueQuantity": {"value": 8.8}"#, "Unlabelled sample", "8.8, note: Unlabelled sample"),
    (#""valueString": "see comment""#, "___", "see comment"),
  ])
  func aResultThatIsNotToBeTrustedSaysSo(_ value: String, _ note: String, _ words: String) throws {
    let text = try eventText(
      .observation,
      #""code": {"text": "Sodium"}, "category": [{"coding": [{"code": "laboratory"}]}], \#(value), "note": [{"text": "\#(note)"}]"#
    )
    #expect(text.hasPrefix("labs undated | Sodium | \(words)"))
    #expect(text.contains("note:") == words.contains("note:"))
  }

  @Test func aPanelSaysWhichOfItsResultsIsOutOfRange() throws {
    func part(_ name: String, _ value: Double, _ code: String) -> String {
      #"{"code": {"text": "\#(name)"}, "valueQuantity": {"value": \#(value)}, "interpretation": [{"coding": [{"code": "\#(code)"}]}]}"#
    }
    let text = try eventText(
      .observation,
      #""code": {"text": "Gas"}, "category": [{"coding": [{"code": "laboratory"}]}], "component": [\#(part("pH", 6.9, "L")), \#(part("K", 7.9, "HH")), \#(part("Na", 140, "N"))]"#
    )
    #expect(text == "labs undated | Gas | pH 6.9 L; K 7.9 !; Na 140.0 criticalHigh")
  }

  @Test(arguments: [
    (
      ResourceType.encounter,
      #""class": {"code": "IMP"}, "status": "in-progress", "location": [{"location": {"display": "Ward 3"}, "status": "completed"}, {"location": {"display": "ICU bed 4"}, "status": "active"}]"#,
      "encounters undated | inpatient | in ICU bed 4 | in-progress"
    ),
    (
      .encounter,
      #""class": {"code": "IMP"}, "status": "in-progress", "reasonReference": [{"reference": "http://a.org/fhir/Condition/c"}], "location": [{"location": {"reference": "Location/l"}}]"#,
      "encounters undated | inpatient | for Condition/c, in Location/l | in-progress"
    ),
    (
      .encounter,
      #""class": {"code": "EMER"}, "status": "finished", "location": [{"location": {"display": "ED"}}], "hospitalization": {"dischargeDisposition": {"text": "Left against medical advice"}}"#,
      "encounters undated | emergency | in ED, disposition: Left against medical advice | finished"
    ),
    (
      .encounter,
      #""class": {"code": "IMP"}, "status": "finished", "location": [{"location": {"reference": "Location/1"}}, {"location": {"display": "ICU"}}, {"location": {"reference": "Location/1"}}, {"location": {"display": "Ward 1"}}, {"location": {"display": "Ward 2"}}, {"location": {"display": "Ward 3"}}], "hospitalization": {"admitSource": {"coding": [{"code": "TRANSFER FROM HOSPITAL"}]}}"#,
      "encounters undated | inpatient | admitted from: TRANSFER FROM HOSPITAL, in Location/1, in ICU, in Ward 1, in Ward 2, and 1 place more | finished"
    ),
    (
      .encounter,
      #""class": {"code": "AMB"}, "status": "finished", "location": [{"location": {"display": "Practice"}}]"#,
      "encounters undated | ambulatory |  | finished"
    ),
    (
      .encounter,
      #""class": {"code": "AMB"}, "hospitalization": {"dischargeDisposition": {"text": "Home"}}"#,
      "encounters undated | ambulatory"
    ),
    (
      .carePlan,
      #""title": "End of life care plan", "activity": [{}], "description": "Comfort care only, no ICU""#,
      "carePlans undated | End of life care plan | 1 activity, Comfort care only, no ICU"
    ),
  ])
  func whereAPatientIsAndWhatIsPlannedIsSaid(
    _ type: ResourceType,
    _ members: String,
    _ line: String
  ) throws {
    #expect(try eventText(type, members) == line)
  }

  /// A range in a unit of the same kind is one of the value, and one in another kind of unit none.
  @Test(arguments: [
    (
      #"{"value": 60, "unit": "g/L"}"#,
      #"{"low": {"value": 12, "unit": "g/dL"}, "high": {"value": 16, "unit": "g/dL"}}"#,
      "60 g/L low 120.0 160.0"
    ),
    (
      #"{"value": 13.5, "unit": "g/dL", "code": "g/dL"}"#,
      #"{"low": {"value": 120, "code": "g/L"}}"#, "13.5 g/dL normal 12.0 nil"
    ),
    (
      #"{"value": 400, "unit": "umol/L"}"#, #"{"text": "0.06 - 0.11 mmol/L"}"#,
      "400 umol/L high 60.0 110.0"
    ),
    (
      #"{"value": 5.5, "unit": "mmol/L"}"#, #"{"high": {"value": 100, "unit": "mg/dL"}}"#,
      "5.5 mmol/L none nil nil"
    ),
    (
      #"{"value": 5, "unit": "mU/L"}"#, #"{"high": {"value": 0.004, "unit": "U/L"}}"#,
      "5 mU/L high nil 4.0"
    ),
  ])
  func aRangeOfAnotherUnitIsComparedByPowersOfTen(
    _ value: String,
    _ range: String,
    _ line: String
  ) throws {
    let text =
      #"{"code": {"text": "X"}, "valueQuantity": \#(value), "referenceRange": [\#(range)]}"#
    let event = try #require(
      EventRules.events(of: try JSONDocument.parse(text).root, type: .observation).first
    )
    let bounds = [event.rangeLow, event.rangeHigh].map { $0.map { "\($0)" } ?? "nil" }
    #expect(
      "\(event.measuredText ?? "") \(event.flag) \(bounds.joined(separator: " "))" == line
    )
  }

  /// What is measured in a part is a result, and a panel of one part is that part.
  @Test(arguments: [
    (
      #""code": {"text": "Blood gas"}, "component": [{"code": {"text": "pH"}, "valueQuantity": {"value": 7.1}}, {"code": {"text": "K"}, "valueQuantity": {"value": 7.1, "unit": "mmol/L"}}]"#,
      "labs undated | Blood gas | pH 7.1; K 7.1 mmol/L"
    ),
    (
      #""code": {"text": "Electrolytes"}, "component": [{"code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]}, "valueQuantity": {"value": 7.1, "unit": "mmol/L"}}]"#,
      "labs undated | Electrolytes: potassium | 7.1 mmol/L"
    ),
    (
      #""code": {"text": "Blood pressure"}, "component": [{"code": {"text": "Systolic"}, "valueQuantity": {"value": 70, "unit": "mmHg"}}, {"code": {"text": "Diastolic"}, "valueQuantity": {"value": 40, "unit": "mmHg"}}]"#,
      "vitals undated | Blood pressure | 70/40 mmHg"
    ),
    (#""code": {"text": "Haemoglobin"}, "valueString": "6.1""#, "labs undated | Haemoglobin | 6.1"),
    (
      #""code": {"text": "Housing"}, "valueString": "3 rooms""#,
      "documents undated | Housing | 3 rooms"
    ),
    (
      #""code": {"text": "Apgar score"}, "component": [{"code": {"text": "Tone"}, "valueInteger": 2}, {"code": {"text": "Pulse"}, "valueInteger": 1}]"#,
      "documents undated | Apgar score | Tone 2; Pulse 1"
    ),
  ])
  func partsSayWhatAnObservationIs(_ members: String, _ line: String) throws {
    #expect(try eventText(.observation, members) == line)
  }

  /// A denial is of what it stands before, and not of the next sentence or clause.
  @Test(arguments: [
    "No clot; haemolysed", "No clots. Haemolysed", "Not fasting, haemolysed",
    "No lipaemia, haemolysed +++",
    "No fibrin - grossly haemolysed", "Haemolysed. No clot",
    "No comment. Contaminated with drip fluid",
    "Sample not labelled", "Not spun: haemolysed", "no icterus; haemolysis present",
    "No repeat possible, sample haemolysed", "Non-fasting haemolysed sample",
    "not EDTA contaminated but haemolysed", "Without doubt haemolysed", "No doubt: wrong patient",
    "Haemolysed - no other sample available", "Reported to ward. Not to be used for diagnosis.",
    "Hämolytisch", "WBIT suspected",
  ])
  func aDoubtIsNotHiddenByTheDenialOfSomethingElse(_ note: String) {
    #expect(ResultRemark.warns(note))
  }

  @Test(arguments: [
    "Not haemolysed", "No haemolysis, lipaemia or icterus", "No sign of haemolysis",
    "Haemolysed: no",
    "Haemolysis: none", "Unhaemolysed", "non-haemolysed", "Contaminated? unlikely",
    "Haemolysis index 3",
    "No sample received", "previous sample haemolysed",
  ])
  func whatIsDeniedIsNoDoubt(_ note: String) {
    #expect(!ResultRemark.warns(note))
  }

  /// Of a panel that is too long for a line, what is out of range is not left out.
  @Test func abnormalPartsAreSaidFirst() throws {
    func part(_ name: String, _ value: Int, _ code: String) -> String {
      #"{"code": {"text": "\#(name)"}, "valueQuantity": {"value": \#(value)}, "interpretation": [{"coding": [{"code": "\#(code)"}]}]}"#
    }
    let parts =
      (1...30).map { part("Analyte \($0)", $0, $0 == 28 ? "H" : $0 == 29 ? "HH" : "N") }.joined(
        separator: ", "
      )
    let text = try eventText(.observation, #""code": {"text": "Panel"}, "component": [\#(parts)]"#)
    #expect(text.contains("| Analyte 29 29 !; Analyte 28 28 H; Analyte 1 1; "), "\(text)")
    let score =
      #""code": {"text": "Score"}, "valueQuantity": {"value": 99}, "component": [\#(part("Hb", 6, "LL"))]"#
    #expect(try eventText(.observation, score) == "labs undated | Score | 99, Hb 6 ! criticalLow")
  }
}
