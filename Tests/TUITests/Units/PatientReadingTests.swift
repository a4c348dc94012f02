// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

/// Patients come in pages, the latest first, and each of them once.
@Suite struct PatientReadingTests {
  private static func record(_ count: Int) throws -> RecordFixture {
    let record = try RecordFixture()
    let numbers = 0..<count
    try record.writeMore(
      numbers.map { RecordFixture.patient("p\($0)", "Family\($0)", "Given") }
        // The later ones were seen last.
        + numbers.map { number in
          """
          {"resourceType":"Observation","id":"o\(number)","status":"final","code":{"text":"Pulse"},\
          "subject":{"reference":"Patient/p\(number)"},\
          "effectiveDateTime":"\(2030 + number / 12)-\(number % 12 < 9 ? "0" : "")\(number % 12 + 1)"}
          """
        }
    )
    return record
  }

  @Test(arguments: [20, 101, 150, 600])
  func everybodyComesOnceAndTheLatestFirst(count: Int) throws {
    let record = try Self.record(count)
    let source = StoreSource(record.lake)
    var pages: [[String]] = []
    try source.readPatients(cancellation: Cancellation()) { pages.append($0.map(\.id)) }
    let all = pages.flatMap { $0 }
    #expect(Set(all).count == all.count)
    #expect(Set((0..<count).map { "p\($0)" }).isSubset(of: all))
    // Those of the fixture were seen in 2024 at the latest.
    let latest = (0..<count).reversed().prefix(100).map { "p\($0)" }
    #expect(Array(all.prefix(latest.count)) == latest)
    #expect(count < 100 || pages[0].count == 100)
    withExtendedLifetime(record) {}
  }

  @Test func whoeverCancelsWaitsForNobody() throws {
    let record = try Self.record(400)
    let source = StoreSource(record.lake)
    let cancellation = Cancellation()
    var count = 0
    try source.readPatients(cancellation: cancellation) { page in
      count += page.count
      cancellation.cancel()
    }
    #expect(count < 400)
    withExtendedLifetime(record) {}
  }
}
