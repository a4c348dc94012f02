// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Timeline

@Suite struct FoldingTests {
  /// Returns the folds of a lane as text: `lisinopril 2018-01-01…2019-01-02 (3), …`.
  private func folds(_ lane: Lane, _ items: [TimelineEntry]) -> [String] {
    let timeline = PatientTimeline(items, zone: .utc)
    return timeline.folds(of: lane).map { fold in
      let runs = fold.runs.map { run in
        let start = run.start == Mark.unknown ? "" : AxisText.date(run.start, precision: .day)
        let end =
          run.end == Mark.open
          ? "" : run.isEndUnknown ? "?" : AxisText.date(run.end, precision: .day)
        return "\(start)…\(end) (\(run.members.count))"
      }
      return "\(fold.key) " + runs.joined(separator: ", ")
    }
  }

  private func orders(_ title: String, _ dates: String...) throws -> [TimelineEntry] {
    try dates.map { try item(.medications, title, $0, status: "stopped") }
  }

  @Test func ordersWithoutALengthCoverTheirUsualInterval() throws {
    let items = try orders(
      "lisinopril 10 MG Oral Tablet",
      "2018-01-01",
      "2018-07-01",
      "2019-01-01",
      "2021-01-01",
      "2021-07-01"
    )
    #expect(
      folds(.medications, items) == [
        "lisinopril 2018-01-01…2019-01-02 (3), 2021-01-01…2021-07-02 (2)"
      ]
    )
  }

  @Test func strengthsOfOneIngredientAreOneLine() throws {
    let items = try [
      item(.medications, "lisinopril 10 MG Oral Tablet", "2018-01-01", to: "2018-06-30"),
      item(.medications, "Lisinopril 20 MG Oral Tablet", "2018-07-01", to: ""),
      item(.medications, "losartan potassium 50 MG", "2018-03-01", to: "2018-04-01"),
    ]
    #expect(
      folds(.medications, items) == [
        "lisinopril 2018-01-01… (2)", "losartan 2018-03-01…2018-04-02 (1)",
      ]
    )
  }

  /// What was an error, or is deleted, lends its beginning and its name to nothing that stands.
  @Test func whatWasWithdrawnHasALineOfItsOwn() throws {
    var deleted = try item(.allergies, "Penicillin", "2010-01-01", to: "", status: "active")
    deleted.isDeleted = true
    let items = try [
      item(.problems, "Asthma", "2010-01-01", to: "", status: "entered-in-error"),
      item(.problems, "Asthma", "2020-01-01", to: "", status: "active"),
      item(.problems, "Asthma", "2015-01-01", to: "2015-02-01", status: "refuted"),
      deleted, item(.allergies, "Penicillin", "2020-01-01", to: "", status: "active"),
    ]
    let timeline = PatientTimeline(items, zone: .utc)
    func lines(_ lane: Lane) -> [String] {
      timeline.folds(of: lane).map {
        "\($0.label) \(AxisText.date($0.runs[0].start, precision: .year)) \($0.isVoid)"
      }
      .sorted()
    }
    #expect(
      lines(.problems) == [
        "(in error) Asthma 2010 true", "(refuted) Asthma 2015 true", "Asthma 2020 false",
      ]
    )
    #expect(lines(.allergies) == ["Penicillin 2020 false", "x Penicillin 2010 true"])
  }

  @Test func refillsWithinTheGraceHaveNoGap() throws {
    let items = try [
      ("2019-01-01", "2019-01-30"), ("2019-02-10", "2019-03-11"), ("2019-05-01", "2019-05-30"),
    ]
    .map { try item(.medications, "X", $0.0, to: $0.1) }
    #expect(
      folds(.medications, items) == ["x 2019-01-01…2019-03-12 (2), 2019-05-01…2019-05-31 (1)"]
    )
    let fold = PatientTimeline(items, zone: .utc).folds(of: .medications).first
    #expect(fold?.gaps == [try moment("2019-03-12")..<(try moment("2019-05-01"))])
    #expect(fold?.label == "X ×3")
  }

  @Test func aDrugIsNamedWithoutWhatComesBeforeIt() {
    let names = [
      "NDA020503 200 ACTUAT Albuterol 0.09 MG/ACTUAT Inhaler": "Albuterol 0.09 MG/ACTUAT Inhaler",
      "120 ACTUAT Fluticasone 0.044 MG/ACTUAT": "Fluticasone 0.044 MG/ACTUAT",
      "0.3 ML Epinephrine 1 MG/ML": "0.3 ML Epinephrine 1 MG/ML", "NDA": "NDA", "": "",
      "24 HR Metformin 500 MG": "24 HR Metformin 500 MG", "200 ACTUAT ": "200 ACTUAT ",
    ]
    for (name, shown) in names { #expect(Ingredient.named(name) == shown) }
  }

  @Test(arguments: [
    ("Metoprolol succinate 25 MG Extended Release Oral Tablet", "Metoprolol succinate 25 MG ER"),
    ("Omeprazole 20 MG Delayed Release Oral Capsule [Prilosec]", "Omeprazole 20 MG DR [Prilosec]"),
    ("Metoprolol 25 mg Oral Tablet, Extended Release", "Metoprolol 25 mg ER"),
    ("Amoxicillin 50 MG/ML Oral Suspension", "Amoxicillin 50 MG/ML Oral Suspension"),
    ("Oral Tablet", "Oral Tablet"),
  ])
  func briefNamesKeepWhatTellsThemApart(_ name: String, _ shown: String) {
    #expect(Ingredient.brief(name) == shown)
  }

  /// Two distances are no rhythm that the longer of them could be.
  @Test func dosesMonthsApartAreNoCourse() throws {
    func dose(_ moment: String) throws -> TimelineEntry {
      try item(.medications, "X", moment, reference: "MedicationAdministration/\(moment)")
    }
    let order = try item(
      .medications,
      "X",
      "2196-06-22",
      to: "2196-06-22",
      reference: "MedicationRequest/1"
    )
    #expect(
      folds(.medications, try [dose("2196-02-25"), dose("2196-02-26"), order]) == [
        "x 2196-02-25…2196-02-27 (2), 2196-06-22…2196-06-23 (1)"
      ]
    )
    // One that is there twice makes no second distance.
    let dispenses = try ["2187-09-15", "2187-09-15", "2187-12-14"].map {
      try item(.medications, "X", $0, reference: "MedicationDispense/1")
    }
    #expect(
      folds(.medications, dispenses) == ["x 2187-09-15…2187-09-16 (2), 2187-12-14…2187-12-15 (1)"]
    )
    // A day without a dose is in a course, a week is not, unless a dose a week is what is usual.
    #expect(
      folds(.medications, try ["2196-02-01", "2196-02-02", "2196-02-04", "2196-02-12"].map(dose))
        == [
          "x 2196-02-01…2196-02-05 (3), 2196-02-12…2196-02-13 (1)"
        ]
    )
    #expect(
      folds(.medications, try ["2196-02-01", "2196-02-08", "2196-02-15", "2196-02-22"].map(dose))
        == [
          "x 2196-02-01…2196-02-23 (4)"
        ]
    )
  }

  @Test func problemsOfOneCodeReturnOnOneLine() throws {
    let items = try [
      item(.problems, "Sinusitis", "2012-01-01", to: "2012-01-14", status: "resolved"),
      item(.problems, "Sinusitis", "2015-06-01", to: "2015-06-14", status: "resolved"),
      item(.problems, "Diabetes", "2011", to: "", status: "active"),
    ]
    #expect(
      folds(.problems, items) == [
        "diabetes 2011-01-01… (1)",
        "sinusitis 2012-01-01…2012-01-15 (1), 2015-06-01…2015-06-15 (1)",
      ]
    )
  }

  @Test func aProblemThatEndedNobodyKnowsWhenDoesNotGoOn() throws {
    let items = try [item(.problems, "Asthma", "2011", to: "", status: "resolved")]
    #expect(folds(.problems, items) == ["asthma 2011-01-01…? (1)"])
    #expect(PatientTimeline(items, zone: .utc).folds(of: .problems).first?.isOngoing == false)
  }

  @Test func anUnknownBeginningIsLeftOpen() throws {
    let items = try [item(.problems, "Asthma", nil, to: "2012-01-31")]
    #expect(folds(.problems, items) == ["asthma …2012-02-01 (1)"])
  }
}

