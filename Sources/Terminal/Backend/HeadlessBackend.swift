// SPDX-License-Identifier: Apache-2.0

import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A terminal without a terminal: inputs are scripted, grids are kept as text.
///
/// It reads no clock: with nothing scripted and no wake pending, a wait with a timeout is over at once,
/// and one without end gives ``Input/closed``, unless the back end was told to wait for other threads.
public final class HeadlessBackend: TerminalBackend {
  /// A frame that was shown.
  public struct Frame: Sendable, Equatable {
    /// The characters.
    public let text: String

    /// The roles, as ``CellGrid/attributePlane(_:)`` writes them.
    public let attributes: String

    /// Where the cursor stood.
    public let cursor: Position?

    /// Whether the cursor was seen.
    public let isCursorVisible: Bool
  }

  /// The number of columns and rows.
  public private(set) var size: Size

  /// What the terminal can do.
  public let capabilities: Capabilities

  /// What the user should read once.
  public let notices: [String]

  /// The frames that differed from the one before, oldest first.
  public private(set) var frames: [Frame] = []

  /// What the roles look like.
  public private(set) var styles = StyleSheet.plain

  /// What was copied to the clipboard, oldest first.
  public private(set) var copied: [String] = []

  /// Whether reports of the mouse are on.
  public private(set) var isMouseOn = false

  /// Whether the terminal was given back.
  public private(set) var isClosed = false

  /// Whether waiting without end waits for other threads.
  public let waitsForOthers: Bool

  private let mailbox = Mailbox()

  /// Creates a terminal.
  ///
  /// - Parameters:
  ///   - size: Its first size.
  ///   - capabilities: What it can do.
  ///   - inputs: What the user does.
  ///   - notices: What the user should read once.
  ///   - waitsForOthers: Whether waiting without end waits for ``waker`` and ``send(_:)``.
  public init(
    size: Size,
    capabilities: Capabilities = Capabilities(),
    inputs: [Input] = [],
    notices: [String] = [],
    waitsForOthers: Bool = false
  ) {
    self.size = size
    self.capabilities = capabilities
    self.notices = notices
    self.waitsForOthers = waitsForOthers
    mailbox.append(inputs)
  }

  /// Ends a waiting ``nextInput(timeout:)`` from any thread.
  public var waker: Waker { Waker { [mailbox] in mailbox.wake() } }

  /// Adds inputs, from any thread.
  public var sender: @Sendable ([Input]) -> Void { { [mailbox] in mailbox.append($0) } }

  /// Adds inputs.
  public func send(_ inputs: [Input]) { mailbox.append(inputs) }

  /// Takes the next scripted input, or waits.
  public func nextInput(timeout: Duration?) -> Input? {
    guard let input = mailbox.take(waits: timeout == nil && waitsForOthers) else {
      return timeout == nil ? .closed : nil
    }
    if case .resize(let newSize) = input { size = newSize }
    return input
  }

  /// Sets what the roles look like.
  public func use(_ styles: StyleSheet) { self.styles = styles }

  /// Keeps a grid as text, unless it is that of the last frame.
  public func present(_ grid: CellGrid, cursor: Position?, isCursorVisible: Bool) {
    grid.checkInvariants()
    let frame = Frame(
      text: grid.text,
      attributes: grid.attributePlane(styles),
      cursor: cursor,
      isCursorVisible: isCursorVisible
    )
    if frame != frames.last { frames.append(frame) }
  }

  /// Does nothing: every frame is kept whole.
  public func invalidate() {}

  /// Notes whether reports of the mouse are on.
  public func setMouse(_ isOn: Bool) { isMouseOn = isOn }

  /// Does nothing: there is no terminal that could be lost.
  public func holdHangup(_ holds: Bool) {}

  /// Keeps a text that was copied.
  public func copy(_ text: String) -> Bool {
    copied.append(text)
    return true
  }

  /// Goes on at once.
  public func suspend() { mailbox.append([.resumed]) }

  /// Notes that the terminal was given back.
  public func close() -> String {
    isClosed = true
    return ""
  }
}

/// Inputs that threads hand over.
private final class Mailbox: Sendable {
  private struct State {
    var inputs: [Input] = []
    var first = 0
    var isWoken = false
  }

  private let state = Mutex(State())
  private let signal = WaitSignal()

  func append(_ inputs: [Input]) {
    state.withLock { $0.inputs += inputs }
    signal.notify()
  }

  func wake() {
    state.withLock { $0.isWoken = true }
    signal.notify()
  }

  func take(waits: Bool) -> Input? {
    while true {
      if let input = takeNow() { return input }
      guard waits else { return nil }
      signal.wait()
    }
  }

  private func takeNow() -> Input? {
    state.withLock { state in
      if state.first < state.inputs.count {
        defer { state.first += 1 }
        return state.inputs[state.first]
      }
      guard state.isWoken else { return nil }
      state.isWoken = false
      return .wake
    }
  }
}

/// Lets one thread wait until another notifies it; a notification before the waiting is not lost.
private final class WaitSignal: @unchecked Sendable {
  // The pointer is set once, and a semaphore may be used from every thread.
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() { sem_init(semaphore, 0, 0) }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  func notify() { sem_post(semaphore) }

  func wait() { sem_wait(semaphore) }
}
