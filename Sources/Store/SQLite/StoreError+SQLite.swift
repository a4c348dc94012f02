// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite

extension StoreError {
  /// Translates an error of the database layer; an error of the store stays as it is.
  static func translate(_ error: any Error, subject: String? = nil) -> StoreError {
    if let error = error as? StoreError { return error }
    guard let error = error as? DatabaseError else {
      if error is CancellationError {
        return StoreError(.interrupted, "The operation was cancelled", subject: subject)
      }
      return StoreError(.fault, "The lake cannot be used", subject: subject, cause: error)
    }
    return translate(resultCode: error.resultCode.rawValue, subject: subject, cause: error)
  }

  /// Translates a primary result code.
  static func translate(
    resultCode: Int32,
    subject: String? = nil,
    cause: (any Error)? = nil
  ) -> StoreError {
    let (code, message): (Code, String) =
      switch resultCode & 0xFF {
      case SQLITE_BUSY, SQLITE_LOCKED: (.busy, "Another process is writing to the lake")
      case SQLITE_FULL: (.diskFull, "The disk is full")
      case SQLITE_CORRUPT: (.corrupt, "The lake file is damaged")
      case SQLITE_NOTADB: (.notALake, "The file is not a lake")
      case SQLITE_INTERRUPT: (.interrupted, "The operation was cancelled")
      case SQLITE_READONLY: (.readOnly, "The lake is open for reading only")
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
        (.cannotOpen, "The lake file cannot be opened")
      case SQLITE_IOERR: (.cannotOpen, "The lake file cannot be read or written")
      case SQLITE_CONSTRAINT: (.conflict, "A rule of the lake's tables forbids it")
      default: (.fault, "SQLite failed with code \(resultCode)")
      }
    return StoreError(code, message, subject: subject, cause: cause)
  }
}
