// SPDX-License-Identifier: Apache-2.0

internal import Search
internal import Store

/// A term that a search over all patients which found nothing could do without.
struct SearchAdvice: Sendable, Equatable {
  /// The term, as it is written.
  let term: String

  /// How many events match the other terms; counting ends somewhere.
  let count: Int

  /// What is said of it.
  var text: String {
    let more = count >= Lake.searchCountLimit ? " or more" : ""
    return "without '\(term)': \(counted(count, "match", plural: "matches"))\(more)"
  }

  /// Counts what comes back without each term of a query, the most first.
  static func make(
    _ query: EventQuery,
    now: Int64,
    from source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> [Self] {
    try query.relaxations { rest in
      try source.searchEvents(
        rest,
        now: now,
        limit: 0,
        cancellation: cancellation,
        deliver: { _ in }
      ).hitCount
    }
    .flatMap { found in
      found.terms.map { Self(term: query.terms[$0].text, count: found.count) }
    }
  }
}
