// SPDX-License-Identifier: Apache-2.0

/// How precisely a FHIR date, dateTime or instant is written.
///
/// The order is from coarse to fine. See https://hl7.org/fhir/R4/datatypes.html#dateTime.
public enum DatePrecision: UInt8, Sendable, Comparable, CaseIterable {
  /// `2019`.
  case year = 0
  /// `2019-03`.
  case month = 1
  /// `2019-03-02`.
  case day = 2
  /// `2019-03-02T10:15+01:00`, which R4 does not allow but records have.
  case minute = 3
  /// `2019-03-02T10:15:00+01:00`.
  case second = 4
  /// `2019-03-02T10:15:00.123+01:00`.
  case millisecond = 5

  /// Returns whether the left precision is coarser.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
