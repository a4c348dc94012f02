// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Writes a planned life down as FHIR resources, visit after visit.
///
/// Only what lies before the present and before death is written. Everything goes into one buffer;
/// ``entries`` says what lies where, and when it entered the record.
struct Recorder: Sendable {
  var writer: ResourceWriter
  var entries: [RecordEntry]
  var life: Life
  var random: SampleRandom
  let options: RecordOptions
  let patientID: ResourceID
  let zone: TimeZoneRule
  let town: Directory.Town
  /// What is remembered of the visit that is being written.
  var visit = VisitContext()
  /// The last value of each analyte, as it was reported.
  var lastValues: [Double?] = Array(repeating: nil, count: Analyte.allCases.count)
  /// Ids of the coverage, the care team and devices, once written.
  var coverageID = ResourceID.none
  var careTeamID = ResourceID.none
  var hasDirective = false
  var implants: [String] = []
  private var idState: UInt64
  private var counter: UInt64 = 0
  private var current: (kind: ResourceKind, id: ResourceID, start: Int, recordedAt: Moment)

  /// Creates a recorder of a life; the buffer and the list of entries may be used ones, to keep
  /// their memory.
  init(
    life: Life,
    seed: UInt64,
    stream: UInt64,
    options: RecordOptions,
    reusing writer: ResourceWriter = ResourceWriter(),
    entries: [RecordEntry] = []
  ) {
    self.writer = writer
    self.writer.removeAll()
    self.writer.idName = options.idName
    self.entries = entries
    self.entries.removeAll(keepingCapacity: true)
    self.life = life
    self.options = options
    random = SampleRandom(seed: seed, stream: stream, purpose: 2)
    zone = life.person.place.zone
    town = Directory.shared.towns[life.person.placeIndex]
    var ids = SampleRandom(seed: seed, stream: stream, purpose: 3)
    idState = ids.next()
    patientID =
      options.idName == nil ? ResourceID(high: ids.next(), low: ids.next() | 1) : .none
    current = (.patient, patientID, 0, 0)
  }

  // MARK: - Frame

  /// Returns the next id.
  mutating func nextID() -> ResourceID {
    counter += 1
    if options.idName != nil { return ResourceID(high: 0, low: counter) }
    return ResourceID(high: SampleRandom.mix(&idState), low: SampleRandom.mix(&idState))
  }

  /// Begins a resource that entered the record at a moment.
  mutating func begin(_ kind: ResourceKind, _ id: ResourceID, at recordedAt: Moment) {
    current = (kind, id, writer.bytes.count, recordedAt)
    writer.openResource()
    writer.member("resourceType", kind.name)
    writer.openString("id")
    writer.piece(id)
    writer.closeString()
    guard options.writesLastUpdated else { return }
    writer.open("meta")
    writer.dateTime("lastUpdated", recordedAt, Self.utc)
    writer.close()
  }

  /// Ends the resource.
  mutating func end(
    _ interaction: RecordEntry.Interaction = .write,
    author: String? = nil,
    reason: String? = nil
  ) {
    writer.endLine()
    entries.append(
      RecordEntry(
        kind: current.kind,
        id: current.id,
        range: current.start..<writer.bytes.count,
        recordedAt: current.recordedAt,
        interaction: interaction,
        author: author,
        reason: reason
      )
    )
  }

  /// Says that a resource was deleted.
  mutating func delete(
    _ kind: ResourceKind,
    _ id: ResourceID,
    at moment: Moment,
    author: String,
    reason: String
  ) {
    let here = writer.bytes.count
    entries.append(
      RecordEntry(
        kind: kind,
        id: id,
        range: here..<here,
        recordedAt: moment,
        interaction: .delete,
        author: author,
        reason: reason
      )
    )
  }

  /// Writes another version of what an entry holds.
  mutating func rewrite(
    _ entry: RecordEntry,
    _ line: ArraySlice<UInt8>,
    at moment: Moment,
    author: String,
    reason: String
  ) {
    let start = writer.bytes.count
    writer.append(line)
    entries.append(
      RecordEntry(
        kind: entry.kind,
        id: entry.id,
        range: start..<writer.bytes.count,
        recordedAt: moment,
        author: author,
        reason: reason
      )
    )
  }

  static let utc = TimeZoneRule(standard: 0, summer: .none)

  // MARK: - A whole life

  /// Moves check-ups that would fall into a hospital stay to the time after it.
  private mutating func postpone() {
    let stays = life.visits.filter(\.kind.isStay).map { $0.start..<$0.end }
    guard !stays.isEmpty else { return }
    for index in life.visits.indices where life.visits[index].isMovable {
      let start = life.visits[index].start
      guard let stay = stays.first(where: { $0.contains(start) }) else { continue }
      life.visits[index].start = life.officeHour(stay.upperBound + .days(4))
    }
  }

  /// Writes everything.
  mutating func recordLife() {
    postpone()
    life.visits.sort { ($0.start, $0.minutes) < ($1.start, $1.minutes) }
    writePatient()
    writeRelative()
    writeFamilyHistory()
    writeAllergies()
    if life.hasClaims { writeCoverage() }
    for index in life.visits.indices where life.visits[index].start < life.end {
      record(life.visits[index])
    }
    if life.person.death != nil, life.end < life.now { writeDeath() }
  }
}
