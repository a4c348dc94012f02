// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
public import Timeline

/// An event with the resource version it comes from.
public struct StoredEvent: Sendable, Equatable {
  /// The event.
  public var event: Event

  /// The resource it was derived from.
  public var key: ResourceKey

  /// The number of the version it was derived from.
  public var version: Int

  /// Creates a stored event.
  public init(event: Event, key: ResourceKey, version: Int) {
    self.event = event
    self.key = key
    self.version = version
  }
}

extension Lake {
  /// The condition of rows of `event e` that are true, or were so when a job had ended, which then
  /// is the second parameter.
  static func validity(_ job: Int64?) -> String {
    job == nil ? "e.toJob IS NULL" : "e.fromJob <= ?2 AND (e.toJob IS NULL OR e.toJob > ?2)"
  }

  /// Returns the events of a patient: undated ones first, then by their start.
  ///
  /// - Parameters:
  ///   - id: The logical id of the patient.
  ///   - job: The last job whose writes are seen; `nil` for all.
  ///   - isCancelled: Asked now and then; when it says so, the reading stops.
  /// - Returns: The events with the versions they come from.
  /// - Throws: ``StoreError``, with code `.notFound` when no patient has the id and `.interrupted`
  ///   when it was cancelled.
  public func events(
    ofPatient id: String,
    asOf job: Int64? = nil,
    isCancelled: () -> Bool = { false }
  ) throws -> [StoredEvent] {
    try read { db in
      guard let patient = try find(ResourceKey(type: .patient, id: id), db)?.row else {
        throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
      }
      var reader = try EventReader(db, where: "e.patient = ?1 AND \(Self.validity(job))")
      reader.statement.bind(0, patient)
      if let job { reader.statement.bind(1, job) }
      var events: [StoredEvent] = []
      while let event = try reader.next() {
        events.append(event)
        if events.count & 0x3FF == 0 && isCancelled() {
          throw StoreError(.interrupted, "The operation was cancelled")
        }
      }
      try nameReferences(&events, asOf: job)
      return events
    }
  }

  /// Puts names in the place of the references that values of encounters have: where somebody lies, and why.
  ///
  /// A place is called as it was at the moment, and by its last name where it is deleted.
  private func nameReferences(_ events: inout [StoredEvent], asOf job: Int64?) throws {
    var names: [ResourceKey: String?] = [:]
    for index in events.indices where events[index].event.lane == .encounters {
      guard let value = events[index].event.value else { continue }
      events[index].event.value = try ReferredNames.filled(value) { type, id in
        let key = ResourceKey(type: type, id: id)
        if let known = names[key] { return known }
        let name: String? =
          if type == .location {
            try versions(of: key, asOf: job).first { $0.interaction != .delete }
              .flatMap { try resource(key, version: $0.version).document?.root["name"]?.content }
          } else {
            events.first { $0.key == key }?.event.title
          }
        names[key] = .some(name)
        return name
      }
    }
  }
}

/// Reads rows of `event`, remembering the texts that they share.
struct EventReader {
  let statement: RawStatement
  private let findTerm: RawStatement
  private let findConcept: RawStatement
  private let findResource: RawStatement
  private var terms: [Int64: String] = [:]
  private var concepts: [Int64: (title: String, code: String?, system: String?)] = [:]
  private var encounters: [Int64: String] = [:]

