// SPDX-License-Identifier: Apache-2.0

/// One line of text with a cursor, edited as readline does.
struct LineEditor: Equatable, Sendable {
  private(set) var characters: [Character]

  /// The number of characters before the cursor.
  private(set) var cursor: Int

  /// What was cut last.
  private var cut: [Character] = []

  /// The longest text that is taken.
  static let limit = 1000

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }

  var isEmpty: Bool { characters.isEmpty }

  /// The text before the cursor.
  var head: String { String(characters[..<cursor]) }

  /// The text after the cursor.
  var tail: String { String(characters[cursor...]) }

  /// Inserts data: line breaks and tabs become blanks, other control characters are dropped.
  ///
  /// - Returns: Whether all of it fitted.
  @discardableResult
  mutating func insert(_ text: String) -> Bool {
    var cleaned = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control:
        if scalar == "\n" || scalar == "\t" { cleaned.append(" ") }
      case .surrogate, .unassigned, .privateUse: continue
      default: cleaned.append(scalar)
      }
    }
    let added = Array(String(cleaned))
    let room = max(0, Self.limit - characters.count)
    characters.insert(contentsOf: added.prefix(room), at: cursor)
    cursor += min(room, added.count)
    return added.count <= room
  }

  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  mutating func move(by offset: Int) { cursor = min(max(0, cursor + offset), characters.count) }

  mutating func moveToStart() { cursor = 0 }

  mutating func moveToEnd() { cursor = characters.count }

  mutating func moveToPreviousWord() { cursor = previousWord }

  mutating func moveToNextWord() {
    var at = cursor
    while at < characters.count, characters[at] == " " { at += 1 }
    while at < characters.count, characters[at] != " " { at += 1 }
    cursor = at
  }

  mutating func deleteWordBackward() { remove(previousWord..<cursor) }

  mutating func deleteToStart() { remove(0..<cursor) }

  mutating func deleteToEnd() { remove(cursor..<characters.count) }

  mutating func putBack() { insert(String(cut)) }

  /// Puts a text in the place of some characters, with the cursor behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    let bounded = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(bounded)
    cursor = bounded.lowerBound
    insert(text)
  }

  private var previousWord: Int {
    var at = cursor
    while at > 0, characters[at - 1] == " " { at -= 1 }
    while at > 0, characters[at - 1] != " " { at -= 1 }
    return at
  }

  private mutating func remove(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }
}
