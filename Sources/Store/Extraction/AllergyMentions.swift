// SPDX-License-Identifier: Apache-2.0

import Extraction
import Search

/// What a note says of a patient's allergies: what is named, and what is denied.
///
/// The reader of notes finds drugs; food and what is in the air is looked for here, by a table of
/// names, under the header of allergies and beside the words that say so. What is of the family,
/// supposed or asked is left out.
struct AllergyMentions {
  /// Words of the note about one allergen, or about all of a kind.
  struct Statement: Sendable {
    var range: Range<Int>
    /// The forms of its names; empty where allergies as such are denied.
    var forms: Set<String> = []
    var codes: [String] = []
    var isDenied = false
    /// What is denied as such; empty for one allergen.
    var denied: Set<AllergenName.Kind> = []
    var entity: StoredEntity?
    var name = ""
  }

  private struct Word {
    let range: Range<Int>
    let text: String
    /// Changes at every full stop, semicolon and end of line.
    let clause: Int
    let line: Int
    /// What stands before it, without blanks: "(", ":".
    let before: String
  }

  private let scalars: [Unicode.Scalar]
  private let words: [Word]
  /// The words in the singular.
  private let forms: [String]
  private let sections: [NoteSection]

  /// The section that each word is in, the innermost, as a place in ``sections``; -1 for none.
  private let places: [Int]

  init(_ text: String, sections: [NoteSection]) {
    scalars = Array(text.unicodeScalars)
    words = Self.words(of: scalars)
    forms = words.map { AllergenName.singular($0.text) }
    self.sections = sections.flatMap { [$0] + $0.labels }
    var places = Array(repeating: -1, count: words.count)
    for (number, section) in self.sections.enumerated() {
      var at = Self.firstWord(of: words, from: section.begin)
      while at < words.count, words[at].range.lowerBound < section.end {
        places[at] = number
        at += 1
      }
    }
    self.places = places
  }

  /// The first word that begins at or behind a code point.
  private static func firstWord(of words: [Word], from place: Int) -> Int {
    var low = 0
    var high = words.count
    while low < high {
      let middle = (low + high) / 2
      if words[middle].range.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func words(of scalars: [Unicode.Scalar]) -> [Word] {
    var words: [Word] = []
    var clause = 0
    var line = 0
    var before = ""
    var at = 0
    while at < scalars.count {
      let scalar = scalars[at]
      guard scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) else {
        switch scalar {
        case "\n", "\r":
          line += scalar == "\n" ? 1 : 0
          clause += 1
        case ".", ";", "!", "?": clause += 1
        default: break
        }
        if !scalar.properties.isWhitespace { before.unicodeScalars.append(scalar) }
        at += 1
        continue
      }
      let start = at
      while at < scalars.count,
        scalars[at].properties.isAlphabetic || ("0"..."9").contains(scalars[at])
      {
        at += 1
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<at])
      let text = TextFolding.fold(String(view))
      words.append(
        Word(range: start..<at, text: text, clause: clause, line: line, before: before)
      )
      before = ""
    }
    return words
  }

  /// What the note says: what was read in it, after verdicts, and what is found beside it.
  func statements(_ entities: [(stored: StoredEntity, read: Entity)]) -> [Statement] {
    var result = entities.compactMap { statement($0.stored, $0.read) }
    var taken = Array(repeating: false, count: words.count)
    func take(_ range: Range<Int>) -> Bool {
      var isFree = true
      var at = Self.firstWord(of: words, from: range.lowerBound)
      while at < words.count, words[at].range.lowerBound < range.upperBound {
        isFree = isFree && !taken[at]
        taken[at] = true
        at += 1
      }
      return isFree
    }
    for entity in entities { _ = take(entity.stored.begin..<entity.stored.end) }
    for found in denials() + named() where take(found.range) { result.append(found) }
    return result
  }

  /// The words of a statement as they stand in the note.
  func text(of range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
    return String(view)
  }

  // MARK: - What was read

  private static let silent: Set<TraitName> = [
    .pertainsToFamily, .hypothetical, .conditional, .future, .uncertain,
  ]

  private func statement(_ stored: StoredEntity, _ read: Entity) -> Statement? {
    guard stored.settledType == .allergies, stored.decision != .rejected,
      Self.silent.isDisjoint(with: stored.settledTraits)
    else { return nil }
    let range = stored.begin..<stored.end
    // Who judged it knows better than a word beside it.
    let isJudged = stored.decision.isAccepted
    if !isJudged, let word = firstWord(in: range), isOfOthers(word) { return nil }
    let isDenied = stored.settledTraits.contains(.negation)
    let said = Set(TextFolding.fold(stored.text).split { !$0.isLetter }.map(String.init))
    if isDenied, Self.isNone(said) {
      return Statement(range: range, isDenied: true, denied: Self.kinds(said), entity: stored)
    }
    // The lexicon has food and what is in the air in one row, which has one name and one code.
    let isKnown = AllergenName.form(stored.text).flatMap(AllergenName.kind) != nil
    let isNamed = !isKnown && read.evidence.drugClass != "allergen"
    let preferred = isNamed ? read.evidence.preferredName : nil
    var codes =
      read.evidence.drugClass == "allergen"
      ? [] : read.concepts.filter { $0.score >= 0.5 }.map { "\($0.system.rawValue)|\($0.code)" }
    if stored.verdict?.correction.concept != nil, let code = stored.settledConcept {
      codes.append("\(code.system)|\(code.code)")
    }
    return Statement(
      range: range,
      forms: Set([stored.text, preferred ?? ""].compactMap(AllergenName.form)),
      codes: codes,
      isDenied: isDenied,
      entity: stored,
      name: preferred ?? stored.text
    )
  }

