// SPDX-License-Identifier: Apache-2.0

/// A piece of work that wrote to the lake.
public struct JobSummary: Sendable, Equatable {
  /// The number, from 1.
  public var id: Int

  /// What kind of work: `import`.
  public var kind: String

  /// How far it came: `done`.
  public var state: String

  /// When it began, in milliseconds since 1970.
  public var started: Int64

  /// Who did it.
  public var author: String

  /// Why, or else from where; empty when nothing was said.
  public var what: String

  /// How many resources were new.
  public var created = 0

  /// How many were changed.
  public var updated = 0

  /// How many were deleted.
  public var deleted = 0

  /// How many were known already.
  public var identical = 0

  /// How many were refused.
  public var invalid = 0

  /// Creates a summary without counts.
  public init(
    id: Int,
    kind: String,
    state: String,
    started: Int64,
    author: String,
    what: String
  ) {
    self.id = id
    self.kind = kind
    self.state = state
    self.started = started
    self.author = author
    self.what = what
  }
}

/// What a job changed.
public struct JobReport: Sendable, Equatable {
  /// How many resources of a type were new, changed and deleted.
  public struct TypeCount: Sendable, Equatable {
    /// The resource type.
    public var type: String
    /// How many were new.
    public var created: Int
    /// How many were changed.
    public var updated: Int
    /// How many were deleted.
    public var deleted: Int

    /// Creates counts.
    public init(type: String, created: Int, updated: Int, deleted: Int) {
      self.type = type
      self.created = created
      self.updated = updated
      self.deleted = deleted
    }
  }

  /// How many resources of a patient were touched.
  public struct PatientCount: Sendable, Equatable {
    /// The logical id.
    public var id: String
    /// How many resources.
    public var count: Int

    /// Creates a count.
    public init(id: String, count: Int) {
      self.id = id
      self.count = count
    }
  }

  /// What was done to one resource.
  public struct Change: Sendable, Equatable {
    /// The resource.
    public var key: ResourceKey
    /// What was done first.
    public var interaction: VersionInteraction
    /// The first and the last version that the job wrote.
    public var versions: ClosedRange<Int>
    /// The current version.
    public var current: Int

    /// Creates a change.
    public init(
      key: ResourceKey,
      interaction: VersionInteraction,
      versions: ClosedRange<Int>,
      current: Int
    ) {
      self.key = key
      self.interaction = interaction
      self.versions = versions
      self.current = current
    }

    /// Whether nothing was written after the job.
    public var isNewest: Bool { current == versions.upperBound }
  }

  /// What was decided of words in a note.
  public struct Decision: Sendable, Equatable {
    /// The note.
    public var note: ResourceKey
    /// The words.
    public var words: String
    /// What was decided; `unreviewed` where a decision was taken back.
    public var decision: String

    /// Creates a decision.
    public init(note: ResourceKey, words: String, decision: String) {
      self.note = note
      self.words = words
      self.decision = decision
    }

    /// `accepted`, `taken back`.
    public var said: String { decision == "unreviewed" ? "taken back" : decision }
  }

  /// About how much was decided.
  public struct Decided: Sendable, Equatable {
    /// How many things, each once.
    public var total = 0
    /// How many of them later jobs decided about too.
    public var later = 0

    /// Creates counts.
    public init(total: Int = 0, later: Int = 0) {
      self.total = total
      self.later = later
    }
  }

  /// The job.
  public var job: JobSummary

  /// Per type.
  public var types: [TypeCount]

  /// Per patient, those with the most first.
  public var patients: [PatientCount]

  /// Per resource, at most ``limit``.
  public var changes: [Change]

  /// What was decided of what was read from notes, in order, at most ``limit``.
  public var decisions: [Decision]

  /// How many decisions there are, listed or not.
  public var decisionCount: Int

  /// About how many things was decided, and about how many of them later jobs decided again.
  public var decided: Decided

  /// How many resources there are, listed or not.
  public var total: Int

  /// The resources that later jobs have written too, at most ``limit``.
  public var conflicts: [Change]

  /// How many of those there are.
  public var conflictCount: Int

  /// How many resources the job made.
  public var madeCount: Int

  /// The most resources that are listed.
  public static let limit = 1000

  /// Creates a report.
  public init(
    job: JobSummary,
    types: [TypeCount],
    patients: [PatientCount],
    changes: [Change],
    decisions: [Decision] = [],
    decided: Decided = Decided()
  ) {
    self.job = job
    self.decided = decided
    self.decisions = Array(decisions.prefix(Self.limit))
    decisionCount = decisions.count
    self.types = types
    self.patients = patients
    self.changes = Array(changes.prefix(Self.limit))
    total = changes.count
    let touched = changes.filter { !$0.isNewest }
    conflicts = Array(touched.prefix(Self.limit))
    conflictCount = touched.count
    madeCount = changes.count { $0.interaction == .create }
  }
}

/// An event of a deleted resource, with its deletion.
public struct Ghost: Sendable, Equatable {
  /// The event, as the last content has it.
  public var event: ChartEvent

  /// The deletion: who, which job, why.
  public var deletion: VersionSummary

  /// Creates a ghost.
  public init(event: ChartEvent, deletion: VersionSummary) {
    self.event = event
    self.deletion = deletion
  }
}
