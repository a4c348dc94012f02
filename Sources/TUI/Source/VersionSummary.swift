// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What was done to a resource.
public enum VersionInteraction: String, Sendable, CaseIterable {
  /// The id was used for the first time.
  case create
  /// The content was replaced.
  case update
  /// The resource was deleted.
  case delete
  /// An earlier content was put back.
  case restore
}

/// A version of a resource, without its content.
public struct VersionSummary: Sendable, Equatable {
  /// The number of the version, from 1.
  public var number: Int

  /// When it was recorded, in milliseconds since 1970.
  public var recorded: Int64

  /// Who or what recorded it; empty when unknown.
  public var author: String

  /// The number of the job that wrote it.
  public var job: Int

  /// What kind of job it was: `import`.
  public var jobKind = ""

  /// Why it was recorded; empty when nothing was said.
  public var reason = ""

  /// What was done.
  public var interaction: VersionInteraction

  /// Creates a summary.
  public init(
    number: Int,
    recorded: Int64,
    author: String,
    job: Int,
    interaction: VersionInteraction
  ) {
    self.number = number
    self.recorded = recorded
    self.author = author
    self.job = job
    self.interaction = interaction
  }
}

/// A version that changed what was known of a patient.
public struct ChangeSummary: Sendable, Equatable {
  /// The resource.
  public var key: ResourceKey

  /// What a reader would call the resource; empty when it has no name.
  public var title: String

  /// The version that made the change.
  public var version: VersionSummary

  /// The patient that the resource is of, in a list that is of all; empty where none is named.
  public var patientName = ""

  /// Creates a change.
  public init(key: ResourceKey, title: String, version: VersionSummary) {
    self.key = key
    self.title = title
    self.version = version
  }
}

/// A version of a resource with its content.
public struct ResourceVersionContent: Sendable {
  /// What is known of the version.
  public var summary: VersionSummary

  /// The content; `nil` for a deletion.
  public var body: JSONDocument?

  /// Creates a version.
  public init(summary: VersionSummary, body: JSONDocument?) {
    self.summary = summary
    self.body = body
  }
}
