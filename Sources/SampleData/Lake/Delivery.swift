// SPDX-License-Identifier: Apache-2.0

/// What reaches a lake at one time: a load, a nightly feed, somebody's edit, a deletion.
///
/// Each becomes one job of the lake, recorded at ``recordedAt``.
public struct Delivery: Sendable {
  /// What kind of job it is.
  public enum Kind: String, Sendable {
    /// Files of another system.
    case importing = "import"
    /// Somebody wrote one resource.
    case edit
    /// Somebody deleted resources.
    case delete
    /// Somebody restored what had been deleted; the resources are the restored content.
    case restore
  }

  /// A resource that is deleted.
  public struct Deletion: Sendable, Equatable {
    /// The resource type.
    public let type: String
    /// The logical id.
    public let id: String
  }

  /// When it happened, in milliseconds since 1970.
  public let recordedAt: Int64

  /// What kind of job it is.
  public let kind: Kind

  /// Who did it.
  public let author: String

  /// Where it came from.
  public let source: String

  /// Why; empty for feeds.
  public let reason: String

  /// The resources as JSON without line feeds, in order; an id may occur more than once, the later
  /// version later.
  public internal(set) var resources: [ArraySlice<UInt8>]

  /// What is deleted.
  public internal(set) var deletions: [Deletion]

  /// The resources as lines of NDJSON.
  public var ndjson: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(resources.reduce(0) { $0 + $1.count + 1 })
    for resource in resources {
      out.append(contentsOf: resource)
      out.append(0x0A)
    }
    return out
  }
}
