// SPDX-License-Identifier: Apache-2.0

/// What a query without hits finds when terms are dropped.
public struct Relaxation: Sendable, Equatable {
  /// The numbers of the terms to drop.
  public let terms: [Int]

  /// How many hits come back.
  public let count: Int

  /// Creates a relaxation.
  public init(terms: [Int], count: Int) {
    self.terms = terms
    self.count = count
  }
}

extension EventMatcher {
  /// Returns which terms to drop so that events come back: the single terms that help, the most
  /// hits first; where none does, the smallest set of terms that does.
  ///
  /// Looks at every event once.
  public func relaxations<Event: SearchableEvent>(
    over events: some Sequence<Event>
  ) -> [Relaxation] {
    var counts: [[Int]: Int] = [:]
    for event in events { counts[failingTerms(event), default: 0] += 1 }
    return Relaxation.best(counts)
  }
}

extension EventQuery {
  /// Returns which single terms to drop so that hits come back, the most hits first.
  ///
  /// - Parameter count: Returns how many hits a query has.
  /// - Returns: The relaxations; empty when no single term helps, or there is only one.
  /// - Throws: What `count` throws.
  public func relaxations(
    count: (EventQuery) throws -> Int
  ) rethrows -> [Relaxation] {
    guard terms.count > 1 else { return [] }
    let found = try terms.indices.map {
      Relaxation(terms: [$0], count: try count(removingTerm(at: $0)))
    }
    return found.filter { $0.count > 0 }.sorted {
      ($1.count, $0.terms[0]) < ($0.count, $1.terms[0])
    }
  }
}

extension Relaxation {
  /// The best of sets of terms with the number of events that fail exactly those.
  ///
  /// Dropping a set brings back all events whose failing terms are in it; as nothing matches all
  /// terms, the smallest sets bring back only their own.
  static func best(_ counts: [[Int]: Int]) -> [Relaxation] {
    let least = counts.keys.filter { !$0.isEmpty }.map(\.count).min() ?? 0
    return counts.filter { $0.key.count == least && least > 0 }
      .map { Relaxation(terms: $0.key, count: $0.value) }
      .sorted { a, b in
        a.count != b.count ? a.count > b.count : a.terms.lexicographicallyPrecedes(b.terms)
      }
  }
}
