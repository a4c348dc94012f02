// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Timeline

/// The derived rows of resources: everything that follows from the bodies.
///
/// Events are collected and written in the order of their key, so that neighbours share a page;
/// the counts of patients and types are summed up and written once.
struct DerivedRows {
  private let db: Database
  private let tables: WriterTables
  private var pending: [PendingEvent] = []
  private var pendingKeys: [(row: Int64, keys: [UInt8])] = []
  private var typeDeltas: [Int: (current: Int, deleted: Int, versions: Int, notes: Int)] = [:]

  /// What changes in the patient list.
  var patients = PatientDeltas()

  private struct PendingEvent {
    let patient: Int64
    let start: Int64
    let resource: Int64
    let ordinal: Int
    let version: Int
    let fromJob: Int64
    let toJob: Int64?
    let event: Event
  }

  init(db: Database, tables: WriterTables) {
    self.db = db
    self.tables = tables
  }

  // MARK: - Adding

  /// Adds the rows of a version.
  ///
  /// - Parameters:
  ///   - resource: The prepared version.
  ///   - row: The number of the resource.
  ///   - version: The number of the version.
  ///   - patientRows: The patients in whose compartments it is.
  ///   - fromJob: The job that wrote it.
  ///   - toJob: The job that ended it; `nil` for the current version.
  /// - Throws: ``StoreError``.
  mutating func add(
    _ resource: PreparedResource,
    row: Int64,
    version: Int,
    patientRows: [Int64],
    fromJob: Int64,
    toJob: Int64?
  ) throws {
    for patient in patientRows.dropFirst() {
      tables.insertCompartment.bind(0, patient)
      tables.insertCompartment.bind(1, row)
      try tables.insertCompartment.run()
    }
    if toJob == nil { try addCurrent(resource, row: row) }
    for patient in patientRows {
      if toJob == nil { patients[patient].count(resource, sign: 1) }
      for (ordinal, event) in resource.events.enumerated() {
        pending.append(
          PendingEvent(
            patient: patient,
            start: event.start ?? Lake.undatedStart,
            resource: row,
            ordinal: ordinal,
            version: version,
            fromJob: fromJob,
            toJob: toJob,
            event: event
          )
        )
      }
    }
  }

  /// Adds what only the current version has.
  private mutating func addCurrent(_ resource: PreparedResource, row: Int64) throws {
    for target in resource.references {
      tables.insertLink.bind(0, try tables.row(of: target))
      tables.insertLink.bind(1, row)
      try tables.insertLink.run()
    }
    for reference in resource.conditionalReferences {
      tables.insertUnresolved.bind(0, row)
      tables.insertUnresolved.bind(1, reference)
      try tables.insertUnresolved.run()
    }
    for identifier in resource.identifiers {
      tables.insertIdentifier.bind(0, identifier.value)
      tables.insertIdentifier.bind(1, BusinessIdentifier.number(ofSystem: identifier.system))
      tables.insertIdentifier.bind(2, row)
      try tables.insertIdentifier.run()
    }
    if let demographics = resource.patient { patients[row].demographics = demographics }
  }

  /// Adds a version to the search index and to the full text.
  mutating func addText(_ resource: PreparedResource, row: Int64, version: Int) throws {
    if !resource.searchKeys.isEmpty {
      pendingKeys.append((SearchIndexRow.number(row, version: version), resource.searchKeys))
    }
    guard let text = resource.text else { return }
    try tables.noteText.add(text, row: row, version: version)
  }

  /// Adds to the counts of a resource type.
  mutating func count(
    _ type: ResourceType,
    current: Int = 0,
    deleted: Int = 0,
    versions: Int = 0,
    notes: Int = 0
  ) {
    var delta = typeDeltas[type.code] ?? (0, 0, 0, 0)
    delta.current += current
    delta.deleted += deleted
    delta.versions += versions
    delta.notes += notes
    typeDeltas[type.code] = delta
  }

  // MARK: - Ending

