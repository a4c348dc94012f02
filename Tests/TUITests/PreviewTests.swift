// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import TestSupport
import Testing

@testable import TUI
@testable import tarn

/// The preview is made of less than all events, and must say what all events say.
enum PreviewOracle {
  static func compare(_ source: StoreSource, zone: DisplayZone, now: Int64) throws -> Int {
    var patients: [String] = []
    try source.readPatients(cancellation: Cancellation()) { patients += $0.map(\.id) }
    for id in patients {
      let changes = try source.readChanges(ofPatient: id, cancellation: Cancellation())
      let events = try source.readEvents(ofPatient: id, cancellation: Cancellation())
      let chart = Chart(patientID: id, events: events, changes: changes, zone: zone)
      let whole = PatientPreview(chart: chart, now: now)
      let quick = PatientPreview(
        outline: try source.readOutline(ofPatient: id, cancellation: Cancellation()),
        ofPatient: id,
        zone: zone,
        now: now,
        hasDates: true
      )
      #expect(quick.problems == whole.problems, "\(id)")
      #expect(quick.unknownProblems == whole.unknownProblems, "\(id)")
      #expect(quick.medications == whole.medications, "\(id)")
      #expect(quick.allergies == whole.allergies, "\(id)")
      #expect(quick.recentAbnormal == whole.recentAbnormal, "\(id)")
      #expect(quick.starts == whole.starts, "\(id)")
      // What else there is: counts.
      #expect(quick == whole, "\(id)")
    }
    return patients.count
  }
}

struct PreviewTests {
  /// Four hours behind in summer and five in winter, as in New York.
  private static let zone = DisplayZone(name: "Test/Zone") { moment in
    let month = CivilTime(milliseconds: moment).month
    return (4...10).contains(month) ? -240 : -300
  }

  private static func lab(_ id: String, _ name: String, _ date: String, _ value: Int) -> String {
    let time = date.isEmpty ? "" : "\"effectiveDateTime\":\"\(date)\","
    return """
      {"resourceType":"Observation","id":"\(id)","status":"final",\(time)\
      "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category",\
      "code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},"code":{"text":"\(name)"},\
      "valueQuantity":{"value":\(value)},"referenceRange":[{"high":{"value":10}}]}
      """
  }

  private static func medication(_ type: String, _ id: String, _ rest: String) -> String {
    """
    {"resourceType":"\(type)","id":"\(id)","subject":{"reference":"Patient/okafor"},\
    "medicationCodeableConcept":{"text":"Metformin"},\(rest)}
    """
  }

