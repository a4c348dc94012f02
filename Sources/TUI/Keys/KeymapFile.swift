// SPDX-License-Identifier: Apache-2.0

internal import TOMLKit
internal import Terminal

/// A keys.toml: a table for each context, in it the keys of each command.
///
/// ```toml
/// [timeline]
/// "zoom.in" = ["z", "+"]
/// "time.goto" = "t"
/// "zoom.fit" = []          # no key
/// ```
///
/// A command that is named in a context has there only the keys it is given; all others keep their
/// default keys, less those that the file gives to another command of the same context.
struct KeymapFile {
  /// Something in the file that was not taken.
  struct Problem: Equatable {
    /// The line, from 1.
    var line: Int

    /// What is wrong with it.
    var message: String
  }

  /// The keys, the defaults included.
  let keymap: Keymap

  /// What was not taken, by line.
  let problems: [Problem]

  /// Reads the text of a file.
  init(text: String, table: CommandTable) {
    var reader = Reader(text: text, table: table)
    reader.read()
    keymap = reader.keymap()
    problems = reader.problems.sorted { $0.line < $1.line }
  }

  private struct Entry {
    var context: Context
    var command: String
    var line: Int
    var bindings: [Keymap.Binding]
  }

  private struct Reader {
    let text: String
    let table: CommandTable
    var problems: [Problem] = []
    var entries: [Entry] = []

    init(text: String, table: CommandTable) {
      self.text = text
      self.table = table
    }

    mutating func read() {
      let document: TOMLTable
      do throws(CheckedTOML.Problem) {
        document = try CheckedTOML.table(text)
      } catch {
        return report(error.line, error.message)
      }
      for name in document.keys {
        guard let section = document[name]?.table else {
          report(line(of: name, in: nil), "'\(name)' stands outside a table of a context")
          continue
        }
        guard let context = Context(rawValue: name) else {
          report(
            line(ofTable: name),
            "No context is called '\(name)'; there are "
              + Context.allCases.map(\.rawValue).joined(separator: ", ")
          )
          continue
        }
        read(section, prefix: "", in: context)
      }
    }

    private mutating func read(_ section: TOMLTable, prefix: String, in context: Context) {
      for key in section.keys {
        let id = prefix + key
        guard let value = section[key] else { continue }
        if let nested = value.table {
          read(nested, prefix: id + ".", in: context)
          continue
        }
        let line = line(of: id, in: context.rawValue)
        guard let command = table[id] else {
          report(line, "No command is called '\(id)'")
          continue
        }
        guard command.contexts.contains(context) else {
          let places = command.contexts.map(\.rawValue).joined(separator: ", ")
          report(line, "'\(id)' works in \(places), not in '\(context.rawValue)'")
          continue
        }
        let notations: [String]
        if let one = value.string {
          notations = [one]
        } else if let list = value.array {
          notations = list.compactMap { $0.string }
        } else {
          report(line, "The keys of '\(id)' are a string or a list of strings")
          continue
        }
        var entry = Entry(context: context, command: id, line: line, bindings: [])
        for notation in notations {
          guard let keys = Key.sequence(notation) else {
            report(line, "'\(notation)' is no key")
            continue
          }
          entry.bindings.append(Keymap.Binding(context: context, keys: keys, command: id))
        }
        entries.append(entry)
      }
    }

    /// Makes the keys: first the file's, line by line, then the defaults that are still free.
    mutating func keymap() -> Keymap {
      entries.sort { $0.line < $1.line }
      var taken: [(binding: Keymap.Binding, line: Int)] = []
      for entry in entries {
        for binding in entry.bindings {
          let other = taken.first { !Keymap.conflicts(in: [$0.binding, binding]).isEmpty }
          guard let other else {
            taken.append((binding, entry.line))
            continue
          }
          report(
            entry.line,
            "'\(binding.notation)' is in the way of '\(other.binding.notation)' for "
              + "'\(other.binding.command)' on line \(other.line)"
          )
        }
      }
      let custom = taken.map(\.binding)
      let defaults = Keymap.defaultBindings(of: table).filter { binding in
        !entries.contains { $0.context == binding.context && $0.command == binding.command }
          && custom.allSatisfy { Keymap.conflicts(in: [$0, binding]).isEmpty }
      }
      return Keymap(custom + defaults)
    }

    private mutating func report(_ line: Int, _ message: String) {
      problems.append(Problem(line: line, message: message))
    }

    /// The line of a table's header, which TOMLKit does not tell.
    private func line(ofTable name: String) -> Int {
      lines.firstIndex { Self.header($0) == name }.map { $0 + 1 } ?? 1
    }

    /// The line of a key in a table.
    private func line(of key: String, in section: String?) -> Int {
      var current: String?
      for (index, line) in lines.enumerated() {
        if let header = Self.header(line) {
          current = header
        } else if current == section, Self.key(line) == key {
          return index + 1
        }
      }
      return section.map { line(ofTable: $0) } ?? 1
    }

    private var lines: [Substring] {
      text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static func header(_ line: Substring) -> String? {
      let bare = unquoted(line.prefix { $0 != "#" })
      guard bare.hasPrefix("["), bare.hasSuffix("]") else { return nil }
      return String(bare.dropFirst().dropLast())
    }

    private static func key(_ line: Substring) -> String? {
      line.firstIndex(of: "=").map { unquoted(line[..<$0]) }
    }

    private static func unquoted(_ text: Substring) -> String {
      String(text.filter { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "'" && $0 != "\r" })
    }
  }
}
