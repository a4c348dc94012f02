// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Timeline
import Worklists

@testable import TUI

/// Whose events a search over the lake is about: everybody's, or those of a list that is narrowed.
@Suite("Whose events are searched")
struct SearchScopeTests {
  private static func glucose(_ id: String, _ patient: String, _ value: String) -> String {
    """
    {"resourceType":"Observation","id":"\(id)","status":"final",\
    "category":[{"coding":[{"code":"laboratory"}]}],\
    "code":{"coding":[{"system":"http://loinc.org","code":"2345-7"}],"text":"Glucose"},\
    "subject":{"reference":"Patient/\(patient)"},"effectiveDateTime":"2024-03-01",\
    "valueQuantity":{"value":\(value),"unit":"mmol/L"}}
    """
  }

  private static func record() throws -> RecordFixture {
    let record = try RecordFixture()
    try record.writeMore([
      RecordFixture.patient("ono", "Ono", "Kai"), RecordFixture.patient("moto", "Moto", "Rin"),
      glucose("g1", "ono", "11.5"), glucose("g2", "moto", "12.5"), glucose("g3", "moto", "5.0"),
    ])
    return record
  }

  private func found(_ session: SessionDriver) -> [String] {
    (session.state.search?.hits ?? []).map { "\($0.patientID) \($0.event.key.id)" }.sorted()
  }

