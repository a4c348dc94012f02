// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Dosages in words: how much, how fast, when, where, under which condition, up to how much.
///
/// What a dosage says in its own `text` is said so. See https://hl7.org/fhir/R4/dosage.html.
enum DosageText {
  /// The dosages in the order in which they apply.
  static func steps(_ dosages: JSONValue?) -> [JSONValue] {
    let all = Array(dosages?.elements ?? .empty)
    return all.enumerated().sorted { left, right in
      (left.element["sequence"]?.integer ?? 0, left.offset)
        < (right.element["sequence"]?.integer ?? 0, right.offset)
    }
    .map(\.element)
  }

  /// Returns the dosages: `40 mg daily, then 20 mg daily` where one comes after the other, and with `and`
  /// where they go together.
  static func of(_ dosages: JSONValue?) -> String? {
    var text: String?
    var last: JSONValue?
    for dosage in steps(dosages) {
      guard let step = of(dosage: dosage) else { continue }
      let isLater = last.map { follows(dosage, $0) } ?? false
      text = text.map { $0 + (isLater ? ", then " : " and ") + step } ?? step
      last = dosage
    }
    return text.map(Titles.shortened)
  }

  /// Whether a dosage takes the place of the one before it.
  ///
  /// What has another number in the sequence does, but not where both are for days or hours of their own,
  /// or where one of them is for when it is needed: they hold side by side.
  private static func follows(_ dosage: JSONValue, _ other: JSONValue) -> Bool {
    guard let place = dosage["sequence"]?.integer, let before = other["sequence"]?.integer,
      place != before
    else { return false }
    // What is needed now and then goes beside what has no end.
    let rule = other["timing"]?["repeat"]
    let hasEnd = ["boundsDuration", "boundsPeriod", "boundsRange", "count"].contains {
      rule?[dynamic: $0] != nil
    }
    if !hasEnd || isNeededOnly(other), isNeededOnly(dosage) || isNeededOnly(other) { return false }
    return !["dayOfWeek", "when", "timeOfDay"].contains { part in
      func moments(_ dosage: JSONValue) -> [String] {
        dosage["timing"]?["repeat"]?[dynamic: part]?.elements.compactMap(\.content) ?? []
      }
      let (own, earlier) = (moments(dosage), moments(other))
      return !own.isEmpty && !earlier.isEmpty && Set(own).isDisjoint(with: earlier)
    }
  }

  private static func isNeededOnly(_ dosage: JSONValue) -> Bool {
    dosage["asNeededBoolean"]?.bool == true || dosage["asNeededCodeableConcept"] != nil
  }

  /// Returns a dosage as it is said, else dose, rate and frequency: `500 mg twice a day`.
  private static func of(dosage: JSONValue) -> String? {
    let advice = dosage["patientInstruction"]?.content.map(Titles.shortened)
    if let text = dosage["text"]?.content {
      // Some systems put all that they know where the text only points to.
      let isPointer = pointers.contains(text.lowercased())
      return [Titles.shortened(text), isPointer ? advice : nil].compactMap(\.self)
        .joined(separator: ": ")
    }
    var parts: [String] = []
    let doses = dosage["doseAndRate"].map { Array($0.elements) } ?? [dosage]
    let amounts = doses.compactMap { amount($0["doseQuantity"]) ?? range($0["doseRange"]) }
    // What was ordered by weight, and what that is of this patient.
    let others = amounts.dropFirst().filter { $0 != amounts.first }
    if let first = amounts.first {
      parts.append(others.isEmpty ? first : "\(first) (\(others.joined(separator: ", ")))")
    }
    if let rate = doses.lazy.compactMap({ rate($0) }).first {
      parts.append(amounts.isEmpty ? rate : "at \(rate)")
    }
    if let timing = TimingText.of(dosage["timing"]) { parts.append(timing) }
    if let route = name(dosage["route"]) { parts.append(route) }
    if let site = name(dosage["site"]) { parts.append(site) }
    if let reason = name(dosage["asNeededCodeableConcept"]) {
      parts.append("as needed for \(reason)")
    } else if isNeededOnly(dosage) {
      parts.append("as needed")
    }
    let instructions = (dosage["additionalInstruction"]?.elements ?? .empty).compactMap { name($0) }
    guard !parts.isEmpty else {
      return instructions.isEmpty ? advice : instructions.joined(separator: ", ")
    }
    if let length = TimingText.length(dosage["timing"]) { parts.append(length) }
    if let most = most(dosage) { parts[parts.count - 1] += ", \(most)" }
    for instruction in instructions { parts[parts.count - 1] += ", \(instruction)" }
    return parts.joined(separator: " ")
  }

