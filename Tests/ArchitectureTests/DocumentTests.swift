// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The documents name what there is.
@Suite struct DocumentTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: checkout.appendingPathComponent(path), encoding: .utf8)
  }

  private func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      atPath: checkout.appendingPathComponent(path).path
    )
    .filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test func theArchitectureHasEveryTarget() throws {
    let architecture = try text("ARCHITECTURE.md")
    for target in try names(in: "Sources") {
      #expect(architecture.contains(target), "\(target)")
    }
  }

  @Test func everyTestFolderIsATarget() throws {
    let package = try text("Package.swift")
    for folder in try names(in: "Tests") where folder.hasSuffix("Tests") {
      #expect(package.contains("\"\(folder)\""), "\(folder)")
    }
  }

  /// The packages and libraries that Package.swift names, each with its reason.
  @Test func everyDependencyHasItsReason() throws {
    let architecture = try text("ARCHITECTURE.md").lowercased()
    let package = try text("Package.swift")
    let urls = package.matches(of: /url: "[^"]*\/([^"\/]+)"/).map { String($0.1) }
    let libraries = package.matches(of: /linkedLibrary\("([a-z]+)"\)/).map { String($0.1) }
    #expect(urls.count == 4)
    for name in urls + libraries where name != "tinfo" && name != "z" {
      let known = name.lowercased().replacing(".swift", with: "")
      #expect(architecture.contains(known), "\(name)")
    }
  }

  /// Every command is in the README, the subcommands of `tarn extract` behind its name.
  @Test func theReadmeHasEveryCommand() throws {
    let readme = try text("README.md")
    let pattern = /commandName: "([a-z]+)"/
    for file in try names(in: "Sources/tarn/Commands") {
      let source = try text("Sources/tarn/Commands/" + file)
      guard let name = source.firstMatch(of: pattern)?.1 else { continue }
      let isKnown = readme.contains("tarn \(name)") || readme.contains("tarn extract \(name)")
      #expect(isKnown, "\(name)")
    }
  }

  /// docs/behaviours.md has a line per behaviour, and each names tests that are there.
  @Test func everyBehaviourHasItsTests() throws {
    let rows = try text("docs/behaviours.md").matches(of: /(?m)^\| (\d+) \|.*$/)
    #expect(rows.compactMap { Int($0.1) } == Array(1...35))
    let tests = checkout.appendingPathComponent("Tests")
    let files =
      FileManager.default.enumerator(atPath: tests.path)?.compactMap { $0 as? String } ?? []
    for row in rows {
      let named = row.0.matches(of: /`(\w+Tests)\/(\w+)\.(\w+)`/)
      #expect(!named.isEmpty, "behaviour \(row.1)")
      for name in named {
        let (target, suite, test) = (String(name.1), String(name.2), String(name.3))
        let file = files.first { $0.hasPrefix(target + "/") && $0.hasSuffix("/\(suite).swift") }
        let isThere = try file.map { try self.text("Tests/" + $0).contains("func \(test)(") }
        #expect(isThere == true, "\(target)/\(suite).\(test)")
      }
    }
  }

  @Test func noFileNamesTheMachineItWasWrittenOn() throws {
    let documents = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "Makefile", ".ci/run"]
    for path in try documents + names(in: "scripts").map({ "scripts/" + $0 }) {
      let words = try text(path)
      for place in [checkout.path + "/", "/tmp/tarn"] {
        #expect(!words.contains(place), "\(path) names \(place)")
      }
    }
  }
}
