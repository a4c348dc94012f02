// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

/// Values that are not simply numbers of one unit: bounds, and values of another unit.
struct BoundTests {
  private static func lab(
    _ id: String,
    _ date: String,
    _ quantity: String,
    name: String = "eGFR"
  ) -> String {
    """
    {"resourceType":"Observation","id":"\(id)","status":"final",\
    "category":[{"coding":[{"code":"laboratory"}]}],"subject":{"reference":"Patient/okafor"},\
    "code":{"text":"\(name)"},"effectiveDateTime":"\(date)","valueQuantity":{\(quantity)},\
    "referenceRange":[{"low":{"value":60}}]}
    """
  }

  /// Okafor's record with some more values; the newest is in the focus of the list of labs.
  private func open(
    _ values: [String],
    name: String,
    _ keys: String = ""
  ) throws -> (
    RecordFixture, SessionDriver
  ) {
    let record = try RecordFixture()
    try record.writeMore(
      values.enumerated().map {
        Self.lab("v\($0.offset)", "202\($0.offset)-01-01", $0.element, name: name)
      }
    )
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter 4 /")
    session.type(name)
    session.keys("enter \(keys)")
    return (record, session)
  }

  private static let above = #""value":90,"comparator":">","unit":"mL/min""#

  private static func plain(_ value: Int, _ unit: String = "mL/min") -> String {
    #""value":\#(value),"unit":"\#(unit)""#
  }

  @Test func nothingIsComputedFromABound() throws {
    let values = [Self.above, Self.plain(88), Self.plain(86), Self.above, Self.plain(84)]
    var (record, session) = try open(values, name: "eGFR", "enter")
    defer { withExtendedLifetime(record) {} }
    #expect(session.screen.contains("previous >90 (2023-01-01)"))
    #expect(session.screen.contains("Δ –"))
    #expect(session.screen.contains("own baseline –") && !session.screen.contains("change vs"))
    session.keys("esc 1")
    #expect(session.screen.contains("Δ–") && !session.screen.contains("Δ-6"))
    session.keys("g t")
    #expect(session.screen.contains("own –"))
  }

  @Test func aBoundIsShownAsOne() throws {
    let (record, session) = try open(
      [Self.plain(88), Self.plain(86), Self.plain(84), Self.above],
      name: "eGFR",
      "1 g t"
    )
    defer { withExtendedLifetime(record) {} }
    let row = session.screen.split(separator: "\n").first { $0.contains("eGFR mL/min") } ?? ""
    #expect(row.contains("  >90  2023"), "\(row)")
    // What it is usually is known, how far from it is not.
    #expect(row.contains("own 86") && !row.contains("%"), "\(row)")
  }

  @Test func valuesInAnotherUnitAreCounted() throws {
    let values = [
      Self.plain(88), Self.plain(86), Self.plain(1, "mL/s"), Self.plain(2, "mL/s"), Self.plain(84),
    ]
    let said = "2 values in mL/s are not drawn"
    var (record, session) = try open(values, name: "eGFR", "enter")
    defer { withExtendedLifetime(record) {} }
    #expect(session.screen.contains(said))
    session.keys("esc 1 g t")
    #expect(session.screen.contains(said))
    session.resize(80, 24)
    #expect(session.screen.contains(said))
  }
}
