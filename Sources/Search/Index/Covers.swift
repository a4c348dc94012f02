// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The keys that cover a span of days: whole years and months where they fit, days at the ends.
struct DateCover {
  private let parameter: SearchParameter
  private static let first = CivilDate(year: 1, month: 1, day: 1)
  private static let last = CivilDate(year: 9999, month: 12, day: 31)

  init(_ parameter: SearchParameter) { self.parameter = parameter }

  /// The query for a date of a request.
  func query(_ value: SearchRequest.Value) -> IndexQuery {
    guard case .date(let prefix, let from, let to) = value else { return .nothing }
    let days = (low: Self.day(from), high: Self.day(to - 1))
    // `low` and `high` are the first and the last day of a value.
    let lowBefore = either("l", from: Self.first, to: days.low, isLow: true)
    let highAfter = either("h", from: days.high, to: Self.last, isLow: false)
    let within = IndexQuery.any([
      .any(cover("b", from: days.low, to: days.high)),
      .every([
        .any(cover("l", from: days.low, to: days.high)),
        .any(cover("h", from: days.low, to: days.high)),
      ]),
    ])
    switch prefix {
    case .eq: return within
    case .ne: return IndexPlan.exists(parameter)
    case .gt: return highAfter
    case .lt: return lowBefore
    // What is within begins and ends there too: one span of keys that finds a little more.
    case .ge: return either("h", from: days.low, to: Self.last, isLow: false)
    case .le: return either("l", from: Self.first, to: days.high, isLow: true)
    case .sa:
      return either("l", from: days.high, to: Self.last, isLow: true)
    case .eb:
      return either("h", from: Self.first, to: days.low, isLow: false)
    case .ap:
      return .every([
        either("l", from: Self.first, to: days.high, isLow: true),
        either("h", from: days.low, to: Self.last, isLow: false),
      ])
    }
  }

  /// Values within a day that lie in the span, and longer ones whose end lies there.
  private func either(
    _ sort: String,
    from: CivilDate,
    to: CivilDate,
    isLow: Bool
  ) -> IndexQuery {
    var parts = cover("b", from: from, to: to) + cover(sort, from: from, to: to)
    // Open beginnings lie before every day, open ends after.
    if isLow, from.daysSince1970 == Self.first.daysSince1970 { parts.append(.key(key("l", "0"))) }
    if !isLow, to.daysSince1970 == Self.last.daysSince1970 { parts.append(.key(key("h", "z"))) }
    return .any(parts)
  }

  fileprivate func key(_ sort: String, _ text: String) -> String {
    IndexPlan.key(sort, parameter) { $0 += Array(text.utf8) }
  }

  /// The day of an instant, drawn into the years that keys are made for.
  private static func day(_ milliseconds: Int64) -> CivilDate {
    let first = Int64(Self.first.daysSince1970) * 86_400_000
    let last = Int64(Self.last.daysSince1970) * 86_400_000
    let inside = min(max(milliseconds, first), last)
    let days = inside >= 0 ? inside / 86_400_000 : (inside - 86_399_999) / 86_400_000
    return CivilDate(daysSince1970: Int(days))
  }

  private func cover(_ sort: String, from: CivilDate, to: CivilDate) -> [IndexQuery] {
    guard from.daysSince1970 <= to.daysSince1970 else { return [] }
    var keys: [String] = []
    var year = from.year
    let isOpenBelow = from.daysSince1970 == Self.first.daysSince1970
    let isOpenAbove = to.daysSince1970 == Self.last.daysSince1970
    // Open spans are covered by decades, centuries and millennia.
    if isOpenBelow || isOpenAbove {
      return openCover(sort, from: from, to: to, isOpenBelow: isOpenBelow, isOpenAbove: isOpenAbove)
    }
    while year <= to.year {
      let starts = year > from.year || (from.month == 1 && from.day == 1)
      let ends = year < to.year || (to.month == 12 && to.day == 31)
      if starts && ends {
        keys.append(
          String(decoding: DayKey(year: year, month: 1, day: 1).text.prefix(4), as: UTF8.self)
        )
      } else {
        keys += months(of: year, from: from, to: to)
      }
      year += 1
    }
    return keys.map { .key(key(sort, $0)) }
  }

  private func months(of year: Int, from: CivilDate, to: CivilDate) -> [String] {
    var keys: [String] = []
    for month in 1...12 {
      let last = CivilDate.daysIn(year: year, month: month)
      let begin = CivilDate(year: year, month: month, day: 1).daysSince1970
      let end = begin + last - 1
      if end < from.daysSince1970 || begin > to.daysSince1970 { continue }
      let text = DayKey(year: year, month: month, day: 1).text
      if begin >= from.daysSince1970 && end <= to.daysSince1970 {
        keys.append(String(decoding: text.prefix(6), as: UTF8.self))
        continue
      }
      for day in 1...last {
        let number = begin + day - 1
        guard number >= from.daysSince1970, number <= to.daysSince1970 else { continue }
        let text = DayKey(year: year, month: month, day: day).text
        keys.append(String(decoding: text, as: UTF8.self))
      }
    }
    return keys
  }