  /// What has neither a status nor dates is not over, and must not go unsaid.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func problemsWithoutAStatusAreSaid(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func condition(_ id: String, _ more: String) -> String {
      """
      {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/vega"},\
      "code":{"text":"Sepsis \(id)"}\(more)}
      """
    }
    try record.writeMore([
      condition("a", ""), condition("b", ""),
      condition("c", #","abatementDateTime":"2020-01-01""#),
    ])
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter")
    let row = try #require(
      session.screen.split(separator: "\n").first { $0.contains(" Problems  ") }
    )
    #expect(row.contains("2 of unknown status: Sepsis"), "\(row)")
    #expect(!session.screen.contains("Active problems"))
    session.keys("enter g 2")
    #expect(session.screen.contains("Status not given (2)"), "\(session.screen)")
    #expect(session.screen.contains("Past problems (1)"), "\(session.screen)")
  }

  /// How many more there are is said behind a name that is cut, on whichever line it stands.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func whatIsCutSaysHowManyFollow(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let name = String(repeating: "very ", count: 60) + "long"
    try record.writeMore(
      (1...80).map { number in
        """
        {"resourceType":"Condition","id":"p\(number)","subject":{"reference":"Patient/vega"},\
        "clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"\(name) \(number)"}}
        """
      }
    )
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter")
    let rows = session.screen.split(separator: "\n").filter { $0.contains("very ") }
    let last = try #require(rows.last)
    #expect(last.contains(try Regex("… \\+[0-9]+$")), "\(session.screen)")
  }

  /// Many problems do not take the rows in which the medications have room.
  @Test func rowsThatAreFreeAreShared() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let problems = (1...30).map { number in
      """
      {"resourceType":"Condition","id":"p\(number)","subject":{"reference":"Patient/vega"},\
      "clinicalStatus":{"coding":[{"code":"active"}]},\
      "code":{"text":"A problem with a long name \(number)"},"onsetDateTime":"2020-01-01"}
      """
    }
    let names = ["Furosemide", "Spironolactone", "Metoprolol", "Atorvastatin"]
    let drugs = names.map { name in
      """
      {"resourceType":"MedicationRequest","id":"\(name)","subject":{"reference":"Patient/vega"},\
      "status":"active","intent":"order","authoredOn":"2024-01-01",\
      "medicationCodeableConcept":{"text":"\(name) 20 MG Oral Tablet Extended Release"}}
      """
    }
    try record.writeMore(problems + drugs)
    var session = record.session(80, 24)
    session.keys("f")
    session.type("vega")
    session.keys("enter")
    for name in names { #expect(session.screen.contains(name), "\(session.screen)") }
    #expect(session.screen.contains("A problem with a long name"))
  }

  @Test func itSaysWhatAllEventsSay() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      // The evening of the 4th in the zone is the 5th of universal time: the date is the later one.
      Self.lab("a1", "Sodium", "2024-03-05T01:00:00Z", 20),
      Self.lab("a2", "Sodium", "2024-03-05", 5),
      Self.lab("b1", "Potassium", "2024-03-05T01:00:00Z", 5),
      Self.lab("b2", "Potassium", "2024-03-05", 20),
      // The newest of three, two at the same moment, and one without any date.
      Self.lab("c1", "Chloride", "2024-03-01", 20), Self.lab("c2", "Chloride", "2024-03-02", 5),
      Self.lab("d1", "Calcium", "2024-03-02T10:00:00Z", 5),
      Self.lab("d2", "Calcium", "2024-03-02T10:00:00Z", 20),
      Self.lab("e1", "Iron", "", 20), Self.lab("e2", "Iron", "2024-03-02", 5),
      Self.medication(
        "MedicationRequest",
        "order",
        #""intent":"order","status":"stopped","authoredOn":"2023-01-01""#
      ),
      Self.medication(
        "MedicationStatement",
        "stated",
        #""status":"active","effectivePeriod":{"start":"2022-01-01"}"#
      ),
      Self.medication(
        "MedicationAdministration",
        "given",
        #""status":"completed","effectiveDateTime":"2023-05-01""#
      ),
      Self.medication(
        "MedicationAdministration",
        "running",
        #""status":"in-progress","effectivePeriod":{"start":"2024-03-01"}"#
      ),
      """
      {"resourceType":"Condition","id":"gone","subject":{"reference":"Patient/okafor"},\
      "code":{"text":"Ulcer"},"abatementDateTime":"2021-05-01"}
      """,
      """
      {"resourceType":"Claim","id":"bill","status":"active","use":"claim","created":"2024-01-05",\
      "patient":{"reference":"Patient/okafor"},"type":{"text":"pharmacy"}}
      """,
    ])
    let source = StoreSource(record.lake)
    for job in [nil, 1, 2, 3, 4] {
      let seen = try #require(source.seen(asOf: job) as? StoreSource)
      _ = try PreviewOracle.compare(seen, zone: Self.zone, now: ClinicFixture.now)
    }
    let preview = PatientPreview(
      outline: try source.readOutline(ofPatient: "okafor", cancellation: Cancellation()),
      ofPatient: "okafor",
      zone: Self.zone,
      now: ClinicFixture.now,
      hasDates: false
    )
    let abnormal = preview.recentAbnormal.map { $0.split(separator: " ")[0] }
    #expect(!abnormal.contains("Sodium"))
    #expect(abnormal.contains("Potassium"))
    #expect(!abnormal.contains("Chloride"))
  }
}

