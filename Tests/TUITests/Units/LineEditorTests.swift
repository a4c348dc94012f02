// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import TUI

@Suite("The line editor")
struct LineEditorTests {
  @Test func editsAsReadlineDoes() {
    var line = LineEditor("type:lab abn:H code")
    line.deleteWordBackward()
    #expect(line.text == "type:lab abn:H ")
    line.moveToStart()
    line.moveToNextWord()
    #expect(line.head == "type:lab")
    line.deleteToEnd()
    #expect(line.text == "type:lab")
    line.putBack()
    #expect(line.text == "type:lab abn:H ")
    line.moveToPreviousWord()
    line.deleteForward()
    #expect(line.text == "type:lab bn:H ")
    line.deleteToStart()
    #expect(line.text == "bn:H ")
  }

  @Test func aPasteIsOneLineOfPlainText() {
    var line = LineEditor()
    line.insert("a\nb\tc\u{1B}[31m\u{07}d")
    #expect(line.text == "a b c[31md")
  }

  @Test func aLineHasALongestLength() {
    var line = LineEditor()
    let isWhole = line.insert(String(repeating: "x", count: 5000))
    #expect(!isWhole)
    #expect(line.characters.count == LineEditor.limit)
  }

  @Test func noEditLeavesTheLine() {
    var random = SeededRandom(seed: 7)
    var line = LineEditor()
    for _ in 0..<3000 {
      switch Int.random(in: 0..<11, using: &random) {
      case 0: line.insert(["a", "山", "e\u{301}", " "].randomElement(using: &random) ?? "a")
      case 1: line.deleteBackward()
      case 2: line.deleteForward()
      case 3: line.move(by: Int.random(in: -3...3, using: &random))
      case 4: line.moveToStart()
      case 5: line.moveToEnd()
      case 6: line.moveToPreviousWord()
      case 7: line.moveToNextWord()
      case 8: line.deleteWordBackward()
      case 9: line.replace(Int.random(in: 0...9, using: &random)..<20, with: "x")
      default: line.putBack()
      }
      #expect(line.cursor >= 0 && line.cursor <= line.characters.count)
      #expect(line.head + line.tail == line.text)
    }
  }
}
