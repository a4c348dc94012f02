// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

/// What changes the meaning of a resource, and must be read where it is listed.
@Suite struct MeaningTests {
  private static func german(_ url: String, _ code: String) -> String {
    """
    "code": {"text": "Gonarthrose", "coding": [{"system": "http://fhir.de/CodeSystem/bfarm/icd-10-gm",
     "code": "M17.1", "extension": [{"url": "http://fhir.de/StructureDefinition/\(url)",
     "valueCoding": {"code": "\(code)"}}]}]}
    """
  }

  @Test(arguments: [
    ("A", "problems undated | Gonarthrose | excluded | refuted"),
    ("V", "problems undated | Gonarthrose | suspected | active"),
    ("Z", "problems undated | Gonarthrose | condition after | resolved"),
    ("G", "problems undated | Gonarthrose |  | active"),
  ])
  func aDiagnosisOfICD10GMIsAsSureAsItSays(_ code: String, _ line: String) throws {
    let members =
      Self.german("icd-10-gm-diagnosesicherheit", code)
      + #", "clinicalStatus": {"coding": [{"code": "active"}]}"#
    #expect(try eventText(.condition, members) == line)
  }

  @Test(arguments: [("L", "left"), ("R", "right"), ("B", "both sides")])
  func leftAndRightAreTwo(_ code: String, _ side: String) throws {
    let members = Self.german("seitenlokalisation", code)
    #expect(try eventText(.condition, members) == "problems undated | Gonarthrose – \(side)")
    #expect(try eventText(.procedure, members) == "procedures undated | Gonarthrose – \(side)")
  }

