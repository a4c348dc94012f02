// SPDX-License-Identifier: Apache-2.0

internal import Timeline

extension AppState {
  /// The deleted resource that has the focus: in a list of them, or drawn on the timeline.
  var focusedDeletion: ChangeSummary? {
    if let pane = panes.last { return pane.focusedDeletion }
    guard screen == .chart, let event = focusedEvent, let loaded = chart?.chart,
      let deletion = loaded.ghosts[event]
    else { return nil }
    let entry = loaded[event]
    return ChangeSummary(key: entry.key, title: entry.event.title, version: deletion)
  }

  /// Asks whether the deleted resource that has the focus is brought back.
  mutating func confirmRestore() {
    guard let deletion = focusedDeletion else { return }
    let version = deletion.version
    let patient = deletion.patientName.isEmpty ? "" : " of \(deletion.patientName)"
    var lines = [
      StyledLine(title(of: deletion.key, deletion.title) + patient, .strong),
      StyledLine(deletion.key.description),
      StyledLine(
        "deleted\(dates.recordedBehind(version.recorded)) by \(version.author), job \(version.job)",
        .flagDeleted
      ),
    ]
    if !version.reason.isEmpty { lines.append(StyledLine("why: \(version.reason)", .dim)) }
    lines.append(StyledLine("It comes back as version \(version.number + 1).", .text))
    popups.append(
      .confirm(
        Confirmation(
          title: "Bring it back?",
          lines: lines,
          answers: [
            .init(key: "y", words: "bring it back", task: .restore(deletion.key)),
            .init(key: "n", words: "leave it", task: nil),
          ]
        )
      )
    )
  }

  /// Looks at what a roll-back of the focused job would do.
  mutating func previewUndo() {
    guard let job = panes.last?.focusedJob else { return }
    start(.write, .previewUndo(job))
  }

  /// Asks whether a job is rolled back, and lists what stands in the way.
  mutating func confirmUndo(_ report: JobReport) {
    let job = report.job
    guard report.total > 0 || report.decided.total > 0 else {
      return say(UserMessage(.info, "Job \(job.id) changed nothing that could be undone"))
    }
    // What the job made goes; what it changed or deleted goes back to how it was.
    let created = report.madeCount
    let others = report.total - created
    var lines = [
      StyledLine("Job \(job.id), \(job.kind) by \(job.author), \(dates.recorded(job.started))"),
      StyledLine(job.what, .dim),
    ]
    if created > 0 {
      let verb = created == 1 ? "is" : "are"
      lines.append(StyledLine("\(counted(created, "resource")) it made \(verb) deleted"))
    }
    if others > 0 {
      let verb = others == 1 ? "goes" : "go"
      lines.append(StyledLine("\(counted(others, "resource")) \(verb) back to before it"))
    }
    if report.decided.total > 0 {
      let verb = report.decided.total == 1 ? "goes" : "go"
      let decisions = counted(report.decided.total, "decision")
      lines.append(StyledLine("\(decisions) about notes \(verb) back to before it"))
    }
    var answers: [Confirmation.Answer] = []
    if report.conflictCount == 0, report.decided.later == 0 {
      answers.append(
        .init(key: "y", words: "undo it", task: .undo(job.id, later: .refuse))
      )
    } else {
      lines.append(StyledLine())
      if report.decided.later > 0 {
        let decided = counted(report.decided.later, "decision")
        lines.append(StyledLine("Later jobs changed \(decided) of it", .warning))
      }
      if report.conflictCount > 0 {
        let wrote = counted(report.conflictCount, "resource")
        lines.append(StyledLine("Later jobs wrote \(wrote) of it too:", .warning))
      }
      for change in report.conflicts {
        lines.append(
          StyledLine("  \(change.key)  v\(change.versions.upperBound), now v\(change.current)")
        )
      }
      answers.append(
        .init(key: "k", words: "undo, keep those", task: .undo(job.id, later: .keep))
      )
      answers.append(
        .init(key: "o", words: "undo those too", task: .undo(job.id, later: .overwrite))
      )
    }
    answers.append(.init(key: "n", words: "leave it", task: nil))
    popups.append(
      .confirm(Confirmation(title: "Undo job \(job.id)?", lines: lines, answers: answers))
    )
  }

  /// Says what was written, and reads everything again.
  mutating func receive(_ outcome: EditOutcome) {
    arePanesStale = true
    reload()
    log.forget("Reading the lake again")
    say(outcome.sentence)
  }
}