  private static let pointers: Set<String> = [
    "see instructions", "see admin instructions", "see notes", "as directed", "use as directed",
    "take as directed", "as instructed",
  ]

  private static func name(_ concept: JSONValue?) -> String? {
    concept.flatMap { CodeableConcept($0).display }.map(Titles.plain)
  }

  // MARK: - Amounts

  /// Returns a quantity with its unit.
  static func amount(_ value: JSONValue?) -> String? {
    guard let quantity = value.map(Quantity.init), let text = quantity.text else { return nil }
    return quantity.shownUnit.map { "\(text) \($0)" } ?? text
  }

  /// Returns how fast something runs: `5 mL/h`, `100 mL/8 h`, `10 to 200 ug/min`.
  static func rate(_ dosage: JSONValue?) -> String? {
    if let rate = dosage?["rateQuantity"] { return amount(rate) }
    if let rate = dosage?["rateRange"] { return range(rate) }
    return ratio(dosage?["rateRatio"]).map { "\($0.top)\($0.bottom.map { "/\($0)" } ?? "")" }
  }

  /// Returns a Range in words: `2.5 to 5 mg`, `up to 60 mg`.
  static func range(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    switch (amount(value["low"]), amount(value["high"])) {
    case (let low?, let high?):
      let unit = value["high"].flatMap { Quantity($0).shownUnit }
      guard let unit, low.hasSuffix(" \(unit)") else { return "\(low) to \(high)" }
      return "\(low.dropLast(unit.count + 1)) to \(high)"
    case (let low?, nil): return "at least \(low)"
    case (nil, let high?): return "up to \(high)"
    case (nil, nil): return nil
    }
  }

  /// The sides of a ratio; a denominator of one is its unit alone.
  private static func ratio(_ value: JSONValue?) -> (top: String, bottom: String?)? {
    guard let value, let top = amount(value["numerator"]) else { return nil }
    let bottom = amount(value["denominator"])
    return (top, bottom.map { $0.hasPrefix("1 ") ? String($0.dropFirst(2)) : $0 })
  }

  /// Returns the most that may be taken: `at most 4 g/d, at most 1 g at once`.
  private static func most(_ dosage: JSONValue) -> String? {
    let period = ratio(dosage["maxDosePerPeriod"]).map { top, bottom in
      "at most \(top)\(bottom.map { "/\($0)" } ?? "")"
    }
    let once = amount(dosage["maxDosePerAdministration"]).map { "at most \($0) at once" }
    let ever = amount(dosage["maxDosePerLifetime"]).map { "at most \($0) in a lifetime" }
    let said = [period, once, ever].compactMap(\.self)
    return said.isEmpty ? nil : said.joined(separator: ", ")
  }
}

/// Timings in words; see https://hl7.org/fhir/R4/datatypes.html#timing.
enum TimingText {
  private static let periods = [
    "s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month",
    "a": "year",
  ]

  /// The codes of v3 TimingEvent and of FHIR's EventTiming.
  private static let events = [
    "MORN": "in the morning", "MORN.early": "early in the morning",
    "MORN.late": "late in the morning", "NOON": "at noon", "AFT": "in the afternoon",
    "AFT.early": "early in the afternoon", "AFT.late": "late in the afternoon",
    "EVE": "in the evening", "EVE.early": "early in the evening", "EVE.late": "late in the evening",
    "NIGHT": "at night", "PHS": "after sleep", "HS": "at bedtime", "WAKE": "on waking",
    "C": "with meals", "CM": "with breakfast", "CD": "with lunch", "CV": "with dinner",
    "AC": "before meals", "ACM": "before breakfast", "ACD": "before lunch", "ACV": "before dinner",
    "PC": "after meals", "PCM": "after breakfast", "PCD": "after lunch", "PCV": "after dinner",
  ]

