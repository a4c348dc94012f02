// SPDX-License-Identifier: Apache-2.0

/// Reads tables in HTML, as C-CDA has them: what a cell says of its row, such as "stopped", is of that row's
/// medications, and of no others.
struct MarkupRows {
  let note: TokenizedNote

  /// How long a row is looked at, in tokens.
  private static let reach = 300
  private static let tr = Hash.word("tr".utf8)
  private static let stopped = Hash.words(
    """
    stopped discontinued hold held withheld ceased suspended inactive completed cancelled canceled aborted finished \
    expired
    """
  )
  private static let filling = Hash.words("on currently temporarily status no longer active was is")

  func mark(_ reading: inout Reading) {
    for at in note.tokens.indices
    where note.tokens[at].hash == Self.tr && note.isSymbol(at - 1, 0x3C) {
      let end = end(of: at)
      let status = status(at..<end)
      for index in reading.mentionsBetween(at..<end)
      where reading.mentions[index].category == .medication {
        settle(&reading.mentions[index], status, at..<end)
      }
    }
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      guard let status = ending(reading.mentions[index], reading) else { continue }
      let row = reading.mentions[index].start..<status.upperBound
      settle(&reading.mentions[index], status, row)
    }
  }

  /// How long a row without tags is, in tokens.
  private static let width = 60

  /// "Warfarin 5 mg oral tablet 1 tab daily 2019-01-02 Discontinued": the last cell of a row whose tags are
  /// gone, behind a date.
  private func ending(_ mention: Mention, _ reading: Reading) -> Range<Int>? {
    guard note.tokens[mention.start].flags.contains(.lineStart) else { return nil }
    var end = mention.end
    while end < mention.end + Self.width, !note.isLineEnd(end) { end += 1 }
    guard note.isLineEnd(end), end > mention.end + 1, note.holds(end - 1, Self.stopped) else {
      return nil
    }
    let start = note.lower(end - 2) == "on" ? end - 2 : end - 1
    guard start > mention.end + 2, note.tokens[start - 1].kind == .number,
      note.isDash(start - 2) || note.isSymbol(start - 2, 0x2F),
      !reading.mentionsBetween(mention.end..<end).contains(where: {
        reading.mentions[$0].category == .medication
      })
    else { return nil }
    return start..<end
  }

  private func end(of row: Int) -> Int {
    var at = row + 1
    while at < note.tokens.count, at < row + Self.reach, note.tokens[at].hash != Self.tr { at += 1 }
    return at
  }

  /// The cell that says that the row is over, and says nothing else.
  private func status(_ row: Range<Int>) -> Range<Int>? {
    var open = row.lowerBound
    for at in row {
      if note.isSymbol(at, 0x3E) { open = at + 1 }
      guard note.isSymbol(at, 0x3C), at > open, at - open <= 3 else { continue }
      let words = open..<at
      if words.contains(where: { note.holds($0, Self.stopped) })
        || note.lower(open) == "no" && note.lower(at - 1) == "active",
        words.allSatisfy({ note.holds($0, Self.stopped) || note.holds($0, Self.filling) })
      {
        return words
      }
    }
    return nil
  }

  private func settle(_ mention: inout Mention, _ status: Range<Int>?, _ row: Range<Int>) {
    mention.traits.removeAll { mark in
      mark.name == .negation && mark.cue.map { !row.contains($0.lowerBound) } ?? false
    }
    guard let status, !mention.traits.contains(where: { $0.name == .negation }) else { return }
    mention.traits.append(
      TraitMark(name: .negation, score: 0.9, rule: "row:stopped", cue: status, scope: row)
    )
  }
}
