// SPDX-License-Identifier: Apache-2.0

/// Which medication words without a name of their own are about: "it was stopped".
extension StopRules {
  func antecedents(_ cue: Range<Int>, _ kind: Subject, _ reading: Reading) -> [Int] {
    let sentence = reading.sentence(at: cue.lowerBound)
    if kind == .parenthesis { return beside(cue, reading) }
    if kind == .pause {
      return medication(
        before: reading.firstMention(atOrAfter: cue.lowerBound),
        sentence,
        reading
      )
      .map { list($0, true, sentence, reading) } ?? []
    }
    if kind == .shared { return subject(of: cue, sentence, reading).map { [$0] } ?? [] }
    if kind == .former || kind == .latter { return ofTwo(cue, kind, sentence, reading) }
    let isPlural = kind == .all || cue.contains { isWord($0, Self.plurals) }
    if let found = nearest(before: cue.lowerBound, in: sentence, reading) {
      return found.isStoppable ? list(found.index, isPlural, sentence, reading) : []
    }
    guard kind != .relative, !hasSubject(before: cue.lowerBound, sentence),
      let last = sentenceBefore(sentence, reading),
      let found = nearest(before: last.upperBound, in: last, reading), found.isStoppable
    else { return [] }
    return list(found.index, isPlural, last, reading)
  }

