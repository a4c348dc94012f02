// SPDX-License-Identifier: Apache-2.0

/// Words of course, severity and control beside a condition: "worsening asthma", "T2DM, uncontrolled",
/// "hypertension is well controlled".
///
/// How a condition runs and how bad it is are its ACUITY; how well it is controlled is its QUALITY.
struct ConditionWords {
  let note: TokenizedNote

  /// A phrase in tokens.
  struct Phrase {
    var range: Range<Int>
    var type: EntityType
  }

  private static let acuities = Hash.words(
    """
    acute chronic severe mild moderate subacute acutely severely worsening recurrent persistent \
    intermittent minimal significant massive mildly moderately progressive sudden intractable stable \
    unchanged improving resolving refractory longstanding trace
    """
  )
  private static let controls = Hash.words("controlled uncontrolled compensated decompensated")
  private static let degrees = Hash.words(
    "well poorly fairly suboptimally inadequately adequately not very moderately better"
  )
  /// Words that say of which kind a finding is, and nothing else beside one.
  private static let kinds = Hash.words(
    """
    throbbing sharp dull aching achy burning stabbing crushing cramping crampy squeezing tearing \
    pleuritic colicky radiating productive nonproductive watery purulent serosanguinous displaced \
    nondisplaced comminuted closed open sessile pedunculated intramural subserosal indirect dense \
    simple complex uncomplicated complicated seropositive seronegative multiple solitary internal \
    localized localised diffuse focal generalized generalised small large tiny symptomatic \
    asymptomatic obstructing nonobstructing nonobstructive spiculated reducible incarcerated \
    strangulated infected superficial positional exertional nocturnal postprandial painful painless \
    pruritic blanching
    """
  )
  private static let copulas = Hash.words("is are remains remain was were seems appears")
  private static let adverbs = Hash.words(
    "currently now still relatively overall clinically very quite"
  )
  /// What may follow a phrase that stands behind its condition.
  private static let following = Hash.words(
    "on with and but at in since off despite due per today now by for given as"
  )

  func isStatus(_ at: Int) -> Bool {
    note.tokens[at].kind == .word
      && (Self.acuities.contains(note.tokens[at].hash)
        || Self.controls.contains(note.tokens[at].hash))
  }

  /// Whether words are of those that say of which kind a finding is.
  func isKind(_ range: Range<Int>) -> Bool {
    range.allSatisfy { at in
      note.holds(at, Self.kinds) || note.holds(at, Self.controls) || note.holds(at, Self.degrees)
        || note.tokens[at].kind == .symbol
    }
  }

  func isAcuity(_ range: Range<Int>) -> Bool {
    range.allSatisfy { Self.acuities.contains(note.tokens[$0].hash) }
  }

  /// The phrase that begins at a token.
  func phrase(from start: Int, limit: Int) -> Phrase? {
    guard start < limit else { return nil }
    if let grade = grade(from: start, limit: limit) {
      return Phrase(range: start..<grade, type: .acuity)
    }
    guard note.tokens[start].kind == .word else { return nil }
    if note.holds(start, Self.controls) || note.holds(start, Self.kinds) {
      return Phrase(range: start..<start + 1, type: .quality)
    }
    // "well controlled", "poorly-controlled", "not well controlled"
    var at = start
    while at < min(limit, start + 3), note.holds(at, Self.degrees) { at += 1 }
    if at > start {
      if note.isSymbol(at, 0x2D), at + 1 < limit { at += 1 }
      if at < limit, note.holds(at, Self.controls) {
        return Phrase(range: start..<at + 1, type: .quality)
      }
    }
    guard note.holds(start, Self.acuities) else { return nil }
    // "acute on chronic", "mild to moderate"
    if start + 2 < limit, ["on", "to"].contains(note.lower(start + 1)),
      note.holds(start + 2, Self.acuities)
    {
      return Phrase(range: start..<start + 3, type: .acuity)
    }
    return Phrase(range: start..<start + 1, type: .acuity)
  }

  private static let ordinals = Hash.words("first second third fourth 1st 2nd 3rd")
  private static let numerals = Hash.words("i ii iii iv iiia iiib")

