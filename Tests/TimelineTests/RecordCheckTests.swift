// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing

@testable import Timeline

@Suite("The check of a record")
struct RecordCheckTests {
  private func event(
    _ lane: Lane = .labs,
    _ title: String = "Sodium",
    start: String? = nil,
    end: String? = nil,
    number: Double? = nil,
    unit: String? = nil,
    status: String? = nil
  ) throws -> Event {
    var event = Event(lane: lane, title: title)
    if let start {
      let date = try #require(FHIRDateTime(start))
      event.start = date.lowerBound
      event.startPrecision = date.precision
    }
    if let end {
      event.end = try #require(FHIRDateTime(end)).upperBound
      event.shape = .span
    }
    event.number = number
    event.value = number.map { "\($0)" }
    event.unit = unit
    event.status = status
    return event
  }

  private func check(_ events: [Event]) throws -> [RecordProblem] {
    let bounds = RecordCheck.Bounds(
      birth: try #require(FHIRDateTime("1950-03")).lowerBound,
      death: try #require(FHIRDateTime("2020-06-01")).upperBound,
      now: try #require(FHIRDateTime("2021-01-01")).lowerBound
    )
    return RecordCheck.problems(of: events.indices, bounds: bounds) { events[$0] }
  }

  private func kinds(_ events: [Event]) throws -> [RecordProblem.Kind] {
    try check(events).map(\.kind)
  }

  @Test func aSoundRecordHasNoProblems() throws {
    #expect(
      try kinds([
        event(start: "2019-01-01", number: 140, unit: "mmol/L"),
        event(start: "2019-01-02", number: 140, unit: "mmol/L"),
        event(.medications, "Aspirin", start: "2019-01-01", end: "2019-01-01"),
        event(.problems, "Asthma", start: "1950"),
        event(.allergies, "Penicillin"),
        event(.documents, "Certificate", start: "2020-06-05"),
      ]) == []
    )
  }

  @Test func endsLieBehindBeginnings() throws {
    let reversed = try event(.medications, "Aspirin", start: "2019-05", end: "2019-03")
    #expect(try kinds([reversed]) == [.endBeforeStart])
  }

  @Test(arguments: [
    // A month, like the birth: it may be that very day.
    ("1950-03", false), ("1950-02-28", true), ("1949", true), ("1950", false),
  ])
  func nothingIsOverBeforeBirth(_ start: String, _ isWrong: Bool) throws {
    #expect(try kinds([event(start: start)]) == (isWrong ? [.beforeBirth] : []))
  }

  @Test func whatGoesOnFromBeforeBirthIsNotOver() throws {
    var ongoing = try event(.problems, "Haemophilia", start: "1949-12")
    ongoing.shape = .span
    #expect(try kinds([ongoing]) == [])
  }

  @Test(arguments: [
    (Lane.labs, "2020-06-01", false), (.labs, "2020-06-02", true), (.claims, "2020-07-01", false),
    (.notes, "2020-06-02", false), (.procedures, "2020-06", false),
  ])
  func theDeadAreNotTreated(_ lane: Lane, _ start: String, _ isWrong: Bool) throws {
    #expect(try kinds([event(lane, start: start)]) == (isWrong ? [.afterDeath] : []))
  }

  @Test(arguments: [
    "Death Certification", "U.S. standard certificate of death", "Post-mortem examination",
  ])
  func whatIsDoneOnDeathIsNoTreatmentOfTheDead(_ title: String) throws {
    #expect(try kinds([event(.procedures, title, start: "2020-06-02")]) == [])
  }

  @Test(arguments: [(nil, true), ("final", true), ("booked", false), ("entered-in-error", false)])
  func theFutureIsPlanned(_ status: String?, _ isWrong: Bool) throws {
    let bounds = RecordCheck.Bounds(birth: nil, death: nil, now: 0)
    let event = try event(.encounters, "Visit", start: "2030-01-01", status: status)
    let kinds = RecordCheck.problems(of: [7], bounds: bounds) { _ in event }
    #expect(kinds == (isWrong ? [RecordProblem(kind: .future, event: 7)] : []))
  }

  @Test func whatWasMeasuredHasADate() throws {
    #expect(try kinds([event(.vitals, "Weight"), event(.problems, "Asthma")]) == [.undated])
  }

  @Test func aUnitUnlikeTheOthersIsOdd() throws {
    func values(_ units: [String?]) throws -> [Event] {
      try units.enumerated().map { day, unit in
        try event(start: "2019-01-1\(day)", number: 5, unit: unit)
      }
    }
    let odd = RecordProblem(kind: .oddUnit, event: 3)
    #expect(try check(values(["mmol/L", "mmol/L", "mmol/L", "mg/dL"])) == [odd])
    #expect(try check(values(["mmol/L", "mmol/L", "mmol/L", nil])) == [odd])
    // Two units in equal use are a change of the laboratory, and two values are no custom.
    #expect(try check(values(["mmol/L", "mmol/L", "mmol/L", "mg/dL", "mg/dL", "mg/dL"])) == [])
    #expect(try check(values(["mmol/L", "mmol/L", "mg/dL"])) == [])
  }

  @Test func theSameTwiceIsADuplicate() throws {
    let once = try event(start: "2019-01-01T10:00:00Z", number: 140, unit: "mmol/L")
    let other = try event(start: "2019-01-01T10:00:00Z", number: 141, unit: "mmol/L")
    #expect(try check([once, other, once]) == [RecordProblem(kind: .duplicate, event: 2)])
    var withdrawn = once
    withdrawn.status = "entered-in-error"
    #expect(try check([once, withdrawn]) == [])
    // An order and its dispense are of one day.
    let drug = try event(.medications, "Aspirin", start: "2019-01-01")
    #expect(try check([drug, drug]) == [])
    // Without a date nobody knows whether it is the same.
    let undated = try event(.problems, "Asthma")
    #expect(try check([undated, undated]) == [])
  }
}
