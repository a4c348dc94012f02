// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import TUI

@Suite("Key sessions on synthetic patients")
struct SessionTests {
  @Test func smoke() {
    var session = SessionDriver(80, 24)
    session.expectScreen("80x24-patients")
    session.keys("f")
    session.type("moreno")
    session.keys("enter enter")
    session.expectScreen("80x24-timeline")
    session.keys("z 8 e E")
    session.expectScreen("80x24-timeline-5y")
    session.keys("enter")
    session.expectScreen("80x24-detail")
    session.resize(120, 40)
    session.expectScreen("120x40-detail")
    session.keys("esc")
    session.expectScreen("120x40-timeline")
    session.resize(200, 60)
    session.expectScreen("200x60-timeline")
  }
}
