// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import TestSupport
import Testing

/// The browser on every kind and size of terminal, and what it sends to it.
@Suite struct BrowserTerminalTests {
  private func lake(_ more: [String] = []) throws -> Session {
    let session = try Session()
    try session.importLines([Sample.patient, Sample.creatinine("1.42"), Sample.note] + more)
    return session
  }

  // MARK: - Kinds

  @Test(arguments: [
    "xterm", "xterm-256color", "screen", "screen-256color", "tmux-256color", "linux", "vt100",
    "vt220", "xterm-kitty", "no-such-terminal",
  ])
  func everyTerminalThatPlacesItsCursorWillDo(_ term: String) throws {
    let terminal = try lake().browse(environment: ["TERM": term])
    try #require(terminal.wait(forText: "BERG, Ada"))
    terminal.send("\r")
    #expect(terminal.wait(forText: "Creatinine"))
    terminal.send("Q")
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
    #expect(terminal.screen.unknown.isEmpty)
  }

  @Test(arguments: ["dumb", ""])
  func aTerminalThatDoesNotIsRefusedWithAWayOut(_ term: String) throws {
    let terminal = try lake().browse(environment: ["TERM": term])
    #expect(terminal.waitForEnd() == .status(2))
    #expect(terminal.driverModes == terminal.firstDriverModes)
    #expect(!terminal.output.contains(0x1b))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("tarn timeline"))
  }

  @Test func withoutATerminalItIsRefusedWithAWayOut() throws {
    let run = try lake().tarn("browse", "--lake", "~/lake.tarn")
    #expect(run.status == 2)
    #expect(run.error.contains("needs a terminal"))
    #expect(run.error.contains("tarn timeline"))
    #expect(run.output.isEmpty)
  }

  // MARK: - Sizes

  @Test(arguments: [
    Size(width: 1, height: 1), Size(width: 10, height: 2), Size(width: 20, height: 5),
  ])
  func aTinyTerminalIsWaitedOut(_ size: Size) throws {
    let terminal = try lake().browse(size: size)
    try #require(terminal.wait { terminal.screen.modes.contains(1049) })
    terminal.send("j")
    _ = terminal.settledRows
    terminal.resize(Size(width: 80, height: 24))
    #expect(terminal.wait(forText: "BERG, Ada"))
    terminal.resize(size)
    _ = terminal.settledRows
    #expect(terminal.end == .running)
    terminal.send("\u{3}\u{3}")
    #expect(terminal.waitForEnd() == .status(0))
    expectRestored(terminal)
  }

