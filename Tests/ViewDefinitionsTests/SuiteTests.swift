// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing
import ViewDefinitions

/// The test suite of SQL on FHIR v2, all of it.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA names no folder of data packs"))
struct SuiteTests {
  private static let files: [String] =
    (try? DataPacks.files(in: "test-suites/sql-on-fhir-v2/tests", suffix: ".json")) ?? []

  /// A row as JSON, its members in the order of their names and numbers by their value.
  private static func text(_ members: [(String, JSONValue)]) -> String {
    members.sorted { $0.0 < $1.0 }.map { "\($0.0)=\(text($0.1))" }.joined(separator: "; ")
  }

  private static func text(_ value: JSONValue) -> String {
    if value.isArray { return "[" + value.elements.map(text).joined(separator: ", ") + "]" }
    return value.double.map { "\($0)" } ?? value.jsonText
  }

  private static func text(_ cell: ViewCell) -> String {
    switch cell {
    case .null: "null"
    case .boolean(let value): "\(value)"
    case .number(let number): Double(number).map { "\($0)" } ?? number
    case .text(let text): JSON.string(text).text
    case .json(let text): text
    case .list(let cells): "[" + cells.map(text).joined(separator: ", ") + "]"
    }
  }

  @Test func allOfThemPass() throws {
    #expect(Self.files.count == 22)
    var count = 0
    for file in Self.files {
      let suite = try JSONParser().parse(try DataPacks.bytes(of: file)).root
      let resources = Array(suite["resources"]?.elements ?? .empty)
      for test in suite["tests"]?.elements ?? .empty {
        count += 1
        let title = "\(file.split(separator: "/").last ?? "") \(test["title"]?.string ?? "")"
        let definition = try #require(test["view"])
        if test["expectError"]?.bool == true {
          #expect(throws: ViewError.self, "\(title)") {
            let view = try ViewDefinition(definition)
            for resource in resources { _ = try view.rows(of: resource) }
          }
          continue
        }
        do {
          let view = try ViewDefinition(definition)
          let rows = try resources.flatMap { try view.rows(of: $0) }
          let found = rows.map { row in
            zip(view.columns, row).map { ($0.name, Self.text($1)) }.sorted { $0.0 < $1.0 }
              .map { "\($0.0)=\($0.1)" }.joined(separator: "; ")
          }
          let expected = (test["expect"]?.elements ?? .empty).map { row in
            Self.text(row.members.map { ($0.key, $0.value) })
          }
          #expect(found.sorted() == expected.sorted(), "\(title)")
          if let names = test["expectColumns"] {
            #expect(view.columns.map(\.name) == names.elements.compactMap(\.string), "\(title)")
          }
        } catch {
          Issue.record("\(title): \(error)")
        }
      }
    }
    #expect(count == 134)
  }
}
