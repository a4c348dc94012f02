// SPDX-License-Identifier: Apache-2.0

/// A set of places that counts its members before a place in log n steps (a Fenwick tree).
struct CountingTree {
  private var sums: [Int]

  /// How many members there are.
  private(set) var count = 0

  /// Creates an empty set of places below a bound.
  init(bound: Int) { sums = [Int](repeating: 0, count: bound + 1) }

  /// Adds a place that is not there, or removes one that is.
  mutating func change(_ place: Int, by amount: Int) {
    count += amount
    var at = place + 1
    while at < sums.count {
      sums[at] += amount
      at += at & -at
    }
  }

  /// How many members are before a place.
  func count(before place: Int) -> Int {
    var at = place
    var sum = 0
    while at > 0 {
      sum += sums[at]
      at -= at & -at
    }
    return sum
  }
}
