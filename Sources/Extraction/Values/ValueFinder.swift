// SPDX-License-Identifier: Apache-2.0

/// Finds the values of tests: numbers with units, fractions, words such as "positive".
struct ValueFinder {
  let note: TokenizedNote

  private static let units: Set<String> = [
    "mg", "mcg", "g", "gm", "kg", "lb", "lbs", "pounds", "cm", "mm", "inches", "in", "ft", "feet",
    "mmhg", "bpm", "f", "c", "mmol", "meq", "ng", "pg", "u", "iu", "units", "ml", "l", "k", "fl",
    "sec", "seconds", "hz", "db", "kpa", "cc", "mosm", "miu", "uiu", "umol", "nmol", "oz",
    "degrees",
    "celsius", "fahrenheit", "percent", "breaths", "beats", "ug", "m", "cells", "thousand",
  ]
  private static let periods: Set<String> = [
    "wk", "wks", "week", "weeks", "mo", "month", "months", "yr", "yrs", "year", "years", "day",
    "days",
    "hrs",
  ]
  private static let words: Set<String> = [
    "normal", "negative", "positive", "elevated", "low", "high", "stable", "unremarkable",
    "abnormal", "nonreactive", "reactive", "trace", "within", "clear", "intact", "decreased",
    "increased", "neg", "pos", "wnl", "undetectable", "nondiagnostic", "noncontributory", "nl",
    "ngtd", "nsr", "unchanged",
  ]
  private static let links: Set<String> = [
    "of", "is", "was", "at", "were", "are", "to", "remains", "remained", "level", "count", "today",
    "showed", "has", "been", "came", "back", "score", "ratio", "approximately", "about", "around",
    "rate", "measured", "reading",
  ]

  /// Whether a word stands between a test and its value.
  static func isLink(_ word: String) -> Bool {
    links.contains(word)
      || [
        "now", "from", "baseline", "prior", "last", "and", "post", "pre", "repeat", "then", "after",
        "scored", "scoring", "with", "showed", "showing", "which", "standing", "sitting", "lying",
        "supine", "previously", "later", "initially",
      ].contains(word)
  }

  /// Returns the value behind a test, with its unit.
  func values(after mention: Mention, limit: Int, isLaboratory: Bool) -> [Piece] {
    if isAim(mention) || RepeatIntervals(note: note).range(behind: mention.end) != nil { return [] }
    if let sign = sign(behind: mention.end, limit) { return [sign] }
    let eyes = EyeValues(note: note).ranges(behind: mention)
    if !eyes.isEmpty { return eyes.flatMap { number($0.lowerBound, $0.upperBound) } }
    var at = mention.end
    var steps = 0
    while at < limit, steps < 4 {
      let token = note.tokens[at]
      if token.flags.contains(.blankBefore) || isListNumber(at) { return [] }
      if token.kind == .symbol {
        let byte = note.byte(at)
        if byte == 0x3C || byte == 0x3E || byte == 0x7E { break }
        guard
          byte == 0x3A || byte == 0x3D || byte == 0x2D || byte == 0x2C && steps == 0
            || byte == 0x28
        else { return [] }
      } else if token.kind == .word {
        if Self.words.contains(note.lower(at)) || noGrowth(at, limit) != nil { break }
        guard Self.links.contains(note.lower(at)) else { return [] }
      } else {
        break
      }
      at += 1
      steps += 1
    }
    guard at < limit else { return [] }
    if note.tokens[at].kind == .word { return word(at, limit) }
    if let result = dated(at, limit) { return word(result, limit) }
    if isYear(at, of: mention) {
      guard note.isSymbol(at + 1, 0x3A), at + 2 < limit else { return [] }
      return number(at + 2, limit)
    }
    // "Trop 1: 56" is the first of several.
    if let count = NumberWords.digits(note, at), (1...4).contains(count),
      note.tokens[at].flags.contains(.spaceBefore), note.isSymbol(at + 1, 0x3A), at + 2 < limit,
      note.tokens[at + 2].kind == .number, note.tokens[at + 2].flags.contains(.spaceBefore)
    {
      return number(at + 2, limit)
    }
    let first = number(at, limit)
    return first + later(behind: first)
  }

