// SPDX-License-Identifier: Apache-2.0

/// One piece of work that wrote to the lake: every version belongs to one.
///
/// A job's number orders everything: it is the lake's clock.
public struct Job: Sendable, Equatable {
  /// What kind of work it was.
  public enum Kind: String, Sendable, CaseIterable {
    /// Files were imported.
    case `import`
    /// A resource was written by hand.
    case edit
    /// Resources were deleted.
    case delete
    /// Deleted resources were brought back.
    case restore
    /// Notes were read.
    case extraction
    /// Extracted entities were judged.
    case review
    /// An earlier job was rolled back.
    case undo
    /// Resources were removed for good.
    case erase
  }

  /// How far it came.
  public enum State: String, Sendable {
    /// It is at work, or was when its process ended.
    case running
    /// It came to its end.
    case done
    /// It was stopped, and can go on.
    case interrupted
    /// It failed; what it had committed stays.
    case failed
  }

  /// What it did to resources.
  public struct Counts: Sendable, Equatable {
    /// Resources that were new.
    public var created = 0
    /// Resources that got another version.
    public var updated = 0
    /// Resources that were deleted.
    public var deleted = 0
    /// Resources whose content the lake had already.
    public var identical = 0
    /// Resources that were refused.
    public var invalid = 0

    /// Creates counts of zero.
    public init() {}

    /// All resources that were looked at.
    public var total: Int { created + updated + deleted + identical + invalid }

    static func += (left: inout Counts, right: Counts) {
      left.created += right.created
      left.updated += right.updated
      left.deleted += right.deleted
      left.identical += right.identical
      left.invalid += right.invalid
    }
  }

  /// The number, from 1.
  public let id: Int64

  /// What kind of work it was.
  public let kind: Kind

  /// How far it came.
  public let state: State

  /// When it began, in milliseconds since 1970 UTC.
  public let startedAt: Int64

  /// When it ended, in milliseconds since 1970 UTC; `nil` while it runs.
  public let endedAt: Int64?

  /// Who did it.
  public let author: String

  /// Where the resources came from.
  public let source: String?

  /// Why it was done.
  public let reason: String?

  /// The program and version that did it.
  public let program: String

  /// What it did.
  public let counts: Counts
}

/// What is known about a job before it begins.
public struct JobDescription: Sendable {
  /// What kind of work it is.
  public var kind: Job.Kind

  /// When it begins, in milliseconds since 1970 UTC.
  public var startedAt: Int64

  /// Who does it.
  public var author: String

  /// Where the resources come from.
  public var source: String?

  /// Why it is done.
  public var reason: String?

  /// The program and version that does it.
  public var program: String

  /// What identifies the input, so that an interrupted job can be taken up again.
  public var fingerprint: String?

  /// Creates a description.
  public init(
    kind: Job.Kind,
    startedAt: Int64,
    author: String,
    source: String? = nil,
    reason: String? = nil,
    program: String,
    fingerprint: String? = nil
  ) {
    self.kind = kind
    self.startedAt = startedAt
    self.author = author
    self.source = source
    self.reason = reason
    self.program = program
    self.fingerprint = fingerprint
  }
}
