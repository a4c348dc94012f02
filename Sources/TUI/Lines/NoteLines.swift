// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The lines of a note: its own line breaks stay, longer lines are broken after words.
struct NoteLines: Sendable, Equatable {
  struct Line: Sendable, Equatable {
    var text: String

    /// Whether the line reads as the heading of a section.
    var isHeading: Bool

    /// The columns of the words that were searched for.
    var matches: [Range<Int>] = []

    /// The columns of marked words.
    var marks: [Mark] = []

    /// The columns of the words that the note was opened for.
    var opened: Range<Int>?
  }

  /// Words of a line that are marked, or as much of them as stands in it.
  struct Mark: Sendable, Equatable {
    var columns: Range<Int>

    /// The place among what was marked.
    var number: Int
  }

  let width: Int
  let words: String
  let lines: [Line]

  /// Breaks a text into lines; marks count its code points, and come in the order of their beginnings.
  ///
  /// - Parameters:
  ///   - text: The note.
  ///   - width: The most columns of a line.
  ///   - words: What is looked for.
  ///   - marks: What is marked.
  ///   - opened: What the note was opened for, where that is none of the marks.
  init(
    _ text: String,
    width: Int,
    words: String = "",
    marks: [Range<Int>] = [],
    opened: Range<Int>? = nil
  ) {
    self.width = width
    self.words = words
    let sought = fold(words)
    var lines: [Line] = []
    var marker = Marker(marks)
    var single = Marker(opened.map { [$0] } ?? [])
    var start = 0
    for paragraph in text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false) {
      let raw = paragraph.last == "\r" ? paragraph.dropLast() : paragraph
      let display = DisplayText(String(raw))
      let isHeading = Self.isHeading(Substring(raw))
      for range in display.lines(width: width) {
        let shown = display.slice(range)
        let line = shown.text
        lines.append(
          Line(
            text: line,
            isHeading: isHeading,
            matches: Self.matches(of: sought, in: line),
            marks: marker.marks(in: shown, from: start),
            opened: single.marks(in: shown, from: start).first?.columns
          )
        )
      }
      start += paragraph.count + 1
    }
    while let last = lines.last, last.text.allSatisfy({ $0 == " " }) { lines.removeLast() }
    self.lines = lines
  }

  /// The first line that has words of a mark; `nil` where none of them is on a line.
  func line(ofMark number: Int) -> Int? {
    lines.firstIndex { $0.marks.contains { $0.number == number } }
  }

  /// The lines with a find.
  var matchingLines: [Int] { lines.indices.filter { !lines[$0].matches.isEmpty } }

  /// The line where the words begin that the note was opened for.
  var openedLine: Int? { lines.firstIndex { $0.opened != nil } }

  /// The first line with a find at or after a line, or else the first of all.
  func firstMatch(from line: Int) -> Int? {
    let found = matchingLines
    return found.first { $0 >= line } ?? found.first
  }

  /// `PLAN:`, `# History`, `HISTORY OF PRESENT ILLNESS`.
  private static func isHeading(_ line: Substring) -> Bool {
    let text = line.drop { $0 == " " }
    if text.hasPrefix("#") { return true }
    guard let first = text.first, first.isUppercase, text.count >= 2, text.count <= 60 else {
      return false
    }
    if let colon = text.firstIndex(of: ":") {
      let name = text[..<colon]
      let isShort = name.count <= 36 && !name.contains { $0 == "." || $0 == "," }
      if name.allSatisfy({ !$0.isLowercase }) { return isShort }
      return isShort && text[text.index(after: colon)...].allSatisfy { $0 == " " }
    }
    return text.count >= 4 && text.allSatisfy { !$0.isLowercase } && text.contains { $0.isLetter }
  }

  /// Finds words without case and marks; columns count from the line's start.
  private static func matches(of sought: String, in line: String) -> [Range<Int>] {
    guard !sought.isEmpty, contains(fold(line), sought) else { return [] }
    let display = DisplayText(line)
    var columns = [0]
    var folded: [String] = []
    for cluster in display.clusters {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: display.scalars(of: cluster))
      folded.append(fold(String(view)))
      columns.append((columns.last ?? 0) + cluster.width)
    }
    var result: [Range<Int>] = []
    var start = 0
    while start < folded.count {
      var joined = ""
      var end = start
      while end < folded.count, joined.utf8.count < sought.utf8.count {
        joined += folded[end]
        end += 1
      }
      if joined == sought {
        result.append(columns[start]..<columns[end])
        start = end
      } else {
        start += 1
      }
    }
    return result
  }

  /// Finds the columns of marks, line by line.
  private struct Marker {
    let marks: [Range<Int>]

    /// The first mark that may not have ended.
    private var next = 0

    init(_ marks: [Range<Int>]) { self.marks = marks }

    /// Returns the marks of a line; its clusters count from the code point that its paragraph begins with.
    mutating func marks(in line: DisplayText, from start: Int) -> [Mark] {
      guard next < marks.count, let first = line.clusters.first, let last = line.clusters.last
      else { return [] }
      while next < marks.count, marks[next].upperBound <= start + first.offset { next += 1 }
      var found: [Mark] = []
      for number in next..<marks.count {
        guard marks[number].lowerBound <= start + last.offset else { break }
        if let columns = columns(of: marks[number], in: line, from: start) {
          found.append(Mark(columns: columns, number: number))
        }
      }
      return found
    }

    private func columns(
      of mark: Range<Int>,
      in line: DisplayText,
      from start: Int
    ) -> Range<Int>? {
      var column = 0
      var columns: Range<Int>?
      for cluster in line.clusters {
        let end = column + cluster.width
        if mark.contains(start + cluster.offset) {
          columns = (columns?.lowerBound ?? column)..<end
        }
        column = end
      }
      return columns
    }
  }
}
