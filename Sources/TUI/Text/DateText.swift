// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Timeline

/// How dates are written on the screen: never more precise than they are known.
///
/// Events come in the time of the axis: what clocks in the display zone showed, as ``Chart`` makes
/// them. Recorded moments come in UTC.
struct DateText: Sendable {
  /// The zone for moments that were written with one.
  var zone: DisplayZone

  /// Day 0, when dates are shown relative to it.
  var dayZero: Int64?

  /// What dates are counted from while patients are de-identified; `nil` where dates are shown.
  var origin: DateOrigin?

  init(zone: DisplayZone, dayZero: Int64? = nil, origin: DateOrigin? = nil) {
    self.zone = zone
    self.dayZero = dayZero
    self.origin = origin
  }

  /// Whether dates are shown as those of the calendar, and not as distances.
  var hasCalendar: Bool { dayZero == nil && origin == nil }

  /// Returns a date as precise as it is: `2019`, `2019-03`, `2019-03-02`, `2019-03-02 10:15`.
  func text(_ milliseconds: Int64, precision: DatePrecision) -> String {
    if let origin {
      let day = origin.text(milliseconds, precision: precision)
      guard precision > .day, origin != .hidden else { return day }
      return day + " " + Self.clock(CivilTime(milliseconds: milliseconds))
    }
    let time = CivilTime(milliseconds: milliseconds)
    switch precision {
    case .year: return padded(time.year, to: 4)
    case .month: return Self.month(time)
    case .day: return Self.day(time)
    default: return Self.day(time) + " " + Self.clock(time)
    }
  }

  /// Returns the start of an event in ten columns or less: the day, `≈2019-03`, `no date`.
  func day(of event: Event) -> String {
    guard let start = event.start else {
      guard let end = event.end else { return "no date" }
      return "…" + text(end - 1, precision: min(event.endPrecision, .day))
    }
    if let dayZero { return Self.relative(start, to: dayZero) }
    let precision = min(event.startPrecision, .day)
    let date = text(start, precision: precision)
    if origin != nil { return date }
    return precision < .day ? "≈" + date : date
  }

  /// Returns the day and the minute, where it is known, of an event.
  func dayAndClock(of event: Event) -> String {
    guard let start = event.start, event.startPrecision > .day else { return day(of: event) }
    if dayZero != nil {
      return day(of: event) + " " + Self.clock(CivilTime(milliseconds: start))
    }
    return text(start, precision: event.startPrecision)
  }

  /// Returns the start and, of a span, the end: `2019-03-02 – 2019-04-01`, `since 2019`.
  ///
  /// What began and ended on one day has the day once, with the clock where it is known:
  /// `2019-03-02 10:15 – 11:30`.
  func range(of event: Event) -> String {
    guard event.shape == .span else { return dayAndClock(of: event) }
    let end = event.end.map {
      // The end is exclusive; a day is named by its last millisecond.
      text($0 - 1, precision: min(event.endPrecision, .day))
    }
    switch (event.start, end) {
    case (nil, nil): return "no date"
    case (nil, let end?): return "until \(end)"
    case (_?, nil): return "since \(day(of: event))"
    case (_?, let end?):
      let start = day(of: event)
      return start == end ? withinADay(event) : "\(start) – \(end)"
    }
  }

  private func withinADay(_ event: Event) -> String {
    let start = dayAndClock(of: event)
    guard let end = event.end, event.startPrecision > .day, event.endPrecision > .day else {
      return start
    }
    let clock = Self.clock(CivilTime(milliseconds: end - 1))
    return start.hasSuffix(clock) ? start : "\(start) – \(clock)"
  }

  /// Returns when something was recorded, to the minute; nothing while patients are de-identified.
  ///
  /// The day of an import is known to many, and how old a patient was on a known day is the birth
  /// date.
  func recorded(_ milliseconds: Int64) -> String {
    guard origin == nil else { return "" }
    let time = zone.civilTime(at: milliseconds)
    return Self.day(time) + " " + Self.clock(time)
  }

  /// Returns ` 2019-03-02 10:15` behind what was done; nothing while patients are de-identified.
  func recordedBehind(_ milliseconds: Int64) -> String {
    let text = recorded(milliseconds)
    return text.isEmpty ? "" : " \(text)"
  }

  /// Returns a moment of the axis as a date in the display zone.
  func axisDay(_ milliseconds: Int64) -> String {
    if let dayZero { return Self.relative(milliseconds, to: dayZero) }
    if let origin { return origin.text(milliseconds, precision: .day) }
    return Self.day(CivilTime(milliseconds: milliseconds))
  }

  /// Returns a moment of the axis to the minute.
  func axisMinute(_ milliseconds: Int64) -> String {
    let time = CivilTime(milliseconds: milliseconds)
    return axisDay(milliseconds) + " " + Self.clock(time)
  }

  /// Returns `2019-03-02`.
  static func day(_ time: CivilTime) -> String { month(time) + "-" + padded(time.day) }

  /// Returns `2019-03`.
  static func month(_ time: CivilTime) -> String {
    padded(time.year, to: 4) + "-" + padded(time.month)
  }

  /// Returns `09:20`.
  static func clock(_ time: CivilTime) -> String { padded(time.hour) + ":" + padded(time.minute) }

  /// Returns a distance in days of the calendar from that of day 0: `day 0`, `+12d`, `-3mo`, `+2.5y`.
  static func relative(_ milliseconds: Int64, to zero: Int64) -> String {
    func day(_ moment: Int64) -> Int { Int((Double(moment) / 86_400_000).rounded(.down)) }
    let days = day(milliseconds) - day(zero)
    if days == 0 { return "day 0" }
    return (days > 0 ? "+" : "-") + length(days: abs(days))
  }

  /// Returns a number of days in the largest unit that says enough: `12d`, `7mo`, `2.5y`.
  static func length(days: Int) -> String {
    switch days {
    case ..<120: return "\(days)d"
    case ..<730: return "\(Int((Double(days) / 30.44).rounded()))mo"
    default: return decimal(Double(days) / 365.25, places: 1) + "y"
    }
  }
}

extension Event {
  /// Whether the date was written with a time zone.
  var hasZone: Bool { offsetMinutes != nil }
}
