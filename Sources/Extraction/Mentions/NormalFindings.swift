// SPDX-License-Identifier: Apache-2.0

/// Takes away what is no finding in an examination: "alert", "warm and dry", "S1 S2 normal", "rate and
/// rhythm", and the words that call a part of the body normal from its name: "Trachea midline".
///
/// A model that learned from case reports, which tell of what is abnormal, takes such words for signs.
struct NormalFindings {
  let note: TokenizedNote

  /// What says that all is well.
  private static let normal = Hash.words(
    """
    alert oriented awake intact supple clear regular normal unremarkable soft midline \
    anicteric normocephalic atraumatic symmetric symmetrical equal reactive appropriate cooperative \
    pleasant comfortable nourished developed appearing hydrated nontender nondistended patent \
    benign euthymic linear fair nl wnl afebrile nonicteric nontoxic \
    normoactive unlabored \
    rrr ctab ctabl nad perrl perrla eomi mmm ncat ntnd nt nd nabs vss avss afvss wwp cdi wdwn nvi
    """
  )
  /// Of these, what is no word but letters: they are no part of the body and no test either.
  private static let letters = Hash.words(
    """
    rrr ctab ctabl nad perrl perrla eomi mmm ncat ntnd nabs vss avss afvss wwp cdi wdwn nvi
    """
  )
  /// What is looked at, and words between.
  private static let subjects = Hash.words(
    """
    mood affect thought process insight judgment s1 s2 speech air movement rate rhythm skin person \
    place time x x3 x4 and to well in of the all a o good bilaterally with non
    """
  )
  private static let manners = Hash.words("auscultation palpation percussion inspection")

  func drop(_ reading: inout Reading) {
    reading.mentions = reading.mentions.compactMap { mention in
      if mention.range.allSatisfy({
        note.holds($0, Self.letters) || note.tokens[$0].kind == .symbol
      }) {
        return nil
      }
      if isOfMeasurements(mention) || isOfLungs(mention) { return nil }
      switch mention.category {
      case .medicalCondition where mention.entry < 0:
        return isNormal(mention.range) ? nil : mention
      case .anatomy:
        var mention = mention
        while mention.end > mention.start + 1, note.holds(mention.end - 1, Self.normal) {
          mention.end -= 1
        }
        return isWell(mention) ? nil : mention
      case .testTreatmentProcedure
      where mention.entry < 0 && mention.end == mention.start + 1:
        let before = mention.start > 0 ? note.lower(mention.start - 1) : ""
        // "clear to auscultation" says how, "regular rate and rhythm" what was heard.
        if note.holds(mention.start, Self.manners), before == "to" || before == "on" { return nil }
        if note.lower(mention.start) == "rhythm", before == "and" { return nil }
        return mention
      default: return mention
      }
    }
  }

  private static let verbs = Hash.words("is are was were both all appear appears remain")

  /// "Lungs clear", "Abdomen: soft", "pupils equal and reactive": a part of the body that is well.
  private func isWell(_ mention: Mention) -> Bool {
    var at = mention.end
    if note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x2D) { at += 1 }
    while note.holds(at, Self.verbs) { at += 1 }
    guard at < note.tokens.count, !note.tokens[at].flags.contains(.lineStart),
      note.holds(at, Self.clear) || note.holds(at, Self.normal) && !note.holds(at, Self.uneven)
    else { return false }
    // "lungs clear except for wheezes at the bases", "pupils equal, not reactive"
    var next = at + 1
    while next < note.tokens.count, next < at + 8, !note.isSymbol(next, 0x2E),
      !note.isSymbol(next, 0x3B), !note.tokens[next].flags.contains(.lineStart)
    {
      if note.holds(next, Self.denials) || note.holds(next, Self.exceptions) { return false }
      next += 1
    }
    return true
  }

  private static let clear = Hash.words("cta ctab")

  /// Words of normal findings that may as well say where something is.
  private static let uneven = Hash.words("awake midline well linear fair benign intact patent")
  private static let exceptions = Hash.words("except but besides apart however with without")

  private static let stable = Hash.words("vss vs vitals vital")
  private static let lungs = Hash.words("lungs lung resp chest pulm respiratory pulmonary cta")
  private static let sides = Hash.words("b bl bilat bilaterally bilateral")

  /// "AF VSS" is without fever, and no fibrillation.
  private func isOfMeasurements(_ mention: Mention) -> Bool {
    guard mention.end == mention.start + 1, note.tokens[mention.start].count == 2,
      note.lower(mention.start) == "af"
    else { return false }
    return note.holds(mention.end, Self.stable)
      || note.isSymbol(mention.end, 0x2C) && note.holds(mention.end + 1, Self.stable)
  }

  /// "Lungs CTA", "CTA b/l": clear to auscultation, and no angiography.
  private func isOfLungs(_ mention: Mention) -> Bool {
    guard mention.start < note.tokens.count, note.tokens[mention.start].count == 3,
      note.lower(mention.start) == "cta", mention.end <= mention.start + 2
    else { return false }
    if note.holds(mention.end, Self.sides) { return true }
    let before = note.isSymbol(mention.start - 1, 0x3A) ? mention.start - 2 : mention.start - 1
    return note.holds(before, Self.lungs) && !note.tokens[mention.start].flags.contains(.lineStart)
  }

  /// Whether words say that all is well, and nothing else.
  func isNormal(_ range: Range<Int>) -> Bool {
    let isSkin = isOfSkin(range.lowerBound)
    let says = { note.holds($0, Self.normal) || isSkin && note.holds($0, Self.skin) }
    return range.contains(where: says)
      && range.allSatisfy {
        note.tokens[$0].kind != .word || says($0) || note.holds($0, Self.subjects)
      }
      && !isDenied(range.lowerBound)
  }

  /// What is well of the skin and of mucous membranes: a warm joint is not, nor are dry membranes.
  private static let skin = Hash.words("warm dry")

  private func isOfSkin(_ start: Int) -> Bool {
    var at = start
    while at > 0, at > start - 6, !note.tokens[at].flags.contains(.lineStart) {
      at -= 1
      if note.lower(at) == "skin" { return true }
      if note.isSymbol(at, 0x2E) { return false }
    }
    return false
  }

  private static let denials = Hash.words("not never nor neither non hardly barely isn aren wasn")

  /// "Not oriented to place": what is denied is a finding.
  private func isDenied(_ start: Int) -> Bool {
    var at = start
    while at > 0, at > start - 4, !note.tokens[at].flags.contains(.lineStart) {
      at -= 1
      if [0x2C, 0x2E, 0x3B].contains(note.byte(at)) { return false }
      if note.holds(at, Self.denials) { return true }
    }
    return false
  }
}
