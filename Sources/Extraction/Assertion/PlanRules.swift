// SPDX-License-Identifier: Apache-2.0

/// Finds tests, procedures and treatments that are still to come, where no cue of the table says so:
/// "MRI brain next month", "Await pathology", "Repeat CBC in 6 weeks".
struct PlanRules {
  let note: TokenizedNote

  /// What an order begins with, right before the thing or with a few words between.
  private static let orders: Set<String> = [
    "await", "awaiting", "repeat", "schedule", "arrange", "book", "order", "obtain", "recheck",
    "request", "refer", "referral", "consent", "recommend", "advise", "pending", "needs", "due",
    "list", "listed", "offer", "send",
  ]
  /// What says that it happened after all.
  private static let done: Set<String> = [
    "was", "were", "showed", "shows", "revealed", "reveals", "performed", "done", "underwent",
    "had",
    "demonstrated", "completed", "normal", "negative", "positive", "given", "received", "started",
    "taken", "improved", "ago", "last", "previous", "prior", "since", "noted", "weekly", "daily",
    "unchanged", "stable", "continue", "continued", "continues", "declined", "required",
  ]
  /// What says right behind the words that it happened, or never will.
  private static let happened: Set<String> = [
    "showed", "revealed", "demonstrated", "performed", "completed", "done", "cancelled", "canceled",
    "normal", "negative", "positive", "unremarkable",
  ]
  /// What is done with a medication that is to come.
  private static let beginnings: Set<String> = [
    "started", "begun", "commenced", "given", "added", "resumed", "restarted", "initiated",
    "administered",
  ]
  private static let units: Set<String> = [
    "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]
  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december", "spring", "summer", "autumn", "fall", "winter",
  ]

  /// Whether the words behind a mention say that it happened: "the planned appendectomy was
  /// performed", "the CT that was ordered showed a mass".
  func happened(_ mention: Mention, in sentence: Range<Int>) -> Bool {
    let clause = self.clause(around: mention, in: sentence)
    for at in mention.end.upTo(min(clause.upperBound, mention.end + 7))
    where Self.happened.contains(note.lower(at)) {
      return note.lower(at - 1) != "be"
    }
    return false
  }

  /// Whether nothing in the clause of a mention says that it was done before, or goes on.
  func isOpen(_ mention: Mention, in sentence: Range<Int>) -> Bool {
    let clause = self.clause(around: mention, in: sentence)
    return !clause.contains { !mention.range.contains($0) && Self.done.contains(note.lower($0)) }
  }

  /// Returns the words that say that a mention is to come, where there are any.
  func cue(of mention: Mention, in sentence: Range<Int>) -> Range<Int>? {
    guard concerns(mention) else {
      guard mention.category == .medication else { return nil }
      let clause = self.clause(around: mention, in: sentence)
      return beginning(behind: mention, clause) ?? deferred(mention, clause)
    }
    if let preparation = preparation(of: mention, in: sentence) { return preparation }
    if happened(mention, in: sentence) { return nil }
    // "echo OP"
    if mention.end > mention.start + 1, note.holds(mention.end - 1, Self.elsewhere),
      isOpen(mention, in: sentence)
    {
      return mention.end - 1..<mention.end
    }
    // "U&E 1/52"
    if let when = RepeatIntervals(note: note).range(behind: mention.end) { return when }
    let clause = self.clause(around: mention, in: sentence)
    let words = clause.filter { note.tokens[$0].kind == .word && !mention.range.contains($0) }
    guard !words.contains(where: { Self.done.contains(note.lower($0)) }) else {
      return passive(behind: mention, clause)
    }
    return order(before: mention, clause) ?? passive(behind: mention, clause)
      ?? time(behind: mention, clause)
  }

  private static let transplants: Set<String> = ["transplant", "transplantation"]
  private static let preparations: Set<String> = [
    "evaluation", "eval", "workup", "consult", "consultation", "assessment", "waitlist", "list",
    "listing", "consideration", "waiting", "work",
  ]
  private static let candidacies: Set<String> = ["referral", "candidate", "candidacy"]

