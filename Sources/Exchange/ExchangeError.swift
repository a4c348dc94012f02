// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// A failure of an import or export as a whole; what is wrong with single resources is reported.
public struct ExchangeError: Error, Sendable {
  /// The kind of failure.
  public enum Code: String, Sendable, CaseIterable {
    /// A path does not exist.
    case noFile
    /// A file cannot be read.
    case cannotRead
    /// A file or folder cannot be written.
    case cannotWrite
    /// The output folder holds something already.
    case outputExists
  }

  /// The kind of failure.
  public let code: Code

  /// A short technical sentence.
  public let message: String

  /// The path it is about.
  public let subject: String?

  /// Creates an error.
  public init(_ code: Code, _ message: String, subject: String? = nil) {
    self.code = code
    self.message = message
    self.subject = subject
  }

  /// The category of ``code``.
  public var category: ErrorCategory {
    switch code {
    case .noFile: .notFound
    case .cannotRead, .cannotWrite: .unavailable
    case .outputExists: .conflict
    }
  }
}

extension ExchangeError: CustomStringConvertible {
  /// The message and its subject.
  public var description: String { subject.map { "\(message): \($0)" } ?? message }
}
