// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Makes the marks of events and their order.
struct TimelineSorter {
  /// The marks, in the order in which the events were given.
  let marks: [Mark]

  /// The numbers of the events in the order of the timeline.
  let order: [Int32]

  let datedCount: Int

  init(_ entries: [TimelineEntry], zone: ZoneRule) {
    let marks = entries.map { Self.mark($0.event, zone) }
    var dated: [(place: Int64, lane: UInt8, number: Int32)] = []
    var undated: [Int32] = []
    for (index, entry) in entries.enumerated() {
      let number = Int32(truncatingIfNeeded: index)
      if entry.event.isUndated {
        undated.append(number)
      } else {
        dated.append((marks[index].place, marks[index].lane.rawValue, number))
      }
    }
    dated.sort { ($0.place, $0.lane, $0.number) < ($1.place, $1.lane, $1.number) }
    undated.sort { left, right in
      let (first, second) = (entries[Int(left)].event, entries[Int(right)].event)
      return (first.lane.rawValue, first.title, left) < (second.lane.rawValue, second.title, right)
    }
    self.marks = marks
    datedCount = dated.count
    order = dated.map(\.number) + undated
  }

  private static func mark(_ event: Event, _ zone: ZoneRule) -> Mark {
    let hasZone = event.offsetMinutes != nil
    func axis(_ moment: Int64, _ precision: DatePrecision) -> Int64 {
      hasZone && precision > .day ? moment + zone.offset(at: moment) : moment
    }
    let start = event.start.map { axis($0, event.startPrecision) } ?? Mark.unknown
    var end = Mark.open
    var traits: Mark.Traits = event.shape == .span ? .span : []
    if event.startPrecision < .day { traits.insert(.approximate) }
    if event.lane == .changes && event.status == "delete" { traits.insert(.deletion) }
    if let known = event.end {
      end = axis(known, event.endPrecision)
    } else if event.shape == .instant, event.start != nil {
      end = event.startPrecision.upperBound(of: start)
    } else if Statuses.isOver(event.status) {
      traits.insert(.endUnknown)
      end = start == Mark.unknown ? start : start + 1
    }
    // A span that ends before it begins is an error of the record: it is drawn where it begins.
    if start != Mark.unknown { end = max(end, start + 1) }
    return Mark(
      start: start,
      end: end,
      lane: event.lane,
      flag: event.flag,
      traits: traits,
      series: 0
    )
  }
}

/// Puts events of the same lane and code, or else the same title, into a series.
enum SeriesIndex {
  private struct Name: Hashable {
    var lane: Lane
    /// The resource type of results: a report that has the code of its only result has no value of it.
    var type: Substring
    var system: String?
    var code: String
    /// Where in the body: the left eye is not measured where the right one is.
    var site: Substring?
  }

  /// Writes the number of its series into each mark.
  ///
  /// - Returns: The members of each series, in order.
  static func number(_ marks: inout ContiguousArray<Mark>, _ entries: [TimelineEntry]) -> [[Int32]]
  {
    var numbers: [Name: Int32] = [:]
    var series: [[Int32]] = []
    for index in entries.indices {
      let event = entries[index].event
      let isResult = event.lane == .labs || event.lane == .vitals
      let type = isResult ? entries[index].reference.prefix { $0 != "/" } : ""
      let name =
        event.code.map {
          Name(
            lane: event.lane,
            type: type,
            system: event.system,
            code: $0,
            site: BodySite.of(event)
          )
        }
        ?? Name(lane: event.lane, type: type, system: "", code: event.title)
      let number = numbers[name] ?? Int32(truncatingIfNeeded: series.count)
      if Int(number) == series.count {
        numbers[name] = number
        series.append([])
      }
      marks[index].series = number
      series[Int(number)].append(Int32(truncatingIfNeeded: index))
    }
    return series
  }
}
