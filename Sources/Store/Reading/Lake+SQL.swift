// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// A value of a row of SQL.
public enum SQLValue: Sendable, Equatable {
  /// NULL.
  case null
  /// An integer.
  case integer(Int64)
  /// A number.
  case real(Double)
  /// A text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
}

/// What a query of SQL may take.
public struct SQLOptions: Sendable {
  /// How many rows are given at the most.
  public var rowLimit = 10_000

  /// The last job that is seen; `nil` for now.
  public var asOf: Int64?

  /// The columns of each view beside the common ones: the keys of a resource in JSON.
  public var columns: [ResourceType: [String]] = [:]

  /// Creates options.
  public init() {}
}

extension Lake {
  /// Runs one query of SQL over the lake, which it cannot change.
  ///
  /// There is a view for each resource type, with a row for each resource that is not deleted:
  /// `id`, `versionId`, `lastUpdated`, `patient_id`, `body` (the resource as JSON), and a column for
  /// each key of the type, lists and objects as JSON.
  ///
  /// - Parameters:
  ///   - sql: One `SELECT` (or `WITH`, `VALUES`, `EXPLAIN`).
  ///   - options: What it may take.
  ///   - isStopped: Asked all the time while SQLite works, a sort or a count without a row too.
  ///   - begin: Takes the names of the columns.
  ///   - receive: Takes a row; returns whether it wants another.
  /// - Returns: Whether there were more rows than the limit.
  /// - Throws: ``StoreError`` with code `.malformedQuery` for what is no query, and `.interrupted`
  ///   after ``interruptQueries()`` or when `isStopped` said so.
  public func query(
    _ sql: String,
    _ options: SQLOptions,
    isStopped: (@Sendable () -> Bool)? = nil,
    begin: ([String]) throws -> Void,
    receive: ([SQLValue]) throws -> Bool
  ) throws -> Bool {
    try Self.checkQuery(sql)
    var isCut = false
    try read { db in
      // Bodies may have been written by another program since the lake was opened.
      try learnDictionaries(db)
      db.add(function: bodyFunction())
      // A view of a hundred columns takes a while, so only those that are named are made.
      let text = sql.lowercased()
      let types = options.columns.keys.filter { text.contains($0.rawValue.lowercased()) }
      for type in types { try makeView(type, db, options) }
      defer { for type in types { dropView(type, db) } }
      let watch = isStopped.map { QueryWatch(db, isStopped: $0) }
      defer { watch?.end() }
      do {
        let statement = try db.makeStatement(sql: sql)
        guard statement.isReadonly else { throw Self.notAQuery("It would change the lake") }
        try begin(statement.columnNames)
        let cursor = try Row.fetchCursor(statement)
        var count = 0
        while let row = try cursor.next() {
          guard count < options.rowLimit else {
            isCut = true
            break
          }
          count += 1
          guard try receive(row.databaseValues.map(Self.value)) else { break }
        }
      } catch let error as DatabaseError {
        if error.resultCode == .SQLITE_INTERRUPT { throw error }
        let text = error.message ?? "SQLite does not understand it"
        throw Self.notAQuery(
          text.hasPrefix("Multiple statements")
            ? "One query at a time"
            : SQLMistake.explained(text, columns: options.columns, types: types)
        )
      }
    }
    return isCut
  }

  /// Stops the queries that are running.
  public func interruptQueries() { pool.interrupt() }

