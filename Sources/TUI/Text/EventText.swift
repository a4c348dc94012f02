// SPDX-License-Identifier: Apache-2.0

internal import Terminal
internal import Timeline

extension Event {
  /// The title without what lists have no room for: property and usual specimen of a LOINC name, and
  /// what RxNorm puts before that of a drug.
  ///
  /// `Glucose [Mass/volume] in Serum or Plasma` is `Glucose`, and what everybody knows by another
  /// name has that one: `HbA1c`. The detail says the whole name.
  var listTitle: String {
    withdrawalMark + shortTitle
  }

  /// The title for so many columns: cut in its midst where its end tells it from others.
  ///
  /// `Primary gonarth… – left` and `Glucose … (Urine)` are not what they are without their ends.
  func listTitle(width: Int) -> String {
    let title = listTitle
    guard lane != .notes, lane != .documents, DisplayWidth.of(title) > width,
      let tail = Self.tail(of: title)
    else { return title }
    let tailWidth = DisplayWidth.of(tail)
    guard tailWidth * 2 <= width else { return title }
    var head = title.dropLast(tail.count)
    while !head.isEmpty, DisplayWidth.of(String(head)) + 1 + tailWidth > width { head.removeLast() }
    return "\(head)…\(tail)"
  }

  /// Where in the body, behind a dash, or what stands in brackets at the end.
  private static func tail(of title: String) -> String? {
    if let dash = title.ranges(of: " – ").last { return String(title[dash.lowerBound...]) }
    guard title.hasSuffix(")"), let open = title.ranges(of: " (").last else { return nil }
    return String(title[open.lowerBound...])
  }

  private var shortTitle: String {
    // What a note says stands as the note says it, "planned" and "no" with it.
    if lane == .medications { return Ingredient.named(title) }
    guard system == "http://loinc.org", lane != .entities else { return title }
    // A record that says it shorter is taken at its word.
    if let code, !isPanel, let known = CommonNames.shown(ofCode: code), known.count < title.count {
      return known
    }
    guard title.utf8.contains(UInt8(ascii: "[")) else { return title }
    var kept = ""
    var depth = 0
    for character in title {
      switch character {
      case "[": depth += 1
      case "]": depth = max(0, depth - 1)
      default:
        // The blank before a bracket goes with it.
        if depth == 0, !(character == " " && kept.hasSuffix(" ")) { kept.append(character) }
      }
    }
    for specimen in [" in Serum or Plasma", " in Serum", " in Plasma"]
    where kept.hasSuffix(specimen) {
      kept.removeLast(specimen.count)
    }
    let trimmed = kept.trimmed
    return trimmed.isEmpty ? title : trimmed
  }

  /// Whether it is a report that counts its results, which may have the code of one of them.
  var isPanel: Bool {
    number == nil && (value == "1 result" || value?.hasSuffix(" results") == true)
  }

  /// What is said behind a value that was another one before, or may become one, by the status of the
  /// result.
  var correctionMark: String {
    guard value != nil else { return "" }
    switch status {
    case "corrected", "amended": return " corr."
    case "preliminary", "registered": return " prelim."
    default: return ""
    }
  }

  /// The value as lists say it, with what is said of its status.
  ///
  /// Words are long, so that their mark comes before them; of what has no value the status is said where
  /// it says something.
  var markedValue: String {
    let text = valueText
    guard !text.isEmpty else {
      return EventRowView.quietStatuses.contains(status ?? "") ? "" : status ?? ""
    }
    let mark = correctionMark
    return number == nil && !mark.isEmpty ? "\(mark.dropFirst()) \(text)" : text + mark
  }

  /// Directions without what goes without saying: `1000 mg twice daily` of `Take 1000 mg by mouth twice
  /// daily`.
  var doseText: String {
    let text = valueText
    guard text.hasPrefix("Take ") else { return text }
    return String(text.dropFirst("Take ".count)).replacing(
      " by mouth",
      with: "",
      maxReplacements: 1
    )
  }

