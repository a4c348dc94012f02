// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// How two versions of a resource differ, element by element.
///
/// ```swift
/// let difference = ResourceDifference(from: versionOne, to: versionTwo)
/// for change in difference.changes { print(change.kind, change.path) }
/// // changed Patient.telecom[use=home].value
/// ```
///
/// The order of members does not count. Items of arrays are compared with the item that means the
/// same, wherever it is: ``ItemKeys`` says by what. An item that only left its place is moved, not
/// changed. The spelling of a number counts: `1.0` is less precise than `1.00`.
public struct ResourceDifference: Sendable, Equatable {
  /// What became of an element.
  public enum Kind: String, Sendable, CaseIterable {
    /// Only the new version has it.
    case added
    /// Only the old version has it.
    case removed
    /// Both have it, with other values.
    case changed
    /// It stands elsewhere in its array.
    case moved
  }

  /// One difference.
  public struct Change: Sendable, Equatable {
    /// What became of the element.
    public let kind: Kind

    /// Where it is, with what tells the items of arrays apart.
    ///
    /// An example is `Patient.telecom[use=home].value`; an item that nothing tells apart has its
    /// index.
    public let path: String

    /// The names on the way to the element: `Patient.telecom.value`.
    public let element: String

    /// What the change means to a reader.
    public let elementClass: ElementClass

    /// Where it is in the old version; `nil` for what was added.
    public let oldPlace: JSONPointer?

    /// Where it is in the new version; `nil` for what was removed.
    public let newPlace: JSONPointer?

    /// The value in the old version; `nil` for what was added.
    public let old: JSON?

    /// The value in the new version; `nil` for what was removed.
    public let new: JSON?
  }

  /// The differences, in the order of the old version, what was added to an object last.
  public let changes: [Change]

  /// Whether both versions say the same.
  public var isEmpty: Bool { changes.isEmpty }

  /// Compares two versions of a resource.
  ///
  /// - Parameters:
  ///   - old: The earlier version.
  ///   - new: The later version.
  public init(from old: JSON, to new: JSON) {
    var walk = DifferenceWalk()
    walk.compareResources(old, new)
    changes = walk.changes
  }

  /// The changes that mean the same to a reader.
  public func changes(of elementClass: ElementClass) -> [Change] {
    changes.filter { $0.elementClass == elementClass }
  }
}
