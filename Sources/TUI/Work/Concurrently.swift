// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Foundation
internal import Synchronization

/// Two things that are read at the same time.
enum Concurrently {
  /// Does one thing here and another on a thread of its own, and waits for both.
  ///
  /// - Throws: The error of the first, or else that of the second.
  static func run<First, Second: Sendable>(
    _ first: () throws -> First,
    and second: @escaping @Sendable () throws -> Second
  ) throws -> (First, Second) {
    let slot = Slot<Second>()
    let thread = Thread { slot.fill(Result { try second() }) }
    thread.name = "tarn read"
    thread.stackSize = 8 << 20
    thread.start()
    let own = Result { try first() }
    let other = slot.wait()
    return (try own.get(), try other.get())
  }

  /// Where a thread leaves what another one waits for.
  private final class Slot<Value: Sendable>: Sendable {
    private let value = Mutex<Result<Value, any Error>>(.failure(CancellationError()))
    private let isDone = DispatchSemaphore(value: 0)

    func fill(_ result: Result<Value, any Error>) {
      value.withLock { $0 = result }
      isDone.signal()
    }

    func wait() -> Result<Value, any Error> {
      isDone.wait()
      return value.withLock(\.self)
    }
  }
}
