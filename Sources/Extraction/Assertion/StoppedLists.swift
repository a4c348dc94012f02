// SPDX-License-Identifier: Apache-2.0

/// Tells the medications below a line that says that they are stopped, as discharge papers have it.
///
/// ```
/// STOP taking these medications
///   warfarin 5 mg tablet
///   lisinopril 10 mg tablet
/// CONTINUE taking these medications
///   aspirin 81 mg
/// ```
struct StoppedLists {
  let note: TokenizedNote

  private static let stops = Hash.words(
    "stop stopped stopping ceased cease discontinue discontinued held hold holding withheld suspended paused"
  )
  private static let others = Hash.words(
    """
    patient pt you should must need currently taking take use using these this those the following your our his her home medication medications \
    medicine medicines med meds drug drugs pills prescription prescriptions all at on visit today \
    discharge admission stay until further notice for now and or to be that were was have been list as of \
    regular usual previous long term repeat during in hospital temporarily permanently
    """
  )
  private static let subjects = Hash.words(
    "medication medications medicine medicines med meds drug drugs these following take taking"
  )
  private static let turns = Hash.words(
    "continue continued start started begin change changed new take resume resumed increase decrease keep"
  )
  private static let again = Hash.words("continue resume resumed restart restarted started start")
  private static let places = Hash.words("hospital inpatient ward")
  private static let mostLines = 40

  func mark(_ reading: inout Reading) {
    let lines = self.lines()
    var number = 0
    while number < lines.count {
      guard isHeader(lines[number], reading) else {
        number += 1
        continue
      }
      let header = lines[number]
      var next = number + 1
      while next < lines.count, next - number <= Self.mostLines,
        !endsList(lines[next], reading, isFirst: next == number + 1),
        !hasBullet(lines[number + 1]) || hasBullet(lines[next])
          || !note.isCapital(lines[next].lowerBound)
      {
        mark(lines[next], below: header, &reading)
        next += 1
      }
      number = max(next, number + 1)
    }
  }

  private func hasBullet(_ line: Range<Int>) -> Bool {
    note.isDash(line.lowerBound) || note.isSymbol(line.lowerBound, 0x2A)
  }

  private func lines() -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    for at in note.tokens.indices where at > 0 && note.tokens[at].flags.contains(.lineStart) {
      lines.append(start..<at)
      start = at
    }
    if start < note.tokens.count { lines.append(start..<note.tokens.count) }
    return lines
  }

  /// Whether a line says of what is below it that it is stopped, and nothing else.
  private func isHeader(_ line: Range<Int>, _ reading: Reading) -> Bool {
    guard line.count <= 12, !hasMedication(line, reading) else { return false }
    var end = line.upperBound
    let isLabel = note.isSymbol(end - 1, 0x3A)
    if isLabel { end -= 1 }
    var says = false
    var speaksOfDrugs = false
    var at = line.lowerBound
    while at < end {
      if note.lower(at) == "do", note.lower(at + 1) == "not",
        ["take", "use", "resume", "restart"].contains(note.lower(at + 2)), at + 2 < end
      {
        (says, speaksOfDrugs) = (true, true)
        at += 3
      } else if note.lower(at) == "no", note.lower(at + 1) == "longer", at + 1 < end {
        says = true
        at += 2
      } else if note.lower(at) == "not", at + 1 < end, at < line.lowerBound + 3,
        ["taking", "using", "on"].contains(note.lower(at + 1)), isLabel || at + 2 == end
      {
        // "Not taking:", and what stands alone above a list.
        (says, speaksOfDrugs) = (true, isLabel || hasBullet(end..<note.tokens.count))
        at += 2
      } else if note.lower(at) == "only", note.holds(at - 1, Self.places) {
        // "Hospital only medicines:"
        says = true
        at += 1
      } else if note.holds(at, Self.places), note.lower(at + 1) == "only" {
        at += 1
      } else if note.holds(at, Self.stops) {
        says = true
        at += 1
      } else if note.holds(at, Self.others) {
        speaksOfDrugs = speaksOfDrugs || note.holds(at, Self.subjects)
        at += 1
      } else {
        return false
      }
    }
    return says && (isLabel || speaksOfDrugs)
  }

  /// Whether a line is of no list any more: an empty one before it, another label, what is continued.
  private func endsList(_ line: Range<Int>, _ reading: Reading, isFirst: Bool) -> Bool {
    if !isFirst, note.tokens[line.lowerBound].flags.contains(.blankBefore) { return true }
    if note.isSymbol(line.upperBound - 1, 0x3A) { return true }
    if isHeader(line, reading) { return true }
    return note.holds(line.lowerBound, Self.turns) && !hasMedication(line, reading)
  }

  private func hasMedication(_ line: Range<Int>, _ reading: Reading) -> Bool {
    let index = reading.firstMention(atOrAfter: line.lowerBound)
    return reading.mentions[min(index, reading.mentions.count)...].prefix {
      $0.start < line.upperBound
    }
    .contains { $0.category == .medication }
  }

  private func mark(_ line: Range<Int>, below header: Range<Int>, _ reading: inout Reading) {
    if line.contains(where: { note.holds($0, Self.again) }) { return }
    var index = reading.firstMention(atOrAfter: line.lowerBound)
    while index < reading.mentions.count, reading.mentions[index].start < line.upperBound {
      if reading.mentions[index].category == .medication,
        !reading.mentions[index].traits.contains(where: { $0.name == .negation })
      {
        reading.mentions[index].traits.append(
          TraitMark(
            name: .negation,
            score: 0.9,
            rule: "list:stopped",
            cue: header,
            scope: header.lowerBound..<line.upperBound
          )
        )
      }
      index += 1
    }
  }
}
