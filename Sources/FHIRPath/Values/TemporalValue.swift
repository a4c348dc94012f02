// SPDX-License-Identifier: Apache-2.0

/// A date, a date with time, or a time of day, as precise as it was written.
///
/// See https://hl7.org/fhirpath/N1/#date.
struct TemporalValue: Sendable, Equatable {
  enum Kind: UInt8, Sendable {
    case date
    case dateTime
    case time
  }

  /// The last part that is given.
  ///
  /// Fractions of a second are a part of their own for `precision()` only: in comparisons seconds
  /// and milliseconds are one.
  enum Precision: UInt8, Sendable, Comparable {
    case year
    case month
    case day
    case hour
    case minute
    case second
    case millisecond

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  var kind: Kind
  var precision: Precision
  var year: Int32 = 1
  var month: Int8 = 1
  var day: Int8 = 1
  var hour: Int8 = 0
  var minute: Int8 = 0
  var second: Int8 = 0
  /// Billionths of a second.
  var nanosecond: Int32 = 0
  /// How many digits of a fraction of a second are written.
  var fractionDigits: Int8 = 0
  /// Minutes east of UTC.
  var offset: Int16?
  /// Whether the offset is written `Z`.
  var isZulu = false

  /// The days since 1970-01-01 of the Gregorian calendar.
  var dayNumber: Int { Self.dayNumber(Int(year), Int(month), Int(day)) }

  /// The nanoseconds since midnight.
  var nanosecondOfDay: Int {
    ((Int(hour) * 60 + Int(minute)) * 60 + Int(second)) * 1_000_000_000 + Int(nanosecond)
  }

  static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  mutating func setDay(number: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let part = (5 * dayOfYear + 2) / 153
    day = Int8(dayOfYear - (153 * part + 2) / 5 + 1)
    month = Int8(part < 10 ? part + 3 : part - 9)
    year = Int32(yearOfEra + era * 400 + (month <= 2 ? 1 : 0))
  }

  static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

// MARK: - Text

extension TemporalValue {
  /// The text without `@`, and without the `T` that begins a time or ends a partial dateTime.
  var text: String {
    func padded(_ number: some BinaryInteger, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    var text = ""
    if kind != .time {
      text = padded(year, 4)
      if precision >= .month { text += "-" + padded(month, 2) }
      if precision >= .day { text += "-" + padded(day, 2) }
      if precision >= .hour { text += "T" }
    }
    if precision >= .hour { text += padded(hour, 2) }
    if precision >= .minute { text += ":" + padded(minute, 2) }
    if precision >= .second { text += ":" + padded(second, 2) }
    if precision == .millisecond {
      text += "." + String(padded(nanosecond, 9).prefix(Int(fractionDigits)))
    }
    if let offset {
      if isZulu {
        text += "Z"
      } else {
        let minutes = abs(Int(offset))
        text += (offset < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
      }
    }
    return text
  }

  /// Reads the text of a date, dateTime or time.
  init?(_ text: some Collection<UInt8>, as kind: Kind) {
    var scanner = TemporalScanner(text)
    guard let value = scanner.scan(kind), scanner.isAtEnd else { return nil }
    self = value
  }
}

/// Reads a date, dateTime or time from the beginning of bytes.
struct TemporalScanner<Bytes: Collection<UInt8>> {
  private let bytes: Bytes
  private(set) var index: Bytes.Index

  init(_ bytes: Bytes) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  var isAtEnd: Bool { index == bytes.endIndex }

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private mutating func number(_ width: Int) -> Int? {
    var value = 0
    var at = index
    for _ in 0..<width {
      guard at < bytes.endIndex, bytes[at] &- 0x30 < 10 else { return nil }
      value = value * 10 + Int(bytes[at] &- 0x30)
      at = bytes.index(after: at)
    }
    index = at
    return value
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index = bytes.index(after: index)
    return true
  }

  /// Whether a separator and a digit follow; the separator is taken.
  private mutating func takeSeparator(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    let after = bytes.index(after: index)
    guard after < bytes.endIndex, bytes[after] &- 0x30 < 10 else { return false }
    index = after
    return true
  }

  /// Reads a value; for a dateTime the `T` may be missing.
  mutating func scan(_ kind: TemporalValue.Kind) -> TemporalValue? {
    var value = TemporalValue(kind: kind, precision: .year)
    if kind == .time { return scanTime(&value) ? value : nil }
    guard let year = number(4), year > 0 else { return nil }
    value.year = Int32(year)
    if takeSeparator(UInt8(ascii: "-")) {
      guard let month = number(2), 1...12 ~= month else { return nil }
      value.month = Int8(month)
      value.precision = .month
      if takeSeparator(UInt8(ascii: "-")) {
        guard let day = number(2), day > 0,
          day <= TemporalValue.days(inMonth: month, of: year)
        else { return nil }
        value.day = Int8(day)
        value.precision = .day
      }
    }
    guard kind == .dateTime, take(UInt8(ascii: "T")) else { return value }
    guard let first = next, first &- 0x30 < 10 else { return value }
    guard value.precision == .day, scanTime(&value), scanOffset(&value) else { return nil }
    return value
  }

  private mutating func scanTime(_ value: inout TemporalValue) -> Bool {
    guard let hour = number(2), hour < 24 else { return false }
    value.hour = Int8(hour)
    value.precision = .hour
    guard takeSeparator(UInt8(ascii: ":")) else { return true }
    guard let minute = number(2), minute < 60 else { return false }
    value.minute = Int8(minute)
    value.precision = .minute
    guard takeSeparator(UInt8(ascii: ":")) else { return true }
    // A leap second is read as the second before it.
    guard let second = number(2), second <= 60 else { return false }
    value.second = Int8(min(second, 59))
    value.precision = .second
    guard takeSeparator(UInt8(ascii: ".")) else { return true }
    value.precision = .millisecond
    var unit: Int32 = 100_000_000
    while let digit = next, digit &- 0x30 < 10 {
      value.nanosecond += Int32(digit &- 0x30) * unit
      unit /= 10
      value.fractionDigits = min(9, value.fractionDigits + 1)
      index = bytes.index(after: index)
    }
    return true
  }

  private mutating func scanOffset(_ value: inout TemporalValue) -> Bool {
    if take(UInt8(ascii: "Z")) {
      value.offset = 0
      value.isZulu = true
      return true
    }
    guard let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return true
    }
    index = bytes.index(after: index)
    guard let hours = number(2), hours <= 14, take(UInt8(ascii: ":")), let minutes = number(2),
      minutes < 60
    else { return false }
    value.offset = Int16((hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1))
    return true
  }
}
