// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import GRDB
import Timeline

extension Lake {
  /// Returns the patients who have an event of a kind, aligned on it, with what was measured around
  /// it.
  ///
  /// What is withdrawn or was cancelled does not count. Of now the events are found by the index over
  /// concepts; of the past by a pass over all events.
  ///
  /// - Parameters:
  ///   - alignment: What day 0 is, and what is looked at around it.
  ///   - patients: The logical ids of the patients who are compared; `nil` for all.
  ///   - job: The last job that is seen; `nil` for all.
  ///   - limit: The most patients that are returned: those with the earliest day 0.
  ///   - zone: How many minutes clocks are ahead of UTC at a moment in milliseconds since 1970: days are
  ///     those of their calendar.
  ///   - isCancelled: Asked now and then.
  /// - Returns: The patients.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled.
  public func aligned(
    by alignment: EventAlignment,
    patients: Set<String>? = nil,
    asOf job: Int64? = nil,
    limit: Int = 1000,
    zone: (Int64) -> Int = { _ in 0 },
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> AlignedPatients {
    try read { db in
      var reader = AlignedReader(db: db, job: job, isCancelled: isCancelled)
      try reader.findDayZeros(alignment, among: patients, limit: limit)
      try reader.readPoints(alignment, zone)
      reader.found.settleUnits()
      return reader.found
    }
  }
}

private struct AlignedReader {
  let db: Database
  let job: Int64?
  let isCancelled: () -> Bool

  var found = AlignedPatients()
  private var rows: [Int64] = []

  private struct Concept {
    let id: Int64
    let title: String
    let code: String?
    let system: String?
  }

  init(db: Database, job: Int64?, isCancelled: @escaping () -> Bool) {
    self.db = db
    self.job = job
    self.isCancelled = isCancelled
  }

  private func check() throws {
    if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
  }

  /// The condition of rows that were true at the moment, with the job as the last parameter.
  private var validity: String {
    job == nil ? "e.toJob IS NULL" : "e.fromJob <= ?9 AND (e.toJob IS NULL OR e.toJob > ?9)"
  }

  private static let plans = [Lane.carePlans, .claims, .changes].map { Int($0.rawValue) }

  private static let counts = Event.stands("e")

  /// What did not come about is no day 0: what was refuted, planned only, or must not be given.
  private static let happened = Event.stands("e", but: RecordCheck.unrealStatuses)

  // MARK: - Which concepts

