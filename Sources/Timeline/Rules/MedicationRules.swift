// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What orders, dispenses, statements and administrations of medication need beyond the table.
enum MedicationRules {
  static let titles: [TitleRule] = [
    .concept("medicationCodeableConcept"), .reference("medicationReference"),
  ]

  /// Statuses in which a medication is taken, or meant to be.
  private static let openStatuses: Set<String> = ["active", "on-hold", "draft", "intended"]

  // MARK: - Orders

  /// An order is a span where it says how long it holds or is in force, else the moment it was made.
  ///
  /// The length comes from the dosage's bounds or from the dispense's validity; else it is counted
  /// from ``authoredOn`` by the bounds' duration or by the expected supply and its repeats.
  static func refineRequest(_ resource: JSONValue, _ event: inout Event) {
    nameMedication(resource, &event)
    let authored = FHIRDateTime(resource["authoredOn"])
    let steps = DosageText.steps(resource["dosageInstruction"])
    // Of a taper a later step may be the only one with dates: it began when it was ordered.
    let isLate = steps.count > 1 && FHIRTiming(steps[0]["timing"])?.bounds == nil
    if event.shape == .span, event.start == nil || isLate, let authored, let end = event.end,
      authored.lowerBound < end, authored.lowerBound < event.start ?? .max
    {
      event.start = authored.lowerBound
      event.startPrecision = authored.precision
      event.offsetMinutes = authored.offsetMinutes
      event.dateElement = "authoredOn"
    } else if event.dateElement == "authoredOn" {
      endOrder(resource, &event)
    }
    event.value = DosageText.of(resource["dosageInstruction"])
    addReason(resource, &event)
    addRemarks(resource, &event)
    if resource["doNotPerform"]?.bool == true { event.title = "Do not give: \(event.title)" }
    guard let reservation = reservation(resource) else { return }
    if reservation != "do-not-perform" {
      event.value = [event.value, reservation].compactMap(\.self).joined(separator: ", ")
    }
    // Active is the proposal, or the prohibition, and not the medication.
    if event.status == "active" { event.status = reservation }
  }

  /// Why an order does not ask that a medication be taken: `proposal`, `plan` or `do-not-perform`; `nil`
  /// for orders that do.
  static func reservation(_ order: JSONValue) -> String? {
    if order["doNotPerform"]?.bool == true { return "do-not-perform" }
    let intent = order["intent"]?.content
    // What a patient says to take is sent as a plan: US Core Medication List, `reported`.
    let isReported = order["reportedBoolean"]?.bool == true || order["reportedReference"] != nil
    if intent == "plan", isReported { return nil }
    // One of several ways that somebody may choose is no more than a proposal.
    if intent == "option" { return "proposal" }
    return intent == "proposal" || intent == "plan" ? intent : nil
  }

  /// When an order ends by how long its dosages last: one after the other where they are steps, together
  /// where they are not; `nil` where one of them has no end.
  static func boundedEnd(_ steps: [JSONValue], from start: Int64) -> Int64? {
    guard !steps.isEmpty else { return nil }
    var end = start
    var last: Int?
    var begin = start
    for (place, step) in steps.enumerated() {
      let sequence = step["sequence"]?.integer
      if place > 0, sequence != nil, sequence != last { begin = end }
      last = sequence
      guard let bounds = step["timing"]?["repeat"]?["boundsDuration"],
        let own = FHIRDuration.adding(Quantity(bounds), to: begin)
      else { return nil }
      end = max(end, own)
    }
    return end
  }

  /// Whether a duration is said in hours or less: 24 h from eight in the evening end at eight.
  private static func isInHours(_ duration: Quantity) -> Bool {
    guard let unit = (duration.code ?? duration.unit)?.lowercased() else { return false }
    return ["h", "min", "s", "ms"].contains(unit)
      || ["hour", "minute", "second"].contains(where: unit.hasPrefix)
  }

  private static func endOrder(_ resource: JSONValue, _ event: inout Event) {
    guard let start = event.start else { return }
    let steps = DosageText.steps(resource["dosageInstruction"])
    if let end = boundedEnd(steps, from: start), end > start {
      let hasHours = steps.contains { step in
        step["timing"]?["repeat"]?["boundsDuration"].map { isInHours(Quantity($0)) } ?? false
      }
      event.finish(countedTo: end, inHours: hasHours)
    } else if let supply = resource["dispenseRequest"]?["expectedSupplyDuration"],
      let length = FHIRDuration.milliseconds(Quantity(supply)), length > 0
    {
      let repeats = resource["dispenseRequest"]?["numberOfRepeatsAllowed"]?.integer ?? 0
      let count = Int64(1 + max(0, min(repeats, 1000)))
      event.finish(countedTo: start + length * count, inHours: isInHours(Quantity(supply)))
    } else if event.status.map(openStatuses.contains) ?? false {
      event.shape = .span
    }
  }

  // MARK: - Dispenses, statements, administrations

