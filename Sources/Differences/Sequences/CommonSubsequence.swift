// SPDX-License-Identifier: Apache-2.0

/// The longest common subsequence of two sequences of numbers, by Myers' algorithm ("An O(ND)
/// difference algorithm and its variations", 1986).
///
/// Where more than ``mostEdits`` numbers differ that both sequences have, a common subsequence is
/// given that may be shorter: the k-th occurrence in one is paired with the k-th in the other, and
/// the longest run of pairs in order is kept. So 10,000 items in any order take milliseconds.
struct CommonSubsequence {
  /// A member of the subsequence: its place in either sequence.
  struct Pair: Equatable {
    let left: Int
    let right: Int
  }

  /// How many insertions and deletions Myers' algorithm may look for.
  static let mostEdits = 512

  /// Returns the places of the members in order.
  static func pairs(_ left: [Int], _ right: [Int]) -> [Pair] {
    var start = 0
    while start < min(left.count, right.count), left[start] == right[start] { start += 1 }
    var end = 0
    while end < min(left.count, right.count) - start,
      left[left.count - 1 - end] == right[right.count - 1 - end]
    { end += 1 }
    // What only one sequence has belongs to no common subsequence.
    let leftMiddle = start..<left.count - end
    let rightMiddle = start..<right.count - end
    let inLeft = Set(left[leftMiddle])
    let inRight = Set(right[rightMiddle])
    let leftPlaces = leftMiddle.filter { inRight.contains(left[$0]) }
    let rightPlaces = rightMiddle.filter { inLeft.contains(right[$0]) }
    let a = leftPlaces.map { left[$0] }
    let b = rightPlaces.map { right[$0] }
    let middle = (myers(a, b) ?? inOrder(a, b)).map {
      Pair(left: leftPlaces[$0.left], right: rightPlaces[$0.right])
    }
    return (0..<start).map { Pair(left: $0, right: $0) } + middle
      + (0..<end).reversed().map { Pair(left: left.count - 1 - $0, right: right.count - 1 - $0) }
  }

  private static func myers(_ a: [Int], _ b: [Int]) -> [Pair]? {
    guard !a.isEmpty, !b.isEmpty else { return [] }
    // furthest[offset + k]: how far diagonal k has been followed in a.
    let offset = min(mostEdits, a.count + b.count) + 1
    var furthest = [Int](repeating: 0, count: 2 * offset + 1)
    var history: [[Int]] = []
    for edits in 0..<offset {
      history.append(Array(furthest[(offset - edits)...(offset + edits)]))
      for k in stride(from: -edits, through: edits, by: 2) {
        let down =
          k == -edits || (k != edits && furthest[offset + k - 1] < furthest[offset + k + 1])
        var x = down ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1
        if edits == 0 { x = 0 }
        while x < a.count, x - k < b.count, a[x] == b[x - k] { x += 1 }
        furthest[offset + k] = x
        if x >= a.count, x - k >= b.count { return trace(a.count, b.count, history) }
      }
    }
    return nil
  }

  /// Follows the way back from the ends; `history[d]` is what was known before step d, for the
  /// diagonals from -d to d.
  private static func trace(_ aCount: Int, _ bCount: Int, _ history: [[Int]]) -> [Pair] {
    var pairs: [Pair] = []
    var x = aCount
    var y = bCount
    for edits in stride(from: history.count - 1, through: 0, by: -1) {
      let k = x - y
      let known = history[edits]
      var fromX = 0
      var fromY = 0
      if edits > 0 {
        let down = k == -edits || (k != edits && known[edits + k - 1] < known[edits + k + 1])
        let fromK = down ? k + 1 : k - 1
        fromX = known[edits + fromK]
        fromY = fromX - fromK
      }
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        pairs.append(Pair(left: x, right: y))
      }
      x = fromX
      y = fromY
    }
    return pairs.reversed()
  }

  private static func inOrder(_ a: [Int], _ b: [Int]) -> [Pair] {
    var places: [Int: [Int]] = [:]
    for (place, number) in b.enumerated() { places[number, default: []].append(place) }
    var used: [Int: Int] = [:]
    var candidates: [Pair] = []
    for (place, number) in a.enumerated() {
      let occurrence = used[number, default: 0]
      guard let found = places[number], occurrence < found.count else { continue }
      used[number] = occurrence + 1
      candidates.append(Pair(left: place, right: found[occurrence]))
    }
    return IncreasingSubsequence.positions(in: candidates.map(\.right)).map { candidates[$0] }
  }
}
