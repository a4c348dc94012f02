// SPDX-License-Identifier: Apache-2.0

import FHIR

extension Recorder {
  /// Orders a treatment in the visit: the request with its later versions, and the refills.
  mutating func order(_ index: Int) {
    guard visit.start < life.end else { return }
    life.treatments[index].id = nextID()
    life.treatments[index].isOrdered = true
    life.treatments[index].start = visit.start
    visit.begun.append(index)
    let treatment = life.treatments[index]
    let ends = treatment.end.flatMap { $0 < life.end ? $0 : nil }
    if options.keepsHistory, let ends, !treatment.isLeftActive {
      writeRequest(treatment, at: visit.start + .minutes(22), end: nil)
      writeRequest(treatment, at: max(ends, visit.start + .minutes(40)), end: ends)
    } else {
      let end = treatment.isLeftActive ? nil : ends
      writeRequest(
        treatment,
        at: (end.map { max($0, visit.start) } ?? visit.start) + .minutes(22),
        end: end
      )
    }
    if let days = treatment.refillDays { writeRefills(treatment, every: days) }
    if treatment.drug.route == .intravenous { writeCourse(treatment) }
  }

  /// Writes one version of a MedicationRequest.
  private mutating func writeRequest(_ treatment: Treatment, at moment: Moment, end stop: Moment?) {
    let drug = treatment.drug
    begin(.medicationRequest, treatment.id, at: moment)
    let isEarly = stop != nil && treatment.stopReason != nil
    writer.member("status", stop == nil ? "active" : isEarly ? "stopped" : "completed")
    if isEarly, let reason = treatment.stopReason { writer.concept("statusReason", text: reason) }
    writer.member("intent", "order")
    let isInpatient = visit.visit?.kind.isStay ?? false
    writer.concepts(
      "category",
      isInpatient
        ? Concept(.medicationCategory, "inpatient", "Inpatient")
        : Concept(.medicationCategory, "outpatient", "Outpatient")
    )
    writeMedication(drug)
    writer.reference("subject", .patient, patientID)
    writer.reference("encounter", .encounter, visit.id)
    writer.dateTime("authoredOn", treatment.start, zone)
    let doctor = town.practitioner(visit.visit?.specialty ?? .familyMedicine)
    writer.reference("requester", shared: doctor.reference, display: doctor.display)
    if let problem = treatment.problem, life.problems[problem].isRecorded {
      writer.openArray("reasonReference")
      writer.reference(.condition, life.problems[problem].id)
      writer.closeArray()
    }
    if let note = treatment.note {
      writer.openArray("note")
      writer.open()
      writer.member("text", text: note)
      writer.close()
      writer.closeArray()
    }
    writeDosage(drug, start: treatment.start, end: stop)
    if treatment.refillDays != nil {
      writer.open("dispenseRequest")
      writer.period(
        "validityPeriod",
        treatment.start,
        treatment.start + .days(365),
        zone,
        precision: .day
      )
      writer.member("numberOfRepeatsAllowed", 3)
      writer.close()
    }
    end()
  }

  /// Has the last version of an order say that it is active, although it was ended.
  mutating func reopen(_ index: Int) {
    let treatment = life.treatments[index]
    guard let stop = treatment.end, stop < life.end else { return }
    visit = VisitContext()
    entries.removeAll {
      $0.kind == .medicationRequest && $0.id == treatment.id && $0.recordedAt >= stop
    }
  }

  /// Writes which medicine it is.
  mutating func writeMedication(_ drug: Drug) {
    writer.open("medicationCodeableConcept")
    if !drug.ingredient.isEmpty {
      writer.openArray("coding")
      if !drug.product.isEmpty { writer.coding(drug.concept) }
      writer.coding(drug.substance)
      writer.closeArray()
    }
    writer.member("text", text: drug.title)
    writer.close()
  }

  private mutating func writeDosage(_ drug: Drug, start: Moment, end stop: Moment?) {
    writer.openArray("dosageInstruction")
    writer.open()
    writer.member("sequence", 1)
    writer.member("text", text: drug.instruction)
    writer.open("timing")
    writer.open("repeat")
    writer.period("boundsPeriod", start, stop, zone, precision: .day)
    if let rate = drug.timing.rate {
      writer.member("frequency", rate.frequency)
      writer.member("period", rate.period)
      writer.member("periodUnit", rate.unit)
    }
    writer.close()
    writer.close()
    if drug.timing == .asNeeded { writer.member("asNeededBoolean", true) }
    writer.concept("route", drug.route.concept)
    writer.openArray("doseAndRate")
    writer.open()
    writer.quantity(
      "doseQuantity",
      drug.amount,
      places: drug.places,
      unit: drug.unitName,
      ucum: drug.unit
    )
    writer.close()
    writer.closeArray()
    writer.close()
    writer.closeArray()
  }

