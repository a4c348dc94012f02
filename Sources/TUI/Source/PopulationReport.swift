// SPDX-License-Identifier: Apache-2.0

internal import Store

/// Patients in numbers, as the browser shows them, without a screen.
public struct PopulationReport: Sendable, Equatable {
  /// A number, and the filter of the patient list that lists who is behind it.
  public struct Row: Sendable, Equatable {
    /// The part that it stands in: `AGE`, `PROBLEMS`.
    public var section: String

    /// What is counted.
    public var title: String

    /// How many patients.
    public var patients: Int

    /// What else there is to say: how many entries, how many of them female and male.
    public var note: String

    /// The filter that lists the patients; empty for everyone.
    public var filter: String
  }

  /// How many patients were counted.
  public var total: Int

  /// The numbers, in the order of the screen.
  public var rows: [Row]

  /// Counts the patients of a lake.
  ///
  /// - Parameters:
  ///   - source: The lake, of a moment or of now.
  ///   - filter: Which patients are counted, as typed at the patient list; empty for all.
  ///   - isActiveOnly: Whether only problems and drugs count that are so now.
  ///   - isPast: Whether the lake is looked at as of a moment of the past.
  ///   - now: The present, in milliseconds since 1970.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: The numbers.
  /// - Throws: When the lake cannot be read.
  public static func read(
    from source: any LakeSource,
    filter: String = "",
    isActiveOnly: Bool = true,
    isPast: Bool = false,
    now: Int64,
    cancellation: Cancellation = Cancellation()
  ) throws -> PopulationReport {
    var table = PatientTable()
    try source.readPatients(cancellation: cancellation) { table.append($0) }
    let facts = try source.readFacts(after: [:], now: now, cancellation: cancellation) { _ in }
    let order = PatientOrder(
      filter: filter,
      facts: facts.patients,
      titles: facts.titles,
      now: now
    )
    let rows = order.arrange(table, sortings: PatientSortings(), cancellation: cancellation)
    let count = PopulationCount(
      table: table,
      rows: rows,
      order: order,
      facts: facts,
      isActiveOnly: isActiveOnly,
      isPast: isPast
    )
    let population = try count.make(cancellation)
    return PopulationReport(
      total: population.total,
      rows: population.parts.flatMap { part in
        part.rows.map { row in
          Row(
            section: part.section.rawValue,
            title: row.title,
            patients: row.count,
            note: row.note,
            filter: row.filter
          )
        }
      }
    )
  }

  /// What is wrong with a filter of the patient list; `nil` when nothing is.
  public static func problem(in filter: String) -> String? { PatientFilter.problem(in: filter) }
}
