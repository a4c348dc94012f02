// SPDX-License-Identifier: Apache-2.0

internal import Timeline

/// Values of a series that are not shown beside the others: those in other units, and what was entered
/// in error or cancelled.
struct LeftOutValues: Sendable, Equatable {
  private var counts: [String: Int] = [:]
  private var voidCount = 0

  /// Counts an event whose number is not shown beside numbers of a unit, once: what was withdrawn has no
  /// unit that matters.
  mutating func add(_ event: Event, besides unit: String?) {
    guard event.number != nil else { return }
    if event.isVoid {
      voidCount += 1
    } else if event.number(in: unit) == nil {
      counts[event.unit ?? "", default: 0] += 1
    }
  }

  /// Says what is left out.
  ///
  /// - Parameter done: What is not done with the values.
  /// - Returns: `12 values in mmol/mol are not drawn`; `nil` where nothing is left out.
  func text(not done: String) -> String? {
    guard !counts.isEmpty || voidCount > 0 else { return nil }
    let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var parts = most.map { unit, count in
      counted(count, "value") + (unit.isEmpty ? " without a unit" : " in \(unit)")
    }
    if voidCount > 0 { parts.append(counted(voidCount, "withdrawn value")) }
    let verb = counts.values.reduce(voidCount, +) == 1 ? "is" : "are"
    return "\(parts.joined(separator: ", ")) \(verb) not \(done)"
  }
}
