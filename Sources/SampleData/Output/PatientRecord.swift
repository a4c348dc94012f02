// SPDX-License-Identifier: Apache-2.0

/// The resources of one patient, as lines of NDJSON in one buffer.
public struct PatientRecord: Sendable {
  /// The lines of one resource type.
  public struct Group: Sendable {
    /// The resource type, `Observation` for one.
    public let type: String
    /// The lines, each with its line feed.
    public let lines: ArraySlice<UInt8>
    /// How many there are.
    public let count: Int
  }

  private var writer = ResourceWriter()
  var entries: [RecordEntry] = []

  /// Creates an empty record.
  public init() {}

  /// How many lines there are: resource versions, without deletions.
  public var count: Int { entries.count { $0.interaction != .delete } }

  /// All lines, in the order in which they were written, without histories.
  public var ndjson: ArraySlice<UInt8> { writer.bytes[...] }

  /// The bytes of each line, without its line feed.
  public var lines: some Sequence<ArraySlice<UInt8>> {
    entries.lazy.filter { $0.interaction != .delete }
      .map { writer.bytes[$0.range.dropLast()] }
  }

  mutating func takeWriter() -> ResourceWriter {
    defer { writer = ResourceWriter() }
    return writer
  }

  mutating func takeEntries() -> [RecordEntry] {
    defer { entries = [] }
    return entries
  }

  mutating func fill(_ writer: ResourceWriter, _ entries: [RecordEntry]) {
    self.writer = writer
    self.entries = entries
  }
}
