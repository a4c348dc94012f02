// SPDX-License-Identifier: Apache-2.0

/// The steps of a taper, the days of a therapy, and dates that look like doses.
extension SigScanner {
  static let dayOfTherapy = "rule:day-of-therapy"
  private static let vitamins = Hash.words("vit vitamin calcium adcal cal caltrate accrete")

  /// "Zosyn D4", "cefazolin 2 g q8h D9/42", "vanc day 3": how long it has been given.
  func dayOfTherapy(_ index: Int) -> Piece? {
    let text = lower(index)
    guard index > 0, text == "d" && note.isCapital(index) || text == "day" || text == "d",
      note.tokens[index].kind == .word, !note.tokens[index].flags.contains(.lineStart),
      !Self.vitamins.contains(note.tokens[index - 1].hash),
      let day = NumberWords.digits(note, index + 1), day >= 1, day <= 90, day == day.rounded(),
      text == "day" || !note.tokens[index + 1].flags.contains(.spaceBefore)
    else { return nil }
    var end = index + 2
    if note.isSymbol(end, 0x2F), let all = NumberWords.digits(note, end + 1), all >= day {
      end += 2
    } else if lower(end) == "of" {
      guard let all = NumberWords.digits(note, end + 1), all >= day else { return nil }
      end += 2
    }
    var piece = make(
      index..<end,
      .duration,
      "day-of-therapy",
      .duration(low: day, high: nil, unit: "d")
    )
    piece.score = 0.75
    return piece
  }

  /// "40 mg x 5 days, then 20 x 5": days, where the step before says so.
  func bareDuration(_ at: Int, _ days: Double, _ end: Int) -> Piece? {
    guard at > 3, lower(at - 1) == "x", note.tokens[at - 2].kind == .number,
      Self.leading.contains(note.tokens[at - 3].hash), days >= 1,
      (max(0, at - 24)..<at - 3).contains(where: { lower($0) == "x" && word($0 + 2)?.code == "d" })
    else { return nil }
    return make(at..<end, .duration, "duration", .duration(low: days, high: nil, unit: "d"))
  }

  private static let leading = Hash.words("then to by")

  private static let parts: [Double: String] = [7: "d", 52: "wk", 12: "mo"]

  /// "tds 5/7", "for 2/52", "x 3/12", "30 mg 5/7 then stop": days, weeks and months.
  func britishDuration(_ index: Int) -> Piece? {
    guard index > 0, let first = NumberWords.digits(note, index), note.isSymbol(index + 1, 0x2F),
      let below = NumberWords.digits(note, index + 2), let unit = Self.parts[below],
      first == first.rounded(), first > 0, !note.isSymbol(index + 3, 0x2F),
      !note.tokens[index + 1].flags.contains(.spaceBefore),
      !note.tokens[index].flags.contains(.lineStart)
    else { return nil }
    let role = word(index - 1)?.role
    let isMarked =
      isBehindCount(index) || isWhole(index, below)
      || (role == .unit || role == .form || role == .route)
        && (below == 52 || isFollowed(index) || isOfCourse(index, below))
    guard isMarked else { return nil }
    let value = NormalizedValue.duration(low: first, high: nil, unit: unit)
    return make(index..<index + 3, .duration, "duration", value)
  }

  private static let depots = Hash.words(
    """
    depot decanoate lai zuclopenthixol clopixol flupentixol flupenthixol depixol paliperidone xeplion hydroxocobalamin b \
    zoladex goserelin prostap leuprorelin decapeptyl triptorelin denosumab prolia xgeva depo medroxyprogesterone octreotide \
    lanreotide sandostatin faslodex fulvestrant sayana
    """
  )

  /// "Zuclopenthixol 300 mg 2/52", "hydroxocobalamin 1 mg IM 3/12": how often what lasts is given.
  func depotInterval(_ index: Int) -> Piece? {
    guard index > 0, let first = NumberWords.digits(note, index), note.isSymbol(index + 1, 0x2F),
      let below = NumberWords.digits(note, index + 2), below == 52 || below == 12,
      let unit = Self.parts[below], first == first.rounded(), first > 0,
      !note.isSymbol(index + 3, 0x2F), !note.tokens[index + 1].flags.contains(.spaceBefore),
      let role = word(index - 1)?.role, role == .unit || role == .route,
      (max(0, index - 6)..<index).contains(where: {
        note.holds($0, Self.depots) && (lower($0) != "b" || NumberWords.digits(note, $0 + 1) == 12)
      })
    else { return nil }
    let timing = TimingRepeat(frequency: 1, period: first, periodUnit: unit)
    return make(index..<index + 3, .frequency, "every", .timing(timing))
  }

  /// "q2/52": every two weeks.
  func everyFraction(_ start: Int) -> Piece? {
    guard let first = NumberWords.digits(note, start + 1), note.isSymbol(start + 2, 0x2F),
      !note.tokens[start + 1].flags.contains(.spaceBefore),
      let below = NumberWords.digits(note, start + 3), below == 52 || below == 12 || below == 7,
      let unit = Self.parts[below]
    else { return nil }
    let timing = TimingRepeat(frequency: 1, period: first, periodUnit: unit)
    return make(start..<start + 4, .frequency, "every", .timing(timing))
  }

  private static let intervals = Hash.words("weekly monthly hourly hrly yearly")

