// SPDX-License-Identifier: Apache-2.0

/// One medication in the place of another: "changed atorvastatin to rosuvastatin", "replace omeprazole with
/// famotidine", "substitute losartan for lisinopril".
extension StopRules {
  private static let turning = Hash.words(
    "changed change switched switch converted convert transitioned transition rotated rotate"
  )
  private static let replacing = Hash.words("replaced replace")
  private static let substituting = Hash.words("substituted substitute subbed")
  private static let exchanging = Hash.words("exchanged exchange swapped swap")
  /// What has not happened, or is only thought of.
  private static let open = Hash.words(
    """
    if unless whether should would can could may might consider considered considering recommend recommended \
    discussed discuss plan planning not never to be until declined refused wants requests asks offered will
    """
  )
  private static let fillers = Hash.words(
    "the his her their home a an iv po oral im sc nightly daily current on dose from"
  )

  private static let exchanges = Hash.words(
    "switching changing converting transitioning rotating replacing substituting"
  )
  private static let keeping = Hash.words(
    "not never t cannot declined declines decline refused refuses against"
  )

  /// "Would not change warfarin to apixaban", "declined switching warfarin to apixaban": what was not
  /// exchanged goes on.
  private func keep(_ verb: Int, _ sentence: Range<Int>, _ reading: inout Reading) {
    guard
      let denial = (max(sentence.lowerBound, verb - 5)..<verb).last(where: {
        isWord($0, Self.keeping)
      }), !(denial..<verb).contains(where: { note.isSymbol($0, 0x2C) || note.isSymbol($0, 0x3B) }),
      let old = kept(behind: verb, sentence, reading)
    else { return }
    for index in old {
      reading.mentions[index].traits.removeAll { trait in
        trait.name == .negation && (trait.cue.map { $0.lowerBound <= verb + 1 } ?? false)
      }
    }
  }

  /// What would be exchanged, whether or not the new name is known.
  private func kept(behind verb: Int, _ sentence: Range<Int>, _ reading: Reading) -> [Int]? {
    if let pair = pair(behind: verb, ["to", "with", "by"], sentence, reading) { return pair.old }
    var at = verb + 1
    while at < sentence.upperBound, isWord(at, Self.fillers) { at += 1 }
    let index = reading.firstMention(atOrAfter: at)
    guard index < reading.mentions.count, reading.mentions[index].start == at,
      reading.mentions[index].category == .medication
    else { return nil }
    return ["to", "with", "by"].contains(note.lower(reading.mentions[index].end)) ? [index] : nil
  }

  /// Marks what was replaced.
  func markReplaced(_ reading: inout Reading) {
    for verb in note.tokens.indices {
      let prepositions: [String]
      if isWord(verb, Self.turning) || isWord(verb, Self.replacing)
        || isWord(verb, Self.exchanges)
      {
        keep(verb, reading.sentence(at: verb), &reading)
      }
      if isWord(verb, Self.turning) {
        prepositions = ["to"]
      } else if isWord(verb, Self.replacing) {
        prepositions = ["with", "by"]
      } else if isWord(verb, Self.substituting) || isWord(verb, Self.exchanging) {
        prepositions = ["for"]
      } else {
        continue
      }
      let sentence = reading.sentence(at: verb)
      if let old = active(verb, sentence, reading) {
        stop([old], verb..<verb + 1, &reading)
        continue
      }
      guard
        !(max(sentence.lowerBound, verb - 3)..<verb).contains(where: { isWord($0, Self.open) }),
        let pair = pair(behind: verb, prepositions, sentence, reading),
        note.lower(verb).hasSuffix("ed") || !waits(behind: reading.mentions[pair.new], sentence)
      else { continue }
      // "Substitute losartan for lisinopril" names the new one first.
      let old = isWord(verb, Self.substituting) ? [pair.new] : pair.old
      stop(old, verb..<pair.end, &reading)
    }
  }

  /// "Avastin switched to Eylea": a name that nobody knows, by its capital.
  func isUnknownName(_ cue: Cue) -> Bool {
    let at = cue.end
    guard ["switched", "replaced"].contains(note.lower(cue.end - 2)),
      note.tokens.indices.contains(at), note.tokens[at].kind == .word, note.tokens[at].count > 4,
      note.isCapital(at), !note.isAllCaps(at), !note.tokens[at].flags.contains(.lineStart)
    else { return false }
    return SigWords.shared.word(note.tokens[at].hash) == nil
  }

