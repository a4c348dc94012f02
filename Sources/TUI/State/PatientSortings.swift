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

  private var pages: [PatientPage] = []
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
  mutating func take(_ table: PatientTable, key: (PatientPage, Int) -> PatientSortKey) {
    let isDescending = sort.isDescending != isReversed
    let first = names.count
    for page in table.pages.dropFirst(pages.count) {
      for index in page.indices {
        switch key(page, index) {
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
    rows = merged(rows, sorted(first..<names.count, isDescending), isDescending)
  }

  /// Puts new patients in order; numbers are compared where they lie, beside their patients.
  private func sorted(_ range: Range<Int>, _ isDescending: Bool) -> [Int32] {
    guard texts.isEmpty else {
      return range.map { Int32(truncatingIfNeeded: $0) }
        .sorted { isBefore(Int($0), Int($1), isDescending) }
    }
    var pairs = range.map { (number: numbers[$0], row: Int32(truncatingIfNeeded: $0)) }
    pairs.sort { left, right in
      left.number == right.number
        ? isNamedBefore(Int(left.row), Int(right.row)) : left.number < right.number
    }
    return pairs.map(\.row)
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
    return isNamedBefore(left, right)
  }

  private func isNamedBefore(_ left: Int, _ right: Int) -> Bool {
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
    key: (PatientPage, Int) -> PatientSortKey
  ) -> [Int32] {
    // Who comes while another sorts waits for it, and has the less to sort.
    last.withLock { last in
      if last?.sort != sort || last?.isReversed != isReversed || last?.isStart(of: table) != true {
        last = PatientSorting(by: sort, isReversed: isReversed)
      }
      last?.take(table, key: key)
      return last?.rows ?? []
    }
  }
}
