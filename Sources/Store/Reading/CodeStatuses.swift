// SPDX-License-Identifier: Apache-2.0

internal import GRDB
internal import Timeline

/// Whose last code status forbids: `Code status: DNR`, which is a result and no order.
///
/// Found by what such results are called, so that it costs nothing where there are none. A status that
/// nobody knows takes none back.
struct CodeStatuses {
  /// The numbers of the patients.
  let patients: Set<Int64>

  /// Reads them.
  ///
  /// - Parameters:
  ///   - db: The database.
  ///   - only: The patient that is asked for; `nil` for all.
  /// - Throws: ``StoreError``.
  init(_ db: Database, only: Int64? = nil) throws {
    var last: [Int64: (start: Int64, forbids: Bool)] = [:]
    let events = try RawStatement(
      reading: db,
      """
      SELECT e.patient, e.start, e.status, e.value
      FROM conceptEvent c CROSS JOIN event e ON e.patient = c.patient AND e.start = c.start
        AND e.resource = c.resource AND e.ordinal = c.ordinal AND e.fromJob = c.fromJob
      WHERE c.concept = ?1 AND (?2 IS NULL OR c.patient = ?2)
      """
    )
    for (concept, title) in try Self.concepts(db) {
      events.bind(0, concept)
      events.bind(1, only)
      defer { events.reset() }
      while try events.step() {
        var event = Event(lane: .documents, title: title)
        (event.status, event.value) = (events.string(2), events.string(3))
        let (patient, start) = (events.int64(0), events.int64(1))
        guard event.isResult, AdvanceDirective.tells(codeStatus: event),
          last[patient].map({ $0.start < start }) ?? true
        else { continue }
        last[patient] = (start, AdvanceDirective.forbids(codeStatus: event))
      }
    }
    patients = Set(last.filter(\.value.forbids).keys)
  }

  /// The concepts that are code statuses, with their titles.
  private static func concepts(_ db: Database) throws -> [(Int64, String)] {
    let phrases = AdvanceDirective.codeStatusNames.map { "\"\($0)\" *" }
    let statement = try RawStatement(
      reading: db,
      """
      WITH hit AS (SELECT rowid AS id FROM termText WHERE termText MATCH ?1)
      SELECT c.id, t.text FROM concept c JOIN term t ON t.id = IFNULL(c.shownTitle, c.title)
      WHERE c.title IN hit
      """
    )
    statement.bind(0, phrases.joined(separator: " OR "))
    defer { statement.reset() }
    var found: [(Int64, String)] = []
    while try statement.step() {
      let title = statement.string(1) ?? ""
      if AdvanceDirective.isCodeStatus(Event(lane: .documents, title: title)) {
        found.append((statement.int64(0), title))
      }
    }
    return found
  }
}
