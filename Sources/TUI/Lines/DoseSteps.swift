// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// From when on which doses of a medication were in force: `3 mg daily`, then `5 mg daily`.
struct DoseStep: Equatable, Sendable {
  /// The moment, in milliseconds since 1970.
  let time: Int64

  /// The strength with the dose, of several in force one behind the other; ``none`` where none is.
  let dose: String

  /// The amounts alone, `5 MG` of `5 MG Take 5 mg by mouth once daily`, for a bar without room for more.
  var amount: String {
    dose.split(separator: "+").compactMap { part in
      part.firstMatch(of: Self.amountPattern()).map { String($0.output) }
    }
    .joined(separator: " + ")
  }

  private static func amountPattern() -> Regex<Substring> {
    #/\d[\d.,]*(?:/[\d.,]+)? ?(?:mg|mcg|µg|ug|g|ml|units?|iu|meq|mmol)\b/#.ignoresCase()
  }

  /// What stands where nothing is in force.
  static let none = "–"

  /// What stands where all that is in force is held.
  static let held = "held"

  /// For how long an order may go on beside the next, and be followed by it all the same.
  private static let handover = 2 * CivilTime.millisecondsPerDay

  /// How long nothing may be in force without a word.
  private static let pause = 7 * CivilTime.millisecondsPerDay

  /// Statuses of what was never, or is not yet, to be taken.
  private static let unreal: Set<String> = [
    "cancelled", "draft", "proposal", "plan", "intended", "do-not-perform", "not-taken", "unknown",
    "declined",
  ]

  /// Returns the doses in force in a run, from when on each is.
  ///
  /// Orders and statements say what is to be taken, from their beginning to the end that they have; what is
  /// over without an end is followed by the next. A single dose that was given or handed out says nothing
  /// of the days after it.
  static func steps(of run: Fold.Run, in timeline: PatientTimeline) -> [DoseStep] {
    var claims: [Claim] = []
    for member in run.members.lazy.map(Int.init) where member < timeline.datedCount {
      let entry = timeline.entries[member]
      guard
        let type = entry.reference.split(separator: "/").first,
        MedicationClaim.Source(type: type) != nil, !entry.event.isVoid,
        !unreal.contains(entry.event.status ?? ""), let start = entry.event.start
      else { continue }
      claims.append(Claim(entry.event, isOrder: type == "MedicationRequest", from: start))
    }
    claims.sort { $0.start < $1.start }
    for index in claims.indices where claims[index].end == nil && claims[index].isOver {
      claims[index].end = claims[(index + 1)...].first { $0.start > claims[index].start }?.start
    }
    // An order that ends on the day on which the next begins gives way to it.
    for index in claims.indices {
      guard let end = claims[index].end else { continue }
      let next = claims[(index + 1)...].first {
        $0.start > claims[index].start && $0.start < end && $0.start >= end - handover
      }
      if let next { claims[index].end = next.start }
    }
    let moments = Set(claims.map(\.start) + claims.compactMap(\.end)).sorted()
    var steps: [DoseStep] = []
    var spelled = ""
    for (place, moment) in moments.enumerated() where moment < run.end {
      let dose = dose(of: claims.filter { $0.isInForce(at: moment) })
      // "10mg Daily" is no other dose than "10 mg daily".
      // Few days between two orders are no interruption.
      if dose == none, let next = moments[safe: place + 1], next - moment <= pause { continue }
      let key = dose.lowercased().filter { !$0.isWhitespace }
      if !steps.isEmpty, key == spelled { continue }
      spelled = key
      steps.append(DoseStep(time: moment, dose: dose))
    }
    return steps
  }

  /// An order or a statement.
  private struct Claim {
    let isOrder: Bool
    let start: Int64
    var end: Int64?
    let dose: String
    let isHeld: Bool
    let isOver: Bool

    init(_ event: Event, isOrder: Bool, from start: Int64) {
      self.isOrder = isOrder
      self.start = start
      end = event.end
      dose = DoseStep.dose(of: event)
      isHeld = event.status == "on-hold"
      isOver = ChartSummary.endedStatuses.contains(event.status ?? "") && !isHeld
    }

    func isInForce(at moment: Int64) -> Bool {
      start <= moment && end.map { moment < $0 } ?? true
    }
  }

  /// What orders say counts, and statements where there is none: a later one takes the place of those that
  /// nobody closed.
  private static func dose(of claims: [Claim]) -> String {
    guard !claims.isEmpty else { return none }
    let unheld = claims.filter { !$0.isHeld }
    guard let last = unheld.last else { return held }
    let orders = unheld.filter(\.isOrder)
    let taken = orders.isEmpty ? unheld.filter { $0.start == last.start } : orders
    var said: [String] = []
    for dose in taken.map(\.dose) where !dose.isEmpty && !said.contains(dose) { said.append(dose) }
    return said.joined(separator: " + ")
  }

  /// The strength with the dose, without what for and what was remarked.
  static func dose(of event: Event) -> String {
    var dose = event.valueText
    // What for, what was remarked and why it was stopped are no part of the dose.
    let leads = ["for ", "note: ", "stopped: ", "on-hold: ", "cancelled: "]
    for lead in leads {
      if let range = dose.firstRange(of: ", " + lead) { dose = String(dose[..<range.lowerBound]) }
    }
    if leads.contains(where: dose.hasPrefix) { dose = "" }
    let strength = event.title.firstMatch(
      of:
        #/\d[\d.,]*(?:/[\d.,]+)? ?(?:mg|mcg|µg|ug|g|ml|units?|iu|meq|mmol)\b(?:/[a-z0-9.]+)?/#
        .ignoresCase()
    )
    guard let strength = strength.map({ String($0.output) }) else { return dose }
    return dose.contains(strength) || dose.contains(where: \.isNumber) && dose.contains("mg")
      ? dose : dose.isEmpty ? strength : "\(strength) \(dose)"
  }
}
