// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// Runs jobs on threads of its own; the newest job of a place cancels the one before.
final class WorkerPool: Sendable {
  private let worker: Worker
  /// One for what is read, and some for what takes no notice of having been cancelled.
  private let threads: WorkThreads
  private let tokens = Mutex<[JobSlot: Cancellation]>([:])
  private let inbox = Mutex<[Delivery]>([])
  private let wake: @Sendable () -> Void
  private let delivered = DispatchSemaphore(value: 0)

  /// Creates a pool whose threads are prepared before their first work.
  init(
    worker: Worker,
    guardThread: @escaping @Sendable () -> Void,
    wake: @escaping @Sendable () -> Void
  ) {
    self.worker = worker
    threads = WorkThreads(limit: 4, prepare: guardThread)
    self.wake = wake
  }

  /// Starts a job.
  func start(_ job: Job) {
    let token = Cancellation()
    tokens.withLock { tokens -> Cancellation? in
      defer { tokens[job.slot] = token }
      return tokens[job.slot]
    }?
    .cancel()
    threads.run { [self] in
      guard !token.isCancelled else { return }
      worker.perform(job, cancellation: token) { delivery in
        let isFirst = inbox.withLock { inbox in
          inbox.append(delivery)
          return inbox.count == 1
        }
        if isFirst {
          delivered.signal()
          wake()
        }
      }
    }
  }

  /// Cancels the job of a place.
  func cancel(_ slot: JobSlot) {
    tokens.withLock { $0.removeValue(forKey: slot) }?.cancel()
  }

  /// Cancels everything: the browser ends.
  func cancelAll() {
    for token in tokens.withLock({ Array($0.values) }) { token.cancel() }
  }

  /// Does one more job, and waits a second for it at most.
  func finish(_ task: JobTask) {
    let done = DispatchSemaphore(value: 0)
    threads.run { [worker] in
      let job = Job(slot: .session, generation: 0, task: task)
      worker.perform(job, cancellation: Cancellation()) { _ in }
      done.signal()
    }
    _ = done.wait(timeout: .now() + .seconds(1))
  }

  /// Waits until something is delivered, a tenth of a second at most.
  func waitForDelivery() { _ = delivered.wait(timeout: .now() + .milliseconds(100)) }

  /// Takes what was delivered since the last call, in order.
  func takeDeliveries() -> [Delivery] {
    inbox.withLock { inbox in
      defer { inbox = [] }
      return inbox
    }
  }
}
