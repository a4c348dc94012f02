// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A value that a search parameter finds in a resource.
public enum SearchValue: Sendable, Equatable {
  /// A code: its system, the code itself, and what it is called.
  case token(system: String?, code: String?, text: [String])
  /// A text as it is written.
  case string(String)
  /// From the first millisecond since 1970 UTC up to, but not including, the last; open ends are
  /// `Int64.min` and `Int64.max`.
  case date(low: Int64, high: Int64)
  /// A number, or the ends of a range.
  case number(low: Double, high: Double)
  /// A quantity, or the ends of a range, with its unit.
  case quantity(low: Double, high: Double, system: String?, code: String?, unit: String?)
  /// A reference.
  case reference(SearchReference)
  /// A URI.
  case uri(String)
  /// A place on earth.
  case position(GeographicPosition)
}

/// A reference as a search sees it.
public struct SearchReference: Sendable, Equatable {
  /// The type that a literal reference leads to, or the element `type` names.
  public var type: ResourceType?
  /// The logical id of a literal reference.
  public var id: String?
  /// The reference as it is written.
  public var url: String?
  /// The business identifier of a logical reference.
  public var identifier: (system: String?, value: String)?

  /// Creates a reference.
  public init(
    type: ResourceType? = nil,
    id: String? = nil,
    url: String? = nil,
    identifier: (system: String?, value: String)? = nil
  ) {
    self.type = type
    self.id = id
    self.url = url
    self.identifier = identifier
  }

  /// Whether two references are the same.
  public static func == (left: SearchReference, right: SearchReference) -> Bool {
    left.type == right.type && left.id == right.id && left.url == right.url
      && left.identifier?.system == right.identifier?.system
      && left.identifier?.value == right.identifier?.value
  }
}
