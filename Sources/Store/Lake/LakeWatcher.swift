// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Tells when another process writes to a lake's file, or takes it away, and when patients were marked.
///
/// It waits on a thread of its own for what the kernel reports, so that nothing is polled. After
/// ``Change/written`` nothing more of that kind is told until ``rearm()``: an import that writes a
/// thousand times a second wakes nobody who has not looked meanwhile.
public final class LakeWatcher: Sendable {
  /// What happened to the file.
  public enum Change: Sendable, Equatable {
    /// Something may have been written: the file or its log was touched.
    case written
    /// Another file lies in its place.
    case replaced
    /// There is no file in its place.
    case removed
    /// The file that was opened is in its place again.
    case returned
    /// Something was written to the file of marks, by this process or another.
    case marked
  }

  private struct Identity: Equatable, Sendable {
    var device: UInt64
    var node: UInt64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(status.st_dev)
      node = UInt64(status.st_ino)
    }
  }

  /// The path of the file without symbolic links: SQLite puts the log beside that one.
  private let path: String
  private let marks: String?
  private let identity: Identity?
  private let queue: Int32
  private let ends: (read: Int32, write: Int32)
  private let hasStarted = Mutex(false)

  /// Prepares to watch a lake; nothing is told before ``start(_:)``.
  ///
  /// It fails where the system watches no more files.
  ///
  /// - Parameters:
  ///   - path: The file, which is open already.
  ///   - marks: The file of marks, whose folder may not be there yet; `nil` for none.
  public init?(path: String, marks: String? = nil) {
    self.marks = marks
    self.path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    identity = Identity(self.path)
    queue = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard queue >= 0 else { return nil }
    var pair: [Int32] = [0, 0]
    guard pipe(&pair) == 0 else {
      close(queue)
      return nil
    }
    for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    ends = (pair[0], pair[1])
    let folder = URL(fileURLWithPath: self.path).deletingLastPathComponent().path
    let mask =
      UInt32(IN_CREATE) | UInt32(IN_DELETE) | UInt32(IN_MOVED_FROM) | UInt32(IN_MOVED_TO)
      | UInt32(IN_ONLYDIR)
    guard inotify_add_watch(queue, folder, mask) >= 0 else {
      for file in [queue, pair[0], pair[1]] { close(file) }
      return nil
    }
    rearm()
  }

  deinit {
    // The thread closes what it reads from.
    close(ends.write)
    guard !hasStarted.withLock({ $0 }) else { return }
    close(ends.read)
    close(queue)
  }

  /// Begins to tell; called once.
  ///
  /// - Parameter notify: Called on the watching thread.
  public func start(_ notify: @escaping @Sendable (Change) -> Void) {
    guard
      hasStarted.withLock({ started -> Bool in
        defer { started = true }
        return !started
      })
    else { return }
    let loop = Loop(
      path: path,
      marks: marks.map { ($0 as NSString).lastPathComponent },
      identity: identity,
      queue: queue,
      stop: ends.read,
      notify: notify
    )
    let thread = Thread { loop.run() }
    thread.name = "tarn.watch"
    thread.stackSize = 256 * 1024
    thread.start()
  }

  /// Lets the next write be told; call it before looking at what was written.
  public func rearm() {
    let mask = UInt32(IN_MODIFY) | UInt32(IN_ONESHOT)
    // A log that is not there yet is told when it is made.
    for file in [path, path + "-wal"] { inotify_add_watch(queue, file, mask) }
    // The folder, for the file is made with the first mark.
    if let marks {
      let folder = (marks as NSString).deletingLastPathComponent
      inotify_add_watch(queue, folder, UInt32(IN_MODIFY) | UInt32(IN_MOVED_TO) | UInt32(IN_ONLYDIR))
    }
  }

  /// What the thread does; it holds nothing of the watcher, so that the watcher can go.
  private struct Loop: Sendable {
    var path: String
    /// The name of the file of marks.
    var marks: String?
    var identity: Identity?
    var queue: Int32
    var stop: Int32
    var notify: @Sendable (Change) -> Void

    func run() {
      defer {
        close(queue)
        close(stop)
      }
      let name = (path as NSString).lastPathComponent
      var last = Change.returned
      while true {
        var files = [
          pollfd(fd: queue, events: Int16(POLLIN), revents: 0),
          pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        let ready = poll(&files, 2, -1)
        if ready < 0, errno == EINTR { continue }
        guard ready > 0, files[1].revents == 0 else { return }
        var isWritten = false
        var isMoved = false
        var isMarked = false
        for event in readEvents() {
          // An event of a file that is watched by itself has no name.
          if event.mask & UInt32(IN_MODIFY) != 0, event.name.isEmpty { isWritten = true }
          if !event.name.isEmpty, event.name == marks { isMarked = true }
          if event.name == name { isMoved = true }
          if event.name == name + "-wal", event.mask & UInt32(IN_CREATE) != 0 { isWritten = true }
          // What was lost may have been anything.
          if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { (isWritten, isMoved) = (true, true) }
        }
        if isMoved {
          let change = place()
          if change != last { notify(change) }
          last = change
        }
        if isWritten { notify(.written) }
        if isMarked { notify(.marked) }
      }
    }

    private func place() -> Change {
      guard let found = Identity(path) else { return .removed }
      return found == identity ? .returned : .replaced
    }

    private struct Event {
      var mask: UInt32
      var name: String
    }

    private func readEvents() -> [Event] {
      var buffer = [UInt8](repeating: 0, count: 16384)
      let count = buffer.withUnsafeMutableBytes { read(queue, $0.baseAddress, $0.count) }
      guard count > 0 else { return [] }
      let header = MemoryLayout<inotify_event>.size
      return buffer.withUnsafeBytes { bytes in
        var events: [Event] = []
        var offset = 0
        while offset + header <= count {
          // wd, mask, cookie, length: four numbers of 32 bits, then the name with zeros behind it.
          let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
          let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
          let end = min(count, offset + header + length)
          let name = bytes[(offset + header)..<end].prefix { $0 != 0 }
          events.append(Event(mask: mask, name: String(decoding: name, as: UTF8.self)))
          offset += header + length
        }
        return events
      }
    }
  }
}
