// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Some lines of a note: its beginning, or what stands around words.
///
/// What it costs does not grow with the note: no more of it is looked at than ``limit``.
struct NoteExcerpt {
  let lines: [StyledLine]

  /// Whether the note says more than the lines.
  let hasMore: Bool

  /// The code points that are looked at.
  static let limit = 20_000

  /// Takes an excerpt of as many lines as the height has, around words or else from the beginning.
  init(_ text: String, around words: String?, width: Int, height: Int) {
    let height = max(4, height)
    let looked =
      words == nil ? min(Self.limit, max(1, width) * (height + 1)) : Self.limit
    let scalars = text.unicodeScalars
    let end = scalars.index(scalars.startIndex, offsetBy: looked, limitedBy: scalars.endIndex)
    let part = end.map { String(scalars[..<$0]) } ?? text
    let note = NoteLines(part, width: max(8, width), words: words ?? "")
    let first = note.firstMatch(from: 0).map { max(0, $0 - height / 3) } ?? 0
    let shown = note.lines[first..<min(note.lines.count, first + height)]
    lines = shown.map { Self.line($0) }
    hasMore = end != nil || shown.count < note.lines.count
  }

  private static func line(_ line: NoteLines.Line) -> StyledLine {
    let role: Role = line.isHeading ? .noteSection : .text
    guard !line.matches.isEmpty else { return StyledLine(" " + line.text, role) }
    let display = DisplayText(line.text)
    var styled = StyledLine(" ")
    var column = 0
    for cluster in display.clusters {
      var letter = String.UnicodeScalarView()
      letter.append(contentsOf: display.scalars(of: cluster))
      let isMatch = line.matches.contains { $0.contains(column) }
      styled.add(String(letter), isMatch ? .match : role)
      column += cluster.width
    }
    return styled
  }
}
