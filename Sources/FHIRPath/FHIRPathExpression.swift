// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// An expression of FHIRPath, parsed once to be evaluated on many resources.
///
/// ```swift
/// let expression = try FHIRPathExpression(parsing: "name.where(use = 'official').given.first()")
/// let items = try expression.evaluate(on: patient)  // the item 'Peter'
/// ```
///
/// See https://hl7.org/fhirpath/N1/ and https://hl7.org/fhir/R4/fhirpath.html.
public struct FHIRPathExpression: Sendable {
  /// The text that was parsed.
  public let text: String

  let node: Node

  /// Parses an expression.
  ///
  /// - Parameter text: The expression.
  /// - Throws: ``FHIRPathError`` with line and column, and what was expected there.
  public init(parsing text: String) throws(FHIRPathError) {
    self.text = text
    node = try Parser.parse(text)
  }

  /// Evaluates the expression on a resource.
  ///
  /// - Parameters:
  ///   - resource: The resource.
  ///   - environment: What the expression sees beside it.
  /// - Returns: The collection, which may be empty.
  /// - Throws: ``FHIRPathError``.
  public func evaluate(
    on resource: JSONValue,
    environment: FHIRPathEnvironment = .init()
  ) throws(FHIRPathError) -> [FHIRPathItem] {
    try evaluate(on: [FHIRPathItem(resource)], environment: environment)
  }

  /// Evaluates the expression on a collection, usually of one element.
  ///
  /// - Parameters:
  ///   - items: The collection that the expression begins with.
  ///   - environment: What the expression sees beside it.
  /// - Returns: The collection, which may be empty.
  /// - Throws: ``FHIRPathError``.
  public func evaluate(
    on items: [FHIRPathItem],
    environment: FHIRPathEnvironment = .init()
  ) throws(FHIRPathError) -> [FHIRPathItem] {
    var evaluator = Evaluator(environment: environment, context: items)
    return try evaluator.evaluate(node, Scope(items: items))
  }

  /// Evaluates the expression as a criterion or an invariant.
  ///
  /// One item that is no Boolean counts as true, as collections of one item do where FHIRPath
  /// expects a Boolean. See https://hl7.org/fhirpath/N1/#singleton-evaluation-of-collections.
  ///
  /// - Parameters:
  ///   - items: The collection that the expression begins with.
  ///   - environment: What the expression sees beside it.
  /// - Returns: `nil` for an empty collection.
  /// - Throws: ``FHIRPathError``; also where there is more than one item.
  public func evaluateBoolean(
    on items: [FHIRPathItem],
    environment: FHIRPathEnvironment = .init()
  ) throws(FHIRPathError) -> Bool? {
    var evaluator = Evaluator(environment: environment, context: items)
    let found = try evaluator.evaluate(node, Scope(items: items))
    return try evaluator.truth(of: found, Place())
  }

  /// Checks the expression against the definitions of a type, without evaluating it.
  ///
  /// Finds elements that their type does not have and operators that can never apply. What depends
  /// on data, like the type behind a reference, is taken to be right.
  ///
  /// - Parameter typeName: The type that the expression is evaluated on: `Patient`,
  ///   `Patient.contact`, `HumanName`.
  /// - Throws: ``FHIRPathError``.
  public func check(on typeName: String) throws(FHIRPathError) {
    guard let type = TypeModel.r4.type(named: typeName) else {
      throw FHIRPathError(.unknownType, "there is no type '\(typeName)'")
    }
    var checker = TypeChecker(context: type)
    _ = try checker.check(node, checker.start)
  }
}
