// SPDX-License-Identifier: Apache-2.0

internal import Extraction
internal import Store

/// The judging of entities: the queue of notes, the note that is open, and what was decided.
struct ReviewState: Sendable {
  /// The patient whose notes are gone through; `nil` for all patients.
  var patient: String?

  /// The notes, once they are read.
  var queue: [ReviewNote]?

  /// The note that is open, as a place in the queue.
  var place = 0

  /// The open note, once it is read.
  var content: ReviewContent?

  /// The entity that has the focus, as a place in the entities of the note.
  var focus: Int?

  /// The least score of what is listed.
  var minimumScore = 0.0

  /// The entity that keeps the focus while queue and note are read again.
  var kept: Int64?

  /// The entity that is to have the focus in the note that is opened first.
  var wanted: Int64?

  /// Whether the queue is being read again.
  var isReadAgain = false

  /// Whether a note that is opened next is left for the first undecided entity, or for the last.
  var arrivesAtEnd = false

  /// What was decided in this session, the newest last.
  var trail: [Step] = []

  /// What was taken back, the last to be done again last.
  var undone: [Step] = []

  /// What is not stored yet.
  var unsaved: [ReviewDecision] = []

  /// What is being stored.
  var saving: [ReviewDecision] = []

  /// The codes that were looked for, of the entity that they were looked for.
  var found: FoundCodes?

  /// Why the last decisions could not be stored.
  var failure: String?

  /// The first line of the note on the screen, as far as the reader scrolled.
  var top = 0

  /// Codes that were found by words.
  struct FoundCodes: Sendable, Equatable {
    /// The key of the entity.
    var entity: Int64
    var words: String
    var concepts: [Concept]
  }

  /// The number of the code that its digit was typed for once: the same digit again takes it.
  var offered: Int?

  /// What may be taken instead of the code of the entity that has the focus, by its number.
  var alternatives: [Concept] {
    guard let focused else { return [] }
    if let found, found.entity == focused.stored.key { return found.concepts }
    return focused.read.concepts
  }

  /// A decision with what was so before.
  struct Step: Sendable, Equatable {
    var note: ResourceKey
    var number: Int
    var text: String
    var before: Verdict?
    var after: Verdict
    var stored: StoredEntity
    /// The key that made it: a, x, 1, g n.
    var key: String
    /// The number of the step that it is a part of; `nil` for a step of its own.
    var batch: Int?
  }

  /// The note that is open.
  var note: ReviewNote? { queue?[safe: place] }

  /// The places of the entities that are listed.
  var listed: [Int] {
    guard let content else { return [] }
    return content.entities.indices.filter { isListed(content.entities[$0]) }
  }

  private func isListed(_ entity: ReviewEntity) -> Bool {
    entity.stored.isReviewable && entity.stored.score >= minimumScore
  }

  /// How many entities the least score hides.
  var hiddenCount: Int {
    (content?.entities ?? []).count {
      $0.stored.isReviewable && $0.stored.score < minimumScore
    }
  }

  /// The entity that has the focus.
  var focused: ReviewEntity? { focus.flatMap { content?.entities[safe: $0] } }

  /// How many listed entities of the open note wait for a decision.
  var waiting: Int {
    listed.count { content?.entities[$0].decision == .unreviewed }
  }

  /// How many entities of all notes wait for a decision.
  var waitingInQueue: Int { (queue ?? []).reduce(0) { $0 + $1.unreviewed } }

  /// The next listed entity without a decision, going forward or back; `nil` where there is none.
  func undecided(from place: Int?, forward: Bool) -> Int? {
    guard let content else { return nil }
    let waiting = listed.filter { content.entities[$0].decision == .unreviewed }
    guard let place else { return forward ? waiting.first : waiting.last }
    return forward ? waiting.first { $0 > place } : waiting.last { $0 < place }
  }
}
