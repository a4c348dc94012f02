// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Timeline

/// What may be typed next in a query: fields, and values with the number of events they leave.
enum Completer {
  /// The most completions that are listed.
  static let limit = 40

  /// Returns what completes a query at the cursor.
  ///
  /// - Parameters:
  ///   - text: The whole line.
  ///   - cursor: The place of the cursor, in characters.
  ///   - chart: The events that values are counted among; `nil` completes fields only.
  ///   - filters: The filters in force.
  ///   - now: The moment that relative dates are seen from.
  ///   - lookup: What of the chart is in the lake alone.
  ///   - cancellation: Cancelled by the next key.
  /// - Returns: The completions; none that are counted for fields without a list of values.
  /// - Throws: `CancellationError`.
  static func complete(
    _ text: String,
    cursor: Int,
    in chart: Chart,
    filters: [EventQuery],
    now: Int64,
    lookup: ChartLookup,
    cancellation: Cancellation
  ) throws -> Completions {
    let completion = QueryCompletion(in: text, at: cursor)
    guard completion.field != nil else { return fields(text, cursor: cursor) }
    var queries = filters
    if case .success(let rest) = QueryReader.read(completion.rest), !rest.isEmpty {
      queries.append(rest)
    }
    let numbers =
      queries.isEmpty
      ? nil
      : try EventFinder.find(
        queries,
        in: chart,
        now: now,
        lookup: lookup,
        cancellation: cancellation
      )
    try cancellation.check()
    let events = (numbers?.map(Int.init) ?? Array(0..<chart.count)).lazy
      .map { FindableEvent(chart, $0, lookup: lookup) }
    let (candidates, total) = completion.values(among: events, limit: limit)
    return Completions(
      field: completion.field?.rawValue,
      typed: completion.typed,
      range: completion.range,
      candidates: candidates,
      total: total
    )
  }

  /// Returns the fields that complete a word.
  static func fields(_ text: String, cursor: Int) -> Completions {
    let completion = QueryCompletion(in: text, at: cursor)
    let candidates = completion.typed.isEmpty ? [] : completion.fields
    return Completions(
      field: nil,
      typed: completion.typed,
      range: completion.range,
      candidates: candidates,
      total: candidates.count
    )
  }
}

/// What may be typed next, and the part of the line that it takes the place of.
struct Completions: Sendable, Equatable {
  /// The field whose values they are; `nil` for fields.
  var field: String?

  /// What was typed of it.
  var typed = ""

  /// The part of the line it replaces, in characters.
  var range = 0..<0

  var candidates: [QueryCompletion.Candidate] = []

  /// How many there are, listed or not.
  var total = 0
}
