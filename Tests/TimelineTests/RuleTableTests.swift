// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

@Suite struct RuleTableTests {
  @Test(arguments: ResourceType.allCases)
  func everyTypeHasOneLine(_ type: ResourceType) {
    let hasRule = EventRules.rule(for: type) != nil
    let hasReason = EventRules.noEventReason(for: type) != nil
    #expect(hasRule != hasReason)
    #expect(EventRules.hasEvents(type) == hasRule)
  }

  @Test(arguments: ResourceType.allCases.filter(EventRules.hasEvents))
  func everyEventHasALaneAndATitle(_ type: ResourceType) throws {
    let document = try JSONDocument.parse(#"{"resourceType": "\#(type.rawValue)"}"#)
    for event in EventRules.events(of: document.root, type: type) {
      #expect(!event.title.isEmpty)
      #expect(event.isUndated)
      #expect(event.dateElement == nil)
      #expect(event.flag == .none)
    }
  }

  @Test(arguments: ResourceType.allCases.filter { !EventRules.hasEvents($0) })
  func otherTypesHaveNoEvents(_ type: ResourceType) throws {
    #expect(try eventText(type, #""date": "2019", "period": {"start": "2019"}"#).isEmpty)
  }

  /// Elements are named as R4's definitions name them: `effectiveDateTime` for `effective[x]`.
  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
  func everyElementThatDatesATypeIsOneOfR4() throws {
    let core = "fhir-defs/hl7.fhir.r4.core-4.0.1/package"
    for type in ResourceType.allCases {
      let names = EventRules.dateElements(of: type)
      guard !names.isEmpty else { continue }
      let file = try DataPacks.files(in: core, suffix: "StructureDefinition-\(type.rawValue).json")
      let root = try JSONParser().parse(try DataPacks.bytes(of: try #require(file.first))).root
      var known: Set<String> = []
      for element in root["snapshot"]?["element"]?.elements ?? .empty {
        let path = try #require(element["path"]?.string)
        for code in (element["type"]?.elements ?? .empty).compactMap({ $0["code"]?.string }) {
          known.insert(path.replacing("[x]", with: code.prefix(1).uppercased() + code.dropFirst()))
        }
      }
      // `effectiveInstant` of Observation and the like are among the types of the choice.
      for name in names {
        let path = "\(type.rawValue).\(name)"
        // What lies inside of a data type, as the timing of a Dosage, is not listed with the type.
        let isInside = [".timing", ".creation", ".schedule"].contains { path.hasSuffix($0) }
        let parent = path.split(separator: ".").dropLast().joined(separator: ".")
        let isKnown = known.contains(path) || isInside && known.contains(parent)
        #expect(isKnown, "\(path)")
      }
    }
  }
}

/// One row for each type: the resource, and the line of its event.
@Suite struct TypeTests {
  @Test(
    arguments: [
      (
        .adverseEvent,
        #""date": "2017-01-29", "event": {"text": "rash"}, "severity": {"text": "Mild"}"#,
        "problems 2017-01-29 date | rash | Mild"
      ),
      (
        .appointment,
        #""start": "2013-12-09T09:00:00Z", "end": "2013-12-09T11:00:00Z", "status": "booked""#,
        "encounters 2013-12-09T09:00:00Z…2013-12-09T11:00:01 start | Appointment |  | booked"
      ),
      (
        .carePlan,
        #""period": {"start": "2019"}, "category": [{"text": "Diabetes care"}], "activity": [{}, {}]"#,
        "carePlans 2019… period.start | Diabetes care | 2 activities"
      ),
      (
        .carePlan, #""category": [{"coding": [{"code": "assess-plan"}]}, {"text": "Asthma"}]"#,
        "carePlans undated | Asthma"
      ),
      (
        .careTeam,
        #""participant": [{"period": {"start": "2019", "end": "2020"}}, {"period": {"start": "2018"}}]"#,
        "carePlans 2018… participant.period.start | Care team"
      ),
      (
        .claim,
        #""created": "2014-08-16", "item": [{"productOrService": {"coding": [{"code": "1200"}]}}], "total": {"value": 12.50, "currency": "USD"}"#,
        "claims 2014-08-16 created | Claim: 1200 | 12.50 USD"
      ),
      (
        .communication, #""sent": "2014-12-12", "payload": [{"contentString": "potassium 7.2"}]"#,
        "documents 2014-12-12 sent | Message | potassium 7.2"
      ),
      (
        .composition,
        #""date": "2013-02-01", "title": "Discharge Summary", "author": [{"display": "Dr. D"}]"#,
        "notes 2013-02-01 date | Discharge Summary | Dr. D"
      ),
      (
        .consent,
        #""dateTime": "2015-11-18", "category": [{"coding": [{"code": "npp"}]}], "status": "active""#,
        "documents 2015-11-18 dateTime | Consent: npp |  | active"
      ),
      (
        .device, #""type": {"text": "Pacemaker"}, "manufactureDate": "1993""#,
        "procedures undated | Pacemaker"
      ),
      (
        .deviceUseStatement,
        #""timingPeriod": {"start": "2019-05"}, "device": {"display": "CPAP"}"#,
        "procedures 2019-05… timingPeriod.start | CPAP"
      ),
      (
        .documentReference,
        #""date": "2019-03-02", "type": {"text": "Progress note"}, "content": [{"attachment": {"contentType": "text/plain"}}]"#,
        "notes 2019-03-02 date | Progress note"
      ),
      (
        .documentReference,
        #""content": [{"attachment": {"contentType": "image/jpeg", "creation": "2018"}}]"#,
        "documents 2018 content.attachment.creation | Document"
      ),
      (
        .encounter,
        #""period": {"start": "2019-03-02T10:00:00+01:00"}, "class": {"code": "EMER"}, "reasonCode": [{"text": "chest pain"}], "status": "in-progress""#,
        "encounters 2019-03-02T10:00:00+01:00… period.start | emergency | chest pain | in-progress"
      ),
      (
        .encounter, #""type": [{"text": "Office visit"}], "class": {"code": "AMB"}"#,
        "encounters undated | Office visit | ambulatory"
      ),
      (
        .episodeOfCare,
        #""statusHistory": [{"period": {"start": "2014-09-01", "end": "2014-09-14"}}, {"period": {"start": "2014-09-15", "end": "2014-09-21"}}]"#,
        "encounters 2014-09-01…2014-09-22 statusHistory.period.start | Episode of care"
      ),
      (
        .explanationOfBenefit, #""created": "2019", "payment": {"amount": {"value": 3}}"#,
        "claims 2019 created | Benefit | 3"
      ),
      (
        .familyMemberHistory,
        #""date": "2011", "relationship": {"text": "mother"}, "condition": [{"code": {"text": "Stroke"}, "onsetAge": {"value": 56, "code": "a"}}]"#,
        "documents 2011 date | Family history: mother | Stroke at 56 years"
      ),
      (
        .flag, #""period": {"end": "2016-12-01"}, "code": {"text": "Fall risk"}"#,
        "problems …2016-12-02 period.end | Fall risk"
      ),
      (
        .goal,
        #""startDate": "2015-04-05", "description": {"text": "Stop smoking"}, "lifecycleStatus": "active""#,
        "carePlans 2015-04-05 startDate | Stop smoking |  | active"
      ),
      (
        .imagingStudy,
        #""series": [{"started": "2017-01-02"}, {"started": "2017-01-01"}], "modality": [{"display": "CT"}]"#,
        "imaging 2017-01-01…2017-01-03 series.started | CT"
      ),
      (
        .immunization,
        #""occurrenceDateTime": "2013-01", "vaccineCode": {"text": "DTP"}, "status": "completed""#,
        "immunizations 2013-01 occurrenceDateTime | DTP |  | completed"
      ),
      (
        .immunization, #""occurrenceString": "as a child", "vaccineCode": {"text": "MMR"}"#,
        "immunizations undated | MMR (as a child)"
      ),
      (
        .immunization,
        #""status": "not-done", "statusReason": {"text": "refused"}, "vaccineCode": {"text": "MMR"}, "occurrenceDateTime": "2013""#,
        "immunizations 2013 occurrenceDateTime | Not given: MMR | refused | not-done"
      ),
      (
        .immunization,
        #""status": "not-done", "statusReason": {"text": "allergy"}, "vaccineCode": {"text": "MMR"}, "doseQuantity": {"value": 0.5, "unit": "mL"}"#,
        "immunizations undated | Not given: MMR | allergy | not-done"
      ),
      (
        .immunizationEvaluation,
        #""date": "2013", "targetDisease": {"text": "Measles"}, "doseStatus": {"text": "valid"}"#,
        "immunizations 2013 date | Evaluation: Measles | valid"
      ),
      (
        .immunizationRecommendation,
        #""date": "2013", "recommendation": [{"vaccineCode": [{"text": "MMR"}], "forecastStatus": {"text": "overdue"}}]"#,
        "immunizations 2013 date | Recommendation: MMR | overdue"
      ),
      (
        .immunizationRecommendation,
        #""date": "2013", "recommendation": [{"vaccineCode": [{"text": "MMR"}], "forecastStatus": {"text": "overdue"}}, {"targetDisease": {"text": "Polio"}, "forecastStatus": {"text": "due"}, "contraindicatedVaccineCode": [{"text": "OPV"}]}]"#,
        "immunizations 2013 date | Recommendation: MMR | MMR overdue; Polio due; contraindicated: OPV"
      ),
      (
        .media,
        #""status": "not-done", "content": {"title": "Wound photo"}, "statusReason": {"text": "refused"}"#,
        "imaging undated | Not done: Wound photo | refused | not-done"
      ),
      (
        .condition,
        #""code": {"text": "X"}, "modifierExtension": [{"url": "http://x.org/fhir/negated", "valueBoolean": true}]"#,
        "problems undated | X (modifier: negated)"
      ),
      (
        .condition,
        #""code": {"text": "X"}, "modifierExtension": [{"url": "http://healthlake.amazonaws.com/source-document-reference", "valueReference": {"reference": "DocumentReference/n"}}]"#,
        "problems undated | X"
      ),
      (
        .observation,
        #""code": {"text": "X"}, "modifierExtension": [{"url": "http://x.org/fhir/negated", "valueBoolean": true}]"#,
        "documents undated | X (modifier: negated)"
      ),
      (
        .condition,
        #""code": {"text": "X"}, "stage": [{"summary": {"text": "IIB"}, "type": {"text": "clinical"}}, {"summary": {"text": "IV"}}]"#,
        "problems undated | X | IIB (clinical), IV"
      ),
      (
        .list, #""date": "2019", "title": "Current allergies""#,
        "documents 2019 date | Current allergies"
      ),
      (.molecularSequence, #""type": "dna""#, "labs undated | Sequence | dna"),
      (.patient, #""birthDate": "1961-03-09""#, ""),
      (
        .patient, #""deceasedDateTime": "2023-11-28""#,
        "encounters 2023-11-28 deceasedDateTime | Died"
      ),
      (.patient, #""deceasedBoolean": true"#, "encounters undated | Died"),
      (.patient, #""deceasedBoolean": false"#, ""),
      (
        .procedure,
        #""performedPeriod": {"start": "2019-01-01", "end": "2019-01-01"}, "code": {"text": "Appendectomy"}"#,
        "procedures 2019-01-01…2019-01-02 performedPeriod.start | Appendectomy"
      ),
      (
        .procedure,
        #""performedAge": {"value": 12, "code": "a"}, "code": {"text": "Tonsillectomy"}"#,
        "procedures undated | Tonsillectomy (at 12 years)"
      ),
      (
        .procedure, #""status": "not-done", "code": {"text": "Colonoscopy"}"#,
        "procedures undated | Not done: Colonoscopy |  | not-done"
      ),
      (
        .questionnaireResponse,
        #""authored": "2019", "questionnaire": "http://x/Questionnaire/phq-9|1.0", "item": [{}]"#,
        "documents 2019 authored | phq-9 | 1 item"
      ),
      (
        .riskAssessment,
        #""occurrenceDateTime": "2014", "prediction": [{"outcome": {"text": "Heart attack"}, "probabilityDecimal": 0.02}]"#,
        "documents 2014 occurrenceDateTime | Heart attack | 0.02"
      ),
      (
        .serviceRequest,
        #""authoredOn": "2019-01-01", "occurrencePeriod": {"start": "2019-02"}, "code": {"text": "MRI"}, "intent": "order""#,
        "carePlans 2019-02… occurrencePeriod.start | MRI | order"
      ),
      (
        .serviceRequest,
        #""authoredOn": "2019-01-01", "code": {"text": "CT"}, "intent": "order", "status": "active", "priority": "urgent""#,
        "carePlans 2019-01-01 authoredOn | CT | active urgent order | active"
      ),
      (
        .serviceRequest, #""doNotPerform": true, "code": {"text": "Turning"}"#,
        "carePlans undated | Do not: Turning"
      ),
      (
        .specimen, #""collection": {"collectedDateTime": "2019-01-02"}, "type": {"text": "Blood"}"#,
        "documents 2019-01-02 collection.collectedDateTime | Specimen: Blood"
      ),
      (
        .specimen, #""type": {"coding": [{"code": "BLD"}]}"#, "documents undated | Specimen: BLD"
      ),
      (
        .supplyDelivery,
        #""occurrenceDateTime": "2020", "suppliedItem": {"quantity": {"value": 24}, "itemCodeableConcept": {"text": "Gloves"}}"#,
        "documents 2020 occurrenceDateTime | Gloves | 24"
      ),
      (
        .task,
        #""executionPeriod": {"start": "2016"}, "authoredOn": "2015", "description": "Call""#,
        "carePlans 2016… executionPeriod.start | Call"
      ),
      (
        .visionPrescription, #""dateWritten": "2014-06-15", "created": "2014-06-16""#,
        "documents 2014-06-15 dateWritten | Vision prescription"
      ),
    ] as [(ResourceType, String, String)]
  )
  func isAnEvent(_ type: ResourceType, _ members: String, _ line: String) throws {
    #expect(try eventText(type, members) == line)
  }

  @Test(arguments: [
    (
      #""onsetDateTime": "2011", "clinicalStatus": {"coding": [{"code": "active"}]}"#,
      "problems 2011… onsetDateTime | X |  | active"
    ),
    (
      #""onsetDateTime": "2011-03", "abatementDateTime": "2012""#,
      "problems 2011-03…2013-01-01 onsetDateTime | X"
    ),
    (#""recordedDate": "2015-01-02""#, "problems 2015-01-02… recordedDate | X"),
    (
      #""onsetDateTime": "2019-02-30", "recordedDate": "2019-03-01""#,
      "problems 2019-03-01… recordedDate | X"
    ),
    (#""onsetPeriod": {"start": "2010", "end": "2011"}"#, "problems 2010… onsetPeriod.start | X"),
    (
      #""onsetDateTime": "2011", "clinicalStatus": {"coding": [{"code": "resolved"}]}"#,
      "problems 2011… onsetDateTime | X | resolved, end unknown | resolved"
    ),
    (
      #""recordedDate": "2015", "abatementDateTime": "2012""#,
      "problems …2013-01-01 abatementDateTime | X"
    ),
    (#""abatementDateTime": "2012""#, "problems …2013-01-01 abatementDateTime | X"),
    (#""onsetAge": {"value": 45, "code": "a"}"#, "problems undated | X | onset at 45 years"),
    (
      #""onsetString": "childhood", "recordedDate": "2015""#,
      "problems 2015… recordedDate | X | onset childhood"
    ),
    (
      #""onsetRange": {"low": {"value": 40, "unit": "years"}, "high": {"value": 50, "unit": "years"}}"#,
      "problems undated | X | onset at 40 years to 50 years"
    ),
    (
      #""onsetDateTime": "2011", "abatementAge": {"value": 54, "code": "a"}"#,
      "problems 2011… onsetDateTime | X | abated at 54 years | resolved"
    ),
    (
      #""severity": {"text": "Severe"}, "verificationStatus": {"coding": [{"code": "provisional"}]}"#,
      "problems undated | X | Severe, provisional"
    ),
    (
      #""clinicalStatus": {"coding": [{"code": "active"}]}, "verificationStatus": {"coding": [{"code": "refuted"}]}"#,
      "problems undated | X |  | refuted"
    ),
    (
      #""onsetDateTime": "2011", "abatementDateTime": "2012-05-01T10:00:00+02:00""#,
      "problems 2011…2012-05-01T08:00:01 onsetDateTime | X"
    ),
    (
      #""onsetDateTime": "2011-01-01T10:00:00+02:00", "abatementDateTime": "2012-05-01""#,
      "problems 2011-01-01T10:00:00+02:00…2012-05-02 onsetDateTime | X"
    ),
  ])
  func aProblemLastsFromOnsetToAbatement(_ members: String, _ line: String) throws {
    #expect(try eventText(.condition, #""code": {"text": "X"}, \#(members)"#) == line)
  }

  @Test(arguments: [
    (
      #""recordedDate": "2004", "criticality": "low", "reaction": [{"manifestation": [{"text": "Itch"}]}, {"severity": "severe", "manifestation": [{"text": "Shock"}]}]"#,
      "allergies 2004… recordedDate | X | Shock (severe), Itch, criticality low"
    ),

    (
      #""recordedDate": "2004", "criticality": "high", "reaction": [{"manifestation": [{"text": "Hives"}, {"text": "Hives"}]}]"#,
      "allergies 2004… recordedDate | X | Hives, criticality high"
    ),
    (
      #""recordedDate": "2004", "verificationStatus": {"coding": [{"code": "unconfirmed"}]}"#,
      "allergies 2004… recordedDate | X | unconfirmed"
    ),
    (#""reaction": [{"onset": "2012-06-12"}]"#, "allergies 2012-06-12 reaction.onset | X"),
    (#""lastOccurrence": "2012", "recordedDate": "2014""#, "allergies 2012 lastOccurrence | X"),
    (#""onsetDateTime": "2004", "lastOccurrence": "2012""#, "allergies 2004… onsetDateTime | X"),
    (
      #""onsetDateTime": "2004", "clinicalStatus": {"coding": [{"code": "inactive"}]}"#,
      "allergies 2004… onsetDateTime | X | inactive, end unknown | inactive"
    ),
  ])
  func anAllergyLastsFromItsOnset(_ members: String, _ line: String) throws {
    #expect(try eventText(.allergyIntolerance, #""code": {"text": "X"}, \#(members)"#) == line)
  }
}