  /// The value with its unit, as it is spelled: `1.42 mg/dL`, `8.1 %`.
  var valueText: String {
    guard let written = value, !written.isEmpty else { return "" }
    if lane == .allergies { return AllergyText.worstFirst(written) }
    let value = Self.withoutNoise(written)
    let text = unit.map { $0.isEmpty ? value : "\(value) \($0)" } ?? value
    // UCUM writes what is counted in braces: `90 {tbl}`.
    guard text.last == "}", let brace = text.lastIndex(of: "{"), brace > text.startIndex,
      text[text.index(before: brace)] == " "
    else { return text }
    return String(text[..<brace] + text[text.index(after: brace)...].dropLast())
  }

  /// A value whose digits no instrument gives, and a conversion left, in fewer.
  ///
  /// `49.999998807907104` is `≈50`; the elements of the detail have all of them.
  private static func withoutNoise(_ value: String) -> String {
    guard value.utf8.count > 10, let dot = value.firstIndex(of: "."),
      value[value.index(after: dot)...].prefix(while: \.isNumber).count > 8
    else { return value }
    let start = value[..<dot].lastIndex { !$0.isNumber }.map(value.index(after:))
    let end = value[value.index(after: dot)...].firstIndex { !$0.isNumber } ?? value.endIndex
    guard let number = Double(value[(start ?? value.startIndex)..<end]), abs(number) >= 0.001,
      abs(number) < 1e9
    else { return value }
    let scaled = Int64((number * 10_000).rounded())
    var text = "\(scaled / 10_000)"
    let fraction = scaled % 10_000
    if fraction > 0 {
      let digits = String(fraction + 10_000).dropFirst()
      text +=
        "."
        + digits.prefix(
          upTo: (digits.lastIndex { $0 != "0" }).map(digits.index(after:)) ?? digits.endIndex
        )
    }
    return value[..<(start ?? value.startIndex)] + "≈" + text + value[end...]
  }

  /// The unit as it is read: UCUM writes what is counted in braces, `{tbl}`.
  var unitText: String {
    guard let unit, unit.first == "{", unit.last == "}", unit.count > 2 else { return unit ?? "" }
    return String(unit.dropFirst().dropLast())
  }

  /// The reference range: `0.6–1.1`, `≥60`, `≤5.7`, bounds included; empty when there is none.
  var rangeText: String {
    switch (rangeLow, rangeHigh) {
    case (let low?, let high?): "\(Self.bound(low))–\(Self.bound(high))"
    case (let low?, nil): "≥\(Self.bound(low))"
    case (nil, let high?): "≤\(Self.bound(high))"
    case (nil, nil): ""
    }
  }

  /// Whether there is a reference range, or an interpretation, to say that the value is abnormal.
  var isJudged: Bool { flag != .none || rangeLow != nil || rangeHigh != nil }

  /// A bound with as many decimals as it needs.
  static func bound(_ number: Double) -> String {
    for places in 0...3 {
      let text = decimal(number, places: places)
      if let value = Double(text), abs(value - number) < 1e-9 { return text }
    }
    return decimal(number, places: 4)
  }

  /// Returns how far a number is from an earlier value, with a sign and as many decimals as the two are
  /// spelled with; a dash where either only bounds the true value.
  ///
  /// - Parameters:
  ///   - earlier: The earlier value.
  ///   - width: The columns that there are: rather than cut, the number has fewer decimals.
  /// - Returns: The difference, ` 0` where there is none; `nil` where the event has no number.
  func delta(from earlier: SeriesStatistics.Point, width: Int = .max) -> String? {
    guard let number else { return nil }
    guard !isBound, !earlier.isBound else { return "–" }
    // The difference of 1.45 and 1 is -0.45. More than four decimals of one are what a conversion left.
    let own = NumberSpelling(value, of: number).places
    let (least, most) = (min(own, earlier.places), max(own, earlier.places))
    var places = least <= 4 ? min(4, most) : most
    func text() -> String {
      let text = decimal(number - earlier.value, places: places)
      return number > earlier.value ? "+" + text : text
    }
    if Double(text()) == 0 { return " 0" }
    while places > 0, text().count > width {
      places -= 1
      // What is not nothing is not shown as nothing.
      if Double(text()) == 0 {
        places += 1
        break
      }
    }
    return text()
  }
}
