// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import Synchronization
import Testing

/// What the kernel tells of a lake's file.
@Suite("Watching a lake's file")
struct LakeWatcherTests {
  /// What was told, for a test that waits for it.
  private final class Told: Sendable {
    private let changes = Mutex<[LakeWatcher.Change]>([])
    private let arrival = DispatchSemaphore(value: 0)

    func add(_ change: LakeWatcher.Change) {
      changes.withLock { $0.append(change) }
      arrival.signal()
    }

    /// The next change; `nil` when none comes in time.
    func next() -> LakeWatcher.Change? {
      guard arrival.wait(timeout: .now() + 20) == .success else { return nil }
      return changes.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
  }

  private struct Place {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-watch-\(UUID().uuidString)")
    var path: String { folder.appendingPathComponent("lake.tarn").path }

    init() throws {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
  }

  @Test func aWriteIsToldOnceUntilItWasLookedAt() throws {
    let place = try Place()
    defer { place.remove() }
    try Data("one".utf8).write(to: URL(fileURLWithPath: place.path))
    let told = Told()
    let watcher = try #require(LakeWatcher(path: place.path))
    watcher.start { told.add($0) }
    let file = try #require(FileHandle(forWritingAtPath: place.path))
    for _ in 0..<100 { try file.write(contentsOf: Data("x".utf8)) }
    #expect(told.next() == .written)
    // What is told next is what happens next: the other ninety-nine were not.
    try FileManager.default.moveItem(atPath: place.path, toPath: place.path + ".away")
    #expect(told.next() == .removed)
    try FileManager.default.moveItem(atPath: place.path + ".away", toPath: place.path)
    #expect(told.next() == .returned)
    watcher.rearm()
    try file.write(contentsOf: Data("x".utf8))
    #expect(told.next() == .written)
    withExtendedLifetime(watcher) {}
  }

  @Test func aLogThatIsMadeIsAWrite() throws {
    let place = try Place()
    defer { place.remove() }
    try Data("one".utf8).write(to: URL(fileURLWithPath: place.path))
    let told = Told()
    let watcher = try #require(LakeWatcher(path: place.path))
    watcher.start { told.add($0) }
    try Data("other".utf8).write(to: URL(fileURLWithPath: place.folder.path + "/other.tarn"))
    try Data("log".utf8).write(to: URL(fileURLWithPath: place.path + "-wal"))
    #expect(told.next() == .written)
    withExtendedLifetime(watcher) {}
  }

  @Test func whatIsMarkedIsToldEachTime() throws {
    let place = try Place()
    defer { place.remove() }
    try Data("one".utf8).write(to: URL(fileURLWithPath: place.path))
    let marks = place.folder.path + "/lists/marks.jsonl"
    try FileManager.default.createDirectory(
      atPath: place.folder.path + "/lists",
      withIntermediateDirectories: true
    )
    // Before anything is watched: Foundation moves a file that it makes into its place, which is told.
    #expect(FileManager.default.createFile(atPath: marks, contents: nil))
    let told = Told()
    let watcher = try #require(LakeWatcher(path: place.path, marks: marks))
    watcher.start { told.add($0) }
    let file = try #require(FileHandle(forWritingAtPath: marks))
    for _ in 0..<2 {
      try file.write(contentsOf: Data("{}\n".utf8))
      #expect(told.next() == .marked)
    }
    try Data("x".utf8).write(to: URL(fileURLWithPath: place.folder.path + "/lists/other.json"))
    try Data("two".utf8).write(to: URL(fileURLWithPath: place.path))
    #expect(told.next() == .written)
    withExtendedLifetime(watcher) {}
  }

  @Test func theFirstMarkIsTold() throws {
    let place = try Place()
    defer { place.remove() }
    try Data("one".utf8).write(to: URL(fileURLWithPath: place.path))
    let lists = place.folder.appendingPathComponent("lists")
    try FileManager.default.createDirectory(at: lists, withIntermediateDirectories: true)
    let marks = lists.appendingPathComponent("marks.jsonl")
    let told = Told()
    let watcher = try #require(LakeWatcher(path: place.path, marks: marks.path))
    watcher.start { told.add($0) }
    try Data("{}\n".utf8).write(to: marks, options: .atomic)
    #expect(told.next() == .marked)
    withExtendedLifetime(watcher) {}
  }

  @Test func anotherFileInItsPlaceIsTold() throws {
    let place = try Place()
    defer { place.remove() }
    try Data("one".utf8).write(to: URL(fileURLWithPath: place.path))
    try Data("two".utf8).write(to: URL(fileURLWithPath: place.path + ".new"))
    let told = Told()
    let watcher = try #require(LakeWatcher(path: place.path))
    watcher.start { told.add($0) }
    #expect(rename(place.path + ".new", place.path) == 0)
    #expect(told.next() == .replaced)
    withExtendedLifetime(watcher) {}
  }
}
