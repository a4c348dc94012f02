// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import FHIR
import FHIRPath
import Store

import func TUI.counted

/// `tarn sql`.
struct SQLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Ask the lake in SQL, which cannot change it.",
    discussion: """
      One SELECT. There is a view for each resource type, with id, versionId, lastUpdated, \
      patient_id, body (the resource as JSON) and a column for each element: valueQuantity, \
      effectiveDateTime. Lists and objects are JSON, for ->> and json_each; docs/sql.md has worked \
      queries. Without a query, the views and columns are listed.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "The query.")
  var query: String?

  @Option(help: "How many rows at the most.")
  var limit = 10_000

  @Option(help: "How many seconds at the most.")
  var timeout = 60

  @Flag(help: "Print comma-separated values.")
  var csv = false

  @Flag(help: "Print one JSON object a row.")
  var json = false

  func validate() throws {
    guard limit > 0, timeout > 0 else {
      throw ValidationError("--limit and --timeout take numbers above 0")
    }
    guard !csv || !json else { throw ValidationError("Give one of --csv and --json") }
  }

  func run() throws {
    let lake = try lake.open()
    guard let query else {
      let types = try lake.statistics().resources.keys.sorted { $0.rawValue < $1.rawValue }
      Output.table(
        ["View", "columns"],
        types.map { [$0.rawValue, ElementKeys.of($0.rawValue).joined(separator: " ")] }
      )
      return
    }
    var options = SQLOptions()
    options.rowLimit = limit
    options.asOf = try past.job(in: lake)
    for type in ResourceType.allCases { options.columns[type] = ElementKeys.of(type.rawValue) }
    let begin = ContinuousClock.now
    DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(timeout)) {
      lake.interruptQueries()
    }
    do {
      try run(query, options, lake)
    } catch let error as StoreError
      where error.code == .interrupted && ContinuousClock.now - begin >= .seconds(timeout)
    {
      Output.error("tarn: The query was stopped after \(counted(timeout, "second"))")
      Output.error("  --timeout gives it more")
      throw ExitCode(2)
    }
  }

  private func run(_ query: String, _ options: SQLOptions, _ lake: Lake) throws {
    var header: [String] = []
    var rows: [[String]] = []
    var count = 0
    let isCut = try lake.query(query, options) { names in
      header = names
      if csv { Output.line(names.map(Self.quoted).joined(separator: ",")) }
    } receive: { row in
      count += 1
      if json {
        let members = zip(header, row).map { JSON.Member($0, Self.json($1)) }
        Output.line(JSON.object(members).text)
      } else if csv {
        Output.line(row.map { Self.quoted(Self.text($0)) }.joined(separator: ","))
      } else {
        rows.append(row.map(Self.text))
      }
      return true
    }
    if !json && !csv { Output.table(header, rows) }
    if isCut { Output.error("The first \(counted(count, "row")); --limit gives more") }
    if count == 0 { throw ExitCode(1) }
  }

  private static func text(_ value: SQLValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int64(number)) + ".0" : String(number)
    case .text(let text): text
    case .blob(let bytes):
      "x'" + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "'"
    }
  }

  private static func json(_ value: SQLValue) -> JSON {
    switch value {
    case .null: .null
    case .integer(let number): .number(String(number))
    case .real(let number): number.isFinite ? .number(String(number)) : .null
    case .text(let text): .string(text)
    case .blob: .string(text(value))
    }
  }

  /// A field of RFC 4180.
  private static func quoted(_ text: String) -> String {
    guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
