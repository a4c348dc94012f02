// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization
public import Terminal

/// The first start, where there is no lake: one screen, until a lake is there or the reader leaves.
public enum WelcomeApp {
  /// What was chosen.
  public enum Outcome: Sendable {
    /// Nothing is to be opened.
    case quit
    /// A lake is to be opened, with the tour or without it.
    case open(WelcomeLake, isTour: Bool)
  }

  /// Shows the screen on the calling thread, which alone touches the terminal.
  ///
  /// - Parameters:
  ///   - backend: The terminal.
  ///   - theme: What the roles look like, and the glyphs.
  ///   - actions: What can be made.
  /// - Returns: What was chosen.
  public static func run(
    backend: any TerminalBackend,
    theme: Theme,
    actions: any WelcomeActions
  ) -> Outcome {
    WelcomeLoop(backend: backend, theme: theme, actions: actions).run()
  }
}

/// Takes keys and what the work says, and shows one frame for each.
private final class WelcomeLoop {
  private let backend: any TerminalBackend
  private let actions: any WelcomeActions
  private let work = WelcomeWork()
  private let pool = ClusterPool()
  private var state: WelcomeState
  private var isTour = false

  init(backend: any TerminalBackend, theme: Theme, actions: any WelcomeActions) {
    self.backend = backend
    self.actions = actions
    state = WelcomeState(lakePath: actions.lakePath)
    state.glyphs = theme.glyphs(for: backend.capabilities.repertoire)
    backend.use(theme.styleSheet(depth: backend.capabilities.colorDepth))
  }

  func run() -> WelcomeApp.Outcome {
    while true {
      present()
      switch backend.nextInput(timeout: nil) {
      case .key(let key):
        switch state.receive(key) {
        case .leave: return .quit
        case .stop: work.stop()
        case .makeSample(let isTour):
          self.isTour = isTour
          start { try $0.makeSample(progress: $1, isStopped: $2) }
        case .importFiles(let path):
          isTour = false
          start { try $0.importFiles(at: path, progress: $1, isStopped: $2) }
        case nil: break
        }
      case .paste(let paste): state.receive(paste)
      case .resumed: backend.invalidate()
      case .wake:
        for event in work.take() {
          switch event {
          case .progress(let progress): state.receive(progress)
          case .ended(.success(let lake)): return .open(lake, isTour: isTour)
          case .ended(.failure(let error)):
            state.receiveEnd(error is CancellationError ? nil : actions.explain(error))
          }
        }
      case .closed, nil:
        // What is being made is taken away again before the program ends.
        work.stop()
        work.wait()
        return .quit
      default: break
      }
    }
  }

  private func start(
    _ make:
      @escaping @Sendable (
        any WelcomeActions, @escaping @Sendable (WelcomeProgress) -> Void,
        @escaping @Sendable () -> Bool
      ) throws -> WelcomeLake
  ) {
    let (actions, waker) = (actions, backend.waker)
    work.start(waker: waker) { progress, isStopped in
      try make(actions, progress, isStopped)
    }
  }

  private func present() {
    let grid = CellGrid(
      size: backend.size,
      repertoire: backend.capabilities.repertoire,
      pool: pool
    )
    let cursor = WelcomeView(state: state).draw(on: grid.canvas)
    backend.present(grid, cursor: cursor.position, isCursorVisible: cursor.isVisible)
  }
}

/// The making of a lake on another thread.
private final class WelcomeWork: Sendable {
  enum Event: Sendable {
    case progress(WelcomeProgress)
    case ended(Result<WelcomeLake, any Error>)
  }

  private struct Box: Sendable {
    var events: [Event] = []
    var isStopped = false
  }

  private let box = Mutex(Box())
  private let group = DispatchGroup()
  private let queue = DispatchQueue(label: "tarn.welcome")

  func start(
    waker: Waker,
    _ make:
      @escaping @Sendable (
        @escaping @Sendable (WelcomeProgress) -> Void, @escaping @Sendable () -> Bool
      ) throws -> WelcomeLake
  ) {
    box.withLock { $0 = Box() }
    queue.async(group: group) { [self] in
      let result = Result {
        try make(
          { progress in
            self.post(.progress(progress))
            waker.wake()
          },
          { self.box.withLock { $0.isStopped } }
        )
      }
      post(.ended(result))
      waker.wake()
    }
  }

  private func post(_ event: Event) {
    box.withLock { box in
      // Of a flood of progress only the newest counts.
      if case .progress = event, case .progress = box.events.last { box.events.removeLast() }
      box.events.append(event)
    }
  }

  func stop() { box.withLock { $0.isStopped = true } }

  func wait() { group.wait() }

  func take() -> [Event] {
    box.withLock { box in
      defer { box.events = [] }
      return box.events
    }
  }
}
