// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store
import TUI

/// `tarn compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Lay patients beside each other, aligned on the same kind of event.",
    discussion: """
      tarn compare metformin --measure hba1c --days 365

      Event and measure are a code or words of a title; a measure may also be the name of a lane, \
      such as encounters, whose events are counted. Day 0 is each patient's first event of the kind.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "What day 0 is: a code, or words of a title.")
  var event: String

  @Option(help: "What is looked at around it: a code, words of a title, or a lane.")
  var measure: String

  @Option(help: "How far from day 0 is looked, in days.")
  var days = 365

  @Flag(help: "Align on the last event of the kind, not on the first.")
  var last = false

  @Option(name: .shortAndLong, help: "How many patients at the most.")
  var limit = 1000

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    if !(1...36_525).contains(days) { throw ValidationError("--days is 1 to 36525") }
    if limit < 1 { throw ValidationError("--limit is 1 or more") }
  }

  func run() throws {
    let lake = try lake.open()
    let job = try past.job(in: lake)
    let found = try lake.aligned(
      by: EventAlignment(
        event: .words(event),
        isLast: last,
        measure: EventKind(measure: measure),
        days: days
      ),
      asOf: job,
      limit: limit
    )
    var names: [String: String] = [:]
    let source = StoreSource(lake).seen(asOf: job.map { Int(truncatingIfNeeded: $0) })
    try source.readPatients(cancellation: Cancellation()) { page in
      for patient in page { names[patient.id] = patient.name }
    }
    if json {
      for patient in found.patients { Output.line(object(patient, names, found).text) }
    } else {
      Output.table(
        ["Patient", "name", "day 0", "events", "next", "before", "after", "change", "values"],
        found.patients.map { row($0, names, found) },
        right: [3, 4, 5, 6, 7]
      )
    }
    var remarks: [String] = []
    if found.patients.isEmpty { remarks.append("No patient has an event that '\(event)' names") }
    // A measure that nobody has is more often a slip than a finding.
    if !found.patients.isEmpty, found.patients.allSatisfy(\.points.isEmpty) {
      remarks.append("Nothing within \(counted(days, "day")) of day 0 matches '\(measure)'")
    }
    if found.more > 0 { remarks.append("\(counted(found.more, "more patient")); see --limit") }
    if found.undated > 0 {
      remarks.append("Without a date of it: \(counted(found.undated, "patient"))")
    }
    if found.otherUnits > 0 {
      remarks.append(
        "Left out, not in \(found.unit ?? "no unit"): \(counted(found.otherUnits, "value"))"
      )
    }
    for (title, count) in found.otherTests.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) })
      .prefix(5)
    {
      remarks.append(
        "Left out, of another test that '\(measure)' names: \(title), \(counted(count, "value"))"
      )
    }
    for remark in remarks { Output.error(remark) }
    if found.patients.allSatisfy(\.points.isEmpty) { throw ExitCode(1) }
  }

  /// Day 0 as precisely as it is known.
  private func dayZero(_ patient: AlignedPatient) -> String {
    FHIRDateTime.text(
      lowerBound: patient.dayZero,
      precision: min(patient.precision, .day),
      offsetMinutes: 0
    )
  }

  private func days(_ milliseconds: Int64) -> Int {
    Int((Double(milliseconds) / 86_400_000).rounded(.down))
  }

  private func row(
    _ patient: AlignedPatient,
    _ names: [String: String],
    _ found: AlignedPatients
  ) -> [String] {
    let counts = patient.counts
    // Of what nobody has there is no number, and none is not zero.
    let hasNothing = found.patients.allSatisfy(\.points.isEmpty)
    let isCounted = !found.hasNumbers && !hasNothing
    let others = patient.hasOtherUnits
    return [
      patient.id, names[patient.id] ?? "", dayZero(patient), String(patient.occurrences),
      patient.next.map { String(days($0)) } ?? "",
      isCounted
        ? String(counts.before) : patient.before?.value ?? (others.before ? "other unit" : ""),
      isCounted ? String(counts.after) : patient.after?.value ?? (others.after ? "other unit" : ""),
      isCounted ? String(counts.after - counts.before) : patient.change.map { "\($0)" } ?? "",
      patient.points.map { "\($0.days):\($0.value ?? "")" }.joined(separator: " "),
    ]
  }

  private func object(
    _ patient: AlignedPatient,
    _ names: [String: String],
    _ found: AlignedPatients
  ) -> JSON {
    let counts = patient.counts
    return [
      "patient": .string(patient.id), "name": .string(names[patient.id] ?? ""),
      "event": .string(patient.key.reference), "dayZero": .string(dayZero(patient)),
      "events": .number(String(patient.occurrences)),
      "nextDays": patient.next.map { .number(String(days($0))) } ?? .null,
      "before": patient.before?.value.map { .string($0) } ?? .null,
      "after": patient.after?.value.map { .string($0) } ?? .null,
      "change": patient.change.map { .number("\($0)") } ?? .null,
      "countBefore": .number(String(counts.before)), "countAfter": .number(String(counts.after)),
      "unit": found.unit.map { .string($0) } ?? .null,
      "values": .array(
        patient.points.map { point in
          [
            "day": .number(String(point.days)),
            "precision": .string("\(point.precision)"),
            "value": point.value.map { .string($0) } ?? .null,
          ]
        }
      ),
    ]
  }
}
