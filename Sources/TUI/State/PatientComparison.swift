// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Timeline

/// What patients are compared by, and who.
struct ComparisonRequest: Sendable, Equatable {
  var alignment: EventAlignment

  /// The patients of the list; of a list that is narrowed, only they are compared.
  var patients: ComparedPatients

  func read(
    from source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> PatientComparison {
    let aligned = try source.readAligned(
      by: alignment,
      patients: patients.ids,
      cancellation: cancellation
    )
    let wanted = Set(aligned.patients.map(\.id))
    var known: [String: PatientSummary] = [:]
    for page in patients.table.pages {
      try cancellation.check()
      for index in page.indices {
        let id = page.text(.id, index)
        if wanted.contains(id) { known[id] = page[index] }
      }
    }
    return PatientComparison(alignment: alignment, aligned: aligned, known: known)
  }
}

/// The patients who may be compared.
struct ComparedPatients: Sendable, Equatable {
  var table: PatientTable

  /// The numbers of those on the list; `nil` for all.
  var rows: [Int32]?

  /// Their ids; `nil` for all.
  var ids: Set<String>? { rows.map { rows in Set(rows.map { table[Int($0)].id }) } }

  static func == (left: Self, right: Self) -> Bool {
    left.rows == right.rows && left.table.count == right.table.count
  }
}

/// Patients aligned on events of one kind.
struct PatientComparison: Sendable {
  enum Sort: String, CaseIterable, Sendable {
    case change
    case next = "time to the next"
    case dayZero = "day 0"
    case name
    case count = "values"
  }

  struct Row: Sendable {
    var patient: PatientSummary
    var aligned: AlignedPatient

    var key: ResourceKey { StoreSource.key(aligned.key) }
  }

  let alignment: EventAlignment

  /// What is said of all, without the patients.
  let about: AlignedPatients

  private(set) var rows: [Row]

  init(alignment: EventAlignment, aligned: AlignedPatients, known: [String: PatientSummary]) {
    self.alignment = alignment
    rows = aligned.patients.map {
      Row(patient: known[$0.id] ?? PatientSummary(id: $0.id), aligned: $0)
    }
    about = aligned
  }

  /// Puts the rows in order; those without what they are ordered by come last.
  mutating func sort(by sort: Sort, isReversed: Bool) {
    let hasNumbers = about.hasNumbers
    func key(_ row: Row) -> Double? {
      switch sort {
      case .change:
        hasNumbers
          ? row.aligned.change : Double(row.aligned.counts.after - row.aligned.counts.before)
      case .next: row.aligned.next.map(Double.init)
      case .dayZero: Double(row.aligned.dayZero)
      case .count: -Double(row.aligned.points.count)
      case .name: 0
      }
    }
    rows.sort { left, right in
      let (first, second) = (key(left), key(right))
      if (first == nil) != (second == nil) { return second == nil }
      if let first, let second, first != second {
        return isReversed ? second < first : first < second
      }
      let names = (left.patient.sortName, right.patient.sortName)
      let isByName = sort == .name && isReversed
      return names.0 != names.1
        ? (isByName ? names.1 < names.0 : names.0 < names.1) : left.patient.id < right.patient.id
    }
  }
}

/// How patients are compared.
struct ComparisonState: Sendable {
  var sort = PatientComparison.Sort.change
  var isReversed = false

  /// How far from day 0 may be looked, in days.
  static let windows = [30, 90, 182, 365, 730, 1826, 3652]
}
