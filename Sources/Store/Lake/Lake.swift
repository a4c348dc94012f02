// SPDX-License-Identifier: Apache-2.0

import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// A lake: one SQLite file with every version of every resource, and what is derived from them.
///
/// Many readers and one writer can use a lake at the same time, in this process and in others. Each
/// reading method runs in one read transaction, so it sees every write whole or not at all. All
/// methods block; call them beside the thread that draws.
///
/// ```swift
/// let lake = try Lake(at: "/data/lake.tarn", mode: .read)
/// let statistics = try lake.statistics()
/// ```
///
/// ## Topics
/// - ``init(at:mode:)``
/// - ``statistics()``
/// - ``writer(for:)``
public final class Lake: Sendable {
  /// What a lake is opened for.
  public enum Mode: Sendable {
    /// Reading an existing lake.
    case read
    /// Reading and writing an existing lake.
    case write
    /// Reading and writing, and making the file where there is none.
    case create
  }

  /// The path of the file.
  public let path: String

  /// What it was opened for.
  public let mode: Mode

  /// Whether everything derived was rebuilt when it was opened, because an earlier version made it.
  public let isRebuilt: Bool

  /// What made the file and looked at its header, closed and kept: freeing it would start the threads of
  /// Dispatch, which wake each second from then on, also in a browser in which nothing happens.
  private let closed: [any DatabaseReader]

  let pool: DatabasePool
  let codec = BodyCodec()

  /// Opens a lake, and brings an older file up to date when it is opened for writing.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - mode: What it is opened for.
  ///   - progress: Told how many resources of how many are rebuilt, where an older file is.
  /// - Throws: ``StoreError`` with code `.noLake`, `.notALake`, `.newerSchema`, `.cannotOpen`,
  ///   `.busy` or `.corrupt`.
  public init(
    at path: String,
    mode: Mode,
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    self.path = path
    self.mode = mode
    // Whether it is taken does not matter: it only saves locks.
    _ = Self.isConfigured
    let exists = FileManager.default.fileExists(atPath: path)
    guard exists || mode == .create else {
      throw StoreError(.noLake, "There is no lake at this path", subject: path)
    }
    let location =
      mode == .read && Self.isUnchanging(path) ? Self.unchangingLocation(of: path) : path
    let maker: [any DatabaseReader] = exists ? [] : [try Self.make(at: path)]
    closed = maker + [try Self.checkHeader(location, of: path)]
    do {
      pool = try DatabasePool(path: location, configuration: Self.configuration(mode: mode))
      let migrator = Migrations.migrator
      var needsRebuilding = false
      if mode == .read {
        let isWhole = try pool.read(migrator.hasCompletedMigrations)
        guard try isWhole && !pool.read(Migrations.isStale) else {
          if try pool.read({ try Int.fetchOne($0, sql: "PRAGMA page_count") }) == 0 {
            throw StoreError(.notALake, "The file is empty, and no lake", subject: path)
          }
          throw StoreError(
            .olderSchema,
            "The lake was made by an earlier version of tarn",
            subject: path
          )
        }
      } else {
        let applied = try pool.read(migrator.appliedIdentifiers)
        needsRebuilding = !applied.isEmpty && !applied.isSuperset(of: Migrations.rebuilding)
        try Self.migrate(pool, migrator)
        // A rebuilding that was killed is made up for.
        if try !needsRebuilding && pool.read(Migrations.isStale) { needsRebuilding = true }
      }
      isRebuilt = needsRebuilding
      if try pool.read(migrator.hasBeenSuperseded) {
        throw StoreError(
          .newerSchema,
          "The lake was written by a newer version of tarn",
          subject: path
        )
      }
      try loadDictionaries()
      if needsRebuilding { try rebuildIfStale(progress: progress) }
    } catch {
      throw Self.failure(error, at: path)
    }
  }

  /// Brings the tables up to date, also where another process does it at the same moment.
  ///
  /// Which migrations are to be done is read before the lock is there: of two processes that open an older
  /// lake, the second finds tables that it wanted to make.
  private static func migrate(_ pool: DatabasePool, _ migrator: DatabaseMigrator) throws {
    var done = try pool.read(migrator.appliedIdentifiers)
    while true {
      do {
        return try migrator.migrate(pool)
      } catch let error as DatabaseError
        where [.SQLITE_ERROR, .SQLITE_CONSTRAINT].contains(error.resultCode)
      {
        let found = try pool.read(migrator.appliedIdentifiers)
        // Nobody else did anything meanwhile: the fault is another.
        guard found.count > done.count else { throw error }
        done = found
      }
    }
  }

