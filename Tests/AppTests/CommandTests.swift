// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import TestSupport
import Testing

/// The commands from outside: what they print into a pipe, and their exit status.
@Suite struct CommandTests {
  /// What a new user does first, in one go.
  @Test func firstSession() throws {
    let session = try Session()
    let generated = try session.tarn("generate", "--patients", "2", "--output", "~/data")
    #expect(generated.status == 0)
    let imported = try session.tarn("import", "--lake", "~/lake.tarn", "--json", "~/data")
    #expect(imported.status == 0, "\(imported.error)")
    let total = try #require(try JSONDocument.parse(imported.output).root["total"])
    #expect(total["invalid"]?.integer == 0)

    let stats = try JSONDocument.parse(
      try session.tarn("stats", "--lake", "~/lake.tarn", "--json").output
    )
    #expect(
      stats.root.members.map(\.key)
        == ["resources", "versions", "deleted", "patients", "notes", "jobs", "bytes"]
    )
    #expect(stats.root["patients"]?.integer == 2)
    // The import, and the reading of its notes.
    #expect(stats.root["jobs"]?.integer == 2)

    let again = try session.tarn("import", "--lake", "~/lake.tarn", "--json", "~/data")
    let second = try #require(try JSONDocument.parse(again.output).root["total"])
    #expect(second["new"]?.integer == 0)
    #expect(second["changed"]?.integer == 0)
    #expect(second["identical"]?.integer ?? 0 > 0)

    let check = try session.tarn("check", "--lake", "~/lake.tarn")
    #expect(check.output == "The lake is sound\n")
    let before = try session.tarn("stats", "--lake", "~/lake.tarn").output
    #expect(try session.tarn("reindex", "--lake", "~/lake.tarn").status == 0)
    #expect(try session.tarn("check", "--lake", "~/lake.tarn").status == 0)
    let counts = { (text: String) in text.split(separator: "\n").dropLast() }
    #expect(counts(try session.tarn("stats", "--lake", "~/lake.tarn").output) == counts(before))
  }

  @Test func theTimelineNamesWhatTheIssueOfAnEventIs() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    let run = try session.tarn(
      "timeline",
      "--lake",
      "~/lake.tarn",
      "p1",
      "--json",
      "--lane",
      "labs"
    )
    let event = try JSONDocument.parse(run.output).root
    #expect(event["title"]?.string == "Creatinine")
    #expect(event["value"]?.string == "1.42")
    #expect(event["unit"]?.string == "mg/dL")
    #expect(event["flag"]?.string == "high")
    #expect(event["dateElement"]?.string == "effectiveDateTime")
    #expect(event["precision"]?.string == "day")
    #expect(event["reference"]?.string == "Observation/o1")
    #expect(event["version"]?.integer == 1)
  }

  @Test func badLinesAreReportedAndStopNothing() throws {
    let session = try Session()
    let run = try session.tarn(
      "import",
      "--lake",
      "~/lake.tarn",
      "-",
      input: Sample.patient + "\n{\"resourceType\":\n" + Sample.creatinine("1.42") + "\n"
    )
    #expect(run.status == 1)
    #expect(run.error.contains(":2: refused"))
    let stats = try session.tarn("stats", "--lake", "~/lake.tarn", "--json").output
    #expect(stats.contains(#""resources":{"Observation":1,"Patient":1}"#))
  }

  @Test func aDryRunMakesNoLake() throws {
    let session = try Session()
    let run = try session.tarn(
      "import",
      "--lake",
      "~/lake.tarn",
      "--dry-run",
      "-",
      input: Sample.patient
    )
    #expect(run.status == 0)
    #expect(run.output.contains("Patient\t1\t0\t0\t0\t0"))
    #expect(!FileManager.default.fileExists(atPath: session.path("lake.tarn")))
  }

  @Test func versionsComeBackAsTheyWere() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.10"))
    try session.importLines(Sample.creatinine("1.420"))
    let first = try session.tarn("show", "--lake", "~/lake.tarn", "Observation/o1/_history/1")
    #expect(first.output.contains(#""value":1.10,"#))
    let now = try session.tarn("show", "--lake", "~/lake.tarn", "Observation/o1")
    #expect(now.output.contains(#""value":1.420,"#))
    #expect(now.output.contains(#""versionId":"2""#))
    let history = try session.tarn("history", "--lake", "~/lake.tarn", "Observation/o1").output
    #expect(history.split(separator: "\n").count == 3)
  }

  @Test func finding() throws {
    let session = try Session()
    try session.importLines(Sample.patient, Sample.creatinine("1.42"))
    let found = try session.tarn("search", "--lake", "~/lake.tarn", "creat", "abn:H", "--ids")
    #expect(found.status == 0)
    #expect(found.output == "Observation/o1\n")
    let none = try session.tarn("search", "--lake", "~/lake.tarn", "creat", "abn:L", "--ids")
    #expect(none.status == 1)
    #expect(none.output.isEmpty)
  }

  /// Whoever reads has read enough: no error, no message.
  @Test(arguments: ["generate --patients 3", "timeline p1 --lake lake.tarn"])
  func aBrokenPipeIsSuccess(command: String) throws {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      (0..<5000).map { Sample.creatinine("\($0)", id: "o\($0)") }.joined(separator: "\n")
    )
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = [
      "-c",
      """
      set -o pipefail; "$0" \(command) | head -n 1 > /dev/null; \
      echo "${PIPESTATUS[0]}" > status
      """, BuiltProgram.path("tarn"),
    ]
    process.environment = session.environment
    process.currentDirectoryURL = session.folder
    process.standardError = try FileHandle(
      forWritingTo: {
        try session.add("error", "")
        return URL(fileURLWithPath: session.path("error"))
      }()
    )
    try process.run()
    process.waitUntilExit()
    #expect(try String(contentsOfFile: session.path("status"), encoding: .utf8) == "0\n")
    #expect(try String(contentsOfFile: session.path("error"), encoding: .utf8).isEmpty)
  }

  @Test(arguments: ["", "TARN_LAKE", "XDG_DATA_HOME"])
  func theLakeIsFoundInItsPlaces(variable: String) throws {
    let session = try Session()
    let environment: [String: String]
    let path: String
    switch variable {
    case "TARN_LAKE": (environment, path) = ([variable: session.path("own.tarn")], "own.tarn")
    case "XDG_DATA_HOME":
      (environment, path) = ([variable: session.path("xdg")], "xdg/tarn/lake.tarn")
    default: (environment, path) = ([:], ".local/share/tarn/lake.tarn")
    }
    let run = try session.tarn("import", "-", input: Sample.patient, environment: environment)
    #expect(run.status == 0)
    #expect(FileManager.default.fileExists(atPath: session.path(path)))
    #expect(try session.tarn("stats", environment: environment).status == 0)
  }

  @Test func theOptionOverrulesTheEnvironment() throws {
    let session = try Session()
    try session.importLines(Sample.patient)
    let run = try session.tarn(
      "stats",
      "--lake",
      "~/lake.tarn",
      environment: ["TARN_LAKE": session.path("none.tarn")]
    )
    #expect(run.status == 0)
  }

  @Test func completionsAndVersionNeedNoLake() throws {
    let session = try Session()
    for shell in ["bash", "zsh", "fish"] {
      let run = try session.tarn("--generate-completion-script", shell)
      #expect(run.status == 0)
      #expect(run.output.contains("timeline"))
    }
    #expect(try session.tarn("--version").status == 0)
    let files = try FileManager.default.subpathsOfDirectory(atPath: session.folder.path)
    #expect(!files.contains { $0.hasSuffix(".tarn") })
  }
}
