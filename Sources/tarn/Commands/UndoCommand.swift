// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import FHIR
public import Store

extension UndoPolicy: ExpressibleByArgument {}

/// `tarn undo`.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Roll a job back: the state before it becomes the current one, as new versions.",
    discussion: """
      Where later jobs wrote the same resources, nothing is rolled back and they are listed, unless \
      --later says what to do: keep leaves them as they are, overwrite takes them back too. A \
      roll-back is a job and can be rolled back itself.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "The number of the job, as 'tarn jobs' lists it.")
  var job: Int64

  @Option(help: "What to do with resources that later jobs wrote: refuse, keep or overwrite.")
  var later: UndoPolicy = .refuse

  private struct NothingChanged: Error {}

  private struct Refused: Error {
    let conflicts: [JobChange]
  }

  func run() throws {
    let lake = try edit.lake.open(.write)
    var description = edit.job(.undo)
    description.reason = edit.reason ?? "Undo of job \(job)"
    do {
      let done = try lake.transact(description, recordedAt: description.startedAt) { transaction in
        let undone = try transaction.undo(job, policy: later)
        if later == .refuse, !undone.conflicts.isEmpty {
          throw Refused(conflicts: undone.conflicts)
        }
        if undone.outcomes.isEmpty, undone.conflicts.isEmpty { throw NothingChanged() }
        return undone
      }
      let outcomes = done.value.outcomes
      let deleted = outcomes.count { $0.what == .deleted }
      let changed = outcomes.count { $0.what == .updated || $0.what == .created }
      if edit.json {
        let answer: JSON = [
          "job": .number("\(done.job)"), "undone": .number("\(job)"),
          "deleted": .number("\(deleted)"), "restored": .number("\(changed)"),
          "kept": .number("\(later == .keep ? done.value.conflicts.count : 0)"),
        ]
        Output.line(answer.text)
      } else {
        let kept =
          later == .keep ? ", \(done.value.conflicts.count) left as later jobs made them" : ""
        Output.line(
          "Job \(job) undone by job \(done.job): \(changed) as before it, \(deleted) deleted\(kept)"
        )
      }
    } catch is NothingChanged {
      Output.error("tarn: Job \(job) changed no resource that could be undone")
      Output.error(
        "  Decisions about entities are taken back with u where they were made, or with "
          + "'tarn review decide unreviewed'"
      )
      throw ExitCode(2)
    } catch let refused as Refused {
      for change in refused.conflicts.prefix(20) {
        Output.line(
          "\(change.key.reference)\tversion \(change.versions.upperBound)\tnow \(change.current)"
        )
      }
      let more = refused.conflicts.count - 20
      if more > 0 { Output.line("and \(more) more") }
      Output.error(
        "tarn: Later jobs wrote \(refused.conflicts.count) of the resources of job \(job)"
      )
      Output.error("  Nothing was rolled back; see --later keep and --later overwrite")
      throw ExitCode(2)
    }
  }
}
