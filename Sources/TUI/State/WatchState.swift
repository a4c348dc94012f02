// SPDX-License-Identifier: Apache-2.0

internal import Store

/// What other processes did to the lake since it was read.
struct WatchState: Sendable {
  /// The newest jobs when the lake was looked at last, newest first; `nil` before the first look.
  var known: [JobSummary]?

  /// Whether something may have been written since.
  var isTouched = false

  /// Whether it was touched while the lake was being read, so that what was read may be older.
  var isTouchedWhileReading = false

  /// Whether what is shown is older than the lake.
  var isStale = false

  /// Whether the patient list alone is older, which is read again when it is shown.
  var isListStale = false

  /// Whether entities that are open are older, which are read again when nothing is being decided.
  var isReviewStale = false

  /// The jobs of this session, which nobody needs to be told of.
  var own: Set<Int> = []

  /// The jobs that decisions of this browser belong to.
  ///
  /// Another process of the same person may add to
  /// them, so that they are read again; they are not announced to who made them.
  var judged: Set<Int> = []

  /// The job that the reader was told of last.
  var announced: Int?

  /// What lies where the file was; `nil` where it is the file that was opened.
  var misplaced: LakeWatcher.Change?

  /// When the lake may be looked at next, on the clock of inputs.
  var nextLook: Int64 = 0

  /// When what is shown may be read again next.
  var nextReading: Int64 = 0

  /// When the reading that is under way was begun.
  var readingSince: Int64?

  /// The least time between two looks or two readings, in milliseconds.
  static let pause: Int64 = 1000

  /// How many jobs are compared.
  static let jobLimit = 8
}
