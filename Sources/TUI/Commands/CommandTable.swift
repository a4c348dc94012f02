// SPDX-License-Identifier: Apache-2.0

/// All commands, by name and in the order of the help.
struct CommandTable: Sendable {
  let commands: [Command]

  private let numbers: [String: Int]

  init(_ commands: [Command]) {
    self.commands = commands
    var numbers: [String: Int] = [:]
    for (number, command) in commands.enumerated() { numbers[command.id] = number }
    self.numbers = numbers
  }

  subscript(id: String) -> Command? { numbers[id].map { commands[$0] } }

  /// Everything the reader can do.
  static let standard = CommandTable(
    moveCommands + timeCommands + laneCommands + openCommands + versionCommands
      + findCommands
      + pastCommands + paneCommands + reviewCommands + correctionCommands + worklistCommands
      + populationCommands
      + comparisonCommands
      + viewCommands + paneLayoutCommands
      + trendCommands + exportCommands
      + listCommands
      + programCommands + accessCommands
      + promptCommands
      + popupCommands
  )

  /// Returns the commands that fit what was typed into the palette, the best first.
  func search(_ text: String, in contexts: [Context]) -> [Command] {
    let sought = fold(text.trimmed)
    let candidates = commands.filter { $0.group != .prompt }
    guard !sought.isEmpty else {
      return candidates.filter { !$0.contexts.allSatisfy { !contexts.contains($0) } }
    }
    let name = sought.split(separator: " ").first.map(String.init) ?? sought
    let ranked = candidates.compactMap { command -> (Command, Int)? in
      rank(command, sought: sought, name: name, in: contexts).map { (command, $0) }
    }
    // The sort is stable: what fits alike stays in the order of the table.
    return ranked.enumerated()
      .sorted { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
      .map(\.element.0)
  }

  private func rank(
    _ command: Command,
    sought: String,
    name: String,
    in contexts: [Context]
  ) -> Int? {
    let penalty = command.contexts.allSatisfy { !contexts.contains($0) } ? 1 : 0
    if command.id == name || command.alias == name || command.id == name + ".open" {
      return penalty
    }
    let title = fold(command.title)
    if title.hasPrefix(sought) || command.id.hasPrefix(sought) { return 2 + penalty }
    let words = sought.split(separator: " ").map(String.init)
    let text = title + " " + command.id
    if words.allSatisfy({ contains(text, $0) }) { return 4 + penalty }
    let letters = sought.filter { $0 != " " }
    let spans = [title, command.id].compactMap { Self.span(of: letters, in: $0) }
    return spans.min().map { 6 + $0 * 2 + penalty }
  }

  /// Returns over how many characters letters are spread in a text, in order; `nil` when they are not.
  private static func span(of letters: String, in text: String) -> Int? {
    let text = Array(text)
    var best: Int?
    for start in text.indices where text[start] == letters.first {
      var at = start
      var rest = letters.dropFirst()
      while let next = rest.first, let found = text[(at + 1)...].firstIndex(of: next) {
        at = found
        rest.removeFirst()
      }
      if rest.isEmpty { best = min(best ?? .max, at - start) }
    }
    return best
  }
}
