// SPDX-License-Identifier: Apache-2.0

internal import Terminal

/// The columns and rows of what a pane lists.
struct PaneTable {
  let columns: [PaneColumn]
  let count: Int
  let row: (Int) -> [PaneCell]

  /// What stands in a second line below a row, in parts of the same width.
  var under: ((Int) -> [PaneCell])?

  /// Makes the table of a pane; `nil` for what is no table.
  init?(_ pane: LakePane, state: AppState) {
    let dates = state.dates
    // No time is said of what was recorded while patients are de-identified.
    let whenWidth = state.settings.isDeidentified ? 0 : 16
    switch pane.content {
    case .changes(let changes, _) where pane.kind == .graveyard:
      columns = Self.graveyardColumns(changes, whenWidth: whenWidth)
      count = changes.count
      row = { Self.deletion(changes[$0], state) }
    case .changes(let changes, _):
      columns = Self.changeColumns(changes, whenWidth: whenWidth)
      count = changes.count
      row = { index in
        let change = changes[index]
        return Self.change(change, pane.fields[change.key]?[change.version.number], state)
      }
    case .jobs(let jobs):
      columns = Self.jobColumns(jobs, whenWidth: whenWidth)
      count = jobs.count
      let last = state.moment?.job ?? .max
      row = { Self.job(jobs[$0], dates, isLater: jobs[$0].id > last) }
    case .job(let report):
      let rows = JobRow.rows(of: report)
      columns = Self.reportColumns
      count = rows.count
      row = { Self.report(rows[$0], state) }
    case .differences(let found):
      columns = Self.differenceColumns(found, whenWidth: whenWidth)
      count = found.count
      row = { index in
        let difference = found[index]
        return Self.difference(
          difference,
          pane.fields[difference.key]?[difference.last.number],
          state
        )
      }
    case .comparison: return nil
    case .population:
      let rows = state.population.rows
      columns = PopulationText.columns
      count = rows.count
      row = { PopulationText.cells(rows[$0], state) }
    case .reconciliation(let items):
      columns = Self.reconciliationColumns(items, width: state.size.width)
      count = items.count
      row = { items[$0].cells }
      if ReconciliationRow.isStacked(width: state.size.width) { under = { items[$0].under } }
    case .worklists(let rows):
      columns = WorklistText.columns
      count = rows.count
      row = { WorklistText.row(rows[$0], state) }
    case .schema(let rows):
      columns = Self.schemaColumns
      count = rows.count
      row = { Self.schema(rows[$0]) }
    case .difference, .record, nil: return nil
    }
  }

  // MARK: - Views of SQL

  private static let schemaColumns = [
    PaneColumn("VIEW AND ITS COLUMNS", 20, most: 50, rank: 9),
    PaneColumn("COLUMNS", 8, alignment: .trailing, rank: 3),
    PaneColumn("ROWS", 11, alignment: .trailing, rank: 5),
  ]

  private static func schema(_ row: SQLState.SchemaRow) -> [PaneCell] {
    guard let column = row.column else {
      return [
        PaneCell(row.view, .strong), PaneCell(grouped(row.columnCount), .dim),
        PaneCell(grouped(row.count)),
      ]
    }
    return [PaneCell("    " + column), PaneCell(""), PaneCell("")]
  }

  // MARK: - Changes

  /// A column of names: as wide as they are where there is room.
  private static func people(
    _ title: String,
    _ least: Int,
    rank: Int,
    _ names: some Sequence<String>
  ) -> PaneColumn {
    let width = names.reduce(title.count) { min(24, max($0, DisplayWidth.of($1))) }
    return PaneColumn(title, min(least, width), most: width, rank: rank)
  }

  /// The column of patients in a list of all, so that nothing is judged without whose it is.
  private static func patients(_ names: some Sequence<String>) -> PaneColumn {
    names.contains { !$0.isEmpty }
      ? people("PATIENT", 14, rank: 9, names) : PaneColumn("PATIENT", 0, rank: 1)
  }

  private static func changeColumns(_ changes: [ChangeSummary], whenWidth: Int) -> [PaneColumn] {
    let hasUpdates = changes.contains { $0.version.interaction == .update }
    let patients = patients(changes.lazy.map(\.patientName))
    return [
      PaneColumn("WHEN", whenWidth, rank: 9),
      people("WHO", 10, rank: 5, changes.lazy.map(\.version.author)),
      PaneColumn("JOB", 4, alignment: .trailing, rank: 4),
      patients,
      PaneColumn("WHAT", patients.width > 0 ? 24 : 15, most: 40, isFlexible: true, rank: 9),
      PaneColumn("VER", 3, alignment: .trailing, rank: 6),
      PaneColumn("CLASS", hasUpdates ? 24 : 0, rank: 2),
      PaneColumn("CHANGE", 22, isFlexible: true, rank: 8),
      PaneColumn("RESOURCE", 30, rank: 1),
    ]
  }

