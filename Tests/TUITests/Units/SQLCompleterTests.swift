// SPDX-License-Identifier: Apache-2.0

import Search
import Testing

@testable import TUI

@Suite("Completion of queries of SQL") struct SQLCompleterTests {
  private static let views = [
    SQLView(name: "Condition", count: 5, columns: ["id", "code", "clinicalStatus", "body"]),
    SQLView(name: "Observation", count: 90, columns: ["id", "code", "valueQuantity", "body"]),
    SQLView(name: "Patient", count: 2, columns: ["id", "birthDate", "body"]),
  ]

  /// A `|` stands for the cursor.
  private func complete(_ text: String) -> Completions {
    let before = text.prefix { $0 != "|" }
    return SQLCompleter.complete(
      text.filter { $0 != "|" },
      cursor: before.count,
      views: Self.views
    )
  }

  @Test(arguments: [
    // Behind FROM, JOIN and a comma of FROM views stand, the fullest first.
    ("SELECT * FROM |", ["Observation", "Condition", "Patient"]),
    ("SELECT * FROM obs|", ["Observation"]),
    ("SELECT * FROM Patient p, c|", ["Condition"]),
    ("SELECT * FROM Patient JOIN c|", ["Condition"]),
    // Columns are those of the views that are named, wherever they are named.
    ("SELECT c| FROM Condition", ["code", "clinicalStatus", "Condition", "CASE", "COUNT(*)"]),
    ("SELECT val|", ["valueQuantity"]),
    ("SELECT * FROM Patient WHERE bir|", ["birthDate"]),
    ("SELECT * FROM Patient WHERE clin|", []),
    // A short name stands for its view.
    ("SELECT o.| FROM Observation o", ["id", "code", "valueQuantity", "body"]),
    ("SELECT o.v| FROM Observation AS o", ["valueQuantity"]),
    ("SELECT Patient.b|", ["birthDate", "body"]),
    ("SELECT x.c| FROM Condition", []),
    // Nothing in a text, nothing for what is there already, nothing before a letter.
    ("SELECT * FROM Patient WHERE id = 'bir|", []),
    ("SELECT * FROM Patient|", []),
    ("SELECT |", []), ("|", []),
  ])
  func whatMayComeNextIsListed(_ text: String, _ expected: [String]) {
    #expect(Set(complete(text).candidates.map(\.text)) == Set(expected))
    #expect(complete(text).candidates.first?.text == expected.first)
  }

  @Test func aColumnSaysWhereItIs() {
    let found = complete("SELECT co|")
    #expect(found.candidates.first?.text == "code")
    #expect(found.candidates.first?.label == "Condition and 1 more")
    #expect(found.range == 7..<9)
  }

  /// Whatever stands there, and wherever the cursor is.
  @Test func noTextBreaksIt() {
    for text in ["'", "''", "SELECT 'a", "..", "a.b.c", "FROM,", "émigré.", "SELECT * FROM 👩"] {
      for cursor in -1...text.count + 1 {
        _ = SQLCompleter.complete(text, cursor: cursor, views: Self.views)
      }
    }
  }
}

@Suite("JSON in fields") struct JSONCellTests {
  @Test(arguments: [
    (
      #"{"coding":[{"code":"4548-4","display":"HbA1c"}],"text":"Hemoglobin A1c"}"#,
      "Hemoglobin A1c (4548-4)"
    ),
    (#"{"coding":[{"system":"s","code":"1"},{"code":"2","display":"Two"}]}"#, "Two (1)"),
    (#"{"text":"as needed"}"#, "as needed"), (#"{"coding":[{"code":"x"}]}"#, "x"),
    (#"{"system":"s","code":"AMB","display":"ambulatory"}"#, "ambulatory (AMB)"),
    (#"{"reference":"Patient/p1"}"#, "Roe, Ann"), (#"{"reference":"Patient/p2"}"#, "Patient/p2"),
    (#"{"reference":"Practitioner/d","display":"Dr. Roe"}"#, "Dr. Roe"),
    (#"{"value":5.40,"unit":"mmol/L"}"#, "5.40 mmol/L"),
    (#"{"value":3,"comparator":"<","code":"mg"}"#, "< 3 mg"),
    (#"{"low":{"value":1},"high":{"value":2,"unit":"g"}}"#, "1 – 2 g"),
    (#"{"start":"2020-01-01"}"#, "since 2020-01-01"),
    (#"{"start":"2020","end":"2021"}"#, "2020 – 2021"),
    (#"[{"family":"Roe","given":["Ann","B."]}]"#, "Roe, Ann B."),
    (#"{"status":"generated","div":"<div><p>Well</p><p>today</p></div>"}"#, "Well today"),
    (#"{"resourceType":"Patient","id":"p1"}"#, "Patient/p1 {…}"),
    (#"[{"coding":[{"code":"a"}]},{"coding":[{"code":"b"}]}]"#, "a; b"),
    (#"{"url":"http://x/y/birthPlace","valueString":"Bern"}"#, "birthPlace: Bern"),
    (
      #"[{"manifestation":[{"text":"Hives"}],"severity":"mild"}]"#,
      "{manifestation: Hives, severity: mild}"
    ),
    // What is no JSON stays as it is.
    ("plain", "plain"), ("{broken", "{broken"), ("[1,", "[1,"), ("", ""), ("[]", ""),
    ("[1,2.50,true]", "1; 2.50; true"),
  ])
  func aFieldIsReadAsWords(_ json: String, _ expected: String) {
    let cell = JSONCell { $0 == "p1" ? "Roe, Ann" : nil }
    #expect(cell.words(json) == expected)
  }

  @Test func aDeepOneEnds() {
    let deep = String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40)
    #expect(JSONCell().words(deep).contains("a: "))
  }
}
