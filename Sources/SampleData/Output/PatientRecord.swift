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

  /// The lines by resource type, in the order of the types that are referred to first.
  ///
  /// Resources that were deleted or restored are not among them: see ``history``.
  public var groups: [Group] {
    let historic = historicIDs
    return ResourceKind.allCases.compactMap { kind in
      var lines: [UInt8] = []
      var count = 0
      for entry in entries where entry.kind == kind {
        if !historic.isEmpty, historic.contains(entry.id) { continue }
        lines.append(contentsOf: writer.bytes[entry.range])
        count += 1
      }
      return count == 0 ? nil : Group(type: "\(kind.name)", lines: lines[...], count: count)
    }
  }

  /// What was deleted and restored, as a line with a Bundle of type history; `nil` where nothing was.
  ///
  /// Its entries are in the order in which they happened: PUT with the resource, DELETE without, each
  /// with `response.lastModified`. See https://hl7.org/fhir/R4/http.html#history.
  public var history: Group? {
    let historic = historicIDs
    if historic.isEmpty { return nil }
    var out = ResourceWriter()
    out.openResource()
    out.member("resourceType", "Bundle")
    out.member("type", "history")
    out.openArray("entry")
    for entry in entries.filter({ historic.contains($0.id) }).sorted(by: {
      $0.recordedAt < $1.recordedAt
    }) {
      let isDeletion = entry.interaction == .delete
      out.open()
      if !isDeletion {
        out.key("resource")
        out.appendValue(writer.bytes[entry.range].dropLast())
      }
      out.open("request")
      out.member("method", isDeletion ? "DELETE" : "PUT")
      out.openString("url")
      out.raw(entry.kind.name)
      out.raw("/")
      out.piece(entry.id)
      out.closeString()
      out.close()
      out.open("response")
      out.member("status", isDeletion ? "204" : "200")
      out.dateTime("lastModified", entry.recordedAt, Recorder.utc)
      out.close()
      out.close()
    }
    out.closeArray()
    out.endLine()
    return Group(type: "Bundle", lines: out.bytes[...], count: 1)
  }

  private var historicIDs: Set<ResourceID> {
    Set(entries.lazy.filter { $0.interaction != .write }.map(\.id))
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
