// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

/// Returns the moment at which a date begins.
func moment(_ date: String) throws -> Int64 { try #require(FHIRDateTime(date)).lowerBound }

/// Makes an event as a rule would.
///
/// Without `to` it is a moment; with an empty one it goes on. A `value` is a number.
func item(
  _ lane: Lane,
  _ title: String,
  _ from: String?,
  to: String? = nil,
  status: String? = nil,
  value: String? = nil,
  flag: Flag = .none,
  reference: String = "Basic/1"
) throws -> TimelineEntry {
  var event = Event(lane: lane, title: title)
  if let from {
    let date = try #require(FHIRDateTime(from))
    event.start = date.lowerBound
    event.startPrecision = date.precision
    event.offsetMinutes = date.offsetMinutes
  }
  if let to {
    event.shape = .span
    if !to.isEmpty {
      let date = try #require(FHIRDateTime(to))
      event.end = date.upperBound
      event.endPrecision = date.precision
    }
  }
  event.status = status
  event.value = value
  event.number = value.flatMap(Double.init)
  event.flag = flag
  return TimelineEntry(event: event, reference: reference, version: 1)
}

/// Makes histories of a kind that records have: dense and sparse, precise and not.
struct RandomHistory {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  mutating func items(_ count: Int) -> [TimelineEntry] {
    (0..<count).map { number in
      let lane = Lane.allCases.randomElement(using: &random) ?? .labs
      var event = Event(lane: lane, title: "T\(Int.random(in: 0..<8, using: &random))")
      let day: Int64 = 86_400_000
      if Int.random(in: 0..<12, using: &random) > 0 {
        event.startPrecision = DatePrecision.allCases.randomElement(using: &random) ?? .day
        event.start = Int64.random(in: -8000...18_000, using: &random) * day
        if event.startPrecision > .day {
          event.offsetMinutes = Int16.random(in: -12...14, using: &random) * 60
          event.start = event.start.map { $0 + Int64.random(in: 0..<day, using: &random) }
        }
      }
      if Bool.random(using: &random) {
        event.shape = .span
        if Bool.random(using: &random), let start = event.start {
          event.end = start + Int64.random(in: -day...900 * day, using: &random)
        } else if Int.random(in: 0..<9, using: &random) == 0 {
          event.end = Int64.random(in: -8000...18_000, using: &random) * day
        }
      }
      event.flag = Flag.allCases.randomElement(using: &random) ?? .none
      event.status = ["active", "resolved", "completed", nil].randomElement(using: &random) ?? nil
      if Bool.random(using: &random) {
        event.number = Double(Int.random(in: 0..<100, using: &random))
        event.value = event.number.map { "\($0)" }
      }
      return TimelineEntry(event: event, reference: "Basic/\(number)", version: 1)
    }
  }

  mutating func viewport(_ timeline: PatientTimeline) -> Viewport {
    let columns = Int.random(in: 1...220, using: &random)
    var viewport = Viewport(life: timeline.life, columns: columns)
    viewport.moveCursor(to: Int64.random(in: timeline.life, using: &random))
    viewport.zoom(to: ZoomLevel.allCases.randomElement(using: &random) ?? .life)
    viewport.moveCursor(byColumns: Int.random(in: -columns...columns, using: &random))
    return viewport
  }

  mutating func options(_ timeline: PatientTimeline) -> TimelineLayout.Options {
    var options = TimelineLayout.Options()
    if Bool.random(using: &random) {
      options.shown = EventSet(
        (0..<timeline.count).filter { _ in Bool.random(using: &random) },
        capacity: timeline.count
      )
    }
    options.hidden = Set(Lane.allCases.filter { _ in Int.random(in: 0..<6, using: &random) == 0 })
    options.expanded = Set(Lane.allCases.filter { _ in Int.random(in: 0..<4, using: &random) == 0 })
    return options
  }

  mutating func height() -> Int { Int.random(in: 0...60, using: &random) }
}
