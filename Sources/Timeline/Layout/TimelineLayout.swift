// SPDX-License-Identifier: Apache-2.0

/// What a timeline looks like in a viewport: a function of its arguments and of nothing else.
///
/// Every event of the timeline is in exactly one place: in a bin or a bar of a row, before or after
/// the window, without a date, filtered out, in a lane that is switched off, or in rows that have no
/// room, which ``TimelineRow/hiddenEvents`` and ``hiddenLanes`` count.
///
/// ## Topics
/// - ``rows``: the lanes, top to bottom.
/// - ``ticks``, ``strip``: the axis above them, and the whole life.
/// - ``counts``: where the events are.
public struct TimelineLayout: Sendable, Equatable {
  /// What is shown, and how.
  public struct Options: Sendable, Equatable {
    /// Lanes that show all their rows and their trends.
    public var expanded: Set<Lane> = []

    /// Lanes that are switched off.
    public var hidden: Set<Lane> = []

    /// Day 0, where the axis counts from an event.
    public var dayZero: Int64?

    /// Which events pass the filters, by their number; `nil` when all do.
    public var shown: EventSet?

    /// How many rows of trends a lane shows that is not expanded.
    public var trends: [Lane: Int] = [.labs: 4, .vitals: 2]

    /// Creates options that show everything.
    public init() {}
  }

  /// Where the events of a timeline are.
  public struct Counts: Sendable, Equatable {
    /// In bins and bars of the rows, or in rows without room.
    public var inWindow = 0
    /// Over before the window begins.
    public var before = 0
    /// Begun after the window ends.
    public var after = 0
    /// Without a date.
    public var undated = 0
    /// Kept out by the filters.
    public var filtered = 0
    /// In lanes that are switched off.
    public var switchedOff = 0

    /// All of them.
    public var total: Int { inWindow + before + after + undated + filtered + switchedOff }
  }

  /// The rows, top to bottom.
  public let rows: [TimelineRow]

  /// The marks of the axis, left to right.
  public let ticks: [Tick]

  /// The whole life above the axis.
  public let strip: LifeStrip

  /// The column of the cursor; `nil` outside the window.
  public private(set) var cursorColumn: Int?

  /// The lanes for which there is no row at all.
  public let hiddenLanes: [LaneKey]

  /// Where the events are.
  public let counts: Counts

  /// Lays a timeline out.
  ///
  /// - Parameters:
  ///   - timeline: The events.
  ///   - viewport: The window and its columns.
  ///   - height: The rows there is room for.
  ///   - options: What is shown, and how.
  public init(
    _ timeline: PatientTimeline,
    viewport: Viewport,
    height: Int,
    options: Options = Options()
  ) {
    var builder = RowBuilder(timeline, viewport: viewport, height: height, options: options)
    var groups = timeline.lanes.filter { !options.hidden.contains($0) }.map { builder.group($0) }
    if !timeline.undated.isEmpty { groups.append(builder.undatedGroup()) }
    for lane in timeline.lanes where options.hidden.contains(lane) {
      builder.counts.switchedOff += timeline.members(of: lane).count
    }
    let placed = RowAllotment.place(groups, height: height)
    rows = placed.rows
    hiddenLanes = placed.hidden
    counts = builder.counts
    ticks = Ruler.ticks(viewport, dayZero: options.dayZero)
    strip = LifeStrip(timeline, window: viewport.window, columns: viewport.columns)
    cursorColumn = Self.cursorColumn(of: viewport)
  }

  /// Returns the layout with the cursor of a viewport that shows the same window.
  public func withCursor(of viewport: Viewport) -> TimelineLayout {
    var layout = self
    layout.cursorColumn = Self.cursorColumn(of: viewport)
    return layout
  }

  private static func cursorColumn(of viewport: Viewport) -> Int? {
    let column = viewport.cursorColumn
    return (0..<viewport.columns).contains(column) ? column : nil
  }
}

/// A set of event numbers.
public struct EventSet: Sendable, Equatable {
  private var words: [UInt64]

  /// Creates a set that holds none of so many events.
  public init(capacity: Int) { words = Array(repeating: 0, count: (capacity + 63) / 64) }

  /// Creates a set of numbers.
  public init(_ numbers: some Sequence<Int>, capacity: Int) {
    self.init(capacity: capacity)
    for number in numbers { insert(number) }
  }

  /// Adds a number, which must be less than the capacity.
  public mutating func insert(_ number: Int) { words[number >> 6] |= 1 << UInt64(number & 63) }

  /// Returns whether a number is in the set.
  @inline(__always)
  public func contains(_ number: Int) -> Bool {
    number >> 6 < words.count && words[number >> 6] & (1 << UInt64(number & 63)) != 0
  }
}
