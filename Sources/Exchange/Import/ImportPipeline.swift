// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import Validation

/// Prepares chunks on several threads and hands them out in the order of the input.
///
/// ```
/// files ─ Chunker (one at a time) ─ ChunkProcessor × workers ─ next(), in order ─ LakeWriter
/// ```
///
/// At most a few chunks wait at any time, so that memory does not depend on the size of the input.
final class ImportPipeline: @unchecked Sendable {
  private let condition = NSCondition()
  private let chunkerLock = NSLock()
  private var chunker: Chunker
  private var finished: [Int: ProcessedChunk] = [:]
  private var nextIndex: Int
  private var runningWorkers: Int
  /// The workers that have a chunk in hand.
  private var busyWorkers = 0
  private var isStopped = false
  private let capacity: Int

  /// Starts the threads.
  ///
  /// - Parameters:
  ///   - files: The input.
  ///   - validator: Says what is refused.
  ///   - lake: The lake to prepare for; `nil` for a dry run without one.
  ///   - compresses: Whether bodies are compressed, as they are to be written.
  ///   - workers: How many threads prepare.
  ///   - skipping: How many chunks an earlier run has written already.
  init(
    files: [InputFile],
    validator: ResourceValidator,
    lake: Lake?,
    compresses: Bool,
    workers: Int,
    skipping: Int
  ) {
    chunker = Chunker(files)
    nextIndex = skipping
    runningWorkers = workers
    capacity = workers + 2
    for number in 0..<workers {
      let thread = Thread { [self] in
        work(
          ChunkProcessor(files: files, validator: validator, lake: lake, compresses: compresses),
          skipping
        )
      }
      thread.name = "import-\(number)"
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  private func work(_ processor: ChunkProcessor, _ skipping: Int) {
    while let chunk = take() {
      guard chunk.index >= skipping else { continue }
      guard begin() else { break }
      let result = processor.process(chunk)
      condition.lock()
      busyWorkers -= 1
      condition.broadcast()
      // The chunk that is wanted next is never held up, so that the queue cannot lock itself.
      while !isStopped && finished.count >= capacity && chunk.index != nextIndex {
        condition.wait()
      }
      finished[chunk.index] = result
      condition.broadcast()
      condition.unlock()
    }
    condition.lock()
    runningWorkers -= 1
    condition.broadcast()
    condition.unlock()
  }

  /// Notes that a worker has a chunk in hand, unless the threads are to end.
  private func begin() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    if !isStopped { busyWorkers += 1 }
    return !isStopped
  }

  private func take() -> Chunk? {
    condition.lock()
    let stopped = isStopped
    condition.unlock()
    guard !stopped else { return nil }
    return chunkerLock.withLock { chunker.nextChunk() }
  }

  /// Returns the next chunk of the input, or `nil` after the last.
  func next() -> ProcessedChunk? {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let chunk = finished.removeValue(forKey: nextIndex) {
        nextIndex += 1
        condition.broadcast()
        return chunk
      }
      if runningWorkers == 0 { return nil }
      condition.wait()
    }
  }

  /// Lets the threads end, and returns when none of them has a chunk in hand any more.
  ///
  /// A process that exits takes the C++ libraries down; a thread that still parses would fall over
  /// them. A thread that waits for input (a pipe that is slow, say) is not waited for.
  func stop() {
    condition.lock()
    defer { condition.unlock() }
    isStopped = true
    condition.broadcast()
    while busyWorkers > 0 { condition.wait() }
  }
}
