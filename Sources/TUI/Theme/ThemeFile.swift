// SPDX-License-Identifier: Apache-2.0

internal import TOMLKit

/// A theme file as it is written, before anything is inherited.
struct ThemeFile: Sendable {
  /// Which terminals a theme is for.
  enum Variant: String, Sendable {
    case dark
    case light
    case mono
  }

  /// A text of the file and where it stands.
  struct Entry: Sendable, Equatable {
    let text: String
    let line: Int
  }

  /// The path, for messages.
  let file: String
  private(set) var name = ""
  private(set) var variant = Variant.dark
  private(set) var inherits: Entry?
  private(set) var palette: [String: Entry] = [:]
  private(set) var styles: [String: Entry] = [:]
  private(set) var glyphs: [String: Entry] = [:]
  private(set) var findings: [ThemeFinding] = []

  private let lines: TOMLLines

  /// Reads the text of a file; what cannot be read is a finding.
  init(text: String, file: String) {
    self.file = file
    lines = TOMLLines(text)
    do throws(CheckedTOML.Problem) {
      read(try CheckedTOML.table(text))
    } catch {
      report(error.line, error.message)
    }
  }

  private mutating func read(_ table: TOMLTable) {
    for key in table.keys.sorted() {
      guard let value = table[key] else { continue }
      switch (key, value.string, value.table) {
      case ("name", let text?, _): name = text
      case ("author", _?, _): break
      case ("inherits", let text?, _):
        inherits = Entry(text: text, line: lines.line(of: key, in: nil))
      case ("variant", let text?, _):
        if let known = Variant(rawValue: text) {
          variant = known
        } else {
          report(lines.line(of: key, in: nil), "The variant is 'dark', 'light' or 'mono'")
        }
      case ("palette", _, let section?): palette = entries(of: section, named: key)
      case ("style", _, let section?): styles = entries(of: section, named: key)
      case ("glyphs", _, let section?): glyphs = entries(of: section, named: key)
      default: report(lines.line(of: key, in: nil), "A theme has no '\(key)' of this kind")
      }
    }
  }

  private mutating func entries(
    of table: TOMLTable,
    named section: String,
    prefix: String = ""
  ) -> [String: Entry] {
    var result: [String: Entry] = [:]
    for key in table.keys {
      let name = prefix + key
      if let nested = table[key]?.table {
        // An unquoted dotted name is a table to TOML.
        let inner = entries(of: nested, named: section, prefix: name + ".")
        result.merge(inner) { first, _ in first }
        continue
      }
      let line = lines.line(of: name, in: section)
      guard let text = table[key]?.string else {
        report(line, "'\(name)' is not a text")
        continue
      }
      result[name] = Entry(text: text, line: line)
    }
    return result
  }

  private mutating func report(_ line: Int, _ message: String) {
    findings.append(ThemeFinding(file: file, line: line, rule: .syntax, message: message))
  }
}

/// Where the keys of a TOML file stand, for files whose keys begin their lines.
struct TOMLLines: Sendable {
  private var lines: [String: Int] = [:]

  init(_ text: String) {
    var section = ""
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let trimmed = line.drop { $0 == " " || $0 == "\t" }
      if trimmed.hasPrefix("["), let end = trimmed.firstIndex(of: "]") {
        section = String(trimmed[trimmed.index(after: trimmed.startIndex)..<end])
      } else if let equals = trimmed.firstIndex(of: "="), !trimmed.hasPrefix("#") {
        let key = trimmed[..<equals].filter { !" \t\"'".contains($0) }
        lines[section + "\n" + key] = index + 1
      }
    }
  }

  /// Returns the line of a key, or 1 when it is not found.
  func line(of key: String, in section: String?) -> Int {
    lines[(section ?? "") + "\n" + key] ?? 1
  }
}
