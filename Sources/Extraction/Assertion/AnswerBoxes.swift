// SPDX-License-Identifier: Apache-2.0

/// Reads the boxes of forms: "[ ] fever [x] cough", a box per line, "Stroke: [ ] Yes [x] No".
struct AnswerBoxes {
  let note: TokenizedNote

  /// How far a line is looked at for boxes, in tokens.
  private static let reach = 60

  /// A box at a token: its end, and whether it is ticked.
  func box(_ at: Int) -> (end: Int, isTicked: Bool)? {
    let isSquare = note.isSymbol(at, 0x5B)
    if isSquare || note.isSymbol(at, 0x28) {
      let close: UInt8 = isSquare ? 0x5D : 0x29
      if note.isSymbol(at + 1, close) { return (at + 2, false) }
      guard note.isSymbol(at + 2, close) else { return nil }
      if isSquare, note.isSymbol(at + 1, 0x5F) { return (at + 3, false) }
      let isTicked =
        ["x", "*", "✓", "✔"].contains(note.lower(at + 1)) || note.isSymbol(at + 1, 0x2B)
      return isTicked ? (at + 3, true) : nil
    }
    guard note.tokens.indices.contains(at), note.tokens[at].flags.contains(.nonASCII),
      note.tokens[at].kind == .symbol
    else { return nil }
    return switch note.text(at..<at + 1) {
    case "☐", "□", "❏", "◻", "❑", "▢", "○", "◯": (at + 1, false)
    case "☑", "☒", "■", "✓", "✔", "🗹", "🗷": (at + 1, true)
    default: nil
    }
  }

  /// The boxes of the line of a token, in order.
  private func boxes(around token: Int) -> [(range: Range<Int>, isTicked: Bool)] {
    let line = note.lineStart(of: token, reach: Self.reach)
    var result: [(range: Range<Int>, isTicked: Bool)] = []
    var at = line
    while at < note.tokens.count, at == line || !note.isLineEnd(at), at < line + 2 * Self.reach {
      if let found = box(at) {
        result.append((at..<found.end, found.isTicked))
        at = found.end
      } else {
        at += 1
      }
    }
    return result
  }

  // MARK: Boxes of conditions

  /// What may stand between a box and its condition.
  private static let before = Hash.words(
    """
    history hx h o of current currently prior previous recent any known active family personal severe acute \
    chronic mild moderate new worsening past the a an or and
    """
  )
  /// What goes on about a condition; another word makes a lone box a thing to do: "[ ] anemia labs".
  private static let behind = Hash.words(
    """
    or and in of with within at on since during while when requiring type after other not past for last ever \
    currently history hx
    """
  )
  private static let taking = Hash.words("on taking takes received uses home")
  private static let done = Hash.words(
    "given administered received taken done completed performed placed in utd current within this"
  )
  private static let wanted = Hash.words("due ordered scheduled pending needed referral consult")

  /// Whether an empty box denies it: conditions, allergies and habits, and what is taken or was done.
  static func takesBoxes(_ mention: Mention) -> Bool {
    switch mention.category {
    case .medicalCondition, .behavioralEnvironmentalSocial, .medication, .testTreatmentProcedure:
      true
    default: false
    }
  }

  /// The empty box of a condition, a medication or a procedure.
  ///
  /// In a line of its own a box is a condition's where the line names it and goes on about it; under a
  /// header of a plan it is a thing to do.
  func untickedBox(of mention: Mention, _ reading: Reading) -> Range<Int>? {
    let boxes = boxes(around: mention.start)
    guard let first = boxes.first?.range.lowerBound else { return nil }
    // Boxes stand before their words where the first one begins its line or follows a label.
    let begins = (note.lineStart(of: mention.start, reach: Self.reach)..<first).allSatisfy {
      note.tokens[$0].kind == .symbol
    }
    // "PMH [x] gout [ ] HIV": where words follow the last one, too.
    let leads = boxes.last.map { boxes.count > 1 && !note.isLineEnd($0.range.upperBound) } ?? false
    guard begins || leads || note.isSymbol(first - 1, 0x3A) else {
      return boxes.first { $0.range.lowerBound == mention.end && !$0.isTicked }
        .flatMap { boxes.count > 1 || isWhole($0.range, mention) ? $0.range : nil }
    }
    guard let own = boxes.last(where: { $0.range.upperBound <= mention.start }), !own.isTicked
    else {
      return nil
    }
    let head = reading.firstMention(atOrAfter: own.range.upperBound)
    guard head < reading.mentions.count, Self.takesBoxes(reading.mentions[head]),
      reading.mentions[head].start <= mention.start,
      (own.range.upperBound..<reading.mentions[head].start).allSatisfy({
        note.holds($0, Self.before) || note.isSymbol($0, 0x2F)
          || reading.mentions[head].category == .medication && note.holds($0, Self.taking)
      })
    else { return nil }
    let named = reading.mentions[head]
    if named.category == .testTreatmentProcedure, note.holds(named.end, Self.wanted) { return nil }
    guard boxes.count == 1 else { return own.range }
    if [.plan, .followUp, .instructions].contains(reading.kind(at: mention.start)) { return nil }
    return switch named.category {
    case .medication: isGiven(named) ? own.range : nil
    case .testTreatmentProcedure:
      isDone(behind: named.end) || hasTickedNeighbour(mention.start) ? own.range : nil
    default: goesOn(behind: named.end, reading) ? own.range : nil
    }
  }