  /// Whether words deny allergies as such: "NKDA", "No known drug allergies".
  private static func isNone(_ said: Set<String>) -> Bool {
    if !said.isDisjoint(with: ["nkda", "nka", "nkfa", "nkma"]) { return true }
    return said.contains("no") && said.contains { $0.hasPrefix("allerg") }
  }

  /// What kinds a denial is about.
  private static func kinds(_ said: Set<String>) -> Set<AllergenName.Kind> {
    var kinds: Set<AllergenName.Kind> = []
    if !said.isDisjoint(with: ["nkda", "nkma", "drug", "drugs", "medication", "medications"]) {
      kinds.insert(.drug)
    }
    if !said.isDisjoint(with: ["food", "foods", "nkfa"]) { kinds.insert(.food) }
    if !said.isDisjoint(with: ["environmental", "seasonal"]) { kinds.insert(.environment) }
    return kinds.isEmpty ? [.drug, .food, .environment] : kinds
  }

  // MARK: - Denials

  private static let between: Set<String> = [
    "any", "known", "drug", "drugs", "medication", "medications", "medicine", "food", "foods",
    "environmental", "seasonal", "or", "and", "having", "other", "new", "latex", "history", "of",
    "further", "additional",
  ]

  /// "denies allergies", "no food or drug allergies", "Allergies: none".
  private func denials() -> [Statement] {
    var result: [Statement] = []
    for index in words.indices {
      let word = words[index]
      if ["no", "denies", "denied", "without"].contains(word.text) {
        var at = index + 1
        while at < words.count, at < index + 8, words[at].clause == word.clause,
          Self.between.contains(words[at].text)
        {
          at += 1
        }
        guard at < words.count, words[at].clause == word.clause,
          ["allergies", "allergy"].contains(words[at].text), !isOfOthers(index)
        else { continue }
        let said = Set(words[index...at].map(\.text))
        // "No other allergies" denies nothing that was said; "no allergy to latex" is about latex.
        guard said.isDisjoint(with: ["other", "new", "latex", "further", "additional"]),
          at + 1 >= words.count || words[at + 1].text != "to"
        else { continue }
        result.append(
          Statement(
            range: word.range.lowerBound..<words[at].range.upperBound,
            isDenied: true,
            denied: Self.kinds(said)
          )
        )
      } else if ["none", "nil"].contains(word.text), let section = allergySection(at: index),
        index == 0 || words[index - 1].range.upperBound <= section.bodyBegin,
        !section.title.isEmpty
      {
        result.append(
          Statement(
            range: denialStart(section, word)..<word.range.upperBound,
            isDenied: true,
            denied: Self.kinds(
              Set(TextFolding.fold(section.title).split { !$0.isLetter }.map(String.init))
            )
          )
        )
      }
    }
    return result
  }

  /// Where "Allergies: none" begins: with the header, where that is on the line.
  private func denialStart(_ section: NoteSection, _ word: Word) -> Int {
    let header = Self.firstWord(of: words, from: section.begin)
    guard header < words.count, words[header].line == word.line else {
      return word.range.lowerBound
    }
    return words[header].range.lowerBound
  }

  // MARK: - What is named

  private func named() -> [Statement] {
    var result: [Statement] = []
    var at = 0
    while at < words.count {
      guard let found = AllergenName.longestName(in: forms[at...]),
        words[at].line == words[at + found.count - 1].line
      else {
        at += 1
        continue
      }
      let range = at..<at + found.count
      at = range.upperBound
      guard isAllergen(range), !isOfOthers(range.lowerBound), !isSupposed(range.lowerBound) else {
        continue
      }
      let span = words[range.lowerBound].range.lowerBound..<words[at - 1].range.upperBound
      result.append(
        Statement(
          range: span,
          forms: [found.name],
          isDenied: isDenied(range),
          name: text(of: span)
        )
      )
    }
    return result
  }

  private static let cues: Set<String> = [
    "allergy", "allergies", "allergic", "anaphylaxis", "anaphylactic", "hypersensitivity",
    "intolerance", "intolerant",
  ]

  private static let endings: Set<String> = [
    "but", "takes", "taking", "on", "uses", "tolerates", "tolerated", "except", "after", "for",
    "eats", "drinks", "given", "started", "with",
  ]

