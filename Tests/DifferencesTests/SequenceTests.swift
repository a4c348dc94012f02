// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import Differences

@Suite struct SequenceTests {
  /// The length of the longest common subsequence, by its definition.
  private func longest(_ a: [Int], _ b: [Int]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (place, y) in b.enumerated() {
        let above = row[place + 1]
        row[place + 1] = x == y ? diagonal + 1 : max(above, row[place])
        diagonal = above
      }
    }
    return row[b.count]
  }

  private func isCommon(_ pairs: [CommonSubsequence.Pair], _ a: [Int], _ b: [Int]) -> Bool {
    pairs.allSatisfy { a[$0.left] == b[$0.right] }
      && zip(pairs, pairs.dropFirst()).allSatisfy { $0.left < $1.left && $0.right < $1.right }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func commonSubsequencesAreTheLongest(_ seed: UInt64) {
    var documents = RandomDocuments(seed: seed)
    for round in 0..<100 {
      let kinds = 1 + documents.below(8)
      let a = (0..<documents.below(30)).map { _ in documents.below(kinds) }
      let b = (0..<documents.below(30)).map { _ in documents.below(kinds) }
      let pairs = CommonSubsequence.pairs(a, b)
      #expect(isCommon(pairs, a, b), "seed \(seed) round \(round): \(a) \(b)")
      #expect(pairs.count == longest(a, b), "seed \(seed) round \(round): \(a) \(b)")
    }
  }

  @Test func beyondTheBoundTheyAreStillCommon() {
    var documents = RandomDocuments(seed: 5)
    let a = (0..<2000).map { _ in documents.below(500) }
    let b = a.shuffled(using: &documents.random)
    let pairs = CommonSubsequence.pairs(a, b)
    #expect(isCommon(pairs, a, b))
    #expect(pairs.count > 50)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func increasingSubsequencesAreTheLongest(_ seed: UInt64) {
    var documents = RandomDocuments(seed: seed)
    for round in 0..<100 {
      let numbers = (0..<documents.below(30)).map { _ in documents.below(20) }
      let positions = IncreasingSubsequence.positions(in: numbers)
      let members = positions.map { numbers[$0] }
      let isIncreasing = zip(members, members.dropFirst()).allSatisfy { $0 < $1 }
      #expect(isIncreasing && positions == positions.sorted(), "seed \(seed) round \(round)")
      // An increasing subsequence is one in common with the sorted numbers.
      let sorted = Set(numbers).sorted()
      #expect(
        positions.count == longest(numbers, sorted),
        "seed \(seed) round \(round): \(numbers)"
      )
    }
  }
}
