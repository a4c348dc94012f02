// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `tarn view`, as an analyst uses it.
@Suite struct ViewTests {
  private static let patients = [
    #"{"resourceType":"Patient","id":"a","gender":"female","name":[{"family":"Berg, \"B\"","given":["An","Na"]}]}"#,
    #"{"resourceType":"Patient","id":"b","gender":"male"}"#,
    #"{"resourceType":"Patient","id":"c","name":[{"family":"Ek"},{"family":"Alm"}]}"#,
  ]

  private static func view(_ select: String) -> String {
    """
    {"resourceType": "ViewDefinition", "resource": "Patient", "status": "active", "name": "p",
     "select": [\(select)]}
    """
  }

  private static let names = view(
    """
    {"column": [{"name": "id", "path": "id", "type": "id"}]},
    {"forEachOrNull": "name", "column": [{"name": "family", "path": "family", "type": "string"},
      {"name": "given", "path": "given", "type": "string", "collection": true}]}
    """
  )

  private func session() throws -> Session {
    let session = try Session()
    try session.add("patients.ndjson", Self.patients.joined(separator: "\n") + "\n")
    try session.add("names.json", Self.names)
    let imported = try session.run(["import", "~/patients.ndjson", "--lake", "~/l.tarn"])
    #expect(imported.status == 0)
    return session
  }

  @Test func rowsAreOfTheLakeAndOfFilesAlike() throws {
    let session = try session()
    let expected = """
      id,family,given
      a,"Berg, ""B""\","[""An"",""Na""]"
      b,,
      c,Ek,[]
      c,Alm,[]

      """
    let ofLake = try session.run(
      ["view", "run", "~/names.json", "--lake", "~/l.tarn", "--format", "csv"]
    )
    #expect(ofLake.output == expected)
    let ofFile = try session.run(
      ["view", "run", "~/names.json", "--input", "~/patients.ndjson", "--format", "csv"]
    )
    #expect(ofFile.output == expected)
    let some = try session.run(
      ["view", "run", "~/names.json", "--lake", "~/l.tarn", "--format", "ndjson", "--limit", "2"]
    )
    #expect(
      some.output == """
        {"id":"a","family":"Berg, \\"B\\"","given":["An","Na"]}
        {"id":"b","family":null,"given":null}

        """
    )
  }

  @Test func rowsAreAsOfAnEarlierJob() throws {
    let session = try session()
    #expect(try session.run(["delete", "Patient/a", "--lake", "~/l.tarn"]).status == 0)
    let ids = { (arguments: [String]) in
      try session.run(
        ["view", "run", "~/names.json", "--lake", "~/l.tarn", "--format", "tsv"] + arguments
      ).output.split(separator: "\n").dropFirst().map { String($0.prefix(1)) }
    }
    #expect(try ids([]) == ["b", "c", "c"])
    #expect(try ids(["--as-of", "1"]) == ["a", "b", "c", "c"])
  }

  @Test func aFileIsWrittenWholeOrNotAtAll() throws {
    let session = try session()
    let write = ["view", "run", "~/names.json", "--lake", "~/l.tarn", "--output"]
    #expect(try session.run(write + ["~/names.csv"]).status == 0)
    let again = try session.run(write + ["~/names.csv"])
    #expect(again.status == 2)
    #expect(again.error.contains("There is such a file already"))
    #expect(try session.run(write + ["~/names.parquet"]).status == 64)
  }

  @Test func aResourceThatDoesNotFitIsCountedAndTheOthersAreThere() throws {
    let session = try session()
    try session.add(
      "single.json",
      Self.view(
        """
        {"column": [{"name": "id", "path": "id"}, {"name": "family", "path": "name.family"}]}
        """
      )
    )
    let run = try session.run(
      ["view", "run", "~/single.json", "--lake", "~/l.tarn", "--format", "csv"]
    )
    #expect(run.status == 1)
    #expect(run.output == "id,family\na,\"Berg, \"\"B\"\"\"\nb,\n")
    #expect(run.error.contains("1 resource made no rows: family: It gives several values"))
  }

  @Test(
    arguments: [
      (#"{"column": [{"name": "id", "path": "@@"}]}"#, "select[0].column[0].path"),
      (#"{"column": [{"name": "1d", "path": "id"}]}"#, "select[0].column[0].name"),
      (#"{"forEach": "name", "repeat": ["name"]}"#, "it can have one of"),
      (#"{"column": [{"name": "id", "path": "%who"}]}"#, "no constant 'who'"),
    ]
  )
  func aViewThatIsNoneIsExplained(select: String, words: String) throws {
    let session = try Session()
    try session.add("view.json", Self.view(select))
    let run = try session.run(["view", "check", "~/view.json"])
    #expect(run.status == 64)
    #expect(run.error.lowercased().contains(words.lowercased()))
  }
}
