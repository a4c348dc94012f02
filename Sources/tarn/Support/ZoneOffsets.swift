// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// The offsets of a zone, remembered as they are asked for: the system's own table is asked once for
/// each stretch of time, and a chart has tens of thousands of moments.
final class ZoneOffsets: Sendable {
  /// A stretch of time in milliseconds since 1970, its end exclusive, that has one offset.
  private struct Stretch {
    var start: Int64
    var end: Int64
    var minutes: Int
  }

  private let zone: TimeZone
  /// In the order of time.
  private let known = Mutex<[Stretch]>([])

  /// Creates the offsets of a zone without asking for any.
  init(_ zone: TimeZone) { self.zone = zone }

  /// Returns how many minutes the zone is ahead of UTC at a moment in milliseconds since 1970.
  func minutes(at moment: Int64) -> Int {
    known.withLock { known in
      var low = 0
      var high = known.count
      while low < high {
        let middle = (low + high) / 2
        if known[middle].end <= moment { low = middle + 1 } else { high = middle }
      }
      if low < known.count, known[low].start <= moment { return known[low].minutes }
      let stretch = stretch(from: moment)
      if low < known.count, known[low].end == stretch.end {
        known[low].start = moment
      } else {
        known.insert(stretch, at: low)
      }
      return stretch.minutes
    }
  }

  /// From a moment to the next change of the offset.
  private func stretch(from moment: Int64) -> Stretch {
    let date = Date(timeIntervalSince1970: Double(moment) / 1000)
    let next = zone.nextDaylightSavingTimeTransition(after: date)
    // Beyond what numbers of this size say there is nothing to ask for.
    let end = next.map { Int64(($0.timeIntervalSince1970 * 1000).rounded()) } ?? .max
    return Stretch(
      start: moment,
      end: max(end, moment + 1),
      minutes: zone.secondsFromGMT(for: date) / 60
    )
  }
}
