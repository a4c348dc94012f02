// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Where the go-to prompt leads.
enum GotoTarget: Equatable {
  case moment(Int64)
  case nextEvent(Lane)
  case previousEvent(Lane)

  /// Reads what was typed: a date, a distance from the cursor, or a word.
  ///
  /// | typed | goes to |
  /// | --- | --- |
  /// | `2019`, `2019-03`, `2019-03-02`, `2019-03-02 10:15` | the first moment of it |
  /// | `-6mo`, `+2w`, `+10d`, `-3y`, `+4h` | so far from the cursor |
  /// | `birth`, `today` | that day |
  /// | `next enc`, `prev lab` | the next or previous event of a lane |
  static func read(_ text: String, from cursor: Int64, birthDate: String, now: Int64) -> GotoTarget?
  {
    let text = text.lowercased()
    switch text {
    case "birth": return date(birthDate).map { .moment($0) }
    case "today", "now": return .moment(now)
    default: break
    }
    let words = text.split(separator: " ")
    if words.count == 2, let lane = lane(String(words[1])) {
      if words[0] == "next" { return .nextEvent(lane) }
      if words[0] == "prev" || words[0] == "previous" { return .previousEvent(lane) }
    }
    if text.hasPrefix("+") || text.hasPrefix("-") { return distance(text, from: cursor) }
    return date(text).map { .moment($0) }
  }

  private static func lane(_ word: String) -> Lane? {
    Lane.allCases.first {
      $0.title.lowercased().hasPrefix(word) || $0.eventTitle.lowercased().hasPrefix(word)
    }
  }

  private static func distance(_ text: String, from cursor: Int64) -> GotoTarget? {
    let sign = text.hasPrefix("-") ? -1 : 1
    let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard let count = Int(digits), count <= 10_000 else { return nil }
    let signed = count * sign
    let time = CivilTime(milliseconds: cursor)
    switch text.dropFirst(1 + digits.count) {
    case "h": return .moment(cursor + Int64(signed) * 3_600_000)
    case "d": return .moment(cursor + Int64(signed) * CivilTime.millisecondsPerDay)
    case "w": return .moment(cursor + Int64(signed) * 7 * CivilTime.millisecondsPerDay)
    case "mo", "m": return .moment(time.adding(months: signed).milliseconds)
    case "y": return .moment(time.adding(months: 12 * signed).milliseconds)
    default: return nil
    }
  }

  /// Returns the first moment of a date of any precision; `nil` for what is no date.
  static func date(_ text: String) -> Int64? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "t" || $0 == "T" })
    guard let first = parts.first, parts.count <= 2 else { return nil }
    let fields = first.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    let numbers = fields.compactMap { $0 }
    guard numbers.count == fields.count, (1...3).contains(numbers.count),
      (1...9999).contains(numbers[0]), first.prefix(4).count == 4
    else { return nil }
    var time = CivilTime(year: numbers[0])
    if numbers.count > 1 {
      guard (1...12).contains(numbers[1]) else { return nil }
      time.month = numbers[1]
    }
    if numbers.count > 2 {
      guard (1...CivilTime.days(inMonth: time.month, ofYear: time.year)).contains(numbers[2]) else {
        return nil
      }
      time.day = numbers[2]
    }
    if parts.count == 2 {
      let clock = parts[1].split(separator: ":").map { Int($0) }.compactMap { $0 }
      guard numbers.count == 3, clock.count >= 2, (0...23).contains(clock[0]),
        (0...59).contains(clock[1])
      else { return nil }
      (time.hour, time.minute) = (clock[0], clock[1])
    }
    return time.milliseconds
  }
}
