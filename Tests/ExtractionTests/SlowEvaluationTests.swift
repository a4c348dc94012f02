// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import TestSupport
import Testing

/// The table of `tarn-train eval` holds its floors, and a training run is a function of its data.
@Suite(.enabled(if: DataPacks.runSlowTests, "RUN_SLOW_TESTS is not 1"), .serialized)
struct SlowEvaluationTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
  func everyFloorIsHeld() throws {
    let (status, output) = try Self.run([
      "eval", "--no-tools", "--data", DataPacks.folder ?? "", "--gold", Self.tests + "/Gold",
      "--floors", Self.tests + "/floors.txt",
    ])
    #expect(status == 0, "\(output.suffix(2000))")
    #expect(output.contains("MACCROBAT"))
  }

  @Test func trainingTwiceGivesTheSameBytes() throws {
    let folder = try Self.smallCorpora()
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = try ["one", "two"].map { try Self.trained($0, in: folder) }
    #expect(files[0].count > 1_000_000)
    #expect(files[0] == files[1])
  }

  /// Networks and the second look are trained onto a file, and all else of it stays.
  @Test func trainingOntoAFileKeepsTheRestOfIt() throws {
    let folder = try Self.smallCorpora()
    defer { try? FileManager.default.removeItem(at: folder) }
    let base = try Self.trained("base", in: folder)
    let onto = ["--onto", folder.appendingPathComponent("base").path, "--epochs", "2"]
    let files = try ["one", "two"].map { try Self.trained($0, in: folder, onto) }
    #expect(files[0] == files[1])
    let before = base.withUnsafeBytes { ModelFile.parts(of: $0) }
    var after = files[0].withUnsafeBytes { ModelFile.parts(of: $0) }
    let packed = after.removeValue(forKey: .packedNoteWeights)
    #expect(packed != nil && before[.noteWeights].map { PackedWeights.pack($0) } == packed)
    let networks = after.removeValue(forKey: .networks)
    #expect(networks != nil)
    let replaced: Set<ModelFile.Part> = [.noteWeights, .judge, .card]
    for part in ModelFile.Part.allCases where !replaced.contains(part) {
      #expect(before[part] == after[part], "\(part)")
    }
    // What was written is read, and may be trained onto once more.
    let again = ["--onto", folder.appendingPathComponent("one").path, "--epochs", "2"]
    #expect(try Self.trained("three", in: folder, again) == files[0])
  }

  @Test func noModelFileIsRefused() throws {
    let (status, output) = try Self.run(["train", "/dev/null", "--onto", "/dev/null"])
    #expect(status == 66)
    #expect(output.contains("no model file"))
  }

  /// A folder with a few notes in the form of the corpora.
  private static func smallCorpora() throws -> URL {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-train-\(UUID().uuidString)")
    let reports = folder.appendingPathComponent("nlp/maccrobat2020")
    let abstracts = folder.appendingPathComponent("nlp/bc5cdr")
    for path in [reports, abstracts] {
      try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    }
    let text = "A 40-year-old woman had fever and took aspirin 100 mg daily."
    for number in 1...12 {
      let notes = ["T1\tAge 2 13\t40-year-old", "T2\tSign_symptom 24 29\tfever"]
      let name = reports.appendingPathComponent("\(number)").path
      try text.write(toFile: name + ".txt", atomically: true, encoding: .utf8)
      try notes.joined(separator: "\n")
        .write(toFile: name + ".ann", atomically: true, encoding: .utf8)
    }
    let blocks = (1...12).map { number in
      """
      \(number)|t|Aspirin and fever
      \(number)|a|Fever was treated with aspirin.
      \(number)\t0\t7\tAspirin\tChemical\tD001241
      \(number)\t12\t17\tfever\tDisease\tD005334
      """
    }
    try (blocks.joined(separator: "\n\n") + "\n").write(
      toFile: abstracts.path + "/CDR_TrainingSet.PubTator.txt",
      atomically: true,
      encoding: .utf8
    )
    return folder
  }

  /// The bytes of a file that was trained in a process of its own.
  private static func trained(
    _ name: String,
    in folder: URL,
    _ options: [String] = []
  ) throws -> Data {
    let path = folder.appendingPathComponent(name).path
    let (status, output) = try run(
      ["train", path, "--iterations", "2", "--data", folder.path, "--gold", tests + "/Gold"]
        + options
    )
    #expect(status == 0, "\(output)")
    return try Data(contentsOf: URL(fileURLWithPath: path))
  }

  private static func run(_ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path("tarn-train"))
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
