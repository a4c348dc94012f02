// SPDX-License-Identifier: Apache-2.0

import FHIR

/// An element that may date an event.
struct DateElement: Sendable {
  enum Kind: Sendable {
    /// A date, dateTime or instant.
    case moment
    /// A Period.
    case period
    /// A Timing: its first event, else its bounds.
    case timing
    /// A date, dateTime or instant, with another element for the end.
    case fromTo(StaticString)
  }

  let kind: Kind
  let name: StaticString
  let parent: StaticString?

  static func moment(_ name: StaticString, in parent: StaticString? = nil) -> DateElement {
    DateElement(kind: .moment, name: name, parent: parent)
  }

  static func period(_ name: StaticString, in parent: StaticString? = nil) -> DateElement {
    DateElement(kind: .period, name: name, parent: parent)
  }

  static func timing(_ name: StaticString) -> DateElement {
    DateElement(kind: .timing, name: name, parent: nil)
  }

  static func from(_ name: StaticString, to end: StaticString) -> DateElement {
    DateElement(kind: .fromTo(end), name: name, parent: nil)
  }

  /// The path as it is shown: `context.period`.
  var path: String { parent.map { "\($0).\(name)" } ?? "\(name)" }

  /// Dates an event, and says whether the element did.
  func apply(to event: inout Event, _ resource: JSONValue) -> Bool {
    guard var place = parent.map({ resource[$0] }) ?? resource else { return false }
    // A list of parents, such as Task's, counts by its first.
    if place.isArray, let first = place.first { place = first }
    switch kind {
    case .moment:
      guard let date = FHIRDateTime(place[name]) else { return false }
      event.setStart(date, element: path)
      return true
    case .period:
      guard let period = place[name], period.isObject else { return false }
      return event.setPeriod(period, path: path)
    case .timing:
      guard let timing = place[name], timing.isObject else { return false }
      return event.setTiming(timing, path: path)
    case .fromTo(let endName):
      guard let start = FHIRDateTime(place[name]) else { return false }
      event.setStart(start, element: path)
      if let end = FHIRDateTime(place[endName]) { event.setEnd(end) }
      return true
    }
  }
}

extension Event {
  mutating func setStart(_ date: FHIRDateTime, element: String) {
    start = date.lowerBound
    startPrecision = date.precision
    offsetMinutes = date.offsetMinutes
    dateElement = element
  }

  /// Makes the event a span that ends so; an end before the start leaves it open at neither side.
  mutating func setEnd(_ date: FHIRDateTime) {
    if let start, date.upperBound <= start { return }
    shape = .span
    end = date.upperBound
    endPrecision = date.precision
  }

  /// Makes the event a span; `false` when the period has neither a start nor an end.
  mutating func setPeriod(_ period: JSONValue, path: String) -> Bool {
    let from = FHIRDateTime(period["start"])
    let to = FHIRDateTime(period["end"])
    guard from != nil || to != nil else { return false }
    if let from {
      setStart(from, element: path + ".start")
    } else {
      dateElement = path + ".end"
    }
    if let from, let to, from.lowerBound == to.lowerBound, from.precision == to.precision {
      // A period that begins and ends at once is a moment.
      return true
    }
    shape = .span
    if let to { setEnd(to) }
    return true
  }

  mutating func setTiming(_ timing: JSONValue, path: String) -> Bool {
    if let date = FHIRDateTime(timing["event"]?.first) {
      setStart(date, element: path + ".event")
      return true
    }
    guard let bounds = timing["repeat"]?["boundsPeriod"], bounds.isObject else { return false }
    return setPeriod(bounds, path: path + ".repeat.boundsPeriod")
  }

  /// Sets title and code from a CodeableConcept.
  mutating func setConcept(_ value: JSONValue?) {
    guard let value else { return }
    let concept = CodeableConcept(value)
    if let display = concept.display { title = display }
    if let coding = concept.principal {
      system = coding.system
      code = coding.code
    }
  }

  /// Sets title and code from the first element of a list, or from the concept itself.
  mutating func setFirstConcept(_ value: JSONValue?) {
    guard let value else { return }
    setConcept(value.isArray ? value.first : value)
  }
}

/// Reading of short texts out of concepts.
enum ConceptText {
  /// The display of a CodeableConcept, or of the first of a list.
  static func of(_ value: JSONValue?) -> String? {
    guard let value, let concept = value.isArray ? value.first : value else { return nil }
    return CodeableConcept(concept).display
  }

  /// The displays of all concepts of a list.
  static func all(_ value: JSONValue?) -> [String] {
    (value?.elements ?? .empty).compactMap { CodeableConcept($0).display }
  }
}
