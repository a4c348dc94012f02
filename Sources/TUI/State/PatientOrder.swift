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
  /// Whether it is by something that the table of patients says.
  var isOfPatientAlone: Bool {
    switch self {
    case .lastSeen, .name, .age, .events, .critical, .changed, .recordNumber, .sex: true
    case .marks, .news, .unreviewed, .problems, .quality, .listed: false
    }
  }

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
  /// - Parameters:
  ///   - table: The patients.
  ///   - sortings: What they were sorted into before: a filter that is typed then costs no sorting.
  ///   - cancellation: Cancelled when nobody waits for it any more.
  /// - Returns: What was arranged when the token was cancelled in between: nobody looks at it.
  func arrange(
    _ table: PatientTable,
    sortings: PatientSortings,
    cancellation: Cancellation
  ) -> [Int32] {
    let (isMatching, count) = matching(table, cancellation: cancellation)
    guard !cancellation.isCancelled else { return [] }
    let rows: [Int32]
    if sort.isOfPatientAlone {
      rows = sortings.rows(of: table, by: sort, isReversed, key: key)
    } else {
      var sorting = PatientSorting(by: sort, isReversed: isReversed)
      sorting.take(table, key: key)
      rows = sorting.rows
    }
    return count == rows.count ? rows : rows.filter { isMatching[Int($0)] }
  }

  private func key(of page: PatientPage, _ index: Int) -> PatientSortKey {
    let numbers = page.numbers(index)
    switch sort {
    case .lastSeen: return .number(numbers.lastSeen)
    case .name: return .text(page.text(.sortName, index))
    // The earliest birth is the greatest age.
    case .age: return .number(Self.birthNumber(page.text(.birthDate, index)).map { -$0 } ?? .min)
    case .events: return .number(Int64(numbers.events))
    case .critical: return .number(Int64(numbers.critical))
    case .changed: return .number(Int64(numbers.changed + numbers.deleted))
    case .recordNumber: return .text(page.text(.recordNumber, index))
    case .sex: return .text(page.text(.gender, index))
    case .marks, .news, .unreviewed, .problems, .quality, .listed: break
    }
    let id = page.text(.id, index)
    switch sort {
    case .marks: return .number(rank(marks[id]))
    case .news:
      // What came since one last looked stands before whom one never looked at, and these before the others.
      let news = Int64(facts[id]?.news ?? 0)
      return .number(looked[id]?.seenJob == nil ? 1 : news > 0 ? news + 1 : 0)
    case .unreviewed: return .number(Int64(facts[id]?.unreviewed ?? 0))
    case .problems: return .number(Int64(facts[id]?.problems ?? 0))
    case .quality: return .number(quality(page, index, facts[id]))
    default: return .number(members?[id].map(Int64.init) ?? .min)
    }
  }

  private func rank(_ marks: PatientMarks?) -> Int64 {
    (marks?.isFlagged == true ? 2 : 0) + (marks?.isDone == true ? 0 : 1)
  }

  /// What is missing, a missing name or birth date before entries without date or code.
  private func quality(_ page: PatientPage, _ index: Int, _ facts: PatientFacts?) -> Int64 {
    let missing = [PatientPage.Text.name, .birthDate].filter { page.text($0, index).isEmpty }
    let person = missing.count
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

  /// Returns of each patient whether it is listed, and how many are.
  private func matching(
    _ table: PatientTable,
    cancellation: Cancellation
  ) -> (isMatching: [Bool], count: Int) {
    let filter = resolvedFilter
    let words = filter.words.map { Array($0.utf8) }
    var result: [Bool] = []
    result.reserveCapacity(table.count)
    var count = 0
    for page in table.pages {
      if cancellation.isCancelled { break }
      let keys = words.isEmpty ? nil : page.keys
      for offset in page.indices {
        let isFound = keys?.contains(words, at: offset) ?? true
        let isListed = isFound && isListed(page, offset, filter.tests)
        if isListed { count += 1 }
        result.append(isListed)
      }
    }
    return (result, count)
  }

  private func isListed(
    _ page: PatientPage,
    _ offset: Int,
    _ tests: [PatientTest]
  ) -> Bool {
    if let members, members[page.text(.id, offset)] == nil { return false }
    guard !tests.isEmpty else { return true }
    let patient = page[offset]
    return tests.allSatisfy { $0.matches(patient, self) }
  }
}
