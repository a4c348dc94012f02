// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Synchronization
internal import Terminal

/// Takes inputs, changes the state, carries out effects, and shows one frame for each batch.
struct EventLoop {
  private let backend: any TerminalBackend
  private let workers: WorkerPool
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let pool = ClusterPool()
  /// Whether the program outlives its terminal, until what was decided is stored.
  private var holdsHangup = false
  private var grid: CellGrid
  private var state: AppState

  /// The theme for a background that the terminal tells late.
  private let themeFor: (@Sendable (Capabilities.Background) -> Theme)?

  /// What was told of the lake's file and not taken yet.
  private let changes = LakeChanges()

  /// The most inputs between two frames, so that a flood of them still shows something.
  private static let batchLimit = 512

  init(backend: any TerminalBackend, source: any LakeSource, options: BrowserOptions) {
    self.backend = backend
    let waker = backend.waker
    let worker = Worker(source: source, options: options)
    var options = options
    options.patientID = options.patientID.map(worker.name(ofPatient:))
    workers = WorkerPool(worker: worker, guardThread: options.guardThread ?? {}) { waker.wake() }
    start = clock.now
    grid = CellGrid(size: backend.size, repertoire: backend.capabilities.repertoire, pool: pool)
    state = BrowserApp.makeState(
      size: backend.size,
      capabilities: backend.capabilities,
      options: options,
      notices: backend.notices
    )
    themeFor = options.themeFor
    use(options.theme)
    options.watcher?.start { [changes] change in
      changes.add(change)
      waker.wake()
    }
  }

  /// Runs until the reader leaves or the terminal is gone.
  mutating func run() {
    present()
    carryOut()
    while state.isRunning {
      guard let input = nextInput() else {
        state.receive(.tick, at: now)
        carryOut()
        present()
        continue
      }
      take(input)
      var count = 1
      // Whatever has come meanwhile is taken before the next frame: held keys never lag behind.
      while state.isRunning, count < Self.batchLimit, let more = backend.nextInput(timeout: .zero) {
        take(more)
        count += 1
      }
      carryOut()
      if state.isRunning { present() }
    }
    storeTheRest()
    workers.cancelAll()
    // Where the reader was is stored before the program ends, unless the disk is slower than that.
    if let place = state.unsavedPlace { workers.finish(.saveSession(place)) }
  }

  /// How long a program whose terminal is gone waits for another one that writes to the lake, in
  /// milliseconds: less than the shim lets it live.
  private static let patience: Int64 = 15_000

  /// Stores what was decided before the terminal was gone: nobody can be asked any more.
  private mutating func storeTheRest() {
    let end = now + Self.patience
    while state.isUnsaved, !state.unsaved.isGivenUp, now < end {
      workers.waitForDelivery()
      for delivery in workers.takeDeliveries() { state.receive(.delivery(delivery), at: now) }
      state.receive(.tick, at: now)
      carryOut()
    }
  }

  private var now: Int64 {
    let (seconds, attoseconds) = (clock.now - start).components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }

  private func nextInput() -> Input? {
    guard let deadline = state.deadline else { return backend.nextInput(timeout: nil) }
    return backend.nextInput(timeout: .milliseconds(max(0, deadline - now)))
  }

  private mutating func take(_ input: Input) {
    let now = now
    switch input {
    case .key(let key): state.receive(.key(key), at: now)
    case .paste(let paste): state.receive(.paste(paste), at: now)
    case .resize(let size): state.receive(.resize(size), at: now)
    case .resumed: state.receive(.resumed, at: now)
    case .mouse(let mouse): state.receive(.mouse(mouse), at: now)
    case .focus: break
    case .background(let background): takeBackground(background)
    case .reload: state.receive(.reload, at: now)
    case .wake:
      for change in changes.take() { state.receive(.lake(change), at: now) }
      for delivery in workers.takeDeliveries() { state.receive(.delivery(delivery), at: now) }
    case .closed: state.receive(.closed, at: now)
    }
  }

  /// Takes the theme for a background, unless the reader has chosen one meanwhile.
  private mutating func takeBackground(_ background: Capabilities.Background) {
    guard state.session.theme == nil, let theme = themeFor?(background) else { return }
    state.settings.themeName = ThemeLoader.standardName(for: background)
    use(theme)
  }

  private mutating func use(_ theme: Theme?) {
    guard let theme else { return }
    backend.use(theme.styleSheet(depth: backend.capabilities.colorDepth))
    let glyphs = theme.glyphs(for: backend.capabilities.repertoire)
    state.settings.glyphs = state.settings.isAccessible ? glyphs.readAloud : glyphs
    backend.invalidate()
  }

  private mutating func carryOut() {
    let effects = state.outbox
    state.outbox = []
    if state.isUnsaved != holdsHangup {
      holdsHangup = state.isUnsaved
      backend.holdHangup(holdsHangup)
    }
    for effect in effects {
      switch effect {
      case .start(let job): workers.start(job)
      case .cancel(let slot): workers.cancel(slot)
      case .copy(let text, let words): copy(text, words)
      case .suspend: backend.suspend()
      case .mouse(let isOn): backend.setMouse(isOn)
      case .repaint: backend.invalidate()
      case .use(let theme): use(theme)
      }
    }
  }

  private mutating func copy(_ text: String, _ words: String) {
    if backend.copy(text) {
      state.say("Copied \(words)")
    } else {
      state.say(
        UserMessage(
          .warning,
          "Not copied: \(words)",
          why: "the terminal does not take so much",
          advice: "y copies the reference"
        )
      )
    }
  }

  private mutating func present() {
    if grid.size != state.frameSize {
      grid = CellGrid(
        size: state.frameSize,
        repertoire: backend.capabilities.repertoire,
        pool: pool
      )
    }
    let cursor = FrameView(state: state).draw(on: grid.canvas)
    backend.present(grid, cursor: cursor.position, isCursorVisible: cursor.isVisible)
    state.log.markShown()
  }
}

/// What the watching thread hands to the terminal's.
private final class LakeChanges: Sendable {
  private let changes = Mutex<[LakeWatcher.Change]>([])

  func add(_ change: LakeWatcher.Change) {
    changes.withLock { if $0.last != change { $0.append(change) } }
  }

  func take() -> [LakeWatcher.Change] {
    changes.withLock { changes in
      defer { changes = [] }
      return changes
    }
  }
}
