// SPDX-License-Identifier: Apache-2.0

import Foundation
public import Worklists

/// The folder of a user's worklists: a file for each, and one for the marks of all.
public struct WorklistFolder: WorklistKeeping {
  /// The path of the folder, which is made when something is first written.
  public let path: String

  /// Creates a folder that may not be there yet.
  public init(path: String) { self.path = path }

  /// The ending of the files of worklists.
  public static let fileExtension = "worklist.jsonl"

  /// The largest file that is read as a worklist, in bytes.
  private static let mostBytes = 64 << 20

  /// The file of the marks of all lists, which is made with the first mark.
  public var marksPath: String { path + "/marks.jsonl" }

  /// Returns the path of the file that a worklist of a name has.
  ///
  /// - Throws: ``WorklistError`` where nothing in the name can be a file's name.
  public func filePath(of name: String) throws(WorklistError) -> String {
    guard let file = Worklist.fileName(of: name) else {
      throw WorklistError("The name of a worklist has a letter or a digit")
    }
    return "\(path)/\(file).\(Self.fileExtension)"
  }

  /// Returns the worklists by name.
  public func lists() throws -> WorklistShelf {
    var shelf = WorklistShelf()
    let files: [String]
    do {
      files = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch CocoaError.fileReadNoSuchFile, CocoaError.fileNoSuchFile {
      return shelf
    }
    for file in files.sorted() where file.hasSuffix(".\(Self.fileExtension)") {
      do {
        shelf.lists.append(try Self.read("\(path)/\(file)"))
      } catch {
        shelf.problems.append("\(file): \(error)")
      }
    }
    shelf.lists.sort { ($0.name.lowercased(), $0.name) < ($1.name.lowercased(), $1.name) }
    return shelf
  }

  /// Reads the file of a worklist that somebody handed on.
  public func read(path: String) throws -> Worklist {
    try Self.read((path as NSString).expandingTildeInPath)
  }

  /// Reads the file of a worklist, wherever it is.
  ///
  /// - Parameter path: The file.
  /// - Returns: The worklist.
  /// - Throws: ``WorklistError`` when it is none, or cannot be read.
  public static func read(_ path: String) throws(WorklistError) -> Worklist {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw WorklistError("It cannot be read: \(String(cString: strerror(errno)))")
    }
    let bytes: Data
    do {
      bytes = try file.read(upToCount: mostBytes + 1) ?? Data()
    } catch {
      throw WorklistError("It cannot be read")
    }
    guard bytes.count <= mostBytes else { throw WorklistError("It is larger than a worklist") }
    return try WorklistFile.read(bytes)
  }

  /// Adds a worklist; the file is there whole or not at all.
  public func add(_ list: Worklist) throws {
    let path = try filePath(of: list.name)
    try makeFolder()
    let draft = "\(self.path)/.\(UUID().uuidString)"
    defer { unlink(draft) }
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.systemError("It cannot be written") }
    try Self.store(WorklistFile.bytes(of: list), to: descriptor)
    // A link is made only where there is no file yet, even if two programs try at once.
    guard link(draft, path) == 0 else {
      if errno == EEXIST {
        throw WorklistError("There is a worklist '\(list.name)' already")
      }
      throw Self.systemError("It cannot be written")
    }
  }

  /// Removes a worklist; its marks stay.
  public func remove(named name: String) throws {
    guard unlink(try filePath(of: name)) == 0 else {
      if errno == ENOENT { throw WorklistError("There is no worklist '\(name)'") }
      throw Self.systemError("It cannot be removed")
    }
  }

  // MARK: - Marks

  /// Returns the marks that were written after a place in the file.
  public func marks(after end: Int) throws -> MarkPage {
    guard let file = FileHandle(forReadingAtPath: marksPath) else {
      if errno == ENOENT { return MarkPage(marks: [], end: 0, isWhole: true) }
      throw Self.systemError("The marks cannot be read")
    }
    defer { try? file.close() }
    let size = Int(try file.seekToEnd())
    // A file that is shorter than it was is another one.
    let start = size < end ? 0 : end
    try file.seek(toOffset: UInt64(start))
    let bytes = try file.readToEnd() ?? Data()
    // What another program is writing has no end yet.
    guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else {
      return MarkPage(marks: [], end: start, isWhole: start == 0)
    }
    let whole = bytes[bytes.startIndex...last]
    let (marks, unread) = MarkFile.read(Data(whole))
    return MarkPage(marks: marks, end: start + whole.count, isWhole: start == 0, unread: unread)
  }

  /// Adds marks after all that are there, in one piece.
  public func append(_ marks: [WorklistMark]) throws {
    guard !marks.isEmpty else { return }
    try makeFolder()
    let descriptor = open(marksPath, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.systemError("The marks cannot be written") }
    // Closing gives the lock back as well.
    guard flock(descriptor, LOCK_EX) == 0 else {
      close(descriptor)
      throw Self.systemError("The marks cannot be written")
    }
    let size = lseek(descriptor, 0, SEEK_END)
    var bytes = Data()
    var lastByte = UInt8(ascii: "\n")
    // A line that a crash cut must not swallow the next one.
    if size > 0, pread(descriptor, &lastByte, 1, size - 1) == 1, lastByte != UInt8(ascii: "\n") {
      bytes.append(UInt8(ascii: "\n"))
    }
    do {
      bytes += try MarkFile.bytes(of: marks)
    } catch {
      close(descriptor)
      throw error
    }
    try Self.store(bytes, to: descriptor, from: size)
  }

  /// Removes all marks of a patient of a lake, and those on worklists, for good.
  ///
  /// Written in place: a program that has the file open goes on with the same one.
  ///
  /// - Returns: How many there were.
  /// - Throws: ``WorklistError`` where the file cannot be read or written.
  public func forget(patient: String, inLake lake: String) throws -> Int {
    let descriptor = open(marksPath, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return 0 }
      throw Self.systemError("The marks cannot be changed")
    }
    guard flock(descriptor, LOCK_EX) == 0,
      let bytes = try? Data(contentsOf: URL(fileURLWithPath: marksPath))
    else {
      close(descriptor)
      throw Self.systemError("The marks cannot be changed")
    }
    let (rest, count) = MarkFile.removing(patient: patient, lake: lake, from: bytes)
    guard count > 0 else {
      close(descriptor)
      return 0
    }
    // It gets shorter: what is behind the new end is cut off before the lines move up.
    ftruncate(descriptor, off_t(rest.count))
    lseek(descriptor, 0, SEEK_SET)
    try Self.store(rest, to: descriptor, from: off_t(rest.count))
    return count
  }

  private func makeFolder() throws {
    do {
      try FileManager.default.createDirectory(
        atPath: path,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw WorklistError("The folder of worklists cannot be made: \(path)")
    }
  }

  /// Writes all bytes to the disk and closes the file; what was written of them when one fails is
  /// taken back.
  private static func store(_ bytes: Data, to descriptor: Int32, from start: off_t = 0) throws {
    defer { close(descriptor) }
    let written = bytes.withUnsafeBytes { buffer in
      var count = 0
      while count < buffer.count {
        let step = write(
          descriptor,
          UnsafeRawBufferPointer(rebasing: buffer[count...]).baseAddress,
          buffer.count - count
        )
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { break }
        count += step
      }
      return count
    }
    guard written == bytes.count, fsync(descriptor) == 0 else {
      let error = systemError("It could not be written whole")
      ftruncate(descriptor, start)
      throw error
    }
  }

  private static func systemError(_ text: String) -> WorklistError {
    WorklistError("\(text): \(String(cString: strerror(errno)))")
  }
}
