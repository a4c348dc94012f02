// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Testing
import Timeline

@testable import TUI

/// A search asks once of all events that look alike: those that do not must be asked themselves.
@Suite("Kinds of events in a search")
struct SearchKindsTests {
  private static func event(
    _ number: Int,
    type: String = "Observation",
    change: (inout Event) -> Void = { _ in }
  ) -> ChartEvent {
    var event = Event(lane: .labs, title: "Glucose")
    event.code = "2345-7"
    event.system = "http://loinc.org"
    event.status = "final"
    event.value = "98"
    event.number = 98
    event.unit = "mg/dL"
    event.start = CivilTime(year: 2024, month: 3, day: number).milliseconds
    event.startPrecision = .day
    change(&event)
    return ChartEvent(event: event, key: ResourceKey(type: type, id: "o\(number)"), version: 1)
  }

  /// The first two are alike; each of the others has one thing of its own, and its note.
  private static let events = [
    event(1), event(2),
    event(3) { $0.title = "Ketone" },
    event(4) { $0.code = "2339-0" },
    event(5) { $0.status = "amended" },
    event(6) { ($0.value, $0.number) = ("171", 171) },
    event(7) { $0.unit = "mmol/L" },
    event(8) { $0.flag = .high },
    event(9) { $0.lane = .notes },
    event(10, type: "DiagnosticReport"),
  ]

  private static let lake = FakeLake(
    patients: [PatientSummary(id: "1")],
    events: ["1": events],
    notes: [
      ResourceKey(type: "Observation", id: "o9"): NoteText(
        title: "Note",
        contentType: "text/plain",
        text: "Repeat tomorrow"
      )
    ]
  )

  @Test(
    arguments: [
      ("glucose", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ("ketone", [3]), ("!ketone code:2339-0", [4]),
      ("code:2345-7", [1, 2, 3, 5, 6, 7, 8, 9, 10]), ("amended", [5]), ("status:am", [5]),
      ("171", [6]), ("value>100", [6]), ("value:171", [6]),
      ("value<100 !mmol", [1, 2, 3, 4, 5, 8, 9, 10]),
      ("mmol", [7]), ("abn:H", [8]), ("lane:notes", [9]), ("repeat", [9]), ("text:repeat", [9]),
      ("!repeat !type:diag !lane:notes ketone|mmol", [3, 7]), ("type:diag", [10]), ("o2", [2]),
      ("Observation/o1", [1]), ("DiagnosticReport/o1", [10]), ("o", []),
      ("date:2024-03-02..2024-03-03", [2, 3]), ("since:2024-03-09", [9, 10]),
    ])
  func findsEachByWhatIsItsOwn(query: String, days: [Int]) throws {
    let chart = Chart(patientID: "1", events: Self.events, changes: [], zone: .utc)
    let cancellation = Cancellation()
    let found = try EventFinder.find(
      [EventQuery(parsing: query, lanes: Lane.allCases.map(\.name))],
      in: chart,
      now: CivilTime(year: 2024, month: 4, day: 1).milliseconds,
      lookup: ChartLookup(source: Self.lake, words: chart.words, cancellation: cancellation),
      cancellation: cancellation
    )
    #expect(found.map { Int($0) + 1 } == days)
  }

  /// Two filters and a query each have their own conditions.
  @Test func keepsTheConditionsOfQueriesApart() throws {
    let chart = Chart(patientID: "1", events: Self.events, changes: [], zone: .utc)
    let cancellation = Cancellation()
    let lookup = ChartLookup(source: Self.lake, words: chart.words, cancellation: cancellation)
    func found(_ queries: String...) throws -> [Int32] {
      try EventFinder.find(
        queries.map { try EventQuery(parsing: $0, lanes: Lane.allCases.map(\.name)) },
        in: chart,
        now: 0,
        lookup: lookup,
        cancellation: cancellation
      )
    }
    let query = "code:2345-7 !171"
    #expect(try found("serum|glucose !ketone", "!amended", query) == [0, 1, 6, 7, 8, 9])
    #expect(try found("ketone", "!ketone").isEmpty)
  }
}
