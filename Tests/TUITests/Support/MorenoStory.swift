// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Timeline

@testable import TUI

/// Diabetes, hypertension and a failing kidney over 26 invented years.
struct MorenoStory {
  private(set) var events: [ChartEvent] = []
  private(set) var changes: [ChangeSummary] = []
  private(set) var versions: [ResourceKey: [FakeLake.StoredVersion]] = [:]
  private(set) var notes: [ResourceKey: NoteText] = [:]
  private(set) var links: [ResourceKey: ResourceLinks] = [:]
  private var random = SeededRandom(seed: 4417)
  private var number = 100

  mutating func tell() {
    tellVisits()
    tellProblems()
    tellMedications()
    tellOddities()
    tellChanges()
  }

  /// A patient with next to nothing.
  static func short(_ id: String) -> [ChartEvent] {
    var story = MorenoStory()
    story.span(.problems, "Condition", "Dementia", from: (2015, 1, 1), precision: .year)
    story.instant(.encounters, "Encounter", "Emergency visit", at: (2023, 11, 27, 22, 5))
    story.instant(.documents, "Observation", "Death certificate", at: (2023, 11, 28, 4, 30))
    return story.events
  }

  // MARK: - Parts of the story

  private mutating func tellVisits() {
    for quarter in 0..<104 {
      let time = CivilTime(year: 1998, month: 5, day: 14).adding(months: quarter * 3)
      let visit = (time.year, time.month, 2 + Int.random(in: 0...24, using: &random), 9, 5)
      let share = Double(quarter) / 104
      if quarter > 2 || quarter == 0 {
        instant(
          .encounters,
          "Encounter",
          "Office visit, \(quarter % 2 == 0 ? "Nephrology" : "Diabetes clinic")",
          at: visit
        )
      }
      let encounter = events.last?.key.id
      guard quarter % 4 == 0 || quarter > 40 else { continue }
      let hour = (visit.0, visit.1, visit.2, 9, 20)
      lab(
        "HbA1c",
        "4548-4",
        6.0 + 2.6 * share + noise(0.4),
        "%",
        1,
        low: 4,
        high: 5.6,
        at: hour,
        encounter
      )
      lab(
        "Creatinine",
        "2160-0",
        0.85 + 0.75 * share * share + noise(0.08),
        "mg/dL",
        2,
        low: 0.6,
        high: 1.1,
        at: hour,
        encounter
      )
      lab(
        "eGFR",
        "33914-3",
        92 - 44 * share + noise(4),
        "mL/min",
        0,
        low: 60,
        high: nil,
        at: hour,
        encounter
      )
      lab(
        "Potassium",
        "2823-3",
        4.3 + 0.5 * share + noise(0.5),
        "mmol/L",
        1,
        low: 3.5,
        high: 5.1,
        at: hour,
        encounter
      )
      let vital = (visit.0, visit.1, visit.2, 9, 22)
      let systolic = 128 + 18 * share + noise(10)
      bloodPressure(systolic, systolic * 0.6, at: vital, encounter)
      lab(
        "Weight",
        "29463-7",
        84 - 4 * share + noise(1),
        "kg",
        1,
        low: nil,
        high: nil,
        at: vital,
        encounter,
        lane: .vitals
      )
      if quarter % 3 == 0 { note(visit, quarter, encounter) }
    }
  }

  private mutating func tellProblems() {
    span(
      .problems,
      "Condition",
      "Hypertension",
      from: (2008, 3, 1),
      precision: .month,
      status: "active"
    )
    span(
      .problems,
      "Condition",
      "Type 2 diabetes mellitus",
      from: (2011, 1, 1),
      precision: .year,
      status: "active"
    )
    span(.problems, "Condition", "CKD stage 3a", from: (2019, 11, 4), status: "active")
    span(
      .problems,
      "Condition",
      "Pneumonia",
      from: (2020, 2, 3),
      to: (2020, 2, 17),
      status: "resolved"
    )
    allergy("Penicillin", "ANAPHYLAXIS", at: (1979, 6, 1))
    allergy("Sulfonamides", "rash", at: nil)
  }

  private mutating func tellMedications() {
    span(
      .medications,
      "MedicationRequest",
      "metformin 1 g",
      from: (2011, 5, 2),
      to: (2021, 8, 30),
      status: "stopped"
    )
    span(
      .medications,
      "MedicationRequest",
      "lisinopril 10 mg",
      from: (2008, 3, 10),
      to: (2016, 4, 2),
      status: "stopped"
    )
    span(.medications, "MedicationRequest", "losartan 50 mg", from: (2016, 4, 2), status: "active")
    span(
      .medications,
      "MedicationRequest",
      "atorvastatin 20 mg",
      from: (2014, 2, 20),
      status: "active"
    )
    span(
      .medications,
      "MedicationRequest",
      "empagliflozin 10 mg",
      from: (2021, 9, 1),
      status: "active"
    )
    span(
      .medications,
      "MedicationRequest",
      "amoxicillin",
      from: (2020, 2, 4),
      to: (2020, 2, 13),
      status: "completed"
    )
  }

