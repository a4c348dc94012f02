// SPDX-License-Identifier: Apache-2.0

/// One thing that a user said of a patient: a line of the file of marks.
public struct WorklistMark: Sendable, Equatable {
  /// When, in milliseconds since 1970 UTC.
  public var at: Int64

  /// Who said it.
  public var author: String

  /// Where it counts.
  public var scope: Scope

  /// The logical id of the patient.
  public var patient: String

  /// What was said.
  public var change: Change

  /// Where a mark counts.
  public enum Scope: Sendable, Hashable {
    /// On the worklist of this name, in every lake.
    case list(String)
    /// In the lake of this path, where no worklist is open.
    case lake(String)
  }

  /// What is said.
  public enum Change: Sendable, Equatable {
    /// The record was looked at when this was the last job of the lake; `nil`: it counts as not seen.
    case seen(job: Int?)
    /// To be come back to, or no longer.
    case flagged(Bool)
    /// Nothing is left to do, or something is after all.
    case done(Bool)
    /// A short note; empty for none.
    case note(String)
  }

  /// Creates a mark.
  public init(at: Int64, author: String, scope: Scope, patient: String, change: Change) {
    self.at = at
    self.author = author
    self.scope = scope
    self.patient = patient
    self.change = change
  }
}

/// What is marked of one patient.
public struct PatientMarks: Sendable, Equatable {
  /// The last job of the lake when the record was looked at last; `nil` where it was not.
  public var seenJob: Int?

  /// When the record was looked at last.
  public var seenAt: Int64?

  /// The last job of the lake at the look before, where another was the last then.
  public var seenJobBefore: Int?

  /// Whether it is to be come back to.
  public var isFlagged = false

  /// Whether nothing is left to do.
  public var isDone = false

  /// A short note.
  public var note = ""

  /// Who said the last of all but that the record was looked at.
  public var author = ""

  /// When, in milliseconds since 1970 UTC.
  public var at: Int64?

  /// Creates marks of a patient of whom nothing is said.
  public init() {}

  mutating func apply(_ mark: WorklistMark) {
    switch mark.change {
    case .seen(let job):
      if job == nil {
        seenJobBefore = nil
      } else if seenJob != nil, seenJob != job {
        seenJobBefore = seenJob
      }
      seenJob = job
      seenAt = job == nil ? nil : mark.at
      return
    case .flagged(let isOn): isFlagged = isOn
    case .done(let isOn): isDone = isOn
    case .note(let text): note = text
    }
    author = mark.author
    at = mark.at
  }
}

/// All marks, as the lines of the file leave them.
public struct MarkTable: Sendable {
  private var scopes: [WorklistMark.Scope: [String: PatientMarks]] = [:]
  private var noteCounts: [WorklistMark.Scope: Int] = [:]

  /// Creates a table without marks.
  public init() {}

  /// The marks of a scope, by the id of the patient.
  public subscript(scope: WorklistMark.Scope) -> [String: PatientMarks] { scopes[scope] ?? [:] }

  /// Whether any patient of a scope has a note.
  public func hasNotes(in scope: WorklistMark.Scope) -> Bool { noteCounts[scope, default: 0] > 0 }

  /// Takes a mark; a later one stands before an earlier one.
  public mutating func apply(_ mark: WorklistMark) {
    var marks = scopes[mark.scope]?[mark.patient] ?? PatientMarks()
    let hadNote = !marks.note.isEmpty
    marks.apply(mark)
    scopes[mark.scope, default: [:]][mark.patient] = marks
    let change = (marks.note.isEmpty ? 0 : 1) - (hadNote ? 1 : 0)
    if change != 0 { noteCounts[mark.scope, default: 0] += change }
  }

  /// Takes marks in their order.
  public mutating func apply(_ marks: [WorklistMark]) {
    for mark in marks { apply(mark) }
  }
}
