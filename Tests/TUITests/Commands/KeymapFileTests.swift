// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@testable import TUI

@Suite("keys.toml")
struct KeymapFileTests {
  private func read(_ text: String) -> KeymapFile { KeymapFile(text: text, table: .standard) }

  private func command(_ keys: String, _ context: Context, in file: KeymapFile) -> String? {
    file.keymap.match(Key.sequence(keys) ?? [], in: [context]).command
  }

  @Test func anEmptyFileLeavesTheDefaults() {
    let file = read("")
    #expect(file.problems == [])
    #expect(file.keymap.bindings == Keymap(defaultsOf: .standard).bindings)
  }

  @Test func aCommandHasOnlyTheKeysItIsGiven() {
    let file = read(
      """
      [timeline]
      "zoom.in" = ["i", "C-z"]
      "time.goto" = "g t"
      "event.pin" = []
      """
    )
    #expect(file.problems == [])
    #expect(command("i", .timeline, in: file) == "zoom.in")
    #expect(command("z", .timeline, in: file) == nil)
    #expect(command("g t", .timeline, in: file) == "time.goto")
    #expect(command("P", .timeline, in: file) == nil)
    #expect(command("Z", .timeline, in: file) == "zoom.out")
  }

  @Test func aKeyTakenFromADefaultCommandIsTaken() {
    let file = read("[timeline]\nzoom.in = \"e\"")
    #expect(file.problems == [])
    #expect(command("e", .timeline, in: file) == "zoom.in")
    #expect(file.keymap.keys(for: "abnormal.next", in: [.timeline]) == [])
  }

  @Test(arguments: [
    (
      "[timeline]\n\"zoom.in\" = \"i\"\n\"zoom.out\" = \"i\"", 3,
      "'i' is in the way of 'i' for 'zoom.in' on line 2"
    ),
    (
      "[timeline]\n\n\"time.goto\" = \"i\"\n\"zoom.out\" = \"i o\"", 4,
      "'i o' is in the way of 'i' for 'time.goto' on line 3"
    ),
    ("[timeline]\n\"zoom.inn\" = \"i\"", 2, "No command is called 'zoom.inn'"),
    (
      "[patients]\n# zoom\n\"zoom.in\" = \"i\"", 3, "'zoom.in' works in timeline, not in 'patients'"
    ),
    ("\n[timelines]\n\"zoom.in\" = \"i\"", 2, "No context is called 'timelines'; there are "),
    ("[timeline]\n\"zoom.in\" = \"Meta-i\"", 2, "'Meta-i' is no key"),
    ("[timeline]\n\"zoom.in\" = 3", 2, "The keys of 'zoom.in' are a string or a list of strings"),
    ("a = 3", 1, "'a' stands outside a table of a context"),
  ])
  func whatIsWrongIsSaidWithItsLine(_ text: String, _ line: Int, _ message: String) throws {
    let problem = try #require(read(text).problems.first)
    #expect(problem.line == line)
    #expect(problem.message.hasPrefix(message), "\(problem.message)")
  }

  @Test func aFileThatIsNotTomlIsSaidWithItsLine() throws {
    let problem = try #require(read("[timeline]\n\"zoom.in\" = [\"z\"\n\nx").problems.first)
    #expect(problem.line > 1)
    #expect(!problem.message.isEmpty)
  }

  @Test func problemsAreShownWithFileAndLine() {
    let session = SessionDriver(120, 40, keys: "[timeline]\n\"zoom.inn\" = \"i\"")
    #expect(session.screen.contains("No command is called 'zoom.inn' (keys.toml:2)"))
  }

  @Test func newKeysAreInHelpAndHints() {
    var session = SessionDriver(80, 24, keys: "[patients]\n\"list.sort\" = \"o\"")
    #expect(session.row(23).contains("o sort"))
    session.keys("o")
    #expect(session.screen.contains("Sort by"))
  }
}
