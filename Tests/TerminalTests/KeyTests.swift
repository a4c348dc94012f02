// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    ("j", "j"), ("G", "G"), ("C-d", "C-d"), ("Ctrl-d", "C-d"), ("C-D", "C-d"), ("M-x", "M-x"),
    ("Alt-x", "M-x"), ("S-tab", "S-tab"), ("Shift-Tab", "S-tab"), ("S-a", "A"), ("enter", "enter"),
    ("ret", "enter"), ("space", "space"), ("F5", "f5"), ("f12", "f12"), ("-", "-"), ("C--", "C--"),
    ("C-", "?"), ("pgdn", "pgdn"), ("PageDown", "pgdn"), ("C-left", "C-left"), ("⏎", "⏎"),
    ("é", "é"),
    ("\\", "\\"), ("S-", "?"), ("jk", "?"), ("f0", "?"), ("", "?"), ("C-M-S-up", "C-M-S-up"),
    ("minus", "-"), ("'", "'"),
  ])
  func notationIsRead(_ notation: String, _ expected: String) {
    #expect(Key(notation).map(\.description) ?? "?" == expected)
  }

  @Test func descriptionReadsBack() {
    let codes: [Key.Code] = [
      .character("a"), .character(" "), .character("é"), .character("-"), .enter, .escape, .tab,
      .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .function(11),
    ]
    for code in codes {
      for bits in 0..<4 as Range<UInt8> {
        let key = Key(code, modifiers: Key.Modifiers(rawValue: bits))
        #expect(Key(key.description) == key)
      }
    }
  }

  @Test func sequencesAreSeparatedByBlanks() {
    #expect(Key.sequence("g g") == [Key("g"), Key("g")].compactMap { $0 as Key? })
    #expect(Key.sequence("C-w  o")?.count == 2)
    #expect(Key.sequence("g jk") == nil)
    #expect(Key.sequence(" ") == nil)
  }
}