  private static func change(
    _ change: ChangeSummary,
    _ fields: ChangedFields?,
    _ state: AppState
  ) -> [PaneCell] {
    let version = change.version
    let (text, role): (String, Role) =
      switch version.interaction {
      case .delete: ("DELETED", .flagDeleted)
      case .restore: ("RESTORED", .diffAdded)
      case .create: ("created", .dim)
      case .update: (fields?.text ?? "…", .flagChanged)
      }
    return [
      PaneCell(state.dates.recorded(version.recorded), .dim),
      PaneCell(version.author, .dim),
      PaneCell(String(version.job), .dim),
      PaneCell(change.patientName),
      PaneCell(state.title(of: change.key, change.title)),
      PaneCell(String(version.number)),
      PaneCell(fields?.classes ?? "", .label),
      PaneCell(text, role),
      PaneCell(change.key.description, .dim),
    ]
  }

  // MARK: - Deleted resources

  private static func graveyardColumns(_ changes: [ChangeSummary], whenWidth: Int) -> [PaneColumn] {
    [
      patients(changes.lazy.map(\.patientName)),
      PaneColumn("WHAT", 18, isFlexible: true, rank: 9),
      PaneColumn("DELETED", whenWidth, rank: 8),
      people("BY", 15, rank: 7, changes.lazy.map(\.version.author)),
      PaneColumn("JOB", 5, alignment: .trailing, rank: 5),
      PaneColumn("WHY", 16, most: 48, isFlexible: true, rank: 6),
      PaneColumn("LAST", 5, rank: 2),
      PaneColumn(
        "RESOURCE",
        changes.reduce(8) { min(32, max($0, DisplayWidth.of($1.key.description))) },
        rank: 1
      ),
    ]
  }

  private static func deletion(_ change: ChangeSummary, _ state: AppState) -> [PaneCell] {
    let version = change.version
    return [
      PaneCell(change.patientName),
      PaneCell(state.title(of: change.key, change.title), .ghost),
      PaneCell(state.dates.recorded(version.recorded), .dim),
      PaneCell(version.author),
      PaneCell(String(version.job), .dim),
      PaneCell(version.reason.isEmpty ? "by \(version.jobKind)" : version.reason, .dim),
      PaneCell("v\(version.number - 1)", .dim),
      PaneCell(change.key.description, .dim),
    ]
  }

  // MARK: - Jobs

  /// The columns of jobs, none wider than what stands in it, so that WHAT has the room.
  ///
  /// What is nothing in every job has no column.
  private static func jobColumns(_ jobs: [JobSummary], whenWidth: Int) -> [PaneColumn] {
    func width(_ title: String, _ text: (JobSummary) -> String, most: Int = 12) -> Int {
      jobs.reduce(title.count) { min(most, max($0, DisplayWidth.of(text($1)))) }
    }
    func counts(_ title: String, rank: Int, _ value: @escaping (JobSummary) -> Int) -> PaneColumn {
      let isNeeded = rank > 2 || jobs.contains { value($0) > 0 }
      return PaneColumn(
        title,
        isNeeded ? width(title) { grouped(value($0)) } : 0,
        alignment: .trailing,
        rank: rank
      )
    }
    let isAllDone = jobs.allSatisfy { $0.state == "done" }
    return [
      PaneColumn("JOB", width("JOB") { String($0.id) }, alignment: .trailing, rank: 9),
      PaneColumn("KIND", width("KIND", \.kind), rank: 8),
      PaneColumn("WHEN", whenWidth, rank: 7),
      people("WHO", 15, rank: 6, jobs.lazy.map(\.author)),
      counts("NEW", rank: 8) { $0.created },
      counts("CHANGED", rank: 8) { $0.updated },
      counts("DELETED", rank: 8) { $0.deleted },
      counts("SAME", rank: 1) { $0.identical },
      counts("REFUSED", rank: 2) { $0.invalid },
      PaneColumn("STATE", isAllDone ? 0 : width("STATE", \.state), rank: 3),
      PaneColumn("WHAT", 10, isFlexible: true, rank: 5),
    ]
  }

