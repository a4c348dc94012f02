// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// What is taken, to come, held or only asked for, and what of it is in which list.
@Suite struct DispensedTests {
  private static let subject = #""subject":{"reference":"Patient/vega"}"#

  private static func drug(_ type: String, _ id: String, _ name: String, _ more: String) -> String {
    """
    {"resourceType":"\(type)","id":"\(id)",\(subject),\
    "medicationCodeableConcept":{"text":"\(name)"},\(more)}
    """
  }

  /// The lines of a view, each with the heading that it stands below.
  private func lines(_ resources: [String], view: String) throws -> [String: String] {
    let record = try RecordFixture()
    try record.writeMore(resources)
    var session = record.session(120, 40)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter \(view)")
    defer { withExtendedLifetime(record) {} }
    var heading = ""
    var found: [String: String] = [:]
    for row in session.screen.split(separator: "\n").dropFirst(2) {
      let left = row.prefix(66).split(separator: "│").first.map(String.init) ?? ""
      let text = left.replacing("▸", with: " ")
      if let end = text.firstRange(of: " ("), text.hasPrefix(" "), !text.hasPrefix("  ") {
        heading = String(text[..<end.lowerBound]).trimmed
      } else if let name = text.split(separator: "  ").first {
        found[String(name).trimmed] = heading
      }
    }
    return found
  }

  @Test func medicationsStandWhereTheyBelong() throws {
    // The present of these sessions is in June of 2024.
    let lines = try lines(
      [
        Self.drug(
          "MedicationDispense",
          "d1",
          "Clozapine",
          #""status":"completed","whenHandedOver":"2024-06-01","daysSupply":{"value":60}"#
        ),
        Self.drug(
          "MedicationDispense",
          "d2",
          "Amoxicillin",
          #""status":"completed","whenHandedOver":"2023-06-01","daysSupply":{"value":7}"#
        ),
        Self.drug(
          "MedicationDispense",
          "d3",
          "Warfarin",
          #""status":"completed","whenHandedOver":"2024-06-01","daysSupply":{"value":60}"#
        ),
        Self.drug(
          "MedicationRequest",
          "m3",
          "Warfarin",
          #""status":"stopped","intent":"order","authoredOn":"2024-05-01""#
        ),
        Self.drug(
          "MedicationRequest",
          "m4",
          "Denosumab",
          #""status":"active","intent":"order","authoredOn":"2025-05-01""#
        ),
        // Dates that were shifted by decades say nothing.
        Self.drug(
          "MedicationRequest",
          "m7",
          "Insulin",
          #""status":"active","intent":"order","authoredOn":"2180-05-01""#
        ),
        Self.drug(
          "MedicationRequest",
          "m5",
          "Lithium",
          #""status":"on-hold","intent":"order","authoredOn":"2024-05-01""#
        ),
        Self.drug(
          "MedicationRequest",
          "m6",
          "Lithium",
          #""status":"entered-in-error","intent":"order","authoredOn":"2024-05-02""#
        ),
      ],
      view: "3"
    )
    #expect(lines["Clozapine"] == "Active medications")
    #expect(lines["Amoxicillin"] == "Past medications")
    #expect(lines["Warfarin"] == "Past medications")
    #expect(lines["Insulin"] == "Active medications")
    #expect(lines["Denosumab"] == "Held, planned, or not to be given")
    #expect(lines["Lithium"] == "Held, planned, or not to be given")
  }

