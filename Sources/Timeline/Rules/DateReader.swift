// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Dates an event by the first element that holds a date.
enum DateReader {
  /// Dates an event; leaves it undated when no element does.
  ///
  /// Where a path goes through an array and several of its elements hold dates, the event spans all
  /// of them.
  static func date(_ event: inout Event, by rules: [DateRule], from resource: JSONValue) {
    for rule in rules where date(&event, by: rule, from: resource) { return }
  }

  private static func date(
    _ event: inout Event,
    by rule: DateRule,
    from resource: JSONValue
  ) -> Bool {
    if rule.path.count == 1, let value = resource[rule.path[0]], !value.isArray {
      return date(&event, by: rule, value: value, resource: resource)
    }
    if rule.form == .pair { return date(&event, by: rule, value: nil, resource: resource) }
    var found: Event?
    visit(resource, rule.path[...]) { value in
      var candidate = Event(lane: event.lane, title: "")
      guard date(&candidate, by: rule, value: value, resource: resource) else { return }
      found = found.map { joined($0, candidate) } ?? candidate
    }
    guard let found else { return false }
    event.takeDate(of: found)
    return true
  }

  private static func visit(
    _ value: JSONValue,
    _ path: ArraySlice<StaticString>,
    _ body: (JSONValue) -> Void
  ) {
    if value.isArray {
      for element in value.elements { visit(element, path, body) }
    } else if let step = path.first {
      if let next = value[step] { visit(next, path.dropFirst(), body) }
    } else {
      body(value)
    }
  }

  private static func date(
    _ event: inout Event,
    by rule: DateRule,
    value: JSONValue?,
    resource: JSONValue
  ) -> Bool {
    switch rule.form {
    case .moment:
      guard let date = FHIRDateTime(value) else { return false }
      event.begin(at: date, element: rule.name)
    case .period:
      guard let period = FHIRPeriod(value) else { return false }
      event.span(period, rule)
    case .pair:
      let start = FHIRDateTime(value)
      let end = FHIRDateTime(rule.end.flatMap { resource[$0] })
      guard start != nil || end != nil else { return false }
      event.span(FHIRPeriod(start: start, end: end), rule)
    case .timing:
      guard let timing = FHIRTiming(value) else { return false }
      if let bounds = timing.bounds {
        event.span(bounds, rule)
      } else if let first = timing.events.min(by: { $0.lowerBound < $1.lowerBound }) {
        event.begin(at: first, element: rule.eventName)
        if timing.events.count > 1,
          let last = timing.events.max(by: { $0.upperBound < $1.upperBound })
        {
          event.finish(at: last)
        }
      }
    }
    return true
  }

  /// One event from the earliest beginning to the latest end of two.
  private static func joined(_ left: Event, _ right: Event) -> Event {
    var event = (left.start ?? .min) <= (right.start ?? .min) ? left : right
    let other = (left.start ?? .min) <= (right.start ?? .min) ? right : left
    let isOpen = [left, right].contains { $0.shape == .span && $0.end == nil }
    if left.shape == .span || right.shape == .span || left.start != right.start {
      event.shape = .span
      let ends = [left, right].map {
        ($0.knownEnd, $0.shape == .span ? $0.endPrecision : $0.startPrecision)
      }
      let last = ends.max { ($0.0 ?? .min) < ($1.0 ?? .min) }
      event.end = isOpen ? nil : last?.0
      event.endPrecision = last?.1 ?? event.endPrecision
    }
    if event.start == nil { event.offsetMinutes = other.offsetMinutes }
    return event
  }
}

extension Event {
  /// The first millisecond after the event, as far as it is known: the end of a span, or of the day,
  /// month or year to which an instant is known.
  public var knownEnd: Int64? {
    if let end { return end }
    guard shape == .instant, let start else { return nil }
    return startPrecision.upperBound(of: start)
  }

  /// Makes the event an instant.
  mutating func begin(at date: FHIRDateTime, element: String) {
    shape = .instant
    start = date.lowerBound
    startPrecision = date.precision
    offsetMinutes = date.offsetMinutes
    dateElement = element
  }

  /// Makes an event that has begun a span that ends with a date.
  ///
  /// One offset is kept for both sides. Dates without a time do not use it; a time without a zone
  /// beside one that has a zone does not either, and the other is taken as its clocks showed it.
  mutating func finish(at date: FHIRDateTime) {
    shape = .span
    end = date.upperBound
    endPrecision = date.precision
    guard date.precision > .day, offsetMinutes == nil, let offset = date.offsetMinutes else {
      return
    }
    if start != nil && startPrecision > .day {
      end = date.upperBound + Int64(offset) * 60_000
    } else {
      offsetMinutes = offset
    }
  }

  /// Makes the event a span.
  mutating func span(_ period: FHIRPeriod, _ rule: DateRule) {
    shape = .span
    start = period.start?.lowerBound
    startPrecision = period.start?.precision ?? .millisecond
    offsetMinutes = period.start?.offsetMinutes
    end = nil
    endPrecision = .millisecond
    if let end = period.end { finish(at: end) }
    dateElement = period.start == nil ? rule.endName : rule.startName
  }

  /// Takes over when another event was.
  mutating func takeDate(of other: Event) {
    shape = other.shape
    start = other.start
    startPrecision = other.startPrecision
    end = other.end
    endPrecision = other.endPrecision
    offsetMinutes = other.offsetMinutes
    dateElement = other.dateElement
  }
}

extension DatePrecision {
  /// Returns the first moment after what a date of this precision covers.
  public func upperBound(of lowerBound: Int64) -> Int64 {
    switch self {
    case .year: FHIRDuration.adding(months: 12, to: lowerBound)
    case .month: FHIRDuration.adding(months: 1, to: lowerBound)
    case .day: lowerBound + 86_400_000
    case .minute: lowerBound + 60_000
    case .second: lowerBound + 1000
    case .millisecond: lowerBound + 1
    }
  }
}
