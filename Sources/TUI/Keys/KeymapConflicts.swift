// SPDX-License-Identifier: Apache-2.0

internal import Terminal

extension Keymap {
  /// Two bindings of one context of which one can never be reached.
  struct Conflict: Equatable {
    var first: Binding
    var second: Binding
  }

  /// Sequences that run a command at once and may be refined by a next key.
  static let refinedCommands: Set<String> = ["zoom.in"]

  /// Returns the pairs of bindings that stand in each other's way.
  ///
  /// Two do when the same keys run different commands in one context, or when one's keys begin the
  /// other's, except where the shorter one's command runs at once by design.
  static func conflicts(in bindings: [Binding]) -> [Conflict] {
    var result: [Conflict] = []
    for (context, group) in Dictionary(grouping: bindings, by: \.context).sorted(by: {
      $0.key.rawValue < $1.key.rawValue
    }) {
      precondition(group.allSatisfy { $0.context == context }, "Bindings are grouped by context")
      for (index, first) in group.enumerated() {
        for second in group[(index + 1)...] where collide(first, second) {
          result.append(Conflict(first: first, second: second))
        }
      }
    }
    return result
  }

  private static func collide(_ first: Binding, _ second: Binding) -> Bool {
    guard first.command != second.command else { return false }
    if first.keys == second.keys { return true }
    let (short, long) = first.keys.count < second.keys.count ? (first, second) : (second, first)
    return long.keys.starts(with: short.keys) && !refinedCommands.contains(short.command)
  }
}