  /// Writes what the pharmacy hands out until the treatment ends; now and then a refill is missed.
  private mutating func writeRefills(_ treatment: Treatment, every days: Int) {
    let stop = min(treatment.end ?? life.end, life.end)
    var at = max(treatment.start, life.now - .years(12)) + .hours(random.int(2...60))
    var count = 0
    while at < stop, count < 44 {
      let isMissed = count > 0 && random.chance(0.06)
      if !isMissed { writeDispense(treatment, days: days, at: at) }
      count += 1
      at += .days(days + random.int(-7...9))
    }
  }

  private mutating func writeDispense(_ treatment: Treatment, days: Int, at moment: Moment) {
    let drug = treatment.drug
    begin(.medicationDispense, nextID(), at: moment)
    writer.member("status", "completed")
    writeMedication(drug)
    writer.reference("subject", .patient, patientID)
    writer.openArray("authorizingPrescription")
    writer.reference(.medicationRequest, treatment.id)
    writer.closeArray()
    writer.open("quantity")
    writer.member(
      "value",
      days * max(1, drug.timing.rate.map { $0.unit.description == "d" ? $0.frequency : 1 } ?? 1)
    )
    writer.member("unit", text: drug.dispenseUnit)
    writer.close()
    writer.open("daysSupply")
    writer.quantityMembers(Double(days), places: 0, unit: "days", ucum: "d")
    writer.close()
    writer.dateTime("whenHandedOver", moment, zone)
    end()
  }

  /// Writes the doses of an infusion course in a stay.
  private mutating func writeCourse(_ treatment: Treatment) {
    let interval: Int
    switch treatment.drug.timing {
    case .daily: interval = .hours(24)
    case .twice: interval = .hours(12)
    case .sixHourly: interval = .hours(6)
    default: return
    }
    let stop = min(treatment.end ?? visit.end, visit.end)
    var at = treatment.start + .minutes(50)
    while at < stop {
      writeAdministration(
        treatment.drug,
        problem: treatment.problem,
        at: at,
        amount: treatment.drug.amount,
        order: treatment.id
      )
      at += interval
    }
  }

  /// Writes one MedicationAdministration.
  mutating func writeAdministration(
    _ drug: Drug,
    problem: Int?,
    at moment: Moment,
    amount: Double,
    order: ResourceID = .none,
    until stop: Moment? = nil
  ) {
    guard moment < life.end else { return }
    begin(.medicationAdministration, nextID(), at: moment + .minutes(2))
    writer.member("status", "completed")
    writeMedication(drug)
    writer.reference("subject", .patient, patientID)
    writer.reference("context", .encounter, visit.id)
    if let stop {
      writer.period("effectivePeriod", moment, min(stop, life.end), zone)
    } else {
      writer.dateTime("effectiveDateTime", moment, zone)
    }
    if let problem, life.problems[problem].isRecorded {
      writer.openArray("reasonReference")
      writer.reference(.condition, life.problems[problem].id)
      writer.closeArray()
    }
    if order.exists { writer.reference("request", .medicationRequest, order) }
    writer.open("dosage")
    writer.concept("route", drug.route.concept)
    if drug.timing == .continuous {
      writer.quantity("rateQuantity", amount, places: 2, unit: drug.unitName, ucum: drug.unit)
    } else {
      writer.quantity("dose", amount, places: drug.places, unit: drug.unitName, ucum: drug.unit)
    }
    writer.close()
    end()
  }

  /// Writes what the patient says to be taking.
  mutating func writeStatements() {
    for index in life.treatments.indices {
      let treatment = life.treatments[index]
      guard treatment.isOrdered, treatment.isActive(at: visit.start), treatment.start < visit.start
      else { continue }
      begin(.medicationStatement, nextID(), at: visit.start + .minutes(12))
      writer.member("status", "active")
      writeMedication(treatment.drug)
      writer.reference("subject", .patient, patientID)
      writer.reference("context", .encounter, visit.id)
      writer.period("effectivePeriod", treatment.start, nil, zone, precision: .day)
      writer.dateTime("dateAsserted", visit.start + .minutes(12), zone)
      writer.reference("informationSource", .patient, patientID)
      writer.openArray("dosage")
      writer.open()
      writer.member("text", text: treatment.drug.instruction)
      writer.close()
      writer.closeArray()
      end()
    }
  }
}
