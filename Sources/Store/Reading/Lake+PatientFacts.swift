// SPDX-License-Identifier: Apache-2.0

import Extraction
import FHIR
import GRDB
import Timeline

/// What a list of patients is sorted and counted by, beside what the list itself has.
public struct PatientFacts: Sendable, Equatable {
  /// Entries of the record without a date.
  public var undated = 0

  /// Entries of the record that say what they are in words alone, without a code.
  public var uncoded = 0

  /// Entries that begin in the future and are not planned.
  public var future = 0

  /// Entries that are over before the patient was born.
  public var beforeBirth = 0

  /// References from the record to what the lake does not have, each target of a resource once.
  public var dangling = 0

  /// Entities of notes that await a verdict.
  public var unreviewed = 0

  /// What is taken, was given within two days, is held or is to come although the patient is allergic to
  /// it, by the names of both: numbers in ``PatientFactTable/titles``.
  public var despiteAllergy: [Int32] = []

  /// Versions that came after the job that was asked about.
  public var news = 0

  /// Problems and medications, each once, as numbers in ``PatientFactTable/titles``.
  public var entries: [Entry] = []

  /// A problem or a medication.
  public struct Entry: Sendable, Equatable {
    /// Which, as a number in ``PatientFactTable/titles``.
    public var title: Int32

    /// Whether it is a problem, and no medication.
    public var isProblem: Bool

    /// Whether it is so now: not ended, and not said to be over.
    public var isActive: Bool

    /// Whether a newer order or statement says that what says "active" is over; of what is so now.
    public var isInDoubt: Bool

    /// Creates an entry.
    public init(title: Int32, isProblem: Bool, isActive: Bool, isInDoubt: Bool = false) {
      self.title = title
      self.isProblem = isProblem
      self.isActive = isActive
      self.isInDoubt = isInDoubt
    }
  }

  /// How many different problems are active.
  public var problems: Int { entries.count { $0.isProblem && $0.isActive } }

  /// Creates facts of a patient of whom nothing is known.
  public init() {}
}

/// The facts of all patients.
public struct PatientFactTable: Sendable, Equatable {
  /// The facts by the logical ids of the patients; of others there is nothing to say.
  public var patients: [String: PatientFacts] = [:]

  /// What problems and medications are called.
  public var titles: [String] = []

  /// Creates an empty table.
  public init() {}
}

extension Lake {
  /// Returns what there is to say of each patient, from one pass over the current events.
  ///
  /// - Parameters:
  ///   - seen: The jobs that ``PatientFacts/news`` are counted after, by the ids of patients.
  ///   - endedStatuses: The statuses of what is over, or never was.
  ///   - now: The present, in milliseconds since 1970 UTC.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - isCancelled: Asked now and then.
  ///   - progress: Told how many patients are done.
  /// - Returns: The facts. Of the past it is not known what awaited a verdict and which references
  ///   dangled, and birth dates are those of now.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func patientFacts(
    after seen: [String: Int64] = [:],
    endedStatuses: Set<String>,
    now: Int64,
    asOf job: Int64? = nil,
    isCancelled: @escaping () -> Bool = { false },
    progress: (Int) -> Void = { _ in }
  ) throws -> PatientFactTable {
    try read { db in
      var reader = FactReader(db: db, now: now, job: job ?? .max, isCancelled: isCancelled)
      try reader.readIDs()
      try reader.readEvents(ended: endedStatuses, progress: progress)
      try reader.readMisplaced()
      if job == nil {
        try reader.readUnreviewed()
        try reader.readDangling()
      }
      try reader.readNews(after: seen)
      return reader.table
    }
  }
}

private struct FactReader {
  let db: Database
  let now: Int64
  let job: Int64
  let isCancelled: () -> Bool

  private(set) var table = PatientFactTable()
  private var ids: [Int64: String] = [:]
  private var rows: [String: Int64] = [:]

  init(db: Database, now: Int64, job: Int64, isCancelled: @escaping () -> Bool) {
    self.db = db
    self.now = now
    self.job = job
    self.isCancelled = isCancelled
  }

