// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// `tarn profile`, and what `tarn validate` and a strict import make of profiles.
@Suite struct ValidateTests {
  private static let profile = """
    {"resourceType": "StructureDefinition", "id": "named", "url": "http://p.example/named",
     "version": "1.0", "name": "Named", "title": "Named Patient", "status": "draft",
     "kind": "resource", "abstract": false, "type": "Patient", "derivation": "constraint",
     "differential": {"element": [{"path": "Patient.name", "min": 1},
       {"path": "Patient.birthDate", "mustSupport": true}]}}
    """

  private static let claims = "\"meta\": {\"profile\": [\"http://p.example/named\"]}"
  private static let nameless = "{\"resourceType\": \"Patient\", \"id\": \"a\", \(claims)}"
  private static let named =
    "{\"resourceType\": \"Patient\", \"id\": \"b\", \(claims), \"name\": [{\"text\": \"B\"}]}"

  private func tarn(_ session: Session, _ arguments: String...) throws -> ProgramRun {
    try session.run(arguments + ["--profiles", "~/profiles"])
  }

  @Test func profilesAreFollowedOnceTheyAreLoaded() throws {
    let session = try Session()
    try session.add("profile.json", Self.profile)
    try session.add("patients.ndjson", Self.nameless + "\n" + Self.named + "\n")
    let before = try tarn(session, "validate", "~/patients.ndjson")
    #expect(before.status == 0)
    #expect(
      before.output.contains("information: Patient: The profile http://p.example/named is not")
    )

    #expect(
      try tarn(session, "profile", "add", "~/profile.json").output == "named#1.0: 1 definitions\n"
    )
    let all = try tarn(session, "profile", "list", "--all").output
    #expect(all == "named#1.0\n  http://p.example/named\n")
    let after = try tarn(session, "validate", "~/patients.ndjson")
    #expect(after.status == 1)
    let lines = after.output.split(separator: "\n")
    #expect(lines.count == 1)
    #expect(
      lines[0].hasSuffix("patients.ndjson:1:1: error: Patient: name is required (Named Patient)")
    )

    let supported = try tarn(session, "validate", "~/patients.ndjson", "--must-support").output
    #expect(supported.contains("information: Patient: birthDate is not there"))
    let outcome = try tarn(session, "validate", "~/patients.ndjson", "--json").output
    #expect(outcome.contains(#""code":"required""#))

    #expect(try tarn(session, "profile", "remove", "named").output == "named#1.0 removed\n")
    #expect(try tarn(session, "validate", "~/patients.ndjson").status == 0)
  }

  @Test func aProfileCanBeAskedOfEveryResource() throws {
    let session = try Session()
    try session.add("profile.json", Self.profile)
    try session.add("p.json", #"{"resourceType": "Patient", "id": "x"}"#)
    _ = try tarn(session, "profile", "add", "~/profile.json")
    #expect(try tarn(session, "validate", "~/p.json").status == 0)
    let asked = try tarn(session, "validate", "~/p.json", "--profile", "http://p.example/named")
    #expect(asked.status == 1)
    let unknown = try tarn(session, "validate", "~/p.json", "--profile", "http://p.example/nameed")
    #expect(unknown.status == 64)
    #expect(unknown.error.contains("http://p.example/nameed is not loaded"))
  }

  @Test func aStrictImportRefusesWhatItsProfileRefuses() throws {
    let session = try Session()
    try session.add("profile.json", Self.profile)
    try session.add("patients.ndjson", Self.nameless + "\n" + Self.named + "\n")
    _ = try tarn(session, "profile", "add", "~/profile.json")
    let strict = try tarn(
      session,
      "import",
      "~/patients.ndjson",
      "--lake",
      "~/s.tarn",
      "--validation",
      "strict"
    )
    #expect(strict.status == 1)
    #expect((strict.output + strict.error).contains("name is required"))
    let usual = try tarn(session, "import", "~/patients.ndjson", "--lake", "~/u.tarn")
    #expect(usual.status == 0)
    let count = { (lake: String) in
      try session.run(["search", "Patient?", "--ids", "--lake", lake]).output
    }
    #expect(try count("~/s.tarn") == "Patient/b\n")
    #expect(try count("~/u.tarn") == "Patient/a\nPatient/b\n")
  }
}
