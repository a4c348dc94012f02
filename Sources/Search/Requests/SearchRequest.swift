// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A FHIR search request, parsed and checked against the R4 parameters.
///
/// `Observation?code=http://loinc.org|4548-4&value-quantity=gt7&_sort=-date`, see
/// https://hl7.org/fhir/R4/search.html.
public struct SearchRequest: Sendable, Equatable {
  /// The types that are searched; empty for every type.
  public var types: [ResourceType] = []
  /// What a resource must meet, all of it.
  public var criteria: [Criterion] = []
  /// What the hits are ordered by; without it, the order in which they came into the lake.
  public var sort: [Sort] = []
  /// How many hits make a page.
  public var count: Int?
  /// Whether the number of all hits is wanted.
  public var total: Total = .none
  /// Which resources are given besides the hits.
  public var includes: [Include] = []
  /// What part of each resource is given.
  public var summary: Summary = .false
  /// The elements that are given; empty for all.
  public var elements: [String] = []
  /// Where the page begins, as the link of an earlier page said.
  public var page: String?
  /// What was ignored because the request was read leniently, in words.
  public var warnings: [String] = []

  /// An element of `_sort`.
  public struct Sort: Sendable, Equatable {
    /// The parameter's name; `_id` and `_lastUpdated` among them.
    public let code: String
    /// Whether the greatest comes first.
    public let isDescending: Bool
  }

  /// What `_total` asks for.
  public enum Total: String, Sendable, CaseIterable {
    /// No number, unless it costs nothing.
    case none
    /// A number that may be wrong.
    case estimate
    /// The number.
    case accurate
  }

  /// What `_summary` asks for.
  public enum Summary: String, Sendable, CaseIterable {
    /// The elements that R4 marks as summary.
    case `true`
    /// The whole resource.
    case `false`
    /// Text, id, meta and what is mandatory.
    case text
    /// Everything but the text.
    case data
    /// No resources, only their number.
    case count
  }

  /// An `_include` or a `_revinclude`.
  public struct Include: Sendable, Equatable {
    /// The type whose references are followed; `nil` for every type.
    public let source: ResourceType?
    /// The parameter whose references are followed; `nil` for every one.
    public let code: String?
    /// The type they must lead to.
    public let target: ResourceType?
    /// Whether references to the hits are followed backwards.
    public let isReverse: Bool
    /// Whether included resources are followed too.
    public let iterates: Bool
  }

  /// One condition: alternatives stand beside each other in ``values``.
  public struct Criterion: Sendable, Equatable {
    /// The name, modifiers and chain as written, for messages.
    public let name: String
    /// The values as written, for messages.
    public let text: String
    /// What is asked.
    public let test: Test
  }

  /// What a criterion asks.
  public indirect enum Test: Sendable, Equatable {
    /// The values of a parameter; the names are found anew for each type.
    case parameter(code: String, modifier: Modifier?, values: [Value])
    /// Some resource that a reference parameter leads to, of a type where one is named, meets a
    /// test.
    case chain(code: String, type: ResourceType?, test: Test)
    /// Some resource of a type refers to this one by a parameter and meets a test (`_has`).
    case reverse(type: ResourceType, code: String, test: Test)
    /// The logical id is one of these.
    case id([String])
    /// The time of the last change.
    case lastUpdated([Value])
    /// It is in the compartment of a patient.
    case compartment(ResourceType, id: String)
    /// Narrative (`_text`) or everything written in it (`_content`) has the words.
    case text(words: [String], isContent: Bool)
    /// It is an entry of a List.
    case list(String)
    /// It is a note of which an entity meets one of the tests; without tests, one that was read.
    ///
    /// A lake puts the ids of the notes in its place before it searches.
    case entity([EntityTest])
  }

  /// A modifier behind a parameter's name.
  public enum Modifier: Sendable, Equatable {
    /// Whether there is no value at all.
    case missing(Bool)
    /// The text as it is, case and accents included.
    case exact
    /// The text anywhere.
    case contains
    /// Resources of which no value matches.
    case not
    /// The words of a code's names.
    case text
    /// The identifier's type, system and value.
    case ofType
    /// The identifier of a logical reference.
    case identifier
    /// A URI that begins so; a code that this one includes.
    case below
    /// A URI that is the beginning of this one; a code that includes this one.
    case above
    /// A code of a value set.
    case `in`
    /// Resources of which no code is in a value set.
    case notIn
    /// The type a reference leads to.
    case type(ResourceType)
  }

  /// One value of a criterion.
  public enum Value: Sendable, Equatable {
    /// A code; `system` is `nil` for any and empty for none, `code` `nil` for any of the system.
    case token(system: String?, code: String?)
    /// A text.
    case string(String)
    /// A date or a time span: bounds as in ``SearchValue/date(low:high:)``.
    case date(Prefix, low: Int64, high: Int64)
    /// A number: its value, and the range that its precision stands for.
    case number(Prefix, Double, low: Double, high: Double)
    /// A quantity.
    case quantity(Prefix, Double, low: Double, high: Double, system: String?, code: String?)
    /// A reference.
    case reference(SearchReference)
    /// A URI.
    case uri(String)
    /// The type of an identifier, and its value.
    case typed(system: String?, code: String, value: String)
    /// The parts of a composite.
    case composite([Value])
    /// A place, and how far from it, in kilometres.
    case near(GeographicPosition, kilometres: Double)
  }

  /// How a number or a date is compared.
  public enum Prefix: String, Sendable, CaseIterable {
    /// Within the value's range.
    case eq
    /// Not within it.
    case ne
    /// Some of it greater.
    case gt
    /// Some of it less.
    case lt
    /// Greater or equal.
    case ge
    /// Less or equal.
    case le
    /// All of it after.
    case sa
    /// All of it before.
    case eb
    /// About the same: within a tenth.
    case ap
  }
}

/// Why a text is not a search request.
public struct SearchRequestError: Error, Sendable, Equatable {
  /// What is wrong, in words.
  public let message: String
  /// The part of the request that is wrong.
  public let part: String
  /// What was probably meant.
  public let suggestion: String?

  /// The message with the suggestion.
  public var text: String {
    "\(message): \(part)" + (suggestion.map { ". Did you mean '\($0)'?" } ?? "")
  }
}
