// SPDX-License-Identifier: Apache-2.0

/// A time that words name.
struct TimeMatch {
  var start: Int
  var end: Int
  var value: NormalizedValue
  /// Whether the words alone say which day, month or year.
  var isAbsolute: Bool
}

/// Reads dates, relative times and durations at a token, with values anchored on the note's date.
struct TimeParser {
  let note: TokenizedNote
  let anchor: CalendarDate?

  private static let months: [UInt32: Int] = {
    let names = [
      "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
      "august aug", "september sept sep", "october oct", "november nov", "december dec",
    ]
    var result: [UInt32: Int] = [:]
    for (index, spellings) in names.enumerated() {
      for name in spellings.split(separator: " ") { result[Hash.word(name.utf8)] = index + 1 }
    }
    return result
  }()
  private static let units: [UInt32: String] = {
    var result: [UInt32: String] = [:]
    for (spellings, unit) in [
      ("minute minutes min mins", "min"), ("hour hours hr hrs", "h"), ("day days", "d"),
      ("week weeks wk wks", "wk"), ("month months mo mos", "mo"), ("year years yr yrs", "a"),
    ] {
      for word in spellings.split(separator: " ") { result[Hash.word(word.utf8)] = unit }
    }
    return result
  }()
  private static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
  /// Words that may begin a relative time.
  private static let starters: Set<UInt32> = Set(
    [
      "yesterday", "today", "tomorrow", "tonight", "last", "next", "this", "past", "pod", "hd",
      "postoperative", "hospital", "in", "since", "until", "from", "during", "around", "by",
      "of", "late", "early", "year", "circa", "now",
    ].map { Hash.word($0.utf8) }
  )

  /// Returns the times of the note, in order.
  func matches() -> [TimeMatch] {
    var result: [TimeMatch] = []
    var at = 0
    while at < note.tokens.count {
      if let match = match(at) {
        result.append(match)
        at = max(at + 1, match.end)
      } else {
        at += 1
      }
    }
    return result
  }

  /// The time that begins at a token.
  func match(_ index: Int) -> TimeMatch? {
    let token = note.tokens[index]
    switch token.kind {
    case .number:
      return numericDate(index) ?? dayMonth(index) ?? ago(index)
    case .word:
      if let month = Self.months[token.hash] { return monthDate(index, month) ?? nil }
      if Self.starters.contains(token.hash) { return relative(index) }
      return ago(index)
    case .symbol: return nil
    }
  }

  /// Whether a token is the name of a month.
  static func isMonth(_ note: TokenizedNote, _ index: Int) -> Bool {
    months[note.tokens[index].hash] != nil
  }

  private func lower(_ index: Int) -> String {
    index < note.tokens.count ? note.lower(index) : ""
  }

  private func whole(_ index: Int) -> Int? {
    guard index < note.tokens.count, note.tokens[index].kind == .number,
      note.tokens[index].count <= 4
    else { return nil }
    var value = 0
    let token = note.tokens[index]
    for at in Int(token.start)..<Int(token.end) {
      guard (0x30...0x39).contains(note.bytes[at]) else { return nil }
      value = value * 10 + Int(note.bytes[at] - 0x30)
    }
    return value
  }

  private func isTight(_ index: Int) -> Bool {
    index < note.tokens.count && !note.tokens[index].flags.contains(.spaceBefore)
  }

  // MARK: Dates

  private func numericDate(_ index: Int) -> TimeMatch? {
    guard let first = whole(index) else { return pointed(index) }
    let slash: UInt8 = 0x2F
    let dash: UInt8 = 0x2D
    for mark in [slash, dash] where note.isSymbol(index + 1, mark) && isTight(index + 1) {
      guard isTight(index + 2), let second = whole(index + 2) else { continue }
      if index > 0, note.tokens[index - 1].kind == .symbol, isTight(index),
        note.byte(index - 1) == mark || note.byte(index - 1) == 0x2E
      {
        return nil
      }
      if note.isSymbol(index + 3, mark), isTight(index + 3), isTight(index + 4),
        let third = whole(index + 4)
      {
        if note.tokens[index].count == 4 {
          return made(index, index + 5, date(first, second, third))
        }
        let year = fullYear(third, digits: note.tokens[index + 4].count)
        if let found = date(year, first, second) { return made(index, index + 5, found) }
        return made(index, index + 5, date(year, second, first))
      }
      // "03/2012", and "3/12" where the note's date gives the year.
      if note.tokens[index + 2].count == 4, mark == slash, (1...12).contains(first),
        (1900...2200).contains(second)
      {
        return made(index, index + 3, CalendarDate(year: second, month: first))
      }
      if note.tokens[index].count == 4, (1900...2200).contains(first), (1...12).contains(second),
        note.tokens[index + 2].count == 2, mark == dash
      {
        return made(index, index + 3, CalendarDate(year: first, month: second))
      }
      if mark == slash, ["on", "since", "dated", "from"].contains(lower(index - 1)), let anchor,
        let found = date(anchor.year, first, second)
      {
        return made(index, index + 3, found)
      }
    }
    if (1900...2100).contains(first), note.tokens[index].count == 4,
      index > 0,
      [
        "in", "since", "until", "year", "circa", "from", "by", "around", "during", "early",
        "late", "to", "and", "of",
      ].contains(lower(index - 1)),
      !(lower(index - 1) == "of" || lower(index - 1) == "to" || lower(index - 1) == "and"
        || lower(index - 1) == "from") || isYearContext(index)
    {
      let next = index + 1
      if next < note.tokens.count,
        note.isSymbol(next, 0x25)
          || Self.units[note.tokens[next].hash]
            != nil
          || ["mg", "ml", "cc", "g", "units"].contains(lower(next))
      {
        return nil
      }
      return made(index, index + 1, CalendarDate(year: first))
    }
    return nil
  }

