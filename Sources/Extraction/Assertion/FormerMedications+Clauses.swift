// SPDX-License-Identifier: Apache-2.0

/// Clauses behind a medication that say that somebody stopped it: "Zoloft 50 mg; pt self d/c'd".
extension FormerMedications {
  /// What a history tells in a sentence of its own: "PMH: MRSA bacteremia" before "Was on vancomycin".
  func isBehindHistory(
    _ verb: Int,
    _ mention: Mention,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> Bool {
    guard verb == sentence.lowerBound, note.holds(verb, Self.copulas),
      reading.kind(at: verb) == .pastMedicalHistory
    else { return false }
    return note.isLineEnd(mention.end) || note.isSymbol(mention.end, 0x2E)
  }

  /// "Was on warfarin, now apixaban": another medication took its place.
  func isTurned(_ end: Int, _ reading: Reading) -> Bool {
    guard note.isSymbol(end, 0x2C) || note.isSymbol(end, 0x3B) || note.isDash(end),
      ["now", "currently"].contains(note.lower(end + 1))
    else { return false }
    let at = ["on", "taking"].contains(note.lower(end + 2)) ? end + 3 : end + 2
    let next = reading.firstMention(atOrAfter: at)
    return next < reading.mentions.count && reading.mentions[next].start == at
      && reading.mentions[next].category == .medication
  }

  func isMark(_ at: Int) -> Bool {
    let byte = note.byte(at)
    if byte == 0x3E { return note.isSymbol(at - 1, 0x2D) }
    return byte == 0x2D || byte == 0x28 || byte == 0x3A || byte == 0x5B || byte == 0x7C
      || byte > 0x7F
  }

  func isVaccine(_ mention: Mention) -> Bool {
    mention.entry >= 0 && !Lexicon.shared.entries[Int(mention.entry)].cvx.isEmpty
  }

  private static let swaps = Hash.words(
    "swap switch change convert swapped switched changed converted"
  )

  /// "Ramipril 10 - dry cough, swap to candesartan 8".
  func swap(_ at: Int) -> Range<Int>? {
    guard note.holds(at, Self.swaps), note.lower(at + 1) == "to", !isNewLine(at) else { return nil }
    return at..<at + 2
  }

  private static let intolerances = Hash.words("intolerant intolerance intol averse")

  /// "Statin-intolerant", "metformin intolerance".
  func intolerance(behind end: Int) -> Range<Int>? {
    var at =
      note.isDash(end) || note.isSymbol(end, 0x3A) || note.isSymbol(end, 0x28) ? end + 1 : end
    if at > end, note.lower(at) == "gi" { at += 1 }
    // "atorva 40 intol -> rosuva"
    if note.lower(at + 1) == "intol", NumberWords.digits(note, at) != nil { at += 1 }
    guard note.holds(at, Self.intolerances), !isNewLine(at) else { return nil }
    return at..<at + 1
  }

  private static let measures = Hash.words("sbp dbp hr map rr bp pulse sedation loose k cr egfr")

  /// "for SBP < 100", "if HR is below 60".
  func isLimit(_ start: Int) -> Bool {
    // "hold until K corrected" is held now.
    if ["until", "till", "pending", ","].contains(note.lower(start)) { return false }
    return (start..<min(note.tokens.count, start + 4)).contains { at in
      note.holds(at, Self.measures) || note.isSymbol(at, 0x3C) || note.isSymbol(at, 0x3E)
    }
  }

  private static let halts = Hash.words("stop hold omit withhold cease pause")
  private static let until = Hash.words("until till while whilst from pre before")
  private static let hours = Hash.words("h hr hrs hour hours d day days wk week weeks dose doses")
  private static let mornings = Hash.words("day morning admission arrival dos")

  /// "Apixaban stop 48h pre op", "methotrexate: withhold until better", "ramipril omit on day of surgery".
  func timedOrder(_ end: Int) -> Range<Int>? {
    let verb =
      note.isSymbol(end, 0x3A) || note.isDash(end) || note.isSymbol(end, 0x28) ? end + 1 : end
    guard note.holds(verb, Self.halts), !isNewLine(verb), !isNewLine(verb + 1) else { return nil }
    let next = verb + 1
    // "hold while SBP < 100" says when.
    if note.holds(next, Self.until), note.lower(verb) != "hold" || note.lower(next) != "while" {
      return verb..<next + 1
    }
    if note.lower(next) == "on", note.holds(next + 1, Self.mornings) { return verb..<next + 2 }
    guard let count = NumberWords.range(note, next) else { return nil }
    let isFraction =
      note.isSymbol(count.end, 0x2F)
      && NumberWords.digits(note, count.end + 1).map { [7, 12, 52].contains($0) } ?? false
    return note.holds(count.end, Self.hours) || isFraction ? verb..<count.end : nil
  }

  private static let subjects = Hash.words(
    "pt patient he she they self has had since now recently then but reports states was"
  )
  private static let stops = Hash.words("stopped discontinued ceased quit dced dcd held")
  private static let behindStop = Hash.words(
    "due because for in on since after by when secondary 2/2 d last this yesterday today x"
  )

  /// Where "d/c'd", "stopped", "dc" end.
  private func stopEnd(_ at: Int) -> Int? {
    var last = at
    if note.lower(at) == "d", note.isSymbol(at + 1, 0x2F), note.lower(at + 2).hasPrefix("c") {
      last = at + 3
    } else if note.holds(at, Self.stops) || note.lower(at) == "dc" {
      last = at + 1
    } else {
      return nil
    }
    if note.isSymbol(last, 0x27), note.lower(last + 1) == "d" || note.lower(last + 1) == "ed" {
      last += 2
    }
    return last
  }

  /// "Gabapentin - non-formulary, d/c.", "Cosopt bid: stings, self-d/c'd.": a reason in a few words, and the
  /// end.
  private func behindReason(_ start: Int) -> Range<Int>? {
    var at = start
    // "Metformin: eGFR 28 - stopped."
    if let dash = (start + 1..<start + 7).first(where: { note.isDash($0) || note.isLineEnd($0) }),
      !note.isLineEnd(dash), note.tokens[dash].flags.contains(.spaceBefore),
      note.isSymbol(start - 1, 0x3A),
      (start..<dash).allSatisfy({
        note.tokens[$0].kind != .symbol || [0x3C, 0x3E, 0x25].contains(note.byte($0))
      }), !isNewLine(dash + 1), let last = stopEnd(dash + 1),
      note.isLineEnd(last) || note.isSymbol(last, 0x2E) || note.isSymbol(last, 0x3B)
    {
      return dash + 1..<last
    }
    while at < start + 6, note.tokens.indices.contains(at), !isNewLine(at),
      note.tokens[at].kind == .word || note.isDash(at)
    {
      at += 1
    }
    guard at > start, note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B), !isNewLine(at) else {
      return nil
    }
    var order = at + 1
    while note.lower(order) == "self" || note.lower(order) == "so" || note.isDash(order) {
      order += 1
    }
    // "Aspirin 75: no indication, stop."
    guard let last = stopEnd(order) ?? (note.lower(order) == "stop" ? order + 1 : nil),
      !isNewLine(order),
      last >= note.tokens.count || isNewLine(last) || note.isSymbol(last, 0x2E)
        || note.isSymbol(last, 0x3B)
    else { return nil }
    return order..<last
  }

