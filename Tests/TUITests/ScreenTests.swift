// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@testable import TUI

@Suite("Screens of each view and size")
struct ScreenTests {
  /// The sizes that screens are looked at in.
  static let sizes = [(80, 24), (120, 40), (200, 60), (40, 12)]

  private func open(_ size: (Int, Int), _ keys: String = "") -> SessionDriver {
    var session = SessionDriver(size.0, size.1)
    session.keys("f")
    session.type("moreno")
    session.keys("enter x")
    session.keys("enter")
    session.keys(keys)
    return session
  }

  @Test(arguments: sizes) func patientList(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1)
    session.keys("j j")
    session.expectScreen("\(size.0)x\(size.1)-patients")
  }

  @Test(arguments: sizes) func timeline(_ size: (Int, Int)) {
    let session = open(size, "z 8")
    session.expectScreen("\(size.0)x\(size.1)-timeline")
  }

  @Test(arguments: sizes) func detail(_ size: (Int, Int)) {
    var session = open(size, "/")
    session.type("creatinine since:2022-07 until:2022-08")
    session.keys("enter enter")
    session.expectScreen("\(size.0)x\(size.1)-detail")
  }

  @Test(arguments: sizes) func views(_ size: (Int, Int)) {
    for (key, name) in [
      ("2", "problems"), ("3", "meds"), ("4", "labs"), ("5", "notes"), ("7", "versions"),
    ] {
      let session = open(size, "g \(key) j")
      session.expectScreen("\(size.0)x\(size.1)-\(name)")
    }
  }

  @Test(arguments: sizes) func note(_ size: (Int, Int)) {
    var session = open(size, "g 5 enter /")
    session.type("losartan")
    session.keys("enter")
    session.expectScreen("\(size.0)x\(size.1)-note")
  }

  @Test(arguments: sizes) func searchBar(_ size: (Int, Int)) {
    var session = open(size, "/")
    session.type("lane:lab abn:H code:")
    session.expectScreen("\(size.0)x\(size.1)-search")
  }

  @Test(arguments: sizes) func searchOfAllPatients(_ size: (Int, Int)) {
    var session = SessionDriver(size.0, size.1)
    session.keys("/")
    session.type("mo")
    session.keys("enter j")
    session.expectScreen("\(size.0)x\(size.1)-search-all")
  }

  @Test(arguments: sizes) func helpAndPalette(_ size: (Int, Int)) {
    var session = open(size, "?")
    session.expectScreen("\(size.0)x\(size.1)-help")
    session.keys("esc :")
    session.type("zoom")
    session.expectScreen("\(size.0)x\(size.1)-palette")
  }

  @Test func tooSmall() {
    var session = SessionDriver(18, 4)
    session.keys("j enter / x")
    session.expectScreen("18x4")
    session.keys("q")
    #expect(!session.state.isRunning)
  }

  @Test func asciiGlyphs() {
    var session = SessionDriver(80, 24, repertoire: .ascii)
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter z 8")
    session.expectScreen("80x24-timeline-ascii")
    #expect(session.screen.utf8.allSatisfy { $0 < 0x80 })
  }
}
