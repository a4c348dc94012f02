// SPDX-License-Identifier: Apache-2.0

/// One run of a pattern over a text.
///
/// Tries the alternatives in their order; a place of the program is entered at a place of the text
/// at most once, so that no pattern takes exponential time.
struct PatternRun {
  private let pattern: RegularExpression
  private let text: [UInt32]
  private let isWhole: Bool
  private var visited: [UInt64]
  private let markCount: Int
  private(set) var groups: [Int]

  /// A place to come back to: an instruction and a place of the text, or a group to restore.
  private enum Retreat {
    case place(Int, Int)
    case group(Int, Int)
  }

  init(_ pattern: RegularExpression, _ text: [UInt32], isWhole: Bool = false) {
    self.pattern = pattern
    self.text = text
    self.isWhole = isWhole
    markCount = (pattern.program.count * (text.count + 1) + 63) / 64
    visited = Array(repeating: 0, count: markCount)
    groups = Array(repeating: -1, count: (pattern.groupCount + 1) * 2)
  }

  /// Finds the first match at or behind a place, and returns where it starts.
  mutating func search(from: Int) -> Int? {
    // A match that was found has left its marks.
    if from > 0 { for index in visited.indices { visited[index] = 0 } }
    for start in from...text.count where matches(at: start) { return start }
    return nil
  }

  mutating func matches(at start: Int) -> Bool {
    for index in groups.indices { groups[index] = -1 }
    groups[0] = start
    var marks: [UInt64] = []
    swap(&marks, &visited)
    defer { swap(&marks, &visited) }
    guard let end = run(0, start, &marks) else { return false }
    groups[1] = end
    return true
  }

  private mutating func run(_ first: Int, _ start: Int, _ visited: inout [UInt64]) -> Int? {
    var retreats: [Retreat] = []
    var instruction = first
    var at = start
    while true {
      if enter(instruction, at, &visited) {
        let step = advance(&instruction, &at, &retreats)
        if step == .matched { return at }
        if step == .went { continue }
      }
      var isBack = false
      while let retreat = retreats.popLast() {
        if case .place(let number, let place) = retreat {
          instruction = number
          at = place
          isBack = true
          break
        }
        if case .group(let slot, let old) = retreat { groups[slot] = old }
      }
      guard isBack else { return nil }
    }
  }

  private func enter(_ instruction: Int, _ at: Int, _ visited: inout [UInt64]) -> Bool {
    let bit = instruction * (text.count + 1) + at
    let mask: UInt64 = 1 << UInt64(bit & 63)
    guard visited[bit >> 6] & mask == 0 else { return false }
    visited[bit >> 6] |= mask
    return true
  }

  private enum Outcome {
    case went
    case matched
    case failed
  }

  private mutating func advance(
    _ instruction: inout Int,
    _ at: inout Int,
    _ retreats: inout [Retreat]
  ) -> Outcome {
    switch pattern.program[instruction] {
    case .scalar(let scalar):
      guard at < text.count, text[at] == scalar else { return .failed }
      at += 1
    case .any:
      guard at < text.count else { return .failed }
      at += 1
    case .set(let number):
      guard at < text.count, pattern.sets[number].contains(text[at]) else { return .failed }
      at += 1
    case .split(let preferred, let other):
      retreats.append(.place(other, at))
      instruction = preferred
      return .went
    case .jump(let target):
      instruction = target
      return .went
    case .save(let slot):
      retreats.append(.group(slot, groups[slot]))
      groups[slot] = at
    case .start:
      guard at == 0 || pattern.isMultiline && text[at - 1] == 0x0A else { return .failed }
    case .end:
      guard at == text.count || pattern.isMultiline && text[at] == 0x0A else { return .failed }
    case .wordEdge(let isNegated):
      let before = at > 0 && Self.isWord(text[at - 1])
      let after = at < text.count && Self.isWord(text[at])
      guard (before != after) != isNegated else { return .failed }
    case .look(let isNegated, let next):
      var own = [UInt64](repeating: 0, count: markCount)
      let saved = groups
      let isFound = run(instruction + 1, at, &own) != nil
      if !isFound || isNegated { groups = saved }
      guard isFound != isNegated else { return .failed }
      instruction = next
      return .went
    case .match:
      // The end of a look-ahead is no end of the text.
      let isLast = instruction == pattern.program.count - 1
      return isWhole && isLast && at < text.count ? .failed : .matched
    }
    instruction += 1
    return .went
  }

  private static func isWord(_ scalar: UInt32) -> Bool {
    scalar < 0x80 && (scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x5F)
  }
}
