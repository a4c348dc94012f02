// SPDX-License-Identifier: Apache-2.0

/// Reads the parts of directions for medications: strengths, doses, forms, routes, frequencies,
/// durations, rates.
struct SigScanner {
  let note: TokenizedNote
  private let words = SigWords.shared

  init(note: TokenizedNote) { self.note = note }

  /// Returns all parts, in order; frequencies that touch are one.
  func pieces() -> [Piece] {
    var result: [Piece] = []
    var at = 0
    while at < note.tokens.count {
      let found = piece(at)
      guard !found.isEmpty else {
        at += 1
        continue
      }
      for piece in found {
        if piece.type == .frequency, let last = result.last, last.type == .frequency,
          joins(last, piece)
        {
          result[result.count - 1] = joined(last, piece)
        } else {
          result.append(piece)
        }
      }
      at = max(at + 1, found[found.count - 1].end)
    }
    return result
  }

  private func joins(_ first: Piece, _ second: Piece) -> Bool {
    let gap = second.start - first.end
    if gap == 0 { return true }
    return gap == 1 && (note.isSymbol(first.end, 0x2C) || lower(first.end) == "and")
  }

  private func joined(_ first: Piece, _ second: Piece) -> Piece {
    var result = first
    result.end = second.end
    if case .timing(var one)? = first.value, case .timing(let two)? = second.value {
      one.frequency = one.frequency ?? two.frequency
      one.period = one.period ?? two.period
      one.periodUnit = one.periodUnit ?? two.periodUnit
      one.when += two.when.filter { !one.when.contains($0) }
      one.dayOfWeek += two.dayOfWeek
      one.asNeeded = one.asNeeded || two.asNeeded
      one.asNeededFor = one.asNeededFor ?? two.asNeededFor
      if one.when.count > 1, one.frequency == 1 { one.frequency = nil }
      result.value = .timing(one)
    }
    return result
  }

  func lower(_ index: Int) -> String {
    index < note.tokens.count ? note.lower(index) : ""
  }

  func word(_ index: Int) -> SigWords.Word? {
    guard index < note.tokens.count, note.tokens[index].kind == .word else { return nil }
    return words.word(note.tokens[index].hash)
  }

  func make(
    _ range: Range<Int>,
    _ type: EntityType,
    _ rule: String,
    _ value: NormalizedValue?
  ) -> Piece {
    Piece(
      start: range.lowerBound,
      end: range.upperBound,
      type: type,
      score: 0.9,
      value: value,
      source: "rule:\(rule)"
    )
  }

  /// The parts that begin at a token.
  private func piece(_ index: Int) -> [Piece] {
    let token = note.tokens[index]
    if token.kind == .symbol { return [] }
    if token.kind == .word {
      if let times = timesPer(index) { return [times] }
      if token.count == 1, let dotted = SigWords.dotted(note, index),
        let known = words.word(dotted.hash)
      {
        return named(known, index, dotted.end)
      }
      if let known = words.word(token.hash) {
        let found = named(known, index, index + 1)
        if !found.isEmpty { return found }
      }
      if let phrase = phrase(index) ?? britishFrequency(index) { return [phrase] }
    }
    if let times = timesOfDay(index) ?? spaced(index) { return [times] }
    if let interval = depotInterval(index) { return [interval] }
    if let duration = duration(index) ?? britishDuration(index) ?? dayOfTherapy(index) {
      return [duration]
    }
    return isDrunk(index) ? [] : amount(index)
  }

  // MARK: Words

