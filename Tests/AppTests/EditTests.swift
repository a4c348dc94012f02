// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import TestSupport
import Testing

/// Writing by hand, looking back and rolling back, as a user does.
@Suite struct EditTests {
  private static let patient =
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Berg"}],"birthDate":"1961-03-09"}"#

  private func tarn(_ session: Session, _ arguments: String...) throws -> ProgramRun {
    try session.run(arguments + ["--lake", "~/lake.tarn"])
  }

  @Test func aMistakeIsFoundAndTakenBack() throws {
    let session = try Session()
    try session.add("p.json", Self.patient)
    try session.add("q.json", Self.patient.replacing("1961-03-09", with: "1916-03-09"))
    #expect(
      try tarn(session, "put", "~/p.json").output == "Patient/p1, version 1: 201 Created (job 1)\n"
    )
    #expect(try tarn(session, "put", "~/p.json", "--new").status == 2)
    let stale = try tarn(session, "put", "~/q.json", "--if-match", "7")
    #expect(stale.status == 2)
    #expect(stale.error.contains("Version 1 is the current one, not 7"))
    #expect(try tarn(session, "put", "~/q.json", "--reason", "typed").status == 0)

    let difference = try tarn(session, "diff", "Patient/p1").output
    #expect(difference.contains("changed\tPatient.birthDate\tclinical\t1961-03-09\t1916-03-09"))
    let blame = try tarn(session, "blame", "Patient/p1").output.split(separator: "\n")
    #expect(blame.contains { $0.hasPrefix("2\t2\t") && $0.contains("Patient.birthDate") })
    #expect(blame.contains { $0.hasPrefix("1\t1\t") && $0.contains("family") })
    #expect(try tarn(session, "show", "Patient/p1", "--as-of", "1").output.contains("1961-03-09"))
    #expect(try tarn(session, "search", "Patient?birthdate=1961", "--ids").status == 1)
    let then = try tarn(session, "search", "Patient?birthdate=1961", "--ids", "--as-of", "1")
    #expect(then.output == "Patient/p1\n")
    #expect(then.error.contains("As known on 1, not now"))

    #expect(
      try tarn(session, "undo", "2").output.hasPrefix("Job 2 undone by job 3: 1 as before it")
    )
    #expect(try tarn(session, "show", "Patient/p1").output.contains("1961-03-09"))
    let refused = try tarn(session, "undo", "1")
    #expect(refused.status == 2)
    #expect(refused.output == "Patient/p1\tversion 1\tnow 3\n")

    #expect(try tarn(session, "delete", "Patient/p1").status == 0)
    #expect(try tarn(session, "search", "?", "--deleted", "--ids").output == "Patient/p1\n")
    #expect(try tarn(session, "restore", "Patient/p1").status == 0)
    #expect(try tarn(session, "history", "Patient/p1").output.split(separator: "\n").count == 6)
    // An element by its name in the definitions, also across the deletion; and one that nothing changed.
    let births = try tarn(session, "history", "Patient/p1", "--field", "birthDate").output
    #expect(
      births.split(separator: "\n").dropFirst().map { $0.split(separator: "\t")[1] } == ["3", "2"]
    )
    let none = try tarn(session, "history", "Patient/p1", "--field", "gender")
    #expect(none.status == 1)
    #expect(none.error.contains("No version changed 'gender'"))
    let deletion = try tarn(session, "restore", "Patient/p1", "--to", "4")
    #expect(deletion.status != 0)
    #expect(deletion.error.contains("Version 4 has no content"))
    let bundle = try JSONDocument.parse(try tarn(session, "history", "--json").output).root
    #expect(bundle["type"]?.string == "history")
    let methods = (bundle["entry"]?.elements ?? .empty).compactMap {
      $0["request"]?["method"]?.string
    }
    #expect(methods == ["PUT", "DELETE", "PUT", "PUT", "PUT"])
    #expect(try tarn(session, "jobs", "show", "4").output.contains("Patient\t0\t0\t1"))
  }

  @Test func aTransactionAnswersWithItsEntries() throws {
    let session = try Session()
    try session.add(
      "t.json",
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
        {"fullUrl":"urn:uuid:a","resource":{"resourceType":"Patient","name":[{"family":"Ny"}]},\
      "request":{"method":"POST","url":"Patient"}},
        {"resource":{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},\
      "subject":{"reference":"urn:uuid:a"}},"request":{"method":"PUT","url":"Observation/o"}}]}
      """
    )
    let run = try tarn(session, "apply", "~/t.json", "--json")
    let entries = try JSONDocument.parse(run.output).root["entry"]?.elements ?? .empty
    #expect(
      entries.compactMap { $0["response"]?["status"]?.string } == ["201 Created", "201 Created"]
    )
    let found = try tarn(session, "search", "Observation?subject.name=ny", "--ids")
    #expect(found.output == "Observation/o\n")
  }

  /// Twenty processes write at once: each waits for the others, and nothing is lost.
  @Test func manyWritersLoseNothing() throws {
    let session = try Session()
    try session.add("p.json", Self.patient)
    #expect(try tarn(session, "put", "~/p.json").status == 0)
    let processes = try (0..<20).map { number -> Process in
      try session.add(
        "t\(number).json",
        """
        {"resourceType":"Bundle","type":"transaction","entry":[
          {"resource":{"resourceType":"Observation","id":"o\(number)","status":"final",\
        "code":{"text":"x"}},"request":{"method":"PUT","url":"Observation/o\(number)"}},
          {"resource":{"resourceType":"Patient","id":"p1","name":[{"family":"F\(number)"}]},\
        "request":{"method":"PUT","url":"Patient/p1"}}]}
        """
      )
      let process = Process()
      process.executableURL = URL(fileURLWithPath: BuiltProgram.path("tarn"))
      process.arguments = [
        "apply", session.path("t\(number).json"), "--lake", session.path("lake.tarn"),
      ]
      process.environment = session.environment
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      return process
    }
    for process in processes { try process.run() }
    for process in processes { process.waitUntilExit() }
    // Whoever waited too long is told so, and has written nothing.
    let written = processes.count { $0.terminationStatus == 0 }
    #expect(processes.allSatisfy { [0, 2].contains($0.terminationStatus) })
    #expect(written > 0)
    let lake = try Lake(at: session.path("lake.tarn"), mode: .read)
    #expect(try lake.versions(of: ResourceKey(type: .patient, id: "p1")).count == written + 1)
    #expect(try lake.statistics().resources[.observation] == written)
    #expect(try lake.jobs().count == written + 1)
    #expect(try lake.check().isEmpty)
  }
}
