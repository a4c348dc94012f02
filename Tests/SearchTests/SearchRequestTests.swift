// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Testing

/// What is said about requests that R4 does not know, and how those that it knows are read.
@Suite struct SearchRequestTests {
  private static let now: Int64 = 1_700_000_000_000

  @Test(
    arguments: [
      ("Observatio?code=1", "There is no such resource type", "Observation"),
      ("Observation?cod=1", "Observation has no such parameter", "code"),
      ("Observation?code:exakt=1", "modifier", nil),
      ("Observation?date=20x9", "date", nil), ("Observation?value-quantity=gtx", "number", nil),
      ("Patient?gender=", "A value is missing", nil),
      ("Patient?name=a,,b", "A value is missing", nil),
      ("Observation?patient.nam=x", "Patient has no such parameter", "name"),
      ("Observation?subject:Patiend.name=x", "There is no such resource type", "Patient"),
      ("Patient?_has:Observation:patien:code=1", "Observation has no such", "patient"),
      ("Patient?_has:Observation=1", "_has is _has:Type:reference:parameter", nil),
      ("Observation?_sort=dat", "cannot be sorted", "date"),
      ("Observation?_count=many", "Not a number of hits", nil),
      ("Observation?_total=exact", "It is one of none, estimate, accurate", nil),
      ("Observation?_include=Observation:subjec", "no such reference", "subject"),
      ("Observation?_include=subject", "An include is Type:parameter", nil),
      ("?_type=Patiet", "There is no such resource type", "Patient"),
      ("Practitioner/1/Observation?", "Only a Patient has a compartment here", nil),
      ("Patient/1/$lastn?", "There is no such resource type", nil),
      ("Patient?_filter=birthdate ge 2014", "Patient has no such parameter", nil),
    ] as [(String, String, String?)]
  )
  func whatIsUnknownIsRefused(text: String, words: String, suggestion: String?) throws {
    let error = try #require(throws: SearchRequestError.self) {
      try SearchRequest(text, now: Self.now)
    }
    #expect(error.message.contains(words), "\(error.text)")
    #expect(error.suggestion == suggestion, "\(error.text)")
  }

  @Test func lenientRequestsIgnoreItAndSaySo() throws {
    let text = "Observation?cod=1&code=4548-4&_sort=dat&patient=7"
    let request = try SearchRequest(text, now: Self.now, isLenient: true)
    #expect(request.criteria.map(\.name) == ["code", "patient"])
    #expect(request.sort.isEmpty)
    #expect(request.warnings.count == 2)
    #expect(request.warnings.first?.contains("cod=1") == true)
  }

  @Test func valuesAreReadByTheParametersKind() throws {
    func test(_ text: String) throws -> SearchRequest.Test? {
      try SearchRequest(text, now: Self.now).criteria.first?.test
    }
    let code = try test("Observation?code=http://loinc.org%7C4548-4,%7Cx,y,http://s%7C")
    #expect(
      code
        == .parameter(
          code: "code",
          modifier: nil,
          values: [
            .token(system: "http://loinc.org", code: "4548-4"), .token(system: "", code: "x"),
            .token(system: nil, code: "y"), .token(system: "http://s", code: nil),
          ]
        )
    )
    // 2020-02 is from its first day up to the first of March.
    #expect(
      try test("Observation?date=ge2020-02")
        == .parameter(
          code: "date",
          modifier: nil,
          values: [.date(.ge, low: 1_580_515_200_000, high: 1_583_020_800_000)]
        )
    )
    // Commas that are escaped belong to the value.
    #expect(
      try test("Patient?name=a\\,b,c")
        == .parameter(code: "name", modifier: nil, values: [.string("a,b"), .string("c")])
    )
    #expect(
      try test("Patient?gender:missing=true")
        == .parameter(code: "gender", modifier: .missing(true), values: [])
    )
  }

  @Test func compartmentsTypesAndOrderAreRead() throws {
    let request = try SearchRequest(
      "Patient/7/Observation?_sort=-date,code&_count=3&_total=accurate&_summary=true",
      now: Self.now
    )
    #expect(request.types == [.observation])
    #expect(request.criteria.map(\.test) == [.compartment(.patient, id: "7")])
    #expect(request.sort.map(\.code) == ["date", "code"])
    #expect(request.sort.map(\.isDescending) == [true, false])
    #expect(request.count == 3)
    #expect(request.total == .accurate)
    #expect(request.summary == .true)
    let everything = try SearchRequest("Patient/7/$everything?_type=Condition", now: Self.now)
    #expect(everything.types == [.condition])
    #expect(everything.sort.map(\.code) == [SearchRequest.clinicalDate])
  }
}
