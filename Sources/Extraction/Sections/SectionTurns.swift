// SPDX-License-Identifier: Apache-2.0

/// Tells where a line of history turns to the present: "PMH: asthma, here for cough".
///
/// Behind the turn the line is of no section; the next line is of the section again.
struct SectionTurns {
  let note: TokenizedNote

  private static let histories: Set<SectionKind> = [
    .pastMedicalHistory, .pastSurgicalHistory, .familyHistory, .obstetricHistory,
  ]
  private static let coming = Hash.words("presents presented presenting")
  private static let behindComing = Hash.words("with w for to today c")
  private static let behindHere = Hash.words("for with w c to today because")
  /// What follows "now" where it speaks of the history itself: "AF, now on apixaban".
  private static let behindNow = Hash.words(
    "on off in s resolved controlled stable well treated managed and"
  )

  /// Whether the kind is of what was, so that a turn ends it.
  static func isHistory(_ kind: SectionKind) -> Bool { histories.contains(kind) }

  /// The tokens of a section that stand behind a turn.
  func turned(_ section: TokenSection) -> [Range<Int>] {
    guard Self.isHistory(section.kind) else { return [] }
    if section.kind == .familyHistory, let own = ownPart(section) { return [own] }
    var result: [Range<Int>] = []
    var start: Int?
    for at in section.header.upperBound..<max(section.header.upperBound, section.end) {
      if note.tokens[at].flags.contains(.lineStart), let first = start {
        result.append(first..<at)
        start = nil
      }
      if start == nil, turns(at, section) { start = at }
    }
    if let start { result.append(start..<section.end) }
    return result
  }

  private static let patients = Hash.words("patient pt")
  private static let deeds = Hash.words(
    """
    has had takes took denies denied reports reported is was smokes drinks lives uses used works presents     presented complains complained endorses states does did
    """
  )
  private static let nothing = Hash.words(
    "unremarkable noncontributory contributory negative none unknown nil nad"
  )

  /// Returns where a family's history turns to the patient, up to its end: whoever comes then is named.
  ///
  /// "FH: father MI. The patient has COPD.", "Family hx: unremarkable. Hypertension."
  private func ownPart(_ section: TokenSection) -> Range<Int>? {
    let first = section.header.upperBound
    for at in first..<max(first, section.end) {
      let begins =
        note.tokens[at].flags.contains(.lineStart) || note.isSymbol(at - 1, 0x2E) || at == first
      guard begins else { continue }
      let subject = note.lower(at) == "the" ? at + 1 : at
      if at > first, note.holds(subject, Self.patients), note.holds(subject + 1, Self.deeds) {
        return at..<section.end
      }
      if at <= first + 3, note.isSymbol(at - 1, 0x2E), note.holds(at - 2, Self.nothing) {
        return at..<section.end
      }
    }
    return nil
  }

  private func turns(_ at: Int, _ section: TokenSection) -> Bool {
    guard note.tokens[at].kind == .word, at > section.header.upperBound else { return false }
    let word = note.lower(at)
    if Self.coming.contains(note.tokens[at].hash) { return note.holds(at + 1, Self.behindComing) }
    guard
      note.isSymbol(at - 1, 0x2C) || note.isSymbol(at - 1, 0x2E) || note.isSymbol(at - 1, 0x3B)
        || note.isDash(at - 1)
    else { return false }
    if turnsToVisit(at, word) { return true }
    return switch word {
    case "today": true
    case "now": !note.holds(at + 1, Self.behindNow)
    case "here": note.holds(at + 1, Self.behindHere)
    case "c": note.isSymbol(at + 1, 0x2F) && note.lower(at + 2) == "o"
    case "complains", "complaining": note.lower(at + 1) == "of"
    default: false
    }
  }

  private static let labels = Hash.words(
    "a p dx ddx imp impression diagnosis diagnoses ix adv advice obs plan tx mx rv investigations bloods assessment hpc"
  )

  /// Whether a note in one line goes on with the visit: at "O/E", "A:" or "Rx" behind "PMH: PUD".
  private func turnsToVisit(_ at: Int, _ word: String) -> Bool {
    guard !note.isSymbol(at - 1, 0x2C), !note.isDash(at - 1) else { return false }
    return switch word {
    case "o": note.isSymbol(at + 1, 0x2F) && note.lower(at + 2) == "e"
    case "oe", "rx", "obs": note.isAllCaps(at) || note.isCapital(at)
    case "on": ["examination", "exam"].contains(note.lower(at + 1))
    case "bp": NumberWords.digits(note, at + 1) != nil
    case "return": ["if", "to"].contains(note.lower(at + 1))
    default: note.holds(at, Self.labels) && note.isSymbol(at + 1, 0x3A)
    }
  }
}
