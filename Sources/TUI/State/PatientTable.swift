// SPDX-License-Identifier: Apache-2.0

/// The patients of the lake, in pages as they were delivered.
///
/// A page is never copied, so that a worker can arrange the patients it was handed while others come
/// in.
struct PatientTable: Sendable {
  private(set) var pages: [PatientPage] = []
  private(set) var starts: [Int] = []
  private(set) var count = 0

  mutating func append(_ page: PatientPage) {
    guard !page.isEmpty else { return }
    pages.append(page)
    starts.append(count)
    count += page.count
  }

  subscript(index: Int) -> PatientSummary {
    let (page, offset) = place(of: index)
    return pages[page][offset]
  }

  /// Returns the number of the patient with an id.
  func index(ofID id: String) -> Int? {
    for (number, page) in pages.enumerated() {
      if let offset = page.index(ofID: id) { return starts[number] + offset }
    }
    return nil
  }

  /// Returns the numbers of the patients whose records the one with an id took the place of.
  func indices(replacedBy id: String) -> [Int] {
    guard !id.isEmpty else { return [] }
    return pages.indices.flatMap { number in
      pages[number].indices(replacedBy: id).map { starts[number] + $0 }
    }
  }

  /// Returns the numbers of the patients with some ids, in their order.
  func indices(ofIDs ids: Set<String>) -> [Int32] {
    var found: [Int32] = []
    for (number, page) in pages.enumerated() {
      for offset in page.indices where ids.contains(page.text(.id, offset)) {
        found.append(Int32(truncatingIfNeeded: starts[number] + offset))
      }
    }
    return found
  }

  private func place(of index: Int) -> (page: Int, offset: Int) {
    precondition(index >= 0 && index < count, "A patient's number is in the table")
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return (low, index - starts[low])
  }
}
