// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Store

import func TUI.counted
import func TUI.grouped

/// The report of an import, as text and as JSON.
enum ImportReportText {
  /// `9,460 conditional references have no target in the lake, the first in Encounter/1`.
  static func unresolved(_ count: Int, such source: String) -> String {
    "\(counted(count, "conditional reference")) \(count == 1 ? "has" : "have") no target in the lake, "
      + "such as in \(source)"
  }

  /// How many findings are printed; the rest is counted, and goes to `--output`.
  private static let printedProblems = 20

  static func print(_ report: ImportReport, dryRun: Bool, lake: String) {
    let types = report.types.sorted {
      ($0.key?.rawValue ?? "~") < ($1.key?.rawValue ?? "~")
    }
    var rows = types.map { type, counts in
      [type?.rawValue ?? "(no type)"] + columns(counts)
    }
    rows.append(["Total"] + columns(report.total))
    Output.table(
      [dryRun ? "Would be" : "Type", "new", "changed", "deleted", "identical", "invalid"],
      rows,
      right: [1, 2, 3, 4, 5]
    )
    for problem in report.problems.prefix(printedProblems) { Output.error(text(problem)) }
    if report.problemCount > printedProblems {
      Output.error(
        "… and \(grouped(report.problemCount - printedProblems)) more; --output DIR keeps all of them"
      )
    }
    if let first = report.unresolved.first {
      Output.error(unresolved(report.unresolved.count, such: first.source.reference))
    }
    for file in report.skippedFiles.prefix(5) { Output.error("Passed over, no JSON: \(file)") }
    if report.skippedFiles.count > 5 {
      Output.error("… and \(counted(report.skippedFiles.count - 5, "more file")) without JSON")
    }
    let seconds = Double(max(report.duration, 1)) / 1000
    let rate = Int(Double(report.scanned) / seconds)
    let what = dryRun ? "Looked at" : "Read"
    Output.error(
      "\(what) \(counted(report.scanned, "resource")) from \(counted(report.files, "file")) in "
        + "\(ProgressMeter.duration(seconds)), \(grouped(rate))/s"
        + (report.isResumed ? ", going on with an interrupted import" : "")
    )
    if let job = report.job { Output.error("Job \(job) in \(lake)") }
  }

  private static func columns(_ counts: ImportReport.TypeCounts) -> [String] {
    [counts.new, counts.changed, counts.deleted, counts.identical, counts.invalid].map(String.init)
  }

  private static func text(_ problem: ImportProblem) -> String {
    var place = "\(problem.file):\(problem.line)"
    if let entry = problem.entry { place += " entry \(entry)" }
    let element = problem.issue.expression
    let kind = problem.isRefusal ? "refused" : "stored with a warning"
    return "\(place): \(kind): \(element.isEmpty ? "" : element + ": ")\(problem.issue.diagnostics)"
  }

  static func json(_ report: ImportReport, dryRun: Bool) -> String {
    var types: [JSON.Member] = []
    for (type, counts) in report.types.sorted(by: {
      ($0.key?.rawValue ?? "~") < ($1.key?.rawValue ?? "~")
    }) {
      types.append(JSON.Member(type?.rawValue ?? "unknown", object(counts)))
    }
    let json: JSON = [
      "job": report.job.map { .number(String($0)) } ?? .null,
      "dryRun": .bool(dryRun),
      "resumed": .bool(report.isResumed),
      "interrupted": .bool(report.isInterrupted),
      "files": .number(String(report.files)),
      "bytes": .number(String(report.bytes)),
      "milliseconds": .number(String(report.duration)),
      "total": object(report.total),
      "types": .object(types),
      "skippedFiles": .array(report.skippedFiles.map { .string($0) }),
      "unresolvedReferences": .number(String(report.unresolved.count)),
      "problems": .array(report.problems.map(object)),
      "problemCount": .number(String(report.problemCount)),
    ]
    return json.text
  }

  private static func object(_ counts: ImportReport.TypeCounts) -> JSON {
    [
      "new": .number(String(counts.new)), "changed": .number(String(counts.changed)),
      "deleted": .number(String(counts.deleted)),
      "identical": .number(String(counts.identical)),
      "invalid": .number(String(counts.invalid)),
    ]
  }

  private static func object(_ problem: ImportProblem) -> JSON {
    var json: JSON = [
      "file": .string(problem.file), "line": .number(String(problem.line)),
      "refused": .bool(problem.isRefusal),
      "severity": .string(problem.issue.severity.rawValue),
      "code": .string(problem.issue.code.rawValue),
      "reason": .string(problem.issue.diagnostics),
    ]
    if let entry = problem.entry { json["entry"] = .number(String(entry)) }
    if let reference = problem.reference { json["resource"] = .string(reference) }
    if !problem.issue.expression.isEmpty { json["element"] = .string(problem.issue.expression) }
    return json
  }
}
