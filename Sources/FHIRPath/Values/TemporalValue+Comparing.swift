// SPDX-License-Identifier: Apache-2.0

extension TemporalValue {
  /// Compares two values part by part.
  ///
  /// Values with an offset are compared in UTC. Where only one has an offset, the other may lie
  /// fourteen hours to either side. See https://hl7.org/fhirpath/N1/#datetime-comparison.
  ///
  /// - Returns: -1, 0 or 1; `nil` where the values are equal as far as both go and one goes further,
  ///   or where the missing offset decides.
  static func compare(_ left: Self, _ right: Self) -> Int? {
    if left.offset != nil, right.offset != nil {
      return parts(left.inUTC, right.inUTC)
    }
    if (left.offset == nil) != (right.offset == nil), left.precision >= .hour,
      right.precision >= .hour
    {
      return compareUncertain(left, right)
    }
    return parts(left, right)
  }

  /// Whether two values are equally precise and the same.
  static func isEquivalent(_ left: Self, _ right: Self) -> Bool {
    compare(left, right) == 0
  }

  private static func parts(_ left: Self, _ right: Self) -> Int? {
    func order<Part: Comparable>(_ left: Part, _ right: Part) -> Int {
      left < right ? -1 : left == right ? 0 : 1
    }
    let last = min(left.precision, right.precision)
    if left.kind != .time {
      var found = order(left.year, right.year)
      if found != 0 { return found }
      if last >= .month { found = order(left.month, right.month) }
      if found != 0 { return found }
      if last >= .day { found = order(left.day, right.day) }
      if found != 0 { return found }
    }
    var found = 0
    if last >= .hour { found = order(left.hour, right.hour) }
    if found != 0 { return found }
    if last >= .minute { found = order(left.minute, right.minute) }
    if found != 0 { return found }
    if last >= .second {
      found = order(left.second, right.second)
      if found != 0 { return found }
      return order(left.nanosecond, right.nanosecond)
    }
    return left.precision == right.precision ? 0 : nil
  }

  private static func compareUncertain(_ left: Self, _ right: Self) -> Int? {
    let day = 86_400_000_000_000
    func moment(_ value: Self) -> Int? {
      guard abs(Int(value.year)) < 10_000 else { return nil }
      // In seconds, which fit whatever the year.
      return value.dayNumber * 86_400 + value.nanosecondOfDay / (day / 86_400)
        - Int(value.offset ?? 0) * 60
    }
    guard let first = moment(left), let second = moment(right) else { return nil }
    let margin = 15 * 3600
    if first + margin < second { return -1 }
    if second + margin < first { return 1 }
    return nil
  }

  /// The same moment with an offset of zero.
  var inUTC: Self {
    guard let offset, offset != 0, precision >= .hour else { return self }
    var result = self
    result.add(minutes: -Int(offset))
    result.offset = 0
    // A part that is not given moves with the offset: 10+05:30 is 04:30, still known to the hour.
    return result
  }

  private mutating func add(minutes: Int) {
    let total = Int(hour) * 60 + Int(minute) + minutes
    let days = total >= 0 ? total / 1440 : -((1439 - total) / 1440)
    let rest = total - days * 1440
    hour = Int8(rest / 60)
    minute = Int8(rest % 60)
    if days != 0 { setDay(number: dayNumber + days) }
  }
}
