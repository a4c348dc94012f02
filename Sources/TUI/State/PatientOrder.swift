// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

/// What the patient list is sorted by.
enum PatientSort: String, CaseIterable, Sendable {
  case lastSeen = "last seen"
  case name
  case age
  case events
  case critical
  case changed = "changed or deleted"
  case recordNumber = "record number"
  case sex
  case marks = "flagged, then not done"
  /// What was never looked at, then what changed most since.
  case news = "changed since seen"
  case unreviewed = "unreviewed entities"
  case problems = "active problems"
  case quality = "data quality"
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
    case .sex: "x"
    case .marks: "f"
    case .news: "s"
    case .unreviewed: "u"
    case .problems: "p"
    case .quality: "q"
    case .listed: "w"
    }
  }

  /// Whether the greatest value comes first, unless reversed.
  var isDescending: Bool {
    switch self {
    case .name, .recordNumber, .sex, .listed: false
    case .lastSeen, .age, .events, .critical, .changed, .marks, .news, .unreviewed, .problems,
      .quality:
      true
    }
  }
}

extension PatientSort {
  /// Whether it needs what is counted over the whole lake.
  var needsFacts: Bool {
    switch self {
    case .news, .unreviewed, .problems, .quality: true
    default: false
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

  /// The marks that count now, and what was looked at.
  var marks: [String: PatientMarks] = [:]
  var looked: [String: PatientMarks] = [:]

  /// What is counted of each patient.
  var facts: [String: PatientFacts] = [:]

  /// What problems and drugs are called, by number.
  var titles: [String] = []

  var isDeidentified = false
  var now: Int64 = 0

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
    case .sex: .text(patient.gender)
    case .marks: .number(rank(marks[patient.id]))
    case .news:
      .number(looked[patient.id]?.seenJob == nil ? .max : Int64(facts[patient.id]?.news ?? 0))
    case .unreviewed: .number(Int64(facts[patient.id]?.unreviewed ?? 0))
    case .problems: .number(Int64(facts[patient.id]?.problems ?? 0))
    case .quality: .number(quality(patient))
    case .listed: .number(members?[patient.id].map(Int64.init) ?? .min)
    }
  }

  private func rank(_ marks: PatientMarks?) -> Int64 {
    (marks?.isFlagged == true ? 2 : 0) + (marks?.isDone == true ? 0 : 1)
  }

  /// What is missing, a missing name or birth date before entries without date or code.
  private func quality(_ patient: PatientSummary) -> Int64 {
    let facts = facts[patient.id]
    let person = (patient.isNameless ? 1 : 0) + (patient.birthDate.isEmpty ? 1 : 0)
    return Int64(person) << 32 + Int64(facts?.undated ?? 0) + Int64(facts?.uncoded ?? 0)
  }

  private static func birthNumber(_ date: String) -> Int64? {
    var digits = date.filter { $0.isASCII && $0.isNumber }
    guard digits.count >= 4 else { return nil }
    while digits.count < 8 { digits.append("0") }
    return Int64(digits.prefix(8))
  }

  private var resolvedFilter: PatientFilter {
    var filter = PatientFilter(filter)
    filter.resolve(in: titles)
    return filter
  }

  private func matching(_ table: PatientTable, cancellation: Cancellation) -> [Entry] {
    let filter = resolvedFilter
    var result: [Entry] = []
    for (number, page) in table.pages.enumerated() {
      if cancellation.isCancelled { break }
      for offset in page.patients.indices {
        let name = page.keys[offset]
        guard filter.words.allSatisfy({ contains(name, $0) }) else { continue }
        let patient = page.patients[offset]
        if let members, members[patient.id] == nil { continue }
        guard filter.tests.allSatisfy({ $0.matches(patient, self) }) else { continue }
        let row = Int32(truncatingIfNeeded: table.starts[number] + offset)
        result.append(Entry(number: row, key: key(of: patient), name: name))
      }
    }
    return result
  }
}
