// SPDX-License-Identifier: Apache-2.0

import Store
import Testing
import Timeline

@testable import TUI

@Suite("The next patient in the same view")
struct NeighbourTests {
  /// Three patients with a glucose and a weight each, and two with a creatinine.
  private func record() throws -> RecordFixture {
    let record = try RecordFixture()
    var resources: [String] = []
    for (patient, hasCreatinine) in [("okafor", true), ("lind", false), ("vega", true)] {
      for (code, text, days) in [
        ("2345-7", "Glucose", ["2023-01-05", "2024-03-01"]), ("29463-7", "Weight", ["2024-03-02"]),
        ("2160-0", "Creatinine", hasCreatinine ? ["2024-03-03"] : []),
      ] {
        for day in days {
          resources.append(
            """
            {"resourceType":"Observation","id":"\(patient)-\(code)-\(day)","status":"final",\
            "category":[{"coding":[{"code":"laboratory"}]}],\
            "subject":{"reference":"Patient/\(patient)"},\
            "code":{"coding":[{"system":"http://loinc.org","code":"\(code)"}],"text":"\(text)"},\
            "effectiveDateTime":"\(day)","valueQuantity":{"value":5,"unit":"1"}}
            """
          )
        }
      }
    }
    try record.write(.import, (2024, 5, 1), "interface", nil, resources)
    return record
  }

  private func open(_ record: RecordFixture, _ keys: String) -> SessionDriver {
    var session = record.session()
    session.keys("s n g g enter")
    session.keys(keys)
    return session
  }

  private func focusedTitle(_ session: SessionDriver) -> String? {
    guard let chart = session.state.chart?.chart, let event = session.state.focusedEvent else {
      return nil
    }
    return chart.event(event).title
  }

  @Test func labsStayOnTheSameTest() throws {
    let record = try record()
    var session = open(record, "g 4")
    #expect(session.state.chart?.patient.id == "lind")
    while focusedTitle(session) != "Glucose" { session.keys("j") }
    session.keys(">")
    #expect(session.state.chart?.patient.id == "okafor")
    #expect(session.state.chart?.view == .labs)
    #expect(focusedTitle(session) == "Glucose")
    #expect(session.screen.contains("2 of 3"))

    session.keys("<")
    #expect(focusedTitle(session) == "Glucose")
    withExtendedLifetime(record) {}
  }

  @Test(arguments: [2, 3, 5, 7])
  func theViewStays(_ view: Int) throws {
    let record = try record()
    var session = open(record, "g \(view) >")
    #expect(session.state.chart?.patient.id == "okafor")
    #expect(session.state.chart?.view.rawValue == view)
    session.keys("<")
    #expect(session.state.chart?.patient.id == "lind")
    #expect(session.state.chart?.view.rawValue == view)
    withExtendedLifetime(record) {}
  }

  @Test func filtersWindowAndLanesStay() throws {
    let record = try record()
    var session = open(record, "f")
    session.type("type:lab")
    session.keys("enter z z g h")
    let before = try #require(session.state.chart)
    session.keys(">")
    let after = try #require(session.state.chart)
    #expect(after.patient.id == "okafor")
    #expect(after.filters.map(\.text) == ["type:lab"])
    #expect(after.shown != nil)
    #expect(after.time.viewport.level == before.time.viewport.level)
    #expect(after.time.hidden == before.time.hidden)
    #expect(after.focus == before.focus)
    withExtendedLifetime(record) {}
  }

  @Test func panesOfAPatientStay() throws {
    let record = try record()
    for (keys, kind) in [
      ("g c", LakePane.Kind.changes), ("g x", .graveyard), ("g o", .reconciliation),
      ("g 6", .review),
    ] {
      var session = open(record, keys)
      session.keys(">")
      #expect(session.state.chart?.patient.id == "okafor")
      #expect(session.state.panes.map(\.kind) == [kind])
      #expect(session.row(0).contains("OKAFOR"))
      session.keys("esc esc")
      #expect(session.state.screen == .patients)
    }
    // A list of the whole lake has no next patient.
    let session = open(record, "g C >")
    #expect(session.state.chart?.patient.id == "lind")
    #expect(session.screen.contains("about no one patient"))
    withExtendedLifetime(record) {}
  }

  @Test func theEndsOfTheListAreSaid() throws {
    let record = try record()
    var session = open(record, "<")
    #expect(session.screen.contains("first patient of the list"))
    session.keys("> > >")
    #expect(session.screen.contains("last patient of the list"))
    #expect(session.state.chart?.patient.id == "vega")
    withExtendedLifetime(record) {}
  }
}
