// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

/// The search bar takes a FHIR search as it takes words.
@Suite struct BrowserSearchTests {
  private func lake() throws -> Session {
    let session = try Session()
    try session.importLines(
      Sample.patient,
      Sample.creatinine("1.42"),
      Sample.creatinine("0.91", id: "o2", date: "2023-01-05"),
      Sample.note
    )
    return session
  }

  @Test func aFHIRSearchFindsTheResourcesOfThePatient() throws {
    let terminal = try lake().browse(["--patient", "p1"], size: Size(width: 120, height: 30))
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("/Observation?value-quantity=gt1")
    #expect(terminal.wait(forText: "1 match in"))
    terminal.send("\r")
    #expect(terminal.wait(forText: "1.42 mg/dL"))
    leave(terminal)
  }

  /// An order of a test, or a word of a note, is none of its results.
  @Test func aFHIRSearchOfAllPatientsListsResourcesOrPatients() throws {
    let terminal = try lake().browse(size: Size(width: 120, height: 30))
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send("/Observation?code=2160-0")
    #expect(terminal.wait(forText: "2 hits · 1 patient"))
    terminal.send("\u{15}Patient?_id=p1")
    #expect(terminal.wait { terminal.screen.rows.contains { $0.contains("▸ BERG, Ada") } })
    terminal.send("\u{15}Patient?_id=nobody")
    #expect(terminal.wait(forText: "Nothing matches"))
    terminal.escape()
    leave(terminal)
  }

  @Test func whatIsWrongWithAFHIRSearchIsSaidWhileItIsTyped() throws {
    let terminal = try lake().browse(["--patient", "p1"], size: Size(width: 120, height: 30))
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("/Observation?colour=red")
    #expect(terminal.wait(forText: "Observation has no such parameter: colour=red"))
    terminal.escape()
    leave(terminal)
  }

  /// It could ask for a name.
  @Test func aFHIRSearchIsOffWhereNobodyMayBeRecognised() throws {
    let terminal = try lake().browse(["--deidentify"], size: Size(width: 120, height: 30))
    try #require(terminal.wait(forText: "Patient "))
    terminal.send("/Patient?name=berg")
    #expect(terminal.wait(forText: "FHIR searches are off with --deidentify"))
    terminal.escape()
    leave(terminal)
  }
}