  private func check() throws {
    if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
  }

  mutating func readIDs() throws {
    let statement = try RawStatement(
      reading: db,
      "SELECT p.resource, r.id FROM patient p JOIN resource r ON r.row = p.resource"
    )
    while try statement.step() {
      let id = statement.string(1) ?? ""
      ids[statement.int64(0)] = id
      rows[id] = statement.int64(0)
    }
  }

  /// Problems and medications, what has no date, and what has no code: the other events, which are
  /// most, are passed over by SQLite.
  mutating func readEvents(ended: Set<String>, progress: (Int) -> Void) throws {
    let (titles, uncoded) = try readConcepts()
    let statuses = try readStatuses(ended)
    let statement = try RawStatement(
      reading: db,
      """
      SELECT patient, lane, concept, status, shape, end, start, resource, dateElement FROM event
      WHERE fromJob <= ?1 AND (toJob IS NULL OR toJob > ?1) AND lane < 15
        AND (lane IN (2, 3, \(Lane.allergies.rawValue)) OR start = ?2 OR concept IN (
          SELECT id FROM concept WHERE code IS NULL))
      """
    )
    statement.bind(0, job)
    statement.bind(1, Int64.min)
    var current: Int64?
    var facts = PatientFacts()
    var places: [Int64: Int] = [:]
    var claims = try MedicationClaims(db, texts: statuses.texts)
    let names = table.titles
    var conflicts = try AllergyConflicts(db, titles: names, now: now)
    var done = 0
    while try statement.step() {
      let patient = statement.int64(0)
      if patient != current {
        try claims.settle(&facts.entries)
        facts.despiteAllergy = try conflicts.settle()
        if let current, let id = ids[current] { table.patients[id] = facts }
        current = patient
        facts = PatientFacts()
        places.removeAll(keepingCapacity: true)
        done += 1
        if done & 0x3F == 0 {
          try check()
          progress(done)
        }
      }
      let concept = statement.int64(2)
      let lane = statement.int(1)
      let isVoid = !statement.isNull(3) && statuses.meanings[statement.int64(3)] == .void
      if !isVoid {
        if statement.int64(6) == .min, Self.datedLanes.contains(lane) { facts.undated += 1 }
        if uncoded.contains(concept) { facts.uncoded += 1 }
      }
      guard let title = titles[concept] else { continue }
      if lane == Int(Lane.allergies.rawValue), !isVoid { conflicts.add(allergy: statement, title) }
      guard lane == 2 || lane == 3 else { continue }
      let status =
        statement.isNull(3) ? Status.none : statuses.meanings[statement.int64(3)] ?? .other
      // What was withdrawn never was.
      if status == .void { continue }
      let isToCome =
        lane == 3 && status != .ended && MedicationClaim.isToCome(statement.int64(6), now: now)
      let end = statement.optionalInt64(5)
      let isActive =
        status != .ended && status != .unreal && !isToCome
        && (end.map { $0 > now } ?? (statement.int(4) == 1 || status == .active))
      if lane == 3 {
        let isTaken = isActive || isToCome && status == .active
        conflicts.add(medication: statement, title, isTaken: isTaken)
      }
      let key = Int64(title) << 1 | (lane == 2 ? 1 : 0)
      if let place = places[key] {
        // What is so by one entry is so, whatever others say that are over.
        if isActive { facts.entries[place].isActive = true }
      } else if status == .unreal || isToCome {
        // What was refuted, not given or only planned is nothing that the patient had.
        continue
      } else {
        places[key] = facts.entries.count
        facts.entries.append(.init(title: title, isProblem: lane == 2, isActive: isActive))
      }
      if lane == 3, let place = places[key] {
        claims.add(statement, entry: place, title: title, isActive: isActive) {
          names[Int(title)]
        }
      }
    }
    try claims.settle(&facts.entries)
    facts.despiteAllergy = try conflicts.settle()
    if let current, let id = ids[current] { table.patients[id] = facts }
  }

  private static let datedLanes = Set(RecordCheck.datedLanes.map { Int($0.rawValue) })

  private enum Status { case none, active, ended, unreal, void, other }

