// SPDX-License-Identifier: Apache-2.0

/// What a pane asks of the lake.
enum PaneRequest: Sendable, Equatable {
  case changes(patient: String?)
  case graveyard(patient: String?)
  case jobs
  case job(Int)
  case differences(patient: String?, from: MomentTarget, to: MomentTarget?)
  case difference(ResourceKey, from: Int?, to: Int)
  case reconciliation(patient: String)
  case comparison(ComparisonRequest)
  case record(columns: [String], fields: [String?], width: Int)

  /// The most rows that are read.
  static let limit = 1000

  func read(from source: any LakeSource, _ cancellation: Cancellation) throws -> PaneContent {
    switch self {
    case .changes(let patient):
      let found = try source.readLog(
        ofPatient: patient,
        after: 0,
        limit: Self.limit + 1,
        cancellation: cancellation
      )
      return .changes(Array(found.prefix(Self.limit)), isCut: found.count > Self.limit)
    case .graveyard(let patient):
      let found = try source.readDeletions(
        ofPatient: patient,
        limit: Self.limit + 1,
        cancellation: cancellation
      )
      return .changes(Array(found.prefix(Self.limit)), isCut: found.count > Self.limit)
    case .reconciliation(let patient):
      let items = try source.readReconciliation(ofPatient: patient, cancellation: cancellation)
      return .reconciliation(items.map(ReconciliationRow.init))
    case .comparison(let request):
      return .comparison(try request.read(from: source, cancellation))
    case .record(let columns, let fields, let width):
      return .record(RecordLines.lines(columns: columns, fields: fields, width: width))
    case .jobs: return .jobs(try source.readJobs(limit: Self.limit))
    case .job(let id): return .job(try source.readJob(id, cancellation: cancellation))
    case .differences(let patient, let from, let to):
      var first = try source.moment(from).job
      var last = try to.map { try source.moment($0).job }
      // Whichever is named first, differences lead forward.
      if let other = last, other < first { (first, last) = (other, first) }
      return .differences(
        try RecordDifference.read(
          ofPatient: patient,
          from: first,
          to: last,
          source: source,
          cancellation
        )
      )
    case .difference(let key, let from, let to):
      return .difference(
        try VersionDifference.read(
          key,
          from: from,
          to: to,
          source: source.seen(asOf: nil),
          cancellation
        )
      )
    }
  }
}

/// What became of a resource between two moments.
struct RecordDifference: Sendable, Equatable {
  /// In the order in which they are listed: what is gone or has changed is not to be looked for below what came in.
  enum Kind: String, Sendable, CaseIterable {
    case deleted
    case changed
    case added
    /// Neither before nor after, but between.
    case passing = "came and went"
  }

  var key: ResourceKey
  var title: String

  /// The patient that the resource is of, among those of all; empty where none is named.
  var patientName = ""
  var kind: Kind

  /// The version of the first moment; `nil` where there was none.
  var from: Int?

  /// The last version that was written, with who and when.
  var last: VersionSummary

  /// How many there are of each kind: `3 added · 1 deleted`.
  static func counts(_ found: [RecordDifference]) -> String {
    Kind.allCases.compactMap { kind in
      let count = found.count { $0.kind == kind }
      return count == 0 ? nil : "\(grouped(count)) \(kind.rawValue)"
    }
    .joined(separator: " · ")
  }

  static func read(
    ofPatient patient: String?,
    from: Int,
    to: Int?,
    source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> [RecordDifference] {
    let log = try source.seen(asOf: to).readLog(
      ofPatient: patient,
      after: from,
      limit: patient == nil ? 100_000 : .max,
      cancellation: cancellation
    )
    var order: [ResourceKey] = []
    var newest: [ResourceKey: ChangeSummary] = [:]
    var oldest: [ResourceKey: VersionSummary] = [:]
    for change in log {
      if newest[change.key] == nil {
        newest[change.key] = change
        order.append(change.key)
      }
      oldest[change.key] = change.version
    }
    let before = source.seen(asOf: from)
    let found: [RecordDifference] = try order.compactMap { key in
      try cancellation.check()
      guard let last = newest[key], let first = oldest[key] else { return nil }
      var known: VersionSummary?
      if first.number > 1 {
        known = try before.readVersions(of: key, cancellation: cancellation).first
      }
      let wasThere = known.map { $0.interaction != .delete } ?? false
      let isThere = last.version.interaction != .delete
      let kind: Kind =
        switch (wasThere, isThere) {
        case (false, true): .added
        case (true, true): .changed
        case (true, false): .deleted
        case (false, false): .passing
        }
      return RecordDifference(
        key: key,
        title: last.title,
        patientName: last.patientName,
        kind: kind,
        from: known?.number,
        last: last.version
      )
    }
    return Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
  }
}
