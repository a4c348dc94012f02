// SPDX-License-Identifier: Apache-2.0

extension FHIRReference {
  /// The parts of a Reference that point: a literal, or an identifier without one.
  ///
  /// See https://hl7.org/fhir/R4/references.html#logical.
  public enum Target: Sendable {
    /// By a URL of any form.
    case literal(FHIRReference)
    /// By a business identifier, and the type that the identifier is of, where it is said.
    case logical(Identifier, type: ResourceType?)
    /// By words only.
    case display(String)
  }

  /// Reads what a Reference points to; `nil` when it says nothing.
  public static func target(of reference: JSONValue) -> Target? {
    if let text = reference["reference"]?.content { return .literal(FHIRReference(text)) }
    if let identifier = reference["identifier"], identifier.isObject {
      let type = reference["type"]?.string.flatMap(ResourceType.init(name:))
      return .logical(Identifier(identifier), type: type)
    }
    return reference["display"]?.content.map(Target.display)
  }
}
