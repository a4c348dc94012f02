// SPDX-License-Identifier: Apache-2.0

internal import Store
internal import Worklists

extension AppState {
  /// Which patients the list shows, and in which order.
  var patientOrder: PatientOrder {
    PatientOrder(
      filter: list.wholeFilter,
      sort: list.sort,
      isReversed: list.isReversed,
      members: triage.listMembers,
      marks: triage.table[triage.scope],
      looked: triage.table[.lake(triage.lake)],
      facts: triage.facts?.patients ?? [:],
      titles: triage.facts?.titles ?? [],
      isDeidentified: settings.isDeidentified,
      now: settings.ageMoment
    )
  }
}

/// Worklists, and what the user marked of patients.
struct TriageState: Sendable {
  /// The worklists, once they are read.
  var shelf: WorklistShelf?

  /// The worklist that is open.
  var list: Worklist?

  /// The patients on the worklist that is open, each with its place; `nil` while they are looked for
  /// and where a filter says who is on it.
  var members: [String: Int]?

  /// How many patients the worklists had when they were open last.
  var counts: [String: Int] = [:]

  /// The lake, as marks name it: a path that means one file wherever tarn is started.
  var lake = ""

  /// The worklist that was made last, until it has the focus of the list of worklists.
  var added: String?

  /// The last job of the lake that is known.
  var newestJob = 0

  /// What arrived in the record that is open since a key was typed last: whose it is, and the newest job.
  var arrived: (patient: String, job: Int)?

  /// What the file of marks said so far, with what is on its way to it.
  var table = MarkTable()

  /// Where the next marks of other programs begin.
  var end = 0

  /// What patients are sorted and counted by, once it is asked for.
  var facts: PatientFactTable?

  /// Whether it was asked for.
  var areFactsWanted = false

  /// How many patients are counted so far.
  var factsProgress = 0

  /// Marks that are not stored yet.
  var unsaved: [WorklistMark] = []

  /// Marks that are being stored.
  var saving: [WorklistMark] = []

  /// Whether others may have marked something since the marks were read.
  var isTouched = false

  /// Why the last marks could not be stored.
  var failure: String?

  /// What a worklist is made of whose name is being asked for.
  var draft: Worklist.Members?

  /// Where marks count now.
  var scope: WorklistMark.Scope { list.map { .list($0.name) } ?? .lake(lake) }

  /// Who may be in the patient list; `nil` for everyone.
  ///
  /// While the patients of a worklist are looked for, nobody is: the whole lake is not taken for it.
  var listMembers: [String: Int]? {
    switch list?.members {
    case nil, .filter: nil
    default: members ?? [:]
    }
  }

  /// Whether there is anything to say in a column of marks.
  var hasMarks: Bool { list != nil || !table[scope].isEmpty || !table[.lake(lake)].isEmpty }

  /// Whether there is anything to say in a column of notes.
  var hasNotes: Bool { table.hasNotes(in: scope) }

  /// What is marked of a patient: on the worklist, and in the lake whether it was looked at.
  func marks(of patient: String) -> PatientMarks {
    var marks = table[scope][patient] ?? PatientMarks()
    if list != nil {
      let looked = table[.lake(lake)][patient]
      marks.seenJob = looked?.seenJob
      marks.seenAt = looked?.seenAt
    }
    return marks
  }

  /// How many marks are not stored.
  var unsavedCount: Int { unsaved.count + saving.count }
}
