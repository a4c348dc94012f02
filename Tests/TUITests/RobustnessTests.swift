// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

@testable import TUI

@Suite("Every size and every text")
struct RobustnessTests {
  /// Ways to get to each screen.
  private static let places = [
    "", "f M o", "/ m o", "s", "?", ":", "g e", "enter", "enter z 7", "enter enter", "enter g 2",
    "enter g 4 j enter", "enter g 5 enter", "enter g 7", "enter g 7 j d", "enter / h b",
    "enter f l a n e :",
    "enter p", "enter t", "enter C-w o", "enter A", "enter m a F", "enter enter r",
  ]

  @Test(arguments: places) func everySizeIsDrawnWithoutACrash(_ keys: String) {
    var session = SessionDriver(80, 24)
    session.keys("j j")
    session.keys(keys)
    var random = SeededRandom(seed: 20)
    var sizes = [
      (1, 1), (20, 5), (19, 5), (20, 4), (59, 16), (60, 15), (60, 16), (99, 30), (100, 30),
      (159, 40), (160, 23), (160, 24), (220, 70),
    ]
    for _ in 0..<40 {
      sizes.append(
        (Int.random(in: 1...220, using: &random), Int.random(in: 1...70, using: &random))
      )
    }
    for (width, height) in sizes {
      session.resize(width, height)
      let (grid, cursor) = session.frame()
      #expect(grid.size == Size(width: width, height: height))
      #expect(Rect(size: grid.size).contains(cursor.position), "\(keys) at \(width)x\(height)")
    }
  }

  /// Ways to get to each list over the patients, and to the past.
  private static let lists = [
    "g c", "g c enter", "g x", "g x u", "g J", "g J enter", "g J j j U", "j enter g r", "j enter D",
    "R 2 enter", "R 2 enter j enter g d", "R 2 enter g d enter", "g s S E L E C T enter",
    ": s q l space S E L E C T space * space F R O M space P a t i e n t enter l",
  ]

  @Test(arguments: lists) func everyListIsDrawnAtEverySize(_ keys: String) throws {
    var session = try RecordFixture().session()
    session.keys(keys)
    var random = SeededRandom(seed: 21)
    for step in 0..<40 {
      let width = step == 0 ? 20 : Int.random(in: 1...220, using: &random)
      let height = step == 0 ? 5 : Int.random(in: 1...70, using: &random)
      session.resize(width, height)
      let (grid, cursor) = session.frame()
      #expect(Rect(size: grid.size).contains(cursor.position), "\(keys) at \(width)x\(height)")
    }
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func randomKeysOverALakeWithAPast(_ seed: UInt64) throws {
    try KeySoak.run(KeySoak.script(.record, seed: seed, steps: 300), name: "record-\(seed)")
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>)
  func randomKeysOverNotesThatWereRead(_ seed: UInt64) throws {
    try KeySoak.run(KeySoak.script(.notes, seed: seed, steps: 300), name: "notes-\(seed)")
  }

  /// The list is read again, in another order or with fewer patients, while somebody searches.
  @Test func whoWasFoundStaysWhoTheyAre() throws {
    var session = SessionDriver(100, 30)
    session.keys("/")
    session.type("moreno")
    #expect(session.screen.contains("MORENO"))
    var state = session.state
    state.list.table = PatientTable()
    state.list.rows = []
    let grid = CellGrid(size: state.frameSize)
    _ = FrameView(state: state).draw(on: grid.canvas)
    #expect(grid.text.contains("MORENO"))
    for _ in 0..<2 { state.receive(.key(Key(.enter)), at: state.clock + 20) }
    #expect(state.chart?.patient.id == "004417")
  }

  /// As many more seeds over each lake as `TARN_SEEDS` says.
  @Test(arguments: 0..<(UInt64(ProcessInfo.processInfo.environment["TARN_SEEDS"] ?? "") ?? 0))
  func moreRandomKeys(_ seed: UInt64) throws {
    for ground in [KeyScript.Ground.notes, .record, .clinic] {
      let script = KeySoak.script(ground, seed: 1000 + seed, steps: 300)
      try KeySoak.run(script, name: "\(ground)-\(1000 + seed)")
    }
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func randomKeysNeverBreakTheScreen(_ seed: UInt64) throws {
    try KeySoak.run(KeySoak.script(.clinic, seed: seed, steps: 400), name: "clinic-\(seed)")
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12)])
  func hostileNamesNeverMoveABorder(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1)
    session.keys("G")
    for _ in 0..<7 {
      let (grid, _) = session.frame()
      for y in 0..<grid.size.height {
        let row = grid.text(ofRow: y)
        #expect(DisplayWidth.of(row) <= size.0)
        #expect(
          row.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7f..<0xa0).contains($0.value) }
        )
      }
      session.keys("enter")
      _ = session.frame()
      session.keys("esc k")
    }
  }

  @Test func frameIsAFunctionOfStateAndSize() {
    var session = SessionDriver(120, 40)
    session.keys("j j enter e")
    let first = session.frame().grid
    let text = first.text
    session.resize(80, 24)
    session.resize(120, 40)
    #expect(session.screen == text)
  }

  @Test func tooSmallOnlyLeaves() {
    var session = SessionDriver(19, 5)
    session.keys("j enter : ? / x 5")
    #expect(session.state.screen == .patients)
    #expect(session.state.popups.isEmpty)
    session.keys("q")
    #expect(!session.state.isRunning)
  }
}
