// SPDX-License-Identifier: Apache-2.0

import Glibc
import Terminal
import TerminalCurses

/// Draws, waits, obeys.
struct ProbeLoop {
  let backend: CursesBackend

  /// Colours of the palette, or direct ones where the terminal has them.
  private var styles: StyleSheet {
    let isDirect = backend.capabilities.colorDepth == .trueColor
    let high = isDirect ? Color.rgb(red: 16, green: 32, blue: 48) : .indexed(1)
    return StyleSheet(
      names: ["ui.text", "flag.high", "ui.border"],
      styles: [
        Style(),
        Style(foreground: high, attributes: .bold),
        Style(foreground: .indexed(4), background: .indexed(7)),
      ]
    )
  }

  static let names = [
    "Nguyễn Thị Hoa", "Ngu\u{327}ye\u{303}\u{302}n", "山田太郎", "김민수", "محمد علي", "👩‍⚕️ Dr ZWJ",
    "🇨🇭 flag",
    "⚠️ VS16", "a\u{200b}b", "tab\there", "\u{1b}[31mred\u{1b}[0m", "ﷺ", "👍🏽", "\u{202e}evil",
  ]

  func run() {
    backend.use(styles)
    for notice in backend.notices { report("notice \(notice)") }
    let pool = ClusterPool()
    var last = "ready"
    while true {
      let grid = CellGrid(
        size: backend.size,
        repertoire: backend.capabilities.repertoire,
        pool: pool
      )
      draw(on: grid.canvas, last: last)
      backend.present(grid, cursor: Position(x: 0, y: 0))
      report(last == "ready" ? "ready \(backend.size.width)x\(backend.size.height)" : last)
      guard let input = backend.nextInput(timeout: nil) else { continue }
      last = describe(input)
      guard obey(input) else { break }
    }
    let captured = backend.close()
    Probe.write(2, captured)
    report("closed")
  }

  private func draw(on canvas: Canvas, last: String) {
    let glyphs = Glyphs(canvas.grid.repertoire)
    let inside = canvas.clipped(
      to: canvas.box(canvas.bounds, glyphs: glyphs, style: StyleID(rawValue: 2))
    )
    inside.put("Åsa ▁▃▇ \(last)", x: 0, y: 0, style: StyleID(rawValue: 1))
    for (index, name) in Self.names.enumerated() {
      inside.put(name, x: 0, y: index + 1)
      inside.put("|", x: 30, y: index + 1)
    }
  }

  private func report(_ line: String) {
    Probe.write(3, line + "\n")
  }

  private func describe(_ input: Input) -> String {
    switch input {
    case .key(let key): "key \(key)"
    case .paste(let paste):
      "paste \(paste.text.utf8.count) \(paste.isTruncated) \(paste.singleLine.prefix(40))"
    case .resize(let size): "resize \(size.width)x\(size.height)"
    case .resumed: "resumed"
    case .mouse(let mouse): "mouse \(mouse.action) \(mouse.position.x),\(mouse.position.y)"
    case .focus(let isOn): "focus \(isOn)"
    case .background(let background): "background \(background)"
    case .wake: "wake"
    case .reload: "reload"
    case .closed: "closed"
    }
  }

  /// Does what a key says; false ends the program.
  private func obey(_ input: Input) -> Bool {
    guard input != .closed else { return false }
    guard case .key(let key) = input, key.modifiers.isEmpty else { return true }
    switch key.typed {
    case "q": return false
    case "e": Probe.write(2, "XYZ from a library\n")
    case "x": exit(0)
    case "m": backend.setMouse(true)
    case "z": backend.suspend()
    case "p": wakeFromThread()
    case let typed?: crash(typed)
    case nil: break
    }
    return true
  }

  private func wakeFromThread() {
    var thread = pthread_t()
    let waker = Unmanaged.passRetained(WakerBox(waker: backend.waker))
    pthread_create(
      &thread,
      nil,
      { box in
        guard let box else { return nil }
        Unmanaged<WakerBox>.fromOpaque(box).takeRetainedValue().waker.wake()
        return nil
      },
      waker.toOpaque()
    )
    pthread_join(thread, nil)
  }

  private func crash(_ kind: Unicode.Scalar) {
    switch kind {
    case "t": trap(index: 3)
    case "f": fatalError("the probe was told to")  // swift-format-ignore
    case "s": UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    case "a": abort()
    case "o": _ = overflow(1)
    case "w": crashInThread()
    default: break
    }
  }

  private func trap(index: Int) {
    let numbers = [1, 2, 3]
    Probe.write(3, "\(numbers[index])")
  }

  private func overflow(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 512) { buffer in
      buffer[depth % 512] = depth
      return overflow(depth + 1) + buffer[0]
    }
  }

  private func crashInThread() {
    var thread = pthread_t()
    pthread_create(
      &thread,
      nil,
      { _ in
        CursesBackend.guardThread()
        UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
        return nil
      },
      nil
    )
    pthread_join(thread, nil)
  }
}

/// A waker that a thread of C can be given.
private final class WakerBox {
  let waker: Waker

  init(waker: Waker) { self.waker = waker }
}
