// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

@Suite struct TimeAndPrivacyTests {
  /// Words and what they mean in a note of Friday 2024-03-15.
  static let times = Table.rows(
    """
    Fever since 2024-03-01. | dateTime 2024-03-01
    Seen on 03/01/2024. | dateTime 2024-03-01
    Seen on 3/1/24. | dateTime 2024-03-01
    Seen on 25/12/2023. | dateTime 2023-12-25
    Surgery on January 5, 2020. | dateTime 2020-01-05
    Surgery on 5 January 2020. | dateTime 2020-01-05
    Surgery in January 2020. | dateTime 2020-01
    Surgery in 2010. | dateTime 2010
    Diagnosed 06/2015. | dateTime 2015-06
    Fever yesterday. | dateTime 2024-03-14
    Fever today. | dateTime 2024-03-15
    Follow-up tomorrow. | dateTime 2024-03-16
    Fall 3 days ago. | dateTime 2024-03-12
    Fall two weeks ago. | dateTime 2024-03-01
    Stroke 6 months ago. | dateTime 2023-09
    Stroke 5 years ago. | dateTime 2019
    Fall last week. | period 2024-03-04 2024-03-10
    Visit next week. | period 2024-03-18 2024-03-24
    Visit next month. | dateTime 2024-04
    Surgery last year. | dateTime 2023
    Fall last Monday. | dateTime 2024-03-11
    Fever 2 days later. | duration 2 d
    POD 3. | duration 3 d
    Postoperative day #2. | duration 2 d
    Pain over the past 3 weeks. | duration 3 wk
    Seen on December 30. | dateTime 2023-12-30
    """
  )

  @Test(arguments: times) func timesAreAnchored(row: [String]) throws {
    let note = Engines.rules.read(row[0], noteDate: Engines.noteDate)
    let time = try #require(note.entities.first { $0.category == .timeExpression }, "\(row[0])")
    #expect(Self.spelled(time.value) == row[1], "\(row[0])")
  }

  private static func spelled(_ value: NormalizedValue?) -> String {
    switch value {
    case .dateTime(let text)?: "dateTime \(text)"
    case .period(let start, let end)?: "period \(start ?? "-") \(end ?? "-")"
    case .duration(let low, _, let unit)?: "duration \(Int(low)) \(unit)"
    default: "nothing"
    }
  }

  @Test func withoutANoteDateNothingIsInvented() throws {
    let note = Engines.rules.read("Fever yesterday. Seen on December 30.")
    let time = try #require(note.entities.first { $0.category == .timeExpression })
    #expect(time.value == .duration(low: 1, high: nil, unit: "d"))
    #expect(!note.entities.contains { $0.text.contains("December") })
  }

  @Test func impossibleDatesAreNone() {
    for text in ["Seen on 13/45/2020.", "Ratio 2/30/2021.", "BP 120/80.", "February 30, 2020"] {
      let note = Engines.rules.read(text, noteDate: Engines.noteDate)
      #expect(!note.entities.contains { $0.type == .date }, "\(text)")
    }
  }

  @Test func timesAreTiedToWhatTheyDate() throws {
    let note = Engines.rules.read("She underwent appendectomy in 2010.")
    let time = try #require(note.entities.first { $0.category == .timeExpression })
    #expect(time.type == .timeToProcedure)
    let attribute = try #require(time.attributes.first)
    #expect(attribute.text == "appendectomy" && attribute.relationshipType == .overlap)
  }

  @Test func aTimeInALineIsNotTheNextLines() throws {
    for engine in [Engines.rules, Engines.full] {
      let note = engine.read(
        "hydrochlorothiazide 25 mg daily - STOPPED 1/2024\ngabapentin 300 mg tid"
      )
      let time = try #require(note.entities.first { $0.category == .timeExpression })
      #expect(time.attributes.map(\.text) == ["hydrochlorothiazide"])
    }
  }

  static let privacy = Table.rows(
    """
    Dr. Jane Doe was called. | Jane Doe | name
    Mr. O'Brien is well. | O'Brien | name
    Patient: John Smith | John Smith | name
    Beth967 Hansen121 is here. | Beth967 Hansen121 | name
    Seen by Robert Jones today. | Robert Jones | name
    Call 555-123-4567. | 555-123-4567 | phoneOrFax
    Call (555) 123-4567 now. | (555) 123-4567 | phoneOrFax
    MRN: 1234567 | 1234567 | identifier
    SSN 123-45-6789 | 123-45-6789 | identifier
    Write to jane.doe@example.org please. | jane.doe@example.org | email
    See https://example.org/a?b=1 for more. | https://example.org/a?b=1 | url
    A 72-year-old man. | 72-year-old | age
    Pt is 72 yo. | 72 yo | age
    Age: 45 | 45 | age
    He lives at 123 Main Street. | 123 Main Street | address
    She works as a teacher. | teacher | profession
    Seen by **NAME[AAA BBB] today. | **NAME[AAA BBB] | name
    On 03/01/2024. | 03/01/2024 | date
    """
  )

  @Test(arguments: privacy) func whatNamesAPersonIsFound(row: [String]) throws {
    let note = Engines.rules.read(row[0], noteDate: Engines.noteDate)
    let found = note.entities.filter { $0.category == .protectedHealthInformation }
    let isFound = found.contains { $0.text == row[1] && "\($0.type)" == row[2] }
    #expect(isFound, "\(row[0]): \(found.map(\.text))")
  }

  static let open: [String] = [
    "Parkinson's disease", "HbA1c 7.9", "SpO2 97%", "Foley catheter", "Crohn's disease.",
    "Vitamin B12 level", "CHADS2 score",
  ]

  @Test(arguments: open) func eponymsAndTestsAreNoNames(text: String) {
    #expect(!Engines.rules.read(text).entities.contains { $0.type == .name }, "\(text)")
  }

  static let social = Table.rows(
    """
    Smokes 1 pack per day. | Smokes | tobaccoUse
    He drinks 2 beers a week. | drinks | alcoholConsumption
    Uses cocaine. | cocaine | recreationalDrugUse
    Denies illicit drugs. | illicit drugs | recreationalDrugUse
    A Hispanic woman. | woman | gender
    A Hispanic woman. | Hispanic | raceEthnicity
    """
  )

  @Test(arguments: social) func habitsAreFound(row: [String]) throws {
    let entity = try #require(Engines.rules.read(row[0]).entity(row[1]), "\(row[0])")
    #expect("\(entity.type)" == row[2])
  }

  @Test func amountsBelongToHabits() throws {
    let note = Engines.rules.read("Smokes 1 pack per day for 20 years.")
    let entity = try #require(note.entity("Smokes"))
    #expect(entity.texts(.amount) == ["1 pack"])
    #expect(entity.texts(.duration) == ["20 years"])
  }

  /// What somebody drinks is no medication, whatever a model of abstracts makes of it.
  @Test func unitsOfAlcoholAreAHabit() throws {
    let drinks = try #require(Engines.full.read("Alcohol 10 units/week.").entity("Alcohol"))
    #expect(drinks.type == .alcoholConsumption)
    #expect(drinks.texts(.amount) == ["10 units"])
    #expect(!drinks.traits.contains { $0.name == .pastHistory })
    let none = try #require(Engines.full.read("Alcohol none.").entity("Alcohol"))
    #expect(none.type == .alcoholConsumption && none.traits.contains { $0.name == .negation })
  }
}
