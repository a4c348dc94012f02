// SPDX-License-Identifier: Apache-2.0

/// Parts the details of a medication whose dose changes: "40 mg for 3 days, then 20 mg for 3 days, then
/// stop" is three steps.
struct DosageSteps {
  let note: TokenizedNote
  /// How far from a detail the next step may begin, in tokens.
  private static let reach = 6

  /// A step in tokens.
  struct Step {
    /// The places of its details in the list.
    var details: [Int]
    var range: Range<Int>
    var follows = false
    var stops = false
  }

  /// Parts the details of a medication.
  ///
  /// - Parameters:
  ///   - details: The details of a medication, in the order of the text.
  ///   - sentence: The sentence of each token.
  /// - Returns: The steps; none where there is one dose throughout.
  func steps(_ details: [Piece], sentence: [Int32]) -> [Step] {
    var result: [Step] = []
    for (index, detail) in details.enumerated() {
      if let last = result.last, !begins(detail, behind: last.details.map { details[$0] }) {
        result[result.count - 1].details.append(index)
        result[result.count - 1].range =
          last.range
          .lowerBound..<max(
            last.range.upperBound,
            detail.end
          )
      } else {
        let isNext = result.last.map { follows(detail.start, after: $0.range.upperBound) } ?? false
        result.append(Step(details: [index], range: detail.range, follows: isNext))
      }
    }
    guard let last = result.last, !details.isEmpty else { return [] }
    if let stop = stop(behind: last.range.upperBound, sentence) {
      result.append(Step(details: [], range: stop, follows: true, stops: true))
    }
    return result.count > 1 ? result : []
  }

  private func isAmount(_ piece: Piece) -> Bool {
    piece.type == .dosage || piece.type == .strength || piece.type == .rate
  }

  /// A second amount begins a step, where the first one has how often or how long it is given, or is
  /// of the same kind.
  private func begins(_ detail: Piece, behind step: [Piece]) -> Bool {
    guard isAmount(detail), step.contains(where: isAmount) else { return false }
    return step.contains {
      $0.type == detail.type || $0.type == .frequency || $0.type == .duration
    }
  }

  private static let words: Set<String> = [
    "then", "followed", "afterwards", "thereafter", "decrease", "reduce", "taper", "tapering",
    "increase", "increasing", "decreasing", "titrate",
  ]

  /// Whether the words before a step say that it comes after the other.
  private func follows(_ start: Int, after end: Int) -> Bool {
    (max(end, start - Self.reach)..<max(end, start)).contains {
      Self.words.contains(note.lower($0))
    }
  }

  private static let stops: Set<String> = ["stop", "off", "discontinue", "dc"]

  /// "then stop", "and then off".
  private func stop(behind end: Int, _ sentence: [Int32]) -> Range<Int>? {
    guard end > 0, end < note.tokens.count else { return nil }
    var then: Int?
    for at in end..<min(note.tokens.count, end + Self.reach) where sentence[at] == sentence[end - 1]
    {
      let word = note.lower(at)
      if word == "then" { then = at }
      if let then, Self.stops.contains(word) { return then..<at + 1 }
    }
    return nil
  }
}
