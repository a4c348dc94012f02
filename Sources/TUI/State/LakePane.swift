// SPDX-License-Identifier: Apache-2.0

internal import Worklists

/// A list that lies over the patients or a patient: changes, deleted resources, jobs, SQL.
struct LakePane: Sendable {
  enum Kind: Sendable, Equatable {
    case changes
    case graveyard
    case jobs
    case job(Int)
    case differences
    case difference
    case sql
    case schema
    /// All fields of a row.
    case record
    case review
    case reconciliation
    case worklists
    case population
    case comparison

    /// The part of the screen whose keys work in it.
    var context: Context {
      switch self {
      case .changes, .differences, .difference: .log
      case .graveyard: .graveyard
      case .jobs, .job: .jobs
      case .sql: .sql
      case .schema: .schema
      case .record: .pane
      case .review: .review
      case .reconciliation: .reconciliation
      case .worklists: .worklists
      case .population: .population
      case .comparison: .comparison
      }
    }
  }

  var kind: Kind

  /// What the lake is asked for; `nil` for what comes from elsewhere.
  var request: PaneRequest?

  /// Whose record it is about, in words; empty for the whole lake.
  var scope = ""

  /// What the lake answered.
  var content: PaneContent?

  /// Why it could not be read.
  var failure: UserMessage?

  var cursor = ListCursor()

  /// The first column on the screen of a wide table.
  var left = 0

  /// What each change on the screen touched.
  var fields: [ResourceKey: [Int: ChangedFields]] = [:]

  /// The changes whose elements were asked for.
  var requestedFields: [ResourceKey: Set<Int>] = [:]

  /// What is shown of a difference.
  var layer = VersionsState.Layer.both
  var isMetaShown = false
  var isByWords = false

  init(_ kind: Kind, request: PaneRequest? = nil, scope: String = "") {
    self.kind = kind
    self.request = request
    self.scope = scope
  }

  /// Whether it is about no single patient.
  var isOfLake: Bool {
    switch request {
    case .changes(let patient), .graveyard(let patient): patient == nil
    case .differences(let patient, _, _): patient == nil
    case .reconciliation: false
    case nil where kind == .review: scope.isEmpty
    default: kind != .difference
    }
  }

  /// Whether it is read line by line, and no row has the focus.
  var isText: Bool {
    switch content {
    case .difference, .record: true
    default: false
    }
  }

  // MARK: - What has the focus

  /// Whether the row that has the focus is one that opens; what has no rows of its own asks for something.
  var opensSomething: Bool {
    let index = cursor.index
    switch content {
    case .changes(let changes, _): return changes.indices.contains(index)
    case .jobs(let jobs): return jobs.indices.contains(index)
    case .comparison(let comparison): return comparison.rows.indices.contains(index)
    case .job(let report):
      switch JobRow.rows(of: report)[safe: index] {
      case .resource, .patient: return true
      default: return false
      }
    default: return true
    }
  }

  /// What a row is about, to find it again; `nil` where it is known by its place alone.
  func rowIdentity(at index: Int) -> String? {
    switch content {
    case .changes(let changes, _):
      return changes[safe: index].map { "\($0.key)/\($0.version.number)" }
    case .jobs(let jobs): return jobs[safe: index].map { "\($0.id)" }
    case .differences(let found): return found[safe: index]?.key.description
    case .comparison(let comparison): return comparison.rows[safe: index]?.patient.id
    case .job, .difference, .reconciliation, .worklists, .population, .schema, .record, nil:
      return nil
    }
  }

  /// The change that has the focus, deletions included.
  var focusedChange: ChangeSummary? {
    guard case .changes(let changes, _) = content, changes.indices.contains(cursor.index) else {
      return nil
    }
    return changes[cursor.index]
  }

  /// The deletion that has the focus among deleted resources.
  var focusedDeletion: ChangeSummary? { kind == .graveyard ? focusedChange : nil }

  /// The number of the job that has the focus, or that is shown.
  var focusedJob: Int? {
    switch (kind, content) {
    case (.job(let id), _): return id
    case (.jobs, .jobs(let jobs)):
      return jobs.indices.contains(cursor.index) ? jobs[cursor.index].id : nil
    default: return nil
    }
  }

  /// The resource that has the focus.
  var focusedKey: ResourceKey? {
    switch content {
    case .changes: return focusedChange?.key
    case .differences(let found):
      return found.indices.contains(cursor.index) ? found[cursor.index].key : nil
    case .difference(let difference): return difference.key
    case .job(let report):
      switch JobRow.rows(of: report)[safe: cursor.index] {
      case .resource(let change): return change.key
      case .patient(let patient): return ResourceKey(type: "Patient", id: patient.id)
      case .decision(let decision): return decision.note
      default: return nil
      }
    case .reconciliation(let items): return items[safe: cursor.index]?.leading?.key
    case .comparison(let comparison): return comparison.rows[safe: cursor.index]?.key
    case .jobs, .worklists, .population, .schema, .record, nil: return nil
    }
  }
}

/// What a pane lists.
enum PaneContent: Sendable {
  /// Changes, or deletions, and whether there are more.
  case changes([ChangeSummary], isCut: Bool)
  case jobs([JobSummary])
  case job(JobReport)
  case differences([RecordDifference])
  case difference(VersionDifference)
  case reconciliation([ReconciliationRow])
  /// What queries of SQL can name.
  case schema([SQLState.SchemaRow])
  /// All fields of a row.
  case record([StyledLine])
  /// The patients of the lake, which are no worklist, and each worklist.
  case worklists([Worklist?])
  /// Patients aligned on events of one kind.
  case comparison(PatientComparison)
  /// The patients in numbers, which ``AppState/population`` has.
  case population
}

/// A row of what a job changed.
enum JobRow: Sendable {
  case heading(String)
  case type(JobReport.TypeCount)
  case patient(JobReport.PatientCount)
  case resource(JobReport.Change)
  case decision(JobReport.Decision)
  case more(String)

  static func rows(of report: JobReport) -> [JobRow] {
    var rows: [JobRow] = []
    if !report.decisions.isEmpty {
      rows.append(.heading("DECISIONS ABOUT WHAT WAS READ FROM NOTES"))
      rows += report.decisions.map { .decision($0) }
      if report.decisionCount > report.decisions.count {
        rows.append(.more("and \(grouped(report.decisionCount - report.decisions.count)) more"))
      }
    }
    guard report.total > 0 else {
      rows.append(.heading("No resource was written"))
      return rows
    }
    rows.append(.heading("PER TYPE"))
    rows += report.types.map { .type($0) }
    rows.append(.heading("PER PATIENT"))
    rows += report.patients.prefix(JobReport.limit).map { .patient($0) }
    rows.append(.heading("PER RESOURCE"))
    rows += report.changes.map { .resource($0) }
    if report.total > report.changes.count {
      rows.append(.more("and \(grouped(report.total - report.changes.count)) more"))
    }
    return rows
  }
}

/// A question to the reader before something is written.
struct Confirmation: Sendable {
  struct Answer: Sendable {
    var key: Character
    var words: String
    /// What is done beside the screen; `nil` for nothing.
    var task: JobTask?
    /// What is done at once.
    var action: (@Sendable (inout AppState) -> Void)?
  }

  var title: String
  var lines: [StyledLine]
  var answers: [Answer]

  /// The first line on the screen.
  var top = 0
}

extension Array {
  /// The element at an index; `nil` where there is none.
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