@Suite struct PatientTimelineTests {
  @Test func momentsAreShownInTheZoneAndDatesAsTheyAreWritten() throws {
    let lima = ZoneRule(identifier: "America/Lima", offsetMinutes: -300)
    let timeline = PatientTimeline(
      try [
        item(.labs, "A", "2022-07-12T14:20:00Z"), item(.labs, "B", "2022-07-12"),
        item(.labs, "C", "2022-07-12T09:30:00"),
      ],
      zone: lima
    )
    let shown = timeline.entries.indices.map {
      timeline.entries[$0].event.title + " "
        + AxisText.date(timeline.marks[$0].start, precision: .minute)
    }
    #expect(shown == ["B 2022-07-12 00:00", "A 2022-07-12 09:20", "C 2022-07-12 09:30"])
  }

  @Test func encountersHoldWhatHappenedInThem() throws {
    var visit = try item(.encounters, "Visit", "2022-07-12", reference: "Encounter/e1")
    visit.event.encounterID = nil
    var lab = try item(.labs, "HbA1c", "2022-07-12", reference: "Observation/1")
    lab.event.encounterID = "e1"
    let timeline = PatientTimeline([lab, visit], zone: .utc)
    let encounter = try #require(timeline.index(of: "Encounter/e1"))
    let result = try #require(timeline.index(of: "Observation/1"))
    #expect(timeline.contents(ofEncounter: "e1") == [Int32(result)])
    #expect(timeline.encounter(of: result) == encounter)
    #expect(timeline.encounter(of: encounter) == nil)
  }

