// SPDX-License-Identifier: Apache-2.0

/// The forms of date, dateTime, instant and time, checked on UTF-8 bytes.
///
/// Days are those of the calendar: `2019-02-29` is no date. A time of day has seconds, and a zone
/// except in the type time; the hour 24 does not exist, the second 60 does.
/// See https://hl7.org/fhir/R4/datatypes.html#dateTime.
enum DateChecks {
  typealias Bytes = UnsafeBufferPointer<UInt8>

  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
  static func isDate(_ bytes: Bytes) -> Bool { dateLength(bytes) == bytes.count }

  /// A date, or a day with a time and a zone.
  static func isDateTime(_ bytes: Bytes) -> Bool {
    guard let length = dateLength(bytes) else { return false }
    return length == bytes.count || length == 10 && isTimeAndZone(bytes)
  }

  /// A day with a time and a zone.
  static func isInstant(_ bytes: Bytes) -> Bool {
    dateLength(bytes) == 10 && isTimeAndZone(bytes)
  }

  /// `hh:mm:ss`, with any number of decimals.
  static func isTime(_ bytes: Bytes) -> Bool { timeEnd(bytes, from: 0) == bytes.count }

  /// The length of the date at the start: 4, 7 or 10.
  private static func dateLength(_ bytes: Bytes) -> Int? {
    guard bytes.count >= 4, let high = pair(bytes, 0), let low = pair(bytes, 2) else { return nil }
    let year = high * 100 + low
    guard year > 0 else { return nil }
    guard bytes.count > 4 else { return 4 }
    guard bytes.count >= 7, bytes[4] == UInt8(ascii: "-"), let month = pair(bytes, 5),
      1...12 ~= month
    else { return nil }
    guard bytes.count > 7 else { return 7 }
    guard bytes.count >= 10, bytes[7] == UInt8(ascii: "-"), let day = pair(bytes, 8), day >= 1,
      day <= days(inMonth: month, year: year)
    else { return nil }
    return 10
  }

  private static func days(inMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  private static func isTimeAndZone(_ bytes: Bytes) -> Bool {
    guard bytes.count > 11, bytes[10] == UInt8(ascii: "T"), let end = timeEnd(bytes, from: 11),
      end < bytes.count
    else { return false }
    if bytes[end] == UInt8(ascii: "Z") { return end + 1 == bytes.count }
    guard bytes[end] == UInt8(ascii: "+") || bytes[end] == UInt8(ascii: "-"),
      bytes.count == end + 6, let hour = pair(bytes, end + 1), bytes[end + 3] == UInt8(ascii: ":"),
      let minute = pair(bytes, end + 4)
    else { return false }
    return hour < 14 && minute < 60 || hour == 14 && minute == 0
  }

  private static func timeEnd(_ bytes: Bytes, from start: Int) -> Int? {
    guard bytes.count >= start + 8, let hour = pair(bytes, start), hour < 24,
      bytes[start + 2] == UInt8(ascii: ":"), let minute = pair(bytes, start + 3), minute < 60,
      bytes[start + 5] == UInt8(ascii: ":"), let second = pair(bytes, start + 6), second <= 60
    else { return nil }
    var end = start + 8
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      while end < bytes.count, CharacterChecks.isDigit(bytes[end]) { end += 1 }
      if end == start + 9 { return nil }
    }
    return end
  }

  /// The number that two digits make.
  private static func pair(_ bytes: Bytes, _ at: Int) -> Int? {
    let high = bytes[at] &- UInt8(ascii: "0")
    let low = bytes[at + 1] &- UInt8(ascii: "0")
    return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
  }
}
