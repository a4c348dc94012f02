// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

/// `tarn extract --batch`: a line of JSON per note in, a line per note out.
@Suite struct ExtractBatchTests {
  private static func lines(_ run: ProgramRun) throws -> [JSONDocument] {
    try run.output.split(separator: "\n").map { try JSONDocument.parse(String($0)) }
  }

  @Test func aNoteGivesItsEntitiesUnderItsID() throws {
    let run = try Session().tarn(
      "extract",
      "--batch",
      input: #"{"id":"n1","text":"Denies chest pain. Lisinopril 10 mg daily."}"# + "\n"
    )
    #expect(run.status == 0, "\(run.error)")
    let note = try #require(try Self.lines(run).first).root
    #expect(note["id"]?.string == "n1")
    let texts = note["Entities"]?.elements.map { $0["Text"]?.string } ?? []
    #expect(texts.contains("chest pain") && texts.contains("Lisinopril"))
  }

  @Test func linesKeepTheirOrder() throws {
    let input = (0..<700).map { #"{"id":\#($0),"text":"Fever for \#($0) days."}"# }
    let run = try Session()
      .tarn("extract", "--batch", input: input.joined(separator: "\n") + "\n")
    #expect(run.status == 0)
    #expect(try Self.lines(run).map { $0.root["id"]?.integer } == (0..<700).map { $0 })
  }

  @Test func givenSpansAreKeptAsTheyAre() throws {
    let text = "Er hat é fever, no chest painful."
    let run = try Session().tarn(
      "extract",
      "--batch",
      input: #"{"text":"\#(text)","spans":[{"begin":19,"end":29},{"begin":9,"end":14}]}"#
    )
    #expect(run.status == 0)
    let entities = try #require(try Self.lines(run).first).root["Entities"]?.elements ?? .empty
    #expect(entities.map { $0["Text"]?.string } == ["fever", "chest pain"])
    #expect(entities.map { $0["BeginOffset"]?.integer } == [9, 19])
    #expect(entities.map { $0["EndOffset"]?.integer } == [14, 29])
    let traits = entities.map { entity in
      entity["Traits"]?.elements.contains { $0["Name"]?.string == "NEGATION" } ?? false
    }
    #expect(traits == [false, true])
  }

  @Test func noSpansAreNoEntities() throws {
    let run = try Session()
      .tarn("extract", "--batch", input: #"{"text":"Fever.","spans":[]}"# + "\n")
    #expect(run.status == 0)
    #expect(try Self.lines(run).first?.root["Entities"]?.elements.map { _ in 1 } == [])
  }

  static let wrong: [(String, String)] = [
    ("{", "no JSON"), ("[1]", "no object"), (#"{"id":"x"}"#, "text is missing"),
    (#"{"text":"a","date":"yesterday"}"#, "date is no date"),
    (#"{"text":"a","spans":3}"#, "spans is no array"),
    (#"{"text":"ab","spans":[{"begin":0}]}"#, "spans[0] has no begin and end"),
    (#"{"text":"ab","spans":[{"begin":1,"end":3}]}"#, "spans[0] is not in the text"),
    (#"{"text":"ab","spans":[{"begin":1,"end":1}]}"#, "spans[0] is not in the text"),
    (#"{"text":"a  b","spans":[{"begin":1,"end":3}]}"#, "spans[0] holds no words"),
  ]

  @Test(arguments: wrong) func aWrongLineIsNamedAndTheRestIsRead(
    line: String,
    fault: String
  ) throws {
    let good = #"{"id":"good","text":"Fever."}"#
    let run = try Session()
      .tarn("extract", "--batch", input: [good, line, "", good].joined(separator: "\n"))
    #expect(run.status == 1)
    let lines = try Self.lines(run).map(\.root)
    #expect(lines.count == 3)
    #expect(lines.map { $0["id"]?.string == "good" } == [true, false, true])
    #expect(lines[1]["line"]?.integer == 2)
    #expect(lines[1]["error"]?.string?.hasPrefix(fault) == true)
  }

  @Test func aFileIsReadAsStandardInputIs() throws {
    let session = try Session()
    try session.add("notes.ndjson", #"{"id":7,"text":"Fever."}"#)
    let run = try session.tarn("extract", "--batch", "--note", session.path("notes.ndjson"))
    #expect(run.status == 0)
    #expect(try Self.lines(run).first?.root["id"]?.integer == 7)
  }

  @Test func theShapeOfTheAnswerIsChosen() throws {
    let run = try Session().tarn(
      "extract",
      "--batch",
      "--as",
      "rxnorm",
      input: #"{"text":"Fever. Lisinopril 10 mg."}"#
    )
    let entities = try #require(try Self.lines(run).first).root["Entities"]?.elements
    #expect(entities?.map { $0["Text"]?.string } == ["Lisinopril"])
  }
}