  /// Only what begins as a query is one: ATTACH and PRAGMA count as reading to SQLite.
  private static func checkQuery(_ sql: String) throws {
    var rest = sql[...]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.hasPrefix("--") {
        rest = rest.drop { $0 != "\n" }
      } else if rest.hasPrefix("/*"), let end = rest.range(of: "*/") {
        rest = rest[end.upperBound...]
      } else {
        break
      }
    }
    let word = rest.prefix(while: \.isLetter).uppercased()
    guard ["SELECT", "WITH", "VALUES", "EXPLAIN"].contains(word) else {
      throw notAQuery("Only SELECT, WITH, VALUES and EXPLAIN are queries")
    }
  }

  private static func notAQuery(_ text: String) -> StoreError {
    StoreError(.malformedQuery, text)
  }

  private static func value(_ value: DatabaseValue) -> SQLValue {
    switch value.storage {
    case .null: .null
    case .int64(let number): .integer(number)
    case .double(let number): .real(number)
    case .string(let text): .text(text)
    case .blob(let data): .blob(Array(data))
    }
  }

  // MARK: - Views

  /// The columns of every view, before those of its type.
  static let commonColumns = ["id", "versionId", "lastUpdated", "patient_id", "body"]

  /// Returns the columns of a view in their order.
  ///
  /// - Parameter keys: The keys of its resource type in JSON.
  /// - Returns: The names.
  public static func viewColumns(_ keys: [String]) -> [String] {
    commonColumns.dropLast() + ownColumns(keys) + commonColumns.suffix(1)
  }

  /// The keys that are columns beside the common ones.
  private static func ownColumns(_ keys: [String]) -> [String] {
    let common = commonColumns.map { $0.lowercased() } + ["resourcetype"]
    return keys.filter { !common.contains($0.lowercased()) }
  }

  private func makeView(_ type: ResourceType, _ db: Database, _ options: SQLOptions) throws {
    let columns = Self.ownColumns(options.columns[type] ?? [])
    let body = "tarn_body(v.row, v.dictionary, v.body)"
    let members = columns.map { "json_extract(\(body), '$.\($0)') AS \"\($0)\"" }
    let version =
      options.asOf.map { job in
        """
        (SELECT MAX(o.row) FROM resourceVersion o
          WHERE o.row > r.row << 20 AND o.row < (r.row + 1) << 20 AND o.job <= \(job))
        """
      } ?? "r.row << 20 | r.version"
    try db.execute(
      sql: """
        CREATE TEMP VIEW "\(type.rawValue)" AS SELECT r.id AS id, v.row & 1048575 AS versionId,
          strftime('%Y-%m-%dT%H:%M:%fZ', v.recordedAt / 1000.0, 'unixepoch') AS lastUpdated,
          (SELECT p.id FROM resource p WHERE p.row = r.patient) AS patient_id,
          \((members + ["\(body) AS body"]).joined(separator: ",\n  "))
        FROM resource r JOIN resourceVersion v ON v.row = \(version)
        WHERE r.type = \(type.code) AND r.version > 0 AND v.interaction <> 3
        """
    )
  }

  private func dropView(_ type: ResourceType, _ db: Database) {
    // One that stays is made anew with the next connection.
    try? db.execute(sql: "DROP VIEW IF EXISTS temp.\"\(type.rawValue)\"")
  }

  /// Decompresses a body for SQL; the last one is remembered, as each column asks for it.
  private func bodyFunction() -> DatabaseFunction {
    let last = Mutex<(row: Int64, text: String)?>(nil)
    let codec = codec
    return DatabaseFunction("tarn_body", argumentCount: 3, pure: true) { values in
      guard let row = Int64.fromDatabaseValue(values[0]),
        let dictionary = Int64.fromDatabaseValue(values[1]),
        let data = Data.fromDatabaseValue(values[2])
      else { return nil }
      if let known = last.withLock({ $0?.row == row ? $0?.text : nil }) { return known }
      let bytes = try data.withUnsafeBytes {
        try BodyCodec.Context(codec).decompress($0, dictionary: dictionary)
      }
      let text = String(decoding: bytes, as: UTF8.self)
      last.withLock { $0 = (row, text) }
      return text
    }
  }
}

/// Asks again and again, while SQLite works on one connection, whether it should stop.
private final class QueryWatch {
  private let isStopped: @Sendable () -> Bool
  private let connection: OpaquePointer?

  init(_ db: Database, isStopped: @escaping @Sendable () -> Bool) {
    self.isStopped = isStopped
    connection = db.sqliteConnection
    guard let connection else { return }
    // The watch outlives the handler: `end` takes it away before the query returns.
    let context = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(
      connection,
      4000,
      { context in
        guard let context else { return 0 }
        return Unmanaged<QueryWatch>.fromOpaque(context).takeUnretainedValue().isStopped() ? 1 : 0
      },
      context
    )
  }

  /// Asks no more.
  func end() {
    guard let connection else { return }
    sqlite3_progress_handler(connection, 0, nil, nil)
  }
}