  /// The values that follow with their days, or behind arrows: "2.1 (3/1), 2.8 (3/8)", "18 -> 44".
  private func later(behind first: [Piece]) -> [Piece] {
    var result: [Piece] = []
    guard var end = first.last?.end else { return [] }
    while result.count < 24 {
      var at = end
      let day = self.day(at)
      if let day { at = day } else { at = circumstance(at) }
      let isArrow = note.isArrowEnd(at + 1) || note.isArrowEnd(at)
      if isArrow {
        at += note.isArrowEnd(at) ? 1 : 2
      } else if day != nil, note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3B) {
        at += 1
      }
      guard at < note.tokens.count, note.tokens[at].kind == .number,
        !note.tokens[at].flags.contains(.lineStart), day != nil || isArrow
      else { break }
      let next = number(at, note.tokens.count)
      guard let last = next.last, isArrow || self.day(last.end) != nil else { break }
      result += next
      end = last.end
    }
    return result
  }

  private static let circumstances: Set<String> = [
    "ra", "room", "air", "on", "nc", "l", "lpm", "o2", "oxygen", "at", "rest", "with", "walking",
    "ambulating", "ambulation", "exertion", "standing", "sitting", "supine", "lying", "hfnc", "nrb",
    "bipap", "cpap", "sleep", "night", "w", "exercise", "activity", "o", "by", "via",
  ]

  /// Where the words end that say how something was measured, if an arrow follows: "88% RA -> 94%".
  private func circumstance(_ start: Int) -> Int {
    var at = start
    while at < min(note.tokens.count, start + 6), !note.tokens[at].flags.contains(.lineStart) {
      if note.isArrowEnd(at) || note.isArrowEnd(at + 1) { return at }
      guard
        note.tokens[at].kind == .number || note.isSymbol(at, 0x28) || note.isSymbol(at, 0x29)
          || Self.circumstances.contains(note.lower(at))
      else { return start }
      at += 1
    }
    return start
  }

  /// Whether a number begins the next item of a list, in a line below: "3) Senna" behind "repeat U&E".
  func isListNumber(_ at: Int) -> Bool {
    note.tokens.indices.contains(at) && note.tokens[at].kind == .number
      && note.tokens[at].flags.contains(.lineStart)
      && (note.isSymbol(at + 1, 0x2E) || note.isSymbol(at + 1, 0x29))
      && (note.tokens.indices.contains(at + 2) && note.tokens[at + 2].flags.contains(.spaceBefore))
  }

  private static let supposing = Hash.words("if unless once")
  private static let breathed = Hash.words("ra nc on")

  /// "Colonoscopy if negative", "aspirin from 12/40": what is waited for, and when.
  func isSupposed(_ at: Int) -> Bool {
    note.holds(at - 1, Self.supposing)
      || note.lower(at - 1) == "from" && note.isSymbol(at + 1, 0x2F)
        && NumberWords.digits(note, at + 2) == 40
  }

  /// Whether two capitals are the name of a value: "UF 2.3 L", but not "RA 97 %".
  func isCode(_ at: Int) -> Bool {
    note.tokens[at].count == 2 && note.isAllCaps(at) && !note.holds(at, Self.breathed)
  }

  private static let aims: Set<String> = ["goal", "target", "desired", "aim", "aiming"]

  /// Whether the values behind a test are what is hoped for: "goal INR 2.5-3.5".
  func isAim(_ mention: Mention) -> Bool {
    mention.start > 0 && Self.aims.contains(note.lower(mention.start - 1))
  }

  /// Where a day ends that a result in words follows: "BCx 3/13 NGTD".
  private func dated(_ at: Int, _ limit: Int) -> Int? {
    guard let month = NumberWords.digits(note, at), (1...12).contains(month),
      note.isSymbol(at + 1, 0x2F), let day = NumberWords.digits(note, at + 2),
      (1...31).contains(day), at + 3 < limit, note.tokens[at + 3].kind == .word,
      Self.words.contains(note.lower(at + 3)) || noGrowth(at + 3, limit) != nil
    else { return nil }
    return at + 3
  }

  /// Whether a value that a model found is a day with a result behind it.
  func isDated(_ range: Range<Int>) -> Bool {
    range.count >= 3 && dated(range.lowerBound, note.tokens.count) != nil
  }

  /// Where a day in brackets ends: "(3/1)", "(3/1/24)".
  private func day(_ at: Int) -> Int? {
    guard note.isSymbol(at, 0x28), NumberWords.digits(note, at + 1) != nil,
      note.isSymbol(at + 2, 0x2F), NumberWords.digits(note, at + 3) != nil
    else { return nil }
    var end = at + 4
    if note.isSymbol(end, 0x2F), NumberWords.digits(note, end + 1) != nil { end += 2 }
    return note.isSymbol(end, 0x29) ? end + 1 : nil
  }

  private func word(_ at: Int, _ limit: Int) -> [Piece] {
    let text = note.lower(at)
    if let end = noGrowth(at, limit) { return [piece(at..<end, .testValue, "value-word", nil)] }
    guard Self.words.contains(text) else { return [] }
    var end = at + 1
    if text == "within" {
      guard at + 2 < limit, note.lower(at + 1) == "normal" else { return [] }
      end = at + 3
    }
    return [piece(at..<end, .testValue, "value-word", nil)]
  }

  /// "-ve", "(-)", "+ve" behind a test.
  private func sign(behind end: Int, _ limit: Int) -> Piece? {
    let sign = SignedAnswer(note: note, behind: end)
    return sign.flatMap {
      $0.range.upperBound <= limit ? piece($0.range, .testValue, "value-sign", nil) : nil
    }
  }

  /// Where "no growth", "no growth to date" ends.
  private func noGrowth(_ at: Int, _ limit: Int) -> Int? {
    guard note.lower(at) == "no", note.lower(at + 1) == "growth" else { return nil }
    let isTimed =
      ["to", "so"].contains(note.lower(at + 2)) && ["date", "far"].contains(note.lower(at + 3))
    return min(limit, at + (isTimed ? 4 : 2))
  }

  private func number(_ start: Int, _ limit: Int) -> [Piece] {
    var at = start
    var comparator: String?
    if note.isSymbol(at, 0x3C) || note.isSymbol(at, 0x3E) {
      comparator = note.byte(at) == 0x3C ? "<" : ">"
      at += 1
      if note.isSymbol(at, 0x3D) {
        comparator? += "="
        at += 1
      }
    }
    guard let first = NumberWords.digits(note, at) else { return [] }
    var end = at + 1
    var second: Double?
    if note.isSymbol(end, 0x2F) || note.isSymbol(end, 0x2D), !note.isSymbol(end + 1, 0x2D),
      let other = NumberWords.digits(note, end + 1)
    {
      second = other
      end += 2
      // A date is no value.
      if note.isSymbol(end, 0x2F), NumberWords.digits(note, end + 1) != nil { return [] }
    }
    // "trop 3h", "CT 24h" say when.
    if note.lower(end) == "h", !note.isCapital(end), second == nil,
      !note.tokens[end].flags.contains(.spaceBefore), !note.isSymbol(end + 1, 0x2F)
    {
      return []
    }
    // "BMP in 1 wk" says when.
    if end < note.tokens.count, Self.periods.contains(note.lower(end)),
      !note.tokens[end].flags.contains(.lineStart)
    {
      return []
    }
    var unit: Range<Int>?
    let valueEnd = end
    if isFlag(end) { end += 1 }
    if end < limit {
      if note.isSymbol(end, 0x25) {
        unit = end..<end + 1
      } else if note.tokens[end].kind == .word, Self.units.contains(note.lower(end)),
        !note.tokens[end].flags.contains(.lineStart)
      {
        var last = end + 1
        while note.isSymbol(last, 0x2F), last + 1 < limit, note.tokens[last + 1].kind != .symbol,
          !note.tokens[last + 1].flags.contains(.spaceBefore)
        {
          last += 2
        }
        if note.lower(end) == "in", last == end + 1 { last = end }
        if last > end { unit = end..<last }
      } else if note.lower(end) == "mm", end + 1 < limit, note.lower(end + 1) == "hg" {
        unit = end..<end + 2
      }
    }
    let quantity = NormalizedValue.Quantity(
      value: first,
      second: second,
      comparator: comparator,
      unit: unit.map { note.text($0) },
      code: unit.flatMap { UnitCodes.code(note.text($0)) }
    )
    var result = [piece(start..<valueEnd, .testValue, "value", .quantity(quantity))]
    if let unit { result.append(piece(unit, .testUnit, "unit", nil)) }
    return result
  }

  private func piece(
    _ range: Range<Int>,
    _ type: EntityType,
    _ rule: String,
    _ value: NormalizedValue?
  ) -> Piece {
    Piece(
      start: range.lowerBound,
      end: range.upperBound,
      type: type,
      score: 0.88,
      value: value,
      source: "rule:\(rule)",
      relationship: type == .testUnit ? .testUnit : .testValue,
      relationshipScore: 0.93,
      category: .testTreatmentProcedure
    )
  }

  private static let flags: Set<String> = ["h", "l", "hh", "ll", "hi", "lo"]

  /// "128       L      mmol/L": what a table says of the value in a column of its own.
  func isFlag(_ at: Int) -> Bool {
    guard TextColumns.hasGap(before: at, in: note), Self.flags.contains(note.lower(at)) else {
      return note.isSymbol(at, 0x2A) && TextColumns.hasGap(before: at, in: note)
    }
    return note.isLineEnd(at + 1) || TextColumns.hasGap(before: at + 1, in: note)
  }

  private static let heads = Hash.words(
    "flag flags unit units reference range ranges result results value values test tests status date collected normal"
  )

  /// Whether a value that a model found is the head of a table: "Flag   Units   Reference Range".
  func isHead(_ range: Range<Int>) -> Bool {
    range.allSatisfy { note.holds($0, Self.heads) }
      && range.contains { TextColumns.hasGap(before: $0, in: note) }
  }

  /// The cells of a value that a model found over several: "4.5       5.1       5.9", "5.9    H    mmol/L".
  private func cells(_ found: Piece) -> [Piece]? {
    let gaps = found.range.dropFirst().filter { TextColumns.hasGap(before: $0, in: note) }
    guard !gaps.isEmpty else { return nil }
    let starts = [found.start] + gaps
    let cells = zip(starts, gaps + [found.end]).map { $0..<$1 }
    let numbers = cells.filter { NumberWords.digits(note, $0.lowerBound) != nil && $0.count == 1 }
    let pieces =
      numbers.count == cells.count
      ? numbers.flatMap { number($0.lowerBound, $0.upperBound) } : number(found.start, found.end)
    guard !pieces.isEmpty else { return nil }
    return pieces.map { part in
      var piece = found
      piece.start = part.start
      piece.end = part.end
      piece.type = part.type
      piece.relationship = part.relationship
      piece.value = part.value
      return piece
    }
  }

  private static let air: Set<String> = ["ra", "on", "room", "air", "post", "pre"]

  /// Parts a value that a model found into number and unit.
  func parted(_ found: Piece) -> [Piece] {
    if let cells = cells(found) { return cells }
    var piece = found
    // "-> 86% walking"
    while piece.end > piece.start + 1, note.isArrowEnd(piece.start) { piece.start += 1 }
    if let percent = piece.range.first(where: { note.isSymbol($0, 0x25) }), percent > piece.start {
      piece.end = percent + 1
    }
    // "93% RA" was measured in room air.
    while piece.end > piece.start + 1, Self.air.contains(note.lower(piece.end - 1)) {
      piece.end -= 1
    }
    guard let numberAt = piece.range.last(where: { note.tokens[$0].kind == .number }),
      numberAt + 1 < piece.end
    else {
      var whole = piece
      if piece.range.count == 1, let value = NumberWords.digits(note, piece.start) {
        whole.value = .quantity(.init(value: value))
      }
      return [whole]
    }
    let unitStart = numberAt + 1
    let text = note.lower(unitStart)
    let isUnit =
      note.isSymbol(unitStart, 0x25) || Self.units.contains(text) || text == "mm"
      || UnitCodes.code(note.text(unitStart..<piece.end)) != nil
    guard isUnit else { return [piece] }
    var value = piece
    value.end = unitStart
    var unit = piece
    unit.start = unitStart
    unit.type = .testUnit
    unit.relationship = .testUnit
    let first = piece.range.first { note.tokens[$0].kind == .number } ?? numberAt
    if let low = NumberWords.digits(note, first) {
      let unitText = note.text(unit.range)
      value.value = .quantity(
        .init(
          value: low,
          second: first == numberAt ? nil : NumberWords.digits(note, numberAt),
          comparator: nil,
          unit: unitText,
          code: UnitCodes.code(unitText)
        )
      )
    }
    return [value, unit]
  }
}