  /// One of two that are listed together: "takes aspirin and metoprolol; the former was stopped".
  private func ofTwo(
    _ cue: Range<Int>,
    _ kind: Subject,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> [Int] {
    for words in [sentence, sentenceBefore(sentence, reading)].compactMap({ $0 }) {
      guard
        let found = nearest(before: min(cue.lowerBound, words.upperBound), in: words, reading)
      else { continue }
      let both = list(found.index, true, words, reading)
      guard found.isStoppable, both.count == 2 else { return [] }
      return [kind == .former ? both[1] : both[0]]
    }
    return []
  }

  /// "Held Farxiga for surgery, resumed 3/1": what the clause before says was held, and what is listed with it.
  func held(before cue: Int, _ reading: Reading) -> [Int] {
    let sentence = reading.sentence(at: cue)
    let end = reading.firstMention(atOrAfter: cue)
    guard let last = medication(before: end, sentence, reading),
      reading.mentions[last].traits.contains(where: { trait in
        trait.name == .negation
          && (trait.cue.map {
            $0.upperBound <= reading.mentions[last].start
              || $0.lowerBound >= reading.mentions[last].end && $0.upperBound <= cue
          } ?? false)
      })
    else { return [] }
    return list(last, true, sentence, reading)
  }

  /// The medication that a parenthesis follows, with its dose.
  func beside(_ cue: Range<Int>, _ reading: Reading) -> [Int] {
    var open = cue.lowerBound
    while open > 0, !note.isSymbol(open, 0x28) { open -= 1 }
    // "letrozole (tamoxifen stopped)"
    if reading.mentionsBetween(open..<cue.lowerBound).contains(where: {
      reading.mentions[$0].category == .medication
    }) {
      return []
    }
    return (0..<reading.firstMention(atOrAfter: open)).suffix(3).filter { index in
      let mention = reading.mentions[index]
      return mention.category == .medication
        && (mention.end == open || mention.attributes.contains { $0.end == open })
    }
  }

  static let persons = Hash.words("he she patient pt they i we")

  /// Whether the sentence names something of its own before the words: "Ventilation was begun; it was
  /// stopped" looks no further back.
  func hasSubject(before end: Int, _ sentence: Range<Int>) -> Bool {
    let isPerson = (sentence.lowerBound..<min(end, sentence.lowerBound + 2)).contains {
      isWord($0, Self.persons)
    }
    return !isPerson
      && (sentence.lowerBound..<end).contains { isWord($0, Self.auxiliaries) }
  }

  /// The sentence before, where it belongs to the same paragraph and section.
  func sentenceBefore(_ sentence: Range<Int>, _ reading: Reading) -> Range<Int>? {
    guard sentence.lowerBound > 0, !note.tokens[sentence.lowerBound].flags.contains(.blankBefore)
    else { return nil }
    let before = reading.sentence(at: sentence.lowerBound - 1)
    guard reading.sectionOf[before.upperBound - 1] == reading.sectionOf[sentence.lowerBound] else {
      return nil
    }
    return before
  }

  /// The nearest thing before a place that could be stopped; a procedure that only says when or what
  /// for is passed over, any other ends the search.
  func nearest(
    before end: Int,
    in sentence: Range<Int>,
    _ reading: Reading
  ) -> (index: Int, isStoppable: Bool)? {
    var index = reading.firstMention(atOrAfter: end) - 1
    while index >= 0, reading.mentions[index].start >= sentence.lowerBound {
      let mention = reading.mentions[index]
      if mention.category == .medication {
        // "It interacts with clarithromycin": what stands behind "with" is not what is spoken of.
        if isWith(mention, sentence), let other = medication(before: index, sentence, reading) {
          return (other, true)
        }
        return (index, true)
      }
      if mention.category == .testTreatmentProcedure, mention.type != .testName,
        !isCircumstance(mention, sentence)
      {
        return (index, mention.type == .treatmentName)
      }
      index -= 1
    }
    return nil
  }

  func medication(before index: Int, _ sentence: Range<Int>, _ reading: Reading) -> Int? {
    (0..<index).reversed().prefix(8).first { other in
      reading.mentions[other].start >= sentence.lowerBound
        && reading.mentions[other].category == .medication
    }
  }

  func isWith(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    mention.start > sentence.lowerBound
      && ["with", "than", "besides", "despite"].contains(note.lower(mention.start - 1))
  }

  func isCircumstance(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, mention.start - 3)..<mention.start).contains {
      isWord($0, Self.around)
    }
  }

  /// A medication, and in the plural those that are listed with it.
  func list(
    _ index: Int,
    _ isPlural: Bool,
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> [Int] {
    var result = [index]
    guard isPlural else { return result }
    var last = index
    while let other = medication(before: last, sentence, reading),
      isListed(reading.mentions[other], reading.mentions[last])
    {
      result.append(other)
      last = other
    }
    return result
  }

  private static let joins: Set<String> = ["and", "or", "plus", "vs", "versus", "v"]

  /// Whether nothing but doses, commas and "and" stands between two medications.
  func isListed(_ first: Mention, _ second: Mention) -> Bool {
    guard first.end <= second.start else { return true }
    return (first.end..<second.start).allSatisfy { at in
      note.tokens[at].kind != .word || Self.joins.contains(note.lower(at))
        || first.attributes.contains { $0.range.contains(at) }
    }
  }

  /// The medication that begins the clause of a verb without a subject of its own: "Amlodipine caused
  /// edema and was stopped".
  func subject(of cue: Range<Int>, _ sentence: Range<Int>, _ reading: Reading) -> Int? {
    var index = reading.firstMention(atOrAfter: cue.lowerBound) - 1
    while index >= 0, reading.mentions[index].start >= sentence.lowerBound {
      let mention = reading.mentions[index]
      if mention.category == .medication || mention.type == .treatmentName,
        isFirst(mention, sentence)
      {
        return index
      }
      index -= 1
    }
    return nil
  }

  private static let giving = Hash.words("given treated received had with w")

  func isFirst(_ mention: Mention, _ sentence: Range<Int>) -> Bool {
    var at = mention.start - 1
    while at >= sentence.lowerBound {
      if note.isSymbol(at, 0x3B) || note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x2C) {
        return true
      }
      if note.tokens[at].kind == .word, !isWord(at, Self.determiners), !isWord(at, Self.giving) {
        return false
      }
      at -= 1
    }
    return true
  }
}

extension Reading {
  /// Whether a token is of the medication at a place of the list, or of one behind it, as in "off insulin,
  /// glipizide and lisinopril".
  func isTaken(_ token: Int, from index: Int) -> Bool {
    mentions[index...].prefix { $0.start <= token }
      .contains {
        $0.category == .medication && ($0.range.contains(token) || isPart(token, of: $0))
      }
  }
}