  /// The words of a clause behind a semicolon or dash that has no object of its own.
  func clause(behind name: Int, _ reading: Reading) -> Range<Int>? {
    let isBare = NumberWords.digits(note, name) != nil && note.isSymbol(name + 1, 0x3A)
    let end = isBare ? name + 1 : name
    if note.isDash(end) || note.isSymbol(end, 0x3A), let order = behindReason(end + 1) {
      return order
    }
    guard note.isSymbol(end, 0x3B) || note.isDash(end) || note.isSymbol(end, 0x2C),
      !isNewLine(end)
    else { return nil }
    var at = end + 1
    if note.isDash(at) { at += 1 }
    let start = at
    while at < start + 5, note.holds(at, Self.subjects) || at > start && note.isDash(at) { at += 1 }
    guard at > start || note.isSymbol(end, 0x3B), !isNewLine(start) else { return nil }
    // "reports out x 2 wks"
    if at > start, note.lower(at) == "out",
      ["x", "of", "since", "for"].contains(note.lower(at + 1))
    {
      return start..<at + 1
    }
    guard let last = stopEnd(at) else { return nil }
    // "pt stopped it" and "pt stopped lisinopril" say themselves what.
    guard
      last >= note.tokens.count || isNewLine(last) || note.tokens[last].kind != .word
        || note.holds(last, Self.behindStop)
    else { return nil }
    return start..<last
  }

  private static let events = Hash.words(
    "admission arrival presentation hospitalization hospitalisation surgery procedure operation transfer injury"
  )

  /// "was taking metformin prior to admission", "prior to this admission".
  func isEvent(_ at: Int) -> Bool {
    note.holds(["the", "this", "his", "her"].contains(note.lower(at)) ? at + 1 : at, Self.events)
  }

  /// "Valcyte and Bactrim completed": what is joined to what was taken to its end.
  func markJoined(_ reading: inout Reading) {
    for index in reading.mentions.indices.dropLast() {
      let mention = reading.mentions[index]
      guard mention.category == .medication,
        ["and", "/", "+", "&"].contains(note.lower(mention.end)),
        reading.mentions[index + 1].start == mention.end + 1,
        !mention.traits.contains(where: { [.negation, .pastHistory].contains($0.name) }),
        let mark = reading.mentions[index + 1].traits.first(where: {
          $0.rule == "answer:order" || $0.rule == "past:time" && isBehind($0, index + 1, reading)
            // "Zytiga/pred -> Xtandi"
            || $0.rule == "answer:changed"
        }), mark.name == .pastHistory || mark.rule == "answer:changed"
      else { continue }
      reading.mentions[index].traits.append(mark)
    }
  }

