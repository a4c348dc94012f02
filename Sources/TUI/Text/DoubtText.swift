// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Terminal
internal import Timeline

/// A medication in doubt in words: one resource says that it is taken, another one that it has ended.
struct DoubtText {
  let chart: Chart
  let dates: DateText

  /// What stands beside an event in a list; `nil` where nothing speaks against it.
  ///
  /// Of the one that says "taken": `stopped? order stopped 2021-03-02, statement still active`, or as
  /// much of it as there is room for; of the other one: `stopped, statement still active`.
  func row(_ index: Int, room: Int = .max) -> String? {
    let words: [String]
    if let doubt = chart.doubt(of: index) {
      let against = against(doubt)
      words =
        ["stopped? \(against), \(noun(index)) still active", "stopped? \(against)", "\(against)?"]
        // A date alone would be taken for that of the strength that stands before it.
        + (isOther(doubt) ? [] : ["\(brief(doubt))?"]) + ["stopped?"]
    } else if let doubt = chart.doubts.first(where: { $0.ended == index }) {
      let verb = Self.verb(chart.event(index))
      words = ["\(verb), \(noun(doubt.active)) still active", "\(verb), still active?", "\(verb)?"]
    } else {
      return nil
    }
    return words.first { DisplayWidth.of($0) <= room } ?? words.last
  }

  /// Both sides in a sentence, for the detail.
  func sentence(_ index: Int) -> String? {
    guard let doubt = chart.doubts.first(where: { $0.active == index || $0.ended == index }) else {
      return nil
    }
    let active = chart.timeline.entries[doubt.active].reference
    let ended = chart.timeline.entries[doubt.ended].reference
    let since = dates.range(of: chart.fact(doubt.active))
    return "stopped or active? \(against(doubt)) (\(ended)); \(noun(doubt.active)) \(since) still"
      + " active (\(active))"
  }

  /// `order stopped 2021-03-02`; where only its beginning is known, `order of 2019-01-05 stopped`.
  private func against(_ doubt: MedicationDoubt) -> String {
    let event = chart.fact(doubt.ended)
    let verb = Self.verb(event)
    let noun = noun(doubt.ended) + (isOther(doubt) ? " of \(event.title)" : "")
    if let end = event.statedEnd {
      return "\(noun) \(verb) \(dates.text(end - 1, precision: min(event.endPrecision, .day)))"
    }
    return event.start == nil ? "\(noun) \(verb)" : "\(noun) of \(dates.day(of: event)) \(verb)"
  }

  /// Whether what has ended is another strength of the drug.
  private func isOther(_ doubt: MedicationDoubt) -> Bool {
    MedicationClaim.areOtherStrengths(
      chart.fact(doubt.ended).title,
      chart.fact(doubt.active).title
    )
  }

  /// `stopped 2021-03-02`; where its end is not known, the date of its beginning.
  private func brief(_ doubt: MedicationDoubt) -> String {
    let event = chart.fact(doubt.ended)
    let verb = Self.verb(event)
    guard let end = event.statedEnd else {
      return event.start == nil ? verb : "\(verb) \(dates.day(of: event))"
    }
    return "\(verb) \(dates.text(end - 1, precision: min(event.endPrecision, .day)))"
  }

  private func noun(_ index: Int) -> String {
    chart[index].key.type == "MedicationRequest" ? "order" : "statement"
  }

  private static func verb(_ event: Event) -> String {
    event.status == "not-taken" ? "says not taken" : event.status ?? "over"
  }
}

extension Chart {
  /// What is known to be in doubt of an event that says "taken".
  func doubt(of index: Int) -> MedicationDoubt? { doubts.first { $0.active == index } }
}
