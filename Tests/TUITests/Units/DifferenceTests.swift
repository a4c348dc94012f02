// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

@testable import TUI

@Suite("Differences of versions")
struct DifferenceTests {
  private func difference(_ old: String?, _ new: String?) throws -> VersionDifference {
    func content(_ number: Int, _ json: String?) throws -> ResourceVersionContent {
      ResourceVersionContent(
        summary: VersionSummary(
          number: number,
          recorded: 0,
          author: "",
          job: 1,
          interaction: .update
        ),
        body: try json.map { try JSONDocument.parse($0) }
      )
    }
    return VersionDifference(
      key: ResourceKey(type: "Observation", id: "1"),
      old: try old.map { try content(1, $0) },
      new: try content(2, new)
    )
  }

  private func words(_ difference: VersionDifference) -> [String] {
    difference.fields.map { field in
      let sign = field.kind == .added ? "+" : field.kind == .removed ? "-" : "~"
      return "\(sign) \(field.path): \(field.old) → \(field.new) (\(field.topic))"
    }
  }

  @Test func elementsAreNamedWithOldNewAndTopic() throws {
    let found = try difference(
      #"{"status": "final", "valueQuantity": {"value": 1.24, "unit": "mg/dL"}, "meta": {"versionId": "1"}}"#,
      #"{"status": "final", "valueQuantity": {"value": 1.42, "unit": "mg/dL"}, "note": [{"text": "corrected"}], "meta": {"versionId": "2"}}"#
    )
    #expect(
      words(found) == [
        "~ valueQuantity.value: 1.24 → 1.42 (clinical)",
        "+ note:  → [{\"text\": \"corrected\"}] (narrative)",
        "~ meta.versionId: 1 → 2 (meta)",
      ]
    )
    #expect(found.unchangedCount == 1)
  }

  @Test func writingAnewIsNoChange() throws {
    let found = try difference(
      #"{"code": {"text": "x", "coding": []}, "status": "final"}"#,
      "{ \"status\":\"final\",\n \"code\": {\"coding\": [], \"text\": \"x\"}}"
    )
    #expect(words(found) == [])
    #expect(found.lines.lines.allSatisfy { $0.kind == .same })
  }

  @Test func elementsOfAListArePairedWithTheirLikes() throws {
    let found = try difference(
      #"{"telecom": [{"value": "1"}, {"value": "2"}, {"value": "3"}]}"#,
      #"{"telecom": [{"value": "2"}, {"value": "3"}]}"#
    )
    #expect(words(found) == ["- telecom[0]: {\"value\": \"1\"} →  (administrative)"])
  }

  @Test func aFirstVersionIsItsContent() throws {
    let found = try difference(nil, #"{"status": "final"}"#)
    #expect(found.fields == [])
    #expect(found.lines.lines.allSatisfy { $0.kind == .same })
  }

  @Test func ofLongTextsOnlyWhatDiffersIsShown() throws {
    let text = String(repeating: "The quick brown fox. ", count: 8)
    let found = try difference(
      #"{"conclusion": "\#(text)5 mg daily, continued until the next visit and then seen again"}"#,
      #"{"conclusion": "\#(text)10 mg daily, continued until the next visit and then seen again"}"#
    )
    let field = try #require(found.fields.first)
    #expect(field.old.hasPrefix("…") && field.old.contains("5 mg daily"))
    #expect(field.new.hasPrefix("…") && field.new.contains("10 mg daily"))
  }

  private func attachment(_ bytes: [UInt8], _ type: String) -> String {
    let data = Data(bytes).base64EncodedString()
    return #"{"content": [{"attachment": {"contentType": "\#(type)", "data": "\#(data)"}}]}"#
  }

  @Test func attachmentsOfTextAreComparedByTheirLines() throws {
    let old = Array("HPI: cough.\nPLAN: start 5 mg.\n".utf8)
    let new = Array("HPI: cough.\nPLAN: start 10 mg.\n".utf8)
    let found = try difference(attachment(old, "text/plain"), attachment(new, "text/plain"))
    let lines = found.lines.lines
    #expect(!lines.contains { $0.text.contains(Data(old).base64EncodedString()) })
    #expect(lines.contains { $0.kind == .same && $0.text.hasSuffix("| HPI: cough.") })
    #expect(lines.contains { $0.kind == .removed && $0.text.hasSuffix("| PLAN: start 5 mg.") })
    #expect(lines.contains { $0.kind == .added && $0.text.hasSuffix("| PLAN: start 10 mg.") })
    #expect(lines.contains { $0.text.contains("(attachment, text/plain, 31 bytes)") })
  }

  @Test func otherAttachmentsAreNamedByTypeAndSize() throws {
    let first = attachment([0x89, 0x50, 0x4E, 0x47, 0, 1, 2, 3], "image/png")
    let found = try difference(first, attachment([0x89, 0x50, 0x4E, 0x47, 0, 9], "image/png"))
    #expect(found.lines.lines.contains { $0.text.contains("(attachment, image/png, 6 bytes)") })
    #expect(!found.lines.lines.contains { $0.text.contains("iVBORw") })
    let added = try difference("{}", first)
    #expect(added.fields.first?.new == "(attachment, image/png, 8 bytes)")
  }

  @Test func linesDifferInAsFewPlacesAsPossible() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<200 {
      let old = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        String(Int.random(in: 0..<5, using: &random))
      }
      let new = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
        String(Int.random(in: 0..<5, using: &random))
      }
      let lines = LineDifference(old: old, new: new).lines
      #expect(lines.filter { $0.kind != .added }.map(\.text) == old)
      #expect(lines.filter { $0.kind != .removed }.map(\.text) == new)
      #expect(lines.filter { $0.kind == .same }.count == longestCommon(old, new))
    }
  }

  private func longestCommon(_ left: [String], _ right: [String]) -> Int {
    guard let first = left.first, let other = right.first else { return 0 }
    if first == other {
      return 1 + longestCommon(Array(left.dropFirst()), Array(right.dropFirst()))
    }
    return max(
      longestCommon(Array(left.dropFirst()), right),
      longestCommon(left, Array(right.dropFirst()))
    )
  }
}
