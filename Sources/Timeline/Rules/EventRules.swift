// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What of a resource the timeline draws.
///
/// One table, ``rule(for:)``, has a line for every resource type of R4: which elements
/// date it, in the order of clinical truth (onset, occurrence, effective, performed; then recorded,
/// issued, authored), its lane, and where title, value and status come from. What a table cannot say
/// of observations, problems, medications and documents is in files of their own.
///
/// Nothing is guessed. A date that cannot be parsed dates nothing, and the next element is asked. A
/// resource without any date is an undated event, unless its type never says anything clinical.
public enum EventRules {
  /// Returns the events of a resource: one, or none for types that are not part of a history; of a report
  /// that contains its results, theirs behind its own.
  ///
  /// - Parameters:
  ///   - resource: The resource.
  ///   - type: Its type.
  /// - Returns: The events.
  public static func events(of resource: JSONValue, type: ResourceType) -> [Event] {
    if type == .observation { return [ObservationRules.event(of: resource)] }
    guard let line = table[type.code - 1] else { return [] }
    guard let event = event(of: resource, line.rule) else { return [] }
    return type == .diagnosticReport
      ? [event] + DocumentRules.containedResults(resource, event) : [event]
  }

  /// Returns whether resources of a type can be events.
  public static func hasEvents(_ type: ResourceType) -> Bool { rule(for: type) != nil }

  /// Returns the elements that may date a type, in the order in which they are asked.
  public static func dateElements(of type: ResourceType) -> [String] {
    (rule(for: type)?.dates ?? []).map(\.name)
  }

  /// A line of the table, which is not copied when it is read.
  private final class Line: Sendable {
    let rule: EventRule

    init(_ rule: EventRule) { self.rule = rule }
  }

  private static let table: [Line?] = ResourceType.allCases.map { rule(for: $0).map(Line.init) }

  private static func event(of resource: JSONValue, _ rule: EventRule) -> Event? {
    if let applies = rule.applies, !applies(resource) { return nil }
    var event = Event(lane: rule.lane, title: "")
    DateReader.date(&event, by: rule.dates, from: resource)
    if event.isUndated && !rule.keepsUndated { return nil }
    readTitle(resource, rule, &event)
    for value in rule.values {
      guard let found = value.read(resource) else { continue }
      event.value = found.text
      event.number = found.number
      event.unit = found.unit
      break
    }
    event.status = resource[key: rule.status]?.content
    event.encounterID = References.encounterID(in: resource, at: rule.encounter)
    rule.refine?(resource, &event)
    noteModifiers(resource, &event)
    return event
  }
}

extension EventRules {
  /// Says in the title what changes the meaning of the whole resource: `(modifier: negated)`.
  ///
  /// Nobody here knows how it changes it; https://hl7.org/fhir/R4/extensibility.html#modifierExtension
  /// forbids to show the resource as if it were not there.
  static func noteModifiers(_ resource: JSONValue, _ event: inout Event) {
    guard let modifiers = resource["modifierExtension"] else { return }
    let names = modifiers.elements.compactMap { modifier -> String? in
      guard let url = modifier["url"]?.content, !isProvenance(url) else { return nil }
      return url.split { "/#:".contains($0) }.last.map(String.init)
    }
    guard !names.isEmpty else { return }
    event.title += " (modifier: \(Titles.shortened(names.joined(separator: ", "))))"
  }

  /// Whether a modifier says by whom a resource was made, and changes nothing of its meaning.
  ///
  /// HealthLake puts how sure it was of the words of a note, and where they stand, into modifiers.
  private static func isProvenance(_ url: String) -> Bool {
    url.hasPrefix("http://healthlake.amazonaws.com/")
  }

  /// Reads the title; words come before codes, and a code alone is said to be one of what.
  private static func readTitle(_ resource: JSONValue, _ rule: EventRule, _ event: inout Event) {
    var chosen: Reading?
    for title in rule.titles {
      guard let found = title.read(resource) else { continue }
      if chosen == nil || !found.isCode { chosen = found }
      if !found.isCode { break }
    }
    guard let chosen else {
      event.title = rule.name
      return
    }
    let isNamed = chosen.isCode && rule.lane >= .carePlans
    event.title = isNamed ? "\(rule.name): \(chosen.text)" : chosen.text
    event.system = chosen.coding?.system
    event.code = chosen.coding?.code
  }
}

extension JSONValue {
  /// The member with a key that comes from a table.
  subscript(key key: StaticString) -> JSONValue? { self[key] }
}
