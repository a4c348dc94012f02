// SPDX-License-Identifier: Apache-2.0

/// Tells medications that are not taken any more by what stands behind them: "Xarelto 20 mg daily - HOLD",
/// "was on warfarin in 2010".
struct FormerMedications {
  let note: TokenizedNote

  private static let orders = Hash.words(
    "hold avoid held stop stopped discontinue discontinued dc suspended withheld paused ceased"
  )
  /// What says that it was taken to its end.
  private static let over = Hash.words("completed finished done complete")
  private static let behindOrder = Hash.words(
    "until for due per pending on given by at before and while during"
  )
  private static let tapers = Hash.words("taper course trial")
  private static let before = Hash.words("previously before prior")
  private static let behindOver = Hash.words(
    """
    yest yday mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday yesterday today last \
    on in at
    """
  )
  private static let spans = Hash.words("x am pm day morning today tonight tomorrow dos")
  private static let exceptions = Hash.words("except excluding besides")
  static let doing = Hash.words(
    "given cont continue continued continues resume resumed restart restarted take taking takes taken"
  )
  static let copulas = Hash.words("was were")
  private static let having = Hash.words("on taking using")
  private static let verbs = Hash.words("took tried used tolerated")
  private static let adverbs = Hash.words(
    "previously then formerly briefly once only also last initially both"
  )
  private static let times = Hash.words("until through during briefly")
  private static let periods = Hash.words(
    """
    pregnancy pregnancies childhood college adolescence admission hospitalization prior previous last \
    her his first second third prev chemotherapy
    """
  )
  /// What another treatment begins with: "before pump".
  private static let turns = Hash.words(
    "pump switching switch starting changing pregnancy transplant that then being"
  )
  static let lapses = Hash.words(
    "week weeks wk wks month months mo mos year years yr yrs days"
  )
  private static let births = Hash.words("baby birth delivery pregnancy childbirth")
  private static let calendar = Hash.words(
    "year yr yrs month mo week wk spring summer fall autumn winter night time"
  )
  private static let reach = 8

  func mark(_ reading: inout Reading) {
    for index in reading.mentions.indices where reading.mentions[index].category == .medication {
      let mention = reading.mentions[index]
      if mention.traits.contains(where: { [.negation, .pastHistory].contains($0.name) }) {
        continue
      }
      let end = end(of: mention)
      // "Flu/pneumo done", "MMR complete": a vaccine was given, and is no course.
      if isVaccine(mention), note.holds(end, Self.over) { continue }
      if isRestarted(behind: end) { continue }
      if let but = exception(before: mention, index, reading) {
        append(.negation, "answer:except", but, but.lowerBound..<mention.end, index, &reading)
      } else if let years = years(behind: end, reading) {
        append(.pastHistory, "past:years", years, mention.start..<years.upperBound, index, &reading)
      } else if let change = change(behind: end, index, reading) {
        append(
          .negation,
          "answer:changed",
          change,
          mention.start..<change.upperBound,
          index,
          &reading
        )
      } else if let order = order(behind: end, reading) ?? lineOrder(of: mention, index, reading)
        ?? nowStopped(behind: end, index, reading)
      {
        let name: TraitName =
          order.contains(where: {
            note.holds($0, Self.over) || note.holds($0, Self.before) || note.lower($0) == "expired"
          })
          ? .pastHistory : .negation
        append(name, "answer:order", order, mention.start..<order.upperBound, index, &reading)
      } else if let not = elided(behind: end, mention, reading) {
        append(.negation, "answer:not", not, mention.start..<not.upperBound, index, &reading)
      } else if let use = use(of: mention) {
        append(.pastHistory, "past:use", use, use, index, &reading)
      } else if let listed = listed(mention, index, reading) {
        append(.pastHistory, "past:time", listed, mention.range, index, &reading)
      } else if let words = intolerance(behind: end) {
        append(
          .negation,
          "answer:intolerant",
          words,
          mention.start..<words.upperBound,
          index,
          &reading
        )
      } else if let failure = failure(behind: end), !isTakenNow(mention, reading) {
        append(
          .pastHistory,
          "past:failed",
          failure,
          mention.start..<failure.upperBound,
          index,
          &reading
        )
      } else if let cue = pastTime(behind: end, of: mention, reading) {
        append(.pastHistory, "past:time", cue, mention.start..<cue.upperBound, index, &reading)
      }
    }
    markJoined(&reading)
  }

