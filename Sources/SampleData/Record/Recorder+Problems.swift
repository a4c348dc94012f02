// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes the Condition of a problem that has just been diagnosed, with its later versions.
  mutating func writeCondition(_ index: Int) {
    let problem = life.problems[index]
    let abates = problem.abatement.flatMap { $0 < life.end ? $0 : nil }
    let encounter = visit.id
    if options.keepsHistory, let abates, abates > visit.start + .days(2) {
      writeCondition(problem, encounter, at: visit.start + .minutes(20), abatement: nil)
      writeCondition(problem, encounter, at: abates + .days(1), abatement: abates)
    } else {
      let at = abates.map { max($0, visit.start) } ?? visit.start
      writeCondition(problem, encounter, at: at + .minutes(20), abatement: abates)
    }
  }

  /// Writes one version of a Condition.
  mutating func writeCondition(
    _ problem: Problem,
    _ encounter: ResourceID,
    at moment: Moment,
    abatement: Moment?,
    _ interaction: RecordEntry.Interaction = .write,
    author: String? = nil,
    reason: String? = nil
  ) {
    begin(.condition, problem.id, at: moment)
    let status: (String, String) =
      abatement == nil
      ? ("active", "Active")
      : problem.course == .remission ? ("remission", "Remission") : ("resolved", "Resolved")
    if problem.certainty != .enteredInError {
      writer.concept("clinicalStatus", Concept(.conditionClinical, status.0, status.1))
    }
    let certainty: (String, String) =
      switch problem.certainty {
      case .confirmed: ("confirmed", "Confirmed")
      case .provisional: ("provisional", "Provisional")
      case .refuted: ("refuted", "Refuted")
      case .enteredInError: ("entered-in-error", "Entered in Error")
      }
    writer.concept("verificationStatus", Concept(.conditionVerification, certainty.0, certainty.1))
    writer.concepts(
      "category",
      problem.isChronic
        ? Concept(.conditionCategory, "problem-list-item", "Problem List Item")
        : Concept(.conditionCategory, "encounter-diagnosis", "Encounter Diagnosis")
    )
    if let severity = problem.severity { writer.concept("severity", severity) }
    writer.open("code")
    writer.conceptMembers(
      problem.disease.concept,
      problem.disease.classification,
      text: SampleText.capitalized(problem.disease.name)
    )
    writer.close()
    writer.reference("subject", .patient, patientID)
    if encounter.exists { writer.reference("encounter", .encounter, encounter) }
    if problem.hasOnset { writer.date("onsetDateTime", problem.onset, zone, problem.precision) }
    if let abatement {
      writer.date("abatementDateTime", abatement, zone, problem.isChronic ? .day : .second)
    }
    if problem.recordedAt > 0 { writer.dateTime("recordedDate", problem.recordedAt, zone) }
    let doctor = town.practitioner(visit.visit?.specialty ?? .familyMedicine)
    writer.reference("recorder", shared: doctor.reference, display: doctor.display)
    end(interaction, author: author, reason: reason)
  }

  /// Writes the allergies of the person.
  mutating func writeAllergies() {
    for entry in life.allergies where entry.recordedAt < life.end {
      writeAllergy(entry, nextID(), at: entry.recordedAt)
    }
    let first = life.visits.first?.start ?? life.end
    if life.allergies.isEmpty, first < life.end, random.chance(0.25) {
      writeNoKnownAllergy(at: first)
    }
  }

  /// Writes one AllergyIntolerance.
  mutating func writeAllergy(
    _ entry: AllergyEntry,
    _ id: ResourceID,
    at moment: Moment,
    _ interaction: RecordEntry.Interaction = .write,
    author: String? = nil,
    reason: String? = nil
  ) {
    let allergy = entry.allergy
    begin(.allergyIntolerance, id, at: moment)
    if !entry.isRefuted {
      writer.concept("clinicalStatus", Concept(.allergyClinical, "active", "Active"))
    }
    writer.concept(
      "verificationStatus",
      entry.isRefuted
        ? Concept(.allergyVerification, "refuted", "Refuted")
        : Concept(.allergyVerification, "confirmed", "Confirmed")
    )
    writer.member("type", allergy.name == "codeine" ? "intolerance" : "allergy")
    writer.openArray("category")
    writer.string(String(describing: allergy.category))
    writer.closeArray()
    writer.member("criticality", allergy.isSevere ? "high" : "low")
    writer.concept("code", allergy.substance, text: SampleText.capitalized(allergy.name))
    writer.reference("patient", .patient, patientID)
    if entry.isDated { writer.date("onsetDateTime", entry.onset, zone, .year) }
    if entry.isDated { writer.date("recordedDate", entry.recordedAt, zone) }
    writer.openArray("reaction")
    writer.open()
    writer.concepts(
      "manifestation",
      allergy.reaction,
      text: SampleText.capitalized(allergy.reactionName)
    )
    writer.member("severity", allergy.isSevere ? "severe" : "mild")
    writer.close()
    writer.closeArray()
    end(interaction, author: author, reason: reason)
  }

  private mutating func writeNoKnownAllergy(at moment: Moment) {
    begin(.allergyIntolerance, nextID(), at: moment)
    writer.concept("clinicalStatus", Concept(.allergyClinical, "active", "Active"))
    writer.concept("verificationStatus", Concept(.allergyVerification, "confirmed", "Confirmed"))
    writer.concept("code", .snomed("716186003", "No known allergy"))
    writer.reference("patient", .patient, patientID)
    writer.date("recordedDate", moment, zone)
    end()
  }
}
