// SPDX-License-Identifier: Apache-2.0

/// What the browser writes to the lake: always as new versions, always as a job.
///
/// Every method is called on a worker thread. A thrown error is shown to the reader, so its text
/// must hold no content of a resource.
public protocol LakeEditing: Sendable {
  /// Brings a deleted resource back, as a version.
  ///
  /// - Throws: When it is not deleted, or the lake cannot be written.
  func restore(_ key: ResourceKey) throws -> EditOutcome

  /// Writes the state before a job back.
  ///
  /// - Parameters:
  ///   - job: The number of the job.
  ///   - later: What becomes of resources that later jobs wrote.
  /// - Returns: What was written.
  /// - Throws: When later jobs wrote some and `later` refuses, or the lake cannot be written.
  func undo(_ job: Int, later: LaterChanges) throws -> EditOutcome

  /// Adds decisions to the trail of verdicts.
  ///
  /// - Returns: The number of the job that they belong to; `nil` where nothing is kept.
  /// - Throws: When the lake cannot be written; nothing is stored then.
  func review(_ decisions: [ReviewDecision]) throws -> Int?
}

/// What a roll-back does with resources that later jobs have written.
public enum LaterChanges: Sendable, Equatable {
  /// Nothing is rolled back at all.
  case refuse
  /// They stay as they are.
  case keep
  /// They go back too.
  case overwrite
}

/// What was written.
public struct EditOutcome: Sendable, Equatable {
  /// The job that it was.
  public var job: Int

  /// In a sentence: `Observation/1 is back, as version 4`.
  public var sentence: String

  /// Creates an outcome.
  public init(job: Int, sentence: String) {
    self.job = job
    self.sentence = sentence
  }
}
