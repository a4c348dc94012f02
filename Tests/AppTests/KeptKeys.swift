// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import Testing

/// What was typed into the browser in a terminal, as a script that is done again without one.
struct KeptKeys {
  /// A line for each key, paste and size.
  var lines: [String] = []

  private var parser = InputParser()

  /// How much is kept.
  private static let limit = 20_000

  init() {}

  /// Takes bytes as the browser reads them.
  mutating func add(_ bytes: String) {
    parser.feed(Array(bytes.utf8))
    parser.expire()
    while let item = parser.next() {
      switch item {
      case .input(.key(let key)): lines.append(key.description)
      case .input(.paste(let paste)): lines.append("paste \(paste.singleLine)")
      default: break
      }
    }
    lines.append("frame")
    lines.removeFirst(max(0, lines.count - Self.limit))
  }

  /// Where the script of a seed is written.
  static func file(seed: UInt64) -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("tarn-soak-\(seed).keys")
  }

  /// Writes the script.
  func write(seed: UInt64) throws {
    let text = (["# record 120x40"] + lines).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: Self.file(seed: seed))
  }
}

@Suite struct KeptKeysTests {
  @Test func bytesAreKeptAsKeys() {
    var kept = KeptKeys()
    kept.add("j\r\u{1b}[A\u{1b}[200~:quit\r\u{1b}[201~é\u{1b}")
    #expect(kept.lines.dropLast() == ["j", "enter", "up", "paste :quit ", "é", "esc"])
  }
}
