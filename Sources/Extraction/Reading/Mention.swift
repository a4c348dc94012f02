// SPDX-License-Identifier: Apache-2.0

/// An entity while a note is being read, in tokens.
struct Mention {
  var start: Int
  var end: Int
  var category: EntityCategory
  var type: EntityType
  var score: Float
  var marginal: Float?
  /// The entry of the lexicon, -1 where there is none.
  var entry: Int32 = -1
  /// The code of the spelling, where it has one of its own.
  var snomed = ""
  var sources: [String]
  var traits: [TraitMark] = []
  var attributes: [Piece] = []
  var value: NormalizedValue?
  /// The code points that the caller gave, which need not be whole tokens.
  var given: Range<Int>?

  var range: Range<Int> { start..<end }

  func overlaps(_ other: Range<Int>) -> Bool { start < other.upperBound && other.lowerBound < end }
}

/// A detail that looks for its entity, or has found it.
struct Piece {
  var start: Int
  var end: Int
  var type: EntityType
  var score: Float
  var value: NormalizedValue?
  var source: String
  var relationship: RelationshipType = .dosage
  var relationshipScore: Float = 0.5
  var category: EntityCategory = .medication
  var isLinked = false
  /// Whether it is of something else than the medications beside it, whatever a model makes of it.
  var isOfOther = false

  var range: Range<Int> { start..<end }
}

/// A trait with its reason, in tokens.
struct TraitMark {
  var name: TraitName
  var score: Float
  var rule: String
  var cue: Range<Int>?
  var scope: Range<Int>?
}

/// What all steps of reading a note share.
struct Reading {
  let note: TokenizedNote
  let noteDate: CalendarDate?
  let sections: [TokenSection]
  /// The section of each token, -1 above the first.
  let sectionOf: [Int32]
  /// The sentence of each token.
  let sentenceOf: [Int32]
  /// Tokens that are no words of the note: semantic tags such as "(disorder)".
  let masked: [Bool]
  /// The columns of its lines.
  let columns: TextColumns
  /// Whether it reads like a case report: prose for readers of journals, where the model knows what
  /// is named and what is not, and the lexicon does not.
  var isNarrative = false
  /// Whether it reads like an abstract of the literature.
  var isLiterature = false
  /// Whether the mentions are given, and are only to be typed.
  var isGiven = false
  var mentions: [Mention] = []
  var pieces: [Piece] = []
  /// What was suffered from allergens.
  var reactions: [ReactionFinder.Reaction] = []

  init(note: TokenizedNote, noteDate: CalendarDate?) {
    self.note = note
    self.noteDate = noteDate
    sections = SectionFinder.sections(of: note)
    var places = [Int32](repeating: -1, count: note.tokens.count)
    for (index, section) in sections.enumerated() {
      for token in section.header.lowerBound..<section.end { places[token] = Int32(index) }
      for turned in SectionTurns(note: note).turned(section) {
        for token in turned { places[token] = -1 }
      }
    }
    sectionOf = places
    var sentences = [Int32](repeating: 0, count: note.tokens.count)
    for (index, sentence) in note.sentences.enumerated() {
      for token in sentence { sentences[token] = Int32(index) }
    }
    sentenceOf = sentences
    masked = SemanticTags.mask(note)
    columns = TextColumns(note: note)
  }

  /// Puts mentions in the place of those that share a token with any of them.
  mutating func replaceMentions(with found: [Mention]) {
    guard !found.isEmpty else { return }
    var taken = TokenMask(of: note)
    for mention in found { taken.insert(mention.range) }
    mentions.removeAll { taken.touches($0.range) }
    mentions += found
    mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  func section(at token: Int) -> TokenSection? {
    let index = sectionOf[token]
    return index < 0 ? nil : sections[Int(index)]
  }

  func kind(at token: Int) -> SectionKind { section(at: token)?.kind ?? .none }

  func sentence(at token: Int) -> Range<Int> { note.sentences[Int(sentenceOf[token])] }

  func isHeader(_ token: Int) -> Bool { section(at: token)?.header.contains(token) ?? false }

  /// Whether two tokens stand in one line.
  func isSameLine(_ first: Int, _ second: Int) -> Bool {
    guard first < second else { return true }
    return !(first + 1...second).contains { note.tokens[$0].flags.contains(.lineStart) }
  }
}

/// The semantic tags that terminologies put behind their names.
enum SemanticTags {
  private static let words: Set<UInt32> = Hash.words(
    """
    disorder finding procedure situation substance product regime therapy observable entity person \
    body structure morphologic abnormality event organism physical object qualifier value \
    navigational concept context dependent category social medicinal occupation life style \
    environment specimen
    """
  )
  private static let lone: Set<UInt32> = Set(
    [
      "disorder", "finding", "procedure", "situation", "substance", "product", "event", "person",
      "organism", "occupation", "specimen", "structure", "entity", "object", "therapy",
      "abnormality", "concept", "value", "category", "environment", "style",
    ].map { Hash.word($0.utf8) }
  )

  static func mask(_ note: TokenizedNote) -> [Bool] {
    var result = [Bool](repeating: false, count: note.tokens.count)
    for open in note.tokens.indices where note.isSymbol(open, 0x28) {
      var at = open + 1
      var last: UInt32 = 0
      while at < note.tokens.count, at < open + 7 {
        let token = note.tokens[at]
        if token.kind == .symbol, note.byte(at) == 0x2F {
          at += 1
          continue
        }
        guard words.contains(token.hash) else { break }
        last = token.hash
        at += 1
      }
      if at > open + 1, lone.contains(last), note.isSymbol(at, 0x29) {
        for token in open...at { result[token] = true }
      }
    }
    return result
  }
}
