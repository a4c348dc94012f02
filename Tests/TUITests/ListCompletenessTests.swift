// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import TUI

/// Whatever a record has is in the list where somebody looks for it: without a date, beside something
/// newer that is over, or found at the same moment as something else.
@Suite("Nothing is missing from the lists")
struct ListCompletenessTests {
  private static func resource(_ type: String, _ id: String, _ rest: String) -> String {
    """
    {"resourceType":"\(type)","id":"\(id)","subject":{"reference":"Patient/vega"},\
    "patient":{"reference":"Patient/vega"},\(rest)}
    """
  }

  private static func condition(_ id: String, _ status: String, _ onset: String) -> String {
    resource(
      "Condition",
      id,
      #""clinicalStatus":{"coding":[{"code":"\#(status)"}]},"code":{"text":"Gout"},"#
        + #""onsetDateTime":"\#(onset)""#
    )
  }

  /// The rows of a view below a heading, up to the next one.
  private func section(_ heading: String, _ session: SessionDriver) -> [String] {
    let lines = session.screen.split(separator: "\n").map { line in
      // Beside the list stands the detail.
      String(line.prefix { $0 != "│" })
    }
    guard let start = lines.firstIndex(where: { $0.contains(heading) }) else { return [] }
    return Array(
      lines[(start + 1)...].prefix { $0.hasPrefix("   ") || $0.hasPrefix(" ▸") }
    )
  }

  private func open(_ resources: [String], _ keys: String) throws -> (RecordFixture, SessionDriver)
  {
    let record = try RecordFixture()
    try record.writeMore(resources)
    var session = record.session(120, 40)
    session.keys("f")
    session.type("vega")
    session.keys("enter enter \(keys)")
    return (record, session)
  }

  @Test func whatHasNoDateIsListedToo() throws {
    let (record, opened) = try open(
      [
        Self.resource(
          "Immunization",
          "tetanus",
          #""status":"completed","vaccineCode":{"text":"Tetanus"},"occurrenceString":"in childhood""#
        ),
        Self.resource(
          "MedicationStatement",
          "old",
          #""status":"stopped","medicationCodeableConcept":{"text":"Digoxin"}"#
        ),
        Self.resource(
          "MedicationRequest",
          "never",
          #""status":"active","intent":"order","doNotPerform":true,"#
            + #""medicationCodeableConcept":{"text":"Codeine"}"#
        ),
        Self.resource(
          "Observation",
          "group",
          #""status":"final","category":[{"coding":[{"code":"laboratory"}]}],"#
            + #""code":{"text":"Blood group"},"valueString":"A positive""#
        ),
        Self.resource(
          "DiagnosticReport",
          "histology",
          #""status":"final","code":{"text":"Histology"},"conclusion":"Carcinoma""#
        ),
      ],
      "g 3"
    )
    defer { withExtendedLifetime(record) {} }
    var session = opened
    #expect(section("Immunizations (1)", session).contains { $0.contains("Tetanus") })
    #expect(section("Past medications (1)", session).contains { $0.contains("Digoxin") })
    let held = section("Held, planned, or not to be given (1)", session)
    #expect(held.contains { $0.contains("Do not give: Codeine") })
    session.keys("g 4")
    #expect(section("Labs (", session).contains { $0.contains("Blood group") }, "\(session.screen)")
    session.keys("g 5")
    #expect(section("Documents (", session).contains { $0.contains("Histology") })
  }

