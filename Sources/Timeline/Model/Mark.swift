// SPDX-License-Identifier: Apache-2.0

/// What layout needs of an event, in 24 bytes.
///
/// Times are those of the axis: milliseconds since 1970-01-01T00:00 of what clocks in the timeline's
/// zone showed. A date without a zone is what it says; a moment with one is moved into the zone.
public struct Mark: Sendable, Equatable {
  /// The first millisecond, ``unknown`` for an unknown beginning.
  public var start: Int64

  /// The first millisecond after the last; ``open`` while it goes on.
  ///
  /// Of a span that ended nobody knows when it is what is known: the end of its first millisecond.
  public var end: Int64

  /// The band.
  public var lane: Lane

  /// What the value's range or interpretation says.
  public var flag: Flag

  /// What kind of mark it is.
  public var traits: Traits

  /// The number of its series: what has the same code in the same lane.
  public var series: Int32

  /// The start of a mark that began nobody knows when.
  public static let unknown = Int64.min

  /// The end of a mark that goes on, or ended nobody knows when.
  public static let open = Int64.max

  /// Kinds of marks.
  public struct Traits: OptionSet, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Creates traits from their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// It has a length, even one that is not known.
    public static let span = Traits(rawValue: 1)
    /// Its beginning is known to the month or the year only.
    public static let approximate = Traits(rawValue: 2)
    /// It is over, and nobody knows since when.
    public static let endUnknown = Traits(rawValue: 4)
    /// It is a deletion.
    public static let deletion = Traits(rawValue: 8)
  }

  /// Where it stands in order: its start, else its end.
  public var place: Int64 { start != Self.unknown ? start : end }

  /// Whether any part of it lies between two moments.
  @inline(__always)
  public func overlaps(_ window: Range<Int64>) -> Bool {
    start < window.upperBound && end > window.lowerBound
  }
}
