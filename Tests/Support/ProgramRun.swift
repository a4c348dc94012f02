// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// A program that was run to its end.
public struct ProgramRun: Sendable {
  /// Its exit status; 128 and the number of the signal that ended it.
  public let status: Int32

  /// What it wrote to standard output.
  public let output: String

  /// What it wrote to standard error.
  public let error: String

  /// Runs a program of this package and waits for its end.
  ///
  /// Output and errors go through files, so that no pipe can fill up, and neither is a terminal.
  ///
  /// - Parameters:
  ///   - program: The name of the program.
  ///   - arguments: Its arguments.
  ///   - input: What it reads from standard input.
  ///   - environment: All of its environment.
  ///   - folder: Where its output is kept meanwhile.
  /// - Throws: When the program cannot be started, or the files cannot be written.
  public init(
    _ program: String,
    _ arguments: [String],
    input: String = "",
    environment: [String: String],
    folder: URL
  ) throws {
    func file(_ name: String, _ content: String = "") throws -> URL {
      let url = folder.appendingPathComponent("\(name)-\(UUID().uuidString)")
      try Data(content.utf8).write(to: url)
      return url
    }
    let files = [try file("in", input), try file("out"), try file("err")]
    defer {
      // The folder goes away after the test, and these with it.
      for file in files { try? FileManager.default.removeItem(at: file) }
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: BuiltProgram.path(program))
    process.arguments = arguments
    process.environment = environment
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    status =
      process.terminationReason == .exit
      ? process.terminationStatus : 128 + process.terminationStatus
    output = String(decoding: try Data(contentsOf: files[1]), as: UTF8.self)
    error = String(decoding: try Data(contentsOf: files[2]), as: UTF8.self)
  }
}
