// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// How resources of one type become events: a line of the table of ``EventRules``.
struct EventRule: Sendable {
  /// The lane, where nothing in the resource says more.
  var lane: Lane

  /// Where the date is looked for; the first element that holds one dates the event.
  var dates: [DateRule]

  /// Where the title is looked for.
  var titles: [TitleRule]

  /// The title where no element gives one.
  var name: String

  /// Where the value is looked for.
  var values: [TitleRule] = []

  /// The element that is coded into ``Event/status``.
  var status: StaticString = "status"

  /// The reference to the Encounter it belongs to.
  var encounter: [StaticString] = ["encounter"]

  /// Whether there is an event even where nothing dates it.
  var keepsUndated = true

  /// Whether a resource is an event at all; `nil` when every one is.
  var applies: (@Sendable (JSONValue) -> Bool)?

  /// What the type needs beyond the table.
  var refine: (@Sendable (JSONValue, inout Event) -> Void)?
}

/// An element, or two, that may date an event.
///
/// A class, because rules are walked through for every resource of an import.
final class DateRule: Sendable {
  /// How the element says a date.
  enum Form: Sendable {
    /// A date, dateTime or instant.
    case moment
    /// A Period.
    case period
    /// A Timing: its bounds, else its events.
    case timing
    /// Two elements: the beginning and the end.
    case pair
  }

  let form: Form

  /// The steps from the resource to the element; arrays on the way are walked through.
  let path: [StaticString]

  /// The element of the end, of a pair.
  let end: StaticString?

  /// The names of the element and of its parts, as ``Event/dateElement`` gives them.
  let name: String
  let startName: String
  let endName: String

  private init(_ form: Form, _ path: [StaticString], end: StaticString? = nil) {
    self.form = form
    self.path = path
    self.end = end
    name = path.map(\.description).joined(separator: ".")
    switch form {
    case .moment:
      startName = name
      endName = name
    case .period:
      startName = name + ".start"
      endName = name + ".end"
    case .timing:
      startName = name + ".repeat.boundsPeriod.start"
      endName = name + ".repeat.boundsPeriod.end"
    case .pair:
      startName = name
      endName = end?.description ?? name
    }
  }

  static func moment(_ path: StaticString...) -> DateRule { DateRule(.moment, path) }

  static func period(_ path: StaticString...) -> DateRule { DateRule(.period, path) }

  static func timing(_ path: StaticString...) -> DateRule { DateRule(.timing, path) }

  static func pair(_ start: StaticString, _ end: StaticString) -> DateRule {
    DateRule(.pair, [start], end: end)
  }

  /// The name of `event` of a timing.
  var eventName: String { name + ".event" }
}

/// An element that may say a title or a value.
enum TitleRule: Sendable {
  /// A CodeableConcept, a Coding or a list of them, of which the first counts; it gives the code too.
  case concept(StaticString)
  /// As ``concept(_:)``, one step further in.
  case conceptIn(StaticString, StaticString)
  /// A string, number, date or code.
  case text(StaticString)
  /// As ``text(_:)``, one step further in.
  case textIn(StaticString, StaticString)
  /// What a Reference says it points to: its display, or the code of what it contains.
  case reference(StaticString)
  /// As ``reference(_:)``, one step further in.
  case referenceIn(StaticString, StaticString)
  /// A Quantity with its unit.
  case quantity(StaticString)
  /// A Money with its currency.
  case money(StaticString)
  /// As ``money(_:)``, one step further in.
  case moneyIn(StaticString, StaticString)
}
