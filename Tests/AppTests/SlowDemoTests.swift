// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

/// The first thing that anybody runs: the sample lake is made, and the browser opens on it.
@Suite(.enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"))
struct SlowDemoTests {
  @Test func theSampleLakeIsMadeAndOpened() throws {
    let session = try Session()
    // Without a terminal the lake is made, and how to open it is said.
    let made = try session.tarn("demo")
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output.contains("tarn browse --lake"))
    let terminal = try PseudoTerminal(
      [BuiltProgram.path("tarn"), "demo"],
      environment: session.environment,
      size: Size(width: 80, height: 24)
    )
    #expect(terminal.wait(forText: " 1/4"), "\(terminal.screen.rows)")
    terminal.send("\r")
    #expect(terminal.wait(forText: "1 Timeline"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    #expect(terminal.driverModes == terminal.firstDriverModes)
  }
}