  private static let waiting = Hash.words(
    "if when once unless should pending next tomorrow after then later"
  )

  /// "Switch Toprol to Coreg if BP allows": an order for another day.
  private func waits(behind mention: Mention, _ sentence: Range<Int>) -> Bool {
    (mention.end..<max(mention.end, min(sentence.upperBound, mention.end + 8))).contains {
      isWord($0, Self.waiting)
    }
  }

  /// "Crestor 20 replaced Lipitor": the name behind the verb is the old one.
  private func active(_ verb: Int, _ sentence: Range<Int>, _ reading: Reading) -> Int? {
    // "Chlorthalidone subbed for HCTZ"
    if isWord(verb, Self.substituting), note.lower(verb + 1) == "for",
      let new = reading.mentionEnding(at: verb), reading.mentions[new].category == .medication,
      new + 1 < reading.mentions.count, reading.mentions[new + 1].start == verb + 2,
      reading.mentions[new + 1].category == .medication
    {
      return new + 1
    }
    // "Warfarin replaced by apixaban" is the other way round.
    guard note.lower(verb) == "replaced", !["by", "with"].contains(note.lower(verb + 1)) else {
      return nil
    }
    let next = reading.firstMention(atOrAfter: verb)
    guard next > 0, next < reading.mentions.count,
      reading.mentions[next].category == .medication,
      reading.mentions[next].start <= verb + 2, reading.mentions[next].start < sentence.upperBound
    else { return nil }
    let new = reading.mentions[next - 1]
    let ends = (new.end..<max(new.end, verb)).allSatisfy {
      note.tokens[$0].kind == .number || reading.isPart($0, of: new)
    }
    return new.category == .medication && ends && new.start >= sentence.lowerBound
      && reading.mentions[next].start > verb ? next : nil
  }

  /// The medications before the preposition, and the one behind it.
  private func pair(
    behind verb: Int,
    _ prepositions: [String],
    _ sentence: Range<Int>,
    _ reading: Reading
  ) -> (old: [Int], new: Int, end: Int)? {
    var old: [Int] = []
    var at = verb + 1
    var index = reading.firstMention(atOrAfter: at)
    while at < sentence.upperBound, at < verb + 24 {
      if index < reading.mentions.count, reading.mentions[index].start == at {
        guard reading.mentions[index].category == .medication else { return nil }
        old.append(index)
        at = reading.mentions[index].end
        index += 1
        continue
      }
      if prepositions.contains(note.lower(at)) { break }
      let isPart = old.last.map { reading.isPart(at, of: reading.mentions[$0]) } ?? false
      guard
        isPart || isWord(at, Self.fillers)
          || !old.isEmpty && ["and", "+", "/"].contains(note.lower(at))
          || note.tokens[at].kind == .number
      else { return nil }
      at += 1
    }
    guard !old.isEmpty, at < sentence.upperBound, prepositions.contains(note.lower(at)) else {
      return nil
    }
    let preposition = at
    at += 1
    while at < sentence.upperBound, isWord(at, Self.fillers) { at += 1 }
    guard index < reading.mentions.count, reading.mentions[index].start == at,
      reading.mentions[index].category == .medication
    else { return nil }
    // "Changed IV pantoprazole to oral pantoprazole" goes on.
    let isSame = old.contains { other in
      let entry = reading.mentions[other].entry
      return entry >= 0 && entry == reading.mentions[index].entry
        || note.text(reading.mentions[other].range).lowercased()
          == note.text(reading.mentions[index].range).lowercased()
    }
    return isSame ? nil : (old, index, preposition + 1)
  }

  private func stop(_ old: [Int], _ cue: Range<Int>, _ reading: inout Reading) {
    for index in old
    where !reading.mentions[index].traits.contains(where: { $0.name == .negation }) {
      let mention = reading.mentions[index]
      reading.mentions[index].traits.append(
        TraitMark(
          name: .negation,
          score: 0.85,
          rule: "stopped:replaced",
          cue: cue.lowerBound..<cue.lowerBound + 1,
          scope: cue.lowerBound..<max(cue.upperBound, mention.end)
        )
      )
    }
  }
}
