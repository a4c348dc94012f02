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

  /// Why a file has no words.
  public enum Failure: Error, CaseIterable {
    /// Nothing that reads PDF is installed.
    case noProgram
    /// It opens with a password alone.
    case isLocked
    /// It is no PDF, or a part of one.
    case isDamaged
    /// Its pages are pictures, as a scanner makes them.
    case isScanned
  }

  /// Reads the words of a file.
  ///
  /// - Parameters:
  ///   - bytes: The PDF.
  ///   - program: What ``program(path:)`` gave; `nil` where it is not installed.
  /// - Returns: The words, or why there are none.
  public static func read(_ bytes: [UInt8], program: String?) -> Result<String, Failure> {
    guard let program else { return .failure(.noProgram) }
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
      let said = Pipe()
      process.executableURL = URL(fileURLWithPath: program)
      process.arguments = ["-enc", "UTF-8", "-layout", source.path, target.path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = said
      try process.run()
      let words = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        return .failure(words.contains("password") ? .isLocked : .isDamaged)
      }
      let text = String(decoding: try Data(contentsOf: target), as: UTF8.self)
      return text.allSatisfy(\.isWhitespace) ? .failure(.isScanned) : .success(text)
    } catch {
      // What keeps the program from running is counted by the caller, as a PDF without words.
      return .failure(.isDamaged)
    }
  }
}
