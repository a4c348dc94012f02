// SPDX-License-Identifier: Apache-2.0

public import Validation

/// How an import is done.
public struct ImportOptions: Sendable {
  /// The files and folders; `-` for standard input.
  public var paths: [String]

  /// What is refused.
  public var level: StructureValidator.Level

  /// The profiles that the level strict follows where resources claim them; `nil` for none.
  public var profiles: ProfileSet?

  /// Whether nothing is written, and only said what would be.
  public var isDryRun = false

  /// The folder for the report's files; `nil` for none.
  public var output: String?

  /// Who imports.
  public var author: String

  /// Why.
  public var reason: String?

  /// The program and version, for the job.
  public var program: String

  /// How many threads prepare resources beside the one that writes.
  public var workers: Int

  /// The time, in milliseconds since 1970 UTC.
  public var now: @Sendable () -> Int64

  /// Creates options.
  public init(
    paths: [String],
    level: StructureValidator.Level,
    author: String,
    program: String,
    workers: Int,
    now: @escaping @Sendable () -> Int64
  ) {
    self.paths = paths
    self.level = level
    self.author = author
    self.program = program
    self.workers = workers
    self.now = now
  }

  /// What says which resources are refused.
  var validator: ResourceValidator {
    var reported = ProfileValidator.Options()
    // A line for each resource that claims a profile nobody loaded would hide what is wrong.
    reported.reportsUnknown = false
    return ResourceValidator(level: level, profiles: profiles, options: reported)
  }
}
