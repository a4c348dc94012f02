// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

/// References lead from one patient's record into another's: the head above says who is open, and what is
/// read must say whose it is.
@Suite struct StrangeRecordTests {
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func whatIsOfAnotherPatientSaysSo(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    func lactate(_ id: String, _ patient: String) -> String {
      """
      {"resourceType":"Observation","id":"\(id)","status":"final","code":{"text":"Lactate"},\
      "subject":{"reference":"Patient/\(patient)"},"performer":[{"reference":"Organization/lab"}],\
      "effectiveDateTime":"2024-05-01","valueQuantity":{"value":2,"unit":"mmol/L"}}
      """
    }
    try record.writeMore([
      #"{"resourceType":"Organization","id":"lab","name":"Laboratory"}"#,
      lactate("own", "okafor"), lactate("other", "vega"),
    ])
    var session = record.session(width, height)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter 4")
    let words = "Of another patient: VEGA, Luz"
    session.keys("enter")
    #expect(!session.screen.contains(words))
    // Over the laboratory to a result of somebody else, and on to that person.
    session.keys("tab enter")
    #expect(session.state.chart?.sheet?.key.description == "Organization/lab")
    #expect(!session.screen.contains("Of another patient"))
    session.keys("enter")
    #expect(session.state.chart?.sheet?.key.description == "Observation/other", "\(session.screen)")
    #expect(session.row(0).contains("OKAFOR"))
    #expect(session.screen.contains(words), "\(session.screen)")
    session.keys("r")
    #expect(session.screen.contains(words))
    session.keys("r enter")
    #expect(session.state.chart?.sheet?.key.description == "Patient/vega")
    #expect(session.screen.contains(words))
  }

  /// Where nobody said when anything was, no axis says it: not 1970, and no column of it.
  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func aRecordWithoutDatesHasNoAxis(_ width: Int, _ height: Int) throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      #"{"resourceType":"Patient","id":"una","name":[{"family":"Undated","given":["Una"]}]}"#,
      #"{"resourceType":"Condition","id":"una1","subject":{"reference":"Patient/una"},"code":{"text":"Asthma"}}"#,
      #"{"resourceType":"Condition","id":"una2","subject":{"reference":"Patient/una"},"code":{"text":"Gout"}}"#,
    ])
    var session = record.session(width, height)
    session.keys("f")
    session.type("undated")
    session.keys("enter x enter 1")
    #expect(session.row(0).contains("UNDATED"), "\(session.screen)")
    #expect(session.screen.contains("No event of this record has a date"), "\(session.screen)")
    #expect(session.screen.contains("Asthma"))
    #expect(!session.screen.contains("1970"), "\(session.screen)")
    #expect(!session.screen.contains("bin "))
    // Keys that move in time say why they do not.
    for key in ["z", "Z", "0", "j", "l", "A"] {
      session.keys(key)
      #expect(!session.screen.contains("1970"), "\(key)\n\(session.screen)")
    }
    #expect(session.screen.contains("has no date"), "\(session.screen)")
    #expect(session.state.chart?.dayZero == nil)
  }
}