  private mutating func tellOddities() {
    instant(.procedures, "Procedure", "Appendectomy", at: (1987, 1, 1, 0, 0), precision: .year)
    instant(.procedures, "Procedure", "Retinal photography", at: (2021, 6, 8, 11, 0))
    instant(.imaging, "DiagnosticReport", "Renal ultrasound", at: (2022, 7, 14, 11, 0))
    for year in 2014...2023 {
      instant(
        .immunizations,
        "Immunization",
        "Influenza vaccine",
        at: (year, 10, 12, 0, 0),
        precision: .day
      )
    }
    instant(.claims, "Claim", "Office visit", at: (2022, 7, 12, 0, 0), precision: .day)
    var critical = Event(lane: .labs, title: "Potassium")
    critical.start = CivilTime(year: 2023, month: 2, day: 11, hour: 23, minute: 40).milliseconds
    critical.startPrecision = .minute
    critical.system = "http://loinc.org"
    critical.code = "2823-3"
    critical.value = "6.8"
    critical.number = 6.8
    critical.unit = "mmol/L"
    critical.rangeLow = 3.5
    critical.rangeHigh = 5.1
    critical.flag = .critical
    critical.offsetMinutes = -300
    critical.dateElement = "effectiveDateTime"
    critical.status = "final"
    append(critical, "Observation")
  }

