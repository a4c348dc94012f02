// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Terminal
import TestSupport
import Testing
import Timeline

@testable import TUI

@Suite("Coming back to where one was")
struct SessionPlaceTests {
  /// Keeps places in memory.
  private final class Keeper: SessionKeeping {
    private let places = Mutex<[SessionPlace]>([])
    private let isFull = Mutex(false)

    var saved: [SessionPlace] { places.withLock { $0 } }

    func fill() { isFull.withLock { $0 = true } }

    func save(_ place: SessionPlace) throws {
      if isFull.withLock({ $0 }) { throw FakeLake.Failure(description: "no space") }
      places.withLock { $0.append(place) }
    }
  }

  /// A place as the file gives it back.
  private func stored(_ place: SessionPlace?) throws -> SessionPlace {
    try SessionPlace(bytes: try #require(place).bytes())
  }

  private func wait(_ session: inout SessionDriver) {
    session.receive(.tick, after: SessionState.delay + 100)
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func theSameScreenComesBack(_ width: Int, _ height: Int) throws {
    let keeper = Keeper()
    var session = SessionDriver(width, height, session: keeper)
    session.keys("s n f")
    session.type("moreno")
    session.keys("enter x enter")
    session.keys("t")
    session.type("2019-05")
    session.keys("enter z 6 tab C-w +")
    session.keys("f")
    session.type("lane:labs|vitals")
    session.keys("enter")
    session.keys("[ P g l")
    wait(&session)
    let place = try stored(keeper.saved.last)
    let again = SessionDriver(width, height, session: Keeper(), place: place)
    let rows = (0..<height - 2).map { session.row($0) }
    #expect((0..<height - 2).map { again.row($0) } == rows)
    #expect(again.frame().cursor == session.frame().cursor)
    #expect(again.state.list.sort == .name)
    #expect(again.state.list.focused?.id == "004417")
  }

  @Test func aListComesBackWithItsRowColumnsAndTests() throws {
    let keeper = Keeper()
    var session = SessionDriver(80, 24, session: keeper)
    session.keys("c G enter esc s a f")
    session.type("sex:m is:dead")
    session.keys("enter x f")
    session.type(" not:dead")
    session.keys("enter j j")
    wait(&session)
    let place = try stored(keeper.saved.last)
    let again = SessionDriver(80, 24, place: place)
    #expect(again.screen == session.screen)
  }

  @Test func aViewAndItsRowComeBack() throws {
    let keeper = Keeper()
    var session = SessionDriver(120, 40, session: keeper)
    session.keys("f")
    session.type("moreno")
    session.keys("enter x enter 4 j j")
    wait(&session)
    let again = SessionDriver(120, 40, place: try stored(keeper.saved.last))
    #expect(
      again.row(again.frame().cursor.position.y) == session.row(session.frame().cursor.position.y)
    )
    #expect(again.state.chart?.view == .labs)
  }

  @Test func nothingThatWasTypedAndNoNameIsKept() throws {
    let keeper = Keeper()
    var session = SessionDriver(120, 40, session: keeper)
    session.keys("f")
    session.type("moreno")
    session.keys("enter")
    wait(&session)
    session.keys("enter /")
    session.type("creatinine")
    session.keys("enter f")
    session.type("code:glucose")
    session.keys("enter f")
    session.type("potassium abn:H")
    session.keys("enter m a g /")
    session.type("hypertension")
    session.keys("esc esc")
    wait(&session)
    #expect(keeper.saved.count >= 2)
    for place in keeper.saved {
      let text = String(decoding: try place.bytes(), as: UTF8.self).lowercased()
      for word in ["moreno", "ana", "creatinine", "glucose", "potassium", "hypertension", "1961"] {
        #expect(!text.contains(word), "\(text)")
      }
    }
  }

  @Test func aPatientOfTheCommandLineGoesFirst() throws {
    let keeper = Keeper()
    var session = SessionDriver(80, 24, patientID: "004417", session: keeper)
    session.keys("z 6")
    wait(&session)
    let place = try stored(keeper.saved.last)
    let again = SessionDriver(80, 24, patientID: "000031", place: place)
    #expect(again.state.chart?.patient.id == "000031")
    #expect(again.state.chart?.time.viewport.level == .life)
  }

  @Test func aPatientThatIsGoneIsSaidAndTheListIsShown() throws {
    var place = SessionPlace()
    place.chart = .init(patient: "nobody", view: 1, focus: "lanes")
    let session = SessionDriver(80, 24, place: place)
    #expect(session.state.screen == .patients)
    #expect(session.state.chart == nil)
    #expect(session.screen.contains("The patient that was open the last time is not in the lake"))
    #expect(session.screen.contains("ABARA"))
  }

  @Test func numbersThatMeanNothingAreLeftAlone() throws {
    var place = SessionPlace()
    place.list.sort = "by colour"
    place.list.columns = ["weight"]
    place.list.filters = ["moreno", "is:flagged"]
    place.panes = .init(closed: ["lanes", "cellar"], moved: ["lanes": .max, "moon": 3])
    var part = SessionPlace.ChartPart(patient: "004417", view: 99, focus: "cellar")
    part.zoom = -4
    part.cursor = .min
    part.lane = 4711
    part.hidden = [-1, 999]
    part.event = .init(type: "Observation", id: "none", lane: 4)
    part.rows = ["4": .max, "x": 1, "2": -8]
    part.filters = ["(((", "glucose", "Observation?code=2345-7", "abn:H"]
    place.chart = part
    for (width, height) in [(20, 5), (80, 24), (120, 40), (200, 60)] {
      var session = SessionDriver(width, height, place: place)
      #expect(session.state.chart?.filters.map(\.text) == ["abn:H"])
      #expect(session.state.list.filter == "is:flagged")
      session.keys("2 4 j k 1 j h")
      _ = session.frame()
    }
  }

  @Test func filesThatAreNoneAreToldApart() throws {
    #expect(throws: SessionPlace.Problem.unreadable) { try SessionPlace(bytes: Data("{".utf8)) }
    #expect(throws: SessionPlace.Problem.unreadable) { try SessionPlace(bytes: Data()) }
    #expect(throws: SessionPlace.Problem.unreadable) {
      try SessionPlace(bytes: Data(#"{"format":1,"list":7}"#.utf8))
    }
    #expect(throws: SessionPlace.Problem.newer) {
      try SessionPlace(bytes: Data(#"{"format":2,"rooms":[]}"#.utf8))
    }
    let huge = Data(repeating: 0x20, count: SessionPlace.mostBytes + 1)
    #expect(throws: SessionPlace.Problem.unreadable) { try SessionPlace(bytes: huge) }
  }

  @Test func itIsStoredAMomentAfterAChangeAndNotAgain() throws {
    let keeper = Keeper()
    var session = SessionDriver(80, 24, session: keeper)
    wait(&session)
    let first = keeper.saved.count
    #expect(session.state.deadline == nil, "idle costs nothing")
    session.keys("j")
    #expect(keeper.saved.count == first)
    let due = try #require(session.state.deadline)
    #expect(due - session.state.clock <= SessionState.delay)
    wait(&session)
    #expect(keeper.saved.count == first + 1)
    #expect(session.state.deadline == nil)
    wait(&session)
    #expect(keeper.saved.count == first + 1)
    #expect(session.state.unsavedPlace == nil)
    session.keys("j Q")
    #expect(session.state.unsavedPlace != nil, "it is stored when the browser is left")
  }

  @Test func whereItCannotBeStoredOneNoticeIsAll() {
    let keeper = Keeper()
    keeper.fill()
    var session = SessionDriver(80, 24, session: keeper)
    wait(&session)
    #expect(session.screen.contains("Where you are is not kept for the next time: no space"))
    let said = session.state.log.entries.count
    session.keys("j")
    wait(&session)
    #expect(session.state.log.entries.count == said)
    #expect(session.state.deadline == nil)
  }

  @Test func nothingIsKeptOrFollowedWithoutNames() throws {
    let keeper = Keeper()
    var place = SessionPlace()
    place.chart = .init(patient: "004417", view: 1, focus: "lanes")
    var session = SessionDriver(80, 24, isDeidentified: true, session: keeper, place: place)
    #expect(session.state.screen == .patients)
    session.keys("j enter")
    wait(&session)
    #expect(keeper.saved.isEmpty)
  }
}
