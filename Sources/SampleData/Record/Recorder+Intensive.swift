// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Writes an illness by the hour: monitor, ventilator, infusions, gases, daily blood.
  mutating func writeHours(_ course: HourlyCourse) {
    let first = visit.start + .minutes(10)
    for hour in 0..<course.hours {
      let at = first + .hours(hour)
      guard at < visit.end else { break }
      writeBloodPressure(at: at, isRemembered: false)
      for analyte in [Analyte.heartRate, .respiratoryRate, .saturation, .urineOutput] {
        chart(analyte, at: at)
      }
      if hour % 4 == 0 {
        chart(.temperature, at: at)
        chart(.glasgow, at: at)
        if course.isVentilated { chart(.oxygenFraction, at: at) }
      }
      if hour % 6 == 1 { reportAgain(.bloodGas, at: at + .minutes(12)) }
      if hour % 24 == 5 {
        reportAgain(.comprehensiveMetabolic, at: at)
        reportAgain(.differential, at: at)
        reportAgain(.sepsisMarkers, at: at)
        reportAgain(.coagulation, at: at)
      }
      infuse(course, hour: hour, at: at)
      if hour % 12 == 11 { writeNursingNote(at: at, hour: hour) }
    }
  }

  private mutating func chart(_ analyte: Analyte, at moment: Moment) {
    let measurement = report(analyte, at: moment)
    write(measurement, at: moment, issuedAfter: 0, isRemembered: false)
    lastValues[Int(analyte.rawValue)] = measurement.value
  }

  /// Reports a panel although it has been reported in the same stay.
  private mutating func reportAgain(_ panel: Panel, at moment: Moment) {
    visit.panels.remove(panel)
    for analyte in panel.fact.analytes { visit.observed[analyte] = nil }
    let kept = visit.results.count
    writePanel(panel, at: moment)
    // The note quotes the first day's values only.
    if kept > 24 { visit.results.removeLast(visit.results.count - kept) }
  }

  private mutating func infuse(_ course: HourlyCourse, hour: Int, at moment: Moment) {
    let problem = visit.problems.first
    if course.isOnVasopressors, hour % 2 == 0 {
      let pressure = life.physiology.level(.meanPressure, at: moment)
      let need = max(0, 82 - pressure) * 0.008 * course.severity
      if need > 0.01 {
        writeAdministration(
          .norepinephrine,
          problem: problem,
          at: moment,
          amount: need,
          until: moment + .hours(2)
        )
      }
    }
    if course.isVentilated, hour % 6 == 0 {
      writeAdministration(
        .propofol,
        problem: problem,
        at: moment,
        amount: 30 - Double(hour % 3) * 5,
        until: moment + .hours(6)
      )
      writeAdministration(
        .fentanyl,
        problem: problem,
        at: moment,
        amount: 50,
        until: moment + .hours(6)
      )
    }
    if hour % 6 == 2 {
      writeAdministration(.piperacillin, problem: problem, at: moment, amount: 4.5)
    }
  }

  /// Writes a hemodialysis session: weights, pressures, the treatment, what is given.
  mutating func writeDialysis(dryWeight: Double) {
    let gain = random.double(1.1...3.6)
    let start = visit.start + .minutes(20)
    let stop = start + .minutes(228)
    guard stop < life.end else { return }
    let before = report(.weight, at: start, value: dryWeight + gain)
    write(before, at: visit.start + .minutes(5), issuedAfter: 0)
    writeBloodPressure(at: visit.start + .minutes(8))
    measure(.temperature, at: visit.start + .minutes(8))
    for hour in 1...3 {
      writeBloodPressure(at: start + .hours(hour), isRemembered: false)
      chart(.heartRate, at: start + .hours(hour))
    }
    begin(.procedure, nextID(), at: stop + .minutes(10))
    writer.member("status", "completed")
    writer.concept("code", Operation.hemodialysis.concept, text: "Hemodialysis")
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.period("performedPeriod", start, stop, zone)
    writer.openArray("note")
    writer.open()
    writer.member(
      "text",
      text:
        "Ultrafiltration \(SampleText.decimal(gain, places: 1)) L, blood flow 320 mL/min, left AV fistula"
    )
    writer.close()
    writer.closeArray()
    end()
    visit.operations.append(.hemodialysis)
    let problem = visit.problems.first
    writeAdministration(.heparinCircuit, problem: problem, at: start, amount: 3000)
    if random.chance(0.34) {
      writeAdministration(.epoetin, problem: problem, at: stop - .minutes(20), amount: 4000)
    }
    if random.chance(0.1) {
      writeAdministration(.ironSucrose, problem: problem, at: stop - .minutes(30), amount: 100)
    }
    let after = report(.weight, at: stop, value: dryWeight + random.double(-0.2...0.4))
    write(after, at: stop + .minutes(8), issuedAfter: 0, isRemembered: false)
    writeBloodPressure(at: stop + .minutes(9), isRemembered: false)
    visit.plans.append(
      "Ultrafiltration \(SampleText.decimal(gain, places: 1)) L. Next session as scheduled."
    )
  }

  /// Writes a potassium that is false because the blood was hemolyzed, and its correction.
  mutating func writeHemolyzedPotassium() {
    let at = visit.start + .minutes(18)
    let id = nextID()
    let real = life.physiology.measured(.potassium, at: at, &random)
    let issued = at + .minutes(75)
    let false0 = report(.potassium, at: at, value: real + 2.3)
    writeObservation(false0, id, at: at, issued: issued)
    let corrected = report(.potassium, at: at, value: real)
    let later = issued + .hours(19)
    if later < life.end {
      writeObservation(
        corrected,
        id,
        at: at,
        issued: later,
        status: "corrected",
        note: "Corrected result. The first sample was hemolyzed; value from the repeat sample.",
        recordedAt: later
      )
    }
    remember(false0)
    visit.observed[.potassium] = id
    lastValues[Int(Analyte.potassium.rawValue)] = corrected.value
    visit.plans.append(
      "Potassium \(SampleText.decimal(false0.value, places: 1)) mmol/L, sample possibly hemolyzed: repeat today before treating."
    )
  }
}