  /// SQLite's settings for the whole process, made once before the first connection.
  private static let isConfigured = tarn_sqlite_configure() == 0

  /// Closes the file.
  ///
  /// Reading and writing afterwards fails.
  ///
  /// - Throws: ``StoreError`` when a statement is still running.
  public func close() throws {
    do {
      if mode != .read { try checkpoint() }
      try pool.close()
    } catch {
      throw StoreError.translate(error, subject: path)
    }
  }

  /// Moves what is in the write-ahead log into the file, as far as no reader still needs it.
  ///
  /// Afterwards the file alone is the whole lake, and can be copied.
  func checkpoint() throws {
    do { try Self.checkpoint(pool) } catch { throw StoreError.translate(error, subject: path) }
  }

  static func checkpoint(_ pool: DatabasePool) throws {
    try pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Gives pages that nothing is on any more back to the file system, where they are a good part of the file.
  ///
  /// What a large job leaves behind: the parts of the index that were merged, the rows that were moved on.
  /// Files made before lakes could do this keep theirs for what is written next.
  func giveBackFreePages() throws {
    do {
      try pool.writeWithoutTransaction { db in
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        let all = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        guard free > 16, free * 50 > all else { return }
        try db.execute(sql: "PRAGMA incremental_vacuum")
      }
    } catch {
      throw StoreError.translate(error, subject: path)
    }
  }

  /// The number that a lake file carries in its header, `tarn` in ASCII.
  static let applicationID = 0x7461_726E

  static func configuration(mode: Mode) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = mode == .read
    configuration.busyMode = .timeout(10)
    configuration.maximumReaderCount = 4
    configuration.prepareDatabase { db in
      if mode != .read {
        // The page size is the file's own from its first write on, and so is whether pages are given back.
        try db.execute(sql: "PRAGMA page_size = 8192")
        if try Int.fetchOne(db, sql: "PRAGMA application_id") == 0 {
          try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
          try db.execute(sql: "PRAGMA application_id = \(applicationID)")
        }
        try db.execute(sql: "PRAGMA journal_size_limit = 167772160")
        // A checkpoint waits for the disk twice, so an import makes one every 128 MB and not every 8.
        try db.execute(sql: "PRAGMA wal_autocheckpoint = 16384")
      }
      try db.execute(sql: "PRAGMA synchronous = NORMAL")
      // No page is mapped: each connection would map its own, all of which count as memory of the process
      // until it ends, while reading them costs a tenth more of a search at most.
      try db.execute(sql: "PRAGMA cache_size = \(db.configuration.readonly ? -8192 : -65536)")
      try db.execute(sql: "PRAGMA mmap_size = 0")
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      if let connection = db.sqliteConnection {
        sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
      }
    }
    return configuration
  }

  /// Whether nobody here can write beside the file, and all of the lake is in the file.
  ///
  /// To read a file with a write-ahead log SQLite makes files beside it. A lake on a disc, or in a folder
  /// of somebody else, has none, and is read as what it is: a file that does not change.
  private static func isUnchanging(_ path: String) -> Bool {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    var status = stat()
    let hasLog = stat(path + "-wal", &status) == 0 && status.st_size > 0
    return !hasLog && (access(folder, W_OK) != 0 || isFull(folder))
  }

