// SPDX-License-Identifier: Apache-2.0

/// What is ordered, and what is to come.
extension AssertionRules {
  private static let orders: Set<String> = [
    "stop", "hold", "discontinue", "avoid", "cease", "withhold", "omit",
  ]
  private static let clauses: Set<String> = ["if", "when", "should", "whenever"]

  /// "Insulin only if fasting above 95" is taken when that is so.
  func onlyIf(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    guard mention.category == .medication || mention.type == .treatmentName else { return }
    if let clause = bareIf(mention, sentence) {
      addCondition("if", clause..<clause + 1, scope: mention.start..<clause + 1, &marks)
      return
    }
    var at = mention.end
    let limit = min(sentence.upperBound, mention.end + 8)
    while at + 1 < limit, note.lower(at) != "only" || !Self.clauses.contains(note.lower(at + 1)) {
      if note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) || note.lower(at) == "and" { return }
      at += 1
    }
    // What is taken when needed is taken.
    guard at + 2 < limit, !["needed", "necessary"].contains(note.lower(at + 2)) else { return }
    addCondition("only-if", at..<at + 2, scope: mention.start..<at + 2, &marks)
  }

  private static let able: Set<String> = [
    "needed", "necessary", "tolerated", "able", "possible", "required", "indicated", "ok", "not",
  ]
  private static let ongoing: Set<String> = [
    "continue", "continues", "continued", "takes", "taking", "on", "uses", "keep", "resume", "hold",
    "stop",
    "increase", "decrease", "reduce", "held", "stopped", "may", "avoid", "denies", "no",
    "discontinue",
  ]

  /// "Dapto if rash", "lithium if no response": nothing of it is taken before that.
  private func bareIf(_ mention: Mention, _ sentence: Range<Int>) -> Int? {
    if let at = plannedIf(mention, sentence) { return at }
    guard mention.category == .medication,
      !mention.attributes.contains(where: { $0.type == .frequency }),
      !(max(sentence.lowerBound, mention.start - 5)..<mention.start).contains(where: {
        Self.ongoing.contains(note.lower($0))
      })
    else { return nil }
    var end = mention.end
    while let next = mention.attributes.first(where: { $0.start == end && $0.end > end }) {
      end = next.end
    }
    guard end + 1 < sentence.upperBound, note.lower(end) == "if",
      !Self.able.contains(note.lower(end + 1))
    else { return nil }
    return end
  }

  private static let willing = Hash.words("increase start add commence switch change try begin")

  /// "I will increase ramipril to 10 mg od if BP remains high".
  private func plannedIf(_ mention: Mention, _ sentence: Range<Int>) -> Int? {
    guard mention.category == .medication, mention.start > sentence.lowerBound + 1,
      mention.end <= sentence.upperBound,
      let verb = (max(sentence.lowerBound + 1, mention.start - 3)..<mention.start).last(where: {
        note.holds($0, Self.willing)
      }), note.lower(verb - 1) == "will",
      let at = mention.end.upTo(min(sentence.upperBound, mention.end + 10)).first(where: {
        note.lower($0) == "if" || note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B)
      }), note.lower(at) == "if", !Self.able.contains(note.lower(at + 1))
    else { return nil }
    return at
  }

  /// Says that something is so on a condition, and so only supposed.
  private func addCondition(
    _ rule: String,
    _ cue: Range<Int>,
    scope: Range<Int>?,
    _ marks: inout [TraitMark]
  ) {
    for name in [TraitName.conditional, .hypothetical]
    where !marks.contains(where: { $0.name == name }) {
      marks.append(TraitMark(name: name, score: 0.9, rule: rule, cue: cue, scope: scope))
    }
  }

  /// What somebody is told to do when something happens: "avoid ibuprofen, return if worse".
  private static let coming = Hash.words(
    "return come call ring phone attend see seek review rv contact reattend present dial represent rtc go"
  )

  /// What another order begins with: "stop doxazosin, start fludrocortisone if no better".
  private static let following = Hash.words(
    "start commence add wean taper continue increase reduce decrease switch change repeat check recheck restart try trial"
  )

  /// "Stop metformin if eGFR falls below 45" does not say that it was stopped.
  func conditions(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    guard mention.category != .medicalCondition,
      let index = marks.firstIndex(where: { mark in
        guard mark.name == .negation, let cue = mark.cue else { return false }
        return cue.contains { Self.orders.contains(note.lower($0)) }
      })
    else { return }
    var cue = marks.first { $0.name == .conditional }?.cue
    if cue == nil {
      var at = mention.end
      while at < sentence.upperBound, !note.isSymbol(at, 0x2E), !note.isSymbol(at, 0x3B),
        !(note.isSymbol(at, 0x2C)
          && (note.holds(at + 1, Self.coming) || note.holds(at + 1, Self.following)))
      {
        // "Hold amlodipine, if no response -> metaraminol": what is done then stands behind an arrow.
        if note.isSymbol(at, 0x2C), Self.clauses.contains(note.lower(at + 1)),
          (at + 2..<max(at + 2, min(sentence.upperBound, at + 7))).contains(where: { isArrow($0) })
        {
          break
        }
        if Self.clauses.contains(note.lower(at)) {
          cue = at..<at + 1
          break
        }
        at += 1
      }
    }
    guard let cue else { return }
    let scope = marks[index].scope
    marks.remove(at: index)
    addCondition("order-if", cue, scope: scope, &marks)
  }

  /// What is to come by the form of its clause; a cue of the table does not speak of conditions.
  func plans(_ mention: Mention, _ sentence: Range<Int>, _ marks: inout [TraitMark]) {
    let rules = PlanRules(note: note)
    if mention.category == .medicalCondition || rules.happened(mention, in: sentence) {
      marks.removeAll { $0.name == .future }
      if let wish = wish(mention), !marks.contains(where: { $0.name == .negation }) {
        marks.append(TraitMark(name: .future, score: 0.8, rule: "wish", cue: wish, scope: nil))
      }
    } else if let plan = marks.first(where: { $0.name == .future })?.cue {
      // "Return for suture removal" is no warning.
      marks.removeAll { $0.name == .hypothetical && $0.cue == plan }
    }
    guard !marks.contains(where: { [.future, .negation, .pastHistory].contains($0.name) }),
      let cue = rules.cue(of: mention, in: sentence)
    else { return }
    marks.append(
      TraitMark(name: .future, score: 0.8, rule: "plan", cue: cue, scope: nil)
    )
  }

  /// "D/c'd on metoprolol 25 BID", "dc'd home with Lovenox": the patient was discharged.
  func isDischarge(_ cue: Cue, _ reading: Reading) -> Bool {
    guard note.lower(cue.start).hasPrefix("d"), cue.end - cue.start <= 5,
      !isListOfStopped(cue, reading),
      !(cue.start..<cue.end).contains(where: { note.lower($0).hasPrefix("disc") })
    else { return false }
    let next = note.lower(cue.end)
    if next == "home" { return true }
    // "aspirin on dc, lisinopril"
    if note.lower(cue.start) == "dc",
      ["on", "at", "for", "after", "upon", "until", "before", "since", "pre", "post"]
        .contains(note.lower(cue.start - 1))
    {
      return true
    }
    guard ["on", "with", "to"].contains(next) else { return false }
    let index = reading.firstMention(atOrAfter: cue.end + 1)
    if next == "to" {
      return ["snf", "rehab", "ltac", "facility", "home"].contains(note.lower(cue.end + 1))
    }
    return index < reading.mentions.count && reading.mentions[index].start == cue.end + 1
      && reading.mentions[index].category == .medication
  }
}