  @Test func valuesAreComparedWithTheOneBeforeAndWithTheOwnBaseline() throws {
    let values = ["1.1", "1.2", "1.3", "9.9", "1.2", "1.42"]
    let timeline = PatientTimeline(
      try values.enumerated().map {
        try item(.labs, "Creatinine", "2020-0\($0.offset + 1)", value: $0.element)
      },
      zone: .utc
    )
    #expect(timeline.comparison(of: 0) == nil)
    #expect(timeline.comparison(of: 1)?.change == 0.1)
    #expect(timeline.comparison(of: 1)?.baseline == nil)
    let last = try #require(timeline.comparison(of: 5))
    #expect(last.previous == 4)
    #expect(last.change == 0.22)
    #expect(last.baseline == 1.2)
    #expect(abs(try #require(last.baselineShare) - 0.1833) < 0.001)
  }

  @Test func aBoundIsNotSubtracted() throws {
    func compared(_ values: [String]) throws -> Comparison? {
      var items = try values.enumerated().map {
        try item(.labs, "eGFR", "2020-0\($0.offset + 1)", value: $0.element)
      }
      for index in items.indices {
        items[index].event.number = Double(values[index].trimmingPrefix { "<>=".contains($0) })
      }
      return PatientTimeline(items, zone: .utc).comparison(of: values.count - 1)
    }
    #expect(try compared(["88", ">90"]) == nil)
    #expect(try compared([">90", "88"]) == nil)
    #expect(try compared([">=90", "86", "88", "84"])?.change == -4)
    #expect(try compared([">=90", "86", "88", "84"])?.baseline == nil)
    #expect(try compared(["90", "86", "88", "84"])?.baseline == 88)
  }

  @Test func anotherUnitIsNotCompared() throws {
    var earlier = try item(.labs, "Glucose", "2020", value: "5.5")
    earlier.event.unit = "mmol/L"
    var later = try item(.labs, "Glucose", "2021", value: "99")
    later.event.unit = "mg/dL"
    #expect(PatientTimeline([earlier, later], zone: .utc).comparison(of: 1) == nil)
  }

  @Test func aSpanThatEndsBeforeItBeginsIsDrawnWhereItBegins() throws {
    let timeline = PatientTimeline(
      [try item(.encounters, "V", "2020-05-01", to: "2019-01-01")],
      zone: .utc
    )
    let start = try moment("2020-05-01")
    #expect(timeline.marks[0].start == start)
    #expect(timeline.marks[0].end == start + 1)
  }
}

@Suite struct ZoneRuleTests {
  @Test(arguments: [
    ("America/New_York", "2019-03-10T06:59:59Z", -300),
    ("America/New_York", "2019-03-10T07:00:00Z", -240),
    ("America/New_York", "2019-11-03T05:59:59Z", -240),
    ("America/New_York", "2019-11-03T06:00:00Z", -300),
    ("America/New_York", "2189-07-01T00:00:00Z", -240),
    ("Europe/Berlin", "1950-07-01T00:00:00Z", 60),
    ("Asia/Kathmandu", "2020-01-01T00:00:00Z", 345), ("UTC", "2020-01-01T00:00:00Z", 0),
  ])
  func namedZonesKnowTheirOffsets(_ identifier: String, _ date: String, _ minutes: Int) throws {
    let zone = try #require(ZoneRule(identifier: identifier))
    #expect(zone.offsetMinutes(at: try moment(date)) == minutes)
  }

  @Test func unknownZonesAreRefused() { #expect(ZoneRule(identifier: "Mars/Olympus") == nil) }
}