  /// The heart rate of an unborn child stands in the record of the mother.
  @Test func whatIsAboutSomebodyElseSaysOfWhom() throws {
    let code =
      #""code": {"text": "Heart rate", "coding": [{"system": "http://loinc.org", "code": "8867-4"}]}, "subject": {"reference": "Patient/m"}, "valueQuantity": {"value": 178, "unit": "/min"}"#
    func event(_ focus: String) throws -> Event {
      let document = try JSONDocument.parse("{\(code), \(focus)}")
      return try #require(EventRules.events(of: document.root, type: .observation).first)
    }
    let child = try event(#""focus": [{"reference": "Patient/c", "display": "Fetus"}]"#)
    #expect(child.title == "Heart rate (of Fetus)")
    let absolute = try event(#""focus": [{"reference": "http://here.example/fhir/Patient/m"}]"#)
    #expect(absolute.title == "Heart rate")
    let own = try event(#""focus": [{"reference": "Patient/m"}]"#)
    #expect(own.title == "Heart rate")
    #expect(child.kindKey != own.kindKey)
    #expect(try event(#""focus": [{"reference": "Condition/c"}]"#).title == "Heart rate")
    #expect(
      try event(#""focus": [{"display": "Donor 4711"}]"#).title == "Heart rate (of Donor 4711)"
    )
  }

  /// Which of two unborn children a value is of, where the record says it as a place in the mother's body.
  @Test func whatIsMeasuredOfATwinIsSetApart() throws {
    func event(_ site: String, _ category: String = "vital-signs") throws -> Event {
      let document = try JSONDocument.parse(
        """
        {"code": {"text": "Fetal heart rate", "coding": [{"system": "http://loinc.org", "code": "55283-6"}]},
        "category": [{"coding": [{"code": "\(category)"}]}], "bodySite": {"text": "\(site)"},
        "valueQuantity": {"value": 85, "unit": "/min"}}
        """
      )
      return try #require(EventRules.events(of: document.root, type: .observation).first)
    }
    for category in ["vital-signs", "exam"] {
      let (first, second) = (try event("Fetus A", category), try event("Fetus B", category))
      #expect(first.title == "Fetal heart rate – Fetus A")
      #expect(first.kindKey != second.kindKey)
    }
    // The arm that a pressure was taken at makes no other series.
    #expect(try event("Right arm").title == "Fetal heart rate")
    #expect(try event("Right arm").code == "55283-6")
  }

  @Test(arguments: [
    (
      #""status": "stopped", "statusReason": {"text": "Rigors"}, "note": [{"text": "unit G101"}]"#,
      "stopped: Rigors, note: unit G101 | stopped"
    ),
    (#""status": "stopped""#, "stopped | stopped"),
    (#""status": "completed", "note": [{"text": "UF 2600 mL"}]"#, "note: UF 2600 mL | completed"),
    (
      #""status": "not-done", "statusReason": {"text": "Did not attend"}"#,
      "Did not attend | not-done"
    ),
  ])
  func whyAProcedureWasStoppedIsSaid(_ members: String, _ expected: String) throws {
    let text = try eventText(.procedure, #""code": {"text": "Transfusion"}, \#(members)"#)
    #expect(text.hasSuffix("Transfusion | \(expected)"), "\(text)")
  }

  /// What was remarked of a result in words stands behind it; a number stays one.
  @Test func aShortRemarkStandsBehindWords() throws {
    let code = #""code": {"text": "Antibody screen"}, "note": [{"text": "anti-K"}]"#
    let words = try eventText(
      .observation,
      code + #", "valueCodeableConcept": {"text": "Positive"}"#
    )
    #expect(words.hasSuffix("| Positive, note: anti-K"))
    let number = try eventText(
      .observation,
      code + #", "valueQuantity": {"value": 3, "unit": "U"}"#
    )
    #expect(number.hasSuffix("| 3 U"))
    let given = try eventText(
      .medicationAdministration,
      #""medicationCodeableConcept": {"text": "Vincristine"}, "dosage": {"dose": {"value": 1.5, "unit": "mg"}}, "note": [{"text": "25% reduction"}]"#
    )
    #expect(given.hasSuffix("| 1.5 mg, note: 25% reduction"))
  }

  @Test(arguments: [
    (#""display": "Urine""#, "Glucose (Urine)"), (#""display": "CSF""#, "Glucose (CSF)"),
    (#""display": "Venous blood specimen""#, "Glucose"),
    (##""reference": "#s""##, "Glucose (Pleural fluid)"),
  ])
  func whatWasExaminedIsSaidWhereItIsNotBlood(_ specimen: String, _ title: String) throws {
    let text = try eventText(
      .observation,
      #""code": {"text": "Glucose"}, "category": [{"coding": [{"code": "laboratory"}]}], "specimen": {\#(specimen)}, "contained": [{"resourceType": "Specimen", "id": "s", "type": {"text": "Pleural fluid"}}]"#
    )
    #expect(text == "labs undated | \(title)")
  }

  @Test func aVaccineThatDoesNotCountSaysSo() throws {
    let text = try eventText(
      .immunization,
      #""vaccineCode": {"text": "MMR"}, "status": "completed", "isSubpotent": true, "subpotentReason": [{"text": "cold chain break"}]"#
    )
    #expect(text == "immunizations undated | MMR (subpotent, cold chain break) |  | completed")
  }

  @Test func containedResultsAreEventsOfTheirReport() throws {
    let text = try eventText(
      .diagnosticReport,
      ##"""
      "code": {"text": "Renal profile"}, "status": "final", "effectiveDateTime": "2024-05-01",
      "result": [{"reference": "#u"}, {"reference": "#none"}, {"reference": "#u"}],
      "contained": [{"resourceType": "Observation", "id": "u", "status": "final",
        "code": {"text": "Urea"}, "category": [{"coding": [{"code": "laboratory"}]}],
        "valueQuantity": {"value": 44, "unit": "mmol/L"},
        "interpretation": [{"coding": [{"code": "HH"}]}]}]
      """##
    )
    #expect(
      text == """
        labs 2024-05-01 effectiveDateTime | Renal profile | 3 results | final
        labs 2024-05-01 effectiveDateTime | Urea | 44 mmol/L critical | final
        """
    )
  }

  /// A report on a mother may contain what was found of her child.
  @Test func containedResultsOfSomebodyElseAreSetApart() throws {
    let text = try eventText(
      .diagnosticReport,
      ##"""
      "code": {"text": "Screen"}, "category": [{"coding": [{"code": "LAB"}]}],
      "subject": {"reference": "Patient/m"}, "result": [{"reference": "#a"}, {"reference": "#b"}],
      "contained": [
        {"resourceType": "Observation", "id": "a", "code": {"text": "Group"}, "valueString": "A",
          "subject": {"reference": "Patient/c", "display": "Baby"}},
        {"resourceType": "Observation", "id": "b", "code": {"text": "Group"}, "valueString": "B"}]
      """##
    )
    #expect(text.contains("labs undated | Group (of Baby) | A"))
    #expect(text.contains("labs undated | Group | B"))
  }

  /// "No known medications" is said of a patient, and is no medication.
  @Test(arguments: [
    (ResourceType.condition, "code", "no-known-problems"),
    (.condition, "code", "no-problem-info"),
    (.medicationStatement, "medicationCodeableConcept", "no-known-medications"),
    (.medicationStatement, "medicationCodeableConcept", "no-medication-info"),
  ])
  func nothingToListIsNoEntryOfTheList(
    _ type: ResourceType,
    _ element: String,
    _ code: String
  ) throws {
    let text = try eventText(
      type,
      #""\#(element)": {"text": "None", "coding": [{"code": "\#(code)"}]}, "status": "active""#
    )
    #expect(text.hasPrefix("documents "))
  }

  @Test(arguments: [
    (#""status": "on-hold", "statusReason": {"text": "QTc 560"}"#, "on-hold: QTc 560 | on-hold"),
    (#""status": "active", "intent": "plan", "reportedBoolean": true"#, " | active"),
    (#""status": "active", "intent": "plan""#, "plan | plan"),
    (
      #""status": "active", "reasonCode": [{"text": "mania"}], "note": [{"text": "stop if creatinine > 150"}]"#,
      "for mania, note: stop if creatinine > 150 | active"
    ),
  ])
  func anOrderSaysWhyAndByWhom(_ members: String, _ words: String) throws {
    let text = try eventText(
      .medicationRequest,
      #""medicationCodeableConcept": {"text": "Lithium"}, \#(members)"#
    )
    #expect(text == "medications undated | Lithium | \(words)")
  }

  @Test(arguments: [
    (
      ResourceType.allergyIntolerance,
      #""code": {"text": "Cefuroxime"}, "note": [{"text": "Cardiac arrest in theatre"}]"#,
      "allergies undated | Cefuroxime | note: Cardiac arrest in theatre"
    ),
    (
      .condition,
      #""code": {"text": "Epilepsy"}, "note": [{"text": "first"}, {"text": "last fit yesterday"}]"#,
      "problems undated | Epilepsy | note: first; last fit yesterday"
    ),
    (
      .serviceRequest,
      #""code": {"text": "MRI"}, "intent": "order", "reasonCode": [{"text": "new seizures"}], "note": [{"text": "has pacemaker"}]"#,
      "carePlans undated | MRI | order, new seizures, note: has pacemaker"
    ),
    (
      .procedure,
      #""code": {"text": "Caesarean"}, "complication": [{"text": "haemorrhage 2.1 L"}]"#,
      "procedures undated | Caesarean | complication: haemorrhage 2.1 L"
    ),
    (
      .detectedIssue,
      #""code": {"text": "Drug interaction"}, "severity": "high", "detail": "serotonin syndrome""#,
      "problems undated | Drug interaction | high: serotonin syndrome"
    ),
    (
      .familyMemberHistory,
      #""relationship": {"text": "mother"}, "condition": [{"code": {"text": "MI"}}], "deceasedAge": {"value": 44, "unit": "years"}"#,
      "documents undated | Family history: mother | MI, died at 44 years"
    ),
    (
      .consent,
      #""status": "active", "category": [{"text": "Do not resuscitate"}], "provision": {"type": "deny"}"#,
      "documents undated | Do not resuscitate |  | active"
    ),
    (
      .condition, #""code": {"text": "Breast cancer"}, "abatementString": "after mastectomy""#,
      "problems undated | Breast cancer | abated: after mastectomy | resolved"
    ),
  ])
  func whatMattersIsInTheLine(_ type: ResourceType, _ members: String, _ line: String) throws {
    #expect(try eventText(type, members) == line)
  }

  @Test(arguments: [
    ("Factor 8 concentrate 500 units", "Factor 9 concentrate 500 units", false),
    ("Vitamin B 12 1 mg", "Vitamin B 6 50 mg", false),
    ("Humulin 70/30", "Humulin 50/50", false), ("Vitamin D 1000 units", "Vitamin D 400 IU", true),
    ("Vitamin K 10 mg injection", "Vitamin K 1 mg injection", true),
    ("Timolol 10 mg tablets", "Timolol 0.5 % eye drops", false),
    ("Hydrocortisone 1 % cream", "Hydrocortisone 100 mg injection", false),
    ("Metformin 500 mg tablets", "Metformin 1000 mg tablets", true),
  ])
  func drugsOfOneLineAreOneDrug(_ left: String, _ right: String, _ isOne: Bool) {
    let first = Event(lane: .medications, title: left)
    let second = Event(lane: .medications, title: right)
    #expect((first.kindKey == second.kindKey) == isOne)
  }

  @Test(arguments: [
    (
      ResourceType.consent, #""scope": {"coding": [{"code": "adr"}]}, "category": [{"text": "x"}]"#,
      true
    ),
    (.consent, #""category": [{"text": "Research"}]"#, false),
    (.flag, #""code": {"text": "DNACPR in place"}"#, true),
    (.flag, #""code": {"text": "Awake at midnight"}"#, false),
    (.serviceRequest, #""code": {"coding": [{"code": "304253006"}], "text": "Code status"}"#, true),
    (.serviceRequest, #""code": {"text": "Code status: DNR/DNI"}"#, true),
    (.flag, #""code": {"text": "Not DNR - patient wishes CPR"}"#, false),
    (.flag, #""code": {"text": "For full resuscitation"}"#, false),
    (.flag, #""code": {"text": "Code status: not for resuscitation"}"#, true),
    (.flag, #""code": {"text": "DNR, after a trial of NIV"}"#, true),
    (
      .consent,
      #""scope": {"coding": [{"code": "research"}]}, "category": [{"text": "Study of DNR decisions"}]"#,
      false
    ),
    (.serviceRequest, #""code": {"text": "Neonatal resuscitation training"}"#, false),
    (
      .serviceRequest,
      #""doNotPerform": true, "code": {"text": "Cardiopulmonary resuscitation"}"#, true
    ),
    (.serviceRequest, #""doNotPerform": true, "code": {"text": "MRI"}"#, false),
    (.serviceRequest, #""doNotPerform": true, "code": {"text": "DNR"}"#, false),
    (.flag, #""code": {"text": "ReSPECT form: CPR attempts NOT recommended"}"#, true),
    (.flag, #""code": {"text": "Keine Reanimation"}"#, true),
    (.flag, #""code": {"text": "CPR trained"}"#, false),
    (.carePlan, #""title": "Allow natural death""#, true),
    (.carePlan, #""title": "Cardiac rehabilitation""#, false),
  ])
  func anAdvanceDirectiveIsKnownInAllItsForms(
    _ type: ResourceType,
    _ members: String,
    _ isOne: Bool
  ) throws {
    let root = try JSONDocument.parse(#"{"status": "active", \#(members)}"#).root
    #expect(AdvanceDirective.isOne(root, type: type) == isOne)
    let revoked = try JSONDocument.parse(#"{"status": "revoked", \#(members)}"#).root
    #expect(!AdvanceDirective.isOne(revoked, type: type))
  }

  @Test(arguments: [
    ("active", #""code": {"coding": [{"code": "Z66"}]}"#, true),
    ("active", #""code": {"text": "Do not resuscitate status"}"#, true),
    ("inactive", #""code": {"text": "Do not resuscitate status"}"#, false),
    ("active", #""code": {"text": "Cardiac arrest, resuscitated"}"#, false),
    (
      "active",
      #""verificationStatus": {"coding": [{"code": "refuted"}]}, "code": {"text": "DNR"}"#, false
    ),
  ])
  func aProblemMayBeAnAdvanceDirective(
    _ status: String,
    _ members: String,
    _ isOne: Bool
  ) throws {
    let text = #"{"clinicalStatus": {"coding": [{"code": "\#(status)"}]}, \#(members)}"#
    let root = try JSONDocument.parse(text).root
    #expect(AdvanceDirective.isOne(root, type: .condition) == isOne)
  }

  @Test func aDocumentMayBeAnAdvanceDirective() throws {
    let text =
      #"{"status": "current", "type": {"coding": [{"code": "84095-9"}], "text": "Orders"}}"#
    let root = try JSONDocument.parse(text).root
    #expect(AdvanceDirective.isOne(root, type: .documentReference))
    for title in ["Letter", "Neonatal resuscitation record"] {
      let letter = try JSONDocument.parse(#"{"status": "current", "type": {"text": "\#(title)"}}"#)
        .root
      #expect(!AdvanceDirective.isOne(letter, type: .documentReference))
    }
  }
}

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
    #expect(text == "labs undated | Gas | pH 6.9 L; K 7.9 !; Na 140.0 critical")
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
      "encounters undated | emergency | disposition: Left against medical advice | finished"
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
      #"{"value": 5, "unit": "mU/L"}"#, #"{"high": {"value": 4, "unit": "U/L"}}"#,
      "5 mU/L none nil nil"
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
    #expect(try eventText(.observation, score) == "labs undated | Score | 99, Hb 6 ! critical")
  }
}
