// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// What counts as an allergy, and which of them stands first.
@Suite struct AllergyTests {
  /// A patient with entries among the allergies, and nothing else.
  private func session(
    _ entries: [String],
    _ width: Int = 120,
    _ height: Int = 40,
    isOpen: Bool = true
  ) throws -> (RecordFixture, SessionDriver) {
    let record = try RecordFixture()
    let resources = entries.enumerated().map { number, entry in
      """
      {"resourceType":"AllergyIntolerance","id":"entry-\(number)",\
      "patient":{"reference":"Patient/vega"},\(entry)}
      """
    }
    try record.writeMore(resources)
    var session = record.session(width, height)
    session.keys("f")
    session.type("vega")
    session.keys(isOpen ? "enter enter" : "enter")
    return (record, session)
  }

  private static func entry(
    _ name: String,
    _ date: String = "2020-01-01",
    code: String = "",
    more: String = ""
  ) -> String {
    let coding =
      code.isEmpty
      ? "" : #""coding":[{"system":"http://snomed.info/sct","code":"\#(code)"}],"#
    return #""code":{\#(coding)"text":"\#(name)"},"recordedDate":"\#(date)"\#(more)"#
  }

  private static let denials: [(String, String, String)] = [
    ("No known allergy", "716186003", "NKA"),
    ("Nothing to declare", "716186003", "NKA"),
    ("No Known Allergies", "", "NKA"),
    ("NKDA", "", "NKDA"),
    ("No known drug allergies", "409137002", "NKDA"),
    ("No known medication allergies", "", "NKDA"),
    ("No known environmental allergy", "428607008", ""),
  ]

  /// "No known allergies" is an entry like any other, and must never count as one.
  @Test(arguments: denials)
  func aDenialIsNoAllergy(_ name: String, _ code: String, _ said: String) throws {
    let (record, session) = try session([Self.entry(name, code: code)])
    defer { withExtendedLifetime(record) {} }
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(!banner.contains("ALLERGY"), "\(banner)")
    #expect(said.isEmpty || banner.contains(" \(said)"), "\(banner)")
    #expect(session.state.chart?.patient.allergyCount == 0)
    #expect(session.state.chart?.summary?.allergies.isEmpty == true)
    var problems = session
    problems.keys("g 2")
    #expect(problems.screen.contains("No known allergies (1)"), "\(problems.screen)")
  }

  private static let allergens = ["Penicillin", "No-see-um bites", "Nickel", "NKDA tape"]

  @Test(arguments: allergens)
  func anAllergenIsOne(_ name: String) throws {
    let (record, session) = try session([
      Self.entry(name), Self.entry("No known food allergy", code: "429625007"),
    ])
    defer { withExtendedLifetime(record) {} }
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(banner.contains("ALLERGY:1"), "\(banner)")
    #expect(session.state.chart?.patient.allergyCount == 1)
  }

  /// What was refuted, or is over, is listed as such.
  @Test func whatWasRefutedDoesNotCount() throws {
    let refuted = #","verificationStatus":{"coding":[{"code":"refuted"}]}"#
    let over = #","clinicalStatus":{"coding":[{"code":"resolved"}]}"#
    let (record, session) = try session([
      Self.entry("Penicillin", more: refuted), Self.entry("Egg", more: over),
    ])
    defer { withExtendedLifetime(record) {} }
    #expect(session.state.chart?.summary?.allergies.isEmpty == true)
    var problems = session
    problems.keys("g 2")
    #expect(problems.screen.contains("Past or refuted allergies (2)"), "\(problems.screen)")
  }
}