  private static let again = Hash.words("restarted resumed reinstated")

  /// Whether what stopped was begun again: "finasteride 5 (stopped by PCP, restarted 1/24)".
  private func isRestarted(behind end: Int) -> Bool {
    var at = end
    while at < end + 2, note.tokens.indices.contains(at), note.tokens[at].kind == .number {
      at += 1
    }
    // "apixaban - held 2/7 for flexi, restarted."
    let isDash = note.isDash(at) && note.tokens[at].flags.contains(.spaceBefore)
    guard note.isSymbol(at, 0x28) || isDash,
      let close = (at..<min(note.tokens.count, at + 20)).first(where: {
        isDash
          ? note.isLineEnd($0) || note.isSymbol($0, 0x3B)
            || note.isSymbol($0, 0x2E) && note.tokens[$0 - 1].kind == .word
          : note.isSymbol($0, 0x29)
      })
    else { return false }
    if isDash { return note.isSymbol(close - 2, 0x2C) && note.holds(close - 1, Self.again) }
    return (at..<close).contains {
      note.holds($0, Self.again) && note.lower($0 - 1) != "not" && note.lower($0 - 1) != "never"
    }
  }

  private func append(
    _ name: TraitName,
    _ rule: String,
    _ cue: Range<Int>,
    _ scope: Range<Int>,
    _ index: Int,
    _ reading: inout Reading
  ) {
    reading.mentions[index].traits.append(
      TraitMark(name: name, score: 0.85, rule: rule, cue: cue, scope: scope)
    )
  }

  /// Where the directions end that stand right behind a name.
  private func end(of mention: Mention) -> Int {
    var end = mention.end
    for attribute in mention.attributes.sorted(by: { $0.start < $1.start })
    where attribute.start >= end && attribute.start <= end + 1 {
      end = attribute.end
      let isName = attribute.type == .brandName || attribute.type == .genericName
      if isName, note.isSymbol(end, 0x29) || note.isSymbol(end, 0x5D) { end += 1 }
    }
    return end
  }

  /// " - HOLD", ": stopped", "(d/c by PCP)".
  private func order(behind end: Int, _ reading: Reading) -> Range<Int>? {
    var at = end
    while at < note.tokens.count, at < end + 2, note.tokens[at].kind == .symbol,
      !note.tokens[at].flags.contains(.lineStart), isMark(at)
    {
      at += 1
    }
    if let column = column(end) { return column }
    if let clause = clause(behind: end, reading) { return clause }
    // "valganciclovir completed, TMP-SMX stopped"
    var over = note.isSymbol(end, 0x2C) ? end + 1 : end
    // "trimeth 3/7 finished"
    if NumberWords.digits(note, over) != nil, note.isSymbol(over + 1, 0x2F),
      ["7", "12", "52"].contains(note.lower(over + 2)), !isNewLine(over)
    {
      over += 3
    }
    // "Depakote taper complete", "Singulair trial previously"
    if note.holds(over, Self.tapers), !isNewLine(over) { over += 1 }
    // "Prednisone taper - completed 3/1"
    if over > end, note.isDash(over) || note.isSymbol(over, 0x3A) { over += 1 }
    if over > end, !note.isSymbol(end, 0x2C), note.holds(over, Self.before), !isNewLine(over) {
      return end..<over + 1
    }
    // "Lithium prior."
    if over == end, ["prior", "previously"].contains(note.lower(end)), !isNewLine(end),
      note.isLineEnd(end + 1) || note.isSymbol(end + 1, 0x2E) || note.isSymbol(end + 1, 0x3B)
    {
      return end..<end + 1
    }
    if note.holds(over, Self.over), !isNewLine(over),
      isOver(behind: over + 1, isAside: note.isSymbol(end, 0x2C))
    {
      return over..<over + 1
    }
    // "Pancreatitis on Ozempic, now off."
    if note.lower(over) == "now",
      ["off", "stopped", "discontinued"].contains(note.lower(over + 1)),
      over + 2 >= note.tokens.count || note.tokens[over + 2].kind == .symbol || isNewLine(over + 2)
    {
      return over..<over + 2
    }
    if let stop = bareOrder(end) ?? orderBehindHarm(end, reading) { return stop }
    guard at > end, at < note.tokens.count, !note.tokens[at].flags.contains(.lineStart) else {
      return nil
    }
    let start = at
    // "| DO NOT TAKE |", "| STOP TAKING |"
    if note.lower(at) == "do", note.lower(at + 1) == "not",
      ["take", "use", "resume", "restart"].contains(note.lower(at + 2))
    {
      return start..<at + 3
    }
    if note.holds(at, Self.orders), ["taking", "using"].contains(note.lower(at + 1)),
      !isNewLine(at + 1)
    {
      at += 2
    } else if note.holds(at, Self.orders) || note.holds(at, Self.over) {
      at += 1
      // "- completed course"
      while note.holds(start, Self.over), at < start + 4, note.holds(at, Self.courseWords),
        !isNewLine(at)
      {
        at += 1
      }
    } else if note.lower(at) == "d", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "c" {
      at += 3
    } else {
      return nil
    }
    // "(hold 7 days)" is an order, "(hold for SBP < 100)" a limit.
    if start + 1 == at, note.lower(start) == "hold", at < note.tokens.count,
      note.tokens[at].kind == .number || note.holds(at, Self.spans)
    {
      return start..<at
    }
    guard
      at >= note.tokens.count || note.tokens[at].kind == .symbol
        || note.tokens[at].flags.contains(.lineStart) || note.holds(at, Self.behindOrder)
        || note.holds(start, Self.over) && note.tokens[at].kind == .number || note.lower(at) == "in"
    else { return nil }
    if note.lower(start) == "hold", isLimit(at) { return nil }
    // "d/c'd" is told by its own cue, and "hold/resume" is no order.
    if note.isSymbol(at, 0x27) || note.isSymbol(at, 0x2F) { return nil }
    return start..<at
  }

