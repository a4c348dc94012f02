// SPDX-License-Identifier: Apache-2.0

public import Foundation
import Glibc
public import Terminal

/// A program on a pseudo-terminal, with an oracle that reads what it writes.
///
/// Nothing sleeps: every wait polls for bytes, lines or the end, until a deadline.
public final class PseudoTerminal {
  /// Why a program could not be started.
  public struct SpawnError: Error {
    /// The call that failed, and its error number.
    public let call: String
  }

  /// How a program ended.
  public enum End: Equatable, Sendable {
    /// It returned a status.
    case status(Int32)
    /// A signal ended it.
    case signal(Int32)
    /// It has not ended.
    case running
  }

  /// How long any wait may take.
  public static let patience: TimeInterval = 20

  /// What the program shows.
  public private(set) var screen: VirtualTerminal

  /// Every byte it wrote to the terminal.
  public private(set) var output: [UInt8] = []

  /// The modes of the terminal's driver before the program was started.
  public let firstDriverModes: [UInt64]

  /// The lines it wrote to file descriptor 3.
  public private(set) var lines: [String] = []

  /// How it ended.
  public private(set) var end = End.running

  /// What must live as long as the program, such as the folder of its files.
  public var ground: AnyObject?

  private var controller: Int32
  private var terminal: Int32
  private let log: Int32
  private let process: pid_t
  private var partialLine: [UInt8] = []

  /// Starts a program as the leader of a session on a new terminal.
  ///
  /// - Parameters:
  ///   - arguments: The path of the program and its arguments.
  ///   - environment: All of its environment.
  ///   - size: The size of the terminal.
  /// - Throws: ``SpawnError`` when a call of the system fails.
  public init(
    _ arguments: [String],
    environment: [String: String],
    size: Size = Size(width: 80, height: 24)
  ) throws {
    screen = VirtualTerminal(size: size)
    let (controller, name) = try Self.openTerminal()
    self.controller = controller
    // Kept open, so that the modes can be read after the program has ended.
    terminal = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    var window = winsize(
      ws_row: UInt16(size.height),
      ws_col: UInt16(size.width),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SpawnError(call: "pipe") }
    for file in ends { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }
    log = ends[0]
    defer { close(ends[1]) }
    firstDriverModes = Self.modes(of: terminal)
    process = try Self.spawn(
      arguments,
      environment: environment,
      terminal: name,
      log: ends[1]
    )
  }

  deinit {
    if end == .running { kill(process, SIGKILL) }
    var status: Int32 = 0
    if end == .running { waitpid(process, &status, 0) }
    for file in [controller, terminal, log] where file >= 0 { close(file) }
  }

  /// Opens a new terminal, as posix_openpt does, which Swift does not see.
  private static func openTerminal() throws -> (controller: Int32, name: String) {
    let controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var isLocked: Int32 = 0
    var number: UInt32 = 0
    let setLock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    guard controller >= 0, ioctl(controller, setLock, &isLocked) == 0,
      ioctl(controller, getNumber, &number) == 0
    else { throw SpawnError(call: "/dev/ptmx") }
    return (controller, "/dev/pts/\(number)")
  }

  private static func spawn(
    _ arguments: [String],
    environment: [String: String],
    terminal: String,
    log: Int32
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_adddup2(&actions, log, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    let newSession: Int32 = 0x80
    let flags = newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var argv = arguments.map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let result = posix_spawn(&process, arguments[0], &actions, &attributes, &argv, &envp)
    guard result == 0 else { throw SpawnError(call: "posix_spawn \(result)") }
    return process
  }

  // MARK: - Acting

  /// Types bytes.
  public func send(_ text: String) { send(Array(text.utf8)) }

  /// Types bytes; what the program writes meanwhile is read, so that neither waits for the other.
  public func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty, end == .running {
      var files = [pollfd(fd: controller, events: Int16(POLLOUT | POLLIN), revents: 0)]
      poll(&files, 1, 1000)
      if files[0].revents & Int16(POLLIN) != 0 { readOutput() }
      guard files[0].revents & Int16(POLLOUT) != 0 else { continue }
      let written = rest.prefix(1024).withUnsafeBytes {
        write(controller, $0.baseAddress, $0.count)
      }
      if written <= 0 { break }
      rest = rest.dropFirst(written)
    }
  }

  /// Changes the size of the window, which tells the program.
  public func resize(_ size: Size) {
    var window = winsize(
      ws_row: UInt16(size.height),
      ws_col: UInt16(size.width),
      ws_xpixel: 0,
      ws_ypixel: 0
    )
    screen.resize(size)
    _ = ioctl(controller, UInt(TIOCSWINSZ), &window)
  }

  /// Closes the terminal, as a window does that is closed; nothing can be read or typed afterwards.
  public func hangUp() {
    for file in [controller, terminal] { close(file) }
    controller = -1
    terminal = -1
  }

  /// Sends a signal to the program.
  public func signal(_ number: Int32) { kill(process, number) }

  /// The modes of the terminal's driver, for comparison.
  public var driverModes: [UInt64] { Self.modes(of: terminal) }