  @Test func aListThatIsNarrowedIsSearchedAlone() throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("moto")
    session.keys("enter /")
    session.type("glucose>10")
    #expect(found(session) == ["moto g2", "ono g1"])
    #expect(session.screen.contains("only those listed"))
    session.keys("C-x")
    #expect(found(session) == ["moto g2"])
    #expect(session.screen.contains("1 LISTED PATIENT, moto"))
    // What is asked next is asked of the same, and a search again finds no more.
    session.keys("C-u")
    session.type("ono")
    #expect(session.state.search?.rowCount == 0)
    #expect(session.screen.contains("Nothing matches 'ono' among the 1 listed"))
    session.keys("C-u")
    session.type("glucose>10")
    session.keys("C-x")
    #expect(found(session) == ["moto g2", "ono g1"])
    #expect(session.screen.contains("ALL PATIENTS"))
    withExtendedLifetime(record) {}
  }

  private static let fruitless: [(String, String, String)] = [
    ("f", "warfarin", "drug:warfarin or problem:warfarin"),
    ("f", "atrial fib", #"problem:"atrial fib""#),
    ("f", "inr>4", "Values are searched with /: inr>4"),
    ("f", "inr >4", "Values are searched with /: inr>4"),
    ("/", "inr>4mmol/L", "A value is compared without its unit"),
  ]

  @Test(arguments: fruitless)
  func whatFindsNobodySaysWhatWould(_ key: String, _ text: String, _ advice: String) throws {
    let record = try Self.record()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(80, 24)
    session.keys(key)
    session.type(text)
    #expect(session.screen.contains(advice), "\(session.screen)")
    guard key == "/" else { return }
    var inside = record.session(80, 24)
    inside.keys("enter /")
    inside.type(text)
    #expect(inside.screen.contains(advice), "\(inside.screen)")
  }

  /// What was searched for is proposed, and goes with the first letter of something else.
  @Test func anotherSearchBeginsAnew() throws {
    let record = try Self.record()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(120, 40)
    session.keys("/")
    session.type("glucose>10")
    session.keys("enter")
    #expect(session.state.search?.rowCount == 2)
    session.keys("/")
    #expect(session.state.prompt?.line.text == "glucose>10")
    #expect(session.state.search?.rowCount == 2)
    var longer = session
    longer.type("ono")
    #expect(longer.state.prompt?.line.text == "ono")
    // Who goes back in it means to change it.
    session.keys("backspace")
    session.type("5")
    #expect(session.state.prompt?.line.text == "glucose>15")
  }

  @Test func aFHIRSearchIsAboutAll() throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("moto")
    session.keys("enter / C-x")
    session.type("Observation?code=2345-7")
    #expect(session.screen.contains("A FHIR search is about all patients"))
    #expect(found(session).isEmpty)
    withExtendedLifetime(record) {}
  }

  @Test func aListOfEverybodyIsNoOtherScope() throws {
    let record = try Self.record()
    var session = record.session(120, 40)
    session.keys("/")
    session.type("glucose")
    #expect(!session.screen.contains("those listed"))
    session.keys("C-x")
    #expect(session.screen.contains("No patient is open, and the list of patients is not narrowed"))
    withExtendedLifetime(record) {}
  }

  /// The patients found are kept, not the question: of all patients it finds more.
  @Test func whoWasFoundAmongThoseListedIsKept() throws {
    let record = try Self.record()
    let shelf = ShelfFixture()
    var session = SessionDriver(120, 40, lake: StoreSource(record.lake), worklists: shelf.folder)
    session.keys("f")
    session.type("moto")
    session.keys("enter / C-x")
    session.type("glucose>4")
    session.keys("enter w")
    #expect(session.state.triage.draft == .patients(["moto"]))
    withExtendedLifetime((record, shelf)) {}
  }

  /// What finds nothing says what each of its terms hides; a comparison is one term.
  @Test(arguments: [
    ("glucose > 99", ["without 'value>99': 4 matches"]),
    ("glucose > 10 abn:L", ["without 'abn:L': 2 matches"]),
    ("glucose zzqq > 10", ["without 'zzqq': 2 matches"]),
  ])
  func whatFindsNothingSaysWhichTermHidesIt(_ text: String, _ lines: [String]) throws {
    let record = try Self.record()
    var session = record.session(80, 24)
    session.keys("/")
    session.type(text)
    for line in lines { #expect(session.screen.contains(line), "\(session.screen)") }
    #expect(!session.screen.contains("'>'"))
    session.keys("C-u")
    session.type("glucose > 10")
    #expect(!session.screen.contains("without"))
    withExtendedLifetime(record) {}
  }

  /// Of more hits than are listed the newest are, whoever's they are and whichever index finds them.
  @Test(arguments: ["lactate", "type:lab lactate", "Observation?code=http://loinc.org|2524-7"])
  func theNewestOfManyHitsAreListed(_ text: String) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    // The newest in the midst of one record, and in one that is looked at first or last.
    let lines = (0..<700).map { number -> String in
      let day = CivilTime(milliseconds: Int64(number * 37 % 700) * 86_400_000)
      let date = "\(day.year)-\(String(format: "%02d-%02d", day.month, day.day))"
      let patient = ["okafor", "lind", "vega"][number % 3]
      return """
        {"resourceType":"Observation","id":"l\(number)","status":"final",\
        "category":[{"coding":[{"code":"laboratory"}]}],\
        "code":{"coding":[{"system":"http://loinc.org","code":"2524-7"}],"text":"Lactate"},\
        "subject":{"reference":"Patient/\(patient)"},"effectiveDateTime":"\(date)",\
        "valueQuantity":{"value":\(number),"unit":"mmol/L"}}
        """
    }
    try record.writeMore(lines)
    var session = record.session(120, 40)
    session.keys("/")
    session.type(text)
    let starts = (session.state.search?.hits ?? []).compactMap(\.event.event.start)
    #expect(starts.count == 500)
    #expect(starts == (200..<700).reversed().map { Int64($0) * 86_400_000 })
  }

  /// Types call their dates otherwise; of all of them the newest come first.
  @Test func theNewestOfOtherTypesAreListed() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let lines = (0..<600).map { number -> String in
      let day = CivilTime(milliseconds: Int64(number * 37 % 600) * 86_400_000)
      let date = "\(day.year)-\(String(format: "%02d-%02d", day.month, day.day))"
      return """
        {"resourceType":"MedicationAdministration","id":"m\(number)","status":"completed",\
        "medicationCodeableConcept":{"text":"Heparin"},\
        "subject":{"reference":"Patient/\(number % 2 == 0 ? "okafor" : "vega")"},\
        "effectiveDateTime":"\(date)"}
        """
    }
    try record.writeMore(lines)
    var session = record.session(120, 40)
    session.keys("/")
    session.type("MedicationAdministration?status=completed")
    let starts = (session.state.search?.hits ?? []).compactMap(\.event.event.start)
    #expect(starts == (100..<600).reversed().map { Int64($0) * 86_400_000 })
  }

  @Test func aMisspelledWordIsAskedAbout() {
    var session = SessionDriver(120, 40)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter /")
    session.type("potasium")
    #expect(session.screen.contains("Nothing has 'potasium'. Did you mean 'potassium'?"))
  }

  /// With the focus in the detail, what is beside the marked row is what the row is about.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theDetailShowsTheHit(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter enter tab /")
    session.type("potassium")
    session.keys("enter")
    #expect(session.state.chart?.sheet?.event == session.state.chart?.selected)
    #expect(session.state.chart?.sheet != nil)
    #expect(session.screen.contains("Potassium   Lab"))
    let first = session.state.chart?.selected
    session.keys("n")
    #expect(session.state.chart?.selected != first)
    #expect(session.state.chart?.sheet?.event == session.state.chart?.selected)
  }
}