  private static func job(_ job: JobSummary, _ dates: DateText, isLater: Bool) -> [PaneCell] {
    let role: Role = isLater ? .disabled : .text
    let quiet: Role = isLater ? .disabled : .dim
    return [
      PaneCell(String(job.id), role),
      PaneCell(job.kind, role),
      PaneCell(dates.recorded(job.started), quiet),
      PaneCell(job.author, quiet),
      PaneCell(grouped(job.created), role),
      PaneCell(grouped(job.updated), role),
      PaneCell(grouped(job.deleted), isLater ? role : job.deleted > 0 ? .flagDeleted : .text),
      PaneCell(grouped(job.identical), quiet),
      PaneCell(grouped(job.invalid), isLater ? role : job.invalid > 0 ? .warning : .dim),
      PaneCell(job.state, job.state == "done" ? quiet : .warning),
      PaneCell(job.what, quiet),
    ]
  }

  private static let reportColumns = [
    PaneColumn("WHAT", 24, isFlexible: true, rank: 9),
    PaneColumn("NEW", 9, alignment: .trailing, rank: 8),
    PaneColumn("CHANGED", 9, alignment: .trailing, rank: 8),
    PaneColumn("DELETED", 9, alignment: .trailing, rank: 8),
    PaneColumn("VERSIONS", 18, rank: 7),
  ]

  private static func report(_ row: JobRow, _ state: AppState) -> [PaneCell] {
    switch row {
    case .heading(let text), .more(let text): return [PaneCell(text, .header)]
    case .type(let count):
      return [
        PaneCell(count.type), PaneCell(grouped(count.created)), PaneCell(grouped(count.updated)),
        PaneCell(grouped(count.deleted), count.deleted > 0 ? .flagDeleted : .text),
      ]
    case .patient(let patient):
      let known = state.list.table.index(ofID: patient.id).map { state.list.table[$0] }
      let name = known.map { PatientText($0, settings: state.settings).name }
      // New and changed ones together: of one patient they are not told apart.
      let shown = name ?? "Patient/\(patient.id)"
      return [PaneCell("\(shown) · \(counted(patient.count, "resource"))", .strong)]
    case .resource(let change):
      let versions = change.versions
      let wrote =
        versions.count == 1
        ? "v\(versions.upperBound)" : "v\(versions.lowerBound)–\(versions.upperBound)"
      let now = change.isNewest ? "" : ", now v\(change.current)"
      let mark = { (kind: VersionInteraction) in change.interaction == kind ? "x" : "" }
      return [
        PaneCell(change.key.description),
        PaneCell(mark(.create)),
        PaneCell(mark(.update) + mark(.restore)),
        PaneCell(mark(.delete), .flagDeleted),
        PaneCell(wrote + now, change.isNewest ? .dim : .warning),
      ]
    case .decision(let decision):
      return [
        PaneCell("\(decision.said) '\(decision.words)' in \(decision.note)"), PaneCell(""),
        PaneCell(""), PaneCell(""), PaneCell(""),
      ]
    }
  }

  // MARK: - Differences

  private static func differenceColumns(_ found: [RecordDifference], whenWidth: Int) -> [PaneColumn]
  {
    // Of a long list the first rows say how wide names are.
    let names = found.prefix(1000).lazy.map(\.last.author)
    let hasChanges = found.contains { $0.kind == .changed }
    return [
      PaneColumn("", 13, rank: 9),
      patients(found.prefix(1000).lazy.map(\.patientName)),
      PaneColumn("WHAT", 18, most: 40, isFlexible: true, rank: 9),
      PaneColumn("CHANGE", hasChanges ? 22 : 0, isFlexible: hasChanges, rank: 8),
      PaneColumn("VERSIONS", 9, rank: 6),
      PaneColumn("LAST", whenWidth, rank: 7),
      people("WHO", 15, rank: 5, names),
      PaneColumn("JOB", 5, alignment: .trailing, rank: 3),
      PaneColumn("RESOURCE", 32, rank: 2),
    ]
  }

  private static func difference(
    _ found: RecordDifference,
    _ fields: ChangedFields?,
    _ state: AppState
  ) -> [PaneCell] {
    let (sign, role): (String, Role) =
      switch found.kind {
      case .added: ("+", .diffAdded)
      case .changed: ("~", .diffChanged)
      case .deleted: ("-", .diffRemoved)
      case .passing: ("·", .dim)
      }
    let last = "v\(found.last.number)"
    return [
      PaneCell("\(sign) \(found.kind.rawValue)", role),
      PaneCell(found.patientName),
      PaneCell(state.title(of: found.key, found.title)),
      PaneCell(found.step == nil ? "" : fields?.text ?? "…", .flagChanged),
      PaneCell(found.from.map { "v\($0) → \(last)" } ?? last, .dim),
      PaneCell(state.dates.recorded(found.last.recorded), .dim),
      PaneCell(found.last.author, .dim),
      PaneCell(String(found.last.job), .dim),
      PaneCell(found.key.description, .dim),
    ]
  }
}
