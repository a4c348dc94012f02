// SPDX-License-Identifier: Apache-2.0

import TestSupport
import Testing

@testable import TUI

@Suite struct PatientSortingsTests {
  /// Patients of whom many have the same name, the same day, or neither.
  private static func patients(_ count: Int, seed: UInt64) -> [PatientSummary] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { number in
      var patient = PatientSummary(id: "p\(number)")
      patient.name = ["Abara", "Berg", "Élan", ""].randomElement(using: &random) ?? ""
      patient.sortName = patient.name
      patient.recordNumber = ["7", "12", ""].randomElement(using: &random) ?? ""
      patient.gender = ["F", "M", ""].randomElement(using: &random) ?? ""
      patient.birthDate = ["1950-02-01", "1951", ""].randomElement(using: &random) ?? ""
      patient.lastSeen = [nil, 0, 86_400_000, -1].randomElement(using: &random) ?? nil
      patient.eventCount = Int.random(in: 0..<4, using: &random)
      patient.criticalCount = Int.random(in: 0..<2, using: &random)
      return patient
    }
  }

  /// What is shown while patients come in is what is shown once all are there.
  @Test(arguments: PatientSort.allCases, [false, true])
  func comingInPageByPageGivesTheOrderOfAll(sort: PatientSort, isReversed: Bool) {
    var order = PatientOrder()
    order.sort = sort
    order.isReversed = isReversed
    let sortings = PatientSortings()
    var table = PatientTable()
    for page in 0..<6 {
      table.append(PatientPage(Self.patients(17, seed: UInt64(page))))
      let rows = order.arrange(table, sortings: sortings, cancellation: Cancellation())
      let afresh = order.arrange(table, sortings: PatientSortings(), cancellation: Cancellation())
      #expect(rows == afresh)
      #expect(Set(rows).count == table.count)
    }
  }

  @Test func aFilterLeavesTheOrderAsItWas() {
    var table = PatientTable()
    table.append(PatientPage(Self.patients(60, seed: 9)))
    let sortings = PatientSortings()
    var order = PatientOrder()
    order.sort = .name
    let all = order.arrange(table, sortings: sortings, cancellation: Cancellation())
    order.filter = "berg"
    let found = order.arrange(table, sortings: sortings, cancellation: Cancellation())
    #expect(found == all.filter { table[Int($0)].name == "Berg" })
    #expect(!found.isEmpty)
  }

  @Test func whoHasNoDateComesLastInBothDirections() {
    var table = PatientTable()
    table.append(PatientPage(Self.patients(60, seed: 4)))
    for isReversed in [false, true] {
      var order = PatientOrder()
      order.isReversed = isReversed
      let rows = order.arrange(table, sortings: PatientSortings(), cancellation: Cancellation())
      let dates = rows.map { table[Int($0)].lastSeen }
      let dated = dates.prefix { $0 != nil }.compactMap { $0 }
      #expect(dates.dropFirst(dated.count).allSatisfy { $0 == nil })
      #expect(dated == (isReversed ? dated.sorted() : dated.sorted(by: >)))
    }
  }
}