  private mutating func tellChanges() {
    guard
      let index = events.lastIndex(where: {
        $0.event.title == "Creatinine"
          && ($0.event.start ?? 0) < CivilTime(year: 2022, month: 8).milliseconds
      })
    else { return }
    let key = events[index].key
    let value = events[index].event.value ?? "1"
    let first = CivilTime(year: 2022, month: 7, day: 12, hour: 19, minute: 2).milliseconds
    let second = CivilTime(year: 2022, month: 7, day: 13, hour: 13, minute: 10).milliseconds
    let body = { (value: String, note: String) in
      """
      {"resourceType": "Observation", "id": "\(key.id)", "status": "final",
       "code": {"coding": [{"system": "http://loinc.org", "code": "2160-0", "display": "Creatinine"}]},
       "subject": {"reference": "Patient/004417"},
       "encounter": {"reference": "Encounter/881"},
       "valueQuantity": {"value": \(value), "unit": "mg/dL"}\(note)}
      """
    }
    let corrected = VersionSummary(
      number: 2,
      recorded: second,
      author: "lab-iface",
      job: 9,
      interaction: .update
    )
    versions[key] = [
      .init(
        summary: VersionSummary(
          number: 1,
          recorded: first,
          author: "lab-iface",
          job: 4,
          interaction: .create
        ),
        json: body("1.04", "")
      ),
      .init(
        summary: corrected,
        json: body(value, #", "note": [{"text": "corrected: dilution factor"}]"#)
      ),
    ]
    events[index].version = 2
    guard let corrected = versions[key]?.last?.summary else { return }
    let visit = ResourceKey(type: "Encounter", id: events[index].event.encounterID ?? "")
    links[key] = ResourceLinks(
      outgoing: [
        ResourceLink(
          element: "encounter",
          reference: visit.description,
          target: visit,
          title: "Office visit",
          isResolved: true
        ),
        ResourceLink(
          element: "specimen",
          reference: "Specimen/77",
          target: ResourceKey(type: "Specimen", id: "77"),
          title: "",
          isResolved: false
        ),
      ],
      incoming: [
        ResourceLink(
          element: "result[0]",
          reference: key.description,
          target: ResourceKey(type: "DiagnosticReport", id: "60"),
          title: "Basic metabolic panel",
          isResolved: true
        )
      ]
    )
    changes = [
      ChangeSummary(key: key, title: "Creatinine", version: corrected),
      ChangeSummary(
        key: ResourceKey(type: "Condition", id: "77"),
        title: "Viral pneumonia",
        version: VersionSummary(
          number: 3,
          recorded: CivilTime(year: 2020, month: 2, day: 11, hour: 14, minute: 2).milliseconds,
          author: "r.okafor",
          job: 3,
          interaction: .delete
        )
      ),
    ]
    let condition = ResourceKey(type: "Condition", id: "77")
    versions[condition] = [
      .init(
        summary: VersionSummary(
          number: 2,
          recorded: first - 90_000_000_000,
          author: "r.okafor",
          job: 2,
          interaction: .update
        ),
        json: #"{"resourceType": "Condition", "id": "77", "code": {"text": "Viral pneumonia"}}"#
      ),
      .init(summary: changes[1].version, json: nil),
    ]
  }

  // MARK: - Kinds of events

  private mutating func noise(_ size: Double) -> Double {
    Double.random(in: -size...size, using: &random)
  }

  private mutating func append(_ event: Event, _ type: String) {
    number += 1
    let key = ResourceKey(type: type, id: String(number))
    events.append(ChartEvent(event: event, key: key, version: 1))
    versions[key] = [
      .init(
        summary: VersionSummary(
          number: 1,
          recorded: (event.start ?? 0) + 3_600_000,
          author: "import",
          job: 1,
          interaction: .create
        ),
        json:
          #"{"resourceType": "\#(type)", "id": "\#(number)", "status": "final", "code": {"text": "\#(event.title)"}}"#
      )
    ]
  }

  private mutating func instant(
    _ lane: Lane,
    _ type: String,
    _ title: String,
    at time: (Int, Int, Int, Int, Int),
    precision: DatePrecision = .minute
  ) {
    var event = Event(lane: lane, title: title)
    event.start =
      CivilTime(year: time.0, month: time.1, day: time.2, hour: time.3, minute: time.4).milliseconds
    event.startPrecision = precision
    event.dateElement = type == "Encounter" ? "period.start" : "effectiveDateTime"
    event.status = type == "Encounter" ? "finished" : "completed"
    append(event, type)
  }

  private mutating func span(
    _ lane: Lane,
    _ type: String,
    _ title: String,
    from start: (Int, Int, Int),
    to end: (Int, Int, Int)? = nil,
    precision: DatePrecision = .day,
    status: String = "active"
  ) {
    var event = Event(lane: lane, title: title)
    event.shape = .span
    event.start = CivilTime(year: start.0, month: start.1, day: start.2).milliseconds
    event.startPrecision = precision
    event.end = end.map {
      CivilTime(year: $0.0, month: $0.1, day: $0.2).milliseconds + CivilTime.millisecondsPerDay
    }
    event.endPrecision = .day
    event.dateElement = type == "Condition" ? "onsetDateTime" : "authoredOn"
    event.status = status
    append(event, type)
  }

  private mutating func allergy(_ title: String, _ reaction: String, at date: (Int, Int, Int)?) {
    var event = Event(lane: .allergies, title: title)
    event.value = reaction
    event.status = "active"
    if let date {
      event.start = CivilTime(year: date.0, month: date.1, day: date.2).milliseconds
      event.startPrecision = .month
      event.dateElement = "onsetDateTime"
    }
    append(event, "AllergyIntolerance")
  }

  private mutating func lab(
    _ title: String,
    _ code: String,
    _ number: Double,
    _ unit: String,
    _ places: Int,
    low: Double?,
    high: Double?,
    at time: (Int, Int, Int, Int, Int),
    _ encounter: String?,
    lane: Lane = .labs
  ) {
    var event = Event(lane: lane, title: title)
    event.start =
      CivilTime(year: time.0, month: time.1, day: time.2, hour: time.3, minute: time.4).milliseconds
    event.startPrecision = .minute
    event.dateElement = "effectiveDateTime"
    event.system = "http://loinc.org"
    event.code = code
    event.value = decimal(number, places: places)
    event.number = event.value.flatMap(Double.init)
    event.unit = unit
    event.rangeLow = low
    event.rangeHigh = high
    event.status = "final"
    event.encounterID = encounter
    if let high, number > high {
      event.flag = .high
    } else if let low, number < low {
      event.flag = .low
    } else if low ?? high != nil {
      event.flag = .normal
    }
    append(event, "Observation")
  }

  private mutating func bloodPressure(
    _ systolic: Double,
    _ diastolic: Double,
    at time: (Int, Int, Int, Int, Int),
    _ encounter: String?
  ) {
    lab(
      "Blood pressure",
      "85354-9",
      systolic,
      "mmHg",
      0,
      low: 90,
      high: 140,
      at: time,
      encounter,
      lane: .vitals
    )
    events[events.count - 1].event.value =
      "\(decimal(systolic, places: 0))/\(decimal(diastolic, places: 0))"
  }

  private mutating func note(
    _ visit: (Int, Int, Int, Int, Int),
    _ number: Int,
    _ encounter: String?
  ) {
    instant(.notes, "DocumentReference", "Progress note", at: (visit.0, visit.1, visit.2, 10, 10))
    events[events.count - 1].event.dateElement = "date"
    events[events.count - 1].event.status = "current"
    events[events.count - 1].event.encounterID = encounter
    guard let key = events.last?.key else { return }
    notes[key] = NoteText(title: "Progress note", contentType: "text/plain", text: Self.text)
  }

  private static let text = """
    CC: follow-up of kidney disease

    HPI: 61 yo woman with T2DM and HTN, here for follow-up. Denies chest pain or dyspnea. \
    Reports cough since starting lisinopril, resolved after switch to losartan. Creatinine up to \
    1.42 from 1.33. Mother with stroke at 70. Possible CKD progression. No edema.

    PMH: pneumonia 2020 (resolved).

    PLAN:
      1. stop metformin if eGFR <45
      2. start empagliflozin 10 mg daily
      3. repeat BMP in 3 months
    """
}
