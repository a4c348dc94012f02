// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite
import Synchronization

/// A prepared statement for the two hot paths, bulk writing and loading a patient's events.
///
/// GRDB opens, configures and closes the connection, runs the transactions and serialises access;
/// this type only saves a boxed value per column and row. Parameters and columns are numbered from
/// 0. A statement belongs to its connection's thread and is finalised with it.
final class RawStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  /// The statement of the connection's cache that this one stands for; GRDB finalises it.
  private let borrowed: Statement?

  /// The cached statements that are in use: one cannot run twice at a time.
  private static let inUse = Mutex<Set<UInt>>([])

  /// Prepares a statement that is kept.
  ///
  /// - Throws: ``StoreError`` when SQLite refuses the text, which is always written by tarn.
  init(_ db: Database, _ sql: String) throws {
    guard let connection = db.sqliteConnection else {
      throw StoreError(.fault, "The connection is closed")
    }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(
      connection,
      sql,
      -1,
      UInt32(SQLITE_PREPARE_PERSISTENT),
      &handle,
      nil
    )
    guard code == SQLITE_OK, let handle else {
      throw StoreError(
        .fault,
        "A statement cannot be prepared: \(String(cString: sqlite3_errmsg(connection)))"
      )
    }
    self.handle = handle
    self.connection = connection
    borrowed = nil
  }

  /// Takes a statement for reading out of the connection's cache, and prepares it when it is first
  /// asked for: preparing takes longer than most of them run.
  ///
  /// The text must be one of few, as the cache keeps each.
  ///
  /// - Throws: ``StoreError`` when SQLite refuses the text.
  convenience init(reading db: Database, _ sql: String) throws {
    guard let connection = db.sqliteConnection,
      let cached = try? db.cachedStatement(sql: sql),
      Self.take(UInt(bitPattern: cached.sqliteStatement))
    else {
      try self.init(db, sql)
      return
    }
    self.init(borrowing: cached, connection)
  }

  private static func take(_ statement: UInt) -> Bool {
    inUse.withLock { $0.insert(statement).inserted }
  }

  private init(borrowing statement: Statement, _ connection: OpaquePointer) {
    handle = statement.sqliteStatement
    self.connection = connection
    borrowed = statement
  }

  deinit {
    guard borrowed != nil else {
      sqlite3_finalize(handle)
      return
    }
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
    let number = UInt(bitPattern: handle)
    _ = Self.inUse.withLock { $0.remove(number) }
  }

  // MARK: - Binding

  func bind(_ index: Int, _ value: Int64) {
    sqlite3_bind_int64(handle, Int32(index + 1), value)
  }

  func bind(_ index: Int, _ value: Int) { bind(index, Int64(value)) }

  func bind(_ index: Int, _ value: Int64?) {
    if let value { bind(index, value) } else { sqlite3_bind_null(handle, Int32(index + 1)) }
  }

  func bind(_ index: Int, _ value: Double?) {
    if let value {
      sqlite3_bind_double(handle, Int32(index + 1), value)
    } else {
      sqlite3_bind_null(handle, Int32(index + 1))
    }
  }

  func bind(_ index: Int, _ value: String?) {
    guard var value else {
      sqlite3_bind_null(handle, Int32(index + 1))
      return
    }
    value.withUTF8 { buffer in
      // A nil pointer would bind NULL, so an empty text borrows the address of an empty literal.
      buffer.withMemoryRebound(to: CChar.self) { chars in
        if let base = chars.baseAddress {
          _ = sqlite3_bind_text(handle, Int32(index + 1), base, Int32(chars.count), Self.transient)
        } else {
          _ = sqlite3_bind_text(handle, Int32(index + 1), "", 0, Self.transient)
        }
      }
    }
  }

  /// Binds bytes of UTF-8 as a text.
  func bind(_ index: Int, text bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      _ = sqlite3_bind_text(
        handle,
        Int32(index + 1),
        buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        Int32(buffer.count),
        Self.transient
      )
    }
  }

  func bind(_ index: Int, _ value: [UInt8]?) {
    guard let value else {
      sqlite3_bind_null(handle, Int32(index + 1))
      return
    }
    value.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress {
        _ = sqlite3_bind_blob(handle, Int32(index + 1), base, Int32(buffer.count), Self.transient)
      } else {
        _ = sqlite3_bind_zeroblob(handle, Int32(index + 1), 0)
      }
    }
  }

  private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  // MARK: - Running

  /// Runs a statement that gives no rows, and makes it ready to be bound again.
  ///
  /// - Throws: ``StoreError``.
  func run() throws {
    let code = sqlite3_step(handle)
    sqlite3_reset(handle)
    guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
  }

  /// Moves to the next row.
  ///
  /// - Returns: Whether there is one; after the last, the statement is ready to be bound again.
  /// - Throws: ``StoreError``.
  func step() throws -> Bool {
    let code = sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw failure(code) }
    return false
  }

  /// Makes a statement ready to be bound again before its last row.
  func reset() { sqlite3_reset(handle) }

  private func failure(_ code: Int32) -> StoreError {
    StoreError.translate(resultCode: code)
  }

  // MARK: - Reading

  func int64(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  func int(_ column: Int) -> Int { Int(int64(column)) }

  func isNull(_ column: Int) -> Bool {
    sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  func optionalInt64(_ column: Int) -> Int64? { isNull(column) ? nil : int64(column) }

  func optionalDouble(_ column: Int) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, Int32(column))
  }

  func string(_ column: Int) -> String? {
    let text = text(column)
    return text.baseAddress == nil ? nil : String(decoding: text, as: UTF8.self)
  }

  /// The bytes of a text; good until the next step.
  func text(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let base = sqlite3_column_text(handle, Int32(column))
    let count = base == nil ? 0 : Int(sqlite3_column_bytes(handle, Int32(column)))
    return UnsafeBufferPointer(start: base, count: count)
  }

  func blob(_ column: Int) -> UnsafeRawBufferPointer {
    let base = sqlite3_column_blob(handle, Int32(column))
    let count = Int(sqlite3_column_bytes(handle, Int32(column)))
    return UnsafeRawBufferPointer(start: base, count: base == nil ? 0 : count)
  }
}