  private func named(_ word: SigWords.Word, _ start: Int, _ end: Int) -> [Piece] {
    switch word.role {
    // "AC 18/400" is how somebody is ventilated.
    case .frequency
    where lower(start) == "ac" && note.tokens[start].count == 2
      && NumberWords.digits(note, end) != nil:
      []
    case .frequency where isAbbreviation(start): []
    case .frequency: [frequency(word, start, end)].compactMap { $0 }
    case .route
    where isOverdose(start) || isStage(start) || isOfKind(start) || isPhosphate(start): []
    case .route: [britishFrequency(start) ?? make(start..<end, .routeOrMode, "route", nil)]
    case .form where isPneumonia(start) || isFalling(start) || isDriver(start): []
    case .form: [make(start..<end, .form, "form", nil)]
    case .prn: [asNeeded(start, end)]
    case .every: [everyFraction(start) ?? every(start, end)].compactMap { $0 }
    case .period where isHourly(start):
      [
        make(
          start..<end,
          .frequency,
          "frequency",
          .timing(TimingRepeat(frequency: 1, period: 1, periodUnit: "h"))
        )
      ]
    case .unit, .period, .times, .per, .weekday: []
    }
  }

  private static let ways = Hash.words(
    """
    po iv im sc oral orally ng nj peg pr sl inh one two inhalation inhalations sachet sachets tab tabs tablet tablets cap caps capsule capsules nocte mane takes taking
    """
  )
  private static let od = Hash.word("od".utf8)
  private static let on = Hash.word("on".utf8)

  /// "8 mg od" is once a day where nothing is put into an eye, and "20 mg on" at night.
  func britishFrequency(_ start: Int) -> Piece? {
    let hash = note.tokens[start].hash
    guard hash == Self.od || hash == Self.on, start > 1 else { return nil }
    // "doxy 100 od", "sertraline 100 OD"
    let isBare =
      hash == Self.od && isBehindName(start - 1)
      && NumberWords.digits(note, start - 1).map { dose in
        let isYear = (1900...2100).contains(dose) && dose != 2000
        return note.isAllCaps(start)
          ? !isYear && (dose >= 5 || dose > 1 && dose != dose.rounded()) : dose >= 1
      } ?? false
    // "40 mg PO od": what is swallowed is put into no eye.
    let isSwallowed = hash == Self.od && note.holds(start - 1, Self.ways)
    if !isBare, !isSwallowed {
      // "| 5 mg | OD |", "(70 mg) od"
      let isParted = note.isSymbol(start - 1, 0x7C) || note.isSymbol(start - 1, 0x29)
      let last = isParted ? start - 2 : start - 1
      // "50 mg/m2 OD"
      let isSurface =
        hash == Self.od && NumberWords.digits(note, last) == 2 && lower(last - 1) == "m"
        && note.isSymbol(last - 2, 0x2F)
      guard isSurface || isDosed(last) else { return nil }
    }
    let end = start + 1
    if hash == Self.on {
      guard
        end >= note.tokens.count || note.tokens[end].kind == .symbol
          || note.tokens[end].flags.contains(.lineStart)
          || TextColumns.hasGap(before: end, in: note) && note.isAllCaps(start)
      else { return nil }
    }
    let timing = TimingRepeat(
      frequency: 1,
      period: 1,
      periodUnit: "d",
      when: hash == Self.on ? ["HS"] : []
    )
    return make(start..<end, .frequency, "frequency", .timing(timing))
  }

  /// Whether a token is the unit of a dose that goes into no eye.
  private func isDosed(_ last: Int) -> Bool {
    guard last > 0, let unit = word(last), unit.role == .unit else { return false }
    return ["mg", "ug", "g", "[iU]", "{puff}"].contains(unit.code)
      || unit.code == "kg" && note.isSymbol(last - 1, 0x2F)
  }

