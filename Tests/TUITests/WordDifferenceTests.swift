// SPDX-License-Identifier: Apache-2.0

import Differences
import FHIR
import Foundation
import Terminal
import TestSupport
import Testing

@testable import TUI

@Suite("Differences word by word")
struct WordDifferenceTests {
  private func difference(_ old: String, _ new: String) throws -> VersionDifference {
    func content(_ number: Int, _ json: String) throws -> ResourceVersionContent {
      let summary = VersionSummary(
        number: number,
        recorded: 0,
        author: "",
        job: 1,
        interaction: .update
      )
      return ResourceVersionContent(summary: summary, body: try JSONDocument.parse(json))
    }
    var difference = VersionDifference(
      key: ResourceKey(type: "DiagnosticReport", id: "1"),
      old: try content(1, old),
      new: try content(2, new)
    )
    difference.compareWords()
    return difference
  }

  /// The lines under the element that changed.
  private func shown(
    _ old: String,
    _ new: String,
    layer: VersionsState.Layer = .fields,
    width: Int = 60
  ) throws -> [StyledLine] {
    let lines = DifferenceLines(
      difference: try difference(old, new),
      layer: layer,
      isMetaShown: false,
      isByWords: true,
      dates: DateText(zone: .utc),
      glyphs: Glyphs(.unicode),
      width: width
    )
    .make()
    for line in lines { #expect(line.width <= width, "\(text(line))") }
    return layer == .fields ? Array(lines.dropFirst(2).dropLast()) : lines
  }

  private func text(_ line: StyledLine) -> String { line.parts.map(\.text).joined() }

  private func conclusion(_ text: String) -> String {
    #"{"conclusion": "\#(text.replacing("\n", with: "\\n"))"}"#
  }

  @Test func wordsAreMarkedByStyleAndBySigns() throws {
    let lines = try shown(
      conclusion("Start metformin 500 mg twice daily, see again in May."),
      conclusion("Start metformin 850 mg daily, see again in May or June.")
    )
    #expect(
      lines.map(text) == [
        "     Start metformin [-500-]{+850+} mg [-twice -]daily, see ",
        "     again in May{+ or June+}.",
      ]
    )
    let parts = lines.flatMap(\.parts)
    #expect(parts.contains { $0.text.contains("[-500-]") && $0.role == .diffRemoved })
    #expect(parts.contains { $0.text.contains("{+850+}") && $0.role == .diffAdded })
    #expect(parts.allSatisfy { $0.role != .text || !$0.text.contains("500") })
  }

