// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import TestSupport
import Testing
import Validation

/// Packages as registries have them, and what only looks like one.
@Suite final class PackageFileTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("package/other"),
      withIntermediateDirectories: true
    )
  }

  // Whatever is left of a temporary folder, the system removes.
  deinit { try? FileManager.default.removeItem(at: folder) }

  private func write(_ text: String, _ name: String) throws -> String {
    let file = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return file.path
  }

  private static func definition(_ name: String) -> String {
    """
    {"resourceType": "StructureDefinition", "id": "\(name)", "url": "http://p.example/\(name)",
     "version": "2.0", "name": "P", "kind": "resource", "type": "Patient",
     "derivation": "constraint", "differential": {"element": [{"path": "Patient.gender", "min": 1}]}}
    """
  }

  /// An archive made by `tar`, in the format named.
  private func archive(_ format: String) throws -> String {
    _ = try write(#"{"name": "p.example", "version": "1.2.3"}"#, "package/package.json")
    _ = try write(Self.definition("short"), "package/StructureDefinition-short.json")
    // With its folder longer than the 100 bytes of a plain header; ustar divides it between the two.
    let long = String(repeating: "a-long-name-", count: format == "ustar" ? 6 : 14)
    _ = try write(Self.definition("long"), "package/StructureDefinition-\(long).json")
    _ = try write(#"{"resourceType": "SearchParameter"}"#, "package/SearchParameter-x.json")
    _ = try write("no JSON", "package/broken.json")
    _ = try write(Self.definition("elsewhere"), "package/other/x.json")
    let path = folder.appendingPathComponent("\(format).tgz").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["tar", "--format=\(format)", "-C", folder.path, "-czf", path, "package"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return path
  }

  @Test(arguments: ["gnu", "pax", "ustar"]) func archivesAreRead(format: String) throws {
    let package = try PackageFile(path: try archive(format))
    #expect(package.title == "p.example#1.2.3")
    let urls = package.definitions.compactMap { $0.root["url"]?.string }.sorted()
    #expect(urls == ["http://p.example/long", "http://p.example/short"])
  }

  @Test func aDamagedArchiveIsRefusedWhereverItIsCut() throws {
    let path = try archive("gnu")
    let whole = try Data(contentsOf: URL(fileURLWithPath: path))
    for length in stride(from: 0, to: whole.count - 1, by: 37) {
      let cut = folder.appendingPathComponent("cut.tgz")
      try whole.prefix(length).write(to: cut)
      #expect(throws: ExchangeError.self, "\(length) bytes") { try PackageFile(path: cut.path) }
    }
  }

  @Test(arguments: ["{}", "[]", "hello", "", #"{"resourceType": "Patient"}"#])
  func whatIsNoPackageIsRefused(text: String) throws {
    let path = try write(text, "file.json")
    #expect(throws: ExchangeError.self) { try PackageFile(path: path) }
  }

  @Test func theFolderKeepsListsAndForgets() throws {
    let store = ProfileFolder(folder.appendingPathComponent("profiles").path)
    #expect(store.packages == [])
    _ = try store.add(try archive("gnu"))
    _ = try store.add(try write(Self.definition("alone"), "alone.json"))
    #expect(store.packages.map(\.title) == ["alone#2.0", "p.example#1.2.3"])
    #expect(
      try store.load().profileURLs == [
        "http://p.example/alone", "http://p.example/long", "http://p.example/short",
      ]
    )
    // A file that cannot be read leaves the folder as it was.
    #expect(throws: ExchangeError.self) { try store.add(try write("no", "no.json")) }
    #expect(store.packages.count == 2)
    #expect(try store.remove("p.example").map(\.title) == ["p.example#1.2.3"])
    #expect(throws: ExchangeError.self) { try store.remove("p.example") }
    #expect(store.packages.map(\.title) == ["alone#2.0"])
  }
}
