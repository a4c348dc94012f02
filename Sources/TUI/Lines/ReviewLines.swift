// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// A note with its entities marked by brackets and numbers, in lines of a width.
///
/// `[T2DM]1`, `<metformin>2`, `{chest pain}3` denied, `(stroke)4` of the family, `?CKD?5` supposed;
/// the one that has the focus stands between » and «. An entity is not broken as long as it fits.
struct ReviewLines {
  /// A span of the note that is marked.
  struct Span {
    /// The code points.
    var range: Range<Int>
    /// What stands before and behind the words.
    var brackets: (open: String, close: String)
    var role: Role
    var number: Int
    var isFocused: Bool
  }

  private(set) var lines: [StyledLine] = []

  /// The first line of the entity that has the focus.
  private(set) var focusLine: Int?

  private var line = StyledLine()
  private var column = 0
  private let width: Int

  init(_ text: String, spans: [Span], width: Int) {
    self.width = max(8, width)
    let scalars = Array(text.unicodeScalars)
    var place = 0
    for span in Self.apart(spans, count: scalars.count) {
      addPlain(scalars[place..<span.range.lowerBound])
      addSpan(span, scalars[span.range])
      place = span.range.upperBound
    }
    addPlain(scalars[place...])
    endLine()
    while let last = lines.last, last.parts.allSatisfy({ $0.text.allSatisfy { $0 == " " } }) {
      lines.removeLast()
    }
  }

  /// The spans that can be drawn beside each other: of those that overlap the first, and the one that
  /// has the focus in any case.
  private static func apart(_ spans: [Span], count: Int) -> [Span] {
    var kept: [Span] = []
    let sorted = spans.filter { $0.range.upperBound <= count && !$0.range.isEmpty }.sorted {
      ($0.range.lowerBound, $1.range.upperBound) < ($1.range.lowerBound, $0.range.upperBound)
    }
    for span in sorted {
      if let last = kept.last, last.range.upperBound > span.range.lowerBound {
        guard span.isFocused else { continue }
        kept.removeLast()
      }
      kept.append(span)
    }
    return kept
  }

  private mutating func addPlain(_ scalars: ArraySlice<Unicode.Scalar>) {
    var word = String.UnicodeScalarView()
    for scalar in scalars {
      switch scalar {
      case "\n":
        put(String(word), .text)
        word.removeAll()
        endLine()
      case "\r": continue
      case " ", "\t":
        word.append(" ")
        put(String(word), .text)
        word.removeAll()
      default: word.append(scalar)
      }
    }
    put(String(word), .text)
  }

  private mutating func addSpan(_ span: Span, _ scalars: ArraySlice<Unicode.Scalar>) {
    let words = String(
      String.UnicodeScalarView(scalars.map { $0.properties.isWhitespace ? " " : $0 })
    )
    let marks: (open: String, close: String) =
      span.isFocused
      ? ("»" + span.brackets.open, span.brackets.close + "«") : span.brackets
    let shown = DisplayText(words).text
    let number = String(span.number)
    let size = DisplayWidth.of(marks.open + shown + marks.close) + number.count
    if column > 0, column + size > width { endLine() }
    if span.isFocused, focusLine == nil { focusLine = lines.count }
    let role = span.isFocused ? Role.entityFocus : span.role
    put(marks.open + shown + marks.close, role)
    put(number, .dim)
  }

  /// Adds a piece, on the next line where it does not fit; what is longer than a line is broken.
  private mutating func put(_ text: String, _ role: Role) {
    guard !text.isEmpty else { return }
    let display = DisplayText(text)
    let size = DisplayWidth.of(display.text)
    if column + size > width {
      // Blanks at the end of a line are not carried to the next.
      let bare = display.text.trimmingBlanksAtEnd
      let bareSize = DisplayWidth.of(bare)
      if column + bareSize <= width {
        line.add(bare, role)
        endLine()
        return
      }
      if column > 0 { endLine() }
      if bareSize > width {
        for range in display.lines(width: width) {
          if column > 0 { endLine() }
          let part = display.slice(range).text
          line.add(part, role)
          column = DisplayWidth.of(part)
        }
        return
      }
    }
    line.add(display.text, role)
    column += size
  }

  private mutating func endLine() {
    lines.append(line)
    line = StyledLine()
    column = 0
  }
}

extension String {
  fileprivate var trimmingBlanksAtEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
