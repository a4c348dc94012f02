// SPDX-License-Identifier: Apache-2.0

/// From how many candidates on a search takes another way to the same hits.
public struct SearchEffort: Sendable {
  /// How many candidates are read and sorted as they are, without walking the index in order.
  public let mostSorted: Int
  /// How many more for each key of the query.
  public let perKey: Int

  /// Creates limits; tests take small ones, so that small lakes are walked too.
  public init(mostSorted: Int, perKey: Int) {
    self.mostSorted = mostSorted
    self.perKey = perKey
  }

  /// What was found to be fast.
  public static let usual = SearchEffort(mostSorted: 200, perKey: 2)
}
