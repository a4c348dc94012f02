// SPDX-License-Identifier: Apache-2.0

public import FHIR
import FHIRPath

/// A view of SQL on FHIR: how resources of one type become the rows of a table.
///
/// See https://sql-on-fhir.org/ig/2.0.0/StructureDefinition-ViewDefinition.html.
///
/// ```swift
/// let view = try ViewDefinition(document.root)
/// for row in try view.rows(of: patient.root) { … }
/// ```
public struct ViewDefinition: Sendable {
  /// A column of the table.
  public struct Column: Sendable, Equatable {
    /// The name.
    public let name: String
    /// The FHIR type that the view says it has.
    public let type: String?
    /// Whether a cell holds a list.
    public let isCollection: Bool
  }

  /// The type of the resources that it is of.
  public let resource: ResourceType

  /// The name of the view.
  public let name: String?

  /// The columns, in their order.
  public let columns: [Column]

  let select: [Select]
  let filters: [(path: String, expression: FHIRPathExpression)]
  let constants: [String: [FHIRPathItem]]

  /// A part of the view: the rows that come of an element.
  struct Select: Sendable {
    /// A column and what its value is.
    struct Item: Sendable {
      let column: Column
      let expression: FHIRPathExpression
    }

    /// What a row is made for.
    enum Focus: Sendable {
      /// The element itself.
      case whole
      /// Each item; where there is none, an empty row if `keepsEmpty`.
      case each(FHIRPathExpression, keepsEmpty: Bool)
      /// The items of the paths, those of the paths on these, and so on.
      case tree([FHIRPathExpression])
    }

    let focus: Focus
    let items: [Item]
    let selects: [Select]
    let unions: [Select]
    let columns: [Column]
  }
}

/// Why something is no view, or a view cannot be applied to a resource.
///
/// The message names parts of the view, never content of a resource.
public struct ViewError: Error, Sendable, CustomStringConvertible {
  /// The place in the view, `select[0].column[1].path`.
  public let place: String
  /// What is wrong there.
  public let message: String

  /// Creates an error.
  public init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  /// The place and the message.
  public var description: String { place.isEmpty ? message : "\(place): \(message)" }
}
