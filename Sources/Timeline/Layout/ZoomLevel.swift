// SPDX-License-Identifier: Apache-2.0

/// How much time a window shows.
public enum ZoomLevel: Int, Sendable, CaseIterable, Comparable {
  case hour, sixHours, day, week, month, threeMonths, sixMonths, year, twoYears, fiveYears, tenYears
  case twentyYears
  /// All that is known.
  case life

  /// The length of the window; `nil` for a life, which is as long as it is.
  public var milliseconds: Int64? {
    let day: Int64 = 86_400_000
    switch self {
    case .hour: return day / 24
    case .sixHours: return day / 4
    case .day: return day
    case .week: return 7 * day
    case .month: return 30 * day
    case .threeMonths: return 91 * day
    case .sixMonths: return 182 * day
    case .year: return 365 * day
    case .twoYears: return 730 * day
    case .fiveYears: return 1826 * day
    case .tenYears: return 3652 * day
    case .twentyYears: return 7305 * day
    case .life: return nil
    }
  }

  /// What the axis calls it: `5y`, `1mo`, `life`.
  public var title: String {
    switch self {
    case .hour: "1h"
    case .sixHours: "6h"
    case .day: "1d"
    case .week: "1w"
    case .month: "1mo"
    case .threeMonths: "3mo"
    case .sixMonths: "6mo"
    case .year: "1y"
    case .twoYears: "2y"
    case .fiveYears: "5y"
    case .tenYears: "10y"
    case .twentyYears: "20y"
    case .life: "life"
    }
  }

  /// The level that shows half as much or so; the finest is its own.
  public var finer: Self { Self(rawValue: rawValue - 1) ?? self }

  /// The level that shows twice as much or so; a life is its own.
  public var coarser: Self { Self(rawValue: rawValue + 1) ?? self }

  /// Returns whether the left level shows less time.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
