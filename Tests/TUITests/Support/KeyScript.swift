// SPDX-License-Identifier: Apache-2.0

import Store
import Terminal

@testable import TUI

/// What was done to a browser, step by step, as a text that can be kept and done again.
///
/// ```
/// # clinic 100x30
/// j
/// C-w
/// size 40x12
/// paste two words
/// frame
/// ```
struct KeyScript: Equatable, CustomStringConvertible {
  /// A key, a size, a paste, or a look at the screen.
  enum Step: Equatable, CustomStringConvertible {
    case key(String)
    case size(Int, Int)
    case paste(String)
    /// The screen is drawn and looked at.
    case frame
    /// Somebody else writes to the lake.
    case write
    /// What is read from the lake comes later, until the next ``arrive``.
    case hold
    /// Everything that was asked of the lake arrives.
    case arrive

    var description: String {
      switch self {
      case .key(let notation): notation
      case .size(let width, let height): "size \(width)x\(height)"
      case .paste(let text): "paste \(text)"
      case .frame: "frame"
      case .write: "write"
      case .hold: "hold"
      case .arrive: "arrive"
      }
    }

    init?(_ line: Substring) {
      if let step = [Self.frame, .write, .hold, .arrive].first(where: { $0.description == line }) {
        self = step
      } else if line.hasPrefix("size ") {
        guard let size = KeyScript.size(line.dropFirst(5)) else { return nil }
        self = .size(size.width, size.height)
      } else if line.hasPrefix("paste ") {
        self = .paste(String(line.dropFirst(6)))
      } else {
        guard Key(String(line)) != nil else { return nil }
        self = .key(String(line))
      }
    }
  }

  /// The lake: one in memory, one with a past, or one with notes that were read.
  enum Ground: String { case clinic, record, notes }

  var ground = Ground.clinic
  var size = Size(width: 100, height: 30)
  var steps: [Step] = []

  init(_ ground: Ground, _ steps: [Step] = []) {
    self.ground = ground
    self.steps = steps
  }

  /// Reads a script; `nil` for what is none.
  init?(_ text: String) {
    var lines = text.split(separator: "\n")[...]
    let head = lines.popFirst()?.split(separator: " ") ?? []
    guard head.count == 3, head[0] == "#", let ground = Ground(rawValue: String(head[1])),
      let size = Self.size(head[2])
    else { return nil }
    self.ground = ground
    self.size = size
    for line in lines where !line.hasPrefix("# ") {
      guard let step = Step(line) else { return nil }
      steps.append(step)
    }
  }

  private static func size(_ text: Substring) -> Size? {
    let numbers = text.split(separator: "x").compactMap { Int($0) }
    guard numbers.count == 2 else { return nil }
    return Size(width: numbers[0], height: numbers[1])
  }

  var description: String {
    let head = "# \(ground.rawValue) \(size.width)x\(size.height)"
    return ([head] + steps.map(\.description)).joined(separator: "\n") + "\n"
  }

  // MARK: - Doing it

  /// Does the steps, and returns what is wrong afterwards.
  ///
  /// - Parameter problem: Looks at the browser after each step; by itself the screen is looked at.
  /// - Returns: What is wrong; `nil` where nothing is.
  /// - Throws: When the lake cannot be made.
  func failure(
    _ problem: (SessionDriver) -> String? = { _ in nil }
  ) throws -> String? {
    let record: RecordFixture? =
      switch ground {
      case .clinic: nil
      case .record: try RecordFixture()
      case .notes: try RecordFixture.withNotes()
      }
    var writes = 0
    defer { withExtendedLifetime(record) {} }
    var session =
      record?.session(size.width, size.height) ?? SessionDriver(size.width, size.height)
    for (number, step) in steps.enumerated() where session.state.isRunning {
      var found: String?
      switch step {
      case .key(let notation): Key(notation).map { session.press($0) }
      case .size(let width, let height): session.resize(width, height)
      case .paste(let text): session.receive(.paste(Paste(text)))
      case .frame: found = Self.problem(ofFrame: session)
      case .write:
        writes += 1
        try record?.writeMore(number: writes)
        session.receive(.lake(.written), after: 2000)
      case .hold: session.isWorkHeld = true
      case .arrive:
        session.isWorkHeld = false
        session.finishWork()
      }
      if let found = found ?? problem(session) {
        return "\(found), after step \(number + 1), \(step)"
      }
    }
    return nil
  }

  private static func problem(ofFrame session: SessionDriver) -> String? {
    let (grid, cursor) = session.frame()
    if grid.size != session.state.frameSize { return "the frame is \(grid.size)" }
    if !Rect(size: grid.size).contains(cursor.position) {
      return "the cursor is at \(cursor.position)"
    }
    for y in 0..<grid.size.height {
      let row = grid.text(ofRow: y)
      if DisplayWidth.of(row) > grid.size.width { return "row \(y) is too wide" }
      if row.unicodeScalars.contains(where: { $0.value < 0x20 }) {
        return "row \(y) has a control character"
      }
    }
    return nil
  }

  // MARK: - Shrinking

  /// Leaves out steps as long as the script still fails.
  ///
  /// Delta debugging (Zeller and Hildebrandt, 2002): halves, quarters, eighths of the steps are left
  /// out as long as what is left fails.
  ///
  /// - Parameter fails: Whether a script fails.
  /// - Returns: A script that fails, and does not without any one of its steps.
  func shrunk(_ fails: (KeyScript) throws -> Bool) rethrows -> KeyScript {
    var script = self
    var parts = 2
    while script.steps.count > 1 {
      let length = max(1, (script.steps.count + parts - 1) / parts)
      var isSmaller = false
      for start in stride(from: 0, to: script.steps.count, by: length) {
        var candidate = script
        candidate.steps.removeSubrange(start..<min(start + length, script.steps.count))
        guard try fails(candidate) else { continue }
        script = candidate
        isSmaller = true
        break
      }
      if isSmaller {
        parts = max(2, parts - 1)
      } else if length == 1 {
        break
      } else {
        parts = min(script.steps.count, parts * 2)
      }
    }
    return script
  }
}
