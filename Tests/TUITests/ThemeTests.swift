// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@testable import TUI

@Suite struct ThemeTests {
  private func theme(_ text: String) -> Theme {
    ThemeLoader { _ in nil }.load(text: text, file: "x.toml").theme
  }

  /// The style of a role in a theme, in the order fg, bg, attributes.
  @Test(arguments: [
    ("red bold ; underline", ColorDepth.sixteen, Style(foreground: .indexed(1), attributes: .bold)),
    ("red bold ; underline", .none, Style(attributes: .underline)),
    ("red bold", .none, Style(attributes: .bold)),
    ("bright-red ; bold", .eight, Style(foreground: .indexed(1))),
    ("white on red bold ; reverse", .eight, Style(attributes: .reverse)),
    ("white on red", .eight, Style(foreground: .indexed(7), background: .indexed(1))),
    ("dim ; dim", .trueColor, Style(foreground: .rgb(red: 154, green: 164, blue: 174))),
    ("dim ; dim", .none, Style(attributes: .dim)),
    ("bold dim", .indexed, Style(attributes: [.bold, .dim])),
    ("on sel ; reverse", .sixteen, Style(attributes: .reverse)),
    ("on sel ; reverse", .indexed, Style(background: .indexed(236))),
    ("#ff0000", .indexed, Style(foreground: .indexed(196))),
    ("#ff0000", .sixteen, Style(foreground: .indexed(9))),
    ("default on default", .indexed, Style()),
    ("blue", .trueColor, Style(foreground: .indexed(4))),
    ("bright-red", .trueColor, Style(foreground: .rgb(red: 255, green: 0, blue: 0))),
  ])
  func looksFollowTheDepth(_ look: String, _ depth: ColorDepth, _ expected: Style) {
    let theme = theme(
      """
      [palette]
      dim = "#9aa4ae | 247 | white"
      sel = "#1a3650 | 236 | default"
      [style]
      "ui.link" = "\(look)"
      """
    )
    #expect(theme.style(.link, depth: depth) == expected)
  }

  @Test func roleWithoutALookHasThatOfItsFirstParts() {
    let theme = theme("[style]\n\"ui.chip\" = \"green\"\n\"lane\" = \"blue\"")
    #expect(theme.style(.chipOff, depth: .sixteen).foreground == .indexed(2))
    #expect(theme.style(.laneLab, depth: .sixteen).foreground == .indexed(4))
    #expect(theme.style(.border, depth: .sixteen) == Style(attributes: .dim))
  }

  @Test func paletteOfTheChildColorsTheLooksOfTheParent() {
    let loader = ThemeLoader { name in
      name == "parent"
        ? ("[palette]\naccent = \"blue\"\n[style]\n\"ui.key\" = \"accent\"", "parent.toml") : nil
    }
    let child = loader.load(text: "inherits = \"parent\"\n[palette]\naccent = \"green\"", file: "c")
    #expect(child.findings.isEmpty)
    #expect(child.theme.style(.key, depth: .sixteen).foreground == .indexed(2))
  }

  @Test func rolesStandOnTheGroundOfTheText() {
    let theme = theme("[style]\n\"ui.text\" = \"#ffffff on #000080\"\n\"ui.key\" = \"#ffff00\"")
    let sheet = theme.styleSheet(depth: .trueColor)
    #expect(sheet[Role.key.style].background == .rgb(red: 0, green: 0, blue: 128))
    #expect(sheet[Role.dim.style].foreground == .rgb(red: 255, green: 255, blue: 255))
  }

  @Test func brokenFileNeverMakesTheProgramUnusable() {
    let loader = ThemeLoader { name in name == "broken" ? ("[[[", "broken.toml") : nil }
    let broken = loader.load("broken")
    #expect(broken.findings.first?.line == 1 && broken.findings.first?.file == "broken.toml")
    #expect(broken.theme.style(.selection, depth: .indexed).attributes == .reverse)
    let missing = loader.load("missing")
    #expect(missing.theme.name == "mono")
    #expect(missing.findings.map(\.rule) == [.inheritance])
  }

  @Test func glyphsComeFromTheThemeUnlessTheTerminalShowsOnlyASCII() {
    let theme = theme("[glyphs]\npoint = \"•\"\nspark = \" 12345678\"")
    #expect(theme.glyphs(for: .unicode)[.point] == "•")
    #expect(theme.glyphs(for: .unicode).spark(1, of: 1) == "8")
    #expect(theme.glyphs(for: .ascii)[.point] == ".")
    let ascii = self.theme("[glyphs]\nset = \"ascii\"")
    #expect(ascii.glyphs(for: .unicode) == .ascii)
  }

  @Test func everyRoleHasItsOwnNumber() {
    #expect(Set(Role.allCases.map(\.style)).count == Role.allCases.count)
    #expect(Role.text.style == .plain)
    #expect(Role.names[Role.flagHigh.style.role] == "flag.high")
  }

  /// Pairs from the test data of Sharma, Wu and Dalal (2005).
  @Test(arguments: [
    ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
    ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0),
    ((50.0, 2.49, -0.001), (50.0, -2.49, 0.0011), 7.2195),
    ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((22.7233, 20.0904, -46.694), (23.0331, 14.973, -42.5619), 2.0373),
    ((90.8027, -2.0831, 1.441), (91.1528, -1.6435, 0.0447), 1.4441),
    ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
  ])
  func colorDifferenceIsThatOfTheStandard(
    _ first: (Double, Double, Double),
    _ second: (Double, Double, Double),
    _ expected: Double
  ) {
    let difference = Lab(l: first.0, a: first.1, b: first.2)
      .difference(to: Lab(l: second.0, a: second.1, b: second.2))
    #expect(abs(difference - expected) < 0.0001)
  }

  @Test(arguments: [
    ("#000000", "#ffffff", 21.0), ("#767676", "#ffffff", 4.54), ("#d7dde3", "#101418", 13.5),
  ])
  func contrastIsThatOfTheGuidelines(_ first: String, _ second: String, _ expected: Double) throws {
    let left = try #require(RGB(hex: first))
    let right = try #require(RGB(hex: second))
    #expect(abs(left.contrast(to: right) - expected) < 0.05)
  }

  @Test func nearestColorIsNeverOneThatUsersChange() {
    for value in stride(from: 0, through: 0xff_ffff, by: 65_537 * 3) {
      let color = RGB(
        red: UInt8(value >> 16),
        green: UInt8(value >> 8 & 255),
        blue: UInt8(value & 255)
      )
      #expect(XtermPalette.nearest(to: color) >= 16)
    }
    #expect(XtermPalette.nearest(to: RGB(red: 255, green: 0, blue: 0)) == 196)
  }
}
