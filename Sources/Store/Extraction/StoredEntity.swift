// SPDX-License-Identifier: Apache-2.0

public import Extraction

/// An entity of a note as the lake keeps it, with what was decided about it.
public struct StoredEntity: Sendable, Equatable {
  /// The key that its verdicts are filed under.
  public let key: Int64
  /// The resource that carries the note.
  public let note: ResourceKey
  /// The version that was read.
  public let version: Int
  /// The run that read it: the number of its job.
  public let run: Int64
  /// The logical id of the patient; `nil` where the note is of no one.
  public let patient: String?
  /// Its place in the note's entities.
  public let ordinal: Int
  /// The words of the note.
  public let text: String
  /// What it is about.
  public let category: EntityCategory
  /// What kind it is.
  public let type: EntityType
  /// What is said of it, as it was read.
  public let traits: [TraitName]
  /// From 0 to 1: how often such a finding is right.
  public let score: Double
  /// The best candidate code, as it was read.
  public let concept: EntityCode?
  /// The first code point.
  public let begin: Int
  /// One past the last code point.
  public let end: Int
  /// The newest verdict; `nil` where it was never judged.
  public let verdict: Verdict?

  /// What is decided: unreviewed where nothing is.
  public var decision: Verdict.Decision { verdict?.decision ?? .unreviewed }

  /// What is said of it, after corrections.
  public var settledTraits: [TraitName] { verdict?.correction.traits ?? traits }

  /// What kind it is, after corrections.
  public var settledType: EntityType { verdict?.correction.type ?? type }

  /// The code, after corrections.
  public var settledConcept: EntityCode? { verdict?.correction.concept ?? concept }

  /// The types that a reviewer is asked about; the others are details.
  public static let reviewable: [EntityType] = [
    .condition, .genericName, .brandName, .testName, .procedureName, .treatmentName, .allergies,
    .tobaccoUse, .alcoholConsumption, .recreationalDrugUse,
  ]

  /// Whether a reviewer is asked about it.
  public var isReviewable: Bool { Self.reviewable.contains(type) }
}

/// A code with its system and name.
public struct EntityCode: Sendable, Equatable {
  /// The URI of the code system.
  public let system: String
  /// The code.
  public let code: String
  /// Its name.
  public let title: String

  /// Creates a code.
  public init(system: String, code: String, title: String) {
    self.system = system
    self.code = code
    self.title = title
  }
}

/// A person's decision about words of a note.
public struct Verdict: Sendable, Equatable {
  /// What is decided.
  public enum Decision: String, Sendable, CaseIterable {
    /// Nothing: an earlier decision is taken back.
    case unreviewed
    /// It is so.
    case accepted
    /// It is not so, or of no use.
    case rejected
    /// It is so, with another code.
    case recoded
    /// It is so, with another assertion, type or span.
    case corrected

    /// Whether the entity may become a resource.
    public var isAccepted: Bool { self == .accepted || self == .recoded || self == .corrected }
  }

  /// What a person says otherwise than the reader; `nil` where the reader is right.
  public struct Correction: Sendable, Equatable {
    /// All that is said of it.
    public var traits: [TraitName]?
    /// What kind it is.
    public var type: EntityType?
    /// Its code.
    public var concept: EntityCode?
    /// Its first code point and the one past its last, in the version that was judged.
    public var span: Range<Int>?
    /// Where the judged words began in that version; `nil` where it is not known.
    ///
    /// In another version the span lies as far from them.
    public var spanOrigin: Int?

    /// Creates a correction that says nothing.
    public init() {}

    /// Whether it says nothing.
    public var isEmpty: Bool { traits == nil && type == nil && concept == nil && span == nil }

    /// Returns the correction for the same words where they begin elsewhere.
    func moved(to begin: Int) -> Correction {
      var moved = self
      moved.spanOrigin = nil
      if let span, let spanOrigin {
        let first = max(0, span.lowerBound + begin - spanOrigin)
        moved.span = first..<first + span.count
      }
      return moved
    }
  }

  /// The order in which verdicts were given; 0 for one that is not stored.
  public var id: Int64 = 0
  /// What it is about.
  public var key: Int64
  /// What is decided.
  public var decision: Decision
  /// What is said otherwise.
  public var correction: Correction
  /// Who decided.
  public var author: String
  /// When, in milliseconds since 1970 UTC.
  public var recordedAt: Int64

  /// Creates a verdict.
  ///
  /// - Parameters:
  ///   - key: What it is about.
  ///   - decision: What is decided.
  ///   - correction: What is said otherwise.
  ///   - author: Who decides.
  ///   - recordedAt: When, in milliseconds since 1970 UTC.
  public init(
    key: Int64,
    decision: Decision,
    correction: Correction = Correction(),
    author: String,
    recordedAt: Int64
  ) {
    self.key = key
    self.decision = decision
    self.correction = correction
    self.author = author
    self.recordedAt = recordedAt
  }
}
