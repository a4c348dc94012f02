// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store
import TUI

/// `tarn jobs`.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
    abstract: "List what was done to the lake, newest first, or what one job changed.",
    subcommands: [JobsListCommand.self, JobsShowCommand.self],
    defaultSubcommand: JobsListCommand.self
  )
}

/// `tarn jobs show`.
struct JobsShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Say what a job changed, per type and per patient.",
    discussion: "--resources lists each resource."
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "The number of the job.")
  var job: Int64

  @Flag(help: "List the resources.")
  var resources = false

  @Option(name: .shortAndLong, help: "How many patients or resources at the most.")
  var limit = 20

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let lake = try lake.open()
    let job = try lake.job(job)
    let counts = try lake.counts(ofJob: job.id)
    let changes = try lake.changes(ofJob: job.id, limit: resources ? limit : .max)
    var patients: [String: Int] = [:]
    for change in changes { if let patient = change.patient { patients[patient, default: 0] += 1 } }
    let decisions = try lake.verdicts(ofJob: job.id)
    let first = patients.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(limit)
    if json {
      var object = JobsListCommand.object(job)
      object["types"] = .array(
        counts.map { item in
          [
            "type": .string(item.type.rawValue), "new": .number("\(item.counts.created)"),
            "changed": .number("\(item.counts.updated)"),
            "deleted": .number("\(item.counts.deleted)"),
          ]
        }
      )
      object["patients"] = .number("\(patients.count)")
      object["decisions"] = .number("\(decisions.count)")
      Output.line(object.text)
      return
    }
    if resources {
      Output.table(
        ["Resource", "what", "version", "now", "patient"],
        changes.map { change in
          [
            change.key.reference, "\(change.interaction)", "\(change.versions.upperBound)",
            "\(change.current)", change.patient ?? "",
          ]
        },
        right: [2, 3]
      )
      return
    }
    Output.table(
      ["What", "new", "changed", "deleted"],
      counts.map { item in
        [
          item.type.rawValue, "\(item.counts.created)", "\(item.counts.updated)",
          "\(item.counts.deleted)",
        ]
      } + first.map { ["Patient/\($0.key): \(counted($0.value, "resource"))", "", "", ""] },
      right: [1, 2, 3]
    )
    for record in decisions.prefix(limit) {
      let decision = record.verdict.decision
      let said = decision == .unreviewed ? "taken back" : decision.rawValue
      Output.line("\(said) '\(record.words)' in \(record.note.reference)")
    }
    if decisions.count > limit {
      Output.error("and \(decisions.count - limit) more decisions; see --limit")
    }
    if patients.count > first.count {
      Output.error("and \(patients.count - first.count) more patients; see --limit")
    }
  }
}

/// `tarn jobs` without anything else.
struct JobsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what was done to the lake, newest first."
  )

  @OptionGroup var lake: LakeOptions

  @Option(name: .shortAndLong, help: "How many jobs at the most.")
  var limit = 50

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func run() throws {
    let jobs = try lake.open().jobs(limit: limit)
    if json {
      for job in jobs { Output.line(Self.object(job).text) }
      return
    }
    let rows = jobs.map { job in
      [
        String(job.id), job.kind.rawValue, job.state.rawValue,
        FHIRDateTime.text(
          lowerBound: job.startedAt,
          precision: .second,
          offsetMinutes: 0
        ),
        job.author, String(job.counts.created), String(job.counts.updated),
        String(job.counts.deleted), String(job.counts.identical), String(job.counts.invalid),
        job.reason ?? job.source ?? "",
      ]
    }
    Output.table(
      [
        "Job", "kind", "state", "started", "author", "new", "changed", "deleted", "identical",
        "invalid", "what",
      ],
      rows,
      right: [0, 5, 6, 7, 8, 9]
    )
  }

  static func object(_ job: Job) -> JSON {
    [
      "job": .number(String(job.id)), "kind": .string(job.kind.rawValue),
      "state": .string(job.state.rawValue),
      "startedAt": .string(FHIRDateTime.instantText(job.startedAt)),
      "endedAt": job.endedAt.map { .string(FHIRDateTime.instantText($0)) } ?? .null,
      "author": .string(job.author), "source": job.source.map { .string($0) } ?? .null,
      "reason": job.reason.map { .string($0) } ?? .null, "program": .string(job.program),
      "new": .number(String(job.counts.created)), "changed": .number(String(job.counts.updated)),
      "deleted": .number(String(job.counts.deleted)),
      "identical": .number(String(job.counts.identical)),
      "invalid": .number(String(job.counts.invalid)),
    ]
  }
}
