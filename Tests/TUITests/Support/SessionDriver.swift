// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing
import Worklists

@testable import TUI

/// A browser without terminal and without threads: keys go in, frames come out.
///
/// Work is done at once after each batch of keys, as if threads were infinitely fast, unless it is
/// held back.
struct SessionDriver {
  private(set) var state: AppState
  private let worker: Worker
  private let pool = ClusterPool()
  private let repertoire: Repertoire

  /// What was copied.
  private(set) var copied: [String] = []

  /// What was asked of the terminal: to paint anew, to be given back.
  private(set) var asked: [String] = []

  /// Whether work waits until ``finishWork()``.
  var isWorkHeld = false

  /// Work that waits, the newest of each place.
  private var held: [Job] = []

  init(
    _ width: Int,
    _ height: Int,
    lake: any LakeSource = ClinicFixture.lake,
    repertoire: Repertoire = .unicode,
    keys: String? = nil,
    isDeidentified: Bool = false,
    patientID: String? = nil,
    zone: DisplayZone = .utc,
    isWorkHeld: Bool = false,
    isReadOnly: Bool = false,
    moment: Moment? = nil,
    editor: (any LakeEditing)? = nil,
    writeFile: BrowserOptions.FileWriter? = nil,
    worklists: (any WorklistKeeping)? = nil,
    session: (any SessionKeeping)? = nil,
    place: SessionPlace? = nil,
    appearance: (any AppearanceReading)? = nil,
    adjust: (inout BrowserOptions) -> Void = { _ in }
  ) {
    var options = BrowserOptions(
      patientID: patientID,
      keys: keys.map { BrowserOptions.KeyFile(path: "keys.toml", text: $0) },
      isReadOnly: isReadOnly,
      isDeidentified: isDeidentified,
      zone: zone,
      now: { ClinicFixture.now }
    )
    options.moment = moment
    options.editor = editor
    options.writeFile = writeFile
    options.worklists = worklists
    options.session = session
    options.place = place
    options.appearance = appearance
    options.themeName = "mono"
    options.author = "jdoe"
    options.lakeName = "/data/clinic.tarn"
    adjust(&options)
    worker = Worker(source: lake, options: options)
    options.patientID = options.patientID.map(worker.name(ofPatient:))
    state = BrowserApp.makeState(
      size: Size(width: width, height: height),
      capabilities: Capabilities(repertoire: repertoire),
      options: options
    )
    self.repertoire = repertoire
    self.isWorkHeld = isWorkHeld
    work()
  }

  /// Presses keys one after the other, each followed by a frame: `j j enter`.
  mutating func keys(_ notation: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for part in notation.split(separator: " ") {
      guard let key = Key(String(part)) else {
        Issue.record("'\(part)' is no key", sourceLocation: sourceLocation)
        continue
      }
      press(key)
    }
  }

  /// Types a text, character by character.
  mutating func type(_ text: String) {
    for scalar in text.unicodeScalars { press(Key(scalar)) }
  }

  mutating func press(_ key: Key) {
    receive(.key(key))
    state.log.markShown()
  }

  /// Does what a command does, whatever stands against it, and the work it asks for.
  mutating func state(perform command: Command, with invocation: Invocation) {
    command.perform(&state, invocation)
    receive(.tick)
  }

  /// Takes an input and does the work it asks for.
  mutating func receive(_ input: AppInput, after milliseconds: Int64 = 20) {
    state.receive(input, at: state.clock + milliseconds)
    work()
  }

  mutating func resize(_ width: Int, _ height: Int) {
    receive(.resize(Size(width: width, height: height)))
  }

  /// Does the work that was held back.
  mutating func finishWork() {
    isWorkHeld = false
    let jobs = held
    held = []
    for job in jobs { perform(job) }
    work()
  }

  private mutating func work() {
    while !state.outbox.isEmpty {
      let effects = state.outbox
      state.outbox = []
      for effect in effects {
        switch effect {
        case .start(let job):
          held.removeAll { $0.slot == job.slot }
          if isWorkHeld { held.append(job) } else { perform(job) }
        case .cancel(let slot): held.removeAll { $0.slot == slot }
        case .copy(let text, let words):
          copied.append(text)
          state.say("Copied \(words)")
        case .suspend: asked.append("suspend")
        case .mouse(let isOn): asked.append(isOn ? "mouse on" : "mouse off")
        case .repaint: asked.append("repaint")
        case .use(let theme): asked.append("theme \(theme.name)")
        }
      }
    }
  }

  private mutating func perform(_ job: Job) {
    var deliveries: [Delivery] = []
    worker.perform(job, cancellation: Cancellation()) { deliveries.append($0) }
    for delivery in deliveries { state.receive(.delivery(delivery), at: state.clock) }
  }

  // MARK: - What is seen

  /// Draws a frame.
  func frame() -> (grid: CellGrid, cursor: FrameCursor) {
    let grid = CellGrid(size: state.frameSize, repertoire: repertoire, pool: pool)
    let cursor = FrameView(state: state).draw(on: grid.canvas)
    grid.checkInvariants()
    return (grid, cursor)
  }

  /// The frame as text.
  var screen: String { frame().grid.text }

  /// One row of the frame.
  func row(_ y: Int) -> String { frame().grid.text(ofRow: y) }

  /// Compares the frame with a golden, the cursor's place included.
  func expectScreen(
    _ name: String,
    filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (grid, cursor) = frame()
    let edge = "+" + String(repeating: "-", count: grid.size.width) + "+\n"
    var text = edge
    for y in 0..<grid.size.height {
      let row = grid.text(ofRow: y)
      let blanks = String(repeating: " ", count: max(0, grid.size.width - DisplayWidth.of(row)))
      text += "|\(row)\(blanks)|\n"
    }
    text += edge
    text +=
      "cursor \(cursor.position.x),\(cursor.position.y)\(cursor.isVisible ? " visible" : "")\n"
    expectGolden(
      text,
      "\(name).screen.txt",
      filePath: folder(filePath),
      sourceLocation: sourceLocation
    )
  }

  /// Goldens lie beside the tests, not beside this file.
  private func folder(_ filePath: String) -> String {
    filePath.replacing("/Support/SessionDriver.swift", with: "/SessionDriver.swift")
  }
}
