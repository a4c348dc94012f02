// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// Makes events from resources.
///
/// What dates a resource, which lane it belongs to, and how its title, value and flag are made is
/// one table with a line per resource type, in `EventRules+Table.swift`:
///
/// ```
/// type         dated by, the first that is there                        lane
/// Condition    onsetDateTime, onsetPeriod, recordedDate                 problems; span to the abatement
/// Observation  effectiveDateTime, …Period, …Timing, …Instant, issued    by category, else by code
/// Encounter    period                                                   encounters; span
/// Organization never                                                    none: no event
/// ```
///
/// The order is that of clinical truth: when it began or happened, before when it was written down.
/// An element that is there but is no date is passed over. A resource that nothing dates becomes an
/// undated event, so that it cannot disappear.
public enum EventRules {
  /// Returns the events of a resource: none for types that say nothing about a patient's course,
  /// one for nearly all others.
  ///
  /// - Parameters:
  ///   - resource: The resource, parsed; it may be invalid.
  ///   - type: Its type.
  /// - Returns: The events, in a fixed order.
  public static func events(of resource: JSONValue, type: ResourceType) -> [Event] {
    let rule = rules[type.code]
    if type == .patient { return LifeRules.events(of: resource) }
    guard let lane = rule.lane else { return [] }
    var event = Event(lane: lane, title: "")
    for element in rule.dates where element.apply(to: &event, resource) { break }
    event.status = resource["status"]?.string
    event.encounterID = EncounterElement.id(of: resource)
    rule.fill(&event, resource)
    if event.title.isEmpty { event.title = type.rawValue }
    return [event]
  }

  /// The elements that may date a type, in order; empty for types that never carry a clinical date.
  public static func dateElements(of type: ResourceType) -> [String] {
    rules[type.code].dates.map(\.path)
  }

  /// The lane of a type, before its content is looked at; `nil` for types without events.
  public static func lane(of type: ResourceType) -> Lane? { rules[type.code].lane }
}

/// A line of the table.
struct EventRule: Sendable {
  /// The lane, which ``fill`` may change; `nil` for types without events.
  let lane: Lane?

  /// What may date the event, the best first.
  let dates: [DateElement]

  /// Sets title, code, value, flag, and what else the content says.
  let fill: @Sendable (inout Event, JSONValue) -> Void
}

/// The Encounter that a resource belongs to.
enum EncounterElement {
  /// Returns the logical id in `encounter`, or in `context`, which some types call it.
  static func id(of resource: JSONValue) -> String? {
    if let encounter = resource["encounter"] { return id(reference: encounter) }
    guard let context = resource["context"] else { return nil }
    if let encounter = context["encounter"] {
      return encounter.isArray ? encounter.first.flatMap(id(reference:)) : id(reference: encounter)
    }
    return id(reference: context)
  }

  private static func id(reference: JSONValue) -> String? {
    guard let text = reference["reference"]?.string else { return nil }
    if text.hasPrefix("Encounter/") {
      let id = String(text.dropFirst("Encounter/".count))
      if FHIRReference.isID(id) { return id }
    }
    if case .literal(.encounter, let id, _, _) = FHIRReference(text) { return id }
    return nil
  }
}