  /// Which concepts are of a kind, by number, with their titles; `nil` for a whole lane.
  private func concepts(of kind: EventKind) throws -> [Int64: Concept]? {
    let fits: (Concept) -> Bool
    switch kind {
    case .lane: return nil
    case .same(let event):
      let key = event.kindKey
      fits = { concept in
        var other = Event(lane: event.lane, title: concept.title)
        other.code = concept.code
        other.system = concept.system
        return other.kindKey == key
      }
    case .words(let text):
      let words = Self.folded(text).split(separator: " ").map(String.init)
      guard !words.isEmpty else { return [:] }
      let code = text.trimmingCharacters(in: .whitespaces)
      fits = { concept in
        if concept.code == code { return true }
        let names = concept.code.flatMap(CommonNames.names(ofCode:)) ?? ""
        let title = Self.folded(concept.title + " " + names)
        return words.allSatisfy { title.contains($0) }
      }
    }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT c.id, t.text, k.text, s.text FROM concept c
      JOIN term t ON t.id = IFNULL(c.shownTitle, c.title)
      LEFT JOIN term k ON k.id = IFNULL(c.shownCode, c.code)
      LEFT JOIN term s ON s.id = IFNULL(c.shownSystem, c.system)
      """
    )
    var ids: [Int64: Concept] = [:]
    while try statement.step() {
      let concept = Concept(
        id: statement.int64(0),
        title: statement.string(1) ?? "",
        code: statement.string(2),
        system: statement.string(3)
      )
      if fits(concept) { ids[concept.id] = concept }
    }
    return ids
  }

  /// How exactly words name a concept, the least where they are its code or its whole name: "cholesterol"
  /// is the total one before that in HDL, and "creatinine" no rate that is estimated from it.
  private static func rank(_ title: String, _ code: String?, named text: String) -> Int {
    let folded = Self.folded(text).split(separator: " ")
    if let code, code == text.trimmingCharacters(in: .whitespaces) { return 0 }
    // How it was measured, as in "HbA1c (IFCC)", is no other test.
    let shown =
      code.flatMap(CommonNames.shown(ofCode:)).map(Self.folded)?.prefix { $0 != "(" } ?? ""
    let names = code.flatMap(CommonNames.names(ofCode:)).map(Self.folded) ?? ""
    let bare = Self.folded(title).split(separator: "[").first.map(String.init) ?? ""
    let words = bare.split(separator: " ")
    if words == folded || shown.split(separator: " ") == folded { return 1 }
    if Set(folded).isSubset(of: Set(names.split(separator: " "))) { return 2 }
    return words.starts(with: folded) ? 3 : 4
  }

  private static func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }

  // MARK: - Day 0

  private struct DayZero {
    var start: Int64
    var precision: DatePrecision
    var resource: Int64
    var starts: [Int64] = []
  }

  /// Finds the event of each patient that is day 0.
  mutating func findDayZeros(
    _ alignment: EventAlignment,
    among patients: Set<String>?,
    limit: Int
  ) throws {
    let kinds = try concepts(of: alignment.event)
    var counts: [Int64: Int] = [:]
    var zeros: [Int64: DayZero] = [:]
    var undated: Set<Int64> = []
    var seen = 0
    let lane: Int? =
      switch alignment.event {
      case .lane(let lane): Int(lane.rawValue)
      case .same(let event): Int(event.lane.rawValue)
      case .words: nil
      }
    let isCancelled = isCancelled
    let take = { (row: RawStatement) throws in
      seen += 1
      if seen & 0x3FF == 0, isCancelled() {
        throw StoreError(.interrupted, "The operation was cancelled")
      }
      if let lane, row.int(4) != lane { return }
      // Claims and care plans name what was done, and are no event of it.
      if lane == nil, Self.plans.contains(row.int(4)) { return }
      let patient = row.int64(0)
      let start = row.int64(1)
      guard start != Lake.undatedStart else {
        undated.insert(patient)
        return
      }
      counts[row.int64(5), default: 0] += 1
      let precision = DatePrecision(rawValue: UInt8(row.int(2))) ?? .millisecond
      var zero =
        zeros[patient] ?? DayZero(start: start, precision: precision, resource: row.int64(3))
      zero.starts.append(start)
      if alignment.isLast ? start >= zero.start : start <= zero.start {
        zero.start = start
        zero.precision = precision
        zero.resource = row.int64(3)
      }
      zeros[patient] = zero
    }
    try readEvents(of: kinds, lane: lane, take)
    try list(zeros, undated, among: patients, limit: limit, isLast: alignment.isLast)
    found.eventTitle = title(of: kinds, by: counts)
  }

  /// Hands out the events of concepts, or of a whole lane.
  private func readEvents(
    of kinds: [Int64: Concept]?,
    lane: Int?,
    _ take: (RawStatement) throws -> Void
  ) throws {
    let columns = "e.patient, e.start, e.startPrecision, e.resource, e.lane, e.concept"
    if job == nil, let kinds {
      let statement = try RawStatement(
        reading: db,
        """
        SELECT \(columns) FROM conceptEvent c CROSS JOIN event e ON e.patient = c.patient
          AND e.start = c.start AND e.resource = c.resource AND e.ordinal = c.ordinal
          AND e.fromJob = c.fromJob
        WHERE c.concept = ?1 AND \(Self.happened)
        """
      )
      for concept in kinds.keys.sorted() {
        statement.reset()
        statement.bind(0, concept)
        while try statement.step() { try take(statement) }
      }
      return
    }
    let statement = try RawStatement(
      reading: db,
      """
      SELECT \(columns) FROM event e
      WHERE \(validity) AND (?1 IS NULL OR e.lane = ?1) AND \(Self.happened)
      """
    )
    statement.bind(0, lane.map { Int64($0) })
    if let job { statement.bind(8, job) }
    while try statement.step() {
      if let kinds, kinds[statement.int64(5)] == nil { continue }
      try take(statement)
    }
  }

  private mutating func list(
    _ zeros: [Int64: DayZero],
    _ undated: Set<Int64>,
    among patients: Set<String>?,
    limit: Int,
    isLast: Bool
  ) throws {
    let resource = try RawStatement(reading: db, "SELECT type, id FROM resource WHERE row = ?1")
    let key = { (row: Int64) throws -> ResourceKey? in
      resource.reset()
      resource.bind(0, row)
      guard try resource.step(), let type = ResourceType(code: resource.int(0)) else { return nil }
      return ResourceKey(type: type, id: resource.string(1) ?? "")
    }
    let isListed = { (id: String) in patients?.contains(id) ?? true }
    for row in undated where zeros[row] == nil {
      if let patient = try key(row), isListed(patient.id) { found.undated += 1 }
    }
    for (row, zero) in zeros.sorted(by: { ($0.value.start, $0.key) < ($1.value.start, $1.key) }) {
      guard let patient = try key(row), isListed(patient.id) else { continue }
      guard found.patients.count < limit else {
        found.more += 1
        continue
      }
      guard let event = try key(zero.resource) else { continue }
      var aligned = AlignedPatient(
        id: patient.id,
        key: event,
        dayZero: zero.start,
        precision: zero.precision
      )
      aligned.occurrences = zero.starts.count
      aligned.next = zero.starts.filter { $0 >= zero.start + 86_400_000 }.min().map {
        $0 - zero.start
      }
      found.patients.append(aligned)
      rows.append(row)
    }
  }

  /// Of the concepts that were measured, those that words name most exactly; those with numbers before
  /// others, as what was ordered is not what was found.
  private func bestNamed(
    _ text: String,
    _ kinds: [Int64: Concept],
    _ concepts: [[Int64]]
  ) -> Set<Int64> {
    var numeric: Set<Int64> = []
    for (patient, own) in zip(found.patients, concepts) {
      for (point, concept) in zip(patient.points, own) where point.number != nil {
        numeric.insert(concept)
      }
    }
    let measured = numeric.isEmpty ? Set(concepts.joined()) : numeric
    let ranks = measured.map {
      ($0, kinds[$0].map { Self.rank($0.title, $0.code, named: text) } ?? .max)
    }
    let best = ranks.map(\.1).min()
    return Set(ranks.filter { $0.1 == best }.map(\.0))
  }

  /// The title that most events of a kind have.
  private func title(of kinds: [Int64: Concept]?, by counts: [Int64: Int]) -> String {
    guard let kinds else { return "" }
    var titles: [String: Int] = [:]
    for (concept, count) in counts { titles[kinds[concept]?.title ?? "", default: 0] += count }
    return titles.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key ?? ""
  }

  // MARK: - What is measured

  /// The day of the calendar, from that of 1970; a date is one already.
  private static func day(
    _ moment: Int64,
    _ precision: DatePrecision,
    _ zone: (Int64) -> Int
  ) -> Int {
    let local = precision > .day ? moment + Int64(zone(moment)) * 60_000 : moment
    return Int((Double(local) / 86_400_000).rounded(.down))
  }

  /// Reads what was measured around each day 0: a stretch of the patient's events, which lie together
  /// in the order of time.
  mutating func readPoints(_ alignment: EventAlignment, _ zone: (Int64) -> Int) throws {
    let kinds = try concepts(of: alignment.measure)
    let reach = Int64(alignment.days) * 86_400_000
    let statement = try RawStatement(
      reading: db,
      """
      SELECT e.start, e.startPrecision, e.number, e.value, e.flag, u.text, e.concept, e.lane
      FROM event e LEFT JOIN term u ON u.id = e.unit
      WHERE e.patient = ?1 AND e.start >= ?2 AND e.start <= ?3 AND \(validity) AND \(Self.counts)
      """
    )
    var lane: Int?
    switch alignment.measure {
    case .lane(let wanted): lane = Int(wanted.rawValue)
    case .same(let event): lane = Int(event.lane.rawValue)
    case .words: break
    }
    var counts: [Int64: Int] = [:]
    var concepts: [[Int64]] = []
    for (index, row) in rows.enumerated() {
      try check()
      concepts.append([])
      let zero = found.patients[index].dayZero
      let firstDay = Self.day(zero, found.patients[index].precision, zone)
      statement.reset()
      statement.bind(0, row)
      // What has no date is no measurement of the window.
      statement.bind(1, max(zero - reach, Lake.undatedStart + 1))
      statement.bind(2, zero + reach)
      if let job { statement.bind(8, job) }
      while try statement.step() {
        if let lane, statement.int(7) != lane { continue }
        let concept = statement.int64(6)
        if let kinds, kinds[concept] == nil { continue }
        // How much was given is counted, and is no level of it.
        let isDose = lane == nil && statement.int(7) == Int(Lane.medications.rawValue)
        let value = isDose ? nil : statement.string(3)
        concepts[index].append(concept)
        let precision = DatePrecision(rawValue: UInt8(statement.int(1))) ?? .millisecond
        found.patients[index].points.append(
          .init(
            offset: statement.int64(0) - zero,
            days: Self.day(statement.int64(0), precision, zone) - firstDay,
            precision: precision,
            number: isDose
              ? nil : statement.optionalDouble(2) ?? value.flatMap(Double.init),
            value: value,
            flag: Flag(rawValue: UInt8(statement.int(4))) ?? .none,
            unit: statement.string(5)
          )
        )
      }
    }
    if case .words(let text) = alignment.measure, let kinds {
      let best = bestNamed(text, kinds, concepts)
      for index in found.patients.indices {
        for (point, concept) in zip(found.patients[index].points, concepts[index])
        where point.number != nil && !best.contains(concept) {
          found.otherTests[kinds[concept]?.title ?? "", default: 0] += 1
        }
        let kept = zip(found.patients[index].points, concepts[index]).filter { best.contains($1) }
        found.patients[index].points = kept.map(\.0)
        concepts[index] = kept.map(\.1)
      }
    }
    for concept in concepts.joined() { counts[concept, default: 0] += 1 }
    found.measureTitle = title(of: kinds, by: counts)
  }
}
