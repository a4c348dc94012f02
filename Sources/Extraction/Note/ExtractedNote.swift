// SPDX-License-Identifier: Apache-2.0

/// What was read from one note.
///
/// Offsets count Unicode code points of the note's text from 0; ends are exclusive.
public struct ExtractedNote: Sendable, Equatable {
  /// In the order of the text.
  public var entities: [Entity]
  /// Attributes that belong to no entity.
  public var unmappedAttributes: [Attribute]
  /// In order, without gaps between the first header and the end.
  public var sections: [NoteSection]
  /// How many code points the text has.
  public var characterCount: Int
  /// Lexicon, rules and weights that read it.
  public var modelVersion: String
}

/// A thing that a note names.
public struct Entity: Sendable, Equatable {
  /// Unique in the note, attributes included.
  public var id: Int
  /// The first code point.
  public var begin: Int
  /// One past the last code point.
  public var end: Int
  /// The words of the note.
  public var text: String
  /// What it is about.
  public var category: EntityCategory
  /// What kind it is.
  public var type: EntityType
  /// From 0 to 1: how often such a finding is right.
  public var score: Double
  /// What is said of it.
  public var traits: [Trait]
  /// Its details, in the order of the text.
  public var attributes: [Attribute]
  /// The best candidates of each system, best first, five at most of a system.
  public var concepts: [Concept]
  /// Where it stands and what found it.
  public var evidence: Evidence
  /// What a time, an age or a value means; `nil` where it could not be told.
  public var value: NormalizedValue?
  /// The doses of a medication one after the other, as in a taper; empty where there is one.
  public var steps: [DosageStep] = []

  /// Returns whether the entity has a trait.
  public func has(_ name: TraitName) -> Bool { traits.contains { $0.name == name } }
}

/// A part of the directions for a medication whose dose changes.
public struct DosageStep: Sendable, Equatable {
  /// The words of the note.
  public var span: TextSpan
  /// The ids of the entity's attributes that belong to it.
  public var attributes: [Int]
  /// Whether it comes after the step before it; else both are meant at once, as of a morning and an
  /// evening.
  public var follows: Bool
  /// Whether the medication is stopped.
  public var stops: Bool
}

/// A detail of an entity.
public struct Attribute: Sendable, Equatable {
  /// Unique in the note, entities included.
  public var id: Int
  /// The first code point.
  public var begin: Int
  /// One past the last code point.
  public var end: Int
  /// The words of the note.
  public var text: String
  /// What it is about.
  public var category: EntityCategory
  /// What kind it is.
  public var type: EntityType
  /// From 0 to 1.
  public var score: Double
  /// How it belongs to its entity.
  public var relationshipType: RelationshipType
  /// From 0 to 1: how sure the link is.
  public var relationshipScore: Double
  /// What is said of it.
  public var traits: [Trait]
  /// What it means as a FHIR value; `nil` where it could not be told.
  public var value: NormalizedValue?
}

/// A statement about an entity, with the reason for it.
public struct Trait: Sendable, Equatable {
  /// What is said.
  public var name: TraitName
  /// From 0 to 1.
  public var score: Double
  /// Why it is said.
  public var reason: Reason

  /// Why a trait was given.
  public struct Reason: Sendable, Equatable {
    /// The rule that fired, such as `cue:negation-before` or `section:family-history`.
    public var rule: String
    /// The words that made it fire; `nil` where the section or the lexicon did.
    public var cue: TextSpan?
    /// What the words reach over.
    public var scope: TextSpan?
  }
}

/// Words of a note.
public struct TextSpan: Sendable, Equatable {
  /// The first code point.
  public var begin: Int
  /// One past the last code point.
  public var end: Int
  /// The words of the note.
  public var text: String
}

/// A candidate code.
public struct Concept: Sendable, Equatable {
  /// The code system.
  public var system: CodeSystem
  /// The code.
  public var code: String
  /// The name of the code in the lexicon.
  public var description: String
  /// From 0 to 1.
  public var score: Double
}

/// Where an entity stands and what found it.
public struct Evidence: Sendable, Equatable {
  /// The section that it stands in.
  public var section: SectionKind
  /// The words of the header; empty above the first one.
  public var sectionTitle: String
  /// The rules and models that agree, such as `lexicon:medication` or `model:notes`.
  public var sources: [String]
  /// The probability that the sequence model gives; `nil` where it was not asked.
  public var marginal: Double?
  /// The preferred name of the lexicon's entry: what an abbreviation stands for.
  public var preferredName: String?
  /// The class of a medication.
  public var drugClass: String?
}

/// A part of a note under a header.
public struct NoteSection: Sendable, Equatable {
  /// What the section is about.
  public var kind: SectionKind
  /// The words of the header.
  public var title: String
  /// Where the header begins.
  public var begin: Int
  /// Where the text behind the header begins.
  public var bodyBegin: Int
  /// Where the next section begins, or the note ends.
  public var end: Int
  /// The labelled parts of it, in order, such as "HEENT" of an examination.
  public var labels: [NoteSection] = []
}
