// SPDX-License-Identifier: Apache-2.0

/// An encounter that is planned, and what happens in it.
struct Visit: Sendable {
  /// What kind of encounter it is.
  enum Kind: Sendable {
    case wellness, followUp, urgent, emergency, inpatient, intensiveCare, telephone, video
    case prenatal, dialysis, infusion, home, daySurgery, birth

    /// Whether further matters of the same day may be dealt with in it.
    var isOffice: Bool { self == .followUp || self == .wellness }

    /// The class of v3 ActCode.
    var encounterClass: Concept {
      switch self {
      case .emergency: Concept(.actCode, "EMER", "emergency")
      case .inpatient, .birth: Concept(.actCode, "IMP", "inpatient encounter")
      case .intensiveCare: Concept(.actCode, "ACUTE", "inpatient acute")
      case .telephone, .video: Concept(.actCode, "VR", "virtual")
      case .home: Concept(.actCode, "HH", "home health")
      case .daySurgery: Concept(.actCode, "SS", "short stay")
      default: Concept(.actCode, "AMB", "ambulatory")
      }
    }

    /// The kind of encounter in SNOMED CT.
    var type: Concept {
      switch self {
      case .wellness: .snomed("162673000", "General examination of patient")
      case .followUp: .snomed("390906007", "Follow-up encounter")
      case .urgent: .snomed("702927004", "Urgent care clinic")
      case .emergency: .snomed("50849002", "Emergency room admission")
      case .inpatient, .birth: .snomed("183452005", "Encounter inpatient")
      case .intensiveCare: .snomed("305351004", "Admission to intensive care unit")
      case .telephone: .snomed("185317003", "Telephone encounter")
      case .video: .snomed("448337001", "Telemedicine consultation with patient")
      case .prenatal: .snomed("424619006", "Prenatal visit")
      case .dialysis: .snomed("265764009", "Renal dialysis")
      case .infusion: .snomed("367336001", "Chemotherapy")
      case .home: .snomed("439708006", "Home visit")
      case .daySurgery: .snomed("371883000", "Outpatient procedure")
      }
    }

    /// What people call it.
    var title: String {
      switch self {
      case .wellness: "Periodic health examination"
      case .followUp: "Office visit"
      case .urgent: "Urgent care visit"
      case .emergency: "Emergency department visit"
      case .inpatient: "Hospital admission"
      case .birth: "Birth admission"
      case .intensiveCare: "Intensive care stay"
      case .telephone: "Telephone encounter"
      case .video: "Video visit"
      case .prenatal: "Prenatal visit"
      case .dialysis: "Hemodialysis session"
      case .infusion: "Infusion visit"
      case .home: "Home visit"
      case .daySurgery: "Day surgery"
      }
    }
  }

  /// Something that is done or written in an encounter.
  enum Action: Sendable {
    case diagnose(Int)
    case mention(Int)
    case begin(Int)
    case end(Int)
    case recordAllergy(Int)
    case panel(Panel)
    case measure([Analyte])
    case vitals
    case operation(Operation, problem: Int?)
    case imaging(Study, findings: String, impression: String)
    case immunize(Vaccine, dose: Int)
    case culture(CultureResult)
    case pathology(String)
    case questionnaire(Screening)
    case administer(Drug, problem: Int?)
    case hourly(HourlyCourse)
    case dialysisRun(dryWeight: Double)
    case hemolyzedPotassium
    case carePlan(CarePlanFact, problem: Int)
    case device(DeviceFact)
    case directive
    /// Sentences for the note.
    case history(String)
    case finding(String)
    case plan(String)
    case denies([String])
  }

  var kind: Kind
  var start: Moment
  var minutes: Int
  var specialty: Specialty
  /// The problem it is about.
  var problem: Int?
  /// What it is about where that is no problem.
  var reason: String
  var actions: [Action] = []
  /// Whether a note is written.
  var hasNote: Bool
  /// The place where it happens, where that is not home.
  var placeIndex: Int?
  /// The patient did not come.
  var isCancelled = false

  /// Whether nothing depends on its day: no treatment begins or ends.
  var isMovable: Bool {
    guard kind.isOffice || kind == .telephone || kind == .video else { return false }
    return !actions.contains {
      switch $0 {
      case .begin, .end, .diagnose: true
      default: false
      }
    }
  }

  /// The moment it ends.
  var end: Moment { start + minutes * 60 }
}