  @Test func aStormOfSizesEndsInTheFrameOfTheLast() throws {
    let session = try lake()
    let last = Size(width: 97, height: 31)
    let open = ["--patient", "p1", "--no-session"]
    let terminal = try session.browse(open, size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "LIFE"))
    terminal.send("4")
    try #require(terminal.wait(forText: "Labs (1)"))
    var random = SeededRandom(seed: 6)
    for _ in 0..<200 {
      terminal.resize(
        Size(
          width: .random(in: 1...220, using: &random),
          height: .random(in: 1...70, using: &random)
        )
      )
      terminal.read(milliseconds: 2)
    }
    terminal.resize(last)
    let fresh = try session.browse(open, size: last)
    try #require(fresh.wait(forText: "LIFE"))
    fresh.send("4")
    try #require(fresh.wait(forText: "Labs (1)"))
    let expected = fresh.settledRows
    #expect(terminal.wait { terminal.screen.rows == expected }, "\(terminal.screen.rows)")
    // The row that had the focus has it still.
    #expect(terminal.settledRows.contains { $0.hasPrefix(" ▸") && $0.contains("Creatinine") })
  }

  // MARK: - Letters and colours

  /// Ways through the screens that a reader sees most.
  private static let walk = ["\r", "2", "3", "4", "5", "\r", "\u{1b}", "6", "\u{1b}", "7", "?"]

  @Test func theCLocaleGetsNothingButASCII() throws {
    let session = try lake([Sample.namesake])
    let terminal = try session.browse(
      size: Size(width: 120, height: 40),
      environment: ["LC_ALL": "C"]
    )
    try #require(terminal.wait(forText: "BERG, Asa"))
    for keys in Self.walk {
      terminal.send(keys)
      _ = terminal.settledRows
    }
    terminal.send("\u{3}\u{3}")
    #expect(terminal.waitForEnd() == .status(0))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }

  @Test func aMissingLocaleCostsANotice() throws {
    let terminal = try lake([Sample.namesake]).browse(environment: ["LC_ALL": "xx_YY.UTF-8"])
    #expect(terminal.wait(forText: "BERG, Åsa"))
    #expect(terminal.wait(forText: "locale of the environment is not installed"))
    terminal.send("jk")
    #expect(terminal.wait { !terminal.screen.rows.joined().contains("locale of the") })
  }

  @Test(arguments: [true, false])
  func noColourIsSentWhereNoneIsWanted(_ isByArgument: Bool) throws {
    let terminal = try lake().browse(
      isByArgument ? ["--color", "never"] : [],
      size: Size(width: 120, height: 40),
      environment: isByArgument ? [:] : ["NO_COLOR": "1"]
    )
    try #require(terminal.wait(forText: "BERG, Ada"))
    for keys in Self.walk {
      terminal.send(keys)
      _ = terminal.settledRows
    }
    let colors = Set(30...38).union(40...48).union(90...97).union(100...107)
    #expect(terminal.screen.renditions.isDisjoint(with: colors))
    // What has the focus is still told apart.
    #expect(!terminal.screen.renditions.isDisjoint(with: [1, 4, 7]))
  }

  @Test func aThemeThatIsNotThereCostsANotice() throws {
    let terminal = try lake().browse(["--theme", "nothing"])
    #expect(terminal.wait(forText: "No theme is called 'nothing'"))
    #expect(terminal.wait(forText: "BERG, Ada"))
  }

  // MARK: - Bytes

  /// What ends a frame on a terminal that says it can synchronize.
  private static let frameEnd = "\u{1b}[?2026l"

  private func frames(_ terminal: PseudoTerminal) -> [String] {
    String(decoding: terminal.output, as: UTF8.self).components(separatedBy: Self.frameEnd)
  }

  @Test(arguments: [(Size(width: 120, height: 40), 1000), (Size(width: 200, height: 60), 2000)])
  func aLineCostsFewBytesAndSilenceNone(_ size: Size, _ most: Int) throws {
    let session = try Session()
    try session.importLines(Sample.crowd(60))
    let terminal = try session.browse(size: size)
    try #require(terminal.wait(forText: "CROWD, 001"))
    terminal.send("\u{1b}[?2026;2$y")
    _ = terminal.settledRows
    let clears = terminal.screen.clearCount
    for _ in 0..<20 {
      terminal.forgetOutput()
      terminal.send("j")
      _ = terminal.settledRows
      let frames = frames(terminal)
      // The frame that answers the key, and all with what is read of the patient.
      #expect(frames[0].utf8.count < most)
      #expect(frames.joined().utf8.count < 2 * most)
    }
    #expect(terminal.screen.clearCount == clears, "nothing is erased to be painted again")
    terminal.resize(Size(width: size.width - 7, height: size.height - 3))
    #expect(terminal.wait { terminal.isSilent(milliseconds: 1000) })
    #expect(terminal.screen.clearCount <= clears + 1)
    #expect(terminal.isSilent(milliseconds: 5000))
    #expect(terminal.isAsleep(), "something wakes although nothing happens")
  }

  @Test func twoHundredHeldKeysAreFewFrames() throws {
    let session = try Session()
    try session.importLines(Sample.crowd(260))
    let terminal = try session.browse(size: Size(width: 120, height: 40))
    try #require(terminal.wait(forText: "CROWD, 001"))
    terminal.send("\u{1b}[?2026;2$y")
    _ = terminal.settledRows
    terminal.forgetOutput()
    terminal.send(String(repeating: "j", count: 200))
    #expect(terminal.wait { terminal.screen.rows.contains { $0.hasPrefix(" ▸ CROWD, 201") } })
    _ = terminal.settledRows
    let count = frames(terminal).count - 1
    #expect((1...40).contains(count), "\(count) frames")
  }
}
