// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// A folder in memory that refuses names it has, as the real one does.
final class MemoryFolder: Sendable {
  private let files = Mutex<[String: String]>([:])

  struct Taken: Error, CustomStringConvertible {
    var description: String { "there is a file of this name" }
  }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    try files.withLock { files in
      guard files[path] == nil else { throw Taken() }
      files[path] = String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The lines of a file; none where there is no such file.
  subscript(path: String) -> [Substring] {
    files.withLock { $0[path]?.split(separator: "\n") } ?? []
  }
}
