// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

@Suite struct ObservationRuleTests {
  @Test(arguments: [
    (#""valueQuantity": {"value": 1.420, "unit": "mg/dL"}"#, "1.420 mg/dL"),
    (#""valueQuantity": {"value": 0.01, "comparator": "<", "code": "ng/mL"}"#, "<0.01 ng/mL"),
    (#""valueCodeableConcept": {"text": "Never smoker (finding)"}"#, "Never smoker"),
    (#""valueString": "  NO GROWTH.\n ""#, "NO GROWTH."),
    (#""valueBoolean": false"#, "no"), (#""valueInteger": 3"#, "3"),
    (#""valueRange": {"low": {"value": 5}, "high": {"value": 10, "unit": "/HPF"}}"#, "5–10 /HPF"),
    (#""valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}"#, "1:128"),
    (#""valueDateTime": "2019-03""#, "2019-03"),
    (#""valuePeriod": {"start": "2019"}"#, "2019 – "),
    (#""dataAbsentReason": {"text": "not performed"}"#, "(not performed)"),
    (#""hasMember": [{}, {}]"#, "2 results"),
    (
      #""component": [{"code": {"coding": [{"code": "8462-4"}]}, "valueQuantity": {"value": 88, "unit": "mmHg"}}, {"code": {"coding": [{"code": "8480-6"}]}, "valueQuantity": {"value": 142, "unit": "mmHg"}}]"#,
      "142/88 mmHg"
    ),
    (
      #""component": [{"code": {"text": "Color"}, "valueString": "red"}, {"code": {"text": "Size"}, "valueQuantity": {"value": 3, "unit": "cm"}}]"#,
      "Color red; Size 3 cm"
    ),
    (
      #""valueQuantity": {"value": 9}, "component": [{"code": {"text": "Pulse"}, "valueInteger": 2}]"#,
      "9"
    ),
  ])
  func saysItsValue(_ members: String, _ value: String) throws {
    let category = #""category": [{"coding": [{"code": "exam"}]}]"#
    let line = try eventText(.observation, #""code": {"text": "X"}, \#(category), \#(members)"#)
    #expect(line == "documents undated | X | \(value)")
  }

  /// What has no category is a lab where it measures, or has the code or the name of one.
  @Test(arguments: [
    (#""code": {"text": "X"}, "valueQuantity": {"value": 7.1, "unit": "mmol/L"}"#, "labs"),
    (#""code": {"text": "X"}, "valueRange": {"low": {"value": 1, "unit": "g"}}"#, "labs"),
    (#""code": {"text": "Apgar"}, "valueQuantity": {"value": 9, "unit": "{score}"}"#, "documents"),
    (#""code": {"text": "X"}, "valueString": "good""#, "documents"),
    (
      #""code": {"coding": [{"system": "http://loinc.org", "code": "2106-3", "display": "Choriogonadotropin [Presence] in Urine"}]}, "valueCodeableConcept": {"text": "Positive"}"#,
      "labs"
    ),
    (
      #""code": {"coding": [{"system": "http://loinc.org", "code": "2823-3"}]}, "valueString": "high""#,
      "labs"
    ),
    (
      #""code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "valueQuantity": {"value": 70}"#,
      "vitals"
    ),
  ])
  func withoutACategoryWhatMeasuresIsALab(_ members: String, _ lane: String) throws {
    #expect(try eventText(.observation, members).hasPrefix(lane + " undated | "))
  }

  @Test(arguments: [
    (
      #""effectiveDateTime": "2019-03-02", "issued": "2019-03-03T10:00:00Z""#,
      "2019-03-02 effectiveDateTime"
    ),
    (
      #""effectiveDateTime": "2019-02-30", "issued": "2019-03-03T10:00:00Z""#,
      "2019-03-03T10:00:00Z issued"
    ),
    (
      #""effectivePeriod": {"start": "2019-03-02", "end": "2019-03-04"}"#,
      "2019-03-02…2019-03-05 effectivePeriod.start"
    ),
    (
      #""effectiveInstant": "2019-03-02T10:00:00.250Z""#,
      "2019-03-02T10:00:00.250Z effectiveInstant"
    ),
    (#""effectiveTiming": {"event": ["2019-03-02"]}"#, "2019-03-02 effectiveTiming.event"),
  ])
  func isDatedByWhenItWasTrue(_ members: String, _ date: String) throws {
    #expect(
      try eventText(.observation, #""code": {"text": "X"}, \#(members)"#) == "documents \(date) | X"
    )
  }

  @Test(arguments: [
    (#""category": [{"coding": [{"code": "laboratory"}]}]"#, Lane.labs),
    (#""category": [{"coding": [{"code": "vital-signs"}]}]"#, .vitals),
    (#""category": [{"coding": [{"code": "imaging"}]}]"#, .imaging),
    (#""category": [{"coding": [{"code": "procedure"}]}]"#, .procedures),
    (#""category": [{"coding": [{"code": "social-history"}]}]"#, .documents),
    (#""category": [{"text": "Laboratory"}]"#, .labs),
    (
      #""category": [{"coding": [{"code": "local"}]}, {"coding": [{"code": "laboratory"}]}]"#, .labs
    ),
    (#""code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]}"#, .vitals),
    (
      #""category": [{"coding": [{"code": "local"}]}], "code": {"coding": [{"code": "8867-4"}]}"#,
      .vitals
    ),
    (#""specimen": {}"#, .labs), (#""referenceRange": [{}]"#, .labs),
    (#""code": {"text": "X"}"#, .documents),
  ])
  func belongsToALane(_ members: String, _ lane: Lane) throws {
    let document = try JSONDocument.parse("{\(members)}")
    #expect(EventRules.events(of: document.root, type: .observation).map(\.lane) == [lane])
  }

  @Test(arguments: [
    (
      #""category": [{"coding": [{"code": "LAB"}]}], "result": [{}, {}]"#,
      "labs undated | R | 2 results"
    ),
    (
      #""category": [{"coding": [{"code": "LAB"}]}], "presentedForm": [{}], "result": [{}]"#,
      "labs undated | R | 1 result"
    ),
    (
      #""category": [{"coding": [{"code": "34117-2"}]}], "presentedForm": [{}]"#,
      "notes undated | R"
    ),
    (#""presentedForm": [{}]"#, "notes undated | R"),
    (
      #""category": [{"coding": [{"code": "RAD"}]}], "presentedForm": [{}], "conclusion": "no fracture""#,
      "imaging undated | R | no fracture"
    ),
    (#""category": [{"coding": [{"code": "EC"}]}]"#, "procedures undated | R"),
    (#""specimen": [{}]"#, "labs undated | R"),
    (#""status": "final""#, "documents undated | R |  | final"),
  ])
  func aReportIsLaboratoryImagingOrANote(_ members: String, _ line: String) throws {
    #expect(try eventText(.diagnosticReport, #""code": {"text": "R"}, \#(members)"#) == line)
  }

  @Test(arguments: [
    ("Encounter/e1", "e1"), ("https://x.org/fhir/Encounter/e1", "e1"),
    ("Encounter/e1/_history/2", "e1"),
  ])
  func belongsToAnEncounter(_ reference: String, _ id: String) throws {
    let document = try JSONDocument.parse(#"{"encounter": {"reference": "\#(reference)"}}"#)
    #expect(EventRules.events(of: document.root, type: .observation).first?.encounterID == id)
  }

  @Test(arguments: [
    "Patient/1", "Encounter/", "NotEncounter/1", "urn:uuid:1", "Encounter/a b", "\u{23}e",
  ])
  func otherReferencesAreNoEncounter(_ reference: String) throws {
    let document = try JSONDocument.parse(#"{"encounter": {"reference": "\#(reference)"}}"#)
    #expect(EventRules.events(of: document.root, type: .observation).first?.encounterID == nil)
  }

  @Test(arguments: [
    ("Asthma (disorder)", "Asthma"), ("Cough  (finding) ", "Cough"),
    ("Hib (PRP-OMP)", "Hib (PRP-OMP)"),
    ("(finding)", "(finding)"), ("Never smoker", "Never smoker"), (" two\n lines ", "two lines"),
  ])
  func titlesAreWithoutSemanticTags(_ display: String, _ title: String) {
    #expect(Titles.plain(display) == title)
  }

  @Test func longTextsAreCut() {
    let text = Titles.shortened(String(repeating: "é", count: 5000))
    #expect(text.hasSuffix("…"))
    #expect(text.utf8.count <= 1000)
  }

  @Test(arguments: [1, 111, 112, 5000])
  func blanksAreOneBeforeATextIsCut(_ count: Int) {
    let text = Titles.shortened(" " + String(repeating: "abc \n\t defg ", count: count))
    let whole = Array(repeating: "abc defg", count: count).joined(separator: " ")
    let isLong = whole.utf8.count > 1000
    #expect(text == (isLong ? whole.prefix(997) + "…" : whole))
    #expect(isLong == (count > 111))
  }
}
