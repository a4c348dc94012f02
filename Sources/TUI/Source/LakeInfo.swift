// SPDX-License-Identifier: Apache-2.0

/// Where a lake is and how much it holds.
public struct LakeInfo: Sendable, Equatable {
  /// The path as the user wrote it.
  public var path: String

  /// Whether nothing is written to it in this session.
  public var isReadOnly: Bool

  /// How many patients there are.
  public var patientCount: Int

  /// How many current resources there are.
  public var resourceCount: Int

  /// How many versions there are, deletions included.
  public var versionCount: Int

  /// The size of the file in bytes.
  public var byteCount: Int

  /// The last job; 0 where none is known.
  public var newestJob = 0

  /// The last jobs, newest first; `nil` where they are not known.
  var jobs: [JobSummary]?

  /// Creates an info.
  public init(
    path: String,
    isReadOnly: Bool,
    patientCount: Int,
    resourceCount: Int,
    versionCount: Int,
    byteCount: Int
  ) {
    self.path = path
    self.isReadOnly = isReadOnly
    self.patientCount = patientCount
    self.resourceCount = resourceCount
    self.versionCount = versionCount
    self.byteCount = byteCount
  }

  /// The last component of the path.
  public var name: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