  /// Whether a line goes on with directions alone, or says that it was given: "[ ] aspirin 81 mg daily".
  private func isGiven(_ mention: Mention) -> Bool {
    var end = mention.end
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start >= end && attribute.start <= end + 1 && !note.isLineEnd(attribute.start) {
      end = attribute.end
    }
    if note.isLineEnd(end) || [0x28, 0x2E, 0x23, 0x2D].contains(where: { note.isSymbol(end, $0) }) {
      return true
    }
    return isDone(behind: end)
  }

  private func isDone(behind end: Int) -> Bool {
    !note.isLineEnd(end) && note.holds(end, Self.done)
  }

  /// Whether the line above or below has a box that is ticked: they are a form, and no list of things to do.
  private func hasTickedNeighbour(_ token: Int) -> Bool {
    let line = note.lineStart(of: token, reach: Self.reach)
    if line > 0, boxes(around: line - 1).contains(where: \.isTicked) { return true }
    var next = token + 1
    while next < note.tokens.count, next < token + Self.reach, !note.isLineEnd(next) { next += 1 }
    return next < note.tokens.count && note.isLineEnd(next)
      && boxes(around: next).contains(where: \.isTicked)
  }

  /// Whether a line is a name with its box behind it.
  private func isWhole(_ box: Range<Int>, _ mention: Mention) -> Bool {
    note.isLineEnd(box.upperBound)
      && (note.lineStart(of: mention.start, reach: Self.reach)..<mention.start).allSatisfy {
        note.tokens[$0].kind == .symbol
      }
  }

  private func goesOn(behind end: Int, _ reading: Reading) -> Bool {
    if note.isLineEnd(end) || note.holds(end, Self.behind) { return true }
    if note.isSymbol(end, 0x28) || note.isSymbol(end, 0x2E) { return true }
    guard note.isSymbol(end, 0x2C) || note.isSymbol(end, 0x2F) else { return false }
    let next = reading.firstMention(atOrAfter: end + 1)
    return note.lower(end + 1) == "type"
      || next < reading.mentions.count && reading.mentions[next].start == end + 1
        && reading.mentions[next].category == .medicalCondition
  }

  // MARK: Yes and no

  enum Answer {
    case yes, no
    /// No box is ticked.
    case none
  }

  private static let affirming = Hash.words("yes y")
  private static let denying = Hash.words("no n none never")
  private static let others = Hash.words("unknown unk unsure na")

  /// "Stroke: [ ] Yes [x] No", "Chest pain ☐ Yes ☒ No", "Smoker? Yes [ ] No [x]".
  func answer(to mention: Mention) -> (answer: Answer, range: Range<Int>)? {
    let label = label(behind: mention.end)
    var at = label
    while at < label + 2,
      note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F) || note.isDash(at)
    {
      at += 1
    }
    let start = at
    let isBefore = box(at) != nil
    var result: (Answer, Range<Int>)?
    var count = 0
    while !note.isLineEnd(at), count < 4 {
      guard let word = isBefore ? box(at)?.end : at, isAnswer(word),
        let box = isBefore ? box(at) : box(word + 1)
      else { break }
      let end = isBefore ? word + 1 : box.end
      if box.isTicked, result == nil {
        result =
          note.holds(word, Self.affirming)
          ? (.yes, at..<end) : note.holds(word, Self.denying) ? (.no, at..<end) : (.none, at..<end)
      }
      count += 1
      at = end
      if note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x2F) || note.isSymbol(at, 0x7C) { at += 1 }
    }
    guard count > 0 else { return nil }
    if let result { return (result.0, result.1) }
    return count > 1 ? (.none, start..<at) : nil
  }

  private static let asking = Hash.words(
    """
    this season year month week visit today given received administered taken done ever current currently last \
    within in the past recent recently use history at on admission days months years
    """
  )

  /// Where the words end that a question asks with behind a name: "Flu vaccine this season: [ ] Yes [x] No".
  private func label(behind end: Int) -> Int {
    var at = end
    while at < end + 5, !note.isLineEnd(at),
      note.holds(at, Self.asking) || note.tokens[at].kind == .number
    {
      at += 1
    }
    return at > end && (note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3F) || box(at) != nil)
      ? at : end
  }

  private func isAnswer(_ at: Int) -> Bool {
    !note.isLineEnd(at)
      && (note.holds(at, Self.affirming) || note.holds(at, Self.denying)
        || note.holds(at, Self.others))
  }

  /// Whether "no" has a box of its own, and denies nothing behind it.
  func isAnswer(_ cue: Cue) -> Bool {
    guard cue.end == cue.start + 1, note.holds(cue.start, Self.denying) else { return false }
    if !note.isLineEnd(cue.end), box(cue.end) != nil { return true }
    return note.isLineEnd(cue.end) && [1, 2, 3].contains { box(cue.start - $0)?.end == cue.start }
  }
}
