// SPDX-License-Identifier: Apache-2.0

/// The rows of a lane before it is known how many have room.
struct RowGroup {
  var lane: LaneKey
  var rows: [TimelineRow]

  /// How many lines and events each row stands for.
  var contents: [RowPacker.Contents]

  /// The lines and events that are not even in a row.
  var rest = RowPacker.Contents()

  /// How many rows it has at least, when there is room for every lane.
  var least: Int

  /// How many rows it makes use of.
  var wanted: Int

  /// Whether what is beyond the first row is trends, which come after bars.
  var isTrend: Bool
}

/// Makes the rows of lanes.
struct RowBuilder {
  let timeline: PatientTimeline
  let viewport: Viewport
  let options: TimelineLayout.Options
  let height: Int
  var counts = TimelineLayout.Counts()

  private let window: Range<Int64>
  private let map: ColumnMap

  init(
    _ timeline: PatientTimeline,
    viewport: Viewport,
    height: Int,
    options: TimelineLayout.Options
  ) {
    self.timeline = timeline
    self.height = height
    self.viewport = viewport
    self.options = options
    window = viewport.window
    map = viewport.columnMap
  }

  mutating func group(_ lane: Lane) -> RowGroup {
    lane.isDrawnAsBars ? barGroup(lane) : binGroup(lane)
  }

  /// The row of what has no date.
  mutating func undatedGroup() -> RowGroup {
    let members = timeline.undated.filter { isShown($0) }
    counts.undated += members.count
    counts.filtered += timeline.undated.count - members.count
    let titles = members.prefix(24).map { index in
      let event = timeline.entries[index].event
      return event.withdrawalMark + event.title
    }
    let more = members.count > titles.count ? " · +\(members.count - titles.count)" : ""
    let row = TimelineRow(
      lane: .undated,
      isFirst: true,
      count: members.count,
      content: .text(titles.joined(separator: " · ") + more)
    )
    return RowGroup(
      lane: .undated,
      rows: [row],
      contents: [RowPacker.Contents(lines: 1, events: members.count)],
      least: 1,
      wanted: 1,
      isTrend: false
    )
  }

  private func isShown(_ index: Int) -> Bool { options.shown?.contains(index) ?? true }

  // MARK: - Bins

  private mutating func binGroup(_ lane: Lane) -> RowGroup {
    let binned = Binner.bin(timeline, lane: lane, window: window, map: map, shown: options.shown)
    counts.inWindow += binned.count
    counts.before += binned.before
    counts.after += binned.after
    counts.filtered += binned.filtered
    let first = TimelineRow(
      lane: .lane(lane),
      isFirst: true,
      count: binned.count,
      content: .bins(binned.bins, bars: binned.bars)
    )
    let isExpanded = options.expanded.contains(lane)
    let limit = isExpanded ? 60 : options.trends[lane] ?? 0
    let trends =
      limit > 0
      ? Trends.rows(timeline, lane: lane, limit: limit, map: map, shown: options.shown) : []
    return RowGroup(
      lane: .lane(lane),
      rows: [first] + trends,
      contents: [RowPacker.Contents(lines: 1, events: binned.count)]
        + trends.map { _ in RowPacker.Contents(lines: 1, events: 0) },
      least: isExpanded ? trends.count + 1 : 1,
      wanted: trends.count + 1,
      isTrend: true
    )
  }

  // MARK: - Bars

  private mutating func barGroup(_ lane: Lane) -> RowGroup {
    var tracks: [RowPacker.Track] = []
    for (number, fold) in timeline.folds(of: lane).enumerated() {
      let track = track(fold, number: Int32(truncatingIfNeeded: number))
      if !track.bars.isEmpty { tracks.append(track) }
    }
    let total = tracks.reduce(0) { $0 + $1.count }
    counts.inWindow += total
    let packed = RowPacker.pack(tracks, columns: viewport.columns, height: height)
    var rows = packed.rows.enumerated().map { offset, row in
      TimelineRow(
        lane: .lane(lane),
        isFirst: offset == 0,
        count: offset == 0 ? total : 0,
        content: .bars(row)
      )
    }
    if rows.isEmpty { rows = [TimelineRow(lane: .lane(lane), isFirst: true, content: .bars([]))] }
    let isExpanded = options.expanded.contains(lane)
    return RowGroup(
      lane: .lane(lane),
      rows: rows,
      contents: packed.contents,
      rest: packed.rest,
      least: isExpanded ? rows.count : 1,
      wanted: rows.count,
      isTrend: false
    )
  }

  /// The bars of a fold in the window, and the numbers of its events by where they are.
  private mutating func track(_ fold: Fold, number: Int32) -> RowPacker.Track {
    var track = RowPacker.Track(
      bars: [],
      label: fold.label,
      labelWidth: fold.labelWidth,
      count: 0
    )
    for run in fold.runs {
      let members = options.shown == nil ? run.members : run.members.filter { isShown(Int($0)) }
      counts.filtered += run.members.count - members.count
      guard let first = members.first else { continue }
      let start = run.start == Mark.unknown ? window.lowerBound : run.start
      guard run.start < window.upperBound else {
        counts.after += members.count
        continue
      }
      let end = timeline.drawnEnd(run.end, from: run.start)
      guard end > window.lowerBound, start < end else {
        counts.before += members.count
        continue
      }
      let bar = bar(run, until: end, first: first, count: members.count, fold: number)
      track.bars.append(bar)
      track.count += members.count
    }
    return track
  }

  private func bar(
    _ run: Fold.Run,
    until end: Int64,
    first: Int32,
    count: Int,
    fold: Int32
  ) -> Bar {
    let last = viewport.columns - 1
    let from = run.start == Mark.unknown ? -1 : map.column(of: run.start)
    let to = end == Mark.open ? last + 1 : map.column(of: end - 1)
    let mark = timeline.marks[Int(first)]
    return Bar(
      first: max(0, from),
      last: max(max(0, from), min(last, to)),
      continuesLeft: from < 0,
      continuesRight: to > last && !run.isEndUnknown,
      isEndUnknown: run.isEndUnknown,
      isApproximate: mark.traits.contains(.approximate),
      isPoint: from == to,
      event: first,
      count: count,
      flag: run.flag,
      fold: fold,
      label: "",
      labelColumns: 0..<0
    )
  }
}
