// SPDX-License-Identifier: Apache-2.0

/// A value against what the same measurement was before.
///
/// Only numbers of the same unit, or of one that can be made it, are compared. The baseline is the median of the eight values before
/// this one, which one outlier does not move; with fewer than three there is none. A bound, `>90`, is
/// no number to subtract from, or to make a baseline of.
public struct Comparison: Sendable, Equatable {
  /// The event of the value before.
  public var previous: Int

  /// How much greater the value is than the one before.
  public var change: Double

  /// The patient's own baseline.
  public var baseline: Double?

  /// How much greater the value is than the baseline, as a share of it: 0.17 is 17 %.
  public var baselineShare: Double?
}

extension PatientTimeline {
  private static let baselineLength = 8
  private static let baselineMinimum = 3

  /// Returns how a value lies to earlier ones; `nil` for events without a number or a predecessor, and
  /// where one of the two is a bound.
  public func comparison(of index: Int) -> Comparison? {
    let event = entries[index].event
    guard let number = event.countedNumber, !event.isBound, index < datedCount else { return nil }
    var earlier: [(index: Int, number: Double)] = []
    var hasBounds = false
    for member in series(of: index).reversed() where Int(member) < index {
      let other = entries[Int(member)].event
      guard let value = other.countedNumber(in: event.unit) else { continue }
      if other.isBound {
        guard !earlier.isEmpty else { return nil }
        hasBounds = true
      }
      earlier.append((Int(member), value))
      if earlier.count == Self.baselineLength { break }
    }
    guard let previous = earlier.first else { return nil }
    var comparison = Comparison(
      previous: previous.index,
      change: Self.difference(event.value, number, entries[previous.index].event, previous.number)
    )
    if earlier.count >= Self.baselineMinimum, !hasBounds {
      let baseline = Self.median(earlier.map(\.number))
      comparison.baseline = baseline
      if baseline != 0 { comparison.baselineShare = (number - baseline) / abs(baseline) }
    }
    return comparison
  }

  /// The difference without the noise of binary fractions: 8.1 − 7.7 is 0.4.
  private static func difference(
    _ text: String?,
    _ number: Double,
    _ earlier: Event,
    _ before: Double
  ) -> Double {
    func places(_ text: String?) -> Int {
      guard let text, let point = text.utf8.firstIndex(of: UInt8(ascii: ".")) else { return 0 }
      return text.utf8.distance(from: point, to: text.utf8.endIndex) - 1
    }
    var scale = 1.0
    for _ in 0..<min(9, max(places(text), places(earlier.value))) { scale *= 10 }
    return ((number - before) * scale).rounded() / scale
  }

  private static func median(_ numbers: [Double]) -> Double {
    let sorted = numbers.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
