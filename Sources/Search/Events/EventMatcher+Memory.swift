// SPDX-License-Identifier: Apache-2.0

extension EventMatcher {
  /// What a matcher was told of kinds of events, so that each is asked once.
  ///
  /// A long record has few kinds: the same test with the same value comes again and again.
  public struct Memory {
    private enum Answer: UInt8 {
      case unknown
      case no
      case yes
    }

    /// Of each kind the answers to all conditions, one after the other.
    private var answers: [Answer] = []

    /// Creates a memory of nothing.
    public init() {}

    /// Returns what is known of a kind, or asks and keeps it.
    mutating func answer(
      _ condition: Int,
      _ kind: Int,
      of conditionCount: Int,
      ask: () -> Bool
    ) -> Bool {
      let place = kind * conditionCount + condition
      if place >= answers.count {
        answers.append(
          contentsOf: repeatElement(.unknown, count: place + 1 - answers.count + answers.count / 2)
        )
      }
      if answers[place] == .unknown { answers[place] = ask() ? .yes : .no }
      return answers[place] == .yes
    }
  }
}
