// SPDX-License-Identifier: Apache-2.0

/// The type and the logical id that name a resource of the lake.
public struct ResourceKey: Sendable, Hashable, CustomStringConvertible {
  /// The resource type: `Observation`.
  public var type: String

  /// The logical id.
  public var id: String

  /// Creates a key.
  public init(type: String, id: String) {
    self.type = type
    self.id = id
  }

  /// Creates a key from a relative literal reference, with or without a version.
  ///
  /// - Returns: `nil` for what is not of the form `Type/id`.
  public init?(reference: String) {
    let parts = reference.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2 || (parts.count == 4 && parts[2] == "_history"),
      !parts[0].isEmpty, !parts[1].isEmpty, parts[0].first?.isUppercase == true
    else { return nil }
    self.init(type: String(parts[0]), id: String(parts[1]))
  }

  /// `Type/id`.
  public var description: String { "\(type)/\(id)" }
}
