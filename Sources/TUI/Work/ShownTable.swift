// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What is on the screen as a table, and the resources it was made from.
struct ShownTable: Sendable, Equatable {
  /// How a table is written; the ending of the file's name says it.
  enum Format: String, CaseIterable, Sendable {
    case markdown = ".md"
    case csv = ".csv"
    case tsv = ".tsv"
    /// The resources themselves, one a line; of rows that are made from none, the rows as objects.
    case ndjson = ".ndjson"

    /// Returns the format that the name of a file asks for.
    init?(path: String) {
      let name = path.lowercased()
      guard let found = Self.allCases.first(where: { name.hasSuffix($0.rawValue) }) else {
        return nil
      }
      self = found
    }
  }

  /// What stands above the table where it is written for reading: whose it is, and of when.
  var title = ""

  /// What its rows are narrowed by, `only abn:H`; empty where nothing is left out.
  var filters = ""

  /// The names of the columns.
  var columns: [String]

  /// The rows, each with a field for each column.
  var rows: [[String]] = []

  /// The resources of the rows, each once, in the order of the rows.
  private(set) var keys: [ResourceKey] = []

  private var known: Set<ResourceKey> = []

  init(columns: [String]) { self.columns = columns }

  /// Adds a row made from a resource.
  mutating func add(_ row: [String], of key: ResourceKey) {
    rows.append(row)
    if known.insert(key).inserted { keys.append(key) }
  }

  /// Adds a row that is no resource: a number, a decision, what notes and chart say.
  mutating func add(_ row: [String]) { rows.append(row) }

  /// Returns the table as text.
  ///
  /// - Parameters:
  ///   - format: How it is written.
  ///   - body: Returns the JSON of a resource; `nil` for one that is gone.
  /// - Returns: The text, each line ended.
  func text(_ format: Format, body: (ResourceKey) throws -> [UInt8]?) rethrows -> [UInt8] {
    switch format {
    case .markdown: return Array(markdown.utf8)
    case .csv, .tsv:
      let cells = rows.map { $0.map(Self.text) }
      let table = SQLTable(columns: columns, rows: cells, numeric: [], isCut: false)
      return Array(table.text(separator: format == .csv ? "," : "\t").utf8)
    case .ndjson:
      guard !keys.isEmpty else { return objects }
      var bytes: [UInt8] = []
      for key in keys {
        guard let body = try body(key) else { continue }
        // Line breaks are written in JSON between its tokens only.
        bytes += body.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        bytes.append(0x0A)
      }
      return bytes
    }
  }

  /// The rows as objects, one a line, without what is empty.
  private var objects: [UInt8] {
    let lines = rows.map { row -> String in
      let members = zip(columns, row).filter { !$1.isEmpty }
        .map { JSON.Member($0, .string($1)) }
      return JSON.object(members).text + "\n"
    }
    return Array(lines.joined().utf8)
  }

  private var markdown: String {
    let rule = columns.map { _ in "---" }
    let heading = title.isEmpty ? "" : "# \(Self.cell(title))\n\n"
    return heading
      + ([columns, rule] + rows).map { row in
        "| " + row.map(Self.cell).joined(separator: " | ") + " |\n"
      }
      .joined()
  }

  /// A field that a spreadsheet takes for text: what would be a formula stands behind an apostrophe.
  private static func text(_ field: String) -> String {
    switch field.first {
    case "=", "@", "\t", "\r": "'" + field
    // A number may have a sign, and so may a change: `-3.5`, `+0.6 mmol/L`.
    case "+", "-":
      field.wholeMatch(of: #/[+-]\d[\d.,]*( [^+*=(]*)?/#) == nil ? "'" + field : field
    default: field
    }
  }

  /// A field that ends neither its cell nor its line, and is no markup.
  private static func cell(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "|", "\\", "`", "*", "_", "<", "[": out += "\\\(character)"
      case _ where character.isNewline: out += " "
      default: out.append(character)
      }
    }
    return out
  }
}
