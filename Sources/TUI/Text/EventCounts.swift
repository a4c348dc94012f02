// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// How many rows a chart has, by where they come from.
///
/// The patient list counts the events of resources. What was read from notes and what was changed
/// are rows of the timeline, too; each has its own word, so that every screen says the same number.
struct EventCounts: Sendable, Equatable {
  /// Events of resources: what the patient list counts.
  var events = 0

  /// Entities: mentions in notes.
  var mentions = 0

  /// Updates and deletions.
  var changes = 0

  /// Deleted resources that are drawn.
  var deleted = 0

  var all: Int { events + mentions + changes + deleted }

  /// `1,789 events, 2,677 mentions in notes, 12 changes`; of a selection `3 of 1,789 events, …`.
  func text(of total: EventCounts? = nil) -> String {
    var parts = [Self.part(events, of: total?.events, "event")]
    let others = [
      (mentions, total?.mentions, "mention"), (changes, total?.changes, "change"),
      (deleted, total?.deleted, "deleted"),
    ]
    for (count, whole, noun) in others where (whole ?? count) > 0 {
      parts.append(Self.part(count, of: whole, noun))
    }
    return parts.joined(separator: ", ")
  }

  private static func part(_ count: Int, of whole: Int?, _ noun: String) -> String {
    let prefix = whole.flatMap { $0 == count ? nil : "\(grouped(count)) of " } ?? ""
    let number = whole ?? count
    return prefix + (noun == "deleted" ? "\(grouped(number)) deleted" : counted(number, noun))
  }
}

extension EventCounts {
  /// Counts events of a timeline.
  init(
    _ numbers: some Sequence<Int>,
    in timeline: PatientTimeline,
    isDeleted: (Int) -> Bool
  ) {
    for number in numbers {
      switch timeline.marks[number].lane {
      case .entities: mentions += 1
      case .changes: changes += 1
      default: if isDeleted(number) { deleted += 1 } else { events += 1 }
      }
    }
  }
}

extension ChartState {
  /// What the filters in force leave, by where it comes from.
  var shownCounts: EventCounts {
    guard let chart else { return EventCounts() }
    guard let shown, areFiltersOn else { return chart.counts }
    return EventCounts(shown.lazy.map(Int.init), in: chart.timeline) { chart.ghosts[$0] != nil }
  }

  /// `1,789 events, 2,677 mentions`; with a filter `3 of 1,789 events, 0 of 2,677 mentions`.
  var countText: String {
    guard let chart else { return "" }
    return shownCounts == chart.counts
      ? chart.counts.text() : shownCounts.text(of: chart.counts)
  }
}