  @Test(arguments: [
    ("Penicillin", "Allergies and intolerances"), ("No known allergies", "No known allergies"),
    ("None", "No known allergies"), ("No information", "Allergies not known"),
    ("Unknown", "Allergies not known"),
    ("No allergies but penicillin", "Allergies and intolerances"),
    ("No known drug allergies; latex allergy", "Allergies and intolerances"),
    ("No known allergies. Allergies reviewed today", "No known allergies"),
    ("Keine bekannten Allergien", "No known allergies"),
    ("Pas d'allergie connue", "No known allergies"),
    ("No known allergies other than latex", "Allergies and intolerances"),
    ("No other known allergies", "No known allergies"),
    ("Unable to obtain", "Allergies not known"),
  ])
  func whatNobodyAskedIsNoDenial(_ name: String, _ heading: String) throws {
    let allergy = """
      {"resourceType":"AllergyIntolerance","id":"a","patient":{"reference":"Patient/vega"},\
      "code":{"text":"\(name)"}}
      """
    let lines = try lines([allergy], view: "2")
    #expect(lines.first { $0.key.hasPrefix(name.prefix(16)) }?.value == heading, "\(lines)")
  }

  /// Most systems refer to a specimen and say no more.
  @Test(arguments: [true, false])
  func whatWasExaminedIsFoundByItsReference(_ hasCode: Bool) throws {
    func glucose(_ id: String, _ value: String, _ specimen: String?) -> String {
      let coding = #""coding":[{"system":"http://lab.example","code":"GLU"}],"#
      return """
        {"resourceType":"Observation","id":"\(id)","status":"final",\(Self.subject),\
        "category":[{"coding":[{"code":"laboratory"}]}],\
        "code":{\(hasCode ? coding : "")"text":"Glucose level"},"effectiveDateTime":"2024-05-01",\
        "valueQuantity":{"value":\(value),"unit":"mmol/L"}\
        \(specimen.map { #","specimen":{"reference":"Specimen/\#($0)"}"# } ?? "")}
        """
    }
    let lines = try lines(
      [
        #"{"resourceType":"Specimen","id":"u","type":{"text":"Urine"},\#(Self.subject)}"#,
        #"{"resourceType":"Specimen","id":"b","type":{"text":"Venous blood"},\#(Self.subject)}"#,
        glucose("g1", "5.1", "b"), glucose("g2", "55", "u"),
      ],
      view: "4"
    )
    #expect(lines["Glucose level"] == "Labs")
    #expect(lines.contains { $0.key.hasPrefix("Glucose level (Urine)") && $0.value == "Labs" })
  }

  /// The last step of a scale is as much a dose as the first.
  @Test(arguments: [(80, 24), (120, 40)])
  func aDosageIsReadToItsEnd(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    let dose =
      "4 units when the glucose is 10 to 14, 8 units when it is 14 to 18, 12 units when it is above, and call the doctor"
    try record.writeMore([
      Self.drug(
        "MedicationRequest",
        "scale",
        "Insulin aspart",
        #""status":"active","intent":"order","authoredOn":"2024-05-01","dosageInstruction":[{"text":"\#(dose)"}]"#
      )
    ])
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter 3 enter")
    let words = session.screen.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    #expect(words.joined(separator: " ").contains("call the"))
    #expect(session.screen.contains("doctor"))
    withExtendedLifetime(record) {}
  }

  private static func warfarin(
    _ id: String,
    _ dose: String,
    _ from: String,
    to: String? = nil,
    _ rest: String
  ) -> String {
    let period = to.map {
      #","dispenseRequest":{"validityPeriod":{"start":"\#(from)","end":"\#($0)"}}"#
    }
    return drug(
      "MedicationRequest",
      id,
      "Warfarin",
      #""intent":"order","authoredOn":"\#(from)","dosageInstruction":[{"text":"\#(dose)"}],\#(rest)"#
        + (period ?? "")
    )
  }

