// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// The series of the pane of trends, and the one that has the focus.
struct TrendsState: Sendable {
  /// What tells a series from others; it stays when the events are read again.
  struct Key: Sendable, Hashable {
    var lane: Lane
    var code: String?
    var title: String

    init(_ event: Event) {
      lane = event.lane
      code = event.code
      title = event.code == nil ? event.title : ""
    }
  }

  /// The series, in the order of the pane.
  var keys: [Key] = []

  /// Whether the reader chose them; else they are those that say most.
  var isChosen = false

  /// The position of the focused one; the medications under them come behind the last.
  var focus = 0

  /// What the medication has in common that has the focus, where it is beyond the series.
  var drug: String?

  /// How many series are shown where none was chosen.
  static let standardCount = 8

  /// Returns the series of a chart that are shown, without those it does not have.
  func series(in chart: Chart) -> [ChartDrawings.Series] {
    let known = Self.all(in: chart)
    return keys.compactMap { key in known.first { Key($0.last) == key } }
  }

  /// Returns all series of a chart that can be plotted, those with the most abnormal values first.
  static func all(in chart: Chart) -> [ChartDrawings.Series] {
    let labs = chart.drawings.series(of: .labs)
    let vitals = chart.drawings.series(of: .vitals)
    return (labs + vitals).enumerated()
      .sorted { ($1.element.rank, $0.offset) < ($0.element.rank, $1.offset) }
      .map(\.element)
  }

  /// Takes the series that say most, with the one of an event first.
  mutating func choose(in chart: Chart, around event: Event?) {
    var found = Self.all(in: chart).map { Key($0.last) }
    if let event, let at = found.firstIndex(of: Key(event)) {
      found.insert(found.remove(at: at), at: 0)
    }
    keys = Array(found.prefix(Self.standardCount))
    focus = 0
  }
}