  private static let days = [
    "mon": "Mon", "tue": "Tue", "wed": "Wed", "thu": "Thu", "fri": "Fri", "sat": "Sat",
    "sun": "Sun",
  ]

  /// Returns the code of a timing, or its repeat: `2 times a day`, `every 8 hours`,
  /// `in the morning and at bedtime`, `once a week on Mon`.
  static func of(_ timing: JSONValue?) -> String? {
    let rule = timing?["repeat"]
    let often = timing?["code"].flatMap { CodeableConcept($0).display } ?? rule.flatMap(frequency)
    let when = rule.flatMap(moments)
    let weekdays = rule.flatMap { list($0["dayOfWeek"], by: days, joint: ", ") }.map { "on \($0)" }
    // A time of day says once a day by itself.
    let isSaid = often == "once a day" && (when != nil || weekdays != nil)
    let parts = [isSaid ? nil : often, when, weekdays].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  /// Returns for how long, and how often in all: `over 30 min for 5 d`, `12 times in all`.
  static func length(_ timing: JSONValue?) -> String? {
    guard let rule = timing?["repeat"] else { return nil }
    let over = upTo(rule, "duration").flatMap { duration in
      rule["durationUnit"]?.content.map { "over \(duration) \($0)" }
    }
    let bounds =
      (DosageText.amount(rule["boundsDuration"]) ?? DosageText.range(rule["boundsRange"]))
      .map { "for \($0)" }
    let count = upTo(rule, "count").map { $0 == "1" ? "once only" : "\($0) times in all" }
    let said = [over, bounds ?? count].compactMap(\.self)
    return said.isEmpty ? nil : said.joined(separator: " ")
  }

  /// A number with the one that it may go up to: `30 to 60`.
  private static func upTo(_ rule: JSONValue, _ name: String) -> String? {
    guard let least = rule[dynamic: name]?.numberText else { return nil }
    let most = rule[dynamic: name + "Max"]?.numberText
    return most.map { $0 == least ? least : "\(least) to \($0)" } ?? least
  }

  private static func moments(_ rule: JSONValue) -> String? {
    let events = list(rule["when"], by: events, joint: " and ")
    let times = rule["timeOfDay"]?.elements.compactMap { $0.content.map { String($0.prefix(5)) } }
    let at = times.flatMap { $0.isEmpty ? nil : "at " + $0.joined(separator: " and ") }
    guard let events else { return at }
    let offset = rule["offset"]?.numberText.map { "\($0) min " } ?? ""
    return [offset + events, at].compactMap(\.self).joined(separator: " ")
  }

  private static func list(
    _ codes: JSONValue?,
    by names: [String: String],
    joint: String
  ) -> String? {
    let found = codes?.elements.compactMap { code in code.content.map { names[$0] ?? $0 } } ?? []
    return found.isEmpty ? nil : found.joined(separator: joint)
  }

  private static func frequency(_ rule: JSONValue) -> String? {
    guard let unit = rule["periodUnit"]?.content, let name = periods[unit] else { return nil }
    let period = rule["period"]?.numberText ?? "1"
    guard let length = Double(period) else { return nil }
    if unit == "d", length > 0.04, length < 1, rule["frequency"]?.numberText ?? "1" == "1" {
      return "every \(Int((length * 24).rounded())) hours"
    }
    let count = rule["frequency"]?.numberText ?? "1"
    if let most = rule["frequencyMax"]?.numberText, most != count {
      let periods = upTo(rule, "period") ?? period
      let span = length == 1 && periods == period ? "a \(name)" : "in \(periods) \(name)s"
      return rule["frequency"] == nil
        ? "up to \(most) times \(span)" : "\(count) to \(most) times \(span)"
    }
    let longest = rule["periodMax"]?.numberText.flatMap { $0 == period ? nil : $0 }
    let span =
      longest.map { "\(period) to \($0) \(name)s" } ?? (length == 1 ? name : "\(period) \(name)s")
    switch count {
    case "1": return length == 1 && longest == nil ? "once a \(name)" : "every \(span)"
    case "2" where length == 1 && longest == nil: return "twice a \(name)"
    default:
      return length == 1 && longest == nil
        ? "\(count) times a \(name)" : "\(count) times in \(span)"
    }
  }
}
