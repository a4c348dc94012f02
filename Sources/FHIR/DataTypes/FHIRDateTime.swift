// SPDX-License-Identifier: Apache-2.0

/// A date, dateTime or instant, as precise as it is written.
///
/// Nothing is invented: `2019` is the whole of a year, from ``lowerBound`` up to, but not including,
/// ``upperBound``. A date without a time zone is laid on UTC and has no ``offsetMinutes``.
///
/// ```
/// written                      precision  lowerBound                  upperBound
/// 2019                         year       2019-01-01T00:00:00Z        2020-01-01T00:00:00Z
/// 2019-02                      month      2019-02-01T00:00:00Z        2019-03-01T00:00:00Z
/// 2019-02-28T23:30:00-05:00    second     2019-03-01T04:30:00Z        2019-03-01T04:30:01Z
/// 2019-02-30                   not a date
/// ```
///
/// See https://hl7.org/fhir/R4/datatypes.html#dateTime.
public struct FHIRDateTime: Sendable, Equatable {
  /// How precisely it is written.
  public let precision: DatePrecision

  /// The first millisecond since 1970 UTC that it may mean.
  public let lowerBound: Int64

  /// The first millisecond since 1970 UTC after the last that it may mean.
  public let upperBound: Int64

  /// The offset from UTC that is written with it, in minutes; `nil` without a time zone.
  public let offsetMinutes: Int16?

  /// Parses a date, dateTime or instant.
  ///
  /// Gives `nil` for everything that is none: a 30th of February, a month 13, a year 0000. A time
  /// without a zone or without seconds, which R4 forbids but records have, is taken.
  public init?(_ text: String) {
    var text = text
    guard let parsed = text.withUTF8({ Self(utf8: $0) }) else { return nil }
    self = parsed
  }

  /// Parses the string of a value.
  public init?(_ value: JSONValue?) {
    guard let value, value.kind == .string, let parsed = value.withUTF8({ Self(utf8: $0) }) ?? nil
    else { return nil }
    self = parsed
  }

  /// Parses bytes.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    var reader = Reader(bytes)
    guard let year = reader.digits(4), year > 0 else { return nil }
    var date = CivilDate(year: year, month: 1, day: 1)
    guard !reader.isAtEnd else {
      self.init(.year, date, until: CivilDate(year: year + 1, month: 1, day: 1))
      return
    }
    guard reader.take("-"), let month = reader.digits(2), (1...12).contains(month) else {
      return nil
    }
    date.month = month
    guard !reader.isAtEnd else {
      let next = CivilDate(
        year: month == 12 ? year + 1 : year,
        month: month == 12 ? 1 : month + 1,
        day: 1
      )
      self.init(.month, date, until: next)
      return
    }
    guard reader.take("-"), let day = reader.digits(2), day >= 1,
      day <= CivilDate.daysIn(year: year, month: month)
    else { return nil }
    date.day = day
    guard !reader.isAtEnd else {
      self.init(.day, date, until: CivilDate(daysSince1970: date.daysSince1970 + 1))
      return
    }
    guard reader.take("T"), let time = reader.time() else { return nil }
    guard let offset = reader.zone(), reader.isAtEnd else { return nil }
    let local = Int64(date.daysSince1970) * 86_400_000 + time.milliseconds
    let start = local - Int64(offset.minutes ?? 0) * 60_000
    self.init(
      precision: time.precision,
      lowerBound: start,
      upperBound: start + time.width,
      offsetMinutes: offset.minutes
    )
  }

  private init(
    precision: DatePrecision,
    lowerBound: Int64,
    upperBound: Int64,
    offsetMinutes: Int16?
  ) {
    self.precision = precision
    self.lowerBound = lowerBound
    self.upperBound = upperBound
    self.offsetMinutes = offsetMinutes
  }

  private init(_ precision: DatePrecision, _ from: CivilDate, until: CivilDate) {
    self.init(
      precision: precision,
      lowerBound: Int64(from.daysSince1970) * 86_400_000,
      upperBound: Int64(until.daysSince1970) * 86_400_000,
      offsetMinutes: nil
    )
  }

  /// Returns an instant in UTC with milliseconds, as `meta.lastUpdated` is written.
  public static func instantText(_ milliseconds: Int64) -> String {
    text(lowerBound: milliseconds, precision: .millisecond, offsetMinutes: 0)
  }

  /// Returns the text of a date of a precision, which parses to the same bounds.
  ///
  /// A date without a time has no zone, and an offset does not move it.
  public static func text(
    lowerBound: Int64,
    precision: DatePrecision,
    offsetMinutes: Int16?
  ) -> String {
    let offset = precision > .day ? offsetMinutes ?? 0 : 0
    let local = lowerBound + Int64(offset) * 60_000
    let day = Int((Double(local) / 86_400_000).rounded(.down))
    let time = Int(local - Int64(day) * 86_400_000)
    let date = CivilDate(daysSince1970: day)
    var text = padded(date.year, 4)
    if precision == .year { return text }
    text += "-" + padded(date.month, 2)
    if precision == .month { return text }
    text += "-" + padded(date.day, 2)
    if precision == .day { return text }
    text += "T" + padded(time / 3_600_000, 2) + ":" + padded(time / 60_000 % 60, 2)
    if precision >= .second { text += ":" + padded(time / 1000 % 60, 2) }
    if precision == .millisecond { text += "." + padded(time % 1000, 3) }
    guard let offsetMinutes else { return text }
    if offsetMinutes == 0 { return text + "Z" }
    let minutes = Int(abs(offsetMinutes))
    return text + (offsetMinutes < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":"
      + padded(minutes % 60, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  // MARK: - Reading

  private struct Reader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }

    mutating func digits(_ count: Int) -> Int? {
      guard at + count <= bytes.count else { return nil }
      var value = 0
      for _ in 0..<count {
        let digit = bytes[at] &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        value = value * 10 + Int(digit)
        at += 1
      }
      return value
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard at < bytes.count, UInt32(bytes[at]) == character.value else { return false }
      at += 1
      return true
    }

    mutating func time() -> (milliseconds: Int64, width: Int64, precision: DatePrecision)? {
      guard let hour = digits(2), hour < 24, take(":"), let minute = digits(2), minute < 60 else {
        return nil
      }
      let base = Int64(hour * 60 + minute) * 60_000
      guard take(":") else { return (base, 60_000, .minute) }
      // 60 is a leap second, which R4 allows; it is the last millisecond's second.
      guard let second = digits(2), second <= 60 else { return nil }
      let whole = base + Int64(second) * 1000
      guard take(".") else { return (whole, 1000, .second) }
      var fraction: Int64 = 0
      var count = 0
      while at < bytes.count, bytes[at] &- UInt8(ascii: "0") < 10 {
        if count < 3 { fraction = fraction * 10 + Int64(bytes[at] - UInt8(ascii: "0")) }
        count += 1
        at += 1
      }
      guard count > 0 else { return nil }
      for _ in count..<max(count, 3) { fraction *= 10 }
      return (whole + fraction, 1, .millisecond)
    }

    mutating func zone() -> (minutes: Int16?, Void)? {
      if isAtEnd { return (nil, ()) }
      if take("Z") { return (0, ()) }
      let sign: Int
      if take("+") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
      guard let hours = digits(2), hours <= 14, take(":"), let minutes = digits(2), minutes < 60
      else { return nil }
      return (Int16(sign * (hours * 60 + minutes)), ())
    }
  }
}
