// SPDX-License-Identifier: Apache-2.0

/// A word of a query of SQL, outside of what is quoted.
struct SQLWord {
  let text: String

  /// Where it stands, in characters of the query.
  let range: Range<Int>

  var lowered: String { text.lowercased() }

  static func isPart(_ letter: Character) -> Bool {
    letter.isLetter || letter.isNumber || letter == "_"
  }

  /// Returns the words of a query, in order.
  static func all(in letters: [Character]) -> [SQLWord] {
    var words: [SQLWord] = []
    var at = 0
    while at < letters.count {
      if letters[at] == "'" {
        at += 1
        while at < letters.count, letters[at] != "'" { at += 1 }
        at += 1
      } else if isPart(letters[at]) {
        let start = at
        while at < letters.count, isPart(letters[at]) { at += 1 }
        words.append(SQLWord(text: String(letters[start..<at]), range: start..<at))
      } else {
        at += 1
      }
    }
    return words
  }
}
