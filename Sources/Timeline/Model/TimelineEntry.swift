// SPDX-License-Identifier: Apache-2.0

/// An event with the resource version it was derived from.
public struct TimelineEntry: Sendable, Equatable {
  /// The event.
  public var event: Event

  /// The literal reference of the resource: `Observation/2211`.
  public var reference: String

  /// The number of the version.
  public var version: Int

  /// Whether the resource was deleted, and is drawn none the less.
  public var isDeleted: Bool

  /// Creates an entry.
  public init(event: Event, reference: String, version: Int, isDeleted: Bool = false) {
    self.event = event
    self.reference = reference
    self.version = version
    self.isDeleted = isDeleted
  }
}