  /// "Zoledronate 6-monthly", "3 weekly": so many of them lie between.
  func spaced(_ index: Int) -> Piece? {
    guard note.tokens.indices.contains(index), note.tokens[index].kind == .number,
      let range = NumberWords.range(note, index), range.low > 1,
      range.low == range.low.rounded(), range.low <= 52
    else { return nil }
    let count = range.low
    let at = note.isDash(range.end) ? range.end + 1 : range.end
    guard note.holds(at, Self.intervals), !note.isLineEnd(at),
      // "methotrexate 15 weekly" is a dose, "6 hourly" none.
      at == range.end + 1 && !note.tokens[range.end].flags.contains(.spaceBefore)
        && !note.tokens[at].flags.contains(.spaceBefore)
        || at == range.end && ["hourly", "hrly"].contains(lower(at)) && count <= 24
    else { return nil }
    let unit =
      switch lower(at) {
      case "weekly": "wk"
      case "monthly": "mo"
      case "hourly", "hrly": "h"
      default: "a"
      }
    let timing = TimingRepeat(
      frequency: 1,
      period: count,
      periodMax: range.high,
      periodUnit: unit
    )
    return make(index..<at + 1, .frequency, "every", .timing(timing))
  }

  private static let times = Hash.word("x".utf8)

  /// "x3/wk", "x3 per week": how many times.
  func timesPer(_ index: Int) -> Piece? {
    guard note.tokens[index].hash == Self.times, let count = NumberWords.digits(note, index + 1),
      (1...12).contains(count), count == count.rounded(),
      note.isSymbol(index + 2, 0x2F) || ["per", "a"].contains(lower(index + 2)),
      let period = word(index + 3), period.role == .period, ["d", "wk", "mo"].contains(period.code)
    else { return nil }
    let timing = TimingRepeat(frequency: Int(count), period: 1, periodUnit: period.code)
    return make(index..<index + 4, .frequency, "times", .timing(timing))
  }

  /// Whether a fraction stands behind "for", "x" or how often.
  private func isBehindCount(_ index: Int) -> Bool {
    ["for", "x"].contains(lower(index - 1)) || word(index - 1)?.role == .frequency
      || word(index - 1)?.role == .prn
      || ["food", "meals"].contains(lower(index - 1)) && lower(max(0, index - 2)) == "with"
      || britishFrequency(index - 1) != nil
  }

  /// "Doxycycline 100 mg 7/7.": seven of seven days are no date, and a dose before them is whole.
  private func isWhole(_ index: Int, _ below: Double) -> Bool {
    guard below == 7, word(index - 1)?.role == .unit, index > 1,
      note.tokens[index - 2].kind == .number
    else { return false }
    let end = index + 3
    return note.isLineEnd(end) || note.isSymbol(end, 0x2E) || note.isSymbol(end, 0x29)
  }

  private static let goingOn = Hash.words("then reducing reduce decreasing taper")

  /// Whether a step follows a fraction behind a dose: it counts days, and is no date.
  private func isFollowed(_ index: Int) -> Bool {
    let end = index + 3
    let next = note.isSymbol(end, 0x2C) ? end + 1 : end
    if !note.isLineEnd(next), note.holds(next, Self.goingOn) { return true }
    guard next > end, !note.isLineEnd(next), let dose = NumberWords.range(note, next) else {
      return false
    }
    return word(dose.end)?.role == .unit
  }

  /// Whether a step stands before a fraction, with one of its own.
  private func isOfCourse(_ index: Int, _ below: Double) -> Bool {
    (max(1, index - 16)..<index).contains { at in
      note.isSymbol(at, 0x2F) && NumberWords.digits(note, at + 1) == below
        && NumberWords.digits(note, at - 1) != nil
        && (isBehindCount(at - 1) || isFollowed(at - 1))
    }
  }

  /// Whether "x" behind a number counts days or doses of it: behind a name, or behind "then".
  func isStep(_ index: Int, _ at: Int) -> Bool {
    guard lower(at) == "x", NumberWords.digits(note, at + 1) != nil, isBehindName(index),
      let value = NumberWords.digits(note, index), value > 0, !isYear(value)
    else { return false }
    return word(at + 2)?.role == .period || Self.leading.contains(note.tokens[index - 1].hash)
      || value >= 10
  }

  func isYear(_ value: Double) -> Bool { (1900...2100).contains(value) && value != 2000 }

  private static let begun = Hash.words(
    "started starting began begun stopped since resumed given last"
  )

  /// "Started Bactrim 3/9 for UTI", where "Suboxone 8/2 BID" is a dose.
  func isDate(_ index: Int, _ end: Int) -> Bool {
    guard end == index + 3, note.isSymbol(index + 1, 0x2F), index > 1,
      let month = NumberWords.digits(note, index), (1...12).contains(month),
      let day = NumberWords.digits(note, index + 2), (1...31).contains(day),
      day == day.rounded(), month == month.rounded(), word(end) == nil
    else { return false }
    return (max(0, index - 3)..<index).contains { Self.begun.contains(note.tokens[$0].hash) }
  }

  /// "hold AC" is anticoagulation, and "AC/VC" a mode: before meals is what follows a dose or how often.
  func isAbbreviation(_ start: Int) -> Bool {
    guard lower(start) == "ac", note.tokens[start].count == 2, note.isAllCaps(start), start > 0
    else {
      return false
    }
    if note.isSymbol(start + 1, 0x2F) { return true }
    if note.isSymbol(start - 1, 0x28) || note.isSymbol(start - 1, 0x2C) { return false }
    let role = word(start - 1)?.role
    return note.tokens[start - 1].kind != .number && role == nil
      && !["insulin", "lispro", "aspart", "humalog", "novolog", "ssi", "admelog", "apidra"]
        .contains(lower(start - 1))
  }

  /// Whether the number before it counts what stands before, as in a list of one line.
  func isCounted(_ index: Int, _ value: Double) -> Bool {
    guard value == value.rounded() else { return false }
    return (max(0, index - 60)..<index).contains { at in
      NumberWords.digits(note, at) == value - 1
        && (note.isSymbol(at + 1, 0x2E) || note.isSymbol(at + 1, 0x29))
    }
  }
}
