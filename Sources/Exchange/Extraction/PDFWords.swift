// SPDX-License-Identifier: Apache-2.0

import Foundation
public import Store

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
  ///   - program: What ``program(path:)`` gave; `nil` where it is not installed.
  /// - Returns: The words, or why there are none.
  public static func read(_ bytes: [UInt8], program: String?) -> Result<String, PDFFailure> {
    guard let program else { return .failure(.noReader) }
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
      try Data(bytes).write(to: folder.appendingPathComponent("note.pdf"))
      var pages = try run(program, ["-layout"], in: folder)
      if pages.contains(where: hasColumns) {
        // Of columns of prose each is read to its end, as people do; tables stay as they are laid out.
        let flowing = try run(program, [], in: folder)
        if flowing.count == pages.count {
          for page in pages.indices where hasColumns(pages[page]) { pages[page] = flowing[page] }
        }
      }
      let text = pages.joined(separator: "\u{0C}")
      return text.allSatisfy(\.isWhitespace) ? .failure(.isScanned) : .success(text)
    } catch let failure as PDFFailure {
      return .failure(failure)
    } catch {
      // That it could not be run says nothing of the file.
      return .failure(.notRun)
    }
  }

  /// Runs the program over the file in a folder.
  ///
  /// - Returns: The words of each page.
  private static func run(
    _ program: String,
    _ arguments: [String],
    in folder: URL
  ) throws -> [Substring] {
    let source = folder.appendingPathComponent("note.pdf")
    let target = folder.appendingPathComponent("note.txt")
    let process = Process()
    let said = Pipe()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-enc", "UTF-8"] + arguments + [source.path, target.path]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = said
    try process.run()
    let words = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw words.contains("password") ? PDFFailure.isLocked : .isDamaged
    }
    return String(decoding: try Data(contentsOf: target), as: UTF8.self)
      .split(separator: "\u{0C}", omittingEmptySubsequences: false)
  }

  /// Whether most lines of a page are two of prose beside each other.
  ///
  /// Such a line has a blank gap, and words on both sides of it; a table has fewer words in its cells.
  private static func hasColumns(_ page: Substring) -> Bool {
    let lines = page.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let paired = lines.count { line in
      let parts = line.drop { $0 == " " }.split(separator: "   ").map { part in
        part.split(separator: " ").count { $0.contains(where: \.isLetter) }
      }
      return parts.count == 2 && parts.allSatisfy { $0 >= 3 }
    }
    return paired >= 3 && paired * 2 >= lines.count
  }
}