  /// "daily", "twice a day", "once daily", "bid", "nightly at bedtime".
  private func frequency(_ word: SigWords.Word, _ start: Int, _ end: Int) -> Piece? {
    guard var timing = word.timing else { return nil }
    var at = end
    let text = lower(start)
    let isCount = text == "once" || text == "twice" || text == "thrice"
    if isCount {
      let count = text == "once" ? 1 : text == "twice" ? 2 : 3
      if let (unit, after) = perPeriod(at) {
        timing = TimingRepeat(frequency: count, period: 1, periodUnit: unit)
        at = after
      } else if text != "once" {
        return nil
      } else if lower(at) == "every" || lower(at) == "in" || lower(at) == "at" {
        timing = TimingRepeat(frequency: 1)
      } else {
        return nil
      }
    }
    if text == "bedtime", start > 0, lower(start - 1) == "at" { return nil }
    if let when = whenBehind(at) {
      timing.when += when.codes.filter { !timing.when.contains($0) }
      at = when.end
    }
    return make(start..<at, .frequency, "frequency", .timing(timing))
  }

  /// "a day", "per week", "daily", "/day", "each day".
  private func perPeriod(_ index: Int) -> (unit: String, end: Int)? {
    var at = index
    if note.isSymbol(at, 0x2D) { at += 1 }
    let text = lower(at)
    if text == "daily" || text == "nightly" { return ("d", at + 1) }
    if text == "weekly" { return ("wk", at + 1) }
    if text == "monthly" { return ("mo", at + 1) }
    guard
      text == "a" || text == "per" || text == "each" || text == "every" || text == "/"
        || text == "an" || text == "in" || text == "the"
    else { return nil }
    guard let period = word(at + 1), period.role == .period,
      ["h", "d", "wk", "mo", "a"].contains(period.code)
    else { return nil }
    return (period.code, at + 2)
  }

  /// "at bedtime", "in the morning", "before meals", "with food".
  private func whenBehind(_ index: Int) -> (codes: [String], end: Int)? {
    let first = lower(index)
    var at = index + 1
    switch first {
    case "at", "before", "after", "with", "in", "on":
      if lower(at) == "the" || lower(at) == "each" { at += 1 }
      let noun = lower(at)
      let code: String? =
        switch (first, noun) {
        case ("at", "bedtime"), ("at", "night"), ("before", "bed"), ("before", "bedtime"),
          ("before", "sleep"):
          "HS"
        case ("in", "morning"), ("in", "am"): "MORN"
        case ("in", "evening"), ("in", "pm"): "EVE"
        case ("in", "afternoon"): "AFT"
        case ("at", "noon"): "NOON"
        case ("before", "meals"), ("before", "meal"), ("before", "eating"): "AC"
        case ("after", "meals"), ("after", "meal"): "PC"
        case ("with", "meals"), ("with", "meal"), ("with", "food"): "C"
        case ("before", "breakfast"): "ACM"
        case ("with", "breakfast"), ("at", "breakfast"): "CM"
        case ("with", "lunch"): "CD"
        case ("with", "dinner"), ("with", "supper"), ("at", "dinner"): "CV"
        case ("before", "dinner"), ("before", "supper"): "ACV"
        default: nil
        }
      guard let code else { return nil }
      return ([code], at + 1)
    default: return nil
    }
  }

  /// "as needed", "at bedtime", "by mouth", "with meals" and other words of two and more.
  private func phrase(_ index: Int) -> Piece? {
    let first = lower(index)
    switch first {
    case "as", "when", "if":
      let second = lower(index + 1)
      if second == "needed" || second == "necessary" || second == "required" {
        return asNeeded(index, index + 2)
      }
      if first == "as", second == "directed" {
        return make(index..<index + 2, .frequency, "as-directed", nil)
      }
    case "by", "via", "per", "through", "under", "into", "in", "to":
      let second = lower(index + 1)
      let third = lower(index + 2)
      let length: Int? =
        switch (first, second, third) {
        case ("by", "mouth", _), ("per", "os", _), ("per", "rectum", _), ("via", "inhalation", _),
          ("via", "nebulizer", _), ("by", "inhalation", _), ("per", "vagina", _),
          ("by", "nebulizer", _), ("by", "injection", _), ("via", "iv", _):
          2
        case ("under", "the", "tongue"), ("in", "both", "eyes"), ("in", "each", "eye"),
          ("in", "each", "nostril"), ("to", "affected", "area"), ("in", "both", "ears"),
          ("in", "each", "ear"), ("to", "both", "eyes"), ("in", "right", "eye"),
          ("in", "left", "eye"):
          3
        case ("in", "the", "right"), ("in", "the", "left"), ("to", "the", "affected"),
          ("into", "the", "affected"):
          4
        default: nil
        }
      if let length, index + length <= note.tokens.count {
        return make(index..<index + length, .routeOrMode, "route", nil)
      }
    default: break
    }
    if let when = whenBehind(index) {
      var timing = TimingRepeat(frequency: 1, period: 1, periodUnit: "d", when: when.codes)
      if ["AC", "PC", "C"].contains(when.codes[0]) { timing = TimingRepeat(when: when.codes) }
      return make(index..<when.end, .frequency, "when", .timing(timing))
    }
    return nil
  }