  /// The titles of concepts as numbers in the table, and the concepts without a code.
  private mutating func readConcepts() throws -> (titles: [Int64: Int32], uncoded: Set<Int64>) {
    let statement = try RawStatement(
      reading: db,
      """
      SELECT c.id, t.text, c.code IS NULL FROM concept c
      JOIN term t ON t.id = IFNULL(c.shownTitle, c.title)
      """
    )
    var titles: [Int64: Int32] = [:]
    var uncoded: Set<Int64> = []
    var numbers: [String: Int32] = [:]
    while try statement.step() {
      let text = BodySite.removed(from: statement.string(1) ?? "")
      let number = numbers[text] ?? Int32(truncatingIfNeeded: table.titles.count)
      if numbers[text] == nil {
        numbers[text] = number
        table.titles.append(text)
      }
      titles[statement.int64(0)] = number
      if statement.int(2) != 0 { uncoded.insert(statement.int64(0)) }
    }
    return (titles, uncoded)
  }

  /// What statuses mean, by the numbers of their texts, and the texts of those that a claim may have.
  private func readStatuses(
    _ ended: Set<String>
  ) throws -> (meanings: [Int64: Status], texts: [Int64: String]) {
    var found: [Int64: Status] = [:]
    var texts: [Int64: String] = [:]
    let statement = try RawStatement(reading: db, "SELECT id FROM term WHERE text = ?1")
    var meanings: [String: Status] = [:]
    for text in Event.activeStatuses { meanings[text] = .active }
    for text in MedicationClaim.overStatuses { meanings[text] = .other }
    for text in ended { meanings[text] = .ended }
    for text in RecordCheck.unrealStatuses { meanings[text] = .unreal }
    for text in RecordCheck.voidStatuses { meanings[text] = .void }
    for (text, meaning) in meanings {
      statement.reset()
      statement.bind(0, text)
      guard try statement.step() else { continue }
      found[statement.int64(0)] = meaning
      if meaning != .void { texts[statement.int64(0)] = text }
    }
    return (found, texts)
  }

  /// What is before birth or in the future: a look at each end of a patient's events, which are in
  /// order of time.
  mutating func readMisplaced() throws {
    let patients = try RawStatement(reading: db, "SELECT resource, birthDate FROM patient")
    let future = try RawStatement(
      reading: db,
      """
      SELECT COUNT(*) FROM event WHERE patient = ?1 AND start > ?2
        AND fromJob <= ?3 AND (toJob IS NULL OR toJob > ?3)
        AND lane NOT IN (\(Lane.carePlans.rawValue), \(Lane.changes.rawValue))
        AND (status IS NULL OR status NOT IN (SELECT id FROM term WHERE text IN (\(Self.excused))))
      """
    )
    let early = try RawStatement(
      reading: db,
      """
      SELECT start, end, startPrecision FROM event
      WHERE patient = ?1 AND start > ?2 AND start < ?4 AND NOT (shape = 1 AND end IS NULL)
        AND fromJob <= ?3 AND (toJob IS NULL OR toJob > ?3) AND lane <> \(Lane.changes.rawValue)
        AND (status IS NULL OR status NOT IN (SELECT id FROM term WHERE text IN (\(Self.void))))
      """
    )
    var done = 0
    while try patients.step() {
      done += 1
      if done & 0x3F == 0 { try check() }
      let row = patients.int64(0)
      guard let id = ids[row] else { continue }
      future.reset()
      future.bind(0, row)
      future.bind(1, now)
      future.bind(2, job)
      if try future.step(), future.int(0) > 0 {
        table.patients[id, default: PatientFacts()].future = future.int(0)
      }
      // A birth date has no zone: what happened within a day of it may be after birth somewhere.
      guard let date = patients.string(1).flatMap(FHIRDateTime.init) else { continue }
      let birth = date.lowerBound - Self.zoneMargin
      early.reset()
      early.bind(0, row)
      early.bind(1, Int64.min)
      early.bind(2, job)
      early.bind(3, birth)
      var count = 0
      while try early.step() {
        let precision = DatePrecision(rawValue: UInt8(early.int(2))) ?? .millisecond
        let last = early.optionalInt64(1) ?? precision.upperBound(of: early.int64(0))
        if last <= birth { count += 1 }
      }
      if count > 0 { table.patients[id, default: PatientFacts()].beforeBirth = count }
    }
    future.reset()
    early.reset()
  }

