// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// One item of a collection: an element of a resource, or a value that an expression made.
///
/// See https://hl7.org/fhirpath/N1/#collections.
public struct FHIRPathItem: Sendable {
  enum Content: Sendable {
    case boolean(Bool)
    case integer(Int)
    case decimal(DecimalValue)
    case string(String)
    case temporal(TemporalValue)
    case quantity(QuantityValue)
    case element(Element)
    case type(namespace: String, name: String)
  }

  /// An element of a resource, or a resource.
  struct Element: Sendable {
    /// The value; `nil` for a primitive element that has only extensions or an id.
    var value: JSONValue?
    /// The object with the id and the extensions of a primitive element.
    var sibling: JSONValue?
    /// The type; `nil` for JSON that is nothing of FHIR.
    var type: TypeID?
  }

  let content: Content

  init(_ content: Content) { self.content = content }

  /// Creates a string.
  public init(string: String) { content = .string(string) }

  /// Creates an integer.
  public init(integer: Int) { content = .integer(integer) }

  /// Creates a Boolean.
  public init(boolean: Bool) { content = .boolean(boolean) }

  /// Creates a decimal from its digits; `nil` where they are not, or more than 38.
  ///
  /// - Parameter decimal: A number as JSON spells it.
  public init?(decimal: String) {
    guard let value = DecimalValue(decimal.utf8) else { return nil }
    content = .decimal(value)
  }

  /// Creates a dateTime; `nil` where the text is none.
  ///
  /// - Parameter dateTime: A dateTime as FHIR spells it, partial or not.
  public init?(dateTime: String) {
    guard let value = TemporalValue(dateTime.utf8, as: .dateTime) else { return nil }
    content = .temporal(value)
  }

  /// Creates an item of an element or a resource.
  ///
  /// - Parameters:
  ///   - value: The element.
  ///   - typeName: Its type, a path like `Patient.contact` for a backbone element; `nil` for a
  ///     resource, whose `resourceType` tells it.
  public init(_ value: JSONValue, typeName: String? = nil) {
    let type = typeName.flatMap { TypeModel.r4.type(named: $0) }
    content = .element(Element(value: value, sibling: nil, type: type ?? Self.resourceType(value)))
  }

  /// Creates an item of a primitive element.
  ///
  /// - Parameters:
  ///   - primitive: The value; `nil` for an element that has only an id or extensions.
  ///   - sibling: The object with the id and the extensions, whose key begins with a low line.
  ///   - typeName: The type: `code`, `dateTime`.
  public init(primitive: JSONValue?, sibling: JSONValue?, typeName: String) {
    let type = TypeModel.r4.type(named: typeName)
    content = .element(Element(value: primitive, sibling: sibling, type: type))
  }

  static func resourceType(_ value: JSONValue) -> TypeID? {
    value["resourceType"]?.string.flatMap { TypeModel.r4.type(named: $0) }
  }

  // MARK: - Reading

  /// The element's JSON; for a primitive element without a value the object with its extensions.
  ///
  /// `nil` for a value that an expression made.
  public var source: JSONValue? {
    guard case .element(let element) = content else { return nil }
    return element.value ?? element.sibling
  }

  /// Whether the item is an element or a resource.
  public var isElement: Bool { source != nil }

  /// The name of the type: `code`, `HumanName`, `Patient.contact`, `Integer`.
  ///
  /// `nil` for JSON that is nothing of FHIR.
  public var typeName: String? {
    switch content {
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .string: "String"
    case .temporal(let value):
      switch value.kind {
      case .date: "Date"
      case .dateTime: "DateTime"
      case .time: "Time"
      }
    case .quantity: "Quantity"
    case .type: "TypeInfo"
    case .element(let element): element.type.map { TypeModel.r4[$0].name }
    }
  }

  /// The Boolean.
  public var boolean: Bool? {
    if case .boolean(let value)? = atom?.content { value } else { nil }
  }

  /// The integer.
  public var integer: Int? {
    if case .integer(let value)? = atom?.content { value } else { nil }
  }

  /// The digits of an integer or a decimal.
  public var numberText: String? {
    switch atom?.content {
    case .integer(let value): "\(value)"
    case .decimal(let value): value.text
    default: nil
    }
  }

  /// The string, which codes, URIs and the like are as well.
  public var string: String? {
    if case .string(let value)? = atom?.content { value } else { nil }
  }

  /// The value as a text; `nil` for an element that has other elements.
  ///
  /// Dates are spelled without `@`, quantities as `5 'mg'`.
  public var text: String? {
    switch atom?.content {
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): "\(value)"
    case .decimal(let value): value.text
    case .string(let value): value
    case .temporal(let value): value.text
    case .quantity(let value): value.text
    case .type(let namespace, let name): "\(namespace).\(name)"
    case .element, nil: nil
    }
  }
}
