// SPDX-License-Identifier: Apache-2.0

import FHIR
internal import GRDB
internal import Timeline

/// Counts the allergies that stood when a job had ended, and the directives that were in force.
struct PastAlerts {
  /// How many there were.
  struct Counts {
    var allergies = 0
    var directives = 0
  }

  private let job: Int64
  private let always: RawStatement
  private let named: RawStatement
  private let statuses: RawStatement

  /// The numbers of the concepts that may be directives, as JSON.
  private let candidates: String

  /// The concepts that are code statuses, with their titles.
  private let statusTitles: [Int64: String]

  /// Prepares the counting.
  ///
  /// - Parameters:
  ///   - db: The connection.
  ///   - job: The last job that is seen.
  /// - Throws: ``StoreError``.
  init(_ db: Database, job: Int64) throws {
    self.job = job
    // Few enough to be asked one and all.
    let types = Self.codes([.allergyIntolerance, .consent, .flag])
    always = try RawStatement(
      reading: db,
      """
      SELECT r.type, v.dictionary, v.body FROM resource r JOIN resourceVersion v ON v.row = (
        SELECT MAX(o.row) FROM resourceVersion o
        WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= ?2)
      WHERE r.patient = ?1 AND r.type IN (\(types)) AND v.interaction <> 3
      """
    )
    let valid = "e.patient = ?1 AND e.fromJob <= ?2 AND (e.toJob IS NULL OR e.toJob > ?2)"
    // Problems, orders and documents are many: those whose title or code may be one.
    let others = Self.codes([.condition, .serviceRequest, .carePlan, .documentReference])
    named = try RawStatement(
      reading: db,
      """
      SELECT r.type, v.dictionary, v.body
      FROM (SELECT DISTINCT e.resource, e.version FROM event e
          WHERE \(valid) AND e.concept IN (SELECT value FROM json_each(?3))) f
        JOIN resource r ON r.row = f.resource
        JOIN resourceVersion v ON v.row = f.resource << 20 | f.version
      WHERE r.type IN (\(others))
      """
    )
    statuses = try RawStatement(
      reading: db,
      """
      SELECT e.concept, e.start, e.status, e.value FROM event e
      WHERE \(valid) AND e.concept IN (SELECT value FROM json_each(?3))
      """
    )
    candidates = Self.json(try Self.candidates(db))
    statusTitles = Dictionary(try CodeStatuses.concepts(db)) { first, _ in first }
  }

  /// Counts those of a patient.
  ///
  /// - Parameters:
  ///   - patient: The row of the patient.
  ///   - body: Reads the body in the second and third column of a row.
  /// - Returns: How many of each there were.
  /// - Throws: ``StoreError``.
  func count(
    ofPatient patient: Int64,
    body: (RawStatement, String) throws -> JSONDocument
  ) throws -> Counts {
    var counts = Counts()
    named.bind(2, candidates)
    for statement in [always, named] {
      statement.bind(0, patient)
      statement.bind(1, job)
      defer { statement.reset() }
      while try statement.step() {
        guard let type = ResourceType(code: statement.int(0)) else { continue }
        let root = try body(statement, type.rawValue).root
        if type == .allergyIntolerance {
          counts.allergies += Allergies.isAllergy(root) ? 1 : 0
        } else {
          counts.directives += AdvanceDirective.isOne(root, type: type) ? 1 : 0
        }
      }
    }
    if try hasForbiddingStatus(patient) { counts.directives += 1 }
    return counts
  }

  private func hasForbiddingStatus(_ patient: Int64) throws -> Bool {
    guard !statusTitles.isEmpty else { return false }
    var last = CodeStatuses.Last()
    statuses.bind(0, patient)
    statuses.bind(1, job)
    statuses.bind(2, Self.json(statusTitles.keys.sorted()))
    defer { statuses.reset() }
    while try statuses.step() {
      last.add(
        title: statusTitles[statuses.int64(0)] ?? "",
        status: statuses.string(2),
        value: statuses.string(3),
        of: patient,
        at: statuses.int64(1)
      )
    }
    return !last.forbidding.isEmpty
  }

  /// The concepts whose title or code may be that of a directive.
  private static func candidates(_ db: Database) throws -> [Int64] {
    let statement = try RawStatement(
      reading: db,
      """
      WITH hit AS (SELECT rowid AS id FROM termText WHERE termText MATCH ?1)
      SELECT id FROM concept WHERE title IN hit OR shownTitle IN hit
      UNION
      SELECT c.id FROM concept c JOIN term t ON t.id = c.code
      WHERE t.text IN (SELECT value FROM json_each(?2))
      """
    )
    let phrases = AdvanceDirective.titleWords.sorted().map { "\"\($0)\" *" }
    statement.bind(0, phrases.joined(separator: " OR "))
    let codes = AdvanceDirective.allCodes.flatMap { [$0, $0.uppercased()] }
    statement.bind(1, "[" + codes.map { "\"\($0)\"" }.joined(separator: ",") + "]")
    defer { statement.reset() }
    var found: [Int64] = []
    while try statement.step() { found.append(statement.int64(0)) }
    return found
  }

  private static func codes(_ types: [ResourceType]) -> String {
    types.map { String($0.code) }.joined(separator: ", ")
  }

  private static func json(_ numbers: [Int64]) -> String {
    "[" + numbers.map(String.init).joined(separator: ",") + "]"
  }
}