  private func isAllergen(_ range: Range<Int>) -> Bool {
    let clause = words[range.lowerBound].clause
    let after = range.upperBound
    if after < words.count, words[after].clause == clause,
      ["allergy", "allergies", "allergic", "intolerance", "anaphylaxis"].contains(words[after].text)
    {
      return true
    }
    // "allergic to peanuts and tree nuts", "allergies include shellfish"
    var at = range.lowerBound - 1
    while at >= 0, words[at].clause == clause, range.lowerBound - at < 16 {
      if Self.endings.contains(words[at].text) { return isListed(range) }
      if Self.cues.contains(words[at].text), at + 1 < words.count {
        let next = words[at + 1]
        return ["to", "include", "includes", "including", "are", "of"].contains(next.text)
          || next.before.hasPrefix(":") || isListed(range)
      }
      at -= 1
    }
    return isListed(range)
  }

  private static let taking: Set<String> = [
    "tolerates", "tolerated", "tolerating", "eats", "eating", "drinks", "drinking", "takes",
    "taking", "ok", "okay", "safe", "can", "diet", "advised", "avoid", "avoids", "avoiding",
  ]

  /// Whether it is listed under the header of allergies: a short item of it, and no story below.
  private func isListed(_ range: Range<Int>) -> Bool {
    guard let section = allergySection(at: range.lowerBound) else { return false }
    let word = words[range.lowerBound]
    if clause(of: range.lowerBound).contains(where: {
      section.bodyBegin <= words[$0].range.lowerBound && Self.taking.contains(words[$0].text)
    }) {
      return false
    }
    // An item begins behind the header, a comma, a dash, a semicolon or "and", or begins its line.
    let first = range.lowerBound
    guard first > 0 else { return true }
    let before = words[first - 1]
    return before.line != word.line || before.range.upperBound <= section.bodyBegin
      || [",", ";", "-", "•", "*", "/", "+"].contains { word.before.contains($0) }
      || ["and", "or"].contains(before.text)
  }

  private func allergySection(at index: Int) -> NoteSection? {
    guard places[index] >= 0 else { return nil }
    let section = sections[places[index]]
    let isBehindHeader = section.bodyBegin <= words[index].range.lowerBound
    return section.kind == .allergies && isBehindHeader ? section : nil
  }

  // MARK: - What speaks against it

  private func firstWord(in range: Range<Int>) -> Int? {
    let at = Self.firstWord(of: words, from: range.lowerBound)
    return at < words.count && range.contains(words[at].range.lowerBound) ? at : nil
  }

  /// The words of a clause around one of them; of a clause without end those that are near.
  private func clause(of index: Int) -> Range<Int> {
    let clause = words[index].clause
    var first = index
    while first > 0, words[first - 1].clause == clause, index - first < 60 { first -= 1 }
    var end = index + 1
    while end < words.count, words[end].clause == clause, end - index < 60 { end += 1 }
    return first..<end
  }

  private static let relatives: Set<String> = [
    "mother", "father", "mom", "dad", "parent", "parents", "sister", "brother", "sibling",
    "siblings", "son", "daughter", "aunt", "uncle", "grandmother", "grandfather", "cousin",
    "husband", "wife", "partner", "maternal", "paternal", "family", "familial", "fhx", "child",
    "children", "relative", "relatives", "roommate", "friend",
  ]

  private static let telling: Set<String> = [
    "reports", "reported", "states", "stated", "says", "said", "denies", "denied", "confirms",
    "confirmed", "notes", "noted", "endorses", "mentions", "informs", "tells", "describes",
  ]

  /// Whether somebody else has it: a relative is named who does not only tell of the patient.
  private func isOfOthers(_ index: Int) -> Bool {
    if places[index] >= 0, sections[places[index]].kind == .familyHistory { return true }
    return clause(of: index).contains { at in
      Self.relatives.contains(words[at].text)
        && !words[(at + 1)..<min(words.count, at + 4)].contains { Self.telling.contains($0.text) }
    }
  }

  private static let supposing: Set<String> = [
    "possible", "possibly", "suspected", "suspect", "questionable", "if", "whether", "may", "might",
    "test", "tested", "testing", "screen", "rule", "ruled", "ask", "unlikely", "unclear", "unsure",
    "doubt", "versus", "vs",
  ]

  private func isSupposed(_ index: Int) -> Bool {
    clause(of: index).contains { Self.supposing.contains(words[$0].text) }
  }

  private static let denying: Set<String> = [
    "no", "not", "denies", "denied", "without", "negative", "never", "nor", "isn", "non",
  ]

  private func isDenied(_ range: Range<Int>) -> Bool {
    let clause = clause(of: range.lowerBound)
    if words[clause.lowerBound..<range.lowerBound].contains(where: {
      Self.denying.contains($0.text)
    }) {
      return true
    }
    // "Latex: no"
    let after = range.upperBound
    return after < clause.upperBound && words[after].before.hasPrefix(":")
      && ["no", "none", "denies", "negative", "nil"].contains(words[after].text)
  }
}
