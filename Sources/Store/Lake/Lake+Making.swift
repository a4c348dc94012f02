// SPDX-License-Identifier: Apache-2.0

import Foundation
import GRDB

extension Lake {
  /// Makes a lake without resources, so that it is at its path whole or not at all.
  ///
  /// It is made beside its place and given its name at the end, which fails where there is something by that
  /// name: of several programs that make the same lake at the same moment one succeeds, and the others
  /// go on with what it has made. None of them sees a file without tables.
  ///
  /// - Parameter path: Where the lake is to be; its folder is made where there is none.
  /// - Returns: What made it, closed.
  /// - Throws: ``StoreError`` with code `.cannotOpen` or `.diskFull`.
  static func make(at path: String) throws -> DatabasePool {
    try makeFolder(of: path)
    let place = end(of: path)
    let part = place.deletingLastPathComponent()
      .appendingPathComponent(".\(place.lastPathComponent).\(UUID().uuidString)").path
    defer {
      for end in ["", "-wal", "-shm"] { unlink(part + end) }
    }
    let pool: DatabasePool
    do {
      pool = try DatabasePool(path: part, configuration: configuration(mode: .create))
      try Migrations.migrator.migrate(pool)
      try checkpoint(pool)
      try pool.close()
    } catch {
      throw failure(error, at: path)
    }
    guard link(part, place.path) != 0, errno != EEXIST else { return pool }
    // A file system without links, as that of a memory stick: there alone another could make a lake between
    // the look whether there is one and the move.
    do { try FileManager.default.moveItem(atPath: part, toPath: place.path) } catch {
      guard FileManager.default.fileExists(atPath: path) else {
        throw StoreError(
          .cannotOpen,
          "The lake cannot be given its name",
          subject: path,
          cause: error
        )
      }
    }
    return pool
  }

  /// Where links lead that begin at a path, which is nowhere yet: they stay what they are.
  private static func end(of path: String) -> URL {
    var place = URL(fileURLWithPath: path)
    for _ in 0..<40 {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: place.path) else {
        break
      }
      place = URL(fileURLWithPath: next, relativeTo: place.deletingLastPathComponent()).absoluteURL
    }
    return place
  }
}
