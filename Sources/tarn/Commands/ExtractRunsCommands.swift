// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import FHIR
import Store

import func TUI.counted

/// `tarn extract runs`.
struct ExtractRunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List the runs over the lake's notes, newest first."
  )

  @OptionGroup var lake: LakeOptions

  @Flag(help: "Print JSON, a line per run.")
  var json = false

  func run() throws {
    let runs = try lake.open().extractionRuns()
    if json {
      for run in runs {
        var object: JSON = [
          "run": .number("\(run.job.id)"), "engine": .string(run.name.engine),
          "settings": .string(run.name.settings), "state": .string(run.job.state.rawValue),
          "started": .string(FHIRDateTime.instantText(run.job.startedAt)),
          "notes": .number("\(run.notes)"), "entities": .number("\(run.entities)"),
        ]
        if let by = run.rolledBack { object["rolledBack"] = .number("\(by)") }
        Output.line(object.text)
      }
      return
    }
    Output.table(
      ["Run", "started", "by", "state", "notes", "entities", "engine"],
      runs.map { run in
        [
          String(run.job.id), FHIRDateTime.instantText(run.job.startedAt), run.job.author,
          run.rolledBack.map { "taken back by job \($0)" } ?? run.job.state.rawValue,
          String(run.notes), String(run.entities),
          [run.name.engine, run.name.settings].filter { !$0.isEmpty }.joined(separator: " "),
        ]
      },
      right: [0, 4, 5]
    )
  }
}

/// `tarn extract diff`.
struct ExtractDiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what a later run found otherwise than an earlier one.",
    discussion: """
      Compares the notes that both runs read: what appeared, what vanished, and what got another \
      type, assertion or code; in numbers per type and per patient, and one by one with --entities.
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "The earlier run.")
  var earlier: Int64

  @Argument(help: "The later run.")
  var later: Int64

  @Option(help: "One patient, by id.")
  var patient: String?

  @Flag(help: "List the entities.")
  var entities = false

  func run() throws {
    let changes = try lake.open().changes(fromRun: earlier, to: later, patient: patient)
    if entities {
      Output.table(
        ["What", "note", "at", "text", "before", "after"],
        changes.map { change in
          [
            change.kind.rawValue, change.entity?.note.reference ?? "",
            change.entity.map { String($0.begin) } ?? "", change.entity?.text ?? "",
            Self.words(change.before), Self.words(change.after),
          ]
        },
        right: [2]
      )
      return
    }
    Output.table(
      ["Type", "appeared", "vanished", "changed"],
      Self.counts(changes) { $0.entity?.type.rawValue.lowercased() ?? "" },
      right: [1, 2, 3]
    )
    Output.line()
    Output.table(
      ["Patient", "appeared", "vanished", "changed"],
      Self.counts(changes) { $0.entity?.patient ?? "(none)" },
      right: [1, 2, 3]
    )
  }

  private static func counts(
    _ changes: [ExtractionChange],
    by name: (ExtractionChange) -> String
  ) -> [[String]] {
    Dictionary(grouping: changes, by: name).sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }.map { name, changes in
      [name]
        + ExtractionChange.Kind.allCases.map { kind in
          String(changes.count { $0.kind == kind })
        }
    }
  }

  private static func words(_ entity: StoredEntity?) -> String {
    guard let entity else { return "" }
    return
      ([entity.type.rawValue.lowercased()] + entity.traits.map { $0.rawValue.lowercased() }
      + [entity.concept?.code ?? ""]).filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// `tarn extract rollback`.
struct ExtractRollbackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Take a run back: what was read before it is so again; verdicts stay."
  )

  @OptionGroup var options: EditOptions

  @Argument(help: "The number of the run.")
  var number: Int64

  func run() throws {
    let lake = try options.lake.open(.write)
    let done = try lake.rollBack(run: number, options.job(.undo, source: "run \(number)"))
    Output.line("Run \(number) is taken back by job \(done.job): \(counted(done.notes, "note"))")
    let review = options.job(.review, source: "run \(number)")
    let withdrawn = try EntityPublisher(lake).withdraw(review)
    if withdrawn.deleted > 0, let job = withdrawn.job {
      Output.line(
        "\(counted(withdrawn.deleted, "resource")) published from it deleted by job \(job)"
      )
    }
  }
}