  /// Prepares the reading of events.
  ///
  /// - Parameters:
  ///   - db: The connection.
  ///   - source: The tables, among them `event e`.
  ///   - start: The column that `event.start` is read from.
  ///   - condition: Which rows, and in which order.
  /// - Throws: ``StoreError``.
  init(
    _ db: Database,
    from source: String = "event e",
    start: String = "e.start",
    where condition: String
  ) throws {
    statement = try RawStatement(
      reading: db,
      """
      SELECT \(start), e.resource, e.version, e.lane, e.shape, e.startPrecision, e.endPrecision,
        e.flag, e.concept, e.dateElement, e.end, e.offsetMinutes, e.value, e.number, e.unit,
        e.rangeLow, e.rangeHigh, e.status, e.encounter, r.type, r.id, e.patient, e.ordinal
      FROM \(source) CROSS JOIN resource r ON r.row = e.resource WHERE \(condition)
      """
    )
    findTerm = try RawStatement(reading: db, "SELECT text FROM term WHERE id = ?")
    findConcept = try RawStatement(
      reading: db,
      """
      SELECT IFNULL(shownTitle, title), IFNULL(shownCode, code), IFNULL(shownSystem, system)
      FROM concept WHERE id = ?
      """
    )
    findResource = try RawStatement(reading: db, "SELECT id FROM resource WHERE row = ?")
  }

  /// The number of the patient of the event that was read last.
  var patient: Int64 { statement.int64(21) }

  /// Returns the next event, or `nil` after the last.
  mutating func next() throws -> StoredEvent? {
    guard try statement.step() else { return nil }
    let row = statement
    guard let type = ResourceType(code: row.int(19)) else {
      throw StoreError(.corrupt, "A resource has no known type")
    }
    let concept = try concept(row.int64(8))
    var event = Event(
      lane: Lane(rawValue: UInt8(row.int(3))) ?? .documents,
      title: concept.title
    )
    event.system = concept.system
    event.code = concept.code
    let start = row.int64(0)
    event.start = start == Lake.undatedStart ? nil : start
    event.shape = Event.Shape(rawValue: UInt8(row.int(4))) ?? .instant
    event.startPrecision = DatePrecision(rawValue: UInt8(row.int(5))) ?? .millisecond
    event.endPrecision = DatePrecision(rawValue: UInt8(row.int(6))) ?? .millisecond
    event.flag = Flag(rawValue: UInt8(row.int(7))) ?? .none
    event.dateElement = try term(row.optionalInt64(9))
    event.end = row.optionalInt64(10)
    event.offsetMinutes = row.optionalInt64(11).map { Int16(truncatingIfNeeded: $0) }
    event.value = row.string(12)
    event.number = row.optionalDouble(13) ?? event.value.flatMap(Double.init)
    event.unit = try term(row.optionalInt64(14))
    event.rangeLow = row.optionalDouble(15)
    event.rangeHigh = row.optionalDouble(16)
    event.status = try term(row.optionalInt64(17))
    event.encounterID = try encounter(row.optionalInt64(18))
    return StoredEvent(
      event: event,
      key: ResourceKey(type: type, id: row.string(20) ?? ""),
      version: row.int(2)
    )
  }

  private mutating func term(_ id: Int64?) throws -> String? {
    guard let id else { return nil }
    if let text = terms[id] { return text }
    findTerm.bind(0, id)
    guard try findTerm.step() else { throw StoreError(.corrupt, "A term is missing") }
    let text = findTerm.string(0) ?? ""
    findTerm.reset()
    terms[id] = text
    return text
  }

  private mutating func concept(
    _ id: Int64
  ) throws -> (title: String, code: String?, system: String?) {
    if let concept = concepts[id] { return concept }
    findConcept.bind(0, id)
    guard try findConcept.step() else { throw StoreError(.corrupt, "A concept is missing") }
    let ids = (findConcept.int64(0), findConcept.optionalInt64(1), findConcept.optionalInt64(2))
    findConcept.reset()
    let concept = (try term(ids.0) ?? "", try term(ids.1), try term(ids.2))
    concepts[id] = concept
    return concept
  }

  private mutating func encounter(_ row: Int64?) throws -> String? {
    guard let row else { return nil }
    if let id = encounters[row] { return id }
    findResource.bind(0, row)
    guard try findResource.step() else { return nil }
    let id = findResource.string(0)
    findResource.reset()
    encounters[row] = id
    return id
  }
}
