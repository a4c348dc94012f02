// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport

/// The probe on a terminal, ready for keys.
func startProbe(
  term: String = "xterm-256color",
  size: Size = Size(width: 80, height: 24),
  environment: [String: String] = [:]
) throws -> PseudoTerminal {
  var all = ["TERM": term, "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
  all.merge(environment) { _, new in new }
  return try PseudoTerminal(
    [BuiltProgram.path("terminal-probe")],
    environment: all,
    size: size
  )
}

extension PseudoTerminal {
  /// Waits until the probe has drawn its first frame.
  func waitUntilReady() -> Bool {
    wait { lines.contains { $0.hasPrefix("ready") } }
  }

  /// The private modes that must not stay on after the end, and what must.
  var strayModes: Set<Int> {
    screen.modes.intersection([
      1049, 47, 1047, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 2004, 2026, 1,
    ])
    .union(screen.modes.contains(25) ? [] : [25])
  }
}
