// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

/// What the tests' own terminal does where a program still writes for another size.
@Suite struct VirtualTerminalTests {
  /// The window shrinks while the margins of the old size are on their way.
  @Test(arguments: [
    "\u{1B}[30;40r\u{1B}M", "\u{1B}[24;40r\u{1B}M\n", "\u{1B}[9;3r\u{1B}[1;1H\u{1B}M",
  ])
  func marginsBelowTheLastRowArePassedOver(_ bytes: String) {
    var terminal = VirtualTerminal(size: Size(width: 80, height: 40))
    terminal.resize(Size(width: 80, height: 24))
    terminal.feed("one\r\ntwo\u{1B}[24;1H".utf8)
    terminal.feed(bytes.utf8)
    #expect(terminal.rows.count == 24)
    #expect(terminal.rows.contains("two"))
  }

  @Test func linesAreScrolledBetweenMargins() {
    var terminal = VirtualTerminal(size: Size(width: 10, height: 5))
    terminal.feed("a\r\nb\r\nc\r\nd\r\ne\u{1B}[2;4r\u{1B}[2;1H\u{1B}M".utf8)
    #expect(terminal.rows == ["a", "", "b", "c", "e"])
    terminal.feed("\u{1B}[4;1H\n".utf8)
    #expect(terminal.rows == ["a", "b", "c", "", "e"])
  }
}
