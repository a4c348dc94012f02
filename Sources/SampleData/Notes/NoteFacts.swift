// SPDX-License-Identifier: Apache-2.0

/// What a note may say: taken from the record at the time of the visit.
struct NoteFacts {
  let person: Person
  let visit: Visit
  let context: VisitContext
  let age: Int
  let day: Day
  let second: Int
  let zone: TimeZoneRule
  let author: String
  let hospital: String
  /// The reason for the visit, in words.
  let reason: String
  /// The problems of this visit: the new ones, then those that were dealt with.
  let diagnosed: [Disease]
  let mentioned: [Disease]
  /// The other problems on the list, with their year.
  let background: [(disease: Disease, year: Int)]
  let medications: [Treatment]
  let begun: [Treatment]
  let ended: [Treatment]
  let allergies: [Allergy]
  let familyHistory: [(relation: FamilyRelation, disease: Disease, age: Int)]
  let isSmoker: Bool
  /// What the last note of the problem said, which is sometimes copied.
  let copiedPlan: String?

  /// The patient in a phrase: `63-year-old woman`.
  var patient: String {
    if age < 1 {
      let days = visit.start.utcDay - person.birth.utcDay
      return days < 14
        ? "newborn \(person.sex.child), day \(days)"
        : days < 60
          ? "\(days / 7)-week-old \(person.sex.child)"
          : "\(days / 30)-month-old \(person.sex.child)"
    }
    return age < 18 ? "\(age)-year-old \(person.sex.child)" : "\(age)-year-old \(person.sex.noun)"
  }

  /// The date of the visit.
  var date: String { SampleText.day(day) }

  /// All problems of the visit.
  var assessed: [Disease] { diagnosed + mentioned }

  /// The vital signs on one line.
  var vitals: String {
    var parts: [String] = []
    var systolic: String?
    for result in context.vitals {
      switch result.analyte {
      case .systolic: systolic = result.text
      case .diastolic: parts.append("BP \(systolic ?? "?")/\(result.text)")
      case .temperature: parts.append("T \(result.text) °C")
      case .saturation: parts.append("SpO2 \(result.text) % RA")
      case .bmi, .weight, .height, .headCircumference, .fundalHeight, .pain, .glasgow:
        parts.append(
          "\(result.analyte.fact.short) \(result.text)\(result.unit == "score" ? "" : " " + result.unit)"
        )
      default: parts.append("\(result.analyte.fact.short) \(result.text)")
      }
    }
    return parts.joined(separator: ", ")
  }

  /// The results: what is abnormal first, with the value before.
  func results(limit: Int) -> [String] {
    let sorted =
      context.results.filter(\.flag.isAbnormal) + context.results.filter { !$0.flag.isAbnormal }
    return sorted.prefix(limit).map { result in
      let unit = result.unit == "score" || result.unit == "INR" ? "" : " " + result.unit
      var text = "\(result.analyte.fact.short) \(result.text)\(unit)\(result.flag.mark)"
      if let previous = result.previous, result.flag.isAbnormal {
        text += ", previously \(SampleText.decimal(previous, places: result.places))"
      }
      return text
    }
  }
}