  /// Ends the validity of the rows of a version.
  ///
  /// The rows are found through the old body, from which they follow, so that no index over them is
  /// needed. Within one job a version that is superseded was never seen, and leaves no event.
  mutating func end(
    _ old: PreparedResource,
    row: Int64,
    patientRows: [Int64],
    fromJob: Int64,
    job: Int64
  ) throws {
    // Rows of this batch may be waiting still.
    try writeEvents()
    for patient in patientRows {
      patients[patient].count(old, sign: -1)
      for start in Set(old.events.map { $0.start ?? Lake.undatedStart }) {
        let statement = fromJob == job ? tables.dropEvent : tables.closeEvent
        statement.bind(0, job)
        statement.bind(1, patient)
        statement.bind(2, start)
        statement.bind(3, row)
        try statement.run()
      }
      for (ordinal, event) in old.events.enumerated() {
        try tables.conceptEvents.delete(
          try tables.concept(of: event),
          event.start ?? Lake.undatedStart,
          patient,
          row,
          Int64(ordinal),
          fromJob
        )
      }
    }
    for target in old.references { try deleteLink(to: try tables.row(of: target), from: row) }
    for identifier in old.identifiers {
      tables.deleteIdentifier.bind(0, identifier.value)
      tables.deleteIdentifier.bind(1, BusinessIdentifier.number(ofSystem: identifier.system))
      tables.deleteIdentifier.bind(2, row)
      try tables.deleteIdentifier.run()
    }
    for reference in old.conditionalReferences {
      if let target = try ReferenceResolver.target(of: reference, db) {
        try deleteLink(to: target, from: row)
      }
    }
    if !old.conditionalReferences.isEmpty {
      try db.execute(sql: "DELETE FROM unresolvedReference WHERE source = ?", arguments: [row])
    }
  }

  private func deleteLink(to target: Int64, from source: Int64) throws {
    tables.deleteLink.bind(0, target)
    tables.deleteLink.bind(1, source)
    try tables.deleteLink.run()
  }

  // MARK: - Writing

  /// Writes what was collected.
  mutating func flush() throws {
    try writeEvents()
    try writeKeys()
    try patients.write(db)
    for (type, delta) in typeDeltas {
      tables.adjustCount.bind(0, type)
      tables.adjustCount.bind(1, delta.current)
      tables.adjustCount.bind(2, delta.deleted)
      tables.adjustCount.bind(3, delta.versions)
      tables.adjustCount.bind(4, delta.notes)
      try tables.adjustCount.run()
    }
    typeDeltas = [:]
  }

  /// Moves a version in the search index to another number.
  mutating func moveKeys(
    _ resource: PreparedResource,
    row: Int64,
    from: Int,
    to: Int
  ) throws {
    try writeKeys()
    tables.deleteKeys.bind(0, SearchIndexRow.number(row, version: from))
    tables.deleteKeys.bind(1, text: resource.searchKeys)
    try tables.deleteKeys.run()
    pendingKeys.append((SearchIndexRow.number(row, version: to), resource.searchKeys))
  }

  /// Writes the waiting keys in the order of their rows, which the index wants.
  private mutating func writeKeys() throws {
    pendingKeys.sort { $0.row < $1.row }
    for item in pendingKeys {
      tables.insertKeys.bind(0, item.row)
      tables.insertKeys.bind(1, text: item.keys)
      try tables.insertKeys.run()
    }
    pendingKeys.removeAll(keepingCapacity: true)
  }

  /// Writes the waiting events in the order of their key, so that neighbours share a page.
  private mutating func writeEvents() throws {
    // Numbers are sorted, not events, which are large to move.
    let order = pending.indices.sorted { left, right in
      let (a, b) = (pending[left], pending[right])
      return (a.patient, a.start, a.resource, a.ordinal)
        < (b.patient, b.start, b.resource, b.ordinal)
    }
    let statement = tables.insertEvent
    for index in order {
      let item = pending[index]
      let event = item.event
      statement.bind(0, item.patient)
      statement.bind(1, item.start)
      statement.bind(2, item.resource)
      statement.bind(3, item.ordinal)
      statement.bind(4, item.fromJob)
      statement.bind(5, item.toJob)
      statement.bind(6, item.version)
      statement.bind(7, Int64(event.lane.rawValue))
      statement.bind(8, Int64(event.shape.rawValue))
      statement.bind(9, Int64(event.startPrecision.rawValue))
      statement.bind(10, Int64(event.endPrecision.rawValue))
      statement.bind(11, Int64(event.flag.rawValue))
      let concept = try tables.concept(of: event)
      statement.bind(12, concept)
      statement.bind(13, try tables.term(event.dateElement))
      statement.bind(14, event.end)
      statement.bind(15, event.offsetMinutes.map(Int64.init))
      statement.bind(16, event.value)
      // A value that reads as its number is not stored twice.
      let isSpelled = event.value.flatMap(Double.init) == event.number
      statement.bind(17, isSpelled ? nil : event.number)
      statement.bind(18, try tables.term(event.unit))
      statement.bind(19, event.rangeLow)
      statement.bind(20, event.rangeHigh)
      statement.bind(21, try tables.term(event.status))
      statement.bind(
        22,
        try event.encounterID.map { try tables.row(of: ResourceKey(type: .encounter, id: $0)) }
      )
      try statement.run()
      if item.toJob == nil {
        try tables.conceptEvents.insert(
          concept,
          item.start,
          item.patient,
          item.resource,
          Int64(item.ordinal),
          item.fromJob
        )
      }
    }
    pending.removeAll(keepingCapacity: true)
  }
}
