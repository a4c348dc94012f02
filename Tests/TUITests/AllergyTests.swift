// SPDX-License-Identifier: Apache-2.0

import Store
import Testing
import Timeline

@testable import TUI

/// What counts as an allergy, and which of them stands first.
@Suite struct AllergyTests {
  /// A patient with entries among the allergies, and nothing else.
  private func session(
    _ entries: [String],
    _ width: Int = 120,
    _ height: Int = 40,
    isOpen: Bool = true
  ) throws -> (RecordFixture, SessionDriver) {
    let record = try RecordFixture()
    let resources = entries.enumerated().map { number, entry in
      """
      {"resourceType":"AllergyIntolerance","id":"entry-\(number)",\
      "patient":{"reference":"Patient/vega"},\(entry)}
      """
    }
    try record.writeMore(resources)
    var session = record.session(width, height)
    session.keys("f")
    session.type("vega")
    session.keys(isOpen ? "enter enter" : "enter")
    return (record, session)
  }

  private static func entry(
    _ name: String,
    _ date: String = "2020-01-01",
    code: String = "",
    more: String = ""
  ) -> String {
    let coding =
      code.isEmpty
      ? "" : #""coding":[{"system":"http://snomed.info/sct","code":"\#(code)"}],"#
    return #""code":{\#(coding)"text":"\#(name)"},"recordedDate":"\#(date)"\#(more)"#
  }

  private static let denials: [(String, String, String)] = [
    ("No known allergy", "716186003", "NKA"),
    ("Nothing to declare", "716186003", "NKA"),
    ("No Known Allergies", "", "NKA"),
    ("NKDA", "", "NKDA"),
    ("No known drug allergies", "409137002", "NKDA"),
    ("No known medication allergies", "", "NKDA"),
    ("No known environmental allergy", "428607008", ""),
  ]

  /// "No known allergies" is an entry like any other, and must never count as one.
  @Test(arguments: denials)
  func aDenialIsNoAllergy(_ name: String, _ code: String, _ said: String) throws {
    let (record, session) = try session([Self.entry(name, code: code)])
    defer { withExtendedLifetime(record) {} }
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(!banner.contains("ALLERGY"), "\(banner)")
    #expect(said.isEmpty || banner.contains(" \(said)"), "\(banner)")
    #expect(session.state.chart?.patient.allergyCount == 0)
    #expect(session.state.chart?.summary?.allergies.isEmpty == true)
    var problems = session
    problems.keys("g 2")
    #expect(problems.screen.contains("No known allergies (1)"), "\(problems.screen)")
  }

  private static let allergens = ["Penicillin", "No-see-um bites", "Nickel", "NKDA tape"]

  @Test(arguments: allergens)
  func anAllergenIsOne(_ name: String) throws {
    let (record, session) = try session([
      Self.entry(name), Self.entry("No known food allergy", code: "429625007"),
    ])
    defer { withExtendedLifetime(record) {} }
    let banner = session.screen.split(separator: "\n").first ?? ""
    #expect(banner.contains("ALLERGY:1"), "\(banner)")
    #expect(session.state.chart?.patient.allergyCount == 1)
  }

  /// What was refuted, or is over, is listed as such.
  @Test func whatWasRefutedDoesNotCount() throws {
    let refuted = #","verificationStatus":{"coding":[{"code":"refuted"}]}"#
    let over = #","clinicalStatus":{"coding":[{"code":"resolved"}]}"#
    let (record, session) = try session([
      Self.entry("Penicillin", more: refuted), Self.entry("Egg", more: over),
    ])
    defer { withExtendedLifetime(record) {} }
    #expect(session.state.chart?.summary?.allergies.isEmpty == true)
    var problems = session
    problems.keys("g 2")
    #expect(problems.screen.contains("Past or refuted allergies (2)"), "\(problems.screen)")
  }

  // MARK: - What is taken

