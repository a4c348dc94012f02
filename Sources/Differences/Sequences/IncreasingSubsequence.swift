// SPDX-License-Identifier: Apache-2.0

/// The longest strictly increasing subsequence of numbers.
enum IncreasingSubsequence {
  /// Returns the positions of its members in order; n log n steps.
  static func positions(in numbers: [Int]) -> [Int] {
    // tails[k]: where the subsequence of length k + 1 with the smallest last number ends.
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: numbers.count)
    for (position, number) in numbers.enumerated() {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if numbers[tails[middle]] < number { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[position] = tails[low - 1] }
      if low == tails.count { tails.append(position) } else { tails[low] = position }
    }
    var found: [Int] = []
    var at = tails.last ?? -1
    while at >= 0 {
      found.append(at)
      at = before[at]
    }
    return found.reversed()
  }
}
