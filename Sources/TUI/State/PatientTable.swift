// SPDX-License-Identifier: Apache-2.0

/// The patients of the lake, in pages as they were delivered.
///
/// A page is never copied, so that a worker can arrange the patients it was handed while others come
/// in.
struct PatientTable: Sendable {
  final class Page: Sendable {
    let patients: [PatientSummary]
    /// What each patient is found by, folded: names, record number, id, birth date.
    let keys: FoldedTexts

    init(_ patients: [PatientSummary]) {
      self.patients = patients
      var keys = FoldedTexts()
      for patient in patients {
        keys.append("\(patient.name) \(patient.recordNumber) \(patient.id) \(patient.birthDate)")
      }
      self.keys = keys
    }
  }

  private(set) var pages: [Page] = []
  private(set) var starts: [Int] = []
  private(set) var count = 0

  mutating func append(_ page: Page) {
    guard !page.patients.isEmpty else { return }
    pages.append(page)
    starts.append(count)
    count += page.patients.count
  }

  subscript(index: Int) -> PatientSummary {
    let (page, offset) = place(of: index)
    return pages[page].patients[offset]
  }

  /// Returns the number of the patient with an id.
  func index(ofID id: String) -> Int? {
    for (number, page) in pages.enumerated() {
      if let offset = page.patients.firstIndex(where: { $0.id == id }) {
        return starts[number] + offset
      }
    }
    return nil
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