  private func openCover(
    _ sort: String,
    from: CivilDate,
    to: CivilDate,
    isOpenBelow: Bool,
    isOpenAbove: Bool
  ) -> [IndexQuery] {
    if isOpenBelow && isOpenAbove { return [.prefix(key(sort, ""))] }
    var found: [IndexQuery] = []
    let edge = isOpenBelow ? to : from
    // The year of the edge, in part; then the other years of its decade, and so on.
    let yearStart = CivilDate(year: edge.year, month: 1, day: 1)
    let yearEnd = CivilDate(year: edge.year, month: 12, day: 31)
    found += cover(sort, from: isOpenBelow ? yearStart : edge, to: isOpenBelow ? edge : yearEnd)
    let digits = DayKey(year: edge.year, month: 1, day: 1).text.prefix(4).map { Int($0) - 0x30 }
    for place in 0..<4 {
      let range = isOpenBelow ? Array(0..<digits[place]) : Array(digits[place] + 1..<10)
      for digit in range {
        let text = (digits.prefix(place) + [digit]).map(String.init).joined()
        found += place < 2 ? decades(sort, below: text) : [.key(key(sort, text))]
      }
    }
    return found
  }
}

extension DateCover {
  /// The decades of a century or a millennium; those that hardly anything lies in as one prefix.
  private func decades(_ sort: String, below text: String) -> [IndexQuery] {
    guard ["18", "19", "20", "21"].contains(where: { $0.hasPrefix(text) || text.hasPrefix($0) })
    else { return [.prefix(key(sort, text))] }
    return (0..<10).flatMap { digit in
      text.count == 2
        ? [.key(key(sort, "\(text)\(digit)"))] : decades(sort, below: "\(text)\(digit)")
    }
  }
}

/// The keys that cover a range of numbers.
struct NumberCover {
  private let parameter: SearchParameter

  init(_ parameter: SearchParameter) { self.parameter = parameter }

  /// The query for a number of a request, whose digits stand for a range.
  func query(
    _ prefix: SearchRequest.Prefix,
    _ number: Double,
    _ low: Double,
    _ high: Double
  ) -> IndexQuery {
    switch prefix {
    case .eq:
      return .any([
        .any(cover("q", low, high)),
        .every([.any(cover("v", low, high)), .any(cover("x", low, high))]),
      ])
    case .ne: return IndexPlan.exists(parameter)
    case .gt, .ge, .sa:
      let ends = prefix == .sa ? "v" : "x"
      return .any(cover("q", number, .infinity) + cover(ends, number, .infinity))
    case .lt, .le, .eb:
      let ends = prefix == .eb ? "x" : "v"
      return .any(cover("q", -.infinity, number) + cover(ends, -.infinity, number))
    case .ap:
      let margin = abs(number) / 10
      return .any([
        .any(cover("q", number - margin, number + margin)),
        .every([
          .any(cover("v", -.infinity, number + margin)),
          .any(cover("x", number - margin, .infinity)),
        ]),
      ])
    }
  }

  private func cover(_ sort: String, _ low: Double, _ high: Double) -> [IndexQuery] {
    // A rounding error in a converted unit must not lose a number at the edge.
    // An open end goes on to the last bucket there is: a few short keys, and not many long ones.
    let first = low == -.infinity ? 0 : IndexKeys.bucket(low - abs(low) * 1e-12)
    let last = high == .infinity ? .max : IndexKeys.bucket(high + abs(high) * 1e-12)
    var found: [IndexQuery] = []
    cover(sort, Int(first), Int(last), into: &found)
    return found
  }

  /// Covers a range of 16-bit numbers by hexadecimal prefixes.
  private func cover(
    _ sort: String,
    _ first: Int,
    _ last: Int,
    into found: inout [IndexQuery]
  ) {
    guard first <= last else { return }
    var at = first
    while at <= last {
      var width = 1
      var count = 4
      while count > 0, at % (width * 16) == 0, at + width * 16 - 1 <= last {
        width *= 16
        count -= 1
      }
      var text: [UInt8] = []
      IndexKeys.hex([UInt8(at >> 8), UInt8(at & 0xFF)], into: &text)
      // Everything at all has no key of its own: the sixteen first digits stand for it.
      let ends: [UInt8?] = count == 0 ? Array("0123456789abcdef".utf8) : [nil]
      for end in ends {
        let key = IndexPlan.key(sort, parameter) {
          $0 += text.prefix(count)
          if let end { $0.append(end) }
        }
        found.append(.key(key))
      }
      at += width
    }
  }
}
