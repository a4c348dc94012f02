// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// Which keys run which commands, in each context.
struct Keymap: Sendable {
  /// A sequence that is bound in a context.
  struct Binding: Sendable, Equatable {
    var context: Context
    var keys: [Key]
    var command: String

    /// The keys in the notation of keys.toml.
    var notation: String { keys.map(\.description).joined(separator: " ") }
  }

  /// What pressed keys mean.
  enum Match: Equatable {
    /// No sequence begins so.
    case none
    /// Sequences begin so, and none ends here.
    case prefix
    /// A command; `isPrefix` says that a next key may refine it.
    case command(String, isPrefix: Bool)
  }

  private(set) var bindings: [Binding] = []
  private var tries: [Context: KeyTrie] = [:]

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    for binding in bindings {
      tries[binding.context, default: KeyTrie()].bind(binding.keys, to: binding.command)
    }
  }

  /// The default keys of a command table.
  init(defaultsOf table: CommandTable) {
    self.init(Self.defaultBindings(of: table))
  }

  static func defaultBindings(of table: CommandTable) -> [Binding] {
    table.commands.flatMap { command in
      command.contexts.flatMap { context in
        command.keys(in: context).compactMap { notation in
          Key.sequence(notation).map {
            Binding(context: context, keys: $0, command: command.id)
          }
        }
      }
    }
  }

  /// Returns what keys mean in contexts, of which the first that knows the keys decides.
  func match(_ keys: [Key], in contexts: [Context]) -> Match {
    for context in contexts {
      guard let node = tries[context]?.node(keys) else { continue }
      if let command = node.command {
        return .command(command, isPrefix: !node.children.isEmpty)
      }
      return .prefix
    }
    return .none
  }

  /// Returns the keys that may follow a prefix, and the command each leads to or `nil` for a prefix.
  func continuations(of keys: [Key], in contexts: [Context]) -> [(key: Key, command: String?)] {
    var seen: Set<Key> = []
    var result: [(key: Key, command: String?)] = []
    for context in contexts {
      guard let node = tries[context]?.node(keys) else { continue }
      for child in node.children where seen.insert(child.key).inserted {
        result.append((child.key, child.node.command))
      }
    }
    return result
  }

  /// Returns the sequences that run a command, those of the given contexts only, without repeats.
  func keys(for command: String, in contexts: [Context]) -> [String] {
    var result: [String] = []
    for binding in bindings where binding.command == command {
      let notation = binding.notation
      guard contexts.contains(binding.context), !result.contains(notation),
        match(binding.keys, in: contexts).command == command
      else { continue }
      result.append(notation)
    }
    return result
  }

  /// Returns where a whole sequence runs a command, prompts and popups aside.
  func places(of keys: [Key]) -> [Context] {
    Context.allCases.filter { context in
      context.place != "" && bindings.contains { $0.context == context && $0.keys == keys }
    }
  }

  /// Returns all sequences that run a command, whatever the context, without repeats.
  func allKeys(for command: String) -> [String] {
    var result: [String] = []
    for binding in bindings where binding.command == command {
      let notation = binding.notation
      if !result.contains(notation) { result.append(notation) }
    }
    return result
  }
}

extension Keymap.Match {
  /// The command, when there is one.
  var command: String? {
    if case .command(let command, _) = self { return command }
    return nil
  }
}