  /// Whether a time stands behind a name, and so may be of what is joined to it: "vanc/cefepime 3/10-3/13".
  private func isBehind(_ mark: TraitMark, _ index: Int, _ reading: Reading) -> Bool {
    mark.cue.map { $0.lowerBound >= reading.mentions[index].end } ?? false
  }

  private static let columns = Hash.words("stop stopped discontinued ceased suspended held hold")

  /// The last column of a row: "STOP TAKING" behind "metformin 500 mg tablet   Take 2 tablets BID".
  private func lastColumn(_ end: Int) -> Range<Int>? {
    let start = note.lower(end - 1) == "taking" ? end - 2 : end - 1
    guard start > 0, note.holds(start, Self.columns), note.isAllCaps(start),
      TextColumns.hasGap(before: start, in: note)
    else { return nil }
    return start..<end
  }

  private static let states = Hash.words("hold expired suspended held")

  /// The state in capitals that ends the first line of an item: "3) GABAPENTIN 300MG CAP TAKE ONE   HOLD".
  private func status(_ end: Int, _ mention: Mention) -> Range<Int>? {
    let last = end - 1
    guard last > mention.end + 2, note.holds(last, Self.states), note.isAllCaps(last),
      note.tokens[last - 1].kind == .word, note.isAllCaps(mention.start)
    else { return nil }
    return last..<end
  }

  /// The order that ends the line of a list: "warfarin 2.5 mg MWF, 5 mg other days - HOLD".
  func lineOrder(of mention: Mention, _ index: Int, _ reading: Reading) -> Range<Int>? {
    var first = mention.start
    while first > 0, !note.tokens[first].flags.contains(.lineStart) {
      first -= 1
      if note.tokens[first].kind == .word { return nil }
    }
    var end = mention.end
    while end < note.tokens.count, end < mention.end + 40, !isNewLine(end) { end += 1 }
    if let status = status(end, mention) ?? lastColumn(end) { return status }
    // Nothing else of the line could be held.
    guard
      !reading.mentionsBetween(mention.end..<end).contains(where: {
        [.medication, .testTreatmentProcedure].contains(reading.mentions[$0].category)
      }),
      let order = (mention.end + 1..<max(mention.end + 1, end)).last(where: { at in
        note.isDash(at - 1) && note.tokens[at - 1].flags.contains(.spaceBefore)
          && note.tokens[at].flags.contains(.spaceBefore)
          && ["hold", "held", "stop", "stopped", "discontinued", "discontinue"]
            .contains(note.lower(at))
      })
    else { return nil }
    let next = order + 1
    let goesOn = ["until", "till", "per", "by", "pending", "while", "during"]
      .contains(note.lower(next))
    return next == end || goesOn || note.tokens[next].kind == .symbol && !note.isSymbol(next, 0x2F)
      ? order..<next : nil
  }

  /// "Propranolol 40 mg tds until euthyroid, now stopped.": what ends the sentence, with no other medication
  /// between.
  func nowStopped(behind end: Int, _ index: Int, _ reading: Reading) -> Range<Int>? {
    let sentence = reading.sentence(at: reading.mentions[index].start)
    let next = reading.mentions[(index + 1)...].first { $0.category == .medication }?.start
    let limit = min(sentence.upperBound, end + 12, next ?? Int.max)
    guard
      let now = (end..<max(end, limit)).first(where: { at in
        note.lower(at) == "now" && ["stopped", "discontinued", "off"].contains(note.lower(at + 1))
          && (note.isSymbol(at - 1, 0x2C) || note.isSymbol(at - 1, 0x3B) || note.isDash(at - 1))
          && !isNewLine(at)
      })
    else { return nil }
    let last = now + 2
    return last >= note.tokens.count || isNewLine(last) || note.isSymbol(last, 0x2E)
      || note.isSymbol(last, 0x3B) || note.isSymbol(last, 0x29) ? now..<last : nil
  }

  /// "Vanc (3/1-3/4)", where the last day is over.
  func days(behind end: Int, _ reading: Reading) -> Range<Int>? {
    // "macrobid 2/1-2/6" without a bracket, too.
    let isOpen = note.isSymbol(end, 0x28)
    let start = isOpen ? end + 1 : end
    guard isDateRange(start), !isOpen || note.isSymbol(start + 7, 0x29),
      isOver(day: start + 4, reading)
    else { return nil }
    return end..<start + (isOpen ? 8 : 7)
  }

  /// Whether a month and a day are before those of the note.
  func isOver(day at: Int, _ reading: Reading) -> Bool {
    guard isDate(at), let date = reading.noteDate, let month = NumberWords.digits(note, at),
      let day = NumberWords.digits(note, at + 2), (1...12).contains(month), (1...31).contains(day)
    else { return false }
    return Int(month) < date.month ?? 13 || Int(month) == date.month && Int(day) < date.day ?? 32
  }

  func isDate(_ at: Int) -> Bool {
    note.tokens.indices.contains(at + 2) && at >= 0 && note.tokens[at].kind == .number
      && note.isSymbol(at + 1, 0x2F) && note.tokens[at + 2].kind == .number
  }

  func isDateRange(_ start: Int) -> Bool {
    isDate(start) && note.isDash(start + 3) && isDate(start + 4)
  }
}
