// SPDX-License-Identifier: Apache-2.0

/// What a word may have been meant for that nothing has.
public enum Spelling {
  /// How many letters may be other than they were meant: none in a short word, which would be another.
  private static func limit(ofLength length: Int) -> Int {
    switch length {
    case ..<4: 0
    case ..<8: 1
    default: 2
    }
  }

  /// Returns the word that is spelled most alike: of several the most frequent, then the first in the
  /// alphabet.
  ///
  /// A letter that is missing, added, another one, or changed for its neighbour is one mistake.
  ///
  /// ```
  /// metformn   metformin
  /// lisnopirl  lisinopril
  /// ca         none: too short
  /// ```
  ///
  /// - Parameters:
  ///   - word: The word, as it was typed.
  ///   - words: What there is, with how often.
  /// - Returns: `nil` where nothing is like it, or the word itself is there, or one that begins so.
  public static func nearest(
    to word: String,
    in words: some Sequence<(word: String, count: Int)>
  ) -> String? {
    let typed = TextFolding.folded(word)
    let limit = limit(ofLength: typed.count)
    guard limit > 0 else { return nil }
    var best: (distance: Int, count: Int, word: String)?
    for (candidate, count) in words {
      let folded = TextFolding.folded(candidate)
      if folded.starts(with: typed) { return nil }
      guard abs(folded.count - typed.count) <= limit,
        let distance = distance(typed, folded, limit: limit)
      else { continue }
      let found = (distance, count, candidate)
      guard let known = best else {
        best = found
        continue
      }
      if (found.0, -found.1, found.2) < (known.distance, -known.count, known.word) { best = found }
    }
    return best?.word
  }

  /// How many mistakes make one word of the other; `nil` for more than a limit.
  private static func distance(_ typed: [UInt8], _ word: [UInt8], limit: Int) -> Int? {
    var before: [Int] = []
    var last = Array(0...word.count)
    for row in 1...typed.count {
      var next = [row]
      next.reserveCapacity(word.count + 1)
      for column in word.indices.map({ $0 + 1 }) {
        let isSame = typed[row - 1] == word[column - 1]
        var cost = min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, typed[row - 1] == word[column - 2],
          typed[row - 2] == word[column - 1]
        {
          cost = min(cost, before[column - 2] + 1)
        }
        next.append(cost)
      }
      guard next.contains(where: { $0 <= limit }) else { return nil }
      (before, last) = (last, next)
    }
    return last[word.count] <= limit ? last[word.count] : nil
  }
}
