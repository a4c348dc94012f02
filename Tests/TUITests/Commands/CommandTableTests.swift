// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

@testable import TUI

@Suite("The command table")
struct CommandTableTests {
  private let commands = CommandTable.standard.commands

  @Test func everyCommandHasANameOfItsOwnAndWords() {
    #expect(Set(commands.map(\.id)).count == commands.count)
    for command in commands {
      #expect(command.id.wholeMatch(of: /[a-z]+\.[a-z_]+/) != nil, "\(command.id)")
      #expect(!command.title.isEmpty && command.title.count <= 26, "\(command.title)")
      #expect(command.title.first?.isUppercase == true || command.title.first?.isNumber == true)
      #expect(!command.title.hasSuffix("."), "\(command.title)")
      #expect(!command.contexts.isEmpty, "\(command.id)")
      #expect(!command.keys.isEmpty, "\(command.id) has no key")
    }
  }

  @Test func everyAliasIsTwoLettersThatMeanOneCommand() {
    let aliases = commands.compactMap(\.alias)
    #expect(Set(aliases).count == aliases.count)
    for alias in aliases { #expect(alias.wholeMatch(of: /[a-z]{2}/) != nil, "\(alias)") }
  }

  @Test func everyKeyIsReadable() {
    for command in commands {
      for keys in command.keys { #expect(Key.sequence(keys) != nil, "\(command.id): \(keys)") }
    }
  }

  @Test func noKeysAreInEachOthersWay() {
    let bindings = Keymap.defaultBindings(of: .standard)
    let conflicts = Keymap.conflicts(in: bindings).map {
      "\($0.first.context): \($0.first.notation) \($0.first.command) and \($0.second.notation) \($0.second.command)"
    }
    #expect(conflicts == [])
  }

  @Test func everyCommandIsReachedByItsKeysWhereItWorks() {
    let keymap = Keymap(defaultsOf: .standard)
    for command in commands {
      for context in command.contexts {
        for notation in command.keys(in: context) {
          guard let keys = Key.sequence(notation) else { continue }
          #expect(
            keymap.match(keys, in: [context]).command == command.id,
            "\(notation) in \(context)"
          )
        }
      }
    }
  }

  @Test func flowControlAltAndFunctionKeysAreNeverNeeded() {
    let forbidden = ["C-s", "C-q", "C-\\"]
    for command in commands {
      let sequences = command.keys.compactMap { Key.sequence($0) }
      for keys in sequences {
        for key in keys { #expect(!forbidden.contains(key.description), "\(command.id)") }
      }
      let plain = sequences.filter { keys in
        keys.allSatisfy { key in
          if case .function = key.code { return false }
          return !key.modifiers.contains(.alt)
        }
      }
      #expect(!plain.isEmpty, "\(command.id) needs Alt or a function key")
    }
  }

  @Test func helpListsEveryCommandSomewhere() {
    let session = SessionDriver(80, 24)
    var listed: Set<String> = []
    for context in Context.allCases {
      let help = HelpLines(state: session.state, contexts: [context], filter: "")
      let commands = help.sections.filter { CommandGroup(rawValue: $0.title) != nil }
      for entry in commands.flatMap(\.entries) { listed.insert(entry.title) }
    }
    #expect(listed == Set(commands.map(\.title)))
  }

  @Test(arguments: [
    ("zi", "zoom.in"), ("zoom.out", "zoom.out"), ("prob", "view.problems"), ("ve", "view.versions"),
    ("whole life", "zoom.fit"), ("zmn", "zoom.in"),
  ])
  func thePaletteFindsCommands(_ typed: String, _ id: String) {
    #expect(CommandTable.standard.search(typed, in: [.timeline, .chart, .global]).first?.id == id)
  }

  @Test func keysAreDocumented() {
    expectGolden(KeyReference.markdown, "keys.md", in: "docs")
  }
}
