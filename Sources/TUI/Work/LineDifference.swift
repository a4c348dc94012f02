// SPDX-License-Identifier: Apache-2.0

/// The lines of two texts, side by side or one under the other, as the fewest changes make them.
struct LineDifference: Sendable, Equatable {
  /// A line of one text, or of both.
  struct Line: Sendable, Equatable {
    enum Kind: Sendable { case same, removed, added }

    var kind: Kind
    var text: String

    /// The number in the old text, from 1.
    var oldNumber: Int?

    /// The number in the new text, from 1.
    var newNumber: Int?
  }

  var lines: [Line]

  /// Compares two texts.
  ///
  /// Cost: the product of the lines between the common beginning and the common end; above
  /// 4,000,000 the middle is shown as removed and added as a whole.
  init(old: [String], new: [String]) {
    let head = zip(old, new).prefix { $0 == $1 }.count
    let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed())
      .prefix { $0 == $1 }.count
    lines = []
    for index in 0..<head { same(old, index, index) }
    middle(Array(old[head..<old.count - tail]), Array(new[head..<new.count - tail]), offset: head)
    for index in 0..<tail { same(old, old.count - tail + index, new.count - tail + index) }
  }

  private mutating func same(_ old: [String], _ oldIndex: Int, _ newIndex: Int) {
    lines.append(
      Line(kind: .same, text: old[oldIndex], oldNumber: oldIndex + 1, newNumber: newIndex + 1)
    )
  }

  private mutating func middle(_ old: [String], _ new: [String], offset: Int) {
    let common = Self.longestCommon(old, new)
    var (left, right) = (0, 0)
    for pair in common + [(old.count, new.count)] {
      while left < pair.0 {
        lines.append(Line(kind: .removed, text: old[left], oldNumber: offset + left + 1))
        left += 1
      }
      while right < pair.1 {
        lines.append(Line(kind: .added, text: new[right], newNumber: offset + right + 1))
        right += 1
      }
      guard left < old.count, right < new.count else { continue }
      lines.append(
        Line(
          kind: .same,
          text: old[left],
          oldNumber: offset + left + 1,
          newNumber: offset + right + 1
        )
      )
      left += 1
      right += 1
    }
  }

  /// Returns the pairs of lines of a longest common subsequence.
  private static func longestCommon(_ old: [String], _ new: [String]) -> [(Int, Int)] {
    guard !old.isEmpty, !new.isEmpty, old.count * new.count <= 4_000_000 else { return [] }
    let width = new.count + 1
    var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
    for left in old.indices.reversed() {
      for right in new.indices.reversed() {
        lengths[left * width + right] =
          old[left] == new[right]
          ? lengths[(left + 1) * width + right + 1] + 1
          : max(lengths[(left + 1) * width + right], lengths[left * width + right + 1])
      }
    }
    var pairs: [(Int, Int)] = []
    var (left, right) = (0, 0)
    while left < old.count, right < new.count {
      if old[left] == new[right] {
        pairs.append((left, right))
        left += 1
        right += 1
      } else if lengths[(left + 1) * width + right] >= lengths[left * width + right + 1] {
        left += 1
      } else {
        right += 1
      }
    }
    return pairs
  }
}