  private func isYearContext(_ index: Int) -> Bool {
    guard let year = whole(index), let anchor else { return lower(index - 1) != "of" }
    return year <= anchor.year + 2 && year > anchor.year - 110
  }

  /// "10.12.2020", which is one number token.
  private func pointed(_ index: Int) -> TimeMatch? {
    let parts = note.text(index..<index + 1).split(separator: ".")
    guard parts.count == 3, let first = Int(parts[0]), let second = Int(parts[1]),
      let third = Int(parts[2])
    else { return nil }
    let year = fullYear(third, digits: parts[2].count)
    return made(index, index + 1, date(year, first, second) ?? date(year, second, first))
  }

  private func fullYear(_ year: Int, digits: Int) -> Int {
    guard digits <= 2 else { return year }
    let limit = (anchor?.year ?? 2030) % 100 + 1
    return year > limit ? 1900 + year : 2000 + year
  }

  private func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate? {
    guard (1850...2300).contains(year), CalendarDate.isValid(year: year, month: month, day: day)
    else { return nil }
    return CalendarDate(year: year, month: month, day: day)
  }

  private func made(_ start: Int, _ end: Int, _ date: CalendarDate?) -> TimeMatch? {
    date.map {
      TimeMatch(start: start, end: end, value: .dateTime($0.fhir), isAbsolute: true)
    }
  }

  /// Dates that begin with a month, such as "January 5, 2020" and "March 5th".
  private func monthDate(_ index: Int, _ month: Int) -> TimeMatch? {
    guard note.isCapital(index) else { return nil }
    var at = index + 1
    if note.isSymbol(at, 0x2E) { at += 1 }
    if note.isSymbol(at, 0x2C) || lower(at) == "of" { at += 1 }
    guard let first = whole(at) else { return nil }
    if note.tokens[at].count == 4, (1850...2300).contains(first) {
      return made(index, at + 1, CalendarDate(year: first, month: month))
    }
    guard (1...31).contains(first) else { return nil }
    var end = at + 1
    if ["st", "nd", "rd", "th"].contains(lower(end)), isTight(end) { end += 1 }
    var after = end
    if note.isSymbol(after, 0x2C) { after += 1 }
    if let year = whole(after), note.tokens[after].count == 4, (1850...2300).contains(year) {
      return made(index, after + 1, date(year, month, first))
    }
    guard let anchor, note.tokens[index].count > 2 else {
      // FHIR has no date without a year.
      return nil
    }
    var year = anchor.year
    if let known = anchor.month, month > known + 1 { year -= 1 }
    return made(index, end, date(year, month, first))
  }

  /// "5 January 2020", "5th of May".
  private func dayMonth(_ index: Int) -> TimeMatch? {
    guard let day = whole(index), (1...31).contains(day) else { return nil }
    var at = index + 1
    if ["st", "nd", "rd", "th"].contains(lower(at)), isTight(at) { at += 1 }
    if lower(at) == "of" { at += 1 }
    if note.isSymbol(at, 0x2D) { at += 1 }
    guard at < note.tokens.count, let month = Self.months[note.tokens[at].hash],
      note.isCapital(at)
    else { return nil }
    at += 1
    if note.isSymbol(at, 0x2D) || note.isSymbol(at, 0x2C) { at += 1 }
    guard let year = whole(at), note.tokens[at].count == 4, (1850...2300).contains(year) else {
      return nil
    }
    return made(index, at + 1, date(year, month, day))
  }

  // MARK: Relative times

