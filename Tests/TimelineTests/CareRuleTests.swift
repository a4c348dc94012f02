// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@testable import Timeline

/// What resources that are seldom seen say in their lines, so that nothing of weight is in no line.
@Suite struct CareRuleTests {
  @Test(arguments: [
    (
      ResourceType.detectedIssue,
      #""severity": "high", "code": {"text": "Interaction"}, "implicated": [{"display": "Warfarin"}, {"display": "Clarithromycin"}], "detail": "INR may rise", "mitigation": [{"action": {"text": "Stopped"}}]"#,
      "problems undated | Interaction | high, Warfarin + Clarithromycin: INR may rise, mitigated: Stopped"
    ),
    (
      .detectedIssue, #""severity": "moderate", "detail": "Duplicate""#,
      "problems undated | Duplicate | moderate"
    ),
    (
      .adverseEvent,
      #""actuality": "actual", "event": {"text": "Anaphylaxis"}, "severity": {"text": "severe"}, "outcome": {"text": "fatal"}, "suspectEntity": [{"instance": {"display": "Iohexol"}}]"#,
      "problems undated | Anaphylaxis | severe, outcome: fatal, suspected: Iohexol | actual"
    ),
    (
      .adverseEvent, #""actuality": "potential", "event": {"text": "Wrong side"}"#,
      "problems undated | Potential: Wrong side |  | potential"
    ),
    (
      .riskAssessment,
      #""code": {"text": "Fracture risk"}, "prediction": [{"outcome": {"text": "Hip fracture"}, "probabilityDecimal": 0.23}, {"outcome": {"text": "Spine fracture"}, "qualitativeRisk": {"text": "very high"}}], "note": [{"text": "lives alone"}]"#,
      "documents undated | Fracture risk | Hip fracture 0.23, Spine fracture very high, note: lives alone"
    ),
    (
      .goal,
      #""lifecycleStatus": "active", "description": {"text": "INR in range"}, "achievementStatus": {"text": "not-achieving"}, "target": [{"measure": {"text": "INR"}, "detailRange": {"low": {"value": 2}, "high": {"value": 3}}, "dueDate": "2026-12-31"}], "statusReason": "bleeding""#,
      "carePlans 2026-12-31 target.dueDate | INR in range | not-achieving, INR 2–3 due 2026-12-31, because: bleeding | active"
    ),
    (
      .nutritionOrder,
      #""oralDiet": {"type": [{"text": "Soft diet"}], "nutrient": [{"modifier": {"text": "Sodium"}, "amount": {"value": 2, "unit": "g"}}], "fluidConsistencyType": [{"text": "Thickened"}]}, "excludeFoodModifier": [{"text": "Peanut"}]"#,
      "carePlans undated | Soft diet | Sodium 2 g, Thickened, without: Peanut"
    ),
    (
      .nutritionOrder,
      #""enteralFormula": {"baseFormulaProductName": "Nutrison", "routeofAdministration": {"text": "PEG"}, "administration": [{"rateQuantity": {"value": 60, "unit": "mL/h"}}], "maxVolumeToDeliver": {"value": 1440, "unit": "mL/d"}}"#,
      "carePlans undated | Nutrison | PEG, 60 mL/h, at most 1440 mL/d"
    ),
    (
      .carePlan,
      #""title": "After sepsis", "activity": [{"detail": {"status": "cancelled", "code": {"text": "Rehabilitation"}}}, {"detail": {"doNotPerform": true, "code": {"text": "Intubation"}}}, {"reference": {"display": "Clinic"}}]"#,
      "carePlans undated | After sepsis | 1 activity, do not: Intubation"
    ),
    (
      .requestGroup,
      #""code": {"text": "FOLFOX"}, "action": [{"title": "Oxaliplatin"}, {"title": "5-FU"}]"#,
      "carePlans undated | FOLFOX | Oxaliplatin, 5-FU"
    ),
    (
      .consent,
      #""category": [{"text": "Blood products"}], "provision": {"type": "deny", "code": [{"text": "Transfusion"}], "provision": [{"type": "permit", "code": [{"text": "Albumin"}]}]}"#,
      "documents undated | Blood products | deny: Transfusion, permit: Albumin"
    ),
    (
      .consent, #""category": [{"text": "Sharing"}], "provision": {"type": "permit"}"#,
      "documents undated | Sharing | permit"
    ),
    (
      .list,
      #""title": "Medications", "entry": [{"item": {"display": "Apixaban"}}, {"deleted": true, "flag": {"text": "Ceased"}, "item": {"display": "Warfarin"}}]"#,
      "documents undated | Medications | Apixaban; not any more: Warfarin (Ceased)"
    ),
    (
      .list, #""title": "Problems", "entry": [{"item": {"reference": "Condition/a"}}]"#,
      "documents undated | Problems | 1 entry"
    ),
    (
      .bodyStructure,
      #""morphology": {"text": "Melanoma"}, "location": {"text": "Back"}, "locationQualifier": [{"text": "left"}], "description": "3 cm below the scapula""#,
      "documents undated | Melanoma | Back, left, 3 cm below the scapula"
    ),
    (
      .imagingStudy,
      #""status": "cancelled", "modality": [{"code": "MR"}], "reasonCode": [{"text": "has pacemaker"}], "series": [{"bodySite": {"display": "Knee"}, "laterality": {"display": "Left"}}]"#,
      "imaging undated | MR | Knee, Left, for: has pacemaker | cancelled"
    ),
    (
      .clinicalImpression,
      #""finding": [{"itemCodeableConcept": {"text": "Delirium"}}], "prognosisCodeableConcept": [{"text": "poor"}]"#,
      "notes undated | Clinical impression | Delirium, prognosis: poor"
    ),
    (
      .device, #""type": {"text": "Defibrillator"}, "safety": [{"text": "MR unsafe"}]"#,
      "procedures undated | Defibrillator | MR unsafe"
    ),
    (
      .visionPrescription,
      #""lensSpecification": [{"product": {"text": "lens"}, "eye": "right", "sphere": -2.25, "cylinder": -0.5, "axis": 180}, {"product": {"text": "lens"}, "eye": "left", "sphere": -1}]"#,
      "documents undated | lens | R -2.25 cyl -0.5 axis 180, L -1"
    ),
    (
      .task,
      #""status": "rejected", "priority": "stat", "description": "Transfer to ICU", "statusReason": {"text": "no bed"}"#,
      "carePlans undated | Transfer to ICU | stat, because: no bed | rejected"
    ),
    (
      .specimen, #""type": {"text": "Blood"}, "condition": [{"text": "Haemolysed"}]"#,
      "documents undated | Specimen: Blood | Haemolysed"
    ),
    (
      .familyMemberHistory,
      #""relationship": {"text": "Mother"}, "condition": [{"code": {"text": "Breast cancer"}, "onsetAge": {"value": 41, "unit": "years"}, "contributedToDeath": true}, {"code": {"text": "Gout"}, "onsetString": "at 45"}]"#,
      "documents undated | Family history: Mother | Breast cancer at 41 years (died of it), Gout at 45"
    ),
    (
      .medicationRequest,
      ##""status": "active", "contained": [{"resourceType": "Medication", "id": "m", "ingredient": [{"itemCodeableConcept": {"text": "Gentamicin"}, "strength": {"numerator": {"value": 240, "unit": "mg"}, "denominator": {"value": 100, "unit": "mL"}}}, {"itemCodeableConcept": {"text": "Saline"}}]}], "medicationReference": {"reference": "#m"}"##,
      "medications undated | Gentamicin 240 mg/100 mL / Saline |  | active"
    ),
    (
      .condition, #""code": {"text": "Epilepsy"}, "onsetString": "shortly after birth""#,
      "problems undated | Epilepsy | onset shortly after birth"
    ),
    (
      .immunizationRecommendation,
      #""recommendation": [{"vaccineCode": [{"text": "Influenza"}], "forecastStatus": {"text": "overdue"}, "dateCriterion": [{"code": {"text": "due"}, "value": "2026-09-01"}], "forecastReason": [{"text": "pregnant"}]}]"#,
      "immunizations undated | Recommendation: Influenza | overdue, due 2026-09-01, pregnant"
    ),
    (
      .immunization,
      #""vaccineCode": {"text": "HPV"}, "status": "completed", "protocolApplied": [{"doseNumberPositiveInt": 2}]"#,
      "immunizations undated | HPV | dose 2 | completed"
    ),
  ])
  func whatCountsIsInTheLine(_ type: ResourceType, _ members: String, _ line: String) throws {
    #expect(try eventText(type, members) == line)
  }
}
