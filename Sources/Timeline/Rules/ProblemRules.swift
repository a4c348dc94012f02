// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What conditions, allergies and family histories need beyond the table.
enum ProblemRules {
  /// Statuses after which a problem is over, although no element may say since when.
  static let endedStatuses: Set<String> = ["inactive", "resolved", "remission"]

  // MARK: - Conditions

  /// A span from onset to abatement.
  ///
  /// Without an abatement it is open: it goes on, or, where the clinical status says that it is over,
  /// ended nobody knows when; the value then says so. Onset and abatement that are an age, a range or
  /// words depend on the birth date or cannot be placed at all; they are said in the value.
  static func refineCondition(_ resource: JSONValue, _ event: inout Event) {
    let verification = resource["verificationStatus"].flatMap {
      CodeableConcept($0).principal?.code
    }
    let clinical = clinicalStatus(resource)
    event.status =
      verification == "entered-in-error" || verification == "refuted" ? verification : clinical
    let certainty = GermanCertainty(resource["code"])
    if certainty == .excluded { event.status = "refuted" }
    BodySite.add(to: &event, from: resource)
    AbsentOrUnknown.settle(&event)
    var remarks: [String] = []
    if let certainty { remarks.append(certainty.words) }
    if let severity = TitleRule.concept(resource["severity"]) { remarks.append(severity.text) }
    let stages = (resource["stage"]?.elements ?? .empty).compactMap { stage -> String? in
      guard let summary = TitleRule.concept(stage["summary"])?.text else { return nil }
      return TitleRule.concept(stage["type"]).map { "\(summary) (\($0.text))" } ?? summary
    }
    if !stages.isEmpty { remarks.append(stages.joined(separator: ", ")) }
    if let verification, ["unconfirmed", "provisional", "differential"].contains(verification) {
      remarks.append(verification)
    }
    if let words = onsetWords(resource, "onsetAge", "onsetRange", "onsetString") {
      remarks.append("onset \(onset(words))")
    }
    endCondition(resource, &event)
    if certainty == .after, event.end == nil, event.status == nil || event.isSaidActive {
      event.status = "resolved"
    }
    if event.end == nil {
      if let words = onsetWords(resource, "abatementAge", "abatementRange", "abatementString") {
        let isAge = resource["abatementString"] == nil
        remarks.append(isAge ? "abated at \(words)" : "abated: \(words)")
        event.status = event.status ?? "resolved"
      } else if let clinical, endedStatuses.contains(clinical) {
        remarks.append("\(clinical), end unknown")
      }
    }
    if let note = Remarks.note(resource) { remarks.append(note) }
    if !remarks.isEmpty { event.value = remarks.joined(separator: ", ") }
  }

  private static func clinicalStatus(_ resource: JSONValue) -> String? {
    guard let status = resource["clinicalStatus"] else { return nil }
    // DSTU2 and STU3 have a code where R4 has a concept.
    return status.content ?? CodeableConcept(status).principal?.code ?? CodeableConcept(status).text
  }

  private static func endCondition(_ resource: JSONValue, _ event: inout Event) {
    let end =
      FHIRDateTime(resource["abatementDateTime"])
      ?? FHIRPeriod(resource["abatementPeriod"]).flatMap { $0.end ?? $0.start }
    if !event.isUndated && event.dateElement == "onsetPeriod.start" {
      // The period is that of the onset, not of the problem.
      event.end = nil
    }
    guard !event.isUndated || end != nil else { return }
    event.shape = .span
    guard let end else { return }
    if let start = event.start, end.upperBound <= start {
      // It was over before it was recorded: when it began is unknown. An onset after the abatement
      // is an error of the record, and is left as it stands.
      guard event.dateElement == "recordedDate" else {
        event.finish(at: end)
        return
      }
      event.start = nil
      event.startPrecision = .millisecond
    }
    if event.start == nil {
      event.offsetMinutes = end.offsetMinutes
      event.dateElement =
        resource["abatementDateTime"] != nil ? "abatementDateTime" : "abatementPeriod.end"
    }
    event.finish(at: end)
  }

