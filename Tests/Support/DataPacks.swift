// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The data packs, in the folder that `TARN_DATA` names; they are no part of the source.
public enum DataPacks {
  /// The folder, and `nil` where the variable is unset.
  public static let folder = ProcessInfo.processInfo.environment["TARN_DATA"]

  /// Whether tests on real data run.
  public static let areThere = folder != nil

  /// Whether the slow tests run too.
  public static let runSlowTests = ProcessInfo.processInfo.environment["RUN_SLOW_TESTS"] == "1"

  /// Returns the paths of the files in a folder of the packs whose names end so, sorted.
  public static func files(in path: String, suffix: String) throws -> [String] {
    guard let folder else { return [] }
    let base = folder + "/" + path
    return try FileManager.default.contentsOfDirectory(atPath: base)
      .filter { $0.hasSuffix(suffix) }
      .sorted()
      .map { base + "/" + $0 }
  }

  /// Returns the content of a file, decompressed where its name ends in `.gz`.
  public static func bytes(of path: String) throws -> [UInt8] {
    guard path.hasSuffix(".gz") else {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return [UInt8](data)
  }
}
