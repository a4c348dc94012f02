// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

extension Session {
  /// Starts the browser on `~/lake.tarn`; the environment is what differs from the session's.
  func browse(
    _ arguments: [String] = [],
    size: Size = Size(width: 80, height: 24),
    environment more: [String: String] = [:]
  ) throws -> PseudoTerminal {
    var all = environment
    all["TARN_THEME"] = "clinic-dark"
    all.merge(more) { $1 }
    let terminal = try PseudoTerminal(
      [BuiltProgram.path("tarn"), "browse", "--lake", path("lake.tarn")] + arguments,
      environment: all,
      size: size
    )
    terminal.ground = self
    return terminal
  }
}

extension PseudoTerminal {
  /// What was written after the screen was given back for the last time.
  var lastWords: String {
    String(decoding: output, as: UTF8.self).components(separatedBy: "\u{1b}[?1049l").last ?? ""
  }

  /// Presses Escape, which is a key of its own only when nothing follows at once.
  func escape() {
    send("\u{1b}")
    _ = settledRows
  }

  /// The frame once nothing more comes.
  var settledRows: [String] {
    _ = wait { isSilent(milliseconds: 300) }
    return screen.rows
  }
}

/// Leaves with `Q`, and the terminal is as it was.
func leave(_ terminal: PseudoTerminal, sourceLocation: SourceLocation = #_sourceLocation) {
  _ = terminal.settledRows
  terminal.send("Q")
  #expect(terminal.waitForEnd() == .status(0), sourceLocation: sourceLocation)
  expectRestored(terminal, sourceLocation: sourceLocation)
}

/// The terminal is as it was before the program.
func expectRestored(
  _ terminal: PseudoTerminal,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(terminal.driverModes == terminal.firstDriverModes, sourceLocation: sourceLocation)
  // Lines wrap again, the cursor is visible, and nothing else is on.
  #expect(terminal.screen.modes.subtracting([7]) == [25], sourceLocation: sourceLocation)
  #expect(!terminal.screen.isKeypadApplication, sourceLocation: sourceLocation)
}