  /// Whether nothing of its own follows "completed": "completed 11/22", "x 3 mo, finished.".
  private func isOver(behind start: Int, isAside: Bool) -> Bool {
    var at = start
    while at < start + 3, note.holds(at, Self.courseWords), !isNewLine(at) { at += 1 }
    if at >= note.tokens.count || isNewLine(at) || note.tokens[at].kind == .symbol { return true }
    return note.tokens[at].kind == .number && (!isAside || note.tokens[at].count == 4)
      || note.holds(at, Self.behindOver)
  }

  private static let courseWords = Hash.words(
    "course taper treatment therapy full abx a the his her"
  )
  private static let ending = Hash.words("hold stop stopped dc quit")
  private static let reasons = Hash.words("due secondary by for in since d s after when at 2/2")

  /// "tamsulosin hold.", "PhosLo d/c.", "HCQ d/c 2/2 retinal toxicity": right behind the name.
  private func bareOrder(_ end: Int) -> Range<Int>? {
    var at = end
    guard note.tokens.indices.contains(at), !isNewLine(at) else { return nil }
    if let timed = timedOrder(end) { return timed }
    if note.lower(at) == "d", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "c" {
      at += 3
    } else if note.holds(at, Self.ending) {
      at += 1
    } else {
      return nil
    }
    if note.isSymbol(at, 0x27) || note.isSymbol(at, 0x2F) { return nil }
    let isLast = at >= note.tokens.count || isNewLine(at)
    let isClosed =
      !isLast && note.tokens[at].kind == .symbol && !note.isSymbol(at, 0x3A)
      && !note.isSymbol(at, 0x2D)
    // "metformin hold DOS"
    if note.lower(end) == "hold", at == end + 1, !isLast, note.holds(at, Self.spans) {
      return end..<at + 1
    }
    let isReason =
      !isLast && at > end + 1
      && (note.holds(at, Self.reasons)
        || note.tokens[at].kind == .number
          && (note.isSymbol(at + 1, 0x2F) || note.tokens[at].count == 4))
    return isLast || isClosed || isReason ? end..<at : nil
  }

