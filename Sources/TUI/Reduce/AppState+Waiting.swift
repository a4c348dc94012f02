// SPDX-License-Identifier: Apache-2.0

internal import Store

extension AppState {
  /// Goes to the next note or patient that waits for a reviewer, or to the one before.
  mutating func goToWaiting(forward: Bool) {
    guard panes.isEmpty else { return }
    if screen == .patients { return goToWaitingPatient(forward: forward) }
    guard let chart else { return }
    self.chart?.wantsUnreviewed = forward
    start(.follow, .readReviewQueue(patient: chart.patient.id))
  }

  private mutating func goToWaitingPatient(forward: Bool) {
    guard let facts = triage.facts?.patients else {
      list.wantsFacts = true
      triage.areFactsWanted = triage.areFactsWanted && jobs.isRunning(.facts)
      return say("Counting what waits; the same key again goes there")
    }
    let at = list.cursor.index
    let rows =
      forward
      ? Array(list.rows.indices.dropFirst(at + 1)) : list.rows.indices.prefix(at).reversed()
    let found = rows.first { row in
      (facts[list.table[Int(list.rows[row])].id]?.unreviewed ?? 0) > 0
    }
    guard let found else {
      return say("Nobody \(forward ? "below" : "above") has entities that wait")
    }
    movePatient(to: found)
  }

  /// Goes to the note that waits next to the cursor.
  mutating func receive(waiting queue: [ReviewNote]) {
    guard let chart, let loaded = chart.chart, let forward = chart.wantsUnreviewed else { return }
    self.chart?.wantsUnreviewed = nil
    var counts: [Int: Int] = [:]
    for note in queue where note.unreviewed > 0 {
      if let index = loaded.index(of: note.key) { counts[index] = note.unreviewed }
    }
    guard !counts.isEmpty else { return say("No entity of this patient waits for a reviewer") }
    let here = chart.selected ?? loaded.firstIndex(from: chart.time.cursor) - (forward ? 1 : 0)
    let order = counts.keys.sorted()
    let next = forward ? order.first { $0 > here } : order.last { $0 < here }
    guard let next, let count = counts[next] else {
      return say(
        "No \(forward ? "later" : "earlier") note waits; \(counted(counts.count, "note")) of this patient"
      )
    }
    self.chart?.rememberPlace()
    if chart.view != .timeline { self.chart?.show(.timeline) }
    moveToEvent(next)
    say("\(counted(count, "entity", plural: "entities")) of this note wait; 6 reviews them")
  }
}
