// SPDX-License-Identifier: Apache-2.0

private import Synchronization

/// Says to work on another thread that nobody waits for it any more.
public final class Cancellation: Sendable {
  private let flag = Atomic<Bool>(false)
  private let handler = Mutex<(@Sendable () -> Void)?>(nil)

  /// Creates a token that is not cancelled.
  public init() {}

  /// Whether ``cancel()`` was called.
  public var isCancelled: Bool { flag.load(ordering: .relaxed) }

  /// Cancels; calls the handler of ``onCancel(_:)`` once.
  public func cancel() {
    guard !flag.exchange(true, ordering: .sequentiallyConsistent) else { return }
    handler.withLock { $0 }?()
  }

  /// Sets what interrupts the work, an SQLite interrupt for one; called at once when cancelled.
  ///
  /// The handler runs on the thread that cancels. Setting `nil` removes it.
  public func onCancel(_ body: (@Sendable () -> Void)?) {
    handler.withLock { $0 = body }
    if isCancelled { body?() }
  }

  /// Ends the work by throwing when it was cancelled.
  ///
  /// - Throws: `CancellationError`.
  public func check() throws {
    if isCancelled { throw CancellationError() }
  }
}
