// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// Problems that are active by their status alone: nothing says since when.
@Suite struct ActiveProblemTests {
  private static func condition(_ id: String, _ name: String, _ status: String) -> String {
    """
    {"resourceType":"Condition","id":"\(id)","subject":{"reference":"Patient/vega"},\
    "code":{"text":"\(name)"},"clinicalStatus":{"coding":[{"code":"\(status)"}]}}
    """
  }

  @Test func aRelapseIsActive() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore([
      Self.condition("a", "Gout", "active"), Self.condition("b", "Epilepsy", "recurrence"),
      Self.condition("c", "Lymphoma", "relapse"), Self.condition("d", "Asthma", "remission"),
    ])
    var session = record.session(120, 40)
    session.keys("g N")
    let counted = session.state.population.content?.parts.flatMap(\.rows).map(\.title) ?? []
    #expect(Set(["Gout", "Epilepsy", "Lymphoma"]).isSubset(of: counted))
    #expect(!counted.contains("Asthma"))
    session.keys("escape f")
    session.type("vega")
    session.keys("enter enter 2")
    let screen = session.screen
    let past = try #require(screen.firstRange(of: "Past")).lowerBound
    for name in ["Gout", "Epilepsy", "Lymphoma"] {
      #expect(try #require(screen.firstRange(of: name)).lowerBound < past, "\(name)\n\(screen)")
    }
    #expect(try #require(screen.firstRange(of: "Asthma")).lowerBound > past)
  }
}