  /// Whether a file system has no room for the files that SQLite makes beside a lake that is read.
  private static func isFull(_ folder: String) -> Bool {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return false }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize) < 1 << 16
  }

  /// What SQLite opens a file by that does not change; see https://www.sqlite.org/uri.html.
  static func unchangingLocation(of path: String) -> String {
    let absolute = URL(fileURLWithPath: path).path
    let escaped = absolute.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
    return "file:\(escaped ?? absolute)?immutable=1"
  }

  static func makeFolder(of path: String) throws {
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw StoreError(
        .cannotOpen,
        "The folder of the lake cannot be made",
        subject: folder.path,
        cause: error
      )
    }
  }

  /// Looks at the header, so that another program's database is never touched.
  ///
  /// Through SQLite, which alone may open the file: closing any other descriptor of it drops the locks
  /// that the connections of this process have on it. Another process would then take itself for the
  /// last one, and throw away the write-ahead log that is still in use here.
  ///
  /// - Returns: What looked, closed.
  private static func checkHeader(_ location: String, of path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    let isLake: Bool
    let queue: DatabaseQueue
    do {
      queue = try DatabaseQueue(path: location, configuration: configuration)
      isLake = try queue.read { db in
        // A file of no bytes becomes one.
        try Int.fetchOne(db, sql: "PRAGMA page_count") == 0
          || Int.fetchOne(db, sql: "PRAGMA application_id") == applicationID
      }
      try queue.close()
    } catch let error as DatabaseError where error.resultCode == .SQLITE_NOTADB {
      throw StoreError(.notALake, "The file is not a lake", subject: path)
    } catch {
      let failure = Self.failure(error, at: path)
      guard failure.code == .readOnly else { throw failure }
      // The log can only be read with a file that SQLite would have to make beside it.
      throw StoreError(
        .cannotOpen,
        "The lake was left open, and its folder cannot be written to",
        subject: path
      )
    }
    guard isLake else { throw StoreError(.notALake, "The file is not a lake", subject: path) }
    return queue
  }

  private func loadDictionaries() throws {
    try pool.read { db in try loadDictionaries(db) }
  }

  func loadDictionaries(_ db: Database) throws {
    let statement = try RawStatement(db, "SELECT id, type, body FROM dictionary")
    while try statement.step() {
      codec.add(
        id: statement.int64(0),
        typeCode: statement.int(1),
        bytes: Array(statement.blob(2))
      )
    }
  }

  /// Loads dictionaries that another program has trained since the lake was opened.
  func learnDictionaries(_ db: Database) throws {
    let all = try Int64.fetchAll(db, sql: "SELECT id FROM dictionary")
    if all.contains(where: { !codec.isKnown($0) }) { try loadDictionaries(db) }
  }

  /// Takes over the dictionaries of the lake, where another program has trained others.
  func refreshDictionaries(_ db: Database) throws {
    let unsaved = Dictionary(codec.unsaved.map { ($0.typeCode, $0.id) }) { first, _ in first }
    let saved = try Row.fetchAll(db, sql: "SELECT id, type FROM dictionary").map { row in
      (type: row[1] as Int, id: row[0] as Int64)
    }
    if saved.contains(where: { !codec.isKnown($0.id) }) { try loadDictionaries(db) }
    codec.choose(unsaved.merging(saved.map { ($0.type, $0.id) }) { _, saved in saved })
  }

  // MARK: - Transactions

  /// Runs one read transaction; within another one of the same thread, a part of it.
  ///
  /// A search that looks at a note while it walks the index sees the note of the same moment.
  func read<Value>(_ body: (Database) throws -> Value) throws -> Value {
    do {
      return try pool.unsafeReentrantRead { db in
        guard !db.isInsideTransaction else { return try body(db) }
        var result: Result<Value, any Error>?
        try db.inTransaction(.deferred) {
          result = Result { try body(db) }
          // Nothing was written, and an error must not be hidden by one of the rollback.
          return .commit
        }
        guard let result else { throw StoreError(.interrupted, "The transaction did not run") }
        return try result.get()
      }
    } catch { throw StoreError.translate(error) }
  }

  /// Runs one write transaction.
  func write<Value>(_ body: (Database) throws -> Value) throws -> Value {
    guard mode != .read else {
      throw StoreError(.readOnly, "The lake is open for reading only", subject: path)
    }
    do {
      return try pool.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw StoreError(.fault, "A transaction gave no value") }
        return value
      }
    } catch {
      throw Self.failure(error, at: path)
    }
  }

  /// Says of an error that the disk is full, where it is: the files beside the lake fail in another way than
  /// the lake does.
  static func failure(_ error: any Error, at path: String) -> StoreError {
    let failure = StoreError.translate(error, subject: path)
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard failure.code == .cannotOpen, isFull(folder) else { return failure }
    return StoreError(.diskFull, "The disk is full", subject: path, cause: error)
  }
}
