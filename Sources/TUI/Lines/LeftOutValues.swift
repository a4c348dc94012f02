// SPDX-License-Identifier: Apache-2.0

/// Values of a series that are not shown beside the others, because they are in other units.
struct LeftOutValues: Sendable, Equatable {
  private var counts: [String: Int] = [:]

  /// Counts a value that is in another unit than the values that are shown.
  mutating func add(unit: String?) { counts[unit ?? "", default: 0] += 1 }

  /// Says what is left out.
  ///
  /// - Parameter done: What is not done with the values.
  /// - Returns: `12 values in mmol/mol are not drawn`; `nil` where nothing is left out.
  func text(not done: String) -> String? {
    guard !counts.isEmpty else { return nil }
    let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let parts = most.map { unit, count in
      counted(count, "value") + (unit.isEmpty ? " without a unit" : " in \(unit)")
    }
    let verb = most.count == 1 && most[0].value == 1 ? "is" : "are"
    return "\(parts.joined(separator: ", ")) \(verb) not \(done)"
  }
}
