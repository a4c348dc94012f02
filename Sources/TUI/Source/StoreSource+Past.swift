// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import Timeline

extension StoreSource {
  // MARK: - Moments

  /// Returns the moment that an instant or the number of a job stands for.
  public func moment(_ target: MomentTarget) throws -> Moment {
    let found: LakeMoment
    var asked: Int64?
    switch target {
    case .instant(let instant):
      found = try lake.moment(at: instant)
      asked = instant
    case .job(let job): found = try lake.moment(afterJob: Int64(job))
    case .jobOrYear(let job, let yearEnd):
      do {
        found = try lake.moment(afterJob: Int64(job))
      } catch let error as StoreError where error.code == .noJob {
        found = try lake.moment(at: yearEnd)
        asked = yearEnd
      }
    }
    var moment = Moment(
      job: Int(found.job),
      recorded: found.recordedAt,
      isNewest: try found.job >= lake.newestJob()
    )
    moment.asked = asked
    return moment
  }

  // MARK: - Changes

  /// Returns every version that touched a patient, or every one of the lake, newest first.
  public func readLog(
    ofPatient id: String?,
    after: Int,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] {
    let versions: [VersionInfo]
    if let id {
      versions = try lake.changes(ofPatient: id, creations: true).filter {
        $0.job <= lastJob ?? .max
      }
    } else {
      var filter = VersionFilter()
      filter.asOf = lastJob
      versions = try lake.versions(filter, limit: limit)
    }
    return try versions.filter { $0.job > Int64(after) }.prefix(limit)
      .map { try change($0, isOfLake: id == nil, cancellation) }
  }

  /// Returns the deletions that are in force, newest first.
  public func readDeletions(
    ofPatient id: String?,
    limit: Int,
    cancellation: Cancellation
  ) throws -> [ChangeSummary] {
    try lake.deletions(ofPatient: id, asOf: lastJob, limit: limit)
      .map { try change($0, isOfLake: id == nil, cancellation) }
  }

  private func change(
    _ info: VersionInfo,
    isOfLake: Bool,
    _ cancellation: Cancellation
  ) throws -> ChangeSummary {
    try cancellation.check()
    var change = ChangeSummary(
      key: Self.key(info.key),
      title: title(of: info.key, before: info.version),
      version: Self.summary(info)
    )
    if isOfLake { change.patientName = try lake.patientName(of: info.key)?.headline ?? "" }
    return change
  }

  /// Returns the events of a patient's deleted resources.
  public func readGhosts(ofPatient id: String, cancellation: Cancellation) throws -> [Ghost] {
    try lake.deletedEvents(ofPatient: id, asOf: lastJob).map { found in
      Ghost(event: Self.chartEvent(found.event), deletion: Self.summary(found.deletion))
    }
  }

  /// Returns the resources of a patient that refer to what the lake does not have.
  public func readDangling(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> Set<ResourceKey> {
    guard lastJob == nil else { return [] }
    let found = try lake.danglingSources(
      ofPatient: id,
      isCancelled: { cancellation.isCancelled }
    )
    return Set(found.map(Self.key))
  }

  /// The last version that has content.
  func lastContent(of key: Store.ResourceKey) throws -> Int? {
    try lake.versions(of: key, asOf: lastJob).first { $0.interaction != .delete }?.version
  }

  // MARK: - Jobs

  /// Returns what was done to the lake, newest first.
  public func readJobs(limit: Int) throws -> [JobSummary] {
    try lake.jobs(limit: limit).map(Self.summary)
  }

  private static func summary(_ job: Store.Job) -> JobSummary {
    var summary = JobSummary(
      id: Int(job.id),
      kind: job.kind.rawValue,
      state: job.state.rawValue,
      started: job.startedAt,
      author: job.author,
      what: job.reason ?? job.source ?? ""
    )
    summary.created = job.counts.created
    summary.updated = job.counts.updated
    summary.deleted = job.counts.deleted
    summary.identical = job.counts.identical
    summary.invalid = job.counts.invalid
    return summary
  }

  /// Returns what a job changed.
  public func readJob(_ id: Int, cancellation: Cancellation) throws -> JobReport {
    let job = try lake.job(Int64(id))
    let types = try lake.counts(ofJob: job.id)
    try cancellation.check()
    let changes = try lake.changes(ofJob: job.id)
    try cancellation.check()
    var patients: [String: Int] = [:]
    for change in changes { if let patient = change.patient { patients[patient, default: 0] += 1 } }
    let ranked = patients.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let decided = try lake.decisionCounts(ofJob: job.id)
    return JobReport(
      job: Self.summary(job),
      types: types.map {
        JobReport.TypeCount(
          type: $0.type.rawValue,
          created: $0.counts.created,
          updated: $0.counts.updated,
          deleted: $0.counts.deleted
        )
      },
      patients: ranked.map { JobReport.PatientCount(id: $0.key, count: $0.value) },
      changes: changes.map { change in
        let interaction: VersionInteraction =
          switch change.interaction {
          case .create: .create
          case .update: job.kind == .restore ? .restore : .update
          case .delete: .delete
          }
        return JobReport.Change(
          key: Self.key(change.key),
          interaction: interaction,
          versions: change.versions,
          current: change.current
        )
      },
      decisions: try lake.verdicts(ofJob: job.id).map {
        JobReport.Decision(
          note: Self.key($0.note),
          words: $0.words.headline,
          decision: $0.verdict.decision.rawValue
        )
      },
      decided: JobReport.Decided(total: decided.total, later: decided.later)
    )
  }

  // MARK: - SQL

  /// Returns the views that a query of SQL can name, those with rows.
  public func readSQLViews() throws -> [SQLView] {
    let found = try lastJob.map { try lake.statistics(asOf: $0) } ?? lake.statistics()
    return found.resources.sorted { $0.key.rawValue < $1.key.rawValue }.map { type, count in
      SQLView(
        name: type.rawValue,
        count: count,
        columns: Lake.viewColumns(elements(type))
      )
    }
  }

  /// Runs one query of SQL.
  public func runSQL(
    _ statement: String,
    rowLimit: Int,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> SQLTable {
    var options = SQLOptions()
    options.rowLimit = rowLimit
    options.asOf = lastJob
    for type in ResourceType.allCases { options.columns[type] = elements(type) }
    var table = SQLTable(columns: [], rows: [], numeric: [], isCut: false)
    var wordy: Set<Int> = []
    do {
      table.isCut = try lake.query(statement, options, isStopped: isStopped) { names in
        table.columns = names
      } receive: { row in
        for (column, value) in row.enumerated() {
          switch value {
          case .text, .blob: wordy.insert(column)
          case .null, .integer, .real: continue
          }
        }
        table.rows.append(row.map(Self.text))
        return true
      }
    } catch let error as StoreError where error.code == .interrupted {
      throw SQLStopped()
    }
    table.numeric = Set(table.columns.indices).subtracting(wordy)
    return table
  }

  private static func text(_ value: SQLValue) -> String? {
    switch value {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number):
      number == number.rounded() && abs(number) < 1e15
        ? String(Int64(number)) + ".0" : String(number)
    case .text(let text): text
    case .blob(let bytes):
      "x'" + bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() + "'"
    }
  }
}
