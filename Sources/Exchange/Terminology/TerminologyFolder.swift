// SPDX-License-Identifier: Apache-2.0

public import Extraction
import Foundation

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The folder of the terminologies that a user has loaded, a file each.
public struct TerminologyFolder: Sendable {
  /// A terminology in the folder.
  public struct Entry: Sendable, Equatable {
    /// The name under which it was loaded.
    public let name: String
    /// The path of the file.
    public let path: String
    /// The size in bytes.
    public let size: Int
    /// When it was loaded, in seconds since 1970 UTC.
    public let loadedAt: Int64
  }

  private static let suffix = ".terms"

  /// The path of the folder, which need not exist.
  public let path: String

  /// Creates the folder's description.
  public init(_ path: String) { self.path = path }

  /// The terminologies, sorted by name.
  public var entries: [Entry] {
    // A folder that is not there has none.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(Self.suffix) }.sorted().compactMap { file in
      guard let found = try? InputFile(at: path + "/" + file) else { return nil }
      return Entry(
        name: String(file.dropLast(Self.suffix.count)),
        path: found.path,
        size: found.size,
        loadedAt: found.modified
      )
    }
  }

  /// Whether a name can be one of a terminology: letters, digits, `-`, `_` and `.`, 64 at most.
  ///
  /// - Parameter name: The name.
  /// - Returns: Whether it can.
  public static func isName(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    return isPlain && !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".")
  }

  /// Keeps a terminology, in place of one of the same name.
  ///
  /// - Parameters:
  ///   - bytes: What a ``TerminologyWriter`` gave.
  ///   - name: A name that ``isName(_:)`` allows.
  /// - Returns: What was kept.
  /// - Throws: ``ExchangeError``; the folder is then as it was.
  public func keep(_ bytes: [UInt8], as name: String) throws -> TerminologyIndex {
    let target = URL(fileURLWithPath: path).appendingPathComponent(name + Self.suffix)
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      // Written beside it and renamed: who has mapped the old one keeps it.
      try Data(bytes).write(to: target, options: .atomic)
    } catch {
      throw ExchangeError(.cannotWrite, "The terminology cannot be kept", subject: target.path)
    }
    return try open(name)
  }

  /// Maps a terminology.
  ///
  /// - Parameter name: Its name.
  /// - Returns: What looks things up in it.
  /// - Throws: ``ExchangeError`` where there is none of the name, or the file is damaged.
  public func open(_ name: String) throws -> TerminologyIndex {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw ExchangeError(.noFile, "There is no such terminology", subject: name)
    }
    return try open(entry)
  }

  private func open(_ entry: Entry) throws -> TerminologyIndex {
    let descriptor = Glibc.open(entry.path, O_RDONLY | O_CLOEXEC)
    let problem = ExchangeError(
      .cannotRead,
      "The terminology cannot be read; load it again, or drop it",
      subject: entry.path
    )
    guard descriptor >= 0 else { throw problem }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { throw problem }
    let size = Int(status.st_size)
    guard let memory = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED
    else { throw problem }
    nonisolated(unsafe) let mapped = memory
    let index = TerminologyIndex(
      name: entry.name,
      bytes: UnsafeRawBufferPointer(start: memory, count: size),
      release: { munmap(mapped, size) }
    )
    guard let index else { throw problem }
    return index
  }

  /// Maps all terminologies.
  ///
  /// - Returns: What looks things up in them, by their names.
  /// - Throws: ``ExchangeError`` where one of them is damaged.
  public func openAll() throws -> [TerminologyIndex] { try entries.map(open) }

  /// Removes a terminology.
  ///
  /// - Parameter name: Its name.
  /// - Throws: ``ExchangeError`` where there is none of the name, or it cannot be removed.
  public func remove(_ name: String) throws {
    guard let entry = entries.first(where: { $0.name == name }) else {
      throw ExchangeError(.noFile, "There is no such terminology", subject: name)
    }
    do {
      try FileManager.default.removeItem(atPath: entry.path)
    } catch {
      throw ExchangeError(.cannotWrite, "The terminology cannot be removed", subject: entry.path)
    }
  }
}