  /// "Transplant referral", "liver transplant evaluation", "CABG candidate": none was done.
  private func preparation(of mention: Mention, in sentence: Range<Int>) -> Range<Int>? {
    guard mention.category == .testTreatmentProcedure else { return nil }
    let isTransplant = mention.range.contains { Self.transplants.contains(note.lower($0)) }
    guard isTransplant || mention.type == .procedureName else { return nil }
    for at in (mention.start + 1).upTo(min(sentence.upperBound, mention.end + 1)) {
      if note.tokens[at].flags.contains(.lineStart) { return nil }
      let word = note.lower(at)
      if Self.candidacies.contains(word) || isTransplant && Self.preparations.contains(word) {
        return at..<at + 1
      }
    }
    return nil
  }

  private func concerns(_ mention: Mention) -> Bool {
    switch mention.category {
    case .testTreatmentProcedure: true
    case .medication: mention.range.contains { Self.vaccines.contains(note.lower($0)) }
    default: false
    }
  }

  private static let vaccines: Set<String> = [
    "vaccine", "vaccination", "booster", "immunization", "immunisation", "shot",
  ]

  /// The words around up to a full stop, a semicolon or a header's colon.
  private func clause(around mention: Mention, in sentence: Range<Int>) -> Range<Int> {
    func ends(_ at: Int) -> Bool {
      note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x3A)
    }
    var start = mention.start
    while start > sentence.lowerBound, !ends(start - 1) { start -= 1 }
    var end = mention.end
    while end < sentence.upperBound, !ends(end) { end += 1 }
    return start..<end
  }

  /// "Metformin to be started", "heparin will be given".
  private func beginning(behind mention: Mention, _ clause: Range<Int>) -> Range<Int>? {
    var at = mention.end
    // "metoprolol 12.5 BID to start if off epi"
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start == at {
      at = attribute.end
    }
    // "apixaban commenced by GP (to be started 22/11)"
    if at < clause.upperBound, Self.beginnings.contains(note.lower(at)),
      let open = at.upTo(min(clause.upperBound, at + 5)).first(where: { note.isSymbol($0, 0x28) })
    {
      at = open + 1
    }
    if at < clause.upperBound, note.lower(at) == "awaited" { return at..<at + 1 }
    guard at + 1 < clause.upperBound, ["to", "will"].contains(note.lower(at)) else { return nil }
    if note.lower(at + 1) == "start" || note.lower(at + 1) == "begin" { return at..<at + 2 }
    guard at + 2 < clause.upperBound, note.lower(at + 1) == "be",
      Self.beginnings.contains(note.lower(at + 2))
    else { return nil }
    return at..<at + 3
  }

  private static let starts: Set<String> = [
    "start", "begin", "initiate", "add", "resume", "restart", "commence",
  ]
  private static let days: Set<String> = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "discharge",
  ]
  private static let rhythms: Set<String> = [
    "daily", "a", "per", "every", "each", "weekly", "nightly", "monthly", "meals", "meal", "food",
    "eating", "breakfast", "lunch", "dinner", "loose", "needed", "necessary", "in",
  ]

  /// An order that waits for a time or an event: "Start empagliflozin at the next visit", "begin warfarin
  /// after surgery".
  ///
  /// Without one it is of the visit, and the patient takes it from then on.
  private func deferred(_ mention: Mention, _ clause: Range<Int>) -> Range<Int>? {
    let first = max(clause.lowerBound, mention.start - 4)
    guard (first..<mention.start).contains(where: { Self.starts.contains(note.lower($0)) }) else {
      return nil
    }
    for at in mention.end.upTo(min(clause.upperBound, mention.end + 12)) {
      // "..., increasing to 10 mg after 4 weeks" speaks of what comes then.
      if note.isSymbol(at, 0x2C) { return nil }
      let next = at + 1 < clause.upperBound ? note.lower(at + 1) : ""
      switch note.lower(at) {
      case "tomorrow": return at..<at + 1
      case "next" where ["visit", "week", "month", "appointment", "dose"].contains(next):
        return at..<at + 2
      case "on", "upon", "at":
        if Self.days.contains(next) { return at..<at + 2 }
      case "once", "when", "after", "following":
        if !next.isEmpty, !Self.rhythms.contains(next) { return at..<at + 2 }
      case "in":
        if let amount = NumberWords.range(note, at + 1), amount.end < clause.upperBound,
          Self.units.contains(note.lower(amount.end))
        {
          return at..<amount.end + 1
        }
      default: break
      }
    }
    return nil
  }

  /// "Await pathology", "consent for laparoscopy", "Refer to physiotherapy".
  private func order(before mention: Mention, _ clause: Range<Int>) -> Range<Int>? {
    var at = mention.start - 1
    if at >= clause.lowerBound, note.lower(at) == "next" { return at..<at + 1 }
    // "For OP echo": what a clause begins with, or what is for another day.
    let lead = note.holds(at, Self.elsewhere) ? at - 1 : at
    if lead >= clause.lowerBound, note.lower(lead) == "for", mention.type != .treatmentName,
      lead == clause.lowerBound || lead < at || note.holds(mention.start, Self.elsewhere)
    {
      return lead..<lead + 1
    }
    while at >= clause.lowerBound, at >= mention.start - 6 {
      // "She needs a colonoscopy": what is missing is to come; oxygen is needed now.
      if ["needs", "need", "awaits", "awaiting"].contains(note.lower(at)),
        mention.start - at <= 4, mention.type != .treatmentName
      {
        return at..<at + 1
      }
      // "Held due to AKI" is why.
      if Self.orders.contains(note.lower(at)),
        !(note.lower(at) == "due" && note.lower(at + 1) == "to")
      {
        // "in order to", "a repeat scan": an order begins its clause or leads on by itself.
        let opens = at == clause.lowerBound || note.isCapital(at)
        let leads =
          at + 1 < mention.start && ["for", "to"].contains(note.lower(at + 1))
          && note.lower(at) != "order"
        let follows =
          at > clause.lowerBound
          && ["and", "then", ",", "will", "to", "please"].contains(note.lower(at - 1))
        if opens || leads || follows || note.isSymbol(at - 1, 0x2C) { return at..<at + 1 }
      }
      at -= 1
    }
    return nil
  }

  private static let elsewhere = Hash.words("op opd outpatient")

  private static let passives: Set<String> = [
    "to", "will", "is", "are", "due", "booked", "awaited", "pending", "planned", "tomorrow",
    "requested", "ordered", "next", "at", "as",
  ]

  /// "to be scheduled", "will be fitted", "is recommended", "due next month", "at next visit".
  private func passive(behind mention: Mention, _ clause: Range<Int>) -> Range<Int>? {
    var at = mention.end
    while at < min(clause.upperBound, mention.end + 6) {
      let word = note.lower(at)
      let next = at + 1 < clause.upperBound ? note.lower(at + 1) : ""
      switch (word, next) {
      case ("to", "be"), ("will", "be"), ("to", "start"), ("to", "begin"), ("to", "follow"),
        ("will", "start"), ("will", "begin"), ("will", "follow"), ("is", "recommended"),
        ("is", "advised"), ("is", "due"),
        ("is", "booked"), ("is", "awaited"), ("is", "arranged"), ("at", "next"), ("at", "follow"),
        ("is", "planned"), ("are", "planned"), ("are", "due"), ("are", "recommended"):
        return at..<at + 2
      // "Echo as outpatient"
      case ("as", "outpatient"), ("as", "op"), ("as", "opd"):
        return at..<at + 2
      case ("op", _), ("opd", _): return at == mention.end ? at..<at + 1 : nil
      case ("due", _), ("booked", _), ("awaited", _), ("pending", _), ("planned", _),
        ("tomorrow", _), ("requested", _), ("ordered", _):
        return at..<at + 1
      case ("overdue", _):
        guard FormerMedications(note: note).isVaccine(mention) else { return nil }
        return at..<at + 1
      case ("next", "week"), ("next", "month"), ("next", "year"), ("next", "visit"):
        return at..<at + 2
      // "TTE no vegetation, TEE pending" speaks of another thing.
      case (",", _) where at > mention.end + 1 && !Self.passives.contains(next): return nil
      default: at += 1
      }
    }
    return nil
  }

  /// "MRI in 6 weeks", "flu vaccine in October": nothing in the clause happened.
  private func time(behind mention: Mention, _ clause: Range<Int>) -> Range<Int>? {
    let at = mention.end
    guard at + 1 < clause.upperBound, note.lower(at) == "in" else { return nil }
    // "CBC in the morning", and nothing more.
    if note.lower(at + 1) == "the", at + 2 < clause.upperBound, note.lower(at + 2) == "morning",
      at + 3 >= clause.upperBound || note.tokens[at + 3].kind == .symbol
    {
      return at..<at + 3
    }
    if Self.months.contains(note.lower(at + 1)) { return at..<at + 2 }
    guard let amount = NumberWords.range(note, at + 1), amount.end < clause.upperBound,
      Self.units.contains(note.lower(amount.end))
    else { return nil }
    return at..<amount.end + 1
  }
}
