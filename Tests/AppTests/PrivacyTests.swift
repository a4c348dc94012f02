// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// Errors and reports say where something is wrong, and never what stands there.
@Suite struct PrivacyTests {
  private static let secret = "Zyxwvut"

  /// Resources that are wrong in one place, with the secret there and elsewhere.
  ///
  /// Names of elements and of resource types are not content: they are how a place is named.
  private static let broken = [
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Zyxwvut"}],"birthDate":"Zyxwvut"}"#,
    #"{"resourceType":"Patient","id":"p1","name":"Zyxwvut"}"#,
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Zyxwvut"}],"active":"Zyxwvut"}"#,
    #"{"resourceType":"Patient","id":"Zyxwvut Zyxwvut","name":[{"family":"Zyxwvut"}]}"#,
    #"{"resourceType":"Patient","id":"p1","gender":"Zyxwvut"}"#,
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Zyxwvut"#,
    #"{"resourceType":"Patient","id":"p1","name":[{"family":"Zyxwvut\x"}]}"#,
    #"{"resourceType":"Observation","id":"o1","valueQuantity":{"value":"Zyxwvut"}}"#,
    "Zyxwvut", #"["Zyxwvut"]"#,
  ]

  @Test(arguments: ["strict", "structure-only", "minimal"])
  func importsReportNoContent(level: String) throws {
    let session = try Session()
    for (index, text) in Self.broken.enumerated() {
      let run = try session.tarn(
        "import",
        "--lake",
        "~/lake.tarn",
        "--validation",
        level,
        "-",
        input: text
      )
      #expect(!(run.output + run.error).contains(Self.secret), "resource \(index): \(run.error)")
    }
    let jobs = try session.tarn("jobs", "--lake", "~/lake.tarn", "--json").output
    #expect(!jobs.contains(Self.secret))
  }
}