  /// The end of "2+", "stage 3", "grade II", "second degree".
  private func grade(from start: Int, limit: Int) -> Int? {
    guard start + 1 < limit else { return nil }
    if note.tokens[start].kind == .number {
      return note.isSymbol(start + 1, 0x2B) && !spaced(start + 1) ? start + 2 : nil
    }
    switch note.lower(start) {
    case "stage", "grade", "class":
      return note.tokens[start + 1].kind == .number || note.holds(start + 1, Self.numerals)
        ? start + 2 : nil
    default:
      return note.holds(start, Self.ordinals) && note.lower(start + 1) == "degree" ? start + 2 : nil
    }
  }

  /// The phrases right before a token, the last first.
  func phrases(before end: Int, from first: Int) -> [Phrase] {
    var result: [Phrase] = []
    var at = end
    while at > first {
      // The longest phrase that ends here.
      let found = (max(first, at - 4)..<at).lazy.compactMap { start -> Phrase? in
        guard let phrase = phrase(from: start, limit: at), phrase.range.upperBound == at else {
          return nil
        }
        return phrase
      }.first
      guard let found else { break }
      result.append(found)
      at = found.range.lowerBound
      if note.isSymbol(at - 1, 0x2C), at - 1 > first { at -= 1 }
    }
    return result
  }

  /// The phrases behind a token: ", uncontrolled", " - well controlled", "is stable", "(chronic)".
  func phrases(behind end: Int, limit: Int) -> [Phrase] {
    var result: [Phrase] = []
    if let doubt = doubtedNewness(behind: end, limit: limit) { return [doubt] }
    // "AKI resolving"
    if end < limit, note.holds(end, Self.courses), ends(end + 1, limit) {
      return [Phrase(range: end..<end + 1, type: .acuity)]
    }
    var at = end
    while at < limit, result.count < 3 {
      let mark = note.byte(at)
      if note.tokens[at].kind == .symbol {
        guard [0x2C, 0x2D, 0x28].contains(mark) || mark > 0x7F else { break }
        // "asthma-chronic" has no words of its own behind the hyphen.
        if mark == 0x2D, !note.tokens[at].flags.contains(.spaceBefore) { break }
        at += 1
      } else if result.isEmpty, note.holds(at, Self.copulas) {
        at += 1
      } else {
        // What stands beside the condition without a mark belongs to the next words.
        guard !result.isEmpty, note.lower(at) == "and" else { break }
        at += 1
      }
      if at < limit, note.holds(at, Self.adverbs) { at += 1 }
      guard let phrase = phrase(from: at, limit: limit), ends(phrase.range.upperBound, limit) else {
        break
      }
      result.append(phrase)
      at = phrase.range.upperBound
    }
    return result
  }

  private static let courses = Hash.words("resolving improving worsening")
  private static let newness = Hash.words("new old acute chronic longstanding recent")

  /// "HF ?new", "AF (?old)": what is asked is how long it has been there.
  private func doubtedNewness(behind end: Int, limit: Int) -> Phrase? {
    let mark = note.isSymbol(end, 0x28) || note.isSymbol(end, 0x2C) ? end + 1 : end
    guard mark + 1 < limit, note.isSymbol(mark, 0x3F), note.holds(mark + 1, Self.newness),
      mark + 2 >= limit || note.tokens[mark + 2].kind == .symbol
        || note.tokens[mark + 2].flags.contains(.lineStart)
        || ["vs", "or", "onset"].contains(note.lower(mark + 2))
    else { return nil }
    return Phrase(range: mark..<mark + 2, type: .acuity)
  }

  /// Whether a phrase ends here, and is not the beginning of the next condition.
  private func ends(_ at: Int, _ limit: Int) -> Bool {
    guard at < limit else { return true }
    if note.tokens[at].kind == .symbol { return !note.isSymbol(at, 0x2D) || spaced(at) }
    return note.holds(at, Self.following) && note.tokens[at].kind == .word
  }

  private func spaced(_ at: Int) -> Bool { note.tokens[at].flags.contains(.spaceBefore) }
}
