// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What an expression sees beside the element it is evaluated on.
///
/// See https://hl7.org/fhirpath/N1/#environment-variables and
/// https://hl7.org/fhir/R4/fhirpath.html#vars.
public struct FHIRPathEnvironment: Sendable {
  /// The resource that `%resource` is: the one that contains the element; `nil` for the element
  /// itself.
  public var resource: FHIRPathItem?

  /// The resource that `%rootResource` is: the container of a contained resource.
  public var rootResource: FHIRPathItem?

  /// The variables of the user, by name without the percent sign.
  public var variables: [String: [FHIRPathItem]]

  /// What `now()` gives, as FHIR spells an instant; `today()` and `timeOfDay()` are parts of it.
  public var now: String?

  /// Finds the resource that a reference leads to; `nil` where it leads nowhere.
  ///
  /// Contained resources and entries of the root Bundle are found without it.
  public var resolve: (@Sendable (_ reference: String) -> JSONValue?)?

  /// Answers whether a code, Coding or CodeableConcept is in a value set; `nil` for what cannot be
  /// said.
  public var memberOf: (@Sendable (_ item: FHIRPathItem, _ valueSet: String) -> Bool?)?

  /// Answers whether a code (first) subsumes another; `nil` for what cannot be said.
  public var subsumes: (@Sendable (_ first: FHIRPathItem, _ second: FHIRPathItem) -> Bool?)?

  /// Answers whether an item conforms to a profile; `nil` for an unknown profile.
  ///
  /// For the base definition of a type the type decides, without it.
  public var conformsTo: (@Sendable (_ item: FHIRPathItem, _ profile: String) -> Bool?)?

  /// Receives what `trace()` is given.
  public var trace: (@Sendable (_ name: String, _ items: [FHIRPathItem]) -> Void)?

  /// Whether `as` takes more than one item and keeps those of the type, like `ofType`.
  ///
  /// FHIRPath says it takes one; the expressions of the search parameters of R4 count on more.
  public var allowsManyInAs = false

  /// Whether `join()` makes an empty text of nothing, as SQL on FHIR has it.
  public var joinsNothing = false

  /// The most evaluation steps before ``FHIRPathError/Code/tooComplex``.
  public var stepLimit = 50_000_000

  /// Creates an environment; all that is left out is not there.
  ///
  /// - Parameters:
  ///   - resource: What `%resource` is.
  ///   - rootResource: What `%rootResource` is; `resource` when `nil`.
  ///   - variables: Values by name.
  ///   - now: The time, as FHIR spells an instant.
  public init(
    resource: FHIRPathItem? = nil,
    rootResource: FHIRPathItem? = nil,
    variables: [String: [FHIRPathItem]] = [:],
    now: String? = nil
  ) {
    self.resource = resource
    self.rootResource = rootResource
    self.variables = variables
    self.now = now
  }
}