  private func asNeeded(_ start: Int, _ end: Int) -> Piece {
    var timing = TimingRepeat(asNeeded: true)
    var at = end
    if lower(at) == "for" { at += 1 }
    let from = at
    while at < note.tokens.count, at < from + 4, note.tokens[at].kind == .word,
      !note.tokens[at].flags.contains(.lineStart), words.word(note.tokens[at].hash) == nil
    {
      at += 1
    }
    if at > from, at > end { timing.asNeededFor = note.text(from..<at) }
    return make(start..<end, .frequency, "as-needed", .timing(timing))
  }

  /// "every 6 hours", "q 4-6 h", "every other day", "every morning", "every Monday".
  private func every(_ start: Int, _ end: Int) -> Piece? {
    var at = end
    let isShort = note.tokens[start].count == 1
    if isShort, note.isSymbol(at, 0x2E) { at += 1 }
    if note.isSymbol(at, 0x2D) { at += 1 }
    if let range = NumberWords.range(note, at) {
      var after = range.end
      if note.isSymbol(after, 0x2D) { after += 1 }
      if let period = word(after), period.role == .period,
        ["min", "h", "d", "wk", "mo", "a"].contains(period.code)
      {
        after += 1
        if isShort || note.tokens[after - 1].count <= 3, note.isSymbol(after, 0x2E),
          after < note.tokens.count, !note.tokens[after].flags.contains(.spaceBefore),
          isShort
        {
          after += 1
        }
        let timing = TimingRepeat(
          frequency: 1,
          period: range.low,
          periodMax: range.high,
          periodUnit: period.code
        )
        return make(start..<after, .frequency, "every", .timing(timing))
      }
      // "q8w", "q6m"
      if isShort, after < note.tokens.count, !note.tokens[after].flags.contains(.spaceBefore),
        ["w", "m"].contains(lower(after))
      {
        let isMinutes = lower(after) == "m" && range.low >= 10
        let timing = TimingRepeat(
          frequency: 1,
          period: range.low,
          periodMax: range.high,
          periodUnit: lower(after) == "w" ? "wk" : isMinutes ? "min" : "mo"
        )
        return make(start..<after + 1, .frequency, "every", .timing(timing))
      }
      if isShort, range.low <= 24, note.isSymbol(start + 1, 0x2E) == false {
        let timing = TimingRepeat(frequency: 1, period: range.low, periodUnit: "h")
        return make(start..<range.end, .frequency, "every", .timing(timing))
      }
      return nil
    }
    if lower(at) == "other", let period = word(at + 1), period.role == .period {
      return make(
        start..<at + 2,
        .frequency,
        "every-other",
        .timing(TimingRepeat(frequency: 1, period: 2, periodUnit: period.code))
      )
    }
    guard let period = word(at) else { return nil }
    var timing: TimingRepeat
    switch period.role {
    case .weekday: timing = TimingRepeat(dayOfWeek: [period.code])
    case .period where ["MORN", "EVE", "AFT"].contains(period.code):
      timing = TimingRepeat(frequency: 1, period: 1, periodUnit: "d", when: [period.code])
    case .period where ["min", "h", "d", "wk", "mo", "a"].contains(period.code):
      timing = TimingRepeat(frequency: 1, period: 1, periodUnit: period.code)
      if lower(at) == "night" { timing.when = ["NIGHT"] }
    case .frequency where isShort: timing = period.timing ?? TimingRepeat()
    default: return nil
    }
    var after = at + 1
    if let when = whenBehind(after) {
      timing.when += when.codes
      after = when.end
    }
    return make(start..<after, .frequency, "every", .timing(timing))
  }

