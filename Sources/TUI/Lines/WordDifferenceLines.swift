// SPDX-License-Identifier: Apache-2.0

internal import Differences
internal import Terminal

/// A text that changed, with what went and what came marked in their places: `takes [-5-]{+10+} mg`.
///
/// The signs are those of git, so that they are read where there are no colours and stay in what is
/// copied. Of long stretches that are the same, what stands around a change is kept.
struct WordDifferenceLines {
  let difference: TextDifference
  let glyphs: Glyphs
  let width: Int
  let indent: Int

  /// How much of what is the same stands before and behind a change, in letters.
  private static let context = 160

  /// The lines, wrapped behind blanks and broken where the texts are.
  func make() -> [StyledLine] {
    var filler = Filler(width: max(8, width - indent), indent: indent)
    for piece in pieces {
      for (number, line) in piece.text.split(
        separator: "\n",
        omittingEmptySubsequences: false
      ).enumerated() {
        if number > 0 { filler.breakLine() }
        filler.add(String(line), piece.role)
      }
    }
    return filler.finish()
  }

  private struct Piece {
    var text: String
    var role: Role
  }

  private var pieces: [Piece] {
    let segments = difference.segments
    return segments.indices.flatMap { index -> [Piece] in
      let text = segments[index].text
      switch segments[index].kind {
      case .removed: return Self.marked(text, "[-", "-]", .diffRemoved)
      case .added: return Self.marked(text, "{+", "+}", .diffAdded)
      case .same: return kept(text, isFirst: index == 0, isLast: index + 1 == segments.count)
      }
    }
  }

  /// A stretch between its signs, each line of it between signs of its own.
  private static func marked(
    _ text: String,
    _ open: String,
    _ close: String,
    _ role: Role
  ) -> [Piece] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.contains(where: { !$0.isEmpty }) else {
      // A line end alone is seen by its sign.
      let signs = String(repeating: "\\n", count: lines.count - 1)
      let ends = role == .diffAdded ? text : ""
      return [Piece(text: open + signs + close + ends, role: role)]
    }
    let marked = lines.map { $0.isEmpty ? "" : open + $0 + close }.joined(separator: "\n")
    return [Piece(text: marked, role: role)]
  }

  private func kept(_ text: String, isFirst: Bool, isLast: Bool) -> [Piece] {
    let whole = [Piece(text: text, role: .text)]
    if isFirst, isLast { return whole }
    let letters = Array(text)
    let gap = Piece(text: String(Character(glyphs[.truncation])), role: .dim)
    // What is left out is worth a sign only where it is more than the sign.
    let most = (isFirst || isLast ? 1 : 2) * Self.context + 40
    guard letters.count > most else { return whole }
    let head = letters.prefix(Self.context)
    let tail = letters.suffix(Self.context)
    // Words stay whole.
    let behind = head[..<(head.lastIndex(where: \.isWhitespace) ?? head.endIndex)]
    let before = tail[(tail.firstIndex(where: \.isWhitespace) ?? tail.startIndex)...]
    let first = isFirst ? [] : [Piece(text: String(behind) + " ", role: .text)]
    let last = isLast ? [] : [Piece(text: String(before), role: .text)]
    return first + [gap] + last
  }

  /// Puts words on lines.
  private struct Filler {
    let width: Int
    let indent: Int
    private var lines: [StyledLine] = []
    private var current: [StyledLine.Part] = []
    private var used = 0

    init(width: Int, indent: Int) {
      self.width = width
      self.indent = indent
    }

    mutating func add(_ text: String, _ role: Role) {
      for word in Self.words(of: text) { put(DisplayText(word, column: used), role) }
    }

    /// Words with the blanks behind them.
    private static func words(of text: String) -> [String] {
      var words: [String] = []
      var word = ""
      for character in text {
        if character != " ", word.last == " " {
          words.append(word)
          word = ""
        }
        word.append(character)
      }
      return word.isEmpty ? words : words + [word]
    }

    private mutating func put(_ word: DisplayText, _ role: Role) {
      // Blanks may hang over the edge.
      let needed = DisplayWidth.of(String(word.text.trimmedEnd))
      if used > 0, used + needed > width { breakLine() }
      guard needed > width else { return append(word.text, role, width: word.width) }
      // A sign at the end is not cut in two.
      let signs = ["-]", "+}"].contains { word.text.hasSuffix($0) } ? 2 : 0
      let end = word.clusters.count - signs
      for range in word.slice(0..<end).lines(width: width) {
        if used > 0 { breakLine() }
        let part = word.slice(range)
        append(part.text, role, width: part.width)
      }
      guard signs > 0 else { return }
      if used + signs > width { breakLine() }
      append(word.slice(end..<end + signs).text, role, width: signs)
    }

    private mutating func append(_ text: String, _ role: Role, width: Int) {
      if let last = current.indices.last, current[last].role == role {
        current[last].text += text
      } else {
        current.append(.init(text: text, role: role))
      }
      used += width
    }

    mutating func breakLine() {
      let blanks = StyledLine.Part(text: String(repeating: " ", count: indent), role: .text)
      lines.append(StyledLine([blanks] + current))
      current = []
      used = 0
    }

    mutating func finish() -> [StyledLine] {
      if used > 0 { breakLine() }
      while let last = lines.last, last.parts.dropFirst().allSatisfy({ $0.text.trimmed.isEmpty }) {
        lines.removeLast()
      }
      return lines
    }
  }
}

extension String {
  /// The text without the blanks at its end.
  fileprivate var trimmedEnd: Substring {
    self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)]
  }
}