  /// "Pletal HA, d/c.", "Flagyl - nausea, dc": behind what it did.
  private func orderBehindHarm(_ end: Int, _ reading: Reading) -> Range<Int>? {
    var at = end
    while at < end + 2, note.isDash(at) || note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x28) {
      at += 1
    }
    let index = reading.firstMention(atOrAfter: at)
    guard index < reading.mentions.count, reading.mentions[index].start == at,
      reading.mentions[index].category == .medicalCondition,
      reading.isSameLine(end - 1, reading.mentions[index].end - 1)
    else { return nil }
    at = reading.mentions[index].end
    if note.isSymbol(at, 0x29) { at += 1 }
    // "Doxy 100 BID rosacea - d/c"
    guard note.isSymbol(at, 0x2C) || note.lower(at) == "so" || note.isDash(at) else { return nil }
    return bareOrder(at + 1) ?? swap(at + 1)
  }

  /// "Omeprazole 20 mg PO daily   D/C" in a table.
  private func column(_ at: Int) -> Range<Int>? {
    guard note.lower(at) == "d", note.isSymbol(at + 1, 0x2F), note.lower(at + 2) == "c",
      !note.tokens[at].flags.contains(.lineStart),
      at + 3 >= note.tokens.count || note.tokens[at + 3].flags.contains(.lineStart)
    else { return nil }
    return at..<at + 3
  }

  func isNewLine(_ at: Int) -> Bool {
    note.tokens.indices.contains(at) && note.tokens[at].flags.contains(.lineStart)
  }

  /// "All home medications were resumed except lisinopril and metformin": these were not.
  private func exception(before mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    let sentence = reading.sentence(at: mention.start)
    var at = mention.start - 1
    var number = index
    while at >= sentence.lowerBound, mention.start - at < 24 {
      if note.holds(at, Self.exceptions) {
        let before = max(sentence.lowerBound, at - 12)..<at
        // "Takes no medications except aspirin"
        let isDone =
          before.contains { note.holds($0, Self.doing) }
          && !before.contains { ["no", "none", "nothing", "denies"].contains(note.lower($0)) }
        return isDone ? at..<at + 1 : nil
      }
      // Only other medications, their doses and words such as "for" stand between.
      if number > 0,
        reading.mentions[number - 1].range.contains(at)
          || reading.mentions[number - 1].attributes.contains(where: { $0.range.contains(at) })
      {
        guard reading.mentions[number - 1].category == .medication else { return nil }
        if at == reading.mentions[number - 1].start { number -= 1 }
      } else if note.tokens[at].kind == .word,
        !["for", "and", "or", "the", "his", "her", "home", "held"].contains(note.lower(at))
      {
        return nil
      } else if note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x3B) {
        return nil
      }
      at -= 1
    }
    return nil
  }

  /// "cefepime -> ceftriaxone": another medication took its place.
  private func change(behind end: Int, _ index: Int, _ reading: Reading) -> Range<Int>? {
    var at = end
    // "anastrozole (arthralgia) -> exemestane"
    if note.isSymbol(at, 0x28),
      let close = (at..<min(note.tokens.count, at + 12)).first(where: { note.isSymbol($0, 0x29) })
    {
      at = close + 1
    }
    // "Aspirin 75 -> clopidogrel 75"
    if note.tokens.indices.contains(at), note.tokens[at].kind == .number { at += 1 }
    if note.isSymbol(at, 0x2D), note.isSymbol(at + 1, 0x3E) {
      at += 2
    } else if at < note.tokens.count, note.text(at..<at + 1) == "→" {
      at += 1
    } else if note.isSymbol(at, 0x7C), note.lower(at + 1).hasPrefix("change"),
      note.lower(at + 2) == "to"
    {
      // "| CHANGE to atorvastatin 40 mg |"
      at += 3
    } else {
      return nil
    }
    // "Warfarin -> bridging LMWH", "Zosyn -> PO Augmentin"
    if note.holds(at, Self.manners) { at += 1 }
    // "zosyn day 5 -> narrowed to ceftriaxone"
    if note.holds(at, Self.changing), note.lower(at + 1) == "to" { at += 2 }
    let next = reading.firstMention(atOrAfter: at)
    guard next > index, next < reading.mentions.count, reading.mentions[next].start == at,
      reading.mentions[next].category == .medication, reading.isSameLine(end, at)
    else { return nil }
    return end..<reading.mentions[next].end
  }

  private static let manners = Hash.words("bridging iv po oral sc im prophylactic treatment")
  private static let changing = Hash.words(
    "narrowed switched changed swapped converted change switch convert"
  )
  /// "in 2010", "until 2018", "during pregnancy" behind what somebody "was on" or "took".
  private func pastTime(
    behind end: Int,
    of mention: Mention,
    _ reading: Reading
  ) -> Range<Int>? {
    let sentence = reading.sentence(at: mention.start)
    if let year = untilYear(behind: end, of: mention, sentence, reading) { return year }
    if let days = days(behind: end, reading) { return days }
    if let course = course(of: mention, sentence, reading) { return course }
    if let episode = episode(behind: end, of: mention, sentence, reading) { return episode }
    guard let verb = verb(before: mention, sentence, reading) else { return nil }
    var at = end
    if isPastYear(at, reading) { return verb..<at + 1 }
    if isBehindHistory(verb, mention, sentence, reading) || isTurned(end, reading) {
      return verb..<mention.end
    }
    // "was briefly on Zoloft"
    if (verb..<mention.start).contains(where: { ["briefly", "formerly"].contains(note.lower($0)) })
    {
      return verb..<mention.end
    }
    // "had used Imitrex before, none recently"
    if note.holds(at, Self.before),
      at + 1 >= note.tokens.count || note.tokens[at + 1].kind == .symbol || isNewLine(at + 1)
    {
      return verb..<at + 1
    }
    // "took amox last yr w/o problem"
    if note.holds(verb, Self.verbs), ["last", "yesterday"].contains(note.lower(at)),
      note.lower(at) == "yesterday" || note.holds(at + 1, Self.calendar)
    {
      return verb..<at + 1
    }
    // "took Plan B 2 wks ago"
    if note.holds(verb, Self.verbs), at + 2 < note.tokens.count,
      NumberWords.number(note, at) != nil, note.lower(at + 2) == "ago",
      note.holds(at + 1, Self.lapses)
    {
      return verb..<at + 3
    }
    // "was on vancomycin 3/4-3/6", "took rivaroxaban for 6/12"
    if isDateRange(at) { return verb..<at + 1 }
    if note.holds(verb, Self.verbs),
      let span = mention.attributes.first(where: { $0.type == .duration })
    {
      return verb..<max(span.end, mention.end)
    }
    while at < min(sentence.upperBound, end + Self.reach) {
      if note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x2C) {
        return nil
      }
      let isTime =
        note.holds(at, Self.times)
        && (note.lower(at) != "during" || note.holds(at + 1, Self.periods))
      let isPrior = note.lower(at) == "prior" && note.lower(at + 1) == "to"
      let isTurn =
        note.lower(at) == "before" && (note.holds(at + 1, Self.turns) || isEvent(at + 1))
        || isPrior && isEvent(at + 2)
      let isBirth =
        note.lower(at) == "after" && (at + 1..<at + 4).contains { note.holds($0, Self.births) }
      if isTime || isTurn || isBirth {
        return verb..<at + 1
      }
      if note.lower(at) == "in" || note.lower(at) == "from" {
        for year in (at + 1).upTo(min(sentence.upperBound, at + 4)) where isPastYear(year, reading)
        {
          return verb..<year + 1
        }
      }
      at += 1
    }
    return nil
  }

  /// "DVT in 2015 treated with warfarin for six months": a course of a year that is over.
  private func course(
    of mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Range<Int>? {
    let verb = mention.start - 2
    if let treated = treated(before: mention, sentence, reading) { return treated }
    guard verb > sentence.lowerBound, note.lower(verb + 1) == "with",
      ["treated", "managed"].contains(note.lower(verb)),
      let span = mention.attributes.first(where: { $0.type == .duration }),
      (max(sentence.lowerBound, verb - 3)..<verb).contains(where: { isPastYear($0, reading) })
    else { return nil }
    return verb..<max(span.end, mention.end)
  }

  private static let lasting = Hash.words(
    "continue continues plan will take start keep due planned"
  )
  private static let ends = Hash.words("until till through thru")
  private static let spells = Hash.words(
    """
    early mid late about around jan feb mar apr may jun jul aug sep sept oct nov dec january february march \
    april june july august september october november december
    """
  )

  /// "did well on Remicade until 2021", "prednisone last 2021": whatever the verb, it was over then.
  private func untilYear(
    behind end: Int,
    of mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Range<Int>? {
    if note.lower(end) == "last", isPastYear(end + 1, reading),
      end + 2 >= note.tokens.count || note.tokens[end + 2].kind == .symbol
    {
      return end..<end + 2
    }
    let before = max(sentence.lowerBound, mention.start - 5)..<mention.start
    if before.contains(where: { note.holds($0, Self.lasting) }) { return nil }
    for at in end..<max(end, min(sentence.upperBound, end + Self.reach)) {
      if note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x2E) || note.isSymbol(at, 0x2C) {
        return nil
      }
      guard note.holds(at, Self.ends) else { continue }
      // "nimbex until 3/14"
      if isOver(day: at + 1, reading), !note.isSymbol(at + 4, 0x2F) { return at..<at + 4 }
      let year = note.holds(at + 1, Self.spells) ? at + 2 : at + 1
      return isPastYear(year, reading) ? at..<year + 1 : nil
    }
    return nil
  }

  /// "Humira (2019-2021)", "Humira 2019-2021".
  private func years(behind end: Int, _ reading: Reading) -> Range<Int>? {
    if isPastYear(end, reading), note.isDash(end + 1), isPastYear(end + 2, reading),
      end + 3 >= note.tokens.count || note.tokens[end + 3].kind == .symbol
        || note.tokens[end + 3].flags.contains(.lineStart)
    {
      return end..<end + 3
    }
    // "Avonex 2012-14 (flu like)", "Copaxone 2014-16 relapse"
    if isPastYear(end, reading), note.isDash(end + 1), let last = NumberWords.digits(note, end + 2),
      note.tokens[end + 2].count == 2 || isPastYear(end + 2, reading),
      !note.tokens[end + 2].flags.contains(.spaceBefore), last > 0,
      // "Started metformin 2024-03-01" has a day, and no course.
      !note.isDash(end + 3) || note.tokens[end + 3].flags.contains(.spaceBefore),
      isYear(last, behind: end)
    {
      return end..<end + 3
    }
    guard note.isSymbol(end, 0x28), isPastYear(end + 1, reading), note.isDash(end + 2),
      isPastYear(end + 3, reading), note.isSymbol(end + 4, 0x29)
    else { return nil }
    return end + 1..<end + 4
  }

  /// Whether a number is a year not before another one: of "2012-14" the last, and none of "2024-03".
  private func isYear(_ last: Double, behind end: Int) -> Bool {
    guard let first = NumberWords.digits(note, end) else { return false }
    return last > 99 ? last >= first : last >= first.truncatingRemainder(dividingBy: 100)
  }

  func isPastYear(_ at: Int, _ reading: Reading) -> Bool {
    guard note.tokens.indices.contains(at), note.tokens[at].count == 4,
      let year = NumberWords.digits(note, at),
      (1900...2100).contains(year)
    else { return false }
    guard let date = reading.noteDate else { return true }
    return Int(year) < date.year
  }

  /// The first word of "was on", "was previously taking", "took" before a name.
  private func verb(
    before mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Int? {
    var at = mention.start - 1
    while at >= sentence.lowerBound, at >= mention.start - 3,
      ["the", "her", "his", "a", "oral", "po", "leftover", "old", "some", "otc"]
        .contains(note.lower(at))
    {
      at -= 1
    }
    guard at >= sentence.lowerBound else { return nil }
    if note.holds(at, Self.verbs) { return at }
    // "treated w/ Epclusa 2022"
    if note.isSymbol(at, 0x2F), note.lower(at - 1) == "w",
      ["treated", "managed"].contains(note.lower(at - 2))
    {
      return at - 2
    }
    let isWith = note.lower(at) == "with" && ["treated", "managed"].contains(note.lower(at - 1))
    if isWith, isPastYear(mention.end, reading) { return at - 1 }
    guard note.holds(at, Self.having) || isWith else { return nil }
    at -= isWith ? 2 : 1
    while at >= sentence.lowerBound, note.holds(at, Self.adverbs) { at -= 1 }
    return at >= sentence.lowerBound && note.holds(at, Self.copulas) ? at : nil
  }
}
