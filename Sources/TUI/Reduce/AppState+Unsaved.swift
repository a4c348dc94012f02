// SPDX-License-Identifier: Apache-2.0

/// Decisions and marks that are not stored yet: they are tried again, and are not left behind.
extension AppState {
  /// How many decisions about entities are not in the lake yet.
  var unsavedDecisions: Int { (review?.unsaved.count ?? 0) + (review?.saving.count ?? 0) }

  /// Whether something that the reader did is in no file yet.
  var isUnsaved: Bool {
    unsavedDecisions > 0 || triage.unsavedCount > 0 || jobs.isRunning(.write)
  }

  /// When storing is tried again.
  var retryDeadline: Int64? { unsaved.retry }

  /// What the status line says of what could not be stored.
  var unsavedWords: [String] {
    var words: [String] = []
    if triage.failure != nil {
      words.append("\(counted(triage.unsavedCount, "mark")) NOT SAVED")
    }
    if review?.failure != nil {
      words.append("\(counted(unsavedDecisions, "decision")) NOT SAVED")
    }
    return words
  }

  /// Notes that storing failed, so that it is tried again.
  mutating func retryLater() { unsaved.retry = clock + UnsavedState.delay }

  /// Leaves the browser, when all that was decided is stored; asked again, at once.
  mutating func leave() {
    guard isUnsaved, !unsaved.isLeaving else {
      unsaved.isGivenUp = true
      isRunning = false
      return
    }
    unsaved.isLeaving = true
    say(
      UserMessage(
        .warning,
        "What you decided is not stored yet; tarn ends when it is",
        why: review?.failure ?? triage.failure,
        advice: "Q again ends without it, any other key goes on"
      )
    )
  }

  /// Tries again what could not be stored, and leaves when nothing is left of it.
  mutating func settleUnsaved() {
    if unsaved.isLeaving, !isUnsaved { isRunning = false }
    guard let retry = unsaved.retry, clock >= retry else { return }
    unsaved.retry = nil
    if triage.failure != nil { saveMarks() }
    if review?.failure != nil { saveDecisions() }
  }
}