  /// An age, a range of ages or words, as they are said.
  private static func onsetWords(
    _ resource: JSONValue,
    _ age: StaticString,
    _ range: StaticString,
    _ words: StaticString
  ) -> String? {
    if let age = resource[age] { return Titles.words(Quantity(age)) }
    if let range = resource[range] {
      let sides = [range["low"], range["high"]].compactMap {
        $0.flatMap { Titles.words(Quantity($0)) }
      }
      return sides.isEmpty ? nil : sides.joined(separator: " to ")
    }
    return resource[words]?.content.map(Titles.shortened)
  }

  /// An age as when something began, `at 45 years`; words of one's own as they are: `shortly after birth`.
  private static func onset(_ words: String) -> String {
    words.first?.isNumber == true ? "at \(words)" : words
  }

  // MARK: - Allergies

  /// A span from onset, whose value says what it does and how bad it may be.
  static func refineAllergy(_ resource: JSONValue, _ event: inout Event) {
    let verification = resource["verificationStatus"].flatMap {
      CodeableConcept($0).principal?.code
    }
    let clinical = clinicalStatus(resource)
    event.status =
      verification == "entered-in-error" || verification == "refuted" ? verification : clinical
    var remarks: [String] = []
    for reaction in resource["reaction"]?.elements ?? .empty {
      let isSevere = reaction["severity"]?.content == "severe"
      for manifestation in reaction["manifestation"]?.elements ?? .empty {
        guard var words = CodeableConcept(manifestation).display.map(Titles.plain) else { continue }
        if isSevere { words += " (severe)" }
        if !remarks.contains(words) { remarks.append(words) }
      }
    }
    // What is left out is not the worst.
    let severe = remarks.filter { $0.hasSuffix(" (severe)") }
    remarks = severe + remarks.filter { !severe.contains($0) }
    if remarks.count > 4 { remarks[3...] = ["+\(remarks.count - 3)"] }
    if let criticality = resource["criticality"]?.content, criticality != "unable-to-assess" {
      remarks.append("criticality \(criticality)")
    }
    if let words = onsetWords(resource, "onsetAge", "onsetRange", "onsetString") {
      remarks.append("onset \(onset(words))")
    }
    if let verification, ["unconfirmed", "presumed"].contains(verification) {
      remarks.append(verification)
    }
    if let clinical, endedStatuses.contains(clinical) { remarks.append("\(clinical), end unknown") }
    if let note = Remarks.note(resource) { remarks.append(note) }
    if !remarks.isEmpty { event.value = remarks.joined(separator: ", ") }
    let isReaction = event.dateElement == "reaction.onset" || event.dateElement == "lastOccurrence"
    guard !event.isUndated else { return }
    // The last of several reactions is no end of the allergy.
    event.end = nil
    event.shape = isReaction ? .instant : .span
  }

  // MARK: - Families

  /// What relatives had; the title says that it is not the patient's.
  static func refineFamilyHistory(_ resource: JSONValue, _ event: inout Event) {
    event.title = "Family history: \(event.title)"
    var conditions: [String] = []
    for condition in resource["condition"]?.elements ?? .empty {
      guard let words = condition["code"].flatMap({ CodeableConcept($0).display }) else { continue }
      let age = onsetWords(condition, "onsetAge", "onsetRange", "onsetString").map(onset)
      let isDeadly = condition["contributedToDeath"]?.bool == true
      conditions.append(
        Titles.plain(words) + (age.map { " \($0)" } ?? "") + (isDeadly ? " (died of it)" : "")
      )
    }
    if let words = onsetWords(resource, "deceasedAge", "deceasedRange", "deceasedString") {
      conditions.append("died at \(words)")
    } else if resource["deceasedBoolean"]?.bool == true {
      conditions.append("has died")
    }
    if let note = Remarks.note(resource) { conditions.append(note) }
    if !conditions.isEmpty { event.value = Titles.shortened(conditions.joined(separator: ", ")) }
  }
}
