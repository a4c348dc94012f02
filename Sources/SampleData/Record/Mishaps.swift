// SPDX-License-Identifier: Apache-2.0

import FHIR

/// What goes wrong in records: results that are corrected, entries in the wrong record, allergies
/// deleted in error, references to what never arrived.
enum Mishaps {
  /// Lets some of it happen to a record by chance.
  static func befall(_ recorder: inout Recorder) {
    guard let visit = recorder.life.visits.last(where: { $0.start < recorder.life.end - .days(3) })
    else { return }
    if recorder.random.chance(0.02) { wrongPatient(&recorder, at: visit.start) }
    if recorder.random.chance(0.015),
      let entry = recorder.life.allergies.first(where: {
        $0.recordedAt < recorder.life.end - .days(9)
      })
    {
      lostAllergy(&recorder, entry, at: visit.start)
    }
    if recorder.random.chance(0.03) { dangling(&recorder, at: visit.start) }
  }

  /// A diagnosis that belongs to somebody else, removed days later.
  static func wrongPatient(
    _ recorder: inout Recorder,
    at moment: Moment,
    _ disease: Disease = .epilepsy
  ) {
    var problem = Problem(
      disease: disease,
      onset: moment - .days(2),
      precision: .day,
      isChronic: true
    )
    problem.id = recorder.nextID()
    problem.recordedAt = moment
    recorder.visit = VisitContext()
    recorder.writeCondition(
      problem,
      .none,
      at: moment,
      abatement: nil,
      author: "registration desk",
      reason: "Diagnosis entered"
    )
    recorder.delete(
      .condition,
      problem.id,
      at: moment + .days(3),
      author: "records office",
      reason: "Entered in the record of the wrong patient"
    )
  }

  /// An allergy that is deleted in error and restored the next day.
  static func lostAllergy(_ recorder: inout Recorder, _ entry: AllergyEntry, at moment: Moment) {
    let id = recorder.nextID()
    var second = entry
    second.allergy = entry.allergy.name == "latex" ? .codeine : .latex
    let recorded = max(entry.recordedAt, moment - .days(200))
    second.recordedAt = recorded
    recorder.writeAllergy(second, id, at: recorded)
    recorder.delete(
      .allergyIntolerance,
      id,
      at: moment + .hours(2),
      author: "clinic clerk",
      reason: "Thought to be a duplicate"
    )
    recorder.writeAllergy(
      second,
      id,
      at: moment + .hours(26),
      .restore,
      author: "allergy nurse",
      reason: "Deleted in error: confirmed with the patient"
    )
  }

  /// A measurement of a device that is not in the record.
  static func dangling(_ recorder: inout Recorder, at moment: Moment) {
    recorder.begin(.observation, recorder.nextID(), at: moment + .hours(1))
    recorder.writer.member("status", "final")
    recorder.writer.concepts("category", Analyte.Fact.Category.vital.concept)
    recorder.writer.concept("code", Analyte.heartRate.fact.concept)
    recorder.writer.reference("subject", .patient, recorder.patientID)
    recorder.writer.quantity(
      "valueQuantity",
      recorder.life.physiology.level(.heartRate, at: moment),
      places: 0,
      unit: "/min",
      ucum: "/min"
    )
    recorder.writer.open("device")
    recorder.writer.member("reference", "Device/missing-home-monitor")
    recorder.writer.member("display", "Home monitor")
    recorder.writer.close()
    recorder.end()
  }
}
