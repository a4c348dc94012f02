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
    var last = Last()
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
        last.add(
          title: title,
          status: events.string(2),
          value: events.string(3),
          of: events.int64(0),
          at: events.int64(1)
        )
      }
    }
    patients = last.forbidding
  }

  /// The last status of each patient that says anything.
  struct Last {
    private var found: [Int64: (start: Int64, forbids: Bool)] = [:]

    /// Whose last status forbids.
    var forbidding: Set<Int64> { Set(found.filter(\.value.forbids).keys) }

    mutating func add(
      title: String,
      status: String?,
      value: String?,
      of patient: Int64,
      at start: Int64
    ) {
      var event = Event(lane: .documents, title: title)
      (event.status, event.value) = (status, value)
      guard event.isResult, AdvanceDirective.tells(codeStatus: event),
        found[patient].map({ $0.start < start }) ?? true
      else { return }
      found[patient] = (start, AdvanceDirective.forbids(codeStatus: event))
    }
  }

  /// The concepts that are code statuses, with their titles.
  static func concepts(_ db: Database) throws -> [(Int64, String)] {
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
