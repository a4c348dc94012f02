// SPDX-License-Identifier: Apache-2.0

/// How far the making of a lake has come.
public struct WelcomeProgress: Sendable, Equatable {
  /// What is done now: `1,200 resources, 5,100/s`.
  public var text: String

  /// The part of it that is done, from 0 to 1; `nil` where it is not known.
  public var share: Double?

  /// Creates a progress.
  public init(_ text: String = "", share: Double? = nil) {
    self.text = text
    self.share = share
  }
}

/// What a first start can make: a sample lake, or a lake of someone's files.
///
/// Both are called on another thread than the terminal's, and leave nothing behind when they fail
/// or are stopped.
public protocol WelcomeActions: Sendable {
  /// Where a lake of someone's own would be.
  var lakePath: String { get }

  /// Makes the sample lake, unless it is there.
  ///
  /// - Parameters:
  ///   - progress: Told how far it is.
  ///   - isStopped: Asked all the time.
  /// - Returns: The path of the lake.
  /// - Throws: What ``explain(_:)`` has words for; `CancellationError` when it was stopped.
  func makeSample(
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake

  /// Makes a lake of files.
  ///
  /// - Parameters:
  ///   - path: A file or a folder, as it was typed.
  ///   - progress: Told how far it is.
  ///   - isStopped: Asked all the time.
  /// - Returns: The path of the lake, and what was not as it should be.
  /// - Throws: What ``explain(_:)`` has words for; `CancellationError` when it was stopped.
  func importFiles(
    at path: String,
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake

  /// Says what failed, why, and what to do about it.
  func explain(_ error: any Error) -> UserMessage
}

/// A lake that was made at a first start.
public struct WelcomeLake: Sendable {
  /// Where it is.
  public var path: String

  /// What the reader should know of it.
  public var notices: [UserMessage]

  /// Creates a lake that was made.
  public init(path: String, notices: [UserMessage] = []) {
    self.path = path
    self.notices = notices
  }
}
