// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@Suite struct GlyphTests {
  @Test(arguments: Glyph.allCases, [Glyphs.unicode, .ascii])
  func takesOneColumn(_ glyph: Glyph, _ glyphs: Glyphs) {
    #expect(DisplayWidth.of(glyphs[glyph]) == 1)
    if glyphs.repertoire == .ascii { #expect(glyphs[glyph].isASCII) }
  }

  @Test func wideGlyphsAreRefused() {
    var glyphs = Glyphs.unicode
    glyphs[.point] = "山"
    #expect(glyphs[.point] == "·")
    glyphs[.point] = "•"
    #expect(glyphs[.point] == "•")
    glyphs.sparkline = ["a", "b"]
    #expect(glyphs.sparkline.count == 9)
  }

  @Test(arguments: [(0.0, " "), (0.001, "▁"), (0.5, "▄"), (1, "█"), (9, "█"), (-1, " ")])
  func sparkShowsAnythingAboveNothing(_ value: Double, _ expected: Unicode.Scalar) {
    #expect(Glyphs.unicode.spark(value, of: 1) == expected)
  }

  @Test(arguments: [
    (ColorChoice.auto, 256, "", ColorDepth.indexed), (.auto, 256, "1", .none),
    (.always, 256, "1", .indexed),
    (.auto, 8, "", .eight), (.auto, 16, "", .sixteen), (.auto, 88, "", .sixteen),
    (.auto, 0, "", .none),
    (.always, 0, "", .none), (.sixteen, 256, "1", .sixteen), (.sixteen, 8, "", .eight),
    (.indexed, 256, "1", .indexed), (.never, 256, "", .none),
  ])
  func depthFollowsChoiceAndTerminal(
    _ choice: ColorChoice,
    _ colors: Int,
    _ noColor: String,
    _ expected: ColorDepth
  ) {
    let depth = choice.depth(terminalColors: colors, isDirectColor: false, noColor: noColor)
    #expect(depth == expected)
  }

  @Test func directColorIsTrueColor() {
    let depth = ColorChoice.auto.depth(
      terminalColors: 0x100_0000,
      isDirectColor: true,
      noColor: nil
    )
    #expect(depth == .trueColor)
  }

  @Test(arguments: [
    ("15;0", "dark"), ("0;15", "light"), ("0;default;15", "light"), ("7;8", "dark"), ("x", "?"),
  ])
  func colorPairNamesTheBackground(_ value: String, _ expected: String) {
    #expect(Capabilities.Background(colorPair: value).map { "\($0)" } ?? "?" == expected)
  }
}
