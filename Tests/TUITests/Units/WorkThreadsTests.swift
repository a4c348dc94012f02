// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import Synchronization
import Testing

@testable import TUI

@Suite struct WorkThreadsTests {
  @Test func worksBesideAsFarAsThereAreThreads() {
    let threads = WorkThreads(limit: 2)
    let begun = DispatchSemaphore(value: 0)
    let gate = DispatchSemaphore(value: 0)
    let order = Mutex<[Int]>([])
    for number in 1...3 {
      threads.run {
        order.withLock { $0.append(number) }
        begun.signal()
        gate.wait()
      }
    }
    begun.wait()
    begun.wait()
    #expect(order.withLock { Set($0) } == [1, 2], "the third waits for its turn")
    gate.signal()
    begun.wait()
    #expect(order.withLock { $0.last } == 3)
    gate.signal()
    gate.signal()
  }

  @Test func eachThreadIsPreparedOnceBeforeItsWork() {
    let prepared = Mutex<[Thread]>([])
    let threads = WorkThreads(limit: 2) { prepared.withLock { $0.append(Thread.current) } }
    let done = DispatchSemaphore(value: 0)
    let isKnown = Mutex<[Bool]>([])
    for _ in 0..<20 {
      threads.run {
        let known = prepared.withLock { $0.contains { $0 === Thread.current } }
        isKnown.withLock { $0.append(known) }
        done.signal()
      }
    }
    for _ in 0..<20 { done.wait() }
    #expect(isKnown.withLock { $0 } == Array(repeating: true, count: 20))
    let count = prepared.withLock { $0.count }
    #expect((1...2).contains(count))
  }

  @Test func doesWhatWasAskedForAlthoughNobodyHasTheThreadsAnyMore() {
    let done = DispatchSemaphore(value: 0)
    let count = Mutex(0)
    do {
      let threads = WorkThreads(limit: 1)
      for _ in 0..<100 {
        threads.run {
          count.withLock { $0 += 1 }
          done.signal()
        }
      }
    }
    for _ in 0..<100 { done.wait() }
    #expect(count.withLock { $0 } == 100)
  }

  @Test func theThreadsEndWithTheirOwner() throws {
    let thread = Mutex<Thread?>(nil)
    let done = DispatchSemaphore(value: 0)
    do {
      let threads = WorkThreads(limit: 1)
      threads.run {
        thread.withLock { $0 = Thread.current }
        done.signal()
      }
      done.wait()
    }
    let last = try #require(thread.withLock { $0 })
    let end = Date(timeIntervalSinceNow: 20)
    while !last.isFinished, end.timeIntervalSinceNow > 0 { sched_yield() }
    #expect(last.isFinished)
  }
}
