// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The words of PDF files, read by poppler's pdftotext where it is installed.
public enum PDFWords {
  /// Where the program is; `nil` where it is not installed.
  ///
  /// - Parameter path: The folders of programs, as `PATH` has them.
  /// - Returns: The path of the program.
  public static func program(path: String) -> String? {
    path.split(separator: ":").lazy.map { "\($0)/pdftotext" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// Reads the words of a file.
  ///
  /// - Parameters:
  ///   - bytes: The PDF.
  ///   - program: What ``program(path:)`` gave.
  /// - Returns: The words, or `nil` where the program fails.
  public static func read(_ bytes: [UInt8], program: String) -> String? {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-\(UUID().uuidString)")
    let options: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: options
      )
      // A note's content stays in the folder for as long as the program runs.
      defer { try? FileManager.default.removeItem(at: folder) }
      let source = folder.appendingPathComponent("note.pdf")
      let target = folder.appendingPathComponent("note.txt")
      try Data(bytes).write(to: source)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["-enc", "UTF-8", "-layout", source.path, target.path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      return String(decoding: try Data(contentsOf: target), as: UTF8.self)
    } catch {
      // A PDF that cannot be read is counted by the caller, as one without words.
      return nil
    }
  }
}
