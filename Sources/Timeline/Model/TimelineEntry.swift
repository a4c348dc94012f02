// SPDX-License-Identifier: Apache-2.0

/// An event with the resource version it was derived from.
public struct TimelineEntry: Sendable, Equatable {
  /// The event.
  public var event: Event

  /// The literal reference of the resource: `Observation/2211`.
  public var reference: String

  /// The number of the version.
  public var version: Int

  /// Creates an entry.
  public init(event: Event, reference: String, version: Int) {
    self.event = event
    self.reference = reference
    self.version = version
  }
}
