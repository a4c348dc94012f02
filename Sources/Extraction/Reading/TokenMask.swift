// SPDX-License-Identifier: Apache-2.0

/// Tokens of a note, for asking of many ranges whether they touch any of many others.
///
/// Asking costs what the range is long, however many were inserted: a note of a million words has as
/// many mentions, and none of them is held against all of the others.
struct TokenMask {
  private var isInside: [Bool]

  /// Creates a mask without a token.
  ///
  /// - Parameter note: The note whose tokens are meant.
  init(of note: TokenizedNote) {
    isInside = [Bool](repeating: false, count: note.tokens.count)
  }

  /// Adds the tokens of a range that the note has.
  mutating func insert(_ range: Range<Int>) {
    for token in range.clamped(to: isInside.indices) { isInside[token] = true }
  }

  /// Whether a token was inserted.
  func contains(_ token: Int) -> Bool { isInside[token] }

  /// Whether a token of a range was inserted.
  func touches(_ range: Range<Int>) -> Bool {
    range.clamped(to: isInside.indices).contains { isInside[$0] }
  }
}

extension RandomAccessCollection where Index == Int {
  /// The first place whose element meets a condition that all elements behind it meet, too.
  ///
  /// - Returns: The place, or the end; found in logarithmic time.
  func partitioningIndex(where isBehind: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Int {
  /// The tokens from this one up to another, which may lie before it: a name that is broken over two lines
  /// ends in another sentence than it begins in.
  func upTo(_ end: Int) -> Range<Int> { self..<Swift.max(self, end) }
}
