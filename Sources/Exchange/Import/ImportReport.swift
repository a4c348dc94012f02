// SPDX-License-Identifier: Apache-2.0

public import FHIR
public import Store

/// What became of an import.
public struct ImportReport: Sendable {
  /// What was done with the resources of one type.
  public struct TypeCounts: Sendable, Equatable {
    /// Resources that were new.
    public var new = 0
    /// Resources that got another version.
    public var changed = 0
    /// Resources that were deleted.
    public var deleted = 0
    /// Resources whose content the lake had already.
    public var identical = 0
    /// Resources that were refused.
    public var invalid = 0

    /// All of them.
    public var sum: Int { new + changed + deleted + identical + invalid }
  }

  /// The number of the job; `nil` for a dry run.
  public internal(set) var job: Int64?

  /// Whether an interrupted job was taken up again.
  public internal(set) var isResumed = false

  /// Whether it was stopped before its end.
  public internal(set) var isInterrupted = false

  /// The files that were to be read.
  public internal(set) var files = 0

  /// The bytes that were read.
  public internal(set) var bytes = 0

  /// What was done, by resource type; the key `nil` is for input that shows no type.
  public internal(set) var types: [ResourceType?: TypeCounts] = [:]

  /// What was wrong: the first thousand findings.
  public internal(set) var problems: [ImportProblem] = []

  /// How many findings there were, warnings included.
  public internal(set) var problemCount = 0

  /// The files that hold no JSON, and were passed over.
  public internal(set) var skippedFiles: [String] = []

  /// Conditional references without a target in the lake.
  public internal(set) var unresolved: [UnresolvedReference] = []

  /// How long it took, in milliseconds.
  public internal(set) var duration: Int64 = 0

  /// The sum over all types.
  public var total: TypeCounts {
    types.values.reduce(into: TypeCounts()) { sum, counts in
      sum.new += counts.new
      sum.changed += counts.changed
      sum.deleted += counts.deleted
      sum.identical += counts.identical
      sum.invalid += counts.invalid
    }
  }

  /// All resources that were looked at.
  public var scanned: Int { total.sum }

  /// How many problems are kept in memory; all of them go to the output folder.
  static let keptProblems = 1000

  mutating func add(_ problem: ImportProblem) {
    problemCount += 1
    if problems.count < Self.keptProblems { problems.append(problem) }
  }

  mutating func count(_ outcome: WriteOutcome, type: ResourceType) {
    switch outcome {
    case .created: types[type, default: TypeCounts()].new += 1
    case .updated: types[type, default: TypeCounts()].changed += 1
    case .deleted: types[type, default: TypeCounts()].deleted += 1
    case .identical: types[type, default: TypeCounts()].identical += 1
    }
  }
}

/// Something that is wrong with a piece of input.
public struct ImportProblem: Sendable, Equatable {
  /// The file.
  public let file: String

  /// The line in the file, from 1.
  public let line: Int

  /// The place in a Bundle, from 0.
  public let entry: Int?

  /// The resource, as far as it is known: `Patient/1`.
  public let reference: String?

  /// What is wrong.
  public let issue: Issue

  /// Whether the resource was refused for it.
  public let isRefusal: Bool
}
