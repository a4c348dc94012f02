// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A failure of an operation on the lake.
///
/// An error carries no resource content: ``subject`` is a path, a reference or a name.
public struct StoreError: Error, Sendable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// There is no lake at the path.
    case noLake
    /// The file is not a lake.
    case notALake
    /// The lake was written by a newer version of the program.
    case newerSchema
    /// The lake must be brought up to date by opening it for writing.
    case olderSchema
    /// The file cannot be opened or created.
    case cannotOpen
    /// The lake was opened for reading only.
    case readOnly
    /// Another process is writing.
    case busy
    /// The disk is full.
    case diskFull
    /// The file is damaged.
    case corrupt
    /// The operation was cancelled.
    case interrupted
    /// There is no such resource.
    case notFound
    /// The resource was deleted.
    case deleted
    /// There is no such version.
    case noVersion
    /// There is no such job.
    case noJob
    /// The state of the lake forbids it.
    case conflict
    /// A value set or a code system that a search needs is unknown, or cannot be expanded.
    case noDefinition
    /// The text is no query, or one that is not allowed.
    case malformedQuery
    /// SQLite failed in a way that has no code of its own.
    case fault
  }

  /// The kind of failure.
  public let code: Code

  /// A short technical sentence.
  public let message: String

  /// What it is about: a path, a reference, a table.
  public let subject: String?

  /// The error behind it.
  public let cause: (any Error)?

  /// Creates an error.
  public init(
    _ code: Code,
    _ message: String,
    subject: String? = nil,
    cause: (any Error)? = nil
  ) {
    self.code = code
    self.message = message
    self.subject = subject
    self.cause = cause
  }

  /// The category of ``code``.
  public var category: ErrorCategory {
    switch code {
    case .noLake, .notFound, .noVersion, .noJob, .noDefinition: .notFound
    case .notALake, .malformedQuery: .incorrect
    case .newerSchema, .olderSchema: .unsupported
    case .cannotOpen, .diskFull: .unavailable
    case .readOnly, .conflict: .conflict
    case .busy: .busy
    case .corrupt, .fault: .fault
    case .interrupted: .interrupted
    case .deleted: .deleted
    }
  }
}

extension StoreError: CustomStringConvertible {
  /// The message and its subject.
  public var description: String {
    subject.map { "\(message): \($0)" } ?? message
  }
}