  // MARK: Numbers

  /// "for 10 days", "x 7 days", "10-day course".
  private func duration(_ index: Int) -> Piece? {
    var at = index
    var isMarked = false
    if note.tokens[at].kind == .word {
      let text = lower(at)
      if text == "for" || text == "over" {
        at += 1
        if ["a", "the", "another", "the next"].contains(lower(at)) { at += 1 }
        if ["total", "next", "last", "additional"].contains(lower(at)) { at += 1 }
        if lower(at) == "of" { at += 1 }
        isMarked = true
      } else if text == "x" {
        at += 1
        isMarked = true
      }
    }
    guard let range = NumberWords.range(note, at) else { return nil }
    var after = range.end
    if note.isSymbol(after, 0x2D) { after += 1 }
    guard let period = word(after), period.role == .period,
      ["min", "h", "d", "wk", "mo", "a"].contains(period.code), lower(after) != "hourly"
    else { return isMarked ? bareDuration(at, range.low, range.end) : nil }
    after += 1
    if note.isSymbol(after, 0x2D) || note.isSymbol(after, 0x27) { return nil }
    let next = lower(after)
    if ["course", "supply", "taper"].contains(next) {
      isMarked = true
    } else if next == "old" || next == "ago" || next == "later" || next == "history" {
      return nil
    }
    guard isMarked else { return nil }
    let value = NormalizedValue.duration(low: range.low, high: range.high, unit: period.code)
    return make(at..<after, .duration, "duration", value)
  }

  /// "10 mg", "500/50 mcg", "0.5 mcg/kg/min", "2 tablets", "3 times a day", "1 %".
  private func amount(_ index: Int) -> [Piece] {
    guard let range = NumberWords.range(note, index) else { return [] }
    // "stopped 2/2 infusion reaction" is due to it.
    if range.low == 2, isDueTo(index) || isDueTo(index - 2) { return [] }
    var at = range.end
    var second = range.high
    while at - range.end < 6, note.isSymbol(at, 0x2F) || note.isSymbol(at, 0x2D),
      NumberWords.digits(note, at + 1) != nil
    {
      second = NumberWords.digits(note, at + 1)
      at += 2
    }
    if isDate(index, at) { return [] }
    if note.isSymbol(at, 0x25) {
      let value = quantity(range.low, second, "%", "%")
      return [make(index..<at + 1, .strength, "strength", value)]
    }
    // "3 times a day", "2x daily", "two to three times per week"
    if let times = word(at), times.role == .times {
      if isStep(index, at) {
        // "prednisone 40 x5d then 30 x5d", "then 20 x 5"
        var dose = make(index..<at, .dosage, "bare-dose", quantity(range.low, second, nil, nil))
        dose.score = 0.7
        return [dose]
      }
      if let (unit, end) = perPeriod(at + 1) {
        let timing = TimingRepeat(
          frequency: Int(range.low),
          frequencyMax: range.high.map { Int($0) },
          period: 1,
          periodUnit: unit
        )
        return [make(index..<end, .frequency, "times", .timing(timing))]
      }
      return []
    }
    if isCombined(index, at) {
      // "co-codamol 30/500 2 QDS"
      return [make(index..<at, .strength, "combined", quantity(range.low, second, nil, nil))]
    }
    if endsBare(index, at) || isBehindName(index) && timesOfDay(at) != nil {
      // "amlodipine 10, lisinopril 20"
      var dose = make(index..<at, .dosage, "bare-dose", quantity(range.low, second, nil, nil))
      dose.score = 0.7
      return [dose]
    }
    if word(at) == nil, isTarget(index) {
      // "increase losartan to 100", "Entresto to 97/103 if tolerated"
      var dose = make(index..<at, .dosage, "bare-dose", quantity(range.low, second, nil, nil))
      dose.score = 0.7
      return [dose]
    }
    if note.isSymbol(at, 0x2D) { at += 1 }
    // "ASA 81 OTC daily"
    let isBought = lower(at) == "otc" && word(at + 1)?.role == .frequency
    guard let unit = word(isBought ? at + 1 : at) else { return [] }
    switch unit.role {
    case .every where isBehindName(index), .route where isBehindName(index),
      .prn where isBehindName(index),
      .frequency where isBare(index, at):
      // "metoprolol 25 bid", where only the name before it makes it a dose.
      var dose = make(index..<at, .dosage, "bare-dose", quantity(range.low, second, nil, nil))
      dose.score = 0.7
      return [dose]
    case .form:
      let dose = make(index..<at, .dosage, "dose", quantity(range.low, second, lower(at), nil))
      return [dose, make(at..<at + 1, .form, "form", nil)]
    case .unit:
      return [withUnit(index, at, unit, range.low, second)].compactMap { $0 }
    default: return []
    }
  }

