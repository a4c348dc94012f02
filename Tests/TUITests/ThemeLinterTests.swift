// SPDX-License-Identifier: Apache-2.0

import Terminal
import Testing

@testable import TUI

/// Each rule of the linter finds what it is for, on its line, and nothing in a theme that keeps it.
@Suite struct ThemeLinterTests {
  private static let good = """
    name = "good"
    [palette]
    bg = "#101418 | 233 | default"
    text = "#d7dde3 | 253 | default"
    """

  /// A theme, and the lines and rules of what is found in it.
  static let table: [(text: String, found: [String])] = [
    (good, []),
    ("name = \"x\"\n[style", ["2 syntax"]),
    ("name = \"x\"\ncolour = \"red\"", ["2 syntax"]),
    ("variant = \"bright\"", ["1 syntax"]),
    ("[style]\n\"ui.text\" = 3", ["2 syntax"]),
    ("[style]\n\"ui.tetx\" = \"bold\"", ["2 unknown-role"]),
    ("[style]\n\"ui.chip\" = \"bold\"\n\"lane\" = \"\"", []),
    ("[palette]\nred = \"#12345\"", ["2 unknown-color"]),
    ("[palette]\nred = \"#ff0000 | 999\"", ["2 unknown-color"]),
    ("[palette]\nred = \"#ff0000 | 9 | 20\"", ["2 unknown-color"]),
    ("[style]\n\"ui.hint\" = \"reddish bold\"", ["2 unknown-color"]),
    ("[style]\n\"ui.hint\" = \"red on reddish\"", ["2 unknown-color"]),
    ("[style]\n\"ui.hint\" = \"red on\"", ["2 unknown-color"]),
    ("[style]\n\"ui.hint\" = \"red ; bald\"", ["2 unknown-color"]),
    ("[glyphs]\ndot = \"·\"", ["2 unknown-glyph"]),
    ("[glyphs]\nset = \"braille\"", ["2 unknown-glyph"]),
    ("[glyphs]\npoint = \"山\"", ["2 glyph-width"]),
    ("[glyphs]\npoint = \"ab\"", ["2 glyph-width"]),
    ("[glyphs]\npoint = \"⠿\"", ["2 glyph-width"]),
    ("[glyphs]\nspark = \" ▁▂\"", ["2 glyph-width"]),
    ("[glyphs]\npoint = \"•\"\nspark = \" 12345678\"", []),
    ("inherits = \"nowhere\"", ["1 inheritance"]),
    ("name = \"a\"\ninherits = \"b\"", ["2 inheritance"]),
    ("name = \"x\"\ninherits = \"deep1\"", ["2 inheritance"]),
    (
      "\(good)\n[style]\n\"ui.text\" = \"text on bg\"\n\"ui.hint\" = \"#30363c\"",
      ["7 contrast", "7 contrast"]
    ),
    ("\(good)\n[style]\n\"ui.text\" = \"text on bg\"\n\"ui.border\" = \"#5f6b76 ; dim\"", []),
    (
      "\(good)\n[style]\n\"ui.text\" = \"text on bg\"\n\"ui.selection\" = \"on #9a9a9a ; reverse\"\n\"ui.selection.blur\" = \"underline\"",
      Array(repeating: "7 contrast", count: 8)
    ),
    (
      "\(good)\ngreen = \"#7fb070 | 108 | green\"\nred = \"#d99a70 | 173 | red\"\n"
        + "[style]\n\"ui.text\" = \"text on bg\"\n\"diff.added\" = \"green ; bold\"\n\"diff.removed\" = \"red ; dim\"",
      ["9 color-vision", "9 color-vision"]
    ),
    ("[style]\n\"flag.high\" = \"red\"", ["2 colorless"]),
    ("[style]\n\"diff.added\" = \"green ; dim\"", ["2 colorless"]),
    ("[style]\n\"review.rejected\" = \"red\"", ["2 colorless"]),
    ("[style]\n\"ui.selection\" = \"on blue ; \"", ["2 colorless"]),
  ]

  private static let loader = ThemeLoader { name in
    switch name {
    case "b": ("name = \"b\"\ninherits = \"a\"", "b.toml")
    case "deep1", "deep2", "deep3", "deep4":
      ("name = \"\(name)\"\ninherits = \"deep\((Int(name.suffix(1)) ?? 0) + 1)\"", "\(name).toml")
    default: nil
    }
  }

  @Test(arguments: table)
  func findsWhatItIsFor(_ row: (text: String, found: [String])) {
    let findings = ThemeLinter(loader: Self.loader).findings(in: row.text, file: "x.toml")
    let found = findings.map { "\($0.line) \($0.rule.rawValue)" }
    // Beyond the rule of the row, the pairs of one role may be several.
    if row.found.count == 1 {
      #expect(Set(found) == Set(row.found), "\(findings)")
    } else {
      #expect(found.prefix(row.found.count) == row.found[...], "\(findings)")
      #expect(Set(found) == Set(row.found), "\(findings)")
    }
  }

  @Test func findingReadsLikeThatOfACompiler() {
    let findings = ThemeLinter(loader: Self.loader).findings(
      in: "[style]\n\"ui.tetx\" = \"bold\"",
      file: "themes/x.toml"
    )
    #expect(
      findings.map(\.description) == [
        "themes/x.toml:2: error: No role is called 'ui.tetx' [unknown-role]"
      ]
    )
  }
}