  private static func anticoagulated() throws -> RecordFixture {
    let record = try RecordFixture()
    try record.writeMore([
      warfarin("w0", "3 mg daily", "2023-06-01", to: "2023-08-01", #""status":"completed""#),
      warfarin("w1", "5 mg daily", "2023-08-01", to: "2023-10-01", #""status":"completed""#),
      warfarin(
        "w2",
        "4 mg daily",
        "2023-10-01",
        #""status":"stopped","statusReason":{"text":"INR 8.5, nose bleed"}"#
      ),
      warfarin("w3", "2 mg daily", "2023-11-02", #""status":"active""#),
    ])
    for (day, value) in [("2023-09-30", "8.5"), ("2023-10-20", "2.4")] {
      try record.writeMore([
        """
        {"resourceType":"Observation","id":"inr-\(day)","status":"final",\
        "category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"INR"},\
        "subject":{"reference":"Patient/vega"},"effectiveDateTime":"\(day)",\
        "valueQuantity":{"value":\(value)}}
        """
      ])
    }
    return record
  }

  /// What is taken again was stopped for a reason, which no older order hides.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func whyADrugWasStoppedIsSaidWhereItIsTakenAgain(_ size: (Int, Int)) throws {
    let record = try Self.anticoagulated()
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter 3")
    #expect(session.screen.contains("stopped: INR 8.5"), "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// The bar of a drug says where its dose was changed.
  @Test func dosesAreMarkedOnTheBarUnderTheLabs() throws {
    let record = try Self.anticoagulated()
    var session = record.session(200, 60)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter")
    session.keys(":")
    session.type("go 2023-10-01")
    session.keys("enter z 8 g t")
    let bar = session.screen.split(separator: "\n").first { $0.contains("Warfarin") } ?? ""
    for dose in ["3 mg", "5 mg", "4 mg"] { #expect(bar.contains("\(dose) daily"), "\(bar)") }
    #expect(bar.filter { $0 == "┼" }.count == 2, "\(bar)")
    withExtendedLifetime(record) {}
  }

  /// Doses are looked at where nothing was measured, and begin with the medication that had the focus.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func dosesNeedNoValuesBesideThem(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    try record.writeMore([
      Self.warfarin("w1", "5 mg daily", "2023-01-01", #""status":"active""#),
      Self.warfarin("w2", "7 mg daily", "2023-10-01", #""status":"active""#)
        .replacing("Warfarin", with: "Bisoprolol"),
    ])
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter 3")
    while session.state.focusWords?.contains("Bisoprolol") == false { session.keys("j") }
    session.keys("g t")
    let rows = session.screen.split(separator: "\n")
    #expect(rows.contains { $0.contains("▸ Bisoprolol") || $0.contains("▸ bisoprolol") })
    #expect(rows.contains { $0.lowercased().contains("warfarin") }, "\(session.screen)")
    #expect(session.screen.contains("nothing was measured twice"))
    withExtendedLifetime(record) {}
  }

  /// The dose of today stands in the name, where its part of the bar is too short for it.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theDoseOfTodayStandsInTheName(_ size: (Int, Int)) throws {
    let record = try Self.anticoagulated()
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter g t")
    let row = session.screen.split(separator: "\n").first { $0.contains("Warfarin") } ?? ""
    #expect(row.contains(size.0 < 120 ? "Warfarin 2 mg" : "Warfarin now 2 mg"), "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// Two orders in force of one drug and unlike doses are two rows; a renewal of the same is none.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func ordersInForceOfOtherDosesAreTwoRows(_ size: (Int, Int)) throws {
    let record = try RecordFixture()
    func order(_ id: String, _ dose: String, _ date: String) -> String {
      Self.warfarin(id, dose, date, #""status":"active""#)
    }
    try record.writeMore([
      order("a", "500 mg twice daily", "2023-01-01"), order("b", "1 g twice daily", "2023-10-01"),
      order("c", "1 g twice daily", "2023-04-01"),
    ])
    var session = record.session(size.0, size.1)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter 3")
    #expect(session.screen.contains("Active medications (2)"), "\(session.screen)")
    #expect(session.screen.contains("500 mg twice daily"))
    #expect(session.screen.contains("1 g twice daily"))
    withExtendedLifetime(record) {}
  }
}