  /// How far clocks are apart at the most, in milliseconds.
  private static let zoneMargin: Int64 = 14 * 3_600_000

  private static let void = texts(RecordCheck.voidStatuses)
  private static let excused = texts(RecordCheck.voidStatuses.union(RecordCheck.plannedStatuses))

  private static func texts(_ statuses: Set<String>) -> String {
    statuses.sorted().map { "'\($0)'" }.joined(separator: ", ")
  }

  /// References to what is only referred to or is deleted, and conditional ones without a target.
  mutating func readDangling() throws {
    try check()
    let statement = try RawStatement(
      reading: db,
      """
      SELECT s.patient, COUNT(*)
      FROM resource t CROSS JOIN link l ON l.target = t.row JOIN resource s ON s.row = l.source
      WHERE (t.version = 0 OR t.deleted = 1) AND s.deleted = 0 AND s.patient IS NOT NULL
      GROUP BY s.patient
      UNION ALL
      SELECT s.patient, COUNT(*) FROM unresolvedReference u JOIN resource s ON s.row = u.source
      WHERE s.deleted = 0 AND s.patient IS NOT NULL GROUP BY s.patient
      """
    )
    while try statement.step() {
      guard let id = ids[statement.int64(0)] else { continue }
      table.patients[id, default: PatientFacts()].dangling += statement.int(1)
    }
  }

  /// Entities that nobody judged; of a note that is there as a document and as a report only once.
  mutating func readUnreviewed() throws {
    struct Words: Hashable {
      var patient: Int64
      var hash: Int64
    }
    try check()
    let types = StoredEntity.reviewable.map { "'\($0.rawValue)'" }.joined(separator: ",")
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.patient, d.hash, r.type,
        (SELECT COUNT(*) FROM entity e WHERE e.reading = d.id AND e.type IN (\(types))
          AND IFNULL(\(EntityReader.decision(asOf: nil)), 'unreviewed') = 'unreviewed')
      FROM reading d JOIN resource r ON r.row = d.resource
      WHERE d.toJob IS NULL AND r.deleted = 0 AND r.patient IS NOT NULL
      """
    )
    var counts: [Words: (documents: [Int], reports: [Int])] = [:]
    while try statement.step() {
      guard ids[statement.int64(0)] != nil, statement.int(3) > 0 else { continue }
      let words = Words(patient: statement.int64(0), hash: statement.int64(1))
      if ResourceType(code: statement.int(2)) == .diagnosticReport {
        counts[words, default: ([], [])].reports.append(statement.int(3))
      } else {
        counts[words, default: ([], [])].documents.append(statement.int(3))
      }
    }
    for (words, found) in counts {
      guard let id = ids[words.patient] else { continue }
      let alone = found.reports.dropFirst(found.documents.count)
      table.patients[id, default: PatientFacts()].unreviewed +=
        found.documents.reduce(0, +) + alone.reduce(0, +)
    }
  }

  /// Versions that came after a patient was looked at last; the cost is that of what came since.
  mutating func readNews(after seen: [String: Int64]) throws {
    guard let first = seen.values.min() else { return }
    try check()
    let statement = try RawStatement(
      reading: db,
      """
      SELECT r.patient, v.job, COUNT(*)
      FROM jobVersion v JOIN resource r ON r.row = v.row >> 20
      WHERE v.job > ?1 AND v.job <= ?2 AND r.patient IS NOT NULL GROUP BY r.patient, v.job
      """
    )
    statement.bind(0, first)
    statement.bind(1, job)
    while try statement.step() {
      guard let id = ids[statement.int64(0)], let last = seen[id], statement.int64(1) > last else {
        continue
      }
      table.patients[id, default: PatientFacts()].news += statement.int(2)
    }
  }
}
