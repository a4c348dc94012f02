// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import Synchronization
import Terminal
import Testing
import Timeline
import Worklists

@testable import TUI

@Suite("What a newcomer looks for")
struct NewcomerTests {
  // MARK: - Keys

  @Test func keysThatWorkElsewhereSayWhere() {
    var session = SessionDriver(120, 40)
    session.keys("g a")
    #expect(session.screen.contains("'g a' works on the timeline, in views 2 to 5, in a detail"))
    session.keys("K")
    #expect(session.screen.contains("'K' is not bound here; ? lists keys"))
  }

  @Test func theFilterSaysWhatItIsComparedWith() {
    var session = SessionDriver(80, 24)
    session.keys("f")
    #expect(session.screen.contains("name, MRN, id, birth date"))
    session.type("1961")
    let found = session.state.list.rows.map { session.state.list.table[Int($0)] }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { "\($0.birthDate) \($0.recordNumber) \($0.id)".contains("1961") })
  }

  @Test func theNextHitIsOfferedWhereThereIsOneAndKept() throws {
    var session = SessionDriver(100, 30, patientID: "004417")
    let hints = { (session: SessionDriver) in session.row(29) }
    session.keys("f")
    #expect(!hints(session).contains("next hit"))
    session.type("potassium")
    #expect(hints(session).contains("^n next hit"))
    let found = try #require(session.state.prompt?.found)
    // The newest has the focus; the one before it is where the filter leaves the reader.
    session.keys("C-n enter")
    #expect(session.state.chart?.selected == Int(found[found.count - 2]))
    #expect(session.screen.contains("[potassium]"))
    session.keys("f")
    session.type("no such thing")
    #expect(!hints(session).contains("next hit"))
  }

  @Test(arguments: ["?", "y g e"]) func whatIsReadIsClosedAndNothingIsChosen(_ keys: String) {
    var session = SessionDriver(100, 30)
    session.keys(keys)
    #expect(session.row(29).contains("⏎ close"))
    session.keys("enter")
    #expect(session.state.popups.isEmpty)
  }

  @Test func theHelpExplainsSigns() {
    var session = SessionDriver(200, 60)
    session.keys("?")
    #expect(session.screen.contains("s seen, F flagged, D done"))
    session.keys("esc enter ?")
    #expect(session.screen.contains("SIGNS ON THE TIMELINE"))
  }

  @Test(arguments: ["", "enter", "g c"])
  func theHelpSaysHowNamesFromRightToLeftAreDrawn(_ keys: String) {
    var session = SessionDriver(80, 24)
    session.keys(keys)
    session.keys("?")
    session.type("right to left")
    for line in [
      "first letter at the left", "if your terminal does it", "direction marks left out",
    ] {
      #expect(session.screen.contains(line))
    }
  }

  @Test func namesThatCannotBeShownAreSaidOnce() {
    let ascii = SessionDriver(120, 40, repertoire: .ascii)
    #expect(ascii.state.log.entries.count { $0.message.what == "Some names are shown as ???" } == 1)
    #expect(ascii.screen.contains("LC_ALL=C.UTF-8"))
    let unicode = SessionDriver(120, 40)
    #expect(!unicode.screen.contains("???"))
  }

  // MARK: - Numbers

  @Test func listAndTimelineCountAlike() throws {
    let record = try RecordFixture.withNotes()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(120, 40)
    session.keys("f")
    session.type("okafor")
    session.keys("enter x enter")
    let chart = try #require(session.state.chart)
    let counts = try #require(chart.chart?.counts)
    #expect(counts.events == chart.patient.eventCount)
    #expect(counts.mentions > 0)
    #expect(counts.all == chart.chart?.count)
    #expect(
      session.screen.contains(
        "\(counts.events) events, \(counts.mentions) mentions, \(counts.changes) changes"
      )
    )
  }

  @Test(arguments: [
    (1, 3, "33%"), (2, 3, "67%"), (1, 8, "13%"), (1, 1000, "<1%"), (999, 1000, ">99%"),
    (5, 5, "100%"), (0, 5, ""), (1, 200, "1%"),
  ]) func sharesAreRoundedToTheNearest(_ count: Int, _ total: Int, _ text: String) {
    #expect(PopulationText.share(count, of: total) == text)
  }

  // MARK: - Lists

  @Test func rowsAreSortedUnderTheirHeadings() throws {
    var session = SessionDriver(120, 40)
    session.keys("f")
    session.type("moreno")
    session.keys("enter x enter 4")
    func titles() -> [String] {
      guard let chart = session.state.chart?.chart else { return [] }
      let rows = TableRows(state: session.state).rows
      let second = rows.dropFirst().firstIndex { $0.event == nil } ?? rows.count
      return rows[1..<second].compactMap { $0.event.map { chart.event($0).listTitle } }
    }
    let focus = session.state.focusedEvent
    session.keys("s")
    let sorted = titles().sorted { $0.lowercased() < $1.lowercased() }
    #expect(titles() == sorted)
    #expect(session.state.focusedEvent == focus, "the row keeps the focus")
    session.keys("S")
    #expect(titles() == sorted.reversed())
  }

  @Test func hitsOfAllPatientsStandNewestFirst() throws {
    var session = SessionDriver(120, 40)
    session.keys("/")
    session.type("creatinine")
    session.keys("enter")
    let hits = try #require(session.state.search?.hits)
    let places = hits.map { $0.event.event.start ?? .min }
    #expect(places.count > 5)
    #expect(places == places.sorted(by: >))
    #expect(session.screen.contains("newest first"))
  }

  @Test func hitsAreFoundAgainWhenTheLakeChanges() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    var session = record.session(120, 40)
    session.keys("/")
    session.type("potassium")
    session.keys("enter")
    session.receive(.lake(.written), after: 2000)
    #expect(session.state.search?.hits.isEmpty == true)
    try record.writeMore([
      """
      {"resourceType":"Observation","id":"k","status":"final","code":{"text":"Potassium"},\
      "subject":{"reference":"Patient/okafor"},"effectiveDateTime":"2024-05-01",\
      "valueQuantity":{"value":4.4,"unit":"mmol/L"}}
      """
    ])
    session.receive(.lake(.written), after: 2000)
    session.receive(.tick, after: 2000)
    #expect(session.state.search?.hits.map(\.event.key.id) == ["k"])
  }

  // MARK: - Coming back

  private final class Keeper: SessionKeeping {
    private let places = Mutex<[SessionPlace]>([])
    var last: SessionPlace? { places.withLock { $0.last } }
    func save(_ place: SessionPlace) throws { places.withLock { $0.append(place) } }
  }

  private func stored(_ keeper: Keeper) throws -> SessionPlace {
    try SessionPlace(bytes: try #require(keeper.last).bytes())
  }

  @Test func thePastThatWasLookedAtComesBack() throws {
    let record = try RecordFixture()
    defer { withExtendedLifetime(record) {} }
    let keeper = Keeper()
    let source = StoreSource(record.lake) { _ in [] }
    var session = SessionDriver(80, 24, lake: source, session: keeper)
    session.keys("R")
    session.type("2024-02")
    session.keys("enter")
    session.receive(.tick, after: SessionState.delay + 100)
    let again = SessionDriver(80, 24, lake: source, place: try stored(keeper))
    #expect(again.state.moment?.job == 2)
    #expect(again.screen.contains("NOT NOW"))
    #expect(again.state.list.table.index(ofID: "vega") == nil)
    // A past after which nothing was recorded is now.
    var place = try stored(keeper)
    place.past?.job = 99
    let now = SessionDriver(80, 24, lake: source, place: place)
    #expect(now.state.moment == nil)
    #expect(now.state.list.table.index(ofID: "vega") != nil)
  }

  @Test func theWorklistThatWasOpenComesBack() throws {
    let shelf = try ShelfFixture.stocked()
    let keeper = Keeper()
    var session = SessionDriver(80, 24, worklists: shelf.folder, session: keeper)
    session.keys("g W j j enter enter")
    session.receive(.tick, after: SessionState.delay + 100)
    let place = try stored(keeper)
    #expect(!String(decoding: try place.bytes(), as: UTF8.self).contains("CKD"))
    var again = SessionDriver(80, 24, worklists: shelf.folder, place: place)
    #expect(again.state.triage.list?.name == "CKD clinic")
    #expect(again.state.screen == .chart)
    again.keys("esc")
    #expect(again.state.list.rows.count == 4)
    try shelf.folder.remove(named: "CKD clinic")
    let gone = SessionDriver(80, 24, worklists: shelf.folder, place: place)
    #expect(gone.state.triage.list == nil)
    #expect(gone.state.list.rows.count == 15)
  }
}
