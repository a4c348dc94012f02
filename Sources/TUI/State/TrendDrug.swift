// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// A medication whose bars stand under the trends.
struct TrendDrug: Sendable {
  /// Its bars: of the dead, until death.
  var fold: Fold

  /// Its name.
  var label: String

  /// Whether it goes on, and another resource says that it has ended.
  var isDoubtful: Bool

  /// Returns those of which a bar lies in a window, in the order of the timeline.
  static func all(in chart: Chart, window: Range<Int64>) -> [Self] {
    chart.drawings.drugs { all(in: chart) }
      .filter { $0.fold.runs.contains { $0.overlaps(window) } }
  }

  private static func all(in chart: Chart) -> [Self] {
    chart.timeline.folds(of: .medications).enumerated().compactMap { number, fold in
      // What was entered in error explains no value.
      if fold.isVoid { return nil }
      let doubt = chart.doubtfulFolds[Int32(truncatingIfNeeded: number)]
      return Self(
        fold: fold.drawn(in: chart.timeline),
        // What is in doubt has the name that it has in the lists.
        label: doubt.map { chart.event($0).title } ?? fold.label,
        isDoubtful: doubt != nil
      )
    }
  }

  /// The event that says what was so at the end of a stretch of time: the latest that had begun, else the
  /// first.
  func event(before moment: Int64, in timeline: PatientTimeline) -> Int? {
    let members = fold.runs.flatMap(\.members)
    let begun = members.last { timeline.marks[Int($0)].place < moment }
    return (begun ?? members.first).map(Int.init)
  }
}

extension ChartState {
  /// The medications under the trends.
  var trendDrugs: [TrendDrug] {
    chart.map { TrendDrug.all(in: $0, window: time.viewport.window) } ?? []
  }

  /// The row of the trends that has the focus: series first, then medications.
  var trendFocus: Int {
    guard let chart else { return 0 }
    let series = trends.series(in: chart).count
    // What is under the series is looked at where the focus is beyond them alone.
    guard trends.focus >= series else { return trends.focus }
    let drugs = trendDrugs
    // Another window, or what was written meanwhile, moves the focus to no other medication.
    if let at = drugs.firstIndex(where: { $0.fold.key == trends.drug }) { return series + at }
    return min(trends.focus, max(0, series + drugs.count - 1))
  }

  /// The medication that has the focus in the trends.
  var focusedTrendDrug: TrendDrug? {
    guard let chart else { return nil }
    let place = trendFocus - trends.series(in: chart).count
    return place < 0 ? nil : trendDrugs[safe: place]
  }
}

extension Fold {
  /// The fold as it is drawn: of the dead, until death.
  fileprivate func drawn(in timeline: PatientTimeline) -> Fold {
    var fold = self
    for index in runs.indices {
      fold.runs[index].end = timeline.drawnEnd(runs[index].end, from: runs[index].start)
    }
    return fold
  }
}

extension Fold.Run {
  /// Whether any part of it lies in a window.
  func overlaps(_ window: Range<Int64>) -> Bool {
    start < window.upperBound && end > window.lowerBound
  }
}
