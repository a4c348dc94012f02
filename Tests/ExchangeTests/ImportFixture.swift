// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import Validation

/// A folder of files to import, and a lake.
final class ImportFixture {
  let folder: URL
  let lake: Lake

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    let input = folder.appendingPathComponent("input")
    try FileManager.default.createDirectory(at: input, withIntermediateDirectories: true)
    lake = try Lake(at: folder.appendingPathComponent("lake.tarn").path, mode: .create)
  }

  deinit {
    // Whatever is left of a temporary folder, the system removes.
    try? FileManager.default.removeItem(at: folder)
  }

  var inputPath: String { folder.appendingPathComponent("input").path }

  func path(_ name: String) -> String { inputPath + "/" + name }

  func add(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
  }

  func addCompressed(_ name: String, _ text: String) throws {
    let plain = folder.appendingPathComponent("plain").path
    try Data(text.utf8).write(to: URL(fileURLWithPath: plain))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-kf", plain]
    try process.run()
    process.waitUntilExit()
    try FileManager.default.moveItem(atPath: plain + ".gz", toPath: path(name))
  }

  func run(
    _ paths: [String]? = nil,
    level: StructureValidator.Level = .structureOnly,
    dryRun: Bool = false,
    output: String? = nil,
    workers: Int = 2,
    stopAfter: Int = .max
  ) throws -> ImportReport {
    var options = ImportOptions(
      paths: paths ?? [inputPath],
      level: level,
      author: "tester",
      program: "tests",
      workers: workers,
      now: { 1_700_000_000_000 }
    )
    options.isDryRun = dryRun
    options.output = output
    var chunks = 0
    return try Importer(options, into: lake).run(
      progress: { _ in chunks += 1 },
      isCancelled: { chunks >= stopAfter }
    )
  }

  func has(_ reference: String) throws -> Bool { try resource(reference) != nil }

  func resource(_ reference: String) throws -> JSONValue? {
    guard case .literal(let type, let id, _, _) = FHIRReference(reference) else { return nil }
    do {
      return try lake.resource(ResourceKey(type: type, id: id)).document?.root
    } catch let error as StoreError where error.code == .notFound || error.code == .deleted {
      return nil
    }
  }
}

func patientLine(_ id: String, family: String = "Berg") -> String {
  #"{"resourceType":"Patient","id":"\#(id)","name":[{"family":"\#(family)"}]}"#
}
