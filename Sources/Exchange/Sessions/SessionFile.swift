// SPDX-License-Identifier: Apache-2.0

public import Foundation

/// The file that keeps where a user was in a lake: readable by that user alone, and there whole or
/// not at all.
public struct SessionFile: Sendable {
  /// The path of the file, whose folder is made when something is first written.
  public let path: String

  /// Creates the file of a lake in a folder.
  ///
  /// - Parameters:
  ///   - folder: The folder of all sessions.
  ///   - lake: The lake's absolute path, which is in the name as a number only.
  public init(folder: String, lake: String) {
    path = "\(folder)/\(Self.name(of: lake)).json"
  }

  /// Sixteen digits for a path: FNV-1a of 64 bits.
  static func name(of lake: String) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in lake.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Reads the file.
  ///
  /// - Parameter limit: The most bytes that are read, and one more.
  /// - Returns: The bytes; `nil` where there is no file.
  /// - Throws: ``SessionFileError`` where it cannot be read.
  public func read(limit: Int) throws(SessionFileError) -> Data? {
    guard let file = FileHandle(forReadingAtPath: path) else {
      if errno == ENOENT { return nil }
      throw SessionFileError(system: "It cannot be read")
    }
    defer { try? file.close() }
    do {
      return try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw SessionFileError(text: "It cannot be read")
    }
  }

  /// Writes the file in the place of the one before.
  ///
  /// - Throws: ``SessionFileError``; the file before is still there then.
  public func replace(with bytes: Data) throws(SessionFileError) {
    let folder = (path as NSString).deletingLastPathComponent
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw SessionFileError(text: "The folder of sessions cannot be made: \(folder)")
    }
    // A draft of its own for each process: who renames last, has its file there as a whole.
    let draft = "\(path).\(getpid())"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw SessionFileError(system: "It cannot be written") }
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    let isClosed = close(descriptor) == 0
    guard written == bytes.count, isClosed, rename(draft, path) == 0 else {
      let error = SessionFileError(system: "It cannot be written")
      unlink(draft)
      throw error
    }
  }
}

/// Why the file of a session could not be read or written.
public struct SessionFileError: Error, Sendable, CustomStringConvertible {
  /// What failed.
  public let description: String

  init(text: String) { description = text }

  init(system text: String) { description = "\(text): \(String(cString: strerror(errno)))" }
}
