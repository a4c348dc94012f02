// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// What a patient is sorted by.
enum PatientSortKey {
  /// The least number where there is none.
  case number(Int64)
  /// Empty where there is none.
  case text(String)
}

/// All patients of a table in the order of one key, then of their names; what comes in is sorted in.
struct PatientSorting: Sendable {
  let sort: PatientSort
  let isReversed: Bool

  /// The numbers of the patients in order; those without a key come last either way.
  private(set) var rows: [Int32] = []

  private var pages: [PatientTable.Page] = []
  /// By the number of the patient, made so that the least comes first.
  private var numbers: [Int64] = []
  private var texts: [String] = []
  private var names = FoldedTexts()

  init(by sort: PatientSort, isReversed: Bool) {
    self.sort = sort
    self.isReversed = isReversed
  }

  /// Whether a table is the one that was sorted, or that one with more patients.
  func isStart(of table: PatientTable) -> Bool {
    pages.count <= table.pages.count
      && pages.elementsEqual(table.pages.prefix(pages.count), by: ===)
  }

  /// Sorts in the patients of a table that are not there yet.
  mutating func take(_ table: PatientTable, key: (PatientSummary) -> PatientSortKey) {
    let isDescending = sort.isDescending != isReversed
    let first = names.count
    for page in table.pages.dropFirst(pages.count) {
      for patient in page.patients {
        switch key(patient) {
        case .number(.min): numbers.append(.max)
        // Every bit turned around, the order is too.
        case .number(let number): numbers.append(isDescending ? ~number : number)
        case .text(let text): texts.append(text)
        }
      }
      names.append(contentsOf: page.keys)
      pages.append(page)
    }
    guard names.count > first else { return }
    let new = (Int32(truncatingIfNeeded: first)..<Int32(truncatingIfNeeded: names.count))
      .sorted { isBefore(Int($0), Int($1), isDescending) }
    rows = merged(rows, new, isDescending)
  }

  private func merged(_ old: [Int32], _ new: [Int32], _ isDescending: Bool) -> [Int32] {
    var result: [Int32] = []
    result.reserveCapacity(old.count + new.count)
    var at = 0
    for row in new {
      while at < old.count, isBefore(Int(old[at]), Int(row), isDescending) {
        result.append(old[at])
        at += 1
      }
      result.append(row)
    }
    result += old[at...]
    return result
  }

  private func isBefore(_ left: Int, _ right: Int, _ isDescending: Bool) -> Bool {
    if texts.isEmpty {
      if numbers[left] != numbers[right] { return numbers[left] < numbers[right] }
    } else if texts[left] != texts[right] {
      if texts[left].isEmpty || texts[right].isEmpty { return texts[right].isEmpty }
      return isDescending ? texts[right] < texts[left] : texts[left] < texts[right]
    }
    let order = names.compare(left, right)
    return order == 0 ? left < right : order < 0
  }
}

/// The order that all patients were last sorted into.
final class PatientSortings: Sendable {
  private let last = Mutex<PatientSorting?>(nil)

  /// Returns the numbers of all patients in order, sorting only those that were not there before.
  func rows(
    of table: PatientTable,
    by sort: PatientSort,
    _ isReversed: Bool,
    key: (PatientSummary) -> PatientSortKey
  ) -> [Int32] {
    let known = last.withLock { last -> PatientSorting? in
      guard let sorting = last, sorting.sort == sort, sorting.isReversed == isReversed,
        sorting.isStart(of: table)
      else { return nil }
      // Kept at one place only, it is not copied when more comes in.
      last = nil
      return sorting
    }
    var sorting = known ?? PatientSorting(by: sort, isReversed: isReversed)
    sorting.take(table, key: key)
    last.withLock { $0 = sorting }
    return sorting.rows
  }
}
