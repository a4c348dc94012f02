// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import FHIR
public import Store
import TUI

extension UndoPolicy: ExpressibleByArgument {}

/// `tarn undo`.
struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Roll a job back: the state before it becomes the current one, as new versions.",
    discussion: """
      Decisions about what was read in notes are taken back like changes of resources: what was \
      decided before the job is decided again, and the trail keeps both. Where later jobs wrote the \
      same resources or decided again, nothing is rolled back and they are listed, unless --later says \
      what to do: keep leaves them as they are, overwrite takes them back too. A roll-back is a job \
      and can be rolled back itself.
      """
  )

  @OptionGroup var edit: EditOptions

  @Argument(help: "The number of the job, as 'tarn jobs' lists it.")
  var job: Int64

  @Option(help: "What to do with what later jobs wrote too: refuse, keep or overwrite.")
  var later: UndoPolicy = .refuse

  private struct NothingChanged: Error {}

  private struct Refused: Error {
    let undone: LakeTransaction.Undone
  }

  func run() throws {
    let lake = try edit.lake.open(.write)
    var description = edit.job(.undo)
    description.reason = edit.reason ?? "Undo of job \(job)"
    do {
      let done = try lake.transact(description, recordedAt: description.startedAt) { transaction in
        let undone = try transaction.undo(job, policy: later)
        if later == .refuse, undone.hasConflicts { throw Refused(undone: undone) }
        if undone.isEmpty { throw NothingChanged() }
        return undone
      }
      report(done.value, by: done.job)
      if done.value.counts.deleted > 0 { try edit.withdrawPublished() }
      if done.value.decisions > 0, try lake.statistics().resources[.linkage] != nil {
        Output.error("  What was published of them is deleted by the next 'tarn review publish'")
      }
    } catch is NothingChanged {
      Output.error("tarn: Job \(job) changed nothing that could be undone")
      throw ExitCode(2)
    } catch let refused as Refused {
      refuse(refused.undone)
      throw ExitCode(2)
    }
  }

  private func report(_ undone: LakeTransaction.Undone, by number: Int64) {
    guard !edit.json else {
      let answer: JSON = [
        "job": .number("\(number)"), "undone": .number("\(job)"),
        "deleted": .number("\(undone.counts.deleted)"),
        "restored": .number("\(undone.counts.restored)"),
        "decisions": .number("\(undone.decisions)"),
        "kept": .number("\(later == .keep ? undone.laterCount : 0)"),
      ]
      return Output.line(answer.text)
    }
    Output.line("Job \(job) undone by job \(number): \(undone.words(isKept: later == .keep))")
  }

  private func refuse(_ undone: LakeTransaction.Undone) {
    let conflicts = undone.conflicts
    for change in conflicts.prefix(20) {
      Output.line(
        "\(change.key.reference)\tversion \(change.versions.upperBound)\tnow \(change.current)"
      )
    }
    let more = conflicts.count - 20
    if more > 0 { Output.line("and \(more) more") }
    if !conflicts.isEmpty {
      Output.error("tarn: Later jobs wrote \(conflicts.count) of the resources of job \(job)")
    }
    if undone.laterDecisions > 0 {
      let decisions = counted(undone.laterDecisions, "decision")
      Output.error("tarn: Later jobs changed \(decisions) of job \(job)")
    }
    Output.error("  Nothing was rolled back; see --later keep and --later overwrite")
  }
}
