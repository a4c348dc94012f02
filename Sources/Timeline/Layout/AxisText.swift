// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// How moments and lengths of the axis are written: never more precisely than they are known.
public enum AxisText {
  /// Returns `2019`, `2019-03`, `2019-03-02` or `2019-03-02 10:15`.
  public static func date(_ moment: Int64, precision: DatePrecision) -> String {
    let text = FHIRDateTime.text(
      lowerBound: moment,
      precision: min(precision, .minute),
      offsetMinutes: nil
    )
    guard precision > .day else { return text }
    return text.replacing(UInt8(ascii: "T"), with: UInt8(ascii: " "))
  }

  /// Returns `09:20`.
  public static func clock(_ moment: Int64) -> String {
    String(date(moment, precision: .minute).suffix(5))
  }

  /// Returns a length in the largest unit that says enough: `45min`, `6h`, `29d`, `7mo`, `2.5y`.
  public static func length(_ milliseconds: Int64) -> String {
    let minutes = Double(abs(milliseconds)) / 60_000
    switch minutes {
    case ..<1: return "\(abs(milliseconds) / 1000)s"
    case ..<90: return "\(Int(minutes.rounded()))min"
    case ..<2160: return "\(Int((minutes / 60).rounded()))h"
    case ..<172_800: return "\(Int((minutes / 1440).rounded()))d"
    case ..<1_051_200: return "\(Int((minutes / 43_830).rounded()))mo"
    default:
      let tenths = Int((minutes / 52_596).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10)y" : "\(tenths / 10).\(tenths % 10)y"
    }
  }

  /// Returns a distance of hours from day 0: `0`, `+6h`, `-48h`.
  ///
  /// Days of the calendar are counted from midnight; these are not.
  static func hours(_ milliseconds: Int64) -> String {
    let minutes = abs(milliseconds) / 60_000
    guard minutes >= 60 else { return distance(milliseconds) }
    let rest = minutes % 60
    let text = rest == 0 ? "\(minutes / 60)h" : "\(minutes / 60)h\(rest)"
    return (milliseconds < 0 ? "-" : "+") + text
  }

  /// Returns a distance from day 0: `0`, `+12d`, `−3mo`.
  public static func distance(_ milliseconds: Int64) -> String {
    if milliseconds == 0 { return "0" }
    return (milliseconds < 0 ? "-" : "+") + length(milliseconds)
  }
}

extension String {
  /// Returns the text with each of an ASCII character replaced by another.
  fileprivate func replacing(_ old: UInt8, with new: UInt8) -> String {
    String(decoding: utf8.map { $0 == old ? new : $0 }, as: UTF8.self)
  }
}
