// SPDX-License-Identifier: Apache-2.0

/// A moment of the past that the lake is looked at from.
public struct Moment: Sendable, Equatable {
  /// The last job that is seen; 0 before the first.
  public var job: Int

  /// When that job ended, in milliseconds since 1970; `nil` before the first.
  public var recorded: Int64?

  /// Whether nothing was recorded later, so that it is the present.
  public var isNewest: Bool

  /// What the reader typed: `2024-03-01`.
  public var label = ""

  /// The moment that was asked for, in milliseconds since 1970; `nil` where a job was.
  public var asked: Int64?

  /// When it is, as people reckon: what was asked for, else when its last job ended.
  public var date: Int64? { asked ?? recorded }

  /// Creates a moment.
  public init(job: Int, recorded: Int64?, isNewest: Bool, label: String = "") {
    self.job = job
    self.recorded = recorded
    self.isNewest = isNewest
    self.label = label
  }
}

/// What a reader asks to look back to.
public enum MomentTarget: Sendable, Equatable {
  /// Milliseconds since 1970: what was recorded later is not seen.
  case instant(Int64)
  /// The number of a job.
  case job(Int)
  /// Four digits: a job where there is one of that number, else the end of a year.
  case jobOrYear(Int, yearEnd: Int64)
}
