// SPDX-License-Identifier: Apache-2.0

public import Extraction
import FHIR

/// Which entities are asked for: all that is said must hold.
public struct EntityQuery: Sendable, Equatable {
  /// Entities of notes of this patient, by logical id.
  public var patient: String?
  /// Entities of this note.
  public var note: ResourceKey?
  /// Words that the entity's words must hold, each, in any case.
  public var words: [String] = []
  /// Codes, with their system before a bar where it matters: `44054006`, `http://loinc.org|4548-4`.
  public var codes: [String] = []
  /// Types, any of them.
  public var types: [EntityType] = []
  /// Categories, any of them.
  public var categories: [EntityCategory] = []
  /// Traits that it must have, as read.
  public var traits: [TraitName] = []
  /// Traits that it must not have, as read.
  public var withoutTraits: [TraitName] = []
  /// The least score.
  public var minimumScore: Double?
  /// The greatest score.
  public var maximumScore: Double?
  /// What is decided, any of them; empty for all.
  public var decisions: [Verdict.Decision] = []
  /// Notes that are there twice, whose reports are left out.
  public var twins = NoteTwins()
  /// The run; `nil` for what is so now.
  public var run: Int64?

  /// Creates a query for everything.
  public init() {}

  /// Why a query cannot be read.
  public struct ParseError: Error, Equatable {
    /// The term that is wrong.
    public let term: String
    /// What is wrong with it, and what would be right.
    public let message: String
  }

  /// Reads a query as a person types it.
  ///
  /// `chest pain`, `text:cough`, `code:44054006`, `type:DX_NAME`, `category:MEDICATION`, `negated`,
  /// `family`, `past`, `hypothetical`, `future`, `uncertain`, `!negated`, `score>=0.8`, `score<0.5`,
  /// `unreviewed`, `accepted`, `rejected`, `patient:ID`, `note:DocumentReference/1`.
  ///
  /// - Parameter text: The query; quotes keep words together.
  /// - Throws: ``ParseError``.
  public init(parsing text: String) throws(ParseError) {
    self.init()
    for term in Self.terms(text) { try add(term) }
  }

  private static func terms(_ text: String) -> [String] {
    var terms: [String] = []
    var term = ""
    var isQuoted = false
    for character in text {
      if character == "\"" {
        isQuoted.toggle()
      } else if character.isWhitespace, !isQuoted {
        if !term.isEmpty { terms.append(term) }
        term = ""
      } else {
        term.append(character)
      }
    }
    if !term.isEmpty { terms.append(term) }
    return terms
  }

  /// The words for traits.
  public static let traitWords: [(word: String, trait: TraitName)] = [
    ("negated", .negation), ("family", .pertainsToFamily), ("past", .pastHistory),
    ("hypothetical", .hypothetical), ("future", .future), ("uncertain", .uncertain),
    ("conditional", .conditional), ("sign", .sign), ("symptom", .symptom),
    ("diagnosis", .diagnosis),
  ]

  private mutating func add(_ term: String) throws(ParseError) {
    let isNot = term.hasPrefix("!")
    let word = String(isNot ? term.dropFirst() : term[...]).lowercased()
    if let trait = Self.traitWords.first(where: { $0.word == word })?.trait {
      if isNot { withoutTraits.append(trait) } else { traits.append(trait) }
      return
    }
    if let decision = Verdict.Decision(rawValue: word), !isNot {
      decisions.append(decision)
      return
    }
    if word.hasPrefix("score") {
      try addScore(word, term)
      return
    }
    let parts = term.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      words.append(term)
      return
    }
    switch parts[0].lowercased() {
    case "text": words.append(parts[1])
    case "code": codes.append(parts[1])
    case "patient": patient = parts[1].replacing("Patient/", with: "")
    case "note":
      guard let key = ResourceKey(reference: parts[1]) else {
        throw ParseError(term: term, message: "A note is named as DocumentReference/1")
      }
      note = key
    case "type":
      guard let type = EntityType(rawValue: parts[1].uppercased()) else {
        let known = EntityType.allCases.prefix(8).map(\.rawValue).joined(separator: ", ")
        throw ParseError(term: term, message: "There is no such type; \(known) are some")
      }
      types.append(type)
    case "category":
      guard let category = EntityCategory(rawValue: parts[1].uppercased()) else {
        let known = EntityCategory.allCases.map(\.rawValue).joined(separator: ", ")
        throw ParseError(term: term, message: "The categories are \(known)")
      }
      categories.append(category)
    default: words.append(term)
    }
  }

  private mutating func addScore(_ word: String, _ term: String) throws(ParseError) {
    let rest = word.dropFirst("score".count)
    let number = rest.drop { "<>=:".contains($0) }
    guard let value = Double(number), (0...1).contains(value),
      [">", ">=", "<", "<=", ":"].contains(String(rest.prefix(rest.count - number.count)))
    else {
      throw ParseError(term: term, message: "A score is compared as score>=0.8 or score<0.5")
    }
    if rest.hasPrefix("<") { maximumScore = value } else { minimumScore = value }
  }
}

extension ResourceKey {
  /// Reads `Type/id`; `nil` for anything else.
  init?(reference: String) {
    let parts = reference.split(separator: "/")
    guard parts.count == 2, let type = ResourceType(name: String(parts[0])) else { return nil }
    self.init(type: type, id: String(parts[1]))
  }
}
