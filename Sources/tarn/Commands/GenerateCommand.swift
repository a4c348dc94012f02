// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import SampleData

import func TUI.counted

/// `tarn generate`.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write realistic synthetic patients, from a seed.",
    discussion: """
      The same seed gives the same bytes. With --output, NDJSON files per resource type, and the \
      versions and deletions of each record as history Bundles; without, all resources as NDJSON \
      on standard output.
      """
  )

  @Option(help: "How many patients.")
  var patients = 10

  @Option(help: "What everything follows from.")
  var seed: UInt64 = 1

  @Option(help: "A folder for the files.", completion: .directory)
  var output: String?

  func validate() throws {
    guard patients > 0 else { throw ValidationError("--patients takes a number above 0") }
  }

  func run() throws {
    let export = SampleExport(generator: PatientGenerator(seed: seed), patients: 0..<patients)
    guard let output else {
      for piece in export { Output.write(Array(piece.bytes)) }
      return
    }
    let folder = URL(fileURLWithPath: output, isDirectory: true)
    var files: [String: FileHandle] = [:]
    var count = 0
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for piece in export {
        let file = try files[piece.fileName] ?? Self.create(folder, piece.fileName)
        files[piece.fileName] = file
        try file.write(contentsOf: Data(piece.bytes))
        count += piece.count
      }
      for file in files.values { try file.close() }
    } catch {
      Output.error("tarn: The files cannot be written: \(output)")
      throw ExitCode(2)
    }
    Output.error(
      "\(counted(count, "resource")) of \(counted(patients, "patient")) in "
        + "\(counted(files.count, "file")) in \(output)"
    )
  }

  private static func create(_ folder: URL, _ name: String) throws -> FileHandle {
    let url = folder.appendingPathComponent(name)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }
}
