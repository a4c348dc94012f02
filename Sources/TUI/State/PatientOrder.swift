// SPDX-License-Identifier: Apache-2.0

/// What the patient list is sorted by.
enum PatientSort: String, CaseIterable, Sendable {
  case lastSeen = "last seen"
  case name
  case age
  case events
  case critical
  case changed = "changed or deleted"
  case recordNumber = "record number"
  /// As the worklist has them.
  case listed = "place on the worklist"

  /// The key in the sort menu.
  var key: Character {
    switch self {
    case .lastSeen: "l"
    case .name: "n"
    case .age: "a"
    case .events: "e"
    case .critical: "c"
    case .changed: "d"
    case .recordNumber: "m"
    case .listed: "w"
    }
  }

  /// Whether the greatest value comes first, unless reversed.
  var isDescending: Bool {
    switch self {
    case .name, .recordNumber, .listed: false
    case .lastSeen, .age, .events, .critical, .changed: true
    }
  }
}

/// Which patients the list shows, and in which order.
struct PatientOrder: Sendable {
  /// The words that a patient must have.
  var filter = ""

  var sort = PatientSort.lastSeen
  var isReversed = false

  /// The patients of the worklist that is open, with their places; `nil` for all patients.
  var members: [String: Int]?

  /// Returns the numbers of the patients that match all words of the filter, in order.
  ///
  /// - Returns: What was arranged when the token was cancelled in between: nobody looks at it.
  func arrange(_ table: PatientTable, cancellation: Cancellation) -> [Int32] {
    let descending = sort.isDescending != isReversed
    let entries = matching(table, cancellation: cancellation)
    guard !cancellation.isCancelled else { return entries.map(\.number) }
    return
      entries
      .sorted { left, right in
        if left.key.isMissing != right.key.isMissing { return right.key.isMissing }
        if left.key != right.key {
          return descending ? right.key < left.key : left.key < right.key
        }
        if left.name != right.name { return left.name < right.name }
        return left.number < right.number
      }
      .map(\.number)
  }

  private struct Entry {
    var number: Int32
    var key: SortKey
    var name: String
  }

  private enum SortKey: Comparable {
    case number(Int64)
    case text(String)

    var isMissing: Bool {
      switch self {
      case .number(let number): number == .min
      case .text(let text): text.isEmpty
      }
    }
  }

  private func key(of patient: PatientSummary) -> SortKey {
    switch sort {
    case .lastSeen: .number(patient.lastSeen ?? .min)
    case .name: .text(patient.sortName)
    // The earliest birth is the greatest age.
    case .age: .number(Self.birthNumber(patient.birthDate).map { -$0 } ?? .min)
    case .events: .number(Int64(patient.eventCount))
    case .critical: .number(Int64(patient.criticalCount))
    case .changed: .number(Int64(patient.changedCount + patient.deletedCount))
    case .recordNumber: .text(patient.recordNumber)
    case .listed: .number(members?[patient.id].map(Int64.init) ?? .min)
    }
  }

  private static func birthNumber(_ date: String) -> Int64? {
    var digits = date.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 4 else { return nil }
    while digits.count < 8 { digits.append("0") }
    return Int64(digits.prefix(8))
  }

  private func matching(_ table: PatientTable, cancellation: Cancellation) -> [Entry] {
    let words = fold(filter).split(separator: " ").map(String.init)
    var result: [Entry] = []
    for (number, page) in table.pages.enumerated() {
      if cancellation.isCancelled { break }
      for offset in page.patients.indices {
        let name = page.keys[offset]
        guard words.allSatisfy({ contains(name, $0) }) else { continue }
        if let members, members[page.patients[offset].id] == nil { continue }
        let row = Int32(truncatingIfNeeded: table.starts[number] + offset)
        result.append(Entry(number: row, key: key(of: page.patients[offset]), name: name))
      }
    }
    return result
  }
}