  /// A dispense lasts as long as its supply.
  static func refineDispense(_ resource: JSONValue, _ event: inout Event) {
    nameMedication(resource, &event)
    event.value =
      DosageText.of(resource["dosageInstruction"]) ?? DosageText.amount(resource["quantity"])
    if let start = event.start, let supply = resource["daysSupply"],
      let days = Quantity(supply).number, days > 0, days < 10_000
    {
      // R4 fixes the unit of a supply to days, and many sources leave it out; how long 84 tablets last,
      // nobody knows.
      let end =
        Quantity(supply).isUnitless
        ? start + Int64(days * 86_400_000) : FHIRDuration.adding(Quantity(supply), to: start)
      if let end { event.finish(countedTo: end, inHours: isInHours(Quantity(supply))) }
    }
    addReason(resource, &event)
    event.say(Remarks.note(resource))
  }

  /// A statement with a period is a span; one that is dated by when it was made is a moment.
  static func refineStatement(_ resource: JSONValue, _ event: inout Event) {
    nameMedication(resource, &event)
    event.value = DosageText.of(resource["dosage"])
    addReason(resource, &event)
    addRemarks(resource, &event)
    AbsentOrUnknown.settle(&event)
    if event.status == "not-taken" { event.title = "Not taken: \(event.title)" }
  }

  /// An administration has a dose, and a length where it was an infusion.
  static func refineAdministration(_ resource: JSONValue, _ event: inout Event) {
    nameMedication(resource, &event)
    let dosage = resource["dosage"]
    let rate = DosageText.rate(dosage)
    if let dose = dosage?["dose"] {
      let quantity = Quantity(dose)
      event.value = quantity.text
      event.number = quantity.number
      event.unit = quantity.shownUnit
      if let rate, let amount = DosageText.amount(dose) {
        // Value and unit are one text where more is said than an amount.
        event.value = "\(amount) at \(rate)"
        event.unit = nil
      }
      // "Given late, half vomited" says more than the amount.
      if let text = dosage?["text"]?.content.map(Titles.shortened),
        let amount = DosageText.amount(dose)
      {
        let said = rate.map { "\(amount) at \($0)" } ?? amount
        event.value = text.contains(amount) ? text : "\(said), \(text)"
        event.unit = nil
      }
    } else {
      event.value = rate ?? dosage?["text"]?.content.map(Titles.shortened)
    }
    // Without `say`: how much was given stays a number.
    let said = [purpose(resource), stopReason(resource, event), Remarks.note(resource)]
      .compactMap(\.self)
    if !said.isEmpty {
      event.value = ([event.measuredText].compactMap(\.self) + said).joined(separator: ", ")
      event.unit = nil
    }
    // What runs has an end to come, also where only its beginning is said.
    if event.status == "in-progress", !event.isUndated, event.end == nil { event.shape = .span }
    guard event.status == "not-done" else { return }
    event.title = "Not given: \(event.title)"
    NotDone.takeReason(resource, &event)
  }

  // MARK: - Parts

  /// Says what for, and what was remarked: `40 mg, for oedema, note: stop if creatinine > 150`.
  private static func addRemarks(_ resource: JSONValue, _ event: inout Event) {
    event.say(purpose(resource))
    event.say(Remarks.note(resource))
  }

  /// What something is given for: `for oedema`.
  private static func purpose(_ resource: JSONValue) -> String? {
    TitleRule.concept(resource["reasonCode"]).map { "for \($0.text)" }
  }

  /// Says why something is held or was stopped: `0.5 mg daily, on-hold: QTc 560`.
  private static func addReason(_ resource: JSONValue, _ event: inout Event) {
    event.say(stopReason(resource, event))
  }

  /// Why something is held, was stopped or is not handed out: `on-hold: QTc 560`.
  private static func stopReason(_ resource: JSONValue, _ event: Event) -> String? {
    guard let status = event.status,
      ["on-hold", "stopped", "not-taken", "cancelled", "declined"].contains(status),
      let reason = TitleRule.concept(
        resource["statusReason"] ?? resource["statusReasonCodeableConcept"]
      )?.text
    else { return nil }
    return status == "not-taken" ? reason : "\(status): \(reason)"
  }

  /// Names a medication that is only referred to by what it points to: `Medication/17`.
  private static func nameMedication(_ resource: JSONValue, _ event: inout Event) {
    guard event.title == "Medication", event.code == nil else { return }
    if let reference = resource["medicationReference"]?["reference"]?.content {
      event.title = reference
    }
  }
}

extension Event {
  /// Ends a span at a moment that was counted from its start.
  ///
  /// What is counted in days ends with a day: three days from the 15th, whatever the hour, are the
  /// 15th, 16th and 17th. What is counted in hours is as precise as the start.
  mutating func finish(countedTo moment: Int64, inHours: Bool) {
    guard let start else { return }
    let day: Int64 = 86_400_000
    shape = .span
    if startPrecision > .day && (inHours || (moment - start) % day != 0) {
      end = moment
      endPrecision = startPrecision
      return
    }
    let local = startPrecision > .day ? moment + Int64(offsetMinutes ?? 0) * 60_000 : moment
    let days = local >= 0 ? local / day : -((day - 1 - local) / day)
    end = (local % day == 0 || startPrecision > .day ? days : days + 1) * day
    endPrecision = .day
  }
}
