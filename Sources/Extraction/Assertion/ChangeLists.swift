// SPDX-License-Identifier: Apache-2.0

/// Tells what letters at discharge say of a medication in a head before it, in a line of its own below it, and
/// in short behind it.
///
/// ```
/// Held - Metformin 500 mg BD
/// - Aspirin 75 mg OD
///   STOPPED - now on apixaban
/// - Nitrofurantoin - course completed in hospital
/// ```
struct ChangeLists {
  let note: TokenizedNote

  private static let stops = Hash.words(
    "stopped withheld held discontinued ceased suspended omitted paused"
  )
  /// What all that is looked for begins with.
  private static let beginnings = stops.union(replacing).union(over)
    .union(Hash.words("on now do not"))
  private static let reasons = Hash.words(
    "due because as for in on by until while pending secondary after since this gp at"
  )
  private static let others = Hash.words(
    """
    started start new now replaced replace switched swapped changed change converted instead continue continued \
    restart restarted resumed unchanged increased reduced
    """
  )
  /// How many tokens of a line are looked at.
  private static let width = 60

  func mark(_ reading: inout Reading) {
    for at in note.tokens.indices {
      if note.tokens[at].kind == .symbol {
        guard note.isSymbol(at, 0x28) else { continue }
        replace(at, &reading)
        former(at, &reading)
      }
      if note.tokens[at].hash == Self.stopping { reasonGiven(at, &reading) }
      guard note.holds(at, Self.beginnings) else { continue }
      if let colon = reason(at) { head(at..<colon, &reading) }
      if note.holds(at, Self.replacing) {
        exchange(at, &reading)
        instead(at, &reading)
      }
      guard let end = status(at) else { continue }
      guard let line = lineBegin(at) else {
        secondLine(at..<end, &reading)
        continue
      }
      if note.isSymbol(end, 0x3A) || note.isDash(end) {
        head(at..<end, &reading)
      }
      below(at..<end, line, &reading)
    }
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      behind(index, &reading)
    }
  }

  /// Where words end that say that something is not taken now: "Withheld", "On hold", "Not to be restarted".
  private func status(_ at: Int) -> Int? {
    if note.holds(at, Self.stops) { return at + 1 }
    if note.lower(at) == "on", note.lower(at + 1) == "hold" { return at + 2 }
    if note.lower(at) == "now", note.holds(at + 1, Self.stops) { return at + 2 }
    if note.holds(at, Self.over), lineBegin(at) == nil { return at + 1 }
    return notAgain(at)
  }

  private static let again = Hash.words(
    "restart restarted resume resumed continue continued restarting resuming continuing"
  )

  /// "not to be restarted", "do not restart", "not for restarting".
  private func notAgain(_ at: Int) -> Int? {
    var end = note.lower(at) == "do" ? at + 1 : at
    guard note.lower(end) == "not" else { return nil }
    end += 1
    while ["to", "be", "for"].contains(note.lower(end)), end < at + 5 { end += 1 }
    return note.holds(end, Self.again) && end > at + 1 ? end + 1 : nil
  }

  /// The colon behind "medicines stopped as no longer of benefit:".
  private func reason(_ at: Int) -> Int? {
    guard note.holds(at, Self.stops), note.holds(at - 1, StopRules.nouns),
      note.holds(at + 1, Self.reasons)
    else { return nil }
    return (at + 2..<at + 9).prefix { !note.isLineEnd($0) && !note.isSymbol($0, 0x2E) }
      .first { note.isSymbol($0, 0x3A) }
  }

  private static let stopping = Hash.word("stopping".utf8)

  /// "hydrochlorothiazide 25 MG tablet Comments: Reason for Stopping: hypokalemia", in one line or two.
  private func reasonGiven(_ at: Int, _ reading: inout Reading) {
    guard note.lower(at - 1) == "for", note.lower(at - 2) == "reason", note.isSymbol(at + 1, 0x3A)
    else { return }
    let line = note.lineStart(of: at, reach: Self.width)
    let start = line > 0 ? note.lineStart(of: line - 1, reach: Self.width) : line
    guard
      let index = reading.mentionsBetween(start..<at).last(where: {
        reading.mentions[$0].category == .medication
      })
    else { return }
    append(.negation, "list:reason", at - 2..<at + 1, index, &reading)
  }

  /// The first token of a line where words begin it, behind a bullet or a number.
  private func lineBegin(_ at: Int) -> Int? {
    var line = at
    while line > 0, at - line < 4, !note.tokens[line].flags.contains(.lineStart) {
      line -= 1
      guard note.tokens[line].kind != .word else { return nil }
    }
    return line == 0 || note.tokens[line].flags.contains(.lineStart) ? line : nil
  }

  /// "Stopped - omeprazole", "WITHHELD: metformin, ramipril": what the line names.
  private func head(_ cue: Range<Int>, _ reading: inout Reading) {
    var at = cue.upperBound + 1
    var depth = 0
    while at < cue.upperBound + Self.width, !note.isLineEnd(at) {
      if note.isSymbol(at, 0x28) { depth += 1 }
      if note.isSymbol(at, 0x29) { depth -= 1 }
      if depth == 0,
        note.holds(at, Self.others) || note.isSymbol(at, 0x3B)
          || note.isSymbol(at, 0x2E) && note.isCapital(at + 1)
            && note.tokens[at + 1].flags.contains(.spaceBefore)
      {
        return
      }
      if depth == 0 {
        let index = reading.firstMention(atOrAfter: at)
        if index < reading.mentions.count, reading.mentions[index].start == at,
          reading.mentions[index].category == .medication
        {
          append(.negation, "list:head", cue, index, &reading)
        }
      }
      at += 1
    }
  }

  /// "STOPPED - now on apixaban" below "- Aspirin 75 mg OD".
  private func below(_ cue: Range<Int>, _ line: Int, _ reading: inout Reading) {
    let end = cue.upperBound
    guard line > 0, line == cue.lowerBound,
      note.isLineEnd(end) || note.tokens[end].kind == .symbol && !note.isSymbol(end, 0x3A)
        || note.holds(end, Self.reasons)
    else { return }
    // "Stopped - omeprazole" speaks of what follows.
    let next = reading.firstMention(atOrAfter: end)
    if next < reading.mentions.count, reading.mentions[next].start <= end + 1,
      reading.mentions[next].category == .medication
    {
      return
    }
    let start = note.lineStart(of: line - 1, reach: Self.width)
    let before = reading.mentionsBetween(start..<line).filter {
      reading.mentions[$0].category == .medication
    }
    guard let only = before.first, before.count == 1,
      let begin = lineBegin(reading.mentions[only].start), begin >= start,
      !note.isSymbol(line - 1, 0x3A)
    else { return }
    append(.negation, "list:below", cue, only, &reading)
  }

  /// "One at night - STOPPED (interaction)" below "- Simvastatin 40 mg tablets".
  private func secondLine(_ cue: Range<Int>, _ reading: inout Reading) {
    let line = note.lineStart(of: cue.lowerBound, reach: 16)
    guard line > 0, note.tokens[line].flags.contains(.lineStart), note.tokens[line].kind != .symbol,
      note.isDash(cue.lowerBound - 1) || note.isSymbol(cue.lowerBound - 1, 0x28)
        || note.isSymbol(cue.lowerBound - 1, 0x2C),
      note.isLineEnd(cue.upperBound) || note.tokens[cue.upperBound].kind == .symbol
        || note.holds(cue.upperBound, Self.reasons),
      reading.mentionsBetween(line..<cue.lowerBound).isEmpty
    else { return }
    let start = note.lineStart(of: line - 1, reach: Self.width)
    guard note.tokens[start].kind == .symbol else { return }
    let before = reading.mentionsBetween(start..<line).filter {
      reading.mentions[$0].category == .medication
    }
    guard let only = before.first, before.count == 1 else { return }
    let isOver = note.holds(cue.lowerBound, Self.over)
    append(isOver ? .pastHistory : .negation, "list:second", cue, only, &reading)
  }

  private static let replacing = Hash.words(
    "replaced changed switched swapped converted substituted"
  )

  /// "Simvastatin (replaced by atorvastatin)": what a bracket names in its place is taken.
  private func replace(_ open: Int, _ reading: inout Reading) {
    let at: Int
    if note.holds(open + 1, Self.replacing),
      ["by", "with", "to", "for"].contains(note.lower(open + 2))
    {
      at = open + 3
    } else if note.lower(open + 1) == "now", ["on", "taking"].contains(note.lower(open + 2)) {
      at = open + 3
    } else {
      return
    }
    let index = reading.firstMention(atOrAfter: at)
    guard index < reading.mentions.count, reading.mentions[index].start <= at + 1,
      reading.mentions[index].category == .medication
    else { return }
    reading.mentions[index].traits.removeAll { mark in
      mark.name == .negation && (mark.cue.map { $0.lowerBound < open } ?? false)
    }
  }

  /// "Stopped, replaced by atorvastatin": what took the place is taken.
  private func instead(_ at: Int, _ reading: inout Reading) {
    let isOwn =
      at == 0 || note.tokens[at - 1].kind == .symbol || TextColumns.hasGap(before: at, in: note)
      || note.lower(at - 1) == "and"
    guard isOwn, ["by", "with", "to"].contains(note.lower(at + 1)) else { return }
    let index = reading.firstMention(atOrAfter: at + 2)
    guard index < reading.mentions.count, reading.mentions[index].start == at + 2,
      reading.mentions[index].category == .medication
    else { return }
    reading.mentions[index].traits.removeAll { mark in
      mark.name == .negation
        && (mark.cue.map { cue in
          cue.upperBound <= at && cue.contains { note.holds($0, Self.stops) }
        } ?? false)
    }
  }

  /// "Changed: simvastatin to atorvastatin": the first is not taken any more.
  private func exchange(_ at: Int, _ reading: inout Reading) {
    guard note.isSymbol(at + 1, 0x3A) || note.isDash(at + 1) else { return }
    let index = reading.firstMention(atOrAfter: at + 2)
    guard index + 1 < reading.mentions.count, reading.mentions[index].start == at + 2,
      reading.mentions[index].category == .medication,
      reading.mentions[index + 1].category == .medication
    else { return }
    let next = reading.mentions[index + 1].start
    var end = reading.mentions[index].end
    while end < next, reading.isPart(end, of: reading.mentions[index]) { end += 1 }
    guard end == next - 1, ["to", "for", "with", "by"].contains(note.lower(end)) else { return }
    append(.negation, "letter:exchanged", at..<at + 1, index, &reading)
  }

  /// "Bumetanide 1 mg bd (was furosemide)": what a bracket says was taken before.
  private func former(_ open: Int, _ reading: inout Reading) {
    var at = open + 1
    guard ["was", "previously", "formerly", "replaces", "replacing"].contains(note.lower(at)) else {
      return
    }
    at += note.lower(at + 1) == "on" ? 2 : 1
    let index = reading.firstMention(atOrAfter: at)
    guard index > 0, index < reading.mentions.count, reading.mentions[index].start == at,
      reading.mentions[index].category == .medication,
      reading.mentions[index - 1].category == .medication,
      reading.mentions[index - 1].entry != reading.mentions[index].entry,
      reading.isSameLine(reading.mentions[index - 1].start, open)
    else { return }
    append(.pastHistory, "letter:was", open + 1..<at, index, &reading)
    // "(was Fostair + Spiriva)"
    var last = index
    while last + 1 < reading.mentions.count,
      reading.mentions[last + 1].start == reading.mentions[last].end + 1,
      ["+", "&", "/", "and", ","].contains(note.lower(reading.mentions[last].end)),
      reading.mentions[last + 1].category == .medication
    {
      last += 1
      append(.pastHistory, "letter:was", open + 1..<at, last, &reading)
    }
  }

  // MARK: Behind a name

  private static let refusing = Hash.words("refuses refusing declines declining")
  private static let courses = Hash.words("course treatment")
  private static let over = Hash.words("completed finished complete done ended")
  private static let undone = Hash.words("carried charted supplied stocked")
  private static let former = Hash.words("prev previously")

  /// What stands in short behind a name and its directions.
  private func behind(_ index: Int, _ reading: inout Reading) {
    let mention = reading.mentions[index]
    var at = mention.end
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start >= at && attribute.start <= at + 1 {
      at = attribute.end
    }
    // "Bactrim x 7d - finished yesterday"
    if note.lower(at) == "x", NumberWords.digits(note, at + 1) != nil, !note.isLineEnd(at + 2) {
      at += 3
    }
    let end = at
    while at < end + 2,
      note.isDash(at) || note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x28)
        || note.isSymbol(at, 0x7C)
    {
      at += 1
    }
    guard !note.isLineEnd(end), !note.isLineEnd(at) else { return }
    func ends(_ place: Int) -> Bool {
      note.isLineEnd(place) || note.tokens[place].kind == .symbol
    }
    if note.isSymbol(at - 1, 0x28), note.lower(at) == "stop",
      ["in", "after", "on"].contains(note.lower(at + 1)),
      note.tokens.indices.contains(at + 2),
      note.tokens[at + 2].kind == .number || ["a", "one", "two"].contains(note.lower(at + 2))
    {
      // "(stop in 1 year)" is for later.
      reading.mentions[index].traits.removeAll { mark in
        mark.name == .negation && mark.cue?.contains(at) ?? false
      }
    } else if ends(at + 1), ["×", "✗", "✘"].contains(note.text(at..<at + 1)) {
      append(.negation, "letter:cross", at..<at + 1, index, &reading)
    } else if let again = notAgain(note.holds(at, Self.duties) ? at + 1 : at),
      ends(again) || note.holds(again, Self.reasons)
    {
      append(.negation, "letter:not-again", at..<again, index, &reading)
    } else if note.isSymbol(at - 1, 0x7C), note.holds(at, Self.stops), ends(at + 1) {
      append(.negation, "letter:cell", at..<at + 1, index, &reading)
    } else if note.isSymbol(at - 1, 0x28), note.lower(at) == "off",
      ends(at + 1) || ["d", "day", "since", "on", "from"].contains(note.lower(at + 1))
    {
      append(.negation, "letter:off", at..<at + 1, index, &reading)
    } else if at > end, note.holds(at, Self.refusing), ends(at + 1) {
      append(.negation, "letter:refuses", at..<at + 1, index, &reading)
    } else if at > end, note.holds(at, Self.courses), note.holds(at + 1, Self.over) {
      append(.pastHistory, "letter:course", at..<at + 2, index, &reading)
    } else if note.lower(at) == "omit",
      ["dos", "on", "day", "morning"].contains(note.lower(at + 1)) || ends(at + 1)
    {
      append(.negation, "letter:omit", at..<at + 1, index, &reading)
    } else if at > end, note.lower(at) == "none",
      ["since", "now", "taken", "x", "recently"].contains(note.lower(at + 1))
    {
      append(.negation, "letter:none", at..<at + 1, index, &reading)
    } else if note.isSymbol(at - 1, 0x28), let halt = halt(at) {
      append(.negation, "letter:halt", halt..<halt + 1, index, &reading)
    } else if note.lower(at) == "expelled" {
      append(.negation, "letter:expelled", at..<at + 1, index, &reading)
    } else if at > end, note.holds(at, Self.over),
      ends(at + 1) || ["yesterday", "today", "last", "this"].contains(note.lower(at + 1))
    {
      append(.pastHistory, "letter:over", at..<at + 1, index, &reading)
    } else if at == end, note.holds(at, Self.begun), note.lower(at + 1) == "then",
      note.holds(at + 2, Self.stops) || isDischarged(at + 2)
    {
      append(.negation, "letter:then", at + 2..<at + 3, index, &reading)
    } else if at == end, isDischarged(at), note.isDash(at + 3),
      note.tokens[at + 3].flags.contains(.spaceBefore)
    {
      append(.negation, "letter:dc", at..<at + 3, index, &reading)
    } else if note.holds(at, Self.undone), note.lower(at + 1) == "in", note.lower(at + 2) == "error"
    {
      append(.negation, "letter:error", at..<at + 3, index, &reading)
    } else if at == end, note.lower(at) == "not",
      ["carried", "stocked"].contains(note.lower(at + 1))
    {
      append(.negation, "letter:not-there", at..<at + 2, index, &reading)
    } else if at == end, note.holds(at, Self.former), ends(at + 1) {
      append(.pastHistory, "letter:former", at..<at + 1, index, &reading)
    } else if at == end, note.lower(at) == "tried", isSideEffect(at + 1, reading) {
      append(.pastHistory, "letter:tried", at..<at + 1, index, &reading)
    }
  }

  private static let halts = Hash.words("hold held stop stopped withhold withheld")

  /// "spiro 12.5 (K 5.2 - hold)": what ends a bracket behind its reason.
  private func halt(_ start: Int) -> Int? {
    guard
      let close = (start..<start + 9).first(where: {
        note.isSymbol($0, 0x29) || note.isLineEnd($0)
      }), !note.isLineEnd(close), note.isDash(close - 2), close - 2 > start,
      note.holds(close - 1, Self.halts)
    else { return nil }
    return close - 1
  }

  private static let duties = Hash.words("should must")
  private static let begun = Hash.words("added started tried given trialled trialed begun")

  /// "d/c".
  private func isDischarged(_ at: Int) -> Bool {
    note.lower(at) == "d" && note.isSymbol(at + 1, 0x2F) && note.lower(at + 2) == "c"
  }

  /// "tried GI SE", "tried, no benefit".
  private func isSideEffect(_ start: Int, _ reading: Reading) -> Bool {
    var at = start
    if note.isDash(at) || note.isSymbol(at, 0x2C) { at += 1 }
    if note.lower(at) == "gi" { at += 1 }
    return note.lower(at) == "se" || note.lower(at) == "ses" || note.lower(at) == "side"
      || note.lower(at) == "no"
        && ["benefit", "effect", "help", "relief"].contains(note.lower(at + 1))
  }

  private func append(
    _ name: TraitName,
    _ rule: String,
    _ cue: Range<Int>,
    _ index: Int,
    _ reading: inout Reading
  ) {
    let mention = reading.mentions[index]
    guard !mention.traits.contains(where: { [.negation, .pastHistory].contains($0.name) }) else {
      return
    }
    let scope = min(cue.lowerBound, mention.start)..<max(cue.upperBound, mention.end)
    reading.mentions[index].traits.append(
      TraitMark(name: name, score: 0.85, rule: rule, cue: cue, scope: scope)
    )
  }
}