  /// Where there is room for one name it is that of a disease, though the patient found work since.
  @Test func diseasesComeBeforeCircumstances() throws {
    func problem(_ id: String, _ code: String, _ name: String, _ date: String) -> String {
      Self.resource(
        "Condition",
        id,
        #""clinicalStatus":{"coding":[{"code":"active"}]},"onsetDateTime":"\#(date)","#
          + #""code":{"coding":[{"system":"http://snomed.info/sct","code":"\#(code)","#
          + #""display":"\#(name)"}]}"#
      )
    }
    let (record, session) = try open(
      [
        problem("w", "160903007", "Full-time employment (finding)", "2026-05-01"),
        problem("h", "42343007", "Congestive heart failure (disorder)", "2019-01-01"),
      ],
      "g 2"
    )
    let rows = section("Active problems", session)
    #expect(rows.first?.contains("Congestive heart failure") == true, "\(rows)")
    #expect(rows.dropFirst().first?.contains("Full-time employment") == true, "\(rows)")
    withExtendedLifetime(record) {}
  }

  /// Nobody can say that a result without a date is the newest.
  @Test func aResultWithoutADateIsNotTheLatest() throws {
    func sodium(_ id: String, _ value: Int, _ more: String) -> String {
      Self.resource(
        "Observation",
        id,
        #""status":"final","category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"Sodium"},"#
          + #""valueQuantity":{"value":\#(value),"unit":"mmol/L"},"#
          + #""referenceRange":[{"low":{"value":135},"high":{"value":145}}]\#(more)"#
      )
    }
    let (record, session) = try open(
      [sodium("undated", 140, ""), sodium("dated", 118, #","effectiveDateTime":"2024-01-01""#)],
      "g 4"
    )
    defer { withExtendedLifetime(record) {} }
    let rows = section("Labs (", session).filter { $0.contains("Sodium") }
    #expect(rows.count == 1)
    #expect(rows.first?.contains("118 mmol/L") == true, "\(rows)")
  }

  /// A newer entry that is over does not hide that another one says it is so.
  @Test(arguments: ["resolved", "entered-in-error"])
  func whatIsActiveIsNotHiddenByWhatIsOver(_ status: String) throws {
    let later =
      status == "resolved"
      ? Self.condition("b", status, "2022-01-01")
      : Self.resource(
        "Condition",
        "b",
        #""verificationStatus":{"coding":[{"code":"entered-in-error"}]},"#
          + #""code":{"text":"Gout"},"onsetDateTime":"2022-01-01""#
      )
    let (record, session) = try open([Self.condition("a", "active", "2010-01-01"), later], "g 2")
    defer { withExtendedLifetime(record) {} }
    #expect(section("Active problems (1)", session).contains { $0.contains("Gout") })
    let past = section("problems (1)", session)
    #expect(session.screen.contains("(in error) Gout") == (status != "resolved"), "\(past)")
  }

  @Test func anAllergyInErrorIsListedAsSuch() throws {
    let (record, session) = try open(
      [
        Self.resource(
          "AllergyIntolerance",
          "latex",
          #""verificationStatus":{"coding":[{"code":"entered-in-error"}]},"code":{"text":"Latex"}"#
        )
      ],
      "g 2"
    )
    defer { withExtendedLifetime(record) {} }
    let listed = section("Past or refuted allergies (1)", session)
    #expect(listed.contains { $0.contains("(in error) Latex") }, "\(session.screen)")
  }

  /// One germ is resistant, another one susceptible: both are said, and the worse comes first.
  @Test func whatDiffersAtOneMomentIsSaidTogether() throws {
    func gentamicin(_ id: String, _ letter: String, _ words: String) -> String {
      Self.resource(
        "Observation",
        id,
        #""status":"final","category":[{"coding":[{"code":"laboratory"}]}],"#
          + #""code":{"text":"Gentamicin"},"effectiveDateTime":"2024-01-01T16:44:00Z","#
          + #""valueString":"\#(words)","interpretation":[{"coding":[{"code":"\#(letter)"}]}]"#
      )
    }
    for isReversed in [false, true] {
      let both = [gentamicin("a", "R", "Resistant"), gentamicin("b", "S", "Susceptible")]
      let (record, opened) = try open(isReversed ? both.reversed() : both, "g 4")
      var session = opened
      let rows = section("Labs (", session).filter { $0.contains("Gentamicin") }
      #expect(rows.count == 1)
      #expect(rows.first?.contains("Resistant / Susceptible") == true, "\(rows)")
      session.keys("q")
      #expect(session.screen.contains("Gentamicin Resistant"), "\(session.screen)")
      withExtendedLifetime(record) {}
    }
  }

  private static func culture(_ id: String, _ more: String, site: String = "") -> String {
    Self.resource(
      "Observation",
      id,
      #""category":[{"coding":[{"code":"laboratory"}]}],"code":{"coding":[{"system":"urn:x","#
        + #""code":"c1"}],"text":"Culture"},\#(site)\#(more)"#
    )
  }

  /// What was final is not hidden by what was preliminary, nor a value by why there is none.
  @Test func theBestOfWhatIsKnownIsTheLatest() throws {
    let moment = #""effectiveDateTime":"2026-05-01T10:00:00Z""#
    let resources = [
      Self.culture("a", #""status":"final",\#(moment),"valueString":"MRSA""#),
      Self.culture("b", #""status":"preliminary",\#(moment),"valueString":"no growth yet""#),
      Self.culture(
        "c",
        #""status":"final","effectiveDateTime":"2026-05-02","dataAbsentReason":{"text":"spilled"}"#
      ),
    ]
    for order in [resources, resources.reversed()] {
      let (record, session) = try open(order, "g 4")
      let rows = section("Labs (", session).filter { $0.contains("Culture") }
      #expect(rows.count == 1)
      #expect(rows.first?.contains("MRSA") == true, "\(rows)")
      #expect(rows.first?.contains("no growth") == false, "\(rows)")
      withExtendedLifetime(record) {}
    }
    let (record, session) = try open([resources[1]], "g 4")
    #expect(session.screen.contains("prelim. no growth yet"), "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// A report that counts its results has no words; what was written on its day is read.
  @Test func aReportWithoutWordsLeadsToTheNoteOfItsDay() throws {
    let text = Data("Seen today, well.".utf8).base64EncodedString()
    let (record, opened) = try open(
      [
        Self.resource(
          "DiagnosticReport",
          "r",
          #""category":[{"coding":[{"code":"LAB"}]}],"code":{"text":"Metabolic panel"},"status":"final","#
            + #""effectiveDateTime":"2026-05-01T10:00:00Z","result":[{"reference":"Observation/x"}]"#
        ),
        Self.resource(
          "DocumentReference",
          "n",
          #""status":"current","date":"2026-05-01T09:00:00Z","#
            + #""content":[{"attachment":{"contentType":"text/plain","data":"\#(text)"}}]"#
        ),
      ],
      "/"
    )
    var session = opened
    session.type("metabolic")
    session.keys("enter o")
    #expect(session.screen.contains("Seen today, well."), "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// On the narrowest screens a number is whole or is cut with a mark, never written over.
  @Test(arguments: [26, 32, 38, 46]) func aNumberIsNotWrittenOver(_ width: Int) throws {
    let (record, opened) = try open(
      [
        Self.resource(
          "Observation",
          "d",
          #""category":[{"coding":[{"code":"laboratory"}]}],"code":{"text":"D-dimer"},"status":"final","#
            + #""effectiveDateTime":"2026-05-01","valueQuantity":{"value":35000,"unit":"ng/L"}"#
        ),
        Self.resource(
          "MedicationRequest",
          "m",
          #""status":"active","intent":"order","authoredOn":"2026-05-01","#
            + #""medicationCodeableConcept":{"text":"Digoxin"},"dosageInstruction":[{"text":"125 ug"}]"#
        ),
      ],
      "g 4"
    )
    var session = opened
    session.resize(width, 24)
    let lab = try #require(session.screen.split(separator: "\n").first { $0.contains("D-dim") })
    #expect(lab.contains("35000"), "\(lab)")
    session.keys("g 3")
    let drug = try #require(session.screen.split(separator: "\n").first { $0.contains("Dig") })
    #expect(drug.contains("125 ug") && !drug.contains("125 ug2"), "\(drug)")
    withExtendedLifetime(record) {}
  }

  /// What waits for its result says so, and is no blank.
  @Test func aResultToComeIsSaidToBe() throws {
    let (record, session) = try open(
      [Self.culture("a", #""status":"registered","effectiveDateTime":"2026-05-01""#)],
      "g 4"
    )
    let rows = section("Labs (", session).filter { $0.contains("Culture") }
    #expect(rows.first?.contains("registered") == true, "\(session.screen)")
    withExtendedLifetime(record) {}
  }

  /// The left eye is not the right one.
  @Test func sidesOfTheBodyAreApart() throws {
    let (record, opened) = try open(
      [
        Self.culture(
          "l",
          #""status":"final","effectiveDateTime":"2026-05-01","valueQuantity":{"value":15}"#,
          site: #""bodySite":{"text":"Left eye"},"#
        ),
        Self.culture(
          "r",
          #""status":"final","effectiveDateTime":"2026-05-02","valueQuantity":{"value":45}"#,
          site: #""bodySite":{"text":"Right eye"},"#
        ),
        Self.resource(
          "Condition",
          "f",
          #""clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Fracture"},"#
            + #""bodySite":[{"text":"Right femur"}],"onsetDateTime":"2026-01-01""#
        ),
        Self.resource(
          "Condition",
          "g",
          #""clinicalStatus":{"coding":[{"code":"active"}]},"code":{"text":"Fracture of left ulna"},"#
            + #""bodySite":[{"text":"Left ulna"}],"onsetDateTime":"2026-01-01""#
        ),
      ],
      "g 4"
    )
    defer { withExtendedLifetime(record) {} }
    var session = opened
    let rows = section("Labs (", session)
    #expect(rows.contains { $0.contains("Culture – Left eye") && $0.contains("15") }, "\(rows)")
    #expect(rows.contains { $0.contains("Culture – Right eye") && $0.contains("45") }, "\(rows)")
    session.keys("g 2")
    let problems = section("Active problems", session)
    #expect(problems.contains { $0.contains("Fracture – Right femur") }, "\(problems)")
    // What the name says is not said twice.
    #expect(problems.contains { $0.contains("Fracture of left ulna") && !$0.contains("–") })
  }

  /// An order that is held is not hidden by the one before it.
  @Test func whatIsHeldStandsBesideWhatIsActive() throws {
    func order(_ id: String, _ status: String, _ date: String) -> String {
      Self.resource(
        "MedicationRequest",
        id,
        #""status":"\#(status)","intent":"order","authoredOn":"\#(date)","#
          + #""medicationCodeableConcept":{"text":"Apixaban"}"#
      )
    }
    let (record, session) = try open(
      [order("a", "active", "2024-01-01"), order("b", "on-hold", "2024-03-01")],
      "g 3"
    )
    defer { withExtendedLifetime(record) {} }
    #expect(section("Active medications (1)", session).contains { $0.contains("Apixaban") })
    let held = section("Held, planned, or not to be given (1)", session)
    #expect(held.contains { $0.contains("Apixaban") && $0.contains("on-hold") }, "\(held)")
  }

  /// The empty date of a program, the year 1, leaves the life its columns.
  @Test func theYearOneIsNoPartOfALife() throws {
    let (record, session) = try open(
      [
        Self.resource(
          "Observation",
          "empty",
          #""status":"final","code":{"text":"Weight"},"effectiveDateTime":"0001-01-01""#
        ),
        Self.condition("a", "active", "2010-01-01"), Self.condition("b", "active", "2020-01-01"),
      ],
      "g 1 0"
    )
    defer { withExtendedLifetime(record) {} }
    #expect(session.screen.contains("2010") && session.screen.contains("2016"), "\(session.screen)")
  }
}
