// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import TUI

/// Every view, opened on every official example of every resource type and on hostile texts, at three
/// sizes: no frame has a broken row, a broken border or a control character.
@Suite(.enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"))
struct SlowExampleScreensTests {
  private static let sizes =
    [Size(width: 80, height: 24), Size(width: 120, height: 40)]
    + [Size(width: 200, height: 60)]

  /// What can be looked at in a view of a patient, and how to come back.
  private static let walks = [
    "1 z z Z Z 0", "1 enter r r esc", "2 G enter esc", "3 G enter r esc", "4 j enter esc",
    "5 enter r esc", "5 G enter space esc", "7 enter t t t esc", "1 g t esc", "g f esc", "g c esc",
  ]

  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"), arguments: sizes)
  func theOfficialExamples(_ size: Size) throws {
    let files = try DataPacks.files(
      in: "fhir-defs/hl7.fhir.r4.examples-4.0.1",
      suffix: ".json"
    )
    let record = try RecordFixture()
    var types: Set<ResourceType> = []
    var texts: [String] = []
    for file in files where !file.contains("/Bundle-") {
      let text = String(decoding: try DataPacks.bytes(of: file), as: UTF8.self)
      let document = try JSONDocument.parse(text)
      guard let name = document.root["resourceType"]?.string,
        let type = ResourceType(name: name), document.root["id"]?.string != nil
      else { continue }
      types.insert(type)
      texts.append(text)
    }
    #expect(types.count > 120, "\(types.count) types")
    try record.write(.import, (2024, 6, 1), "examples", nil, texts)
    try look(at: record, size)
  }

  @Test(arguments: sizes) func hostileTexts(_ size: Size) throws {
    let record = try RecordFixture()
    let texts = [
      "\u{1b}[31mred\u{1b}[0m\u{7}\u{8}\r\n\u{9b}2J\u{1b}]52;c;AAAA\u{7}", "a\u{202e}evil\u{2066}b",
      "Zo\u{35f}e\u{35f}" + String(repeating: "\u{301}", count: 400), "👩‍⚕️🇨🇭⚠️👍🏽 山田太郎 محمد علي ﷺ",
      String(repeating: "x", count: 1 << 20), String(repeating: "word ", count: 1 << 14),
      String(repeating: "線", count: 1 << 15), String(repeating: "\n", count: 5000),
      "\t\t\u{0}\u{7f}",
    ]
    var resources: [String] = []
    for (number, text) in texts.enumerated() {
      let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
      let note = Data(text.utf8).base64EncodedString()
      resources += [
        """
        {"resourceType":"Patient","id":"h\(number)","name":[{"text":\(quoted),"family":\(quoted)}],\
        "birthDate":"1961","identifier":[{"value":\(quoted)}]}
        """,
        """
        {"resourceType":"Observation","id":"o\(number)","status":"final","code":{"text":\(quoted)},\
        "subject":{"reference":"Patient/h\(number)"},"effectiveDateTime":"2020-01",\
        "valueString":\(quoted),"note":[{"text":\(quoted)}]}
        """,
        """
        {"resourceType":"Condition","id":"c\(number)","code":{"text":\(quoted)},\
        "subject":{"reference":"Patient/h\(number)"},"onsetString":\(quoted)}
        """,
        """
        {"resourceType":"MedicationRequest","id":"m\(number)","status":"active","intent":"order",\
        "medicationCodeableConcept":{"text":\(quoted)},"authoredOn":"2020-02-03",\
        "subject":{"reference":"Patient/h\(number)"},"dosageInstruction":[{"text":\(quoted)}]}
        """,
        """
        {"resourceType":"DocumentReference","id":"d\(number)","status":"current",\
        "subject":{"reference":"Patient/h\(number)"},"date":"2020-02-03T04:05:06Z",\
        "description":\(quoted),"content":[{"attachment":{"contentType":"text/plain; charset=utf-8",\
        "data":"\(note)"}}]}
        """,
      ]
    }
    try record.write(.import, (2024, 6, 1), "hostile", nil, resources)
    try look(at: record, size)
  }

  private func look(at record: RecordFixture, _ size: Size) throws {
    var session = record.session(size.width, size.height)
    let patients = session.state.list.rows.count
    try #require(patients > 3)
    for number in 0..<patients {
      session.keys("g g" + String(repeating: " j", count: number))
      check(session, "patient \(number)")
      session.keys("enter")
      for walk in Self.walks {
        for key in walk.split(separator: " ") {
          session.keys(String(key))
          check(session, "patient \(number), \(walk)")
        }
      }
      session.keys("esc esc esc esc esc esc")
    }
    // Every version of every resource, most of which belong to no patient.
    session.keys("g c")
    var seen = ""
    var versions = 0
    while session.screen != seen {
      seen = session.screen
      versions += 1
      for key in ["enter", "t", "t", "t", "G", "esc", "j"] {
        session.keys(key)
        check(session, "version \(versions)")
      }
    }
    #expect(versions > 20)
  }

  /// Rows are as wide as the screen, borders stand where the layout has them, nothing is a control.
  private func check(_ session: SessionDriver, _ place: String) {
    let (grid, cursor) = session.frame()
    #expect(Rect(size: grid.size).contains(cursor.position), "\(place)")
    for y in 0..<grid.size.height {
      let row = grid.text(ofRow: y)
      let isClean = row.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value)
          && !(0x202a...0x202e).contains($0.value)
          && !(0x2066...0x2069).contains($0.value)
      }
      #expect(isClean && DisplayWidth.of(row) <= grid.size.width, "\(place), row \(y)")
    }
    let state = session.state
    guard state.screen == .chart, state.popups.isEmpty, state.panes.isEmpty, state.prompt == nil,
      let chart = state.chart, chart.sheets.isEmpty, !chart.isRailOpen, chart.maximised == nil
    else { return }
    for column in WorkspaceLayout(size: grid.size, chart: chart).columns {
      for y in column.y..<column.y + column.height {
        let glyph = cluster(of: grid.text(ofRow: y), at: column.x)
        #expect(
          ["│", "┬", "┤", "├", "┴", "┼", "─"].contains(glyph),
          "\(place): '\(glyph)' at \(y)"
        )
      }
    }
  }

  /// What a row shows in a column.
  private func cluster(of row: String, at column: Int) -> String {
    var at = 0
    for character in row {
      if at == column { return String(character) }
      at += DisplayWidth.of(String(character))
    }
    return " "
  }
}
