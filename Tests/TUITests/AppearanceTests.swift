// SPDX-License-Identifier: Apache-2.0

import Terminal
import TestSupport
import Testing

@testable import TUI

@Suite("Themes and keys that are read again")
struct AppearanceTests {
  @Test func theSignalReadsThemeAndKeysAgain() {
    let appearance = FakeAppearance()
    var session = SessionDriver(80, 24, appearance: appearance)
    appearance.write(keys: "[patients]\n\"list.sort\" = \"J\"\n")
    session.receive(.reload)
    #expect(session.asked == ["theme mono"])
    session.keys("J")
    #expect(session.screen.contains("Sort by"))
    session.keys("esc")
    appearance.write(keys: nil)
    session.keys(":")
    session.type("theme reload")
    session.keys("enter")
    #expect(session.screen.contains("Read theme and keys again: mono"))
    session.keys("s")
    #expect(session.screen.contains("Sort by"))
  }

  @Test func aBrokenThemeLeavesWhatWasAndSaysWhere() {
    let appearance = FakeAppearance()
    var session = SessionDriver(120, 40, appearance: appearance)
    appearance.write(theme: "mono", "name = \"mono\"\n[style]\n\"no.such.role\" = \"bold\"\n")
    session.receive(.reload)
    #expect(session.asked.isEmpty)
    #expect(session.screen.contains("The theme was not taken"))
    #expect(session.screen.contains("themes/mono.toml:3"))
  }

  @Test func brokenKeysLeaveWhatWasAndSayWhere() {
    let appearance = FakeAppearance()
    var session = SessionDriver(120, 40, appearance: appearance)
    appearance.write(keys: "[patients]\n\"list.sort\" = \"J\"\n\"no.such\" = \"K\"\n")
    session.receive(.reload)
    #expect(session.screen.contains("The keys were not taken"))
    #expect(session.screen.contains("keys.toml:3"))
    session.keys("s")
    #expect(session.screen.contains("Sort by"), "all keys are as before")
    session.keys("esc")
    appearance.breakKeys()
    session.receive(.reload)
    #expect(session.screen.contains("keys.toml cannot be read"))
  }

  @Test func themesAreShownAsTheCursorComesToThem() {
    var session = SessionDriver(80, 24, appearance: FakeAppearance())
    session.keys("g T")
    session.expectScreen("80x24-themes")
    #expect(session.asked.isEmpty, "nothing changes before the cursor moves")
    session.keys("j")
    #expect(session.asked == ["theme night"])
    session.keys("k k")
    #expect(session.asked == ["theme night", "theme mono", "theme calm"])
    session.keys("esc")
    #expect(session.asked.last == "theme mono", "esc goes back")
    session.keys("g T k enter")
    #expect(session.asked.last == "theme calm")
    #expect(session.screen.contains("Theme: calm"))
    #expect(session.state.sessionPlace.theme == "calm")
  }

  @Test func aThemeThatCannotBeUsedIsNotShown() {
    let appearance = FakeAppearance()
    appearance.write(theme: "night", "name = ")
    var session = SessionDriver(120, 40, appearance: appearance)
    session.keys("g T j")
    #expect(session.asked.isEmpty)
    session.keys("enter")
    #expect(session.state.session.theme == nil)
  }

  @Test func withoutFilesThereIsNothingToRead() {
    var session = SessionDriver(80, 24)
    session.receive(.reload)
    session.keys("g T")
    #expect(session.screen.contains("this session has no themes to read"))
  }
}
