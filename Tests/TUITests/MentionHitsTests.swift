// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

/// A word that a note has many times is one hit of a search.
@Suite("Mentions among the hits of a search")
struct MentionHitsTests {
  private static let lake: FakeLake = {
    var patient = PatientSummary(id: "1")
    patient.name = "Test, Case"
    patient.sortName = "test, case"
    func event(
      _ lane: Lane,
      _ title: String,
      _ key: String,
      day: Int,
      code: String? = nil
    ) -> ChartEvent {
      var event = Event(lane: lane, title: title)
      event.start = CivilTime(year: 2024, month: 3, day: day).milliseconds
      event.startPrecision = .day
      event.code = code
      event.system = code == nil ? nil : "http://loinc.org"
      let parts = key.split(separator: "/").map(String.init)
      return ChartEvent(event: event, key: ResourceKey(type: parts[0], id: parts[1]), version: 1)
    }
    return FakeLake(
      patients: [patient],
      events: [
        "1": [
          event(.labs, "HbA1c", "Observation/1", day: 1, code: "4548-4"),
          event(.notes, "Progress note", "DocumentReference/n1", day: 2),
          event(.entities, "HbA1c", "DocumentReference/n1", day: 2, code: "4548-4"),
          event(.entities, "hba1c", "DocumentReference/n1", day: 2),
          event(
            .entities,
            "Glycated hemoglobin HbA1c",
            "DocumentReference/n1",
            day: 2,
            code: "4548-4"
          ),
          event(.entities, "planned: HbA1c", "DocumentReference/n1", day: 2, code: "4548-4"),
          event(.notes, "Progress note", "DocumentReference/n2", day: 3),
          event(.entities, "HbA1c", "DocumentReference/n2", day: 3, code: "4548-4"),
        ]
      ]
    )
  }()

  private func search(_ text: String) -> SessionDriver {
    var session = SessionDriver(120, 40, lake: Self.lake, patientID: "1")
    session.keys("/")
    session.type(text)
    return session
  }

  private func rows(_ session: SessionDriver) -> [Substring] {
    session.screen.split(separator: "\n").filter { $0.contains("2024-03-0") }
  }

  @Test func aNoteHasOneHitForAConcept() {
    var session = search("hba1c")
    let rows = rows(session)
    #expect(rows.count == 4, "\(session.screen)")
    // The other note, what is planned, what is simply said three times, and the result.
    #expect(rows[0].contains("HbA1c") && !rows[0].contains("×"))
    #expect(rows[1].contains("planned: HbA1c") && !rows[1].contains("×"))
    #expect(rows[2].contains("HbA1c ×3") && !rows[2].contains("planned"))
    #expect(rows[3].contains("Lab "))
    session.keys("enter")
    #expect(session.screen.contains("4 hits of 'hba1c'"))
  }

  @Test func hitsAreWalkedOneByOne() {
    var session = search("hba1c")
    session.keys("enter n")
    #expect(session.state.chart?.hits.count == 4)
    #expect(session.screen.contains("Continued at the first hit"))
  }

  @Test func aFilterLeavesEveryMention() {
    var session = SessionDriver(120, 40, lake: Self.lake, patientID: "1")
    session.keys("f")
    session.type("hba1c")
    session.keys("enter")
    #expect(session.state.chart?.shown?.count == 6)
  }

  @Test func itIsSaidInWords() {
    var session = SessionDriver(
      120,
      40,
      lake: Self.lake,
      patientID: "1",
      adjust: { $0.isAccessible = true }
    )
    session.keys("/")
    session.type("hba1c")
    #expect(session.screen.contains(", 3 times"))
  }

  /// Nobody has what one note says: that is no answer about other patients.
  @Test func aMentionIsComparedWithNobody() {
    var session = search("planned")
    session.keys("enter g a")
    #expect(session.state.panes.isEmpty)
    #expect(session.screen.contains("A mention in a note is compared with nobody"))
  }
}
