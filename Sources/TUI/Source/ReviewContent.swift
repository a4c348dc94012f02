// SPDX-License-Identifier: Apache-2.0

public import Extraction
public import Store

/// A note whose entities wait for a reviewer.
public struct ReviewNote: Sendable, Equatable {
  /// The resource that carries it.
  public var key: ResourceKey
  /// The patient; `nil` where it is of no one.
  public var patientID: String?
  /// The patient's name.
  public var patientName: String
  /// How many entities are not judged.
  public var unreviewed: Int
  /// How many there are.
  public var total: Int

  /// Creates a note.
  public init(
    key: ResourceKey,
    patientID: String?,
    patientName: String,
    unreviewed: Int,
    total: Int
  ) {
    self.key = key
    self.patientID = patientID
    self.patientName = patientName
    self.unreviewed = unreviewed
    self.total = total
  }
}

/// A note with everything that was read from it.
public struct ReviewContent: Sendable, Equatable {
  /// The resource that carries it.
  public var key: ResourceKey
  /// The version that was read.
  public var version: Int
  /// The newest version; another one where the note was changed and not read again.
  public var newestVersion: Int
  /// The number of the run.
  public var run: Int
  /// What read it.
  public var engine: String
  /// The words; offsets count their code points.
  public var text: String
  /// The entities, in the order of the text.
  public var entities: [ReviewEntity]

  /// Creates the content of a note.
  public init(
    key: ResourceKey,
    version: Int,
    newestVersion: Int,
    run: Int,
    engine: String,
    text: String,
    entities: [ReviewEntity]
  ) {
    self.key = key
    self.version = version
    self.newestVersion = newestVersion
    self.run = run
    self.engine = engine
    self.text = text
    self.entities = entities
  }
}

/// An entity as the engine read it, with what is decided.
public struct ReviewEntity: Sendable, Equatable {
  /// As the lake keeps it.
  public var stored: StoredEntity
  /// As the engine gave it, with its reasons.
  public var read: Entity
  /// The newest verdict; `nil` where it was never judged.
  public var verdict: Verdict?

  /// Creates an entity.
  public init(stored: StoredEntity, read: Entity) {
    self.stored = stored
    self.read = read
    verdict = stored.verdict
  }

  /// Whether it marks words of a note: it can be judged, and was not found wrong.
  var isMark: Bool { stored.isReviewable && decision != .rejected }

  /// What its event on the timeline is called.
  var mentionTitle: String { MentionTitle.title(of: stored) }

  /// What is decided.
  var decision: Verdict.Decision { verdict?.decision ?? .unreviewed }

  /// What is said of it, after corrections.
  var traits: [TraitName] { verdict?.correction.traits ?? stored.traits }

  /// What kind it is, after corrections.
  var type: EntityType { verdict?.correction.type ?? stored.settledType }

  /// Its code points in the note, after corrections.
  var range: Range<Int> { verdict?.correction.span ?? stored.begin..<stored.end }

  /// The code, after corrections.
  var concept: EntityCode? { verdict?.correction.concept ?? stored.concept }
}

/// A decision of the reader that is to be stored.
public struct ReviewDecision: Sendable, Equatable {
  /// What it is about.
  public var entity: StoredEntity
  /// What is decided.
  public var decision: Verdict.Decision
  /// What is said otherwise than was read.
  public var correction: Verdict.Correction

  /// Creates a decision.
  public init(
    entity: StoredEntity,
    decision: Verdict.Decision,
    correction: Verdict.Correction = Verdict.Correction()
  ) {
    self.entity = entity
    self.decision = decision
    self.correction = correction
  }
}

extension LakeSource {
  /// Finds no codes: a source without a lexicon.
  public func findCodes(_ words: String, limit: Int) throws -> [Concept] { [] }

  /// Returns no notes: a source without entities.
  public func readReviewQueue(
    ofPatient id: String?,
    cancellation: Cancellation
  ) throws -> [ReviewNote] { [] }

  /// Returns nothing: a source without entities.
  public func readReview(
    of key: ResourceKey,
    cancellation: Cancellation
  ) throws -> ReviewContent? { nil }

  /// Returns nothing: a source without entities.
  public func readEntities(
    ofNote key: ResourceKey,
    cancellation: Cancellation
  ) throws -> [ReviewEntity] { [] }

  /// Returns nothing: a source without entities.
  public func readReconciliation(
    ofPatient id: String,
    cancellation: Cancellation
  ) throws -> [Reconciliation.Item] { [] }
}

extension LakeEditing {
  /// Stores nothing: an editor without entities.
  public func review(_ decisions: [ReviewDecision]) throws -> Int? { nil }
}
