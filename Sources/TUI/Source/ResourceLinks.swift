// SPDX-License-Identifier: Apache-2.0

/// A reference between two resources, seen from one of them.
public struct ResourceLink: Sendable, Equatable {
  /// The element that holds the reference: `encounter`, `result[0]`.
  public var element: String

  /// The reference as it is written.
  public var reference: String

  /// The other resource; `nil` for references that name none in the lake.
  public var target: ResourceKey?

  /// What a reader would call the other resource; empty when it is not known.
  public var title: String

  /// Whether the lake holds the other resource and it is not deleted.
  public var isResolved: Bool

  /// Creates a link.
  public init(
    element: String,
    reference: String,
    target: ResourceKey?,
    title: String,
    isResolved: Bool
  ) {
    self.element = element
    self.reference = reference
    self.target = target
    self.title = title
    self.isResolved = isResolved
  }
}

/// The references from a resource and to it.
public struct ResourceLinks: Sendable, Equatable {
  /// What the resource refers to, in the order of the document.
  public var outgoing: [ResourceLink]

  /// What refers to the resource.
  public var incoming: [ResourceLink]

  /// How many refer to it, where not all of them are listed; `nil` where they are.
  public var incomingCount: Int?

  /// Creates links.
  public init(outgoing: [ResourceLink], incoming: [ResourceLink]) {
    self.outgoing = outgoing
    self.incoming = incoming
  }
}
