// SPDX-License-Identifier: Apache-2.0

import Store
import Testing
import Timeline

@testable import TUI

@Suite("Patients aligned on the same kind of event")
struct ComparisonTests {
  /// Okafor's list of medications, with metformin in the focus.
  private func open(
    _ record: RecordFixture,
    _ width: Int = 120,
    _ height: Int = 40
  ) -> SessionDriver {
    var session = record.session(width, height)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter 3")
    return session
  }

  private func compared(_ session: SessionDriver) -> PatientComparison? {
    guard case .comparison(let comparison) = session.state.panes.last?.content else { return nil }
    return comparison
  }

  private func line(_ name: String, _ session: SessionDriver) -> String {
    session.screen.split(separator: "\n").map(String.init).first { $0.contains(name) } ?? ""
  }

  @Test func everyStrengthOfADrugIsTheSameKind() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys(": ")
    session.type("cm hba1c")
    session.keys("enter")
    let rows = try #require(compared(session)).rows
    #expect(rows.map(\.patient.id) == ["okafor", "lind", "vega"])
    #expect(session.row(1).contains("First Metformin ±12mo · Hemoglobin A1c % · all patients"))
    #expect(line("OKAFOR", session).contains("9.0        7.0     -2.0"))
    #expect(line("LIND", session).contains("+0.4"))
    // Vega's second value is in another unit: it is said, and not subtracted.
    #expect(line("VEGA", session).contains("7.5 other unit"))
    #expect(rows.last?.aligned.change == nil)
    #expect(session.screen.contains("1 value in other units left out"))
    withExtendedLifetime(record) {}
  }

  /// Days are those of the calendar of a zone: an hour before is the same day, the next morning the next.
  @Test(arguments: [(0, "2024-06-03", [0, 1, 2]), (600, "2024-06-02T15:00:00Z", [0, 1, 2])])
  func daysAreThoseOfTheCalendar(_ zone: Int, _ last: String, _ days: [Int]) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func creatinine(_ date: String, _ value: Int) -> String {
      """
      {"resourceType":"Observation","id":"c\(value)","status":"final",\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/vega"},\
      "code":{"text":"Creat"},"effectiveDateTime":"\(date)",\
      "valueQuantity":{"value":\(value),"unit":"umol/L"}}
      """
    }
    try record.writeMore([
      """
      {"resourceType":"MedicationAdministration","id":"cis","status":"completed",\
      "subject":{"reference":"Patient/vega"},"medicationCodeableConcept":{"text":"Cisplatin"},\
      "effectiveDateTime":"2024-06-01T09:00:00Z"}
      """,
      creatinine("2024-06-01T08:00:00Z", 80), creatinine("2024-06-02T08:00:00Z", 100),
      creatinine(last, 120),
    ])
    let alignment = EventAlignment(event: .words("Cisplatin"), measure: .words("Creat"), days: 30)
    let found = try record.lake.aligned(by: alignment, zone: { _ in zone }).patients
    #expect(found.first?.points.map(\.days) == days)
    #expect(found.first?.before?.number == 80)
    #expect(found.first?.change == 40)
  }

  @Test func aBoundIsShownAndNotSubtracted() throws {
    let record = try RecordFixture.ofCohort()
    func eGFR(_ id: String, _ date: String, _ value: String) -> String {
      """
      {"resourceType":"Observation","id":"\(id)","status":"final",\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
      "code":{"text":"eGFR"},"effectiveDateTime":"\(date)","valueQuantity":{\(value),"unit":"mL/min"}}
      """
    }
    try record.writeMore([
      eGFR("e1", "2020-02-01", #""value":90,"comparator":">""#),
      eGFR("e2", "2020-09-01", #""value":71"#),
    ])
    var session = open(record)
    session.keys(":")
    session.type("cm egfr")
    session.keys("enter")
    let row = line("OKAFOR", session)
    #expect(row.contains(">90         71        –"), "\(row)")
    #expect(compared(session)?.rows.first { $0.patient.id == "okafor" }?.aligned.change == nil)
    // Who has none says so.
    #expect(line("LIND", session).contains("no value   no value"))
    session.resize(70, 24)
    #expect(line("LIND", session).contains("no value"))
    withExtendedLifetime(record) {}
  }

  /// The same by another method is in another unit, and is said; so is what the words name less exactly.
  @Test(arguments: [
    (
      "59261-8", "Hemoglobin A1c/Hemoglobin.total in Blood by IFCC protocol",
      "3 values in other units left out"
    ),
    ("", "Haemoglobin (HbA1c) target", "1 value in other units left out · 2 values of Haemoglobin"),
  ])
  func whatElseIsNamedSoIsSaid(_ code: String, _ name: String, _ remark: String) throws {
    let record = try RecordFixture.ofCohort()
    let coding =
      code.isEmpty ? "" : #""coding":[{"system":"http://loinc.org","code":"\#(code)"}],"#
    for day in ["2020-02-01", "2020-09-01"] {
      try record.writeMore([
        """
        {"resourceType":"Observation","id":"other-\(day)","status":"final",\
        "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
        "code":{\(coding)"text":"\(name)"},\
        "effectiveDateTime":"\(day)","valueQuantity":{"value":64,"unit":"mmol/mol"}}
        """
      ])
    }
    var session = open(record, 200, 60)
    session.keys(":")
    session.type("cm hba1c")
    session.keys("enter")
    #expect(session.screen.contains(remark), "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// A word names what it is the name of, before what only has it in its name.
  @Test(arguments: [
    ("creatinine", "2.1        2.6     +0.5"), ("cholesterol", "212        180      -32"),
    ("cholesterol in hdl", "40         44       +4"), ("2085-9", "40         44       +4"),
  ])
  func aNameIsThatOfOneTest(_ words: String, _ expected: String) throws {
    let record = try RecordFixture.ofCohort()
    func result(_ code: String, _ name: String, _ unit: String, _ values: [String]) -> [String] {
      zip(["2020-02-01", "2020-09-01"], values).map { date, value in
        """
        {"resourceType":"Observation","id":"r\(code)-\(date)","status":"final",\
        "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
        "code":{"coding":[{"system":"http://loinc.org","code":"\(code)","display":"\(name)"}]},\
        "effectiveDateTime":"\(date)","valueQuantity":{"value":\(value),"unit":"\(unit)"}}
        """
      }
    }
    try record.writeMore(
      result("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", ["2.1", "2.6"])
        + result(
          "98979-8",
          "Glomerular filtration rate by Creatinine-based",
          "mL/min",
          ["27", "23"]
        )
        + result("2093-3", "Cholesterol [Mass/volume] in Serum or Plasma", "mg/dL", ["212", "180"])
        + result("2085-9", "Cholesterol in HDL [Mass/volume] in Serum", "mg/dL", ["40", "44"])
    )
    var session = open(record)
    session.keys(":")
    session.type("cm \(words)")
    session.keys("enter")
    #expect(line("OKAFOR", session).contains(expected), "\(line("OKAFOR", session))")
    withExtendedLifetime(record) {}
  }

  /// A report with the code of its only result is no result: the list has the value.
  @Test func aReportDoesNotHideItsResult() throws {
    let record = try RecordFixture()
    let code =
      #""code":{"coding":[{"system":"http://loinc.org","code":"33762-6"}],"text":"NT-proBNP"}"#
    try record.writeMore([
      """
      {"resourceType":"Observation","id":"o","status":"final",\(code),\
      "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
      "effectiveDateTime":"2025-12-09T10:00:00Z","valueQuantity":{"value":6738,"unit":"pg/mL"}}
      """,
      """
      {"resourceType":"DiagnosticReport","id":"r","status":"final",\(code),\
      "category":[{"coding":[{"code":"LAB"}]}],"subject":{"reference":"Patient/okafor"},\
      "effectiveDateTime":"2025-12-09T10:00:00Z","result":[{"reference":"Observation/o"}]}
      """,
    ])
    var session = SessionDriver(80, 24, lake: StoreSource(record.lake), patientID: "okafor")
    session.keys("4")
    let rows = session.screen.split(separator: "\n").filter { $0.contains("NT-proBNP") }
    #expect(rows.contains { $0.contains("6738 pg/mL") }, "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  @Test func aYearIsSaidToBeAYear() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys("g a")
    #expect(line("LIND", session).contains("≈2019 "))
    #expect(session.screen.contains("1 not known to the day"))
    withExtendedLifetime(record) {}
  }

  @Test func theLastEventAndTheTimeToTheNext() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys("g a")
    #expect(line("OKAFOR", session).contains("2020-03-02"))
    #expect(compared(session)?.rows.first { $0.patient.id == "okafor" }?.aligned.next != nil)
    session.keys("a")
    #expect(session.row(1).contains("Last Metformin"))
    #expect(line("OKAFOR", session).contains("2021-03-02"))
    #expect(compared(session)?.rows.first { $0.patient.id == "okafor" }?.aligned.next == nil)
    withExtendedLifetime(record) {}
  }

  @Test func enterOpensThePatientAlignedAndEscapeComesBack() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys("g a j enter")
    #expect(session.state.chart?.patient.id == "lind")
    #expect(session.state.chart?.isRelative == true)
    let loaded = try #require(session.state.chart?.chart)
    let selected = try #require(session.state.chart?.selected)
    #expect(loaded[selected].key.id == "m3")
    #expect(session.state.chart?.dayZero == loaded.event(selected).start)
    session.keys("esc")
    #expect(session.row(1).contains("First Metformin"))
    #expect(session.state.panes.last?.cursor.index == 1)
    withExtendedLifetime(record) {}
  }

  @Test func onlyTheListedPatientsAreCompared() throws {
    let record = try RecordFixture.ofCohort()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("active-problem:asthma")
    session.keys("enter enter 3 g a")
    #expect(session.row(1).contains("the patients listed"))
    #expect(compared(session).map { Set($0.rows.map(\.patient.id)) } == ["okafor", "vega"])
    withExtendedLifetime(record) {}
  }

  @Test func whatHasNoNumberIsCounted() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys("g a m")
    session.type("med")
    session.keys("enter Z Z")
    #expect(session.row(1).contains("counts of meds"))
    let okafor = try #require(compared(session)?.rows.first { $0.patient.id == "okafor" })
    #expect(okafor.aligned.counts.before == 1)
    #expect(okafor.aligned.counts.after == 1)
    withExtendedLifetime(record) {}
  }

  @Test func ordersAreSaid() throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record)
    session.keys("g a S")
    #expect(compared(session)?.rows.map(\.patient.id) == ["lind", "okafor", "vega"])
    session.keys("s s s")
    #expect(session.screen.contains("By name"))
    #expect(compared(session)?.rows.map(\.patient.id) == ["lind", "okafor", "vega"])
    withExtendedLifetime(record) {}
  }

  @Test func thePastComparesWhatWasKnownThen() throws {
    let record = try RecordFixture.ofCohort()
    let alignment = EventAlignment(
      event: .words("glucose"),
      measure: .words("glucose"),
      days: 30
    )
    let now = try record.lake.aligned(by: alignment)
    let then = try record.lake.aligned(by: alignment, asOf: 1)
    #expect(now.patients.map { $0.before?.value } == ["6.2"])
    #expect(then.patients.map { $0.before?.value } == ["5.4"])
  }

  @Test func nothingThatOthersCouldHaveSaysSo() {
    var session = SessionDriver(120, 40)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter 3 g a")
    #expect(session.screen.contains("Nobody of the patients listed has this"))
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)]) func screens(
    _ width: Int,
    _ height: Int
  ) throws {
    let record = try RecordFixture.ofCohort()
    var session = open(record, width, height)
    session.keys("g a")
    session.expectScreen("\(width)x\(height)-comparison")
    withExtendedLifetime(record) {}
  }

  @Test func deidentifiedRowsHaveNoNamesAndNoDates() throws {
    let record = try RecordFixture.ofCohort()
    var session = SessionDriver(120, 40, lake: StoreSource(record.lake), isDeidentified: true)
    session.keys("enter 3 g a")
    #expect(session.screen.contains("Metformin"))
    for text in ["OKAFOR", "LIND", "2020-", "2019"] { #expect(!session.screen.contains(text)) }
    withExtendedLifetime(record) {}
  }
}
