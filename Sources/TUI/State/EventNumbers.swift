// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// The numbers that events of a chart have in one that was read later.
struct EventNumbers: Sendable {
  private var numbers: [Int: Int] = [:]

  /// Looks for some events of a chart; asks every event of the later one once.
  init(of wanted: some Sequence<Int>, from before: Chart, to after: Chart) {
    var names: [Int: Name] = [:]
    for number in wanted where number >= 0 && number < before.count && names[number] == nil {
      names[number] = Name(before, number)
    }
    guard !names.isEmpty else { return }
    let references = Set(names.values.map(\.reference))
    var exact: [Name: Int] = [:]
    var first: [String: Int] = [:]
    for number in 0..<after.count {
      let reference = after.timeline.entries[number].reference
      guard references.contains(reference) else { continue }
      let name = Name(after, number)
      if exact[name] == nil { exact[name] = number }
      if name.change == nil, first[reference] == nil { first[reference] = number }
    }
    for (number, name) in names {
      numbers[number] = exact[name] ?? first[name.reference]
    }
  }

  subscript(number: Int) -> Int? { numbers[number] }

  /// What an event is known by: a resource may make several.
  private struct Name: Hashable {
    var reference: String
    var lane: Lane
    var title: String
    /// The version that a change made.
    var change: Int?

    init(_ chart: Chart, _ number: Int) {
      let entry = chart.timeline.entries[number]
      reference = entry.reference
      lane = entry.event.lane
      title = entry.event.title
      change = lane == .changes ? entry.version : nil
    }
  }
}

extension ChartState {
  /// The most hits of a search that are found again when events are read again.
  private static let hitLimit = 5000

  /// Takes events that were read again, and keeps what has the focus where it is still there.
  ///
  /// - Parameters:
  ///   - loaded: The events.
  ///   - row: The event of the focused row of a list.
  /// - Returns: The number that the row's event has now.
  @discardableResult
  mutating func adopt(_ loaded: Chart, row: Int? = nil) -> Int? {
    guard let before = chart else {
      chart = loaded
      return nil
    }
    let isSearched = hits.count <= Self.hitLimit
    var wanted = [selected, row].compactMap(\.self) + pinned.map(Int.init)
    wanted += sheets.compactMap(\.event)
    for place in Array(marks.values) + past + future {
      wanted += [place.selected, place.listed].compactMap(\.self)
      wanted += place.sheets.compactMap(\.event)
    }
    if isSearched { wanted += hits.map(Int.init) }
    let numbers = EventNumbers(of: wanted, from: before, to: loaded)
    let number = { (old: Int32) in numbers[Int(old)].map { Int32(truncatingIfNeeded: $0) } }
    let moved = { (place: ChartPlace) in
      var place = place
      place.selected = place.selected.flatMap { numbers[$0] }
      place.listed = place.listed.flatMap { numbers[$0] }
      for index in place.sheets.indices {
        place.sheets[index].event = place.sheets[index].event.flatMap { numbers[$0] }
      }
      return place
    }
    selected = selected.flatMap { numbers[$0] }
    pinned = pinned.compactMap(number)
    for index in sheets.indices {
      sheets[index].event = sheets[index].event.flatMap { numbers[$0] }
    }
    marks = marks.mapValues(moved)
    past = past.map(moved)
    future = future.map(moved)
    if isSearched {
      hits = hits.compactMap(number).sorted()
    } else {
      hits = []
      searchText = ""
    }
    shown = nil
    // They are of the events before, and are looked for again.
    findings = []
    versions.expire()
    requestedDetail = nil
    requestedNote = nil
    chart = loaded
    return row.flatMap { numbers[$0] }
  }
}
