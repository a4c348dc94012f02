// SPDX-License-Identifier: Apache-2.0

internal import CMemory
internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads that wait without ever waking until there is work.
///
/// A concurrent queue of the system's would do, but for its monitor, which wakes each second for as long
/// as a thread of it lives; and it starts a thread for each work that waits, each with a heap of its own.
final class WorkThreads: Sendable {
  /// What is done on a thread.
  typealias Work = @Sendable () -> Void

  private let crew: Crew

  /// Creates a crew without a thread: each is started when work finds none idle.
  ///
  /// - Parameters:
  ///   - limit: The most threads; more work than that waits for its turn.
  ///   - prepare: Is done once on each thread, before its first work.
  init(limit: Int, prepare: @escaping Work = {}) {
    crew = Crew(limit: limit, prepare: prepare)
  }

  deinit {
    crew.dismiss()
  }

  /// Does the work on a thread, after everything that was given before and found no thread.
  func run(_ work: @escaping Work) {
    crew.run(work)
  }
}

/// What the threads share, so that they end once their owner is gone.
private final class Crew: Sendable {
  private struct State {
    var waiting: [WorkThreads.Work] = []
    var count = 0
    var idle = 0
  }

  /// How many bytes are kept for what is done next, with what the program's own data takes.
  private static let patience = 12 << 20

  private let state = Mutex(State())
  private let calls = DispatchSemaphore(value: 0)
  private let limit: Int
  private let prepare: WorkThreads.Work

  init(limit: Int, prepare: @escaping WorkThreads.Work) {
    self.limit = limit
    self.prepare = prepare
    tarn_memory_share_heaps()
  }

  func run(_ work: @escaping WorkThreads.Work) {
    let isShort = state.withLock { state in
      state.waiting.append(work)
      guard state.idle < state.waiting.count, state.count < limit else { return false }
      state.count += 1
      state.idle += 1
      return true
    }
    if isShort {
      let thread = Thread { [self] in serve() }
      thread.stackSize = 8 << 20
      thread.name = "tarn work"
      thread.start()
    }
    calls.signal()
  }

  /// Lets the threads end after what they are at.
  func dismiss() {
    let count = state.withLock { $0.count }
    for _ in 0..<count { calls.signal() }
  }

  private func serve() {
    prepare()
    while true {
      calls.wait()
      let work = state.withLock { state -> WorkThreads.Work? in
        guard !state.waiting.isEmpty else { return nil }
        state.idle -= 1
        return state.waiting.removeFirst()
      }
      guard let work else { return }
      work()
      let isQuiet = state.withLock { state in
        state.idle += 1
        return state.waiting.isEmpty
      }
      if isQuiet { tarn_memory_release(Self.patience) }
    }
  }
}
