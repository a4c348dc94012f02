// SPDX-License-Identifier: Apache-2.0

import Glibc
import Terminal
import TerminalCurses

/// A small program on the real terminal, for the tests of the shim.
///
/// It draws a frame, writes one line for each input to file descriptor 3, and obeys a few keys: `q` ends
/// it, `t` `s` `a` `o` `w` `i` crash it, `e` writes to standard error, `x` calls exit, `m` switches the
/// mouse on, `z` suspends it, `p` lets a thread wake it.
@main
enum Probe {
  static func main() {
    let environment = readEnvironment()
    let options = CursesBackend.Options(environment: environment)
    do {
      let backend = try CursesBackend(options: options)
      ProbeLoop(backend: backend).run()
    } catch let error as CursesError {
      write(2, "\(error.code.rawValue): \(error)\n")
      exit(2)
    } catch {
      exit(3)
    }
  }

  /// Writes a text to a file descriptor.
  static func write(_ file: Int32, _ text: String) {
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
  }

  private static func readEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    for name in ["TERM", "NO_COLOR", "COLORFGBG", "TMUX"] {
      if let value = getenv(name) { result[name] = String(cString: value) }
    }
    return result
  }
}
