// SPDX-License-Identifier: Apache-2.0

import Search

/// How often a dose is taken, as words say it: `twice daily`, `q12h`, `once a week`.
///
/// What is taken when it is needed, for some hours apart, or first so and then otherwise has none: nobody
/// can say from the words how much of it a day has.
enum DoseFrequency {
  /// Reads folded words: how many times a day; `nil` where nothing says it, or several answers fit.
  static func timesADay(in text: String) -> Double? {
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == ".") }.map(
      String.init
    )
    guard !words.contains(where: unsteady.contains), !text.contains("as needed"),
      !text.contains("if needed"), !text.contains("when required"), !text.contains("up to")
    else { return nil }
    var found: Set<Double> = []
    for index in words.indices {
      if let times = abbreviations[words[index]] { found.insert(times) }
      if let hours = hours(words[index]) { found.insert(24 / hours) }
      if words[index] == "every" { found.formUnion(interval(words[(index + 1)...])) }
      if let count = count(words[index...]) {
        found.insert(count.times / (days(words[count.behind...]) ?? 1))
      }
    }
    if found.isEmpty { found.formUnion(periods(words)) }
    return found.count == 1 ? found.first : nil
  }

  private static let unsteady: Set<String> = [
    "prn", "then", "taper", "tapering", "max", "maximum", "sos",
  ]

  private static let abbreviations: [String: Double] = [
    "od": 1, "qd": 1, "o.d": 1, "bd": 2, "bid": 2, "b.d": 2, "b.i.d": 2, "tds": 3, "tid": 3,
    "t.d.s": 3,
    "t.i.d": 3, "qds": 4, "qid": 4, "q.d.s": 4, "q.i.d": 4, "qod": 0.5, "qw": 1.0 / 7,
    "biw": 2.0 / 7,
    "tiw": 3.0 / 7,
  ]

  private static let numbers: [String: Double] = [
    "once": 1, "twice": 2, "thrice": 3, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6,
    "eight": 8, "twelve": 12,
  ]

  /// `q12h`, `12-hourly`.
  private static func hours(_ word: String) -> Double? {
    var digits = Substring(word)
    if digits.first == "q", digits.last == "h" {
      digits = digits.dropFirst().dropLast()
    } else if let end = ["-hourly", "hourly"].first(where: word.hasSuffix) {
      digits = digits.dropLast(end.count)
    } else {
      return nil
    }
    return Double(digits).flatMap { (1...24).contains($0) ? $0 : nil }
  }

  /// What stands behind `every`: `12 hours`, `other day`, `day`, `week`, `2 weeks`.
  private static func interval(_ words: ArraySlice<String>) -> Set<Double> {
    guard let first = words.first else { return [] }
    if first == "other" || first == "second", words.dropFirst().first?.hasPrefix("day") ?? false {
      return [0.5]
    }
    let number = numbers[first] ?? Double(first)
    guard let unit = number == nil ? first : words.dropFirst().first else { return [] }
    let length = number ?? 1
    guard length > 0 else { return [] }
    if unit.hasPrefix("hour") || unit == "h" || unit.hasPrefix("hr") { return [24 / length] }
    if unit.hasPrefix("day") { return [1 / length] }
    if unit.hasPrefix("week") { return [1 / (7 * length)] }
    if unit.hasPrefix("month") { return [1 / (30 * length)] }
    return []
  }

  /// `twice`, `3 times`, `three times`, and where what stands behind it begins.
  private static func count(_ words: ArraySlice<String>) -> (times: Double, behind: Int)? {
    guard let first = words.first else { return nil }
    if ["once", "twice", "thrice"].contains(first), let times = numbers[first] {
      return (times, words.startIndex + 1)
    }
    if first.last == "x", let times = Double(first.dropLast()) {
      return (times, words.startIndex + 1)
    }
    guard words.dropFirst().first == "times" || words.dropFirst().first == "x",
      let times = numbers[first] ?? Double(first)
    else { return nil }
    return (times, words.startIndex + 2)
  }

  /// How many days are counted over: `a week`, `weekly`, `per month`, `daily`; `nil` where none is named.
  private static func days(_ words: ArraySlice<String>) -> Double? {
    for word in words.prefix(2) {
      if word.hasPrefix("week") { return 7 }
      if word.hasPrefix("month") { return 30 }
      if word.hasPrefix("fortnight") { return 14 }
    }
    return nil
  }

  /// The times of a day that are named, else `daily`, `weekly` or `monthly` alone.
  private static func periods(_ words: [String]) -> Set<Double> {
    if words.contains("weekly") || words.contains("week") { return [1.0 / 7] }
    if words.contains("monthly") || words.contains("month") { return [1.0 / 30] }
    if words.contains("fortnightly") { return [1.0 / 14] }
    let times = timesOfDay.count { names in words.contains(where: names.contains) }
    if times > 0 { return [Double(times)] }
    return words.contains("daily") || words.contains("day") ? [1] : []
  }

  private static let timesOfDay: [Set<String>] = [
    ["morning", "mane", "qam", "am", "breakfast"], ["noon", "midday", "lunch", "lunchtime"],
    ["evening", "teatime", "qpm", "pm", "dinner"], ["night", "nocte", "bedtime", "qhs"],
  ]
}
