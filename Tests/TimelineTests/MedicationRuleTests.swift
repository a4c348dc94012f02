// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

@Suite struct MedicationRuleTests {
  @Test(arguments: [
    (#""authoredOn": "2019-01-01", "status": "active""#, "2019-01-01… authoredOn | X |  | active"),
    (#""authoredOn": "2019-01-01", "status": "stopped""#, "2019-01-01 authoredOn | X |  | stopped"),
    (
      #""authoredOn": "2019-01-01", "dispenseRequest": {"validityPeriod": {"start": "2019-01-02", "end": "2019-02-01"}}"#,
      "2019-01-02…2019-02-02 dispenseRequest.validityPeriod.start | X"
    ),
    (
      #""authoredOn": "2019-01-01", "dispenseRequest": {"validityPeriod": {"end": "2019-02-01"}}"#,
      "2019-01-01…2019-02-02 authoredOn | X"
    ),
    (
      #""authoredOn": "2019-01-01", "dosageInstruction": [{"timing": {"repeat": {"boundsPeriod": {"start": "2019-03-01"}}}}]"#,
      "2019-03-01… dosageInstruction.timing.repeat.boundsPeriod.start | X"
    ),
    (
      #""dosageInstruction": [{"timing": {"event": ["2019-03-05", "2019-03-01"]}}]"#,
      "2019-03-01…2019-03-06 dosageInstruction.timing.event | X"
    ),
    (
      #""authoredOn": "2019-01-31", "dosageInstruction": [{"timing": {"repeat": {"boundsDuration": {"value": 1, "code": "mo"}}}}]"#,
      "2019-01-31…2019-02-28 authoredOn | X"
    ),
    (
      #""authoredOn": "2019-01-01", "dispenseRequest": {"expectedSupplyDuration": {"value": 30, "code": "d"}, "numberOfRepeatsAllowed": 2}"#,
      "2019-01-01…2019-04-01 authoredOn | X"
    ),
    (
      #""authoredOn": "2019", "status": "active", "dosageInstruction": [{"text": "1 tablet daily"}]"#,
      "2019… authoredOn | X | 1 tablet daily | active"
    ),
    (
      #""authoredOn": "2019", "dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mg"}}], "timing": {"repeat": {"frequency": 2, "period": 1, "periodUnit": "d"}}, "asNeededBoolean": true}]"#,
      "2019 authoredOn | X | 500 mg twice a day as needed"
    ),
    (#""authoredOn": "2019", "doNotPerform": true"#, "2019 authoredOn | Do not give: X"),
    (
      // A taper begins when it was ordered, and says its steps in their order.
      #""authoredOn": "2019-02-01", "dosageInstruction": [{"sequence": 2, "text": "20 mg daily", "timing": {"repeat": {"boundsPeriod": {"start": "2019-02-06", "end": "2019-02-10"}}}}, {"sequence": 1, "text": "40 mg daily for 5 days"}]"#,
      "2019-02-01…2019-02-11 authoredOn | X | 40 mg daily for 5 days, then 20 mg daily"
    ),
    (
      // Steps that last one after the other, and one that goes on.
      #""authoredOn": "2019-02-01", "status": "active", "dosageInstruction": [{"sequence": 1, "text": "40 mg", "timing": {"repeat": {"boundsDuration": {"value": 5, "code": "d"}}}}, {"sequence": 2, "text": "20 mg", "timing": {"repeat": {"boundsDuration": {"value": 10, "code": "d"}}}}]"#,
      "2019-02-01…2019-02-16 authoredOn | X | 40 mg, then 20 mg | active"
    ),
    (
      #""authoredOn": "2019-02-01", "status": "active", "dosageInstruction": [{"sequence": 1, "text": "8 mg", "timing": {"repeat": {"boundsDuration": {"value": 2, "code": "d"}}}}, {"sequence": 2, "text": "4 mg"}]"#,
      "2019-02-01… authoredOn | X | 8 mg, then 4 mg | active"
    ),
    (
      #""authoredOn": "2019", "dosageInstruction": [{"text": "1 in the morning"}, {"text": "2 at night"}]"#,
      "2019 authoredOn | X | 1 in the morning and 2 at night"
    ),
    (
      #""authoredOn": "2019-01-01", "dosageInstruction": [{"doseAndRate": [{"doseQuantity": {"value": 40, "unit": "mg"}}], "timing": {"repeat": {"boundsDuration": {"value": 5, "unit": "days", "code": "d"}}}}]"#,
      "2019-01-01…2019-01-06 authoredOn | X | 40 mg for 5 days"
    ),
  ])
  func anOrderLastsAsLongAsItSays(_ members: String, _ line: String) throws {
    let text = try eventText(
      .medicationRequest,
      #""medicationCodeableConcept": {"text": "X"}, \#(members)"#
    )
    #expect(text == "medications " + line)
  }

  /// Doses, rates and times as R4 structures them, in the words of who reads them aloud.
  @Test(arguments: [
    (#"{"doseAndRate": [{"doseRange": {"high": {"value": 60, "unit": "mg"}}}]}"#, "up to 60 mg"),
    (
      #"{"doseAndRate": [{"doseRange": {"low": {"value": 2.5, "unit": "mg"}, "high": {"value": 5, "unit": "mg"}}}], "maxDosePerPeriod": {"numerator": {"value": 40, "unit": "mg"}, "denominator": {"value": 1, "unit": "d"}}, "asNeededCodeableConcept": {"text": "breathlessness"}}"#,
      "2.5 to 5 mg as needed for breathlessness, at most 40 mg/d"
    ),
    (#"{"doseAndRate": [{"rateQuantity": {"value": 125, "unit": "mL/h"}}]}"#, "125 mL/h"),
    (
      #"{"doseAndRate": [{"rateRange": {"low": {"value": 10, "unit": "ug/min"}, "high": {"value": 200, "unit": "ug/min"}}}]}"#,
      "10 to 200 ug/min"
    ),
    (
      #"{"doseAndRate": [{"rateRatio": {"numerator": {"value": 25, "unit": "ug"}, "denominator": {"value": 1, "unit": "h"}}}], "timing": {"repeat": {"frequency": 1, "period": 72, "periodUnit": "h"}}, "route": {"text": "transdermal"}}"#,
      "25 ug/h every 72 hours transdermal"
    ),
    (
      #"{"doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mL"}, "rateQuantity": {"value": 50, "unit": "mL/h"}}]}"#,
      "500 mL at 50 mL/h"
    ),
    (
      #"{"timing": {"repeat": {"frequency": 1, "period": 4, "periodMax": 6, "periodUnit": "h", "count": 12}}, "asNeededBoolean": true}"#,
      "every 4 to 6 hours as needed 12 times in all"
    ),
    (
      #"{"timing": {"repeat": {"frequency": 1, "frequencyMax": 3, "period": 1, "periodUnit": "d"}}, "site": {"text": "left eye"}}"#,
      "1 to 3 times a day left eye"
    ),
    (
      #"{"doseAndRate": [{"doseQuantity": {"value": 15, "unit": "mg"}}], "timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "wk", "dayOfWeek": ["mon"]}}}"#,
      "15 mg once a week on Mon"
    ),
    (#"{"timing": {"repeat": {"timeOfDay": ["06:30:00", "18:30:00"]}}}"#, "at 06:30 and 18:30"),
    (
      #"{"timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d", "when": ["ACM"], "offset": 30}}, "additionalInstruction": [{"text": "with water"}]}"#,
      "30 min before breakfast, with water"
    ),
    (
      #"{"doseAndRate": [{"doseQuantity": {"value": 1.5, "unit": "mg/kg"}}, {"doseQuantity": {"value": 105, "unit": "mg"}}], "maxDosePerPeriod": {"numerator": {"value": 120, "unit": "mg"}, "denominator": {"value": 1, "unit": "wk"}}, "maxDosePerAdministration": {"value": 100, "unit": "mg"}}"#,
      "1.5 mg/kg (105 mg), at most 120 mg/wk, at most 100 mg at once"
    ),
    (
      #"{"doseAndRate": [{"doseQuantity": {"value": 500, "unit": "mg"}}], "timing": {"repeat": {"boundsRange": {"low": {"value": 5, "unit": "d"}, "high": {"value": 7, "unit": "d"}}, "duration": 30, "durationMax": 60, "durationUnit": "min"}}}"#,
      "500 mg over 30 to 60 min for 5 to 7 d"
    ),
    (
      #"{"timing": {"repeat": {"frequency": 2, "frequencyMax": 4, "period": 1, "periodMax": 2, "periodUnit": "wk", "count": 3, "countMax": 5}}}"#,
      "2 to 4 times in 1 to 2 weeks 3 to 5 times in all"
    ),
  ])
  func aDosageSaysAllThatMakesIt(_ dosage: String, _ words: String) throws {
    let text = try eventText(
      .medicationRequest,
      #""medicationCodeableConcept": {"text": "X"}, "dosageInstruction": [\#(dosage)]"#
    )
    #expect(text == "medications undated | X | \(words)")
  }

  /// Doses for other days, other hours and other needs hold side by side: they are no taper.
  @Test(arguments: [
    (
      #""timing": {"repeat": {"dayOfWeek": ["mon", "fri"]}}"#,
      #""timing": {"repeat": {"dayOfWeek": ["wed"]}}"#,
      "3 mg on Mon, Fri and 4 mg on Wed"
    ),
    (
      #""timing": {"repeat": {"when": ["MORN"]}}"#, #""timing": {"repeat": {"when": ["NIGHT"]}}"#,
      "3 mg in the morning and 4 mg at night"
    ),
    (
      #""asNeededCodeableConcept": {"text": "glucose 10-14"}"#,
      #""asNeededCodeableConcept": {"text": "glucose > 14"}"#,
      "3 mg as needed for glucose 10-14 and 4 mg as needed for glucose > 14"
    ),
    (
      #""timing": {"repeat": {"boundsDuration": {"value": 5, "unit": "d"}}}"#,
      #""asNeededBoolean": true"#, "3 mg for 5 d, then 4 mg as needed"
    ),
    (
      #""timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}"#,
      #""timing": {"repeat": {"frequency": 1, "period": 1, "periodUnit": "d"}}"#,
      "3 mg once a day, then 4 mg once a day"
    ),
  ])
  func dosesSideBySideAreNoTaper(_ first: String, _ second: String, _ words: String) throws {
    func dose(_ value: Int, _ members: String) -> String {
      #"{"sequence": \#(value), "doseAndRate": [{"doseQuantity": {"value": \#(value), "unit": "mg"}}], \#(members)}"#
    }
    let text = try eventText(
      .medicationRequest,
      #""medicationCodeableConcept": {"text": "X"}, "dosageInstruction": [\#(dose(3, first)), \#(dose(4, second))]"#
    )
    #expect(text == "medications undated | X | \(words)")
  }

  @Test(arguments: [
    (#""dosage": {"rateQuantity": {"value": 0.25, "unit": "ug/kg/min"}}"#, "0.25 ug/kg/min"),
    (
      #""dosage": {"dose": {"value": 500, "unit": "mL"}, "rateRatio": {"numerator": {"value": 100, "unit": "mL"}, "denominator": {"value": 1, "unit": "h"}}}"#,
      "500 mL at 100 mL/h"
    ),
    (#""dosage": {"dose": {"value": 4, "unit": "mg"}, "text": "slowly"}"#, "4 mg, slowly"),
    (#""dosage": {"dose": {"value": 4, "unit": "mg"}, "text": "4 mg slowly"}"#, "4 mg slowly"),
    (#""dosage": {"text": "slowly"}"#, "slowly"),
    (
      #""dosage": {"dose": {"value": 4, "unit": "mg"}}, "status": "not-done", "statusReason": [{"text": "asleep"}]"#,
      "asleep | not-done"
    ),
    (
      #""dosage": {"dose": {"value": 4, "unit": "mg"}}, "reasonCode": [{"text": "pain"}]"#,
      "4 mg, for pain"
    ),
    (
      #""dosage": {"dose": {"value": 1, "unit": "g"}}, "status": "stopped", "statusReason": [{"text": "rash"}], "note": [{"text": "half given"}]"#,
      "1 g, stopped: rash, note: half given | stopped"
    ),
  ])
  func anAdministrationSaysDoseAndRate(_ members: String, _ value: String) throws {
    let text = try eventText(
      .medicationAdministration,
      #""medicationCodeableConcept": {"text": "X"}, \#(members)"#
    )
    let title = value.contains("not-done") ? "Not given: X" : "X"
    #expect(text == "medications undated | \(title) | \(value)")
  }

  @Test(arguments: [
    (#""intent": "order""#, "active"), (#""intent": "plan""#, "plan"),
    (#""intent": "proposal""#, "proposal"), (#""intent": "option""#, "proposal"),
    (#""intent": "order", "doNotPerform": true"#, "do-not-perform"),
  ])
  func whatIsActiveIsSaid(_ members: String, _ status: String) throws {
    func text(_ status: String) throws -> String {
      let medication = #""medicationCodeableConcept": {"text": "X"}, "authoredOn": "2019""#
      return try eventText(
        .medicationRequest,
        #""status": "\#(status)", \#(medication), \#(members)"#
      )
    }
    #expect(try text("active").hasSuffix(" | \(status)"))
    #expect(try text("stopped").hasSuffix(" | stopped"))
  }

  @Test(
    arguments: [
      (
        .medicationDispense,
        #""whenHandedOver": "2019-01-01T22:00:00-05:00", "daysSupply": {"value": 3}"#,
        "2019-01-01T22:00:00-05:00…2019-01-04 whenHandedOver | X"
      ),
      (
        .medicationDispense, #""whenHandedOver": "2019-01-01", "daysSupply": {"value": 30}"#,
        "2019-01-01…2019-01-31 whenHandedOver | X"
      ),
      (
        .medicationDispense,
        #""whenPrepared": "2019-01-01", "quantity": {"value": 10, "unit": "TAB"}"#,
        "2019-01-01 whenPrepared | X | 10 TAB"
      ),
      (
        .medicationDispense,
        #""whenPrepared": "2019-01-01", "quantity": {"value": 10, "unit": "TAB"}, "status": "declined", "statusReasonCodeableConcept": {"text": "breast feeding"}"#,
        "2019-01-01 whenPrepared | X | 10 TAB, declined: breast feeding | declined"
      ),
      (
        .medicationStatement,
        #""effectivePeriod": {"start": "2018", "end": "2019"}, "dateAsserted": "2020""#,
        "2018…2020-01-01 effectivePeriod.start | X"
      ),
      (
        .medicationStatement, #""dateAsserted": "2020", "status": "not-taken""#,
        "2020 dateAsserted | Not taken: X |  | not-taken"
      ),
      (
        .medicationAdministration,
        #""effectiveDateTime": "2019-01-01T10:00:00Z", "dosage": {"dose": {"value": 25, "unit": "g"}}"#,
        "2019-01-01T10:00:00Z effectiveDateTime | X | 25 g"
      ),
      (
        .medicationAdministration,
        #""effectivePeriod": {"start": "2019-01-01T10:00:00Z", "end": "2019-01-01T11:00:00Z"}"#,
        "2019-01-01T10:00:00Z…2019-01-01T11:00:01 effectivePeriod.start | X"
      ),
    ] as [(ResourceType, String, String)]
  )
  func givingAndTakingAreDated(_ type: ResourceType, _ members: String, _ line: String) throws {
    let text = try eventText(type, #""medicationCodeableConcept": {"text": "X"}, \#(members)"#)
    #expect(text == "medications " + line)
  }

  @Test(arguments: [
    (
      ##""medicationReference": {"reference": "#m"}, "contained": [{"resourceType": "Medication", "id": "m", "code": {"text": "Zosyn"}}]"##,
      "Zosyn"
    ),
    (
      ##""medicationReference": {"reference": "#m"}, "contained": [{"id": "m", "ingredient": [{"itemCodeableConcept": {"text": "KCl"}}, {"itemCodeableConcept": {"text": "NaCl"}}]}]"##,
      "KCl / NaCl"
    ),
    (
      #""medicationReference": {"reference": "Medication/1", "display": "Vancomycin"}"#,
      "Vancomycin"
    ),
    (#""medicationReference": {"reference": "Medication/1"}"#, "Medication/1"),
    (#""status": "active""#, "Medication"),
  ])
  func aMedicationIsNamedByWhatIsKnownOfIt(_ members: String, _ title: String) throws {
    let document = try JSONDocument.parse("{\(members)}")
    #expect(EventRules.events(of: document.root, type: .medicationRequest).map(\.title) == [title])
  }

  @Test(arguments: [
    ("metformin hydrochloride 500 MG Oral Tablet", "metformin"),
    ("24 HR Metformin hydrochloride 500 MG Extended Release Oral Tablet", "metformin"),
    (
      "Acetaminophen 325 MG / oxyCODONE Hydrochloride 5 MG Oral Tablet", "acetaminophen / oxycodone"
    ),
    ("120 ACTUAT Fluticasone propionate 0.044 MG/ACTUAT Metered Dose Inhaler", "fluticasone"),
    ("NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Metered Dose Inhaler", "albuterol"),
    ("0.25 ML Leuprolide Acetate 30 MG/ML Prefilled Syringe", "leuprolide"),
    ("lisinopril 10 MG Oral Tablet", "lisinopril"), ("lisinopril 20 MG Oral Tablet", "lisinopril"),
    ("Sodium Chloride 0.9% Flush", "sodium chloride"), ("Potassium Chloride", "potassium chloride"),
    ("raltegravir [Isentress]", "raltegravir"),
    ("HYDROmorphone (Dilaudid) 2mg TAB", "hydromorphone"),
    ("Nystatin 100,000 units/ml oral suspension", "nystatin"),
    ("Atorvastatin calcium 20 mg", "atorvastatin"),
    ("Calcium carbonate 500 mg", "calcium carbonate"),
  ])
  func theIngredientStandsFirstInAName(_ title: String, _ name: String) {
    #expect(Ingredient.name(ofMedication: title) == name)
  }

  @Test(arguments: ["Medication/17", "urn:uuid:1", "500 mg", ""])
  func withoutANameThereIsNoIngredient(_ title: String) {
    #expect(Ingredient.name(ofMedication: title) == nil)
  }

  /// How long a supply lasts is said in days, or in another unit of time, or not at all.
  @Test(arguments: [
    (#"{"value": 30}"#, "2026-10-31"), (#"{"value": 3, "unit": "months"}"#, "2027-01-01"),
    (#"{"value": 3, "code": "mo"}"#, "2027-01-01"),
    (#"{"value": 2, "unit": "Weeks"}"#, "2026-10-15"),
    (#"{"value": 84, "unit": "tablets"}"#, nil), (#"{"value": 3, "unit": "Monate"}"#, nil),
  ])
  func aSupplyLastsAsLongAsItSays(_ supply: String, _ end: String?) throws {
    let text = """
      {"status": "completed", "whenHandedOver": "2026-10-01", "daysSupply": \(supply),
       "medicationCodeableConcept": {"text": "Ramipril"}}
      """
    let event = try #require(
      EventRules.events(of: try JSONDocument.parse(text).root, type: .medicationDispense).first
    )
    #expect(event.end == end.flatMap { FHIRDateTime($0)?.lowerBound })
  }

  @Test(arguments: [("in-progress", Event.Shape.span), ("completed", .instant)])
  func whatRunsHasNoEndYet(_ status: String, _ shape: Event.Shape) throws {
    let text = """
      {"status": "\(status)", "effectiveDateTime": "2026-10-01T01:00:00Z",
       "medicationCodeableConcept": {"text": "Propofol"}}
      """
    let event = try #require(
      EventRules.events(of: try JSONDocument.parse(text).root, type: .medicationAdministration)
        .first
    )
    #expect(event.shape == shape)
    #expect(event.end == nil)
  }

  /// Hours end at an hour, days with a day.
  @Test(arguments: [
    (#"{"value": 24, "code": "h"}"#, "2026-11-30T20:00:00Z"),
    (#"{"value": 1440, "unit": "minutes"}"#, "2026-11-30T20:00:00Z"),
    (#"{"value": 36, "code": "h"}"#, "2026-12-01T08:00:00Z"),
    (#"{"value": 1, "code": "d"}"#, "2026-11-30T00:00:00Z"),
    (#"{"value": 2, "unit": "days"}"#, "2026-12-01T00:00:00Z"),
  ])
  func anOrderInHoursEndsAtItsHour(_ duration: String, _ end: String) throws {
    let text = """
      {"status": "active", "intent": "order", "authoredOn": "2026-11-29T20:00:00Z",
       "dosageInstruction": [{"timing": {"repeat": {"boundsDuration": \(duration)}}}],
       "medicationCodeableConcept": {"text": "Heparin"}}
      """
    let event = try #require(
      EventRules.events(of: try JSONDocument.parse(text).root, type: .medicationRequest).first
    )
    #expect(event.end == FHIRDateTime(end)?.lowerBound)
  }
}
