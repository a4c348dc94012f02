// SPDX-License-Identifier: Apache-2.0

import GRDB
import Timeline

/// What a batch changes in the rows of the patient list.
struct PatientDeltas {
  struct Delta {
    var demographics: PatientDemographics?
    var events = 0
    var critical = 0
    var allergies = 0
    var directives = 0
    var notes = 0
    var changed = 0
    var removed = 0
    var lastSeen: Int64?
    /// Whether an event went that may have been the last.
    var lostEvent = false

    mutating func count(_ resource: PreparedResource, sign: Int) {
      events += sign * resource.events.count
      directives += resource.isDirective ? sign : 0
      notes += resource.isNote ? sign : 0
      if resource.isAllergy { allergies += sign }
      for event in resource.events {
        if event.flag.isCritical { critical += sign }
        guard event.countsAsSeen, let start = event.start else { continue }
        if sign > 0 {
          lastSeen = max(lastSeen ?? start, start)
        } else {
          lostEvent = true
        }
      }
    }
  }

  private var deltas: [Int64: Delta] = [:]

  subscript(patient: Int64) -> Delta {
    get { deltas[patient] ?? Delta() }
    set { deltas[patient] = newValue }
  }

  /// Adds everything to the patient list.
  mutating func write(_ db: Database) throws {
    guard !deltas.isEmpty else { return }
    defer { deltas = [:] }
    let insert = try RawStatement(
      db,
      "INSERT INTO patient (resource) VALUES (?) ON CONFLICT DO NOTHING"
    )
    let count = try RawStatement(
      db,
      """
      UPDATE patient SET events = events + ?2, critical = critical + ?3,
        allergies = allergies + ?4, directives = directives + ?5, notes = notes + ?6,
        changed = changed + ?7, removed = removed + ?8,
        lastSeen = MAX(IFNULL(lastSeen, ?9), IFNULL(?9, lastSeen)),
        id = (SELECT id FROM resource r WHERE r.row = ?1 AND r.deleted = 0)
      WHERE resource = ?1
      """
    )
    let describe = try RawStatement(
      db,
      """
      UPDATE patient SET name = ?2, sortName = ?3, sex = ?4, birthDate = ?5, deceased = ?6,
        identifier = ?7, address = ?8, replacedBy = ?9, otherNames = ?10, otherNumbers = ?11
      WHERE resource = ?1
      """
    )
    let recount = try RawStatement(
      db,
      """
      UPDATE patient SET lastSeen = (
        SELECT MAX(start) FROM event WHERE event.patient = ?1 AND toJob IS NULL
          AND start > ?2 AND \(Event.sawPatient))
      WHERE resource = ?1
      """
    )
    for (patient, delta) in deltas.sorted(by: { $0.key < $1.key }) {
      insert.bind(0, patient)
      try insert.run()
      for (index, value) in [
        delta.events, delta.critical, delta.allergies, delta.directives, delta.notes,
        delta.changed, delta.removed,
      ].enumerated() {
        count.bind(index + 1, value)
      }
      count.bind(0, patient)
      count.bind(8, delta.lastSeen)
      try count.run()
      if let demographics = delta.demographics {
        describe.bind(0, patient)
        describe.bind(1, demographics.name)
        describe.bind(2, demographics.sortName)
        describe.bind(3, demographics.sex)
        describe.bind(4, demographics.birthDate)
        describe.bind(5, demographics.deceased)
        describe.bind(6, demographics.identifier)
        describe.bind(7, demographics.address)
        describe.bind(8, demographics.replacedBy)
        describe.bind(9, demographics.otherNames)
        describe.bind(10, demographics.otherNumbers)
        try describe.run()
      }
      if delta.lostEvent {
        recount.bind(0, patient)
        recount.bind(1, Lake.undatedStart)
        try recount.run()
      }
    }
  }
}
