// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Notes that are there twice, on the screen") struct NoteTwinScreenTests {
  private static let text = "HPI: pneumonia, here for follow-up."

  private static let report = """
    {"resourceType":"DiagnosticReport","id":"rep","status":"final",\
    "subject":{"reference":"Patient/okafor"},"effectiveDateTime":"2024-04-20T09:00:00Z",\
    "code":{"text":"Progress note"},"presentedForm":[{"contentType":"text/plain",\
    "data":"\(Data(text.utf8).base64EncodedString())"}]}
    """

  private func record(isRead: Bool) throws -> RecordFixture {
    let record = try RecordFixture()
    try record.writeMore([
      RecordFixture.document("doc", "okafor", Self.text, "2024-04-20"), Self.report,
    ])
    if isRead { try record.readNotes() }
    return record
  }

  private func open(
    _ record: RecordFixture,
    _ width: Int = 120,
    _ height: Int = 40
  )
    -> SessionDriver
  {
    var session = record.session(width, height)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    return session
  }

  @Test(arguments: [true, false]) func theNoteIsListedOnce(_ isRead: Bool) throws {
    let record = try record(isRead: isRead)
    var session = open(record)
    let lane = session.screen.split(separator: "\n").first { $0.contains("Notes  ") }
    #expect(lane?.contains(" 1 ") == true, "\(lane ?? "")")
    session.keys("5")
    #expect(session.screen.contains("Notes (1)"))
    #expect(session.screen.contains("also as"))
    #expect(session.screen.contains("DiagnosticReport/rep"))
    // The note says so, and from its detail the report is reached, which says whose words it has.
    session.keys("enter")
    #expect(session.screen.contains("also as DiagnosticReport/rep"))
    session.keys("esc tab j enter")
    #expect(session.state.chart?.sheet?.key.description == "DiagnosticReport/rep")
    #expect(session.screen.contains("DocumentReference/doc"))
    withExtendedLifetime(record) {}
  }

  @Test func whatItNamesIsThereOnce() throws {
    let record = try record(isRead: true)
    let source = StoreSource(record.lake)
    let events = try source.readEvents(ofPatient: "okafor", cancellation: Cancellation())
    #expect(events.count { $0.event.lane == .notes } == 1)
    #expect(events.count { $0.event.title == "pneumonia" } == 1)
    _ = try PreviewOracle.compare(source, zone: .utc, now: ClinicFixture.now)
    var session = open(record)
    session.keys("6")
    #expect(session.screen.contains("1 unreviewed in 1 note"))
    withExtendedLifetime(record) {}
  }

  /// A search for the report leads to the note that stands for it.
  @Test func theReportIsFoundByItsType() throws {
    let record = try record(isRead: true)
    var session = open(record)
    session.keys("/")
    session.type("DiagnosticReport?status=final")
    #expect(session.screen.contains("1 match"))
    session.keys("enter enter")
    #expect(session.state.chart?.sheet?.key.description == "DocumentReference/doc")
    withExtendedLifetime(record) {}
  }

  @Test func nobodyIsNamedWhereNobodyIs() throws {
    let record = try record(isRead: true)
    let source = DeidentifiedSource(StoreSource(record.lake), now: ClinicFixture.now)
    var patients: [String] = []
    try source.readPatients(cancellation: Cancellation()) { patients += $0.map(\.id) }
    for id in patients {
      for event in try source.readEvents(ofPatient: id, cancellation: Cancellation()) {
        #expect(event.twin?.id != "rep")
      }
    }
  }
}
