// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// From when on which dose of a medication was ordered or taken: `3 mg daily`, then `5 mg daily`.
struct DoseStep: Equatable {
  /// The moment, in milliseconds since 1970.
  let time: Int64

  /// The strength with the dose, as far as they are said; empty where neither is.
  let dose: String

  /// Returns the first dose of a run and those that differ from the one before.
  ///
  /// Orders and statements say what is to be taken; a single dose that was given or handed out does not.
  static func steps(of run: Fold.Run, in timeline: PatientTimeline) -> [DoseStep] {
    var steps: [DoseStep] = []
    for member in run.members.lazy.map(Int.init) where member < timeline.datedCount {
      let entry = timeline.entries[member]
      guard
        let type = entry.reference.split(separator: "/").first,
        MedicationClaim.Source(type: type) != nil, !entry.event.isVoid,
        let start = entry.event.start
      else { continue }
      let dose = dose(of: entry.event)
      if steps.last?.dose == dose { continue }
      // Of two that begin together neither is a change of the other.
      if steps.last?.time == start { continue }
      steps.append(DoseStep(time: start, dose: dose))
    }
    return steps
  }

  /// The strength with the dose, without what for and what was remarked.
  static func dose(of event: Event) -> String {
    var dose = event.valueText
    // What for, what was remarked and why it was stopped are no part of the dose.
    for lead in [", for ", ", note: ", ", stopped: ", ", on-hold: "] {
      if let range = dose.firstRange(of: lead) { dose = String(dose[..<range.lowerBound]) }
    }
    let lead = ["for ", "note: ", "stopped: ", "on-hold: "].first(where: dose.hasPrefix)
    if lead != nil { dose = "" }
    let strength = event.title.firstMatch(
      of: #/\d[\d.,]*(?:/[\d.,]+)? ?(?:mg|mcg|µg|ug|g|ml|units?|iu|meq|mmol)\b(?:/[a-z0-9.]+)?/#
        .ignoresCase()
    )
    guard let strength = strength.map({ String($0.output) }) else { return dose }
    return dose.contains(strength) || dose.contains(where: \.isNumber) && dose.contains("mg")
      ? dose : dose.isEmpty ? strength : "\(strength) \(dose)"
  }
}
