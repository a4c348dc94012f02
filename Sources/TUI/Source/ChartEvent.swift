// SPDX-License-Identifier: Apache-2.0

public import Timeline

/// An event and the resource version it was made from.
public struct ChartEvent: Sendable, Equatable {
  /// The event.
  public var event: Event

  /// The resource.
  public var key: ResourceKey

  /// The version the event was made from.
  public var version: Int

  /// The report that says the same as this note and is not listed beside it.
  public var twin: ResourceKey?

  /// Creates a chart event.
  public init(event: Event, key: ResourceKey, version: Int) {
    self.event = event
    self.key = key
    self.version = version
  }
}
