// SPDX-License-Identifier: Apache-2.0

/// A plan of care, with its goal and what is to be done.
struct CarePlanFact: Sendable {
  let concept: Concept
  let title: String
  let activities: [Concept]
  let goal: String
  /// What measures the goal, and the value to reach.
  let target: (analyte: Analyte, high: Double)?

  static let diabetes = CarePlanFact(
    concept: .snomed("698360004", "Diabetes self management plan"),
    title: "Diabetes self-management plan",
    activities: [.snomed("160670007", "Diabetic diet"), .snomed("229065009", "Exercise therapy")],
    goal: "HbA1c below 7.0 %",
    target: (.a1c, 7.0)
  )
  static let hypertension = CarePlanFact(
    concept: .snomed("443402002", "Lifestyle education regarding hypertension"),
    title: "Hypertension lifestyle plan",
    activities: [
      .snomed("1151000175103", "Dietary approaches to stop hypertension diet"),
      .snomed("229065009", "Exercise therapy"),
    ],
    goal: "Systolic blood pressure below 130 mmHg",
    target: (.systolic, 130)
  )
  static let heartFailure = CarePlanFact(
    concept: .snomed("735984001", "Heart failure self management plan"),
    title: "Heart failure self-management plan",
    activities: [
      .snomed("183063000", "Low salt diet education"), .snomed("183301007", "Physical exercise"),
    ],
    goal: "Weight stable within 2 kg",
    target: nil
  )
  static let asthma = CarePlanFact(
    concept: .snomed("699728000", "Asthma self management"),
    title: "Asthma action plan",
    activities: [
      .snomed("710818004", "Inhaled steroid therapy"),
      .snomed("304510005", "Recommendation to avoid exercise"),
    ],
    goal: "Reliever needed on fewer than two days a week",
    target: nil
  )
  static let copd = CarePlanFact(
    concept: .snomed("412776001", "Chronic obstructive pulmonary disease clinical management plan"),
    title: "COPD management plan",
    activities: [
      .snomed("15081005", "Pulmonary rehabilitation"),
      .snomed("225323000", "Smoking cessation education"),
    ],
    goal: "Smoke-free",
    target: nil
  )
  static let cancer = CarePlanFact(
    concept: .snomed("736252007", "Cancer care plan"),
    title: "Cancer care plan",
    activities: [.snomed("367336001", "Chemotherapy"), .snomed("243072006", "Cancer education")],
    goal: "Complete all planned cycles",
    target: nil
  )
  static let antenatal = CarePlanFact(
    concept: .snomed("134435003", "Routine antenatal care"),
    title: "Antenatal care plan",
    activities: [
      .snomed("135892000", "Antenatal education"), .snomed("312404004", "Antenatal blood tests"),
    ],
    goal: "Healthy mother and child",
    target: nil
  )
  static let kidney = CarePlanFact(
    concept: .snomed("734163000", "Care plan"),
    title: "CKD management plan",
    activities: [
      .snomed("386619000", "Low sodium diet"),
      .snomed("473231009", "Renal disorder medication review"),
    ],
    goal: "Slow the loss of kidney function",
    target: (.albuminRatio, 30)
  )
  static let depression = CarePlanFact(
    concept: .snomed("228557008", "Cognitive and behavior therapy"),
    title: "Depression care plan",
    activities: [.snomed("228557008", "Cognitive and behavior therapy")],
    goal: "PHQ-9 below 5",
    target: (.phq9, 5)
  )
}

/// A thing in or on the patient.
struct DeviceFact: Sendable {
  let concept: Concept
  let manufacturer: String
  let model: String

  static let pacemaker = DeviceFact(
    concept: .snomed("706004007", "Implantable cardiac pacemaker"),
    manufacturer: "Corvane Medical",
    model: "DDD-R 220"
  )
  static let stent = DeviceFact(
    concept: .snomed("705643001", "Coronary artery stent"),
    manufacturer: "Corvane Medical",
    model: "DES 3.0 x 18"
  )
  static let glucoseMeter = DeviceFact(
    concept: .snomed("337414009", "Blood glucose meter"),
    manufacturer: "Glymeter",
    model: "GX-2"
  )
  static let defibrillator = DeviceFact(
    concept: .snomed("72506001", "Implantable defibrillator"),
    manufacturer: "Corvane Medical",
    model: "ICD 90"
  )
  static let nebulizer = DeviceFact(
    concept: .snomed("170615005", "Home nebulizer"),
    manufacturer: "Airwell",
    model: "N1"
  )
  static let cpap = DeviceFact(
    concept: .snomed("702172008", "Home continuous positive airway pressure unit"),
    manufacturer: "Airwell",
    model: "S4"
  )
  static let hipProsthesis = DeviceFact(
    concept: .snomed("304120007", "Total hip replacement prosthesis"),
    manufacturer: "Orthovia",
    model: "H-stem 11"
  )
  static let ventilator = DeviceFact(
    concept: .snomed("706172005", "Ventilator"),
    manufacturer: "Airwell",
    model: "ICU-V 3"
  )
}

/// An illness that is measured by the hour.
struct HourlyCourse: Sendable {
  var hours: Int
  /// How ill at the worst, from 0 to 1.
  var severity: Double
  var isVentilated: Bool
  var isOnVasopressors: Bool
}
