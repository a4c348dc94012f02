// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The help, from the command table and the keys in force.
struct HelpLines {
  struct Entry: Equatable {
    var keys: String
    var title: String

    /// Why the command cannot be run now.
    var disabledReason: String?
  }

  struct Section: Equatable {
    var title: String
    var entries: [Entry]
  }

  let sections: [Section]

  /// Whether it is read aloud: in one column.
  private let isReadAloud: Bool

  /// Makes the help of some contexts.
  ///
  /// - Parameters:
  ///   - state: For keys in force and for what is not possible now.
  ///   - contexts: Where the help was opened.
  ///   - filter: Words that keys, titles and names must hold.
  init(state: AppState, contexts: [Context], filter: String) {
    isReadAloud = state.settings.isAccessible
    let words = fold(filter).split(separator: " ").map(String.init)
    let here =
      CommandGroup.allCases.compactMap { group in
        let entries = CommandTable.standard.commands.compactMap { command -> Entry? in
          guard command.group == group, !command.contexts.allSatisfy({ !contexts.contains($0) })
          else {
            return nil
          }
          let keys = state.keymap.keys(for: command.id, in: contexts)
          let text = fold(
            "\(command.title) \(command.id) \(keys.joined(separator: " ")) \(group.rawValue)"
          )
          guard words.allSatisfy({ contains(text, $0) }) else { return nil }
          return Entry(
            keys: keys.isEmpty ? ":" + (command.alias ?? command.id) : KeyText.list(keys),
            title: command.title,
            disabledReason: command.disabledReason(state)
          )
        }
        return entries.isEmpty ? nil : Section(title: group.rawValue, entries: entries)
      }
      + Self.legends(contexts, state.settings.glyphs).compactMap { legend in
        let entries = legend.entries.filter { entry in
          let text = fold("\(entry.keys) \(entry.title) \(legend.title)")
          return words.allSatisfy { contains(text, $0) }
        }
        return entries.isEmpty ? nil : Section(title: legend.title, entries: entries)
      }
    sections = here.isEmpty && !words.isEmpty ? Self.elsewhere(state, words) : here
  }

  /// What is called so on other screens, and where: who looks for "undo" in a record finds it in its lists.
  private static func elsewhere(_ state: AppState, _ words: [String]) -> [Section] {
    let entries = CommandTable.standard.commands.compactMap { command -> Entry? in
      let text = fold("\(command.title) \(command.id)")
      let places = command.contexts.map(\.place).filter { !$0.isEmpty }
      guard words.allSatisfy({ contains(text, $0) }), !places.isEmpty else { return nil }
      let keys = state.keymap.allKeys(for: command.id)
      return Entry(
        keys: keys.isEmpty ? ":" + (command.alias ?? command.id) : KeyText.list(keys),
        title: "\(command.title), \(places.joined(separator: ", "))",
        disabledReason: nil
      )
    }
    return entries.isEmpty ? [] : [Section(title: "ON OTHER SCREENS", entries: entries)]
  }

  /// What letters and signs on the screen stand for.
  private static func legends(_ contexts: [Context], _ glyphs: Glyphs) -> [Section] {
    signs(contexts, glyphs) + (contexts.contains(.global) ? [names] : [])
  }

  /// How names are drawn that are written from right to left: as they are stored, so that a border
  /// stays where it is in every terminal.
  private static let names = Section(
    title: "NAMES FROM RIGHT TO LEFT",
    entries: [
      Entry(keys: "drawn", title: "first letter at the left"),
      Entry(keys: "turned", title: "if your terminal does it"),
      Entry(keys: "⇄", title: "direction marks left out"),
    ]
  )

  private static func signs(_ contexts: [Context], _ glyphs: Glyphs) -> [Section] {
    if contexts.contains(.patients) {
      return [
        Section(
          title: "SIGNS IN THIS LIST",
          entries: [
            Entry(keys: "sFD", title: "s seen, F flagged, D done"),
            Entry(keys: "A", title: "allergies on record"),
            Entry(keys: "D", title: "an advance directive"),
            Entry(keys: "!3", title: "3 critical values"),
            Entry(keys: String(Character(glyphs[.deceased])), title: "has died"),
            Entry(keys: "?id", title: "no name on record"),
            Entry(keys: "~4 x2", title: "4 changed, 2 deleted"),
          ]
        )
      ]
    }
    guard contexts.contains(.timeline) else { return [] }
    return [
      Section(
        title: "SIGNS ON THE TIMELINE",
        entries: [
          Entry(keys: "H L A !", title: "high low abnormal critical"),
          Entry(keys: "2–9 \(Character(glyphs[.more]))", title: "so many in one column"),
          Entry(keys: "?", title: "stopped or active? (g f)"),
          Entry(keys: "corr. ~", title: "a value that was corrected"),
          Entry(keys: "x", title: "a deleted resource (D)"),
        ]
      )
    ]
  }

  /// The help in columns of a width.
  func lines(width: Int, glyphs: Glyphs) -> [StyledLine] {
    let most = isReadAloud ? 1 : 3
    let columnCount = min(most, width >= 116 ? 3 : width >= 66 ? 2 : 1)
    let columnWidth = width / columnCount
    let keyWidth = 10
    var columns = [[StyledLine]](repeating: [], count: columnCount)
    for section in sections {
      var block = [StyledLine(section.title, .heading)]
      for entry in section.entries {
        var line = StyledLine()
        line.add(
          DisplayText(entry.keys, cutTo: keyWidth - 1).text,
          entry.disabledReason == nil ? .key : .disabled
        )
        line.pad(to: keyWidth)
        line.add(
          DisplayText(entry.title, cutTo: columnWidth - keyWidth - 2).text,
          entry.disabledReason == nil ? .popup : .disabled
        )
        block.append(line)
      }
      block.append(StyledLine())
      let shortest = columns.indices.min { columns[$0].count < columns[$1].count } ?? 0
      columns[shortest] += block
    }
    let height = columns.map(\.count).max() ?? 0
    return (0..<height).map { row in
      var line = StyledLine()
      for (number, column) in columns.enumerated() where row < column.count {
        line.pad(to: number * columnWidth)
        line.parts += column[row].parts
      }
      return line
    }
  }
}

/// Keys as help and hints write them.
enum KeyText {
  /// Returns all sequences of a command: `j ↓ ^n`, `z1–9`.
  static func list(_ keys: [String]) -> String {
    guard keys.count > 4, let first = keys.first, let last = keys.last?.last else {
      return keys.map(short).joined(separator: " ")
    }
    return "\(short(first))–\(last)"
  }

  /// Returns a sequence in few columns: `↓`, `⏎`, `Ctrl-w`, `gg`.
  static func short(_ notation: String) -> String {
    let keys = notation.split(separator: " ").map(String.init)
    let joined = keys.map(one)
    return joined.allSatisfy { $0.count == 1 } ? joined.joined() : joined.joined(separator: " ")
  }

  private static func one(_ key: String) -> String {
    switch key {
    case "up": "↑"
    case "down": "↓"
    case "left": "←"
    case "right": "→"
    case "enter": "⏎"
    case "pgup": "PgUp"
    case "pgdn": "PgDn"
    case "home": "Home"
    case "end": "End"
    default: key.hasPrefix("C-") ? "^" + key.dropFirst(2) : key
    }
  }
}
