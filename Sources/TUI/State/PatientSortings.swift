// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// The order that all patients were last sorted into.
final class PatientSortings: Sendable {
  private struct Sorting {
    var pages: [PatientTable.Page]
    var sort: PatientSort
    var isReversed: Bool
    var rows: [Int32]
  }

  private let last = Mutex<Sorting?>(nil)

  /// Returns the numbers of all patients in order, sorted only where they were not before.
  func rows(
    of table: PatientTable,
    by sort: PatientSort,
    _ isReversed: Bool,
    sorting: () -> [Int32]
  ) -> [Int32] {
    let known = last.withLock { last -> [Int32]? in
      guard let last, last.sort == sort, last.isReversed == isReversed,
        last.pages.elementsEqual(table.pages, by: ===)
      else { return nil }
      return last.rows
    }
    if let known { return known }
    let rows = sorting()
    last.withLock {
      $0 = Sorting(pages: table.pages, sort: sort, isReversed: isReversed, rows: rows)
    }
    return rows
  }
}
