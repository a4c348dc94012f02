// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

/// Who is given what they are allergic to, over all patients: the list, the numbers and each chart say the
/// same.
@Suite("Medications despite an allergy, over all patients")
struct DespiteAllergyTests {
  /// A patient with an allergy and a medication.
  private struct Person {
    var id: String
    var allergy: String
    var allergyStatus = "active"
    var medication: String
    var kind = Kind.order("active")
    var isMet: Bool
    var death = ""
  }

  private enum Kind {
    case order(String)
    case given(String)
    case supply(days: Int)
  }

  private static let people = [
    Person(id: "same", allergy: "Penicillin V", medication: "Penicillin V 250 MG", isMet: true),
    Person(
      id: "class",
      allergy: "Penicillins",
      medication: "Amoxicillin 500 MG Oral Capsule",
      isMet: true
    ),
    Person(
      id: "past",
      allergy: "Penicillin",
      allergyStatus: "resolved",
      medication: "Amoxicillin",
      isMet: false
    ),
    Person(id: "food", allergy: "Peanut", medication: "Amoxicillin", isMet: false),
    Person(id: "none", allergy: "No known allergies", medication: "Amoxicillin", isMet: false),
    Person(
      id: "over",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .order("stopped"),
      isMet: false
    ),
    Person(
      id: "draft",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .order("draft"),
      isMet: true
    ),
    Person(
      id: "today",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .given(day(-1)),
      isMet: true
    ),
    Person(
      id: "lately",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .given(day(-9)),
      isMet: false
    ),
    Person(
      id: "supply",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .supply(days: 29),
      isMet: true
    ),
    Person(
      id: "emptied",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      kind: .supply(days: 10),
      isMet: false
    ),
    Person(
      id: "dead",
      allergy: "Penicillin",
      medication: "Amoxicillin",
      isMet: false,
      death: day(-30)
    ),
  ]

  private static func day(_ days: Int64) -> String {
    let time = CivilTime(
      milliseconds: ClinicFixture.now + days * CivilTime.millisecondsPerDay
    )
    return "\(time.year)-\(padded(time.month))-\(padded(time.day))"
  }

  private static func resources(of person: Person) -> [String] {
    let death = person.death.isEmpty ? "" : #","deceasedDateTime":"\#(person.death)""#
    let subject = #"{"reference":"Patient/\#(person.id)"}"#
    let drug =
      #""medicationCodeableConcept":{"text":"\#(person.medication)"},"subject":\#(subject)"#
    let medication =
      switch person.kind {
      case .order(let status):
        #"{"resourceType":"MedicationRequest","id":"\#(person.id)","status":"\#(status)","#
          + #""intent":"order","authoredOn":"\#(day(-20))",\#(drug)}"#
      case .given(let date):
        #"{"resourceType":"MedicationAdministration","id":"\#(person.id)","status":"completed","#
          + #""effectiveDateTime":"\#(date)",\#(drug)}"#
      case .supply(let days):
        #"{"resourceType":"MedicationDispense","id":"\#(person.id)","status":"completed","#
          + #""whenHandedOver":"\#(day(-20))","daysSupply":{"value":\#(days)},\#(drug)}"#
      }
    return [
      #"{"resourceType":"Patient","id":"\#(person.id)","name":[{"family":"\#(person.id)"}]\#(death)}"#,
      #"{"resourceType":"AllergyIntolerance","id":"\#(person.id)","patient":\#(subject),"#
        + #""code":{"text":"\#(person.allergy)"},"#
        + #""clinicalStatus":{"coding":[{"code":"\#(person.allergyStatus)"}]}}"#,
      medication,
    ]
  }

  @Test func listNumbersAndChartsAgree() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    try record.writeMore(Self.people.flatMap(Self.resources))
    let expected = Self.people.filter(\.isMet).map(\.id).sorted()
    var session = record.session(120, 40)
    session.keys("f")
    session.type("has:despite-allergy")
    session.keys("enter")
    let list = session.state.list
    #expect(list.rows.map { list.table[Int($0)].id }.sorted() == expected)
    session.keys("f ctrl-u enter g N")
    let rows = session.state.population.content?.parts.flatMap(\.rows) ?? []
    let row = try #require(rows.first { $0.title == "medication despite an allergy" })
    #expect(row.count == expected.count)
    #expect(row.filter == "has:despite-allergy")
    for person in Self.people where person.death.isEmpty {
      let chart = SessionDriver(120, 40, lake: StoreSource(record.lake), patientID: person.id)
      let says = chart.state.chart?.summary?.allergens.isEmpty == false
      #expect(says == person.isMet, "\(person.id)")
    }
  }
}