  private static func modes(of file: Int32) -> [UInt64] {
    var modes = termios()
    guard tcgetattr(file, &modes) == 0 else { return [] }
    let characters = withUnsafeBytes(of: modes.c_cc) { $0.map(UInt64.init) }
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag].map(UInt64.init)
      + characters
  }

  // MARK: - Waiting

  /// Reads until a condition holds.
  ///
  /// - Returns: Whether it did before the deadline.
  public func wait(until condition: () -> Bool) -> Bool {
    let deadline = Date().addingTimeInterval(Self.patience)
    while !condition() {
      guard Date() < deadline else { return false }
      pump(milliseconds: 20)
      if end != .running {
        pump(milliseconds: 0)
        return condition()
      }
    }
    return true
  }

  /// Waits for a line on file descriptor 3.
  public func wait(forLine line: String) -> Bool { wait { lines.contains(line) } }

  /// Waits for a text anywhere on the screen.
  public func wait(forText text: String) -> Bool {
    wait { screen.rows.contains { $0.contains(text) } }
  }

  /// Waits until the program has ended and everything it wrote is read.
  public func waitForEnd() -> End {
    _ = wait { end != .running }
    pump(milliseconds: 0)
    return end
  }

  /// Reads what the program writes for some time, or until it ends.
  public func read(milliseconds: Int32) {
    let end = Date().addingTimeInterval(Double(milliseconds) / 1000)
    while self.end == .running, end.timeIntervalSinceNow > 0 {
      pump(milliseconds: Int32(end.timeIntervalSinceNow * 1000) + 1)
    }
  }

  /// Forgets the bytes that were read so far; the screen stays.
  public func forgetOutput() { output.removeAll(keepingCapacity: true) }

  /// How much memory of the program is not a mapped file, in bytes; `nil` once it has ended.
  public var memory: Int? {
    // A process that has ended has no such file.
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first.map { $0 * 1024 }
  }

  /// How much of a processor the program has used, in hundredths of a second; `nil` once it has ended.
  private var processorTime: Int? {
    // A process that has ended has no such file.
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = status.lastIndex(of: ")")
    else { return nil }
    let fields = status[end...].split(separator: " ")
    return fields.count > 13 ? (Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0) : nil
  }

  /// How often the threads of the program have been given a processor; `nil` once it has ended.
  private var turns: Int? {
    let tasks = "/proc/\(process)/task"
    // A process that has ended has no such folder, and a thread that has ended no such file.
    guard let threads = try? FileManager.default.contentsOfDirectory(atPath: tasks) else {
      return nil
    }
    return threads.reduce(0) { sum, thread in
      let status = try? String(contentsOfFile: "\(tasks)/\(thread)/status", encoding: .utf8)
      let lines = status?.split(separator: "\n").filter { $0.contains("ctxt_switches:") } ?? []
      return lines.reduce(sum) { $0 + ($1.split(separator: "\t").last.flatMap { Int($0) } ?? 0) }
    }
  }

  /// Waits until no thread of the program wakes for two seconds.
  ///
  /// - Returns: Whether it came to that before the deadline.
  public func isAsleep() -> Bool {
    wait {
      let before = turns
      return isSilent(milliseconds: 2000) && turns == before
    }
  }

  /// Waits until the program computes nothing for a fifth of a second.
  ///
  /// - Returns: Whether it came to rest before the deadline.
  public func isIdle() -> Bool {
    var last = processorTime
    return wait {
      _ = isSilent(milliseconds: 200)
      defer { last = processorTime }
      return processorTime == last
    }
  }

  /// Returns whether the program writes nothing for some time.
  public func isSilent(milliseconds: Int32) -> Bool {
    while readNow() {}
    var files = [pollfd(fd: controller, events: Int16(POLLIN), revents: 0)]
    return poll(&files, 1, milliseconds) == 0
  }

  private func pump(milliseconds: Int32) {
    var files = [
      pollfd(fd: controller, events: Int16(POLLIN), revents: 0),
      pollfd(fd: log, events: Int16(POLLIN), revents: 0),
    ]
    poll(&files, 2, milliseconds)
    while readNow() {}
    var status: Int32 = 0
    guard end == .running, waitpid(process, &status, WNOHANG) == process else { return }
    end = status & 0x7f == 0 ? .status(status >> 8 & 0xff) : .signal(status & 0x7f)
    while readNow() {}
  }

  /// Reads what is there; false when nothing was.
  private func readNow() -> Bool {
    var files = [
      pollfd(fd: controller, events: Int16(POLLIN), revents: 0),
      pollfd(fd: log, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&files, 2, 0) > 0 else { return false }
    var isRead = false
    if files[0].revents & Int16(POLLIN) != 0 { isRead = readOutput() }
    if files[1].revents & Int16(POLLIN) != 0 { isRead = readLog() || isRead }
    return isRead
  }

  @discardableResult
  private func readOutput() -> Bool {
    let bytes = Self.read(controller)
    output += bytes
    screen.feed(bytes)
    return !bytes.isEmpty
  }

  private func readLog() -> Bool {
    let bytes = Self.read(log)
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        lines.append(String(decoding: partialLine, as: UTF8.self))
        partialLine = []
      } else {
        partialLine.append(byte)
      }
    }
    return !bytes.isEmpty
  }

  private static func read(_ file: Int32) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 65536) { buffer, count in
      count = max(0, Glibc.read(file, buffer.baseAddress, buffer.count))
    }
  }
}
