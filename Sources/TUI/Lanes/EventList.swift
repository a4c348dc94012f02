// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// The events of the event list, in order, without making a list where everything is listed.
struct EventList: Sendable {
  private enum Members: Sendable {
    case all(Int)
    case some([Int32])
  }

  private var members: Members
  private var chart: Chart?

  init() { members = .some([]) }

  init(chart: Chart, state: ChartState) {
    self.chart = chart
    let lane: LaneKey? = state.isLaneOnly ? state.time.lane : nil
    let filter = state.areFiltersOn ? state.shown : nil
    let hidden = state.time.hidden
    switch (lane, filter) {
    case (nil, nil) where hidden.isEmpty: members = .all(chart.count)
    case (nil, let shown?) where hidden.isEmpty: members = .some(shown)
    case (let lane?, nil): members = .some(chart.members(of: lane))
    case (let lane?, let shown?):
      members = .some(shown.filter { chart.event(Int($0)).laneKey == lane })
    case (nil, let shown):
      let all = shown ?? Array(0..<Int32(truncatingIfNeeded: chart.count))
      members = .some(
        all.filter {
          !hidden.contains(chart.timeline.marks[Int($0)].lane) || Int($0) >= chart.undatedStart
        }
      )
    }
  }

  var count: Int {
    switch members {
    case .all(let count): count
    case .some(let numbers): numbers.count
    }
  }

  var isEmpty: Bool { count == 0 }

  var first: Int? { isEmpty ? nil : self[0] }

  subscript(position: Int) -> Int {
    switch members {
    case .all: position
    case .some(let numbers): Int(numbers[position])
    }
  }

  /// The events from the last to the first.
  func reversed() -> some Sequence<Int> {
    (0..<count).lazy.reversed().map { self[$0] }
  }

  /// Returns where an event is in the list, or where the cursor's moment would be.
  func position(of selected: Int?, time: Int64) -> (index: Int, isExact: Bool) {
    if let selected {
      let at = firstPosition { $0 >= selected }
      if at < count, self[at] == selected { return (at, true) }
      return (at, false)
    }
    guard let chart else { return (0, false) }
    return (firstPosition { chart.place($0) >= time }, false)
  }

  /// Returns how many events begin in a range of moments.
  func count(in range: Range<Int64>) -> Int {
    guard let chart else { return 0 }
    let first = firstPosition { chart.place($0) >= range.lowerBound }
    let last = firstPosition { chart.place($0) >= range.upperBound }
    return last - first
  }

  private func firstPosition(where fits: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if fits(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
