// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store

/// `tarn jobs`.
struct JobsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "jobs",
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

  private static func object(_ job: Job) -> JSON {
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