/// What cannot be told of results without ranges.
struct UnjudgedTests {
  private func open(_ range: String) throws -> (RecordFixture, SessionDriver) {
    let record = try RecordFixture()
    try record.writeMore([
      """
      {"resourceType":"Observation","id":"potassium","status":"final",\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
      "code":{"text":"Potassium"},"effectiveDateTime":"2024-04-01",\
      "valueQuantity":{"value":4.1,"unit":"mmol/L"}\(range)}
      """
    ])
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter")
    return (record, session)
  }

  @Test func withoutRangesNothingIsCalledNormal() throws {
    var (record, session) = try open("")
    defer { withExtendedLifetime(record) {} }
    #expect(
      session.screen.contains("Recent abnormal  cannot tell: no ranges with 3 kinds of results")
    )
    session.keys("enter x e")
    #expect(session.screen.contains("no result here has a range or interpretation"))
    session.keys("E")
    #expect(session.screen.contains("no result here has a range or interpretation"))
  }

  /// What came later and is no result does not take the place of a critical value.
  @Test(arguments: [
    #""status":"entered-in-error","valueQuantity":{"value":4,"unit":"mmol/L"}"#,
    #""status":"preliminary","dataAbsentReason":{"text":"clotted"}"#,
    #""status":"cancelled","valueQuantity":{"value":4,"unit":"mmol/L"}"#, #""status":"registered""#,
  ])
  func whatIsNoResultHidesNoCriticalValue(_ later: String) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func potassium(_ id: String, _ day: String, _ rest: String) -> String {
      """
      {"resourceType":"Observation","id":"\(id)","code":{"text":"Potassium"},\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/vega"},\
      "effectiveDateTime":"\(day)",\(rest)}
      """
    }
    let critical =
      #""status":"final","interpretation":[{"coding":[{"code":"HH"}]}],"valueQuantity":{"value":7.1,"unit":"mmol/L"}"#
    try record.writeMore([
      potassium("k1", "2024-05-01", critical), potassium("k2", "2024-05-02", later),
    ])
    var session = record.session(120, 40)
    session.keys("f")
    session.type("vega")
    session.keys("enter")
    #expect(session.screen.contains("Recent abnormal  Potassium 7.1 mmol/L !"), "\(session.screen)")
    #expect(
      try PreviewOracle.compare(
        StoreSource(record.lake) { _ in [] },
        zone: .utc,
        now: CivilTime(year: 2024, month: 6, day: 1).milliseconds
      ) > 0
    )
  }

  /// A laboratory may say in words alone how a value is to be taken.
  @Test func whatIsSaidInWordsStandsAtTheValue() throws {
    var (record, session) = try open(
      #","referenceRange":[{"text":"as in the young"}],"interpretation":[{"text":"slightly raised"}]"#
        + #","specimen":{"display":"Liquor"}"#
    )
    defer { withExtendedLifetime(record) {} }
    session.keys("enter x")
    let detail = session.screen.split(separator: "\n").map { $0.drop { $0 != "│" } }
      .joined(separator: " ")
    for words in ["ref as in the young", "interpretation slightly raised", "specimen Liquor"] {
      #expect(detail.contains(words), "\(session.screen)")
    }
  }

  @Test(arguments: [
    #","referenceRange":[{"low":{"value":3.5},"high":{"value":5.1}}]"#,
    #","interpretation":[{"coding":[{"code":"N"}]}]"#,
  ])
  func withARangeNoneIsAbnormal(_ range: String) throws {
    var (record, session) = try open(range)
    defer { withExtendedLifetime(record) {} }
    #expect(session.screen.contains("Recent abnormal  none on record"))
    session.keys("enter x e")
    #expect(session.screen.contains("There is no later abnormal value"))
  }
}

/// The same for every patient of the sample lake, with what was read in their notes.
@Suite(.enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"))
struct SlowPreviewTests {
  @Test func itSaysWhatAllEventsSay() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-preview-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      // Whatever is left of a temporary folder, the system removes.
      try? FileManager.default.removeItem(at: folder)
    }
    let path = folder.appendingPathComponent("sample.tarn").path
    try SampleLakeBuilder(path: path).make(now: SlowTourTests.now)
    let source = StoreSource(try Lake(at: path, mode: .read))
    let count = try PreviewOracle.compare(source, zone: .utc, now: SlowTourTests.now)
    #expect(count == 42)
  }
}
