// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes a Procedure.
  mutating func writeOperation(_ operation: Operation, _ problem: Int?) {
    let at = visit.start + .minutes(min(60, max(10, (visit.end - visit.start) / 240)))
    guard at < life.end else { return }
    visit.operations.append(operation)
    let stop = min(at + .minutes(operation.minutes), life.end)
    begin(.procedure, nextID(), at: max(stop, at + 60))
    writer.member("status", "completed")
    writer.concept("code", operation.concept, text: SampleText.capitalized(operation.name))
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    if operation.minutes > 12 {
      writer.period("performedPeriod", at, stop, zone)
    } else {
      writer.dateTime("performedDateTime", at, zone)
    }
    let doctor = town.practitioner(visit.visit?.specialty ?? .surgery)
    writer.openArray("performer")
    writer.open()
    writer.reference("actor", shared: doctor.reference, display: doctor.display)
    writer.close()
    writer.closeArray()
    if let problem, life.problems[problem].isRecorded {
      writer.openArray("reasonReference")
      writer.reference(.condition, life.problems[problem].id)
      writer.closeArray()
    }
    end()
  }

  /// Writes an Immunization.
  mutating func writeImmunization(_ vaccine: Vaccine, dose: Int) {
    visit.vaccines.append(vaccine)
    begin(.immunization, nextID(), at: visit.start + .minutes(15))
    let isRefused = random.chance(0.012)
    writer.member("status", isRefused ? "not-done" : "completed")
    if isRefused { writer.concept("statusReason", text: "Patient objection") }
    writer.concept(
      "vaccineCode",
      Concept(.cvx, vaccine.code, vaccine.display),
      text: vaccine.display
    )
    writer.reference("patient", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("occurrenceDateTime", visit.start + .minutes(14), zone)
    writer.member("primarySource", true)
    if !isRefused {
      writer.openString("lotNumber")
      writer.raw("L")
      writer.integer(random.int(1000...9999))
      writer.closeString()
      writer.concept("site", Concept(.snomed, "368208006", "Left upper arm structure"))
    }
    end()
  }

  /// Writes a questionnaire's answers and its score.
  mutating func writeScreening(_ screening: Screening) {
    let at = visit.start + .minutes(9)
    guard (at - life.person.birth).inYears > 11 else { return }
    let measurement = report(screening.analyte, at: at)
    begin(.questionnaireResponse, nextID(), at: at)
    writer.member("questionnaire", screening.canonical)
    writer.member("status", "completed")
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("authored", at, zone)
    writer.reference("source", .patient, patientID)
    writer.openArray("item")
    var rest = Int(measurement.value)
    let questions = screening.questions
    for (number, question) in questions.enumerated() {
      let left = questions[(number + 1)...].reduce(0) { $0 + $1.most }
      let least = max(0, rest - left)
      let most = min(question.most, rest)
      let fair = min(most, max(least, rest / max(1, questions.count - number)))
      let points = number == questions.count - 1 ? rest : fair
      rest -= points
      writer.open()
      writer.member("linkId", text: question.link)
      writer.member("text", text: question.text)
      writer.openArray("answer")
      writer.open()
      writer.member("valueInteger", points)
      writer.close()
      writer.closeArray()
      writer.close()
    }
    writer.closeArray()
    end()
    write(measurement, at: at, issuedAfter: 60)
  }

  // MARK: - Plans, devices, directives

  /// Writes a care plan with its goal, and the care team once.
  mutating func writeCarePlan(_ plan: CarePlanFact, problem: Int) {
    guard life.problems[problem].isRecorded else { return }
    let at = visit.start + .minutes(25)
    if !careTeamID.exists { writeCareTeam(at: at) }
    let goal = nextID()
    let ends = life.problems[problem].abatement.flatMap { $0 < life.end ? $0 : nil }
    begin(.goal, goal, at: at)
    writer.member("lifecycleStatus", ends == nil ? "active" : "completed")
    writer.concept(
      "achievementStatus",
      ends == nil
        ? Concept(.goalAchievement, "in-progress", "In Progress")
        : Concept(.goalAchievement, "achieved", "Achieved")
    )
    writer.concept("description", text: plan.goal)
    writer.reference("subject", .patient, patientID)
    writer.date("startDate", at, zone)
    if let target = plan.target {
      let fact = target.analyte.fact
      writer.openArray("target")
      writer.open()
      writer.concept("measure", fact.concept)
      writer.open("detailRange")
      writer.quantity("high", target.high, places: fact.places, unit: fact.unit, ucum: fact.ucum)
      writer.close()
      writer.date("dueDate", at + .days(365), zone)
      writer.close()
      writer.closeArray()
    }
    writer.openArray("addresses")
    writer.reference(.condition, life.problems[problem].id)
    writer.closeArray()
    end()
    begin(.carePlan, nextID(), at: ends ?? at)
    writer.member("status", ends == nil ? "active" : "completed")
    writer.member("intent", "plan")
    writer.concepts("category", plan.concept)
    writer.member("title", text: plan.title)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.period("period", at, ends, zone, precision: .day)
    writer.openArray("careTeam")
    writer.reference(.careTeam, careTeamID)
    writer.closeArray()
    writer.openArray("addresses")
    writer.reference(.condition, life.problems[problem].id)
    writer.closeArray()
    writer.openArray("goal")
    writer.reference(.goal, goal)
    writer.closeArray()
    writer.openArray("activity")
    for activity in plan.activities {
      writer.open()
      writer.open("detail")
      writer.concept("code", activity)
      writer.member("status", ends == nil ? "in-progress" : "completed")
      writer.close()
      writer.close()
    }
    writer.closeArray()
    end()
  }

  private mutating func writeCareTeam(at moment: Moment) {
    careTeamID = nextID()
    begin(.careTeam, careTeamID, at: moment)
    writer.member("status", "active")
    writer.member("name", "Primary care team")
    writer.reference("subject", .patient, patientID)
    writer.period("period", moment, nil, zone, precision: .day)
    writer.openArray("participant")
    for specialty in [visit.visit?.specialty ?? .familyMedicine, .nursing, .pharmacy] {
      let member = town.practitioner(specialty)
      writer.open()
      writer.concepts("role", specialty.concept)
      writer.reference("member", shared: member.reference, display: member.display)
      writer.close()
    }
    writer.closeArray()
    end()
  }

  /// Writes a device, once of each kind.
  mutating func writeDevice(_ device: DeviceFact) {
    guard !implants.contains(device.model) else { return }
    implants.append(device.model)
    begin(.device, nextID(), at: visit.start + .minutes(70))
    writer.member("status", "active")
    writer.member("manufacturer", text: device.manufacturer)
    writer.date("manufactureDate", visit.start - .days(random.int(60...600)), zone)
    writer.openArray("deviceName")
    writer.open()
    writer.member("name", text: device.model)
    writer.member("type", "model-name")
    writer.close()
    writer.closeArray()
    writer.concept("type", device.concept)
    writer.reference("patient", .patient, patientID)
    end()
  }

  /// Writes a do-not-resuscitate order: a Flag, and the Consent behind it.
  mutating func writeDirective() {
    guard !hasDirective else { return }
    hasDirective = true
    let at = visit.start + .minutes(30)
    begin(.flag, nextID(), at: at)
    writer.member("status", "active")
    writer.concepts("category", Concept(.flagCategory, "advance-directive", "Advance Directive"))
    writer.concept("code", .snomed("304253006", "Not for resuscitation"), text: "DNR")
    writer.reference("subject", .patient, patientID)
    writer.period("period", at, nil, zone, precision: .day)
    end()
    begin(.consent, nextID(), at: at)
    writer.member("status", "active")
    writer.concept("scope", Concept(.consentScope, "adr", "Advanced Care Directive"))
    writer.concepts("category", Concept(.consentCategory, "dnr", "Do Not Resuscitate"))
    writer.reference("patient", .patient, patientID)
    writer.dateTime("dateTime", at, zone)
    writer.concept("policyRule", text: "Advance directive, signed by the patient and a witness")
    writer.open("provision")
    writer.member("type", "deny")
    writer.period("period", at, nil, zone, precision: .day)
    writer.close()
    end()
  }
}
