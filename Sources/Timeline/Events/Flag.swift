// SPDX-License-Identifier: Apache-2.0

/// What an interpretation or a reference range says about a value.
///
/// Raw values are stored in the lake and never change. A greater flag is worse.
public enum Flag: UInt8, Sendable, CaseIterable, Comparable {
  /// No interpretation and no range, or one that cannot be compared.
  case none = 0
  /// Within the reference range.
  case normal = 1
  /// Abnormal without a direction, or a positive finding.
  case abnormal = 2
  /// Below the reference range.
  case low = 3
  /// Above the reference range.
  case high = 4
  /// Critical, without a side.
  case critical = 5
  /// Critically low.
  case criticalLow = 6
  /// Critically high.
  case criticalHigh = 7

  /// Whether it is critical, on whichever side.
  public var isCritical: Bool { self >= .critical }

  /// Returns whether the left flag is less severe.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
