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

  /// A specimen that the title names parts the values also under one code of LOINC; a method does not.
  @Test(arguments: [
    ("Glucose (CSF)", false), ("Glucose (Pleural fluid)", false), ("Glucose (hexokinase)", true),
  ])
  func whatWasExaminedPartsTheValues(_ title: String, _ isSame: Bool) {
    var (blood, other) = (Event(lane: .labs, title: "Glucose"), Event(lane: .labs, title: title))
    (blood.system, blood.code) = ("http://loinc.org", "2339-0")
    (other.system, other.code) = ("http://loinc.org", "2339-0")
    #expect((blood.kindKey == other.kindKey) == isSame)
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
        labs 2024-05-01 effectiveDateTime | Urea | 44 mmol/L criticalHigh | final
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
    (.flag, #""code": {"text": "ReSPECT: not for attempted CPR"}"#, true),
    (.flag, #""code": {"text": "Ne pas réanimer"}"#, true),
    (.flag, #""code": {"text": "DNR order rescinded"}"#, false),
    (.flag, #""code": {"text": "DNR revoked 2025"}"#, false),
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

  /// Of most problems of a hospital nobody says whether they are active: MIMIC's do-not-resuscitate is one.
  @Test(arguments: [
    (#""code": {"coding": [{"code": "Z66", "display": "Do not resuscitate"}]}"#, true),
    (#""code": {"coding": [{"code": "V4986"}], "text": "Do not resuscitate status"}"#, true),
    (#""code": {"coding": [{"code": "Z66"}]}, "abatementDateTime": "2020-01-01""#, false),
    (
      #""code": {"coding": [{"code": "Z66"}]}, "verificationStatus": {"coding": [{"code": "entered-in-error"}]}"#,
      false
    ),
    (#""code": {"text": "DNR status discussed, patient undecided"}"#, false),
  ])
  func aProblemWithoutAStatusMayBeAnAdvanceDirective(_ members: String, _ isOne: Bool) throws {
    let root = try JSONDocument.parse("{\(members)}").root
    #expect(AdvanceDirective.isOne(root, type: .condition) == isOne)
  }

  @Test(arguments: [
    ("DNR/DNI", true), ("Full code", false), ("DNI only, CPR ok", true), ("Comfort care", true),
    ("DNR revoked", false), ("Not discussed", false), ("Partial code: no intubation", true),
    ("Limited: no intubation", true), ("Does not want CPR", true), ("Unlimited care", false),
  ])
  func aCodeStatusForbids(_ value: String, _ expected: Bool) {
    var event = Event(lane: .documents, title: "Code status")
    event.value = value
    #expect(AdvanceDirective.forbids(codeStatus: event) == expected)
    event.title = "Code of the status line"
    #expect(!AdvanceDirective.forbids(codeStatus: event))
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
