// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What vaccines that were given, recommended or judged need beyond the table.
enum ImmunizationRules {
  /// A vaccine that was not given, or one whose date is words.
  static func refine(_ resource: JSONValue, _ event: inout Event) {
    if event.status == "not-done" {
      event.title = "Not given: \(event.title)"
      NotDone.takeReason(resource, &event)
    }
    let dose = resource["protocolApplied"]?.first
    if let number = dose?["doseNumberPositiveInt"]?.numberText ?? dose?["doseNumberString"]?.content
    {
      event.say("dose \(number)")
    }
    // By the lot a vaccine is recalled.
    event.say(resource["lotNumber"]?.content.map { "lot \(Titles.shortened($0))" })
    // A modifier of R4: the dose does not count.
    if resource["isSubpotent"]?.bool == true {
      let reason = TitleRule.concept(resource["subpotentReason"]).map { ", \($0.text)" } ?? ""
      event.title += " (subpotent\(reason))"
    }
    if let words = resource["occurrenceString"]?.content {
      event.title += " (\(Titles.shortened(words)))"
    }
    event.say(Remarks.note(resource))
  }

  /// What is recommended was not given: the title says so, and names every vaccine.
  static func refineRecommendation(_ resource: JSONValue, _ event: inout Event) {
    var names: [String] = []
    var remarks: [String] = []
    for item in resource["recommendation"]?.elements ?? .empty {
      let name = TitleRule.concept(item["vaccineCode"]) ?? TitleRule.concept(item["targetDisease"])
      let status = TitleRule.concept(item["forecastStatus"])?.text
      let reasons = (item["forecastReason"]?.elements ?? .empty).compactMap {
        TitleRule.concept($0)?.text
      }
      let dates = (item["dateCriterion"]?.elements ?? .empty).compactMap { date -> String? in
        guard let day = date["value"]?.content?.prefix(10) else { return nil }
        return "\(TitleRule.concept(date["code"])?.text ?? "date") \(day)"
      }
      let said = [status].compactMap(\.self) + dates + reasons
      if let name {
        names.append(said.isEmpty ? name.text : "\(name.text) \(said.joined(separator: ", "))")
      }
      if let name, event.title == name.text {
        event.value = said.isEmpty ? nil : said.joined(separator: ", ")
      }
      if let against = TitleRule.concept(item["contraindicatedVaccineCode"]) {
        remarks.append("contraindicated: \(against.text)")
      }
    }
    event.title = "Recommendation: \(event.title)"
    let said = (names.count > 1 ? names : []) + remarks
    if !said.isEmpty { event.value = Titles.shortened(said.joined(separator: "; ")) }
  }

  /// What judges a dose is not the dose.
  static func refineEvaluation(_ resource: JSONValue, _ event: inout Event) {
    event.title = "Evaluation: \(event.title)"
    for reason in resource["doseStatusReason"]?.elements ?? .empty {
      event.say(TitleRule.concept(reason)?.text)
    }
  }
}