  /// Whoever opens the record, or only has it in focus, learns that what is taken is an allergen.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func anAllergenThatIsTakenIsSaid(_ size: (Int, Int)) throws {
    let (record, listed) = try session(
      [
        Self.entry("Penicillin", "2010-01-01", more: Self.reaction("Anaphylaxis", "high")),
        Self.entry("Peanut", "2011-01-01"),
      ],
      size.0,
      size.1,
      isOpen: false
    )
    defer { withExtendedLifetime(record) {} }
    try record.writeMore(
      ["Amoxicillin 500 mg": "active", "Flucloxacillin 1 g": "completed", "Peanut oil": "active"]
        .map { name, status in
          """
          {"resourceType":"MedicationRequest","id":"\(name.prefix(4))","status":"\(status)",\
          "intent":"order","subject":{"reference":"Patient/vega"},"authoredOn":"2024-01-01",\
          "dosageInstruction":[{"text":"1 capsule daily"}],"medicationCodeableConcept":{"text":"\(name)"}}
          """
        }
    )
    var session = listed
    session.keys("C-r")
    #expect(session.screen.contains("! Amoxicillin"), "\(session.screen)")
    session.keys("enter 3")
    let rows = session.screen.split(separator: "\n")
    // How much of it and since when stay: the order of today is another thing than an old one.
    let row = rows.first { $0.contains("Amoxicillin") && $0.contains("ALLERGIC") }
    #expect(row?.contains("1 capsule") == true, "\(session.screen)")
    #expect(row?.contains("2024-01-01") == true, "\(session.screen)")
    let flucloxacillin = rows.first { $0.contains("Flucloxacillin") }
    #expect(flucloxacillin?.contains("ALLERGIC") == false)
    if session.state.focusWords?.contains("Amoxicillin") == false { session.keys("j") }
    let spoken = session.state.focusWords ?? ""
    #expect(spoken.contains("ALLERGIC to Penicillin ("), "\(spoken)")
    session.keys("g f")
    let words = "ordered despite allergy to Penicillin: Amoxicillin"
    #expect(session.screen.contains(words), "\(session.screen)")
  }

  /// What is over and was worse stands below what is so today.
  @Test func anAnaphylaxisThatIsOverIsNotHiddenByHives() throws {
    let over =
      Self.reaction("Anaphylaxis", "high")
      + #","clinicalStatus":{"coding":[{"code":"resolved"}]}"#
    let (record, opened) = try session([
      Self.entry("Egg", "2010-01-01", more: over),
      Self.entry("Egg", "2020-01-01", more: Self.reaction("Hives", "low")),
    ])
    defer { withExtendedLifetime(record) {} }
    var session = opened
    session.keys("2")
    #expect(session.screen.contains("Anaphylaxis"), "\(session.screen)")
    #expect(session.screen.contains("Past or refuted allergies (1)"))
  }

  /// Before it is given is when it helps to know; what was given this morning is no less of a danger.
  @Test(arguments: [
    ("MedicationRequest", "draft", "authoredOn", "2024-05-20", true),
    ("MedicationRequest", "on-hold", "authoredOn", "2024-01-01", true),
    ("MedicationAdministration", "completed", "effectiveDateTime", "2024-06-02T08:00:00Z", true),
    ("MedicationAdministration", "completed", "effectiveDateTime", "2024-01-19T08:00:00Z", false),
    ("MedicationAdministration", "not-done", "effectiveDateTime", "2024-06-02T08:00:00Z", false),
    ("MedicationRequest", "cancelled", "authoredOn", "2024-06-02", false),
  ])
  func whatIsToBeTakenOrWasJustGivenIsHeldAgainstAllergies(
    _ type: String,
    _ status: String,
    _ dated: String,
    _ date: String,
    _ isMarked: Bool
  ) throws {
    let (record, opened) = try session([
      Self.entry("Penicillin", "2010-01-01", more: Self.reaction("Anaphylaxis", "high"))
    ])
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      """
      {"resourceType":"\(type)","id":"m","status":"\(status)","intent":"order",\
      "subject":{"reference":"Patient/vega"},"\(dated)":"\(date)",\
      "medicationCodeableConcept":{"text":"Amoxicillin 500 mg"}}
      """
    ])
    var session = opened
    session.keys("C-r 3")
    let row = session.screen.split(separator: "\n").first { $0.contains("Amoxicillin") } ?? ""
    #expect(row.contains("ALLERGIC") == isMarked, "\(session.screen)")
  }

  /// A pregnancy that is over is not hidden behind a later one, nor a problem that was there before.
  @Test func whatWasThereMoreThanOnceIsCounted() throws {
    let (record, opened) = try session([Self.entry("Peanut")])
    defer { withExtendedLifetime(record) {} }
    try record.writeMore(
      [
        ("a", "Normal pregnancy", "2017", "2018"), ("b", "Normal pregnancy", "2022", "2023"),
        ("c", "Gout", "2010", "2011"), ("d", "Gout", "2020", ""), ("e", "Cough", "2019", "2019"),
      ].map { id, name, start, end in
        """
        {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/vega"},\
        "code":{"text":"\(name)"},"onsetDateTime":"\(start)"\
        \(end.isEmpty ? "" : #","abatementDateTime":"\#(end)""#),\
        "clinicalStatus":{"coding":[{"code":"\(end.isEmpty ? "active" : "resolved")"}]}}
        """
      }
    )
    var session = opened
    session.keys("C-r 2")
    func row(_ name: String) -> String {
      session.screen.split(separator: "\n").first { $0.contains(name) }.map(String.init) ?? ""
    }
    #expect(row("Normal pregnancy").contains("Normal pregnancy ×2"), "\(session.screen)")
    #expect(row("Gout").contains("Gout ×2"))
    #expect(row("Cough").contains("×") == false)
  }

  // MARK: - The worst first

  /// A later entry that says less, or something else, hides nothing of an earlier one.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func aLaterEntryHidesNoAnaphylaxis(_ size: (Int, Int)) throws {
    let doubt = #","verificationStatus":{"coding":[{"code":"unconfirmed"}]}"#
    let (record, opened) = try session(
      [
        Self.entry("Penicillin", "2010-01-01", more: Self.reaction("Anaphylaxis", "high")),
        Self.entry("Penicillin", "2020-01-01", more: Self.reaction("Rash", "low") + doubt),
        Self.entry("Latex", "2012-01-01", more: Self.reaction("Hives", "high")),
        Self.entry("Latex", "2021-01-01"), Self.entry("Egg", "2001-01-01"),
        Self.entry("Egg", "2002-01-01"),
      ],
      size.0,
      size.1
    )
    defer { withExtendedLifetime(record) {} }
    let loaded = try #require(opened.state.chart?.chart)
    #expect(
      opened.state.chart?.summary?.allergies.map { loaded.event($0).title }
        == ["Penicillin", "Latex", "Egg", "Penicillin"]
    )
    let banner = opened.screen.split(separator: "\n").first ?? ""
    #expect(banner.contains("ALLERGY:3"), "\(banner)")
    let fold = loaded.timeline.folds(of: .allergies).first { $0.label.contains("Penicillin") }
    #expect(fold?.label.contains("Anaphylaxis") == true)
    var session = opened
    session.keys("g 2")
    let rows = session.screen.split(separator: "\n")
    #expect(rows.contains { $0.contains("Penicillin") && $0.contains("HIGH: ") })
    #expect(rows.contains { $0.contains("Penicillin") && $0.contains("low: ") })
    #expect(rows.contains { $0.contains("Latex") && $0.contains("HIGH: ") })
  }

  private static func reaction(_ words: String, _ criticality: String) -> String {
    #","criticality":"\#(criticality)","reaction":[{"manifestation":[{"text":"\#(words)"}]}]"#
  }

  private static let several = [
    entry("Dust", "2023-01-01", more: reaction("Rhinitis", "low")),
    entry("Penicillin", "2010-01-01", more: reaction("Anaphylaxis", "high")),
    entry("Latex", "2015-01-01", more: reaction("Contact dermatitis of both hands", "high")),
    entry("Nickel", "2024-01-01"),
    entry("Grass", "2024-02-01", more: reaction("Rhinitis", "low")),
  ]

  private static let order = ["Penicillin", "Latex", "Nickel", "Grass", "Dust"]

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theWorstStandsFirst(_ size: (Int, Int)) throws {
    let (record, session) = try session(Self.several, size.0, size.1)
    defer { withExtendedLifetime(record) {} }
    let chart = try #require(session.state.chart)
    let loaded = try #require(chart.chart)
    #expect(chart.summary?.allergies.map { loaded.event($0).title } == Self.order)
    var problems = session
    problems.keys("g 2")
    let rows = problems.screen.split(separator: "\n")
    let places = Self.order.compactMap { name in rows.firstIndex { $0.contains(name) } }
    #expect(places == places.sorted() && places.count == 5, "\(problems.screen)")
    // The criticality is not what is cut.
    for (name, said) in [("Penicillin", "HIGH: "), ("Latex", "HIGH: "), ("Dust", "low: ")] {
      #expect(
        rows.contains { $0.contains(name) && $0.contains(said) },
        "\(name)\n\(problems.screen)"
      )
    }
  }

  @Test func thePreviewBeginsWithTheWorst() throws {
    let (record, session) = try session(Self.several, 80, 24, isOpen: false)
    defer { withExtendedLifetime(record) {} }
    let row = try #require(session.screen.split(separator: "\n").first { $0.contains("Allergies") })
    #expect(row.contains("Penicillin (HIGH) · Latex (HIGH) · Nickel"), "\(row)")
  }

  /// What is critical stands before what is newer.
  @Test func criticalValuesStandFirst() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func lab(_ name: String, _ date: String, _ flag: String) -> String {
      """
      {"resourceType":"Observation","id":"\(name)","status":"final","category":[{"coding":[{\
      "code":"laboratory"}]}],"code":{"text":"\(name)"},"subject":{"reference":"Patient/vega"},\
      "effectiveDateTime":"\(date)","valueQuantity":{"value":7},"interpretation":[{"coding":[{\
      "code":"\(flag)"}]}]}
      """
    }
    try record.writeMore([
      lab("Sodium", "2024-04-01", "H"), lab("Potassium", "2024-03-01", "HH"),
      lab("Chloride", "2024-04-02", "L"),
    ])
    var session = record.session(80, 24)
    session.keys("f")
    session.type("vega")
    session.keys("enter")
    let found = session.state.list.preview?.recentAbnormal ?? []
    #expect(found.map { $0.prefix { $0 != " " } } == ["Potassium", "Chloride", "Sodium"])
  }
}
