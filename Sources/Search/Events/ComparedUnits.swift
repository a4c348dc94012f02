// SPDX-License-Identifier: Apache-2.0

/// The units of values that a number without a unit was compared with: 2 is much of creatinine in mg/dL, and
/// nothing in µmol/L.
public struct ComparedUnits: Sendable, Equatable {
  private var counts: [String: Int] = [:]

  /// Has no units yet.
  public init() {}

  /// Counts the unit of a value; what has none is not counted.
  public mutating func count(_ unit: String?) {
    guard let unit, !unit.isEmpty else { return }
    counts[unit, default: 0] += 1
  }

  /// What is to be said where they are not one and the same, the commonest first; `nil` otherwise.
  ///
  /// Unlike spellings of one unit are not told apart by anybody who adds the unit: they are two.
  public var remark: String? {
    guard counts.count > 1 else { return nil }
    let units = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let more = units.count > 3 ? " and \(units.count - 3) more" : ""
    return "in \(units.prefix(3).joined(separator: ", "))\(more): add the unit"
  }
}