  /// "3 days ago", "two weeks later", "6 months prior".
  private func ago(_ index: Int) -> TimeMatch? {
    guard let amount = NumberWords.range(note, index), amount.end < note.tokens.count,
      amount.low == amount.low.rounded(), amount.low < 1000
    else { return nil }
    guard let unit = Self.units[note.tokens[amount.end].hash] else { return nil }
    var at = amount.end + 1
    let word = lower(at)
    let isBack =
      word == "ago" || word == "prior" || word == "earlier" || word == "previously"
      || word == "before"
    let isForward = word == "later" || word == "hence"
    guard isBack || isForward else { return nil }
    if word == "before" || word == "prior", lower(at + 1) == "to" || lower(at + 1) == "the" {
      at -= 0
    }
    let count = Int(amount.low)
    guard let anchor, word == "ago", unit != "h", unit != "min" || true else {
      return TimeMatch(
        start: index,
        end: at + 1,
        value: .duration(low: amount.low, high: amount.high, unit: unit),
        isAbsolute: false
      )
    }
    if unit == "h" || unit == "min" {
      return TimeMatch(
        start: index,
        end: at + 1,
        value: .duration(low: amount.low, high: amount.high, unit: unit),
        isAbsolute: false
      )
    }
    let then = anchor.adding(-count, unit)
    return TimeMatch(start: index, end: at + 1, value: .dateTime(then.fhir), isAbsolute: false)
  }

  private func relative(_ index: Int) -> TimeMatch? {
    func days(_ count: Int, _ end: Int) -> TimeMatch? {
      guard let anchor, anchor.day != nil else {
        return TimeMatch(
          start: index,
          end: end,
          value: .duration(low: Double(abs(count)), high: nil, unit: "d"),
          isAbsolute: false
        )
      }
      let value = anchor.adding(count, "d").fhir
      return TimeMatch(start: index, end: end, value: .dateTime(value), isAbsolute: false)
    }
    let word = lower(index)
    switch word {
    case "yesterday": return days(-1, index + 1)
    case "today", "tonight": return days(0, index + 1)
    case "tomorrow": return days(1, index + 1)
    case "pod", "hd":
      var at = index + 1
      if note.isSymbol(at, 0x23) { at += 1 }
      guard let count = whole(at) else { return nil }
      return TimeMatch(
        start: index,
        end: at + 1,
        value: .duration(low: Double(count), high: nil, unit: "d"),
        isAbsolute: false
      )
    case "postoperative", "hospital":
      guard lower(index + 1) == "day" else { return nil }
      var at = index + 2
      if note.isSymbol(at, 0x23) || lower(at) == "number" { at += 1 }
      guard let count = NumberWords.number(note, at) else { return nil }
      return TimeMatch(
        start: index,
        end: count.end,
        value: .duration(low: count.value, high: nil, unit: "d"),
        isAbsolute: false
      )
    case "last", "past", "next", "this": return calendarStep(index, word)
    default: return nil
    }
  }

  /// "last week", "next month", "this year", "last Monday", "past 3 days".
  private func calendarStep(_ index: Int, _ word: String) -> TimeMatch? {
    let next = index + 1
    guard next < note.tokens.count else { return nil }
    if let day = Self.weekdays.firstIndex(of: lower(next)) {
      guard let anchor, anchor.day != nil else { return nil }
      var step = day - anchor.weekday
      if word == "last" || word == "past" {
        if step >= 0 { step -= 7 }
      } else if step <= 0, word == "next" {
        step += 7
      }
      let value = anchor.adding(step, "d").fhir
      return TimeMatch(start: index, end: next + 1, value: .dateTime(value), isAbsolute: false)
    }
    if let amount = NumberWords.range(note, next), amount.end < note.tokens.count,
      let unit = Self.units[note.tokens[amount.end].hash], word == "past" || word == "last"
    {
      return TimeMatch(
        start: index,
        end: amount.end + 1,
        value: .duration(low: amount.low, high: amount.high, unit: unit),
        isAbsolute: false
      )
    }
    if lower(next) == "night", word == "last" {
      let value = anchor?.adding(-1, "d").fhir
      return value.map {
        TimeMatch(start: index, end: next + 1, value: .dateTime($0), isAbsolute: false)
      }
    }
    guard let unit = Self.units[note.tokens[next].hash],
      unit == "wk" || unit == "mo" || unit == "a",
      let anchor, word != "past"
    else { return nil }
    let step = word == "last" ? -1 : word == "next" ? 1 : 0
    switch unit {
    case "a":
      let value = CalendarDate(year: anchor.year + step).fhir
      return TimeMatch(start: index, end: next + 1, value: .dateTime(value), isAbsolute: false)
    case "mo":
      let moved = anchor.adding(step, "mo")
      let value = CalendarDate(year: moved.year, month: moved.month).fhir
      return TimeMatch(start: index, end: next + 1, value: .dateTime(value), isAbsolute: false)
    default:
      guard anchor.day != nil else { return nil }
      let monday = anchor.adding(step * 7 - anchor.weekday, "d")
      return TimeMatch(
        start: index,
        end: next + 1,
        value: .period(start: monday.fhir, end: monday.adding(6, "d").fhir),
        isAbsolute: false
      )
    }
  }
}