/// Units as notes write them, as UCUM codes.
enum UnitCodes {
  private static let codes: [String: String] = [
    "%": "%", "mg/dl": "mg/dL", "g/dl": "g/dL", "gm/dl": "g/dL", "mmol/l": "mmol/L",
    "meq/l": "meq/L", "ng/ml": "ng/mL", "pg/ml": "pg/mL", "u/l": "U/L", "iu/l": "[IU]/L",
    "mmhg": "mm[Hg]", "mm hg": "mm[Hg]", "bpm": "/min", "kg": "kg", "lb": "[lb_av]",
    "lbs": "[lb_av]", "pounds": "[lb_av]", "cm": "cm", "mm": "mm", "f": "[degF]", "c": "Cel",
    "celsius": "Cel", "fahrenheit": "[degF]", "ug/dl": "ug/dL", "mcg/dl": "ug/dL", "fl": "fL",
    "pg": "pg", "mg/l": "mg/L", "g/l": "g/L", "ml/min": "mL/min", "mm/hr": "mm/h", "mm/h": "mm/h",
    "kg/m2": "kg/m2", "umol/l": "umol/L", "nmol/l": "nmol/L", "miu/l": "m[IU]/L",
    "uiu/ml": "u[IU]/mL", "miu/ml": "m[IU]/mL", "iu/ml": "[IU]/mL", "mg": "mg", "g": "g",
    "inches": "[in_i]", "feet": "[ft_i]", "ml": "mL", "cc": "mL", "l": "L", "percent": "%",
    "ng/dl": "ng/dL", "kpa": "kPa", "seconds": "s", "sec": "s", "mg/g": "mg/g", "l/min": "L/min",
    "cm/s": "cm/s", "m/s": "m/s", "breaths/min": "/min", "beats/min": "/min", "u/ml": "U/mL",
    "k/ul": "10*3/uL", "cells/ul": "/uL", "mcg/ml": "ug/mL", "mg/24h": "mg/(24.h)",
    "cells/mm3": "/mm3",
  ]

  static func code(_ unit: String) -> String? { codes[unit.lowercased()] }
}