  private func isDueTo(_ index: Int) -> Bool {
    index >= 0 && NumberWords.digits(note, index) == 2 && note.isSymbol(index + 1, 0x2F)
      && NumberWords.digits(note, index + 2) == 2 && word(index + 3)?.role == .form
  }

  private func withUnit(
    _ start: Int,
    _ unitAt: Int,
    _ unit: SigWords.Word,
    _ low: Double,
    _ second: Double?
  ) -> Piece? {
    var at = unitAt + 1
    var code = unit.code
    var isRate = unit.code == "L/min"
    var isConcentration = false
    while note.isSymbol(at, 0x2F) || lower(at) == "per", at + 1 < note.tokens.count {
      if let below = word(at + 1), below.role == .unit || below.role == .period {
        code += "/" + below.code
        if ["min", "h"].contains(below.code) { isRate = true }
        if below.role == .unit, below.code != "kg" { isConcentration = true }
        at += 2
      } else if NumberWords.digits(note, at + 1) != nil, let below = word(at + 2),
        below.role == .unit
      {
        // "250 mg/5 mL"
        code += "/" + note.text(at + 1..<at + 2) + below.code
        isConcentration = true
        at += 3
      } else if lower(at + 1) == "m", NumberWords.digits(note, at + 2) == 2 {
        // "mg/m2", body surface
        code += "/m2"
        at += 3
      } else if word(at + 1)?.role == .form {
        at += 2
      } else {
        break
      }
    }
    // "Lost 4 kg" is no dose of anything.
    if code == "kg" { return nil }
    // Sets of units that are doses by themselves.
    let isDevice = ["{puff}", "{spray}", "[drp]", "[iU]", "[tsp_us]", "[tbs_us]", "mL"]
      .contains(unit.code)
    let type: EntityType =
      isRate ? .rate : isConcentration ? .strength : isDevice ? .dosage : .strength
    let text = note.text(unitAt..<at)
    let rule = isRate ? "rate" : type == .strength ? "strength" : "dose"
    return make(start..<at, type, rule, quantity(low, second, text, code))
  }

  private func quantity(
    _ low: Double,
    _ second: Double?,
    _ unit: String?,
    _ code: String?
  ) -> NormalizedValue {
    .quantity(.init(value: low, second: second, comparator: nil, unit: unit, code: code))
  }
}
