// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes a visit with everything that happens in it.
  mutating func record(_ planned: Visit) {
    visit = VisitContext()
    visit.visit = planned
    visit.start = planned.start
    visit.end = min(planned.end, life.end)
    visit.id = nextID()
    if planned.isCancelled { return writeEncounter(planned) }
    for action in planned.actions { assign(action) }
    writeEncounter(planned)
    for action in planned.actions {
      if case .panel(.basicMetabolic) = action, random.chance(0.003) { writeHemolyzedPotassium() }
      carryOut(action)
    }
    if planned.kind == .wellness || planned.kind == .inpatient, random.chance(0.3) {
      writeStatements()
    }
    if planned.hasNote { writeNote(planned) }
    if life.hasClaims, planned.kind != .dialysis, random.chance(0.4) { writeClaim(planned) }
  }

  /// Gives ids to what the encounter refers to before it is written.
  private mutating func assign(_ action: Visit.Action) {
    switch action {
    case .diagnose(let index):
      if life.problems[index].onset >= life.end { return }
      if !life.problems[index].isRecorded {
        life.problems[index].id = nextID()
        life.problems[index].isRecorded = true
        life.problems[index].recordedAt = visit.start
        visit.diagnosed.append(index)
      } else {
        visit.mentioned.append(index)
      }
    case .mention(let index):
      if life.problems[index].isRecorded { visit.mentioned.append(index) }
    default: break
    }
  }

  /// Carries out one action.
  private mutating func carryOut(_ action: Visit.Action) {
    switch action {
    case .diagnose(let index):
      if visit.diagnosed.contains(index) { writeCondition(index) }
    case .mention: break
    case .begin(let index): order(index)
    case .end(let index): if life.treatments[index].isOrdered { visit.ended.append(index) }
    case .recordAllergy: break
    case .panel(let panel): writePanel(panel, at: visit.start + .minutes(18))
    case .measure(let analytes): for analyte in analytes { measure(analyte) }
    case .vitals: writeVitals(at: visit.start + .minutes(4))
    case .operation(let operation, let problem): writeOperation(operation, problem)
    case .imaging(let study, let findings, let impression):
      writeImaging(study, findings: findings, impression: impression)
    case .immunize(let vaccine, let dose): writeImmunization(vaccine, dose: dose)
    case .culture(let result): writeCulture(result)
    case .pathology(let text): writePathology(text)
    case .questionnaire(let screening): writeScreening(screening)
    case .administer(let drug, let problem):
      writeAdministration(
        drug,
        problem: problem,
        at: visit.start + .minutes(35),
        amount: drug.amount
      )
      visit.administered.append(drug)
    case .hourly(let course): writeHours(course)
    case .dialysisRun(let dryWeight): writeDialysis(dryWeight: dryWeight)
    case .hemolyzedPotassium: writeHemolyzedPotassium()
    case .carePlan(let plan, let problem): writeCarePlan(plan, problem: problem)
    case .device(let device): writeDevice(device)
    case .directive: writeDirective()
    case .history(let text): visit.history.append(text)
    case .finding(let text): visit.findings.append(text)
    case .plan(let text): visit.plans.append(text)
    case .denies(let list): visit.denied.append(contentsOf: list)
    }
  }

  // MARK: - Encounter

  private mutating func writeEncounter(_ planned: Visit) {
    let isOpen = planned.end > life.now
    if options.keepsHistory, planned.kind.isStay, !isOpen { writeEncounter(planned, isOpen: true) }
    writeEncounter(planned, isOpen: isOpen)
  }

  private mutating func writeEncounter(_ planned: Visit, isOpen: Bool) {
    let at = isOpen ? planned.start : visit.end
    begin(.encounter, visit.id, at: at + .minutes(random.int(5...90)))
    writer.member("status", planned.isCancelled ? "cancelled" : isOpen ? "in-progress" : "finished")
    writer.coding("class", planned.kind.encounterClass)
    writer.concepts("type", planned.kind.type, text: planned.kind.title)
    writer.reference("subject", .patient, patientID)
    writeParticipants(planned)
    if planned.isCancelled {
      writer.period("period", planned.start, planned.start, zone)
    } else {
      writer.period("period", planned.start, isOpen ? nil : visit.end, zone)
    }
    writeReason(planned)
    writeDiagnoses()
    if planned.kind.isStay, !isOpen { writeHospitalization(planned) }
    let location = self.location(planned.kind)
    writer.openArray("location")
    writer.open()
    writer.reference("location", shared: location.reference, display: location.display)
    writer.close()
    writer.closeArray()
    let provider = isAtHospital(planned) ? town.hospital : town.practice
    writer.reference("serviceProvider", shared: provider.reference, display: provider.display)
    end()
  }

  private mutating func writeParticipants(_ planned: Visit) {
    let doctor = town.practitioner(planned.specialty)
    writer.openArray("participant")
    writer.open()
    writer.concepts("type", Concept(.participationType, "PPRF", "primary performer"))
    writer.reference("individual", shared: doctor.reference, display: doctor.display)
    writer.close()
    writer.closeArray()
  }

  private mutating func writeReason(_ planned: Visit) {
    if let problem = planned.problem {
      let disease = life.problems[problem].disease
      writer.concepts(
        "reasonCode",
        disease.concept,
        text: planned.reason.isEmpty ? SampleText.capitalized(disease.name) : planned.reason
      )
    } else if !planned.reason.isEmpty {
      writer.openArray("reasonCode")
      writer.open()
      writer.member("text", text: planned.reason)
      writer.close()
      writer.closeArray()
    }
  }

  private mutating func writeDiagnoses() {
    let problems = visit.problems
    guard !problems.isEmpty else { return }
    writer.openArray("diagnosis")
    for (rank, index) in problems.enumerated() {
      writer.open()
      writer.reference("condition", .condition, life.problems[index].id)
      writer.member("rank", rank + 1)
      writer.close()
    }
    writer.closeArray()
  }

  private mutating func writeHospitalization(_ planned: Visit) {
    let died = life.person.death.map { $0 <= planned.end } ?? false
    writer.open("hospitalization")
    writer.concept(
      "admitSource",
      Concept(.admitSource, "emd", "From accident/emergency department")
    )
    writer.concept(
      "dischargeDisposition",
      died
        ? Concept(.dischargeDisposition, "exp", "Expired")
        : planned.kind == .intensiveCare
          ? Concept(.dischargeDisposition, "other-hcf", "Other healthcare facility")
          : Concept(.dischargeDisposition, "home", "Home")
    )
    writer.close()
  }

  /// Returns whether a visit takes place in the hospital.
  func isAtHospital(_ planned: Visit) -> Bool {
    planned.specialty.isInHospital || planned.kind == .birth
  }

  private func location(_ kind: Visit.Kind) -> Directory.Entry {
    switch kind {
    case .emergency: town.emergencyRoom
    case .inpatient, .birth, .daySurgery: town.ward
    case .intensiveCare: town.intensiveCareUnit
    default: town.office
    }
  }
}

extension Visit.Kind {
  /// Whether the patient stays overnight.
  var isStay: Bool { self == .inpatient || self == .intensiveCare || self == .birth }
}
