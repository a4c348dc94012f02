// SPDX-License-Identifier: Apache-2.0

import Foundation
import Terminal
import Testing

@testable import TUI

@Suite struct ShippedThemeTests {
  static let names = [
    "clinic-dark", "clinic-light", "clinic-cvd", "base16", "high-contrast", "mono",
  ]

  private static let folder =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../themes").standardizedFileURL.path

  private static func text(_ name: String) throws -> String {
    try String(contentsOfFile: "\(folder)/\(name).toml", encoding: .utf8)
  }

  @Test(arguments: names)
  func lintsClean(_ name: String) throws {
    let linter = ThemeLinter(loader: ThemeLoader(directories: [Self.folder]))
    let findings = linter.findings(in: try Self.text(name), file: "\(name).toml")
    #expect(findings.map(\.description) == [])
  }

  @Test(arguments: names)
  func isFoundByItsName(_ name: String) {
    let (theme, findings) = ThemeLoader(directories: ["/nowhere", Self.folder]).load(name)
    #expect(theme.name == name)
    #expect(findings.isEmpty)
  }

  @Test func builtInThemeIsTheMonoFile() throws {
    #expect(try Self.text("mono") == MonoTheme.text)
  }

  @Test(arguments: names)
  func usesNoColorWithoutColors(_ name: String) {
    let theme = ThemeLoader(directories: [Self.folder]).load(name).theme
    let sheet = theme.styleSheet(depth: .none)
    for style in sheet.styles + sheet.overlays.map(\.style) {
      #expect(style.foreground == .standard && style.background == .standard)
    }
  }

  @Test(arguments: names, [ColorDepth.eight, .sixteen])
  func staysWithinTheDepth(_ name: String, _ depth: ColorDepth) {
    let sheet = ThemeLoader(directories: [Self.folder]).load(name).theme.styleSheet(depth: depth)
    for color in sheet.styles.flatMap({ [$0.foreground, $0.background] }) {
      switch color {
      case .standard: continue
      case .indexed(let number): #expect(Int(number) < depth.rawValue)
      case .rgb: Issue.record("\(name) has true colour at \(depth)")
      }
    }
  }
}