  @Test func linesStayLinesAndEachHasItsSigns() throws {
    let lines = try shown(
      conclusion("HPI: cough since Monday, no fever.\nPLAN:\nrest\nfluids"),
      conclusion("HPI: cough since Monday, no fever.\nPLAN:\nadmit\ncultures")
    )
    #expect(
      lines.map { text($0).trimmed } == [
        "HPI: cough since Monday, no fever.", "PLAN:", "[-rest-]{+admit+}",
        "[-fluids-]{+cultures+}",
      ]
    )
  }

  @Test func aLineEndAloneIsSeen() throws {
    let lines = try shown(
      conclusion("One line of more than forty letters.\nAnd another one."),
      conclusion("One line of more than forty letters. And another one.")
    )
    #expect(lines.map(text).joined().contains("letters.[-\\n-]{+ +}And"))
  }

  @Test func ofWhatIsTheSameTheSurroundingsAreKept() throws {
    let same = (1...400).map { "word\($0)" }.joined(separator: " ")
    let lines = try shown(
      conclusion("\(same) left lung \(same) 5 mg \(same)"),
      conclusion("\(same) right lung \(same) 10 mg \(same)")
    )
    let all = lines.map { text($0).trimmed }.joined(separator: " ")
    #expect(all.hasPrefix("… word3"))
    #expect(all.contains("word400 [-left-]{+right+} lung word1 word2 "))
    #expect(all.contains("word400 [-5-]{+10+} mg word1 word2 "))
    #expect(all.hasSuffix("…"))
    #expect(!all.contains("word200"))
    #expect(lines.count < 20)
  }

  @Test func narrativeIsReadWithoutItsTags() throws {
    func narrative(_ value: String) -> String {
      let div =
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>Sodium <b>\(value)</b> mmol/L</p></div>"
      return #"{"text": {"status": "generated", "div": "\#(div)"}}"#
    }
    let found = try difference(narrative("139"), narrative("132"))
    let words = try #require(found.fields.first?.text)
    #expect(words.old.trimmed == "Sodium 139 mmol/L" && words.new.trimmed == "Sodium 132 mmol/L")
  }

  @Test func ofMarkupAloneTheMarkupIsShown() throws {
    func narrative(_ tag: String) -> String {
      let div = "<div><\(tag)>The patient was seen and is well today.</\(tag)></div>"
      return #"{"text": {"div": "\#(div)"}}"#
    }
    let lines = try shown(narrative("b"), narrative("i"))
    #expect(lines.map(text).joined().contains("[-<b>-]{+<i>+}"))
  }

  @Test func attachmentsAreDecoded() throws {
    func note(_ text: String) -> String {
      let data = Data(text.utf8).base64EncodedString()
      return #"{"content": [{"attachment": {"contentType": "text/plain", "data": "\#(data)"}}]}"#
    }
    let lines = try shown(
      note("HPI: cough.\nPLAN: start 5 mg.\n"),
      note("HPI: cough.\nPLAN: 5 mg.\n")
    )
    #expect(lines.map { text($0).trimmed } == ["HPI: cough.", "PLAN: [-start -]5 mg."])
  }

  @Test func theJSONIsComparedByItsLines() throws {
    let lines = try shown(
      #"{"status": "final", "valueQuantity": {"value": 1.24, "unit": "mg/dL"}}"#,
      #"{"status": "final", "valueQuantity": {"value": 1.42, "unit": "mg/dL"}}"#,
      layer: .json
    )
    .map(text)
    #expect(lines.contains { $0.hasSuffix(" ~     \"value\": [-1.24-]{+1.42+}") }, "\(lines)")
    // What is only new has nothing to be compared with.
    let added = try shown(#"{"a": 1, "c": 2}"#, #"{"a": 1, "b": 3, "c": 2}"#, layer: .json)
    #expect(added.contains { text($0).hasSuffix(" +   \"b\": 3,") })
  }

  /// Whatever the texts, without signs and blanks the lines give both of them back.
  @Test(arguments: 0..<30 as Range<UInt64>) func bothTextsAreThere(_ seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let vocabulary = ["fever", "5", "山田", "\n", "a\u{301}", "x".repeated(30), ".", "mg"]
    func sentence(_ count: Int) -> String {
      (0..<count).map { _ in vocabulary.randomElement(using: &random) ?? "" }.joined(separator: " ")
    }
    let (old, new) = (sentence(30), sentence(30))
    let width = Int.random(in: 12...80, using: &random)
    let lines = WordDifferenceLines(
      difference: TextDifference(from: old, to: new, by: .words),
      glyphs: Glyphs(.unicode),
      width: width,
      indent: 4
    )
    .make()
    #expect(lines.allSatisfy { $0.width <= max(width, 12) + 1 })
    for (text, other) in [(old, Role.diffAdded), (new, .diffRemoved)] {
      let kept = lines.flatMap(\.parts).filter { $0.role != other }.map(\.text).joined()
      let signs = ["[-", "-]", "{+", "+}", "\\n"]
      let plain = signs.reduce(kept) { $0.replacing($1, with: "") }
      #expect(
        DisplayText(plain.filter { !$0.isWhitespace }).text
          == DisplayText(text.filter { !$0.isWhitespace }).text
      )
    }
  }
}

extension String {
  fileprivate func repeated(_ count: Int) -> String { String(repeating: self, count: count) }
}
