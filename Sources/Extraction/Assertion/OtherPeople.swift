// SPDX-License-Identifier: Apache-2.0

/// Tells what those have who are neither the patient nor kin: "flatmate has TB", "Partner HIV neg".
struct OtherPeople {
  let note: TokenizedNote

  private static let partners = Hash.words(
    "partner husband wife spouse boyfriend girlfriend fiance fiancee"
  )
  private static let others = Hash.words(
    """
    grandma grandpa granny nan nana grandad granddad nanny flatmate flatmates housemate housemates roommate roommates neighbour neighbor boss colleague colleagues \
    coworker coworkers classmate classmates friend friends cellmate landlord teacher employer
    """
  )
  private static let having = Hash.words("has had have got caught with")
  private static let times = Hash.words(
    "also recently now just currently all both is was are were been"
  )
  private static let states = Hash.words("positive pos unwell sick ill diagnosed treated")
  private static let links = Hash.words("for with")
  /// What follows "has" where somebody tells or does something.
  private static let doing = Hash.words(
    "noticed noted seen found reported called been given brought said told helped offered to driven"
  )

  /// The words that say of another person what they have.
  func cues(_ sentence: Range<Int>) -> [Cue] {
    sentence.compactMap { at in
      if let aside = aside(at, sentence) ?? resident(at, sentence) ?? label(at, sentence)
        ?? treated(at, sentence)
      {
        return aside
      }
      guard note.holds(at, Self.others), !note.isSymbol(at + 1, 0x27) else { return nil }
      var end = at + 1
      while end < at + 4, note.holds(end, Self.times) { end += 1 }
      if note.lower(end) == "tested" { end += 1 }
      if note.holds(end, Self.states), note.holds(end + 1, Self.links) {
        end += 2
      } else if end == at + 1 || !note.holds(end - 1, Self.links), note.holds(end, Self.having),
        !note.holds(end + 1, Self.doing)
      {
        end += 1
        if note.lower(end) == "had" { end += 1 }
      } else {
        return nil
      }
      return end < sentence.upperBound
        ? Cue(start: at, end: end, kind: .family, isBefore: true, isAfter: false) : nil
    }
  }

  private static let taking = Hash.words("has had on takes taking")
  private static let caring = Hash.words(
    "present attends attended supportive here helps carer called rang visits visiting reports aware informed"
  )

  /// "Wife exhausted, has angina": a sentence that begins with a partner.
  private func aside(_ at: Int, _ sentence: Range<Int>) -> Cue? {
    guard at == sentence.lowerBound, note.holds(at, Self.partners),
      let comma = (at + 1).upTo(min(sentence.upperBound, at + 4)).first(where: {
        note.isSymbol($0, 0x2C)
      }), comma > at + 1, note.holds(comma + 1, Self.taking),
      !(at + 1..<comma).contains(where: { note.holds($0, Self.caring) }),
      !note.holds(comma + 2, Self.doing), comma + 2 < sentence.upperBound
    else { return nil }
    return Cue(start: at, end: comma + 2, kind: .family, isBefore: true, isAfter: false)
  }

  /// "Partner: varicocele, on finasteride": the label of what a partner has.
  private func label(_ at: Int, _ sentence: Range<Int>) -> Cue? {
    guard at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart),
      note.holds(at, Self.partners), note.isSymbol(at + 1, 0x3A), at + 2 < sentence.upperBound
    else { return nil }
    return Cue(start: at, end: at + 1, kind: .family, isBefore: true, isAfter: false)
  }

  /// "Partner treated for chlamydia with doxycycline".
  private func treated(_ at: Int, _ sentence: Range<Int>) -> Cue? {
    guard note.holds(at, Self.partners), note.lower(at + 1) == "treated",
      note.holds(at + 2, Self.links), at + 3 < sentence.upperBound
    else { return nil }
    return Cue(start: at, end: at + 2, kind: .family, isBefore: true, isAfter: false)
  }

  private static let homes = Hash.words("nh hospital care nursing home hospice residential rh ward")

  /// "Wife in NH with dementia": where a partner is, and why.
  private func resident(_ at: Int, _ sentence: Range<Int>) -> Cue? {
    guard note.holds(at, Self.partners), note.lower(at + 1) == "in",
      note.holds(at + 2, Self.homes)
    else { return nil }
    var end = at + 3
    while end < at + 5, note.holds(end, Self.homes) { end += 1 }
    guard ["with", "has"].contains(note.lower(end)), end + 1 < sentence.upperBound else {
      return nil
    }
    return Cue(start: at, end: end + 1, kind: .family, isBefore: true, isAfter: false)
  }

  private static let calls = Hash.words(
    "spoke speaking spoken tc t/c call called phoned rang discussed d/w history information calling ringing"
  )
  private static let children = Hash.words("daughter son")
  private static let parents = Hash.words("mum mom mother dad father mum's mom's dad's")
  private static let opening = 40

  /// Whether a child tells of the patient: "Spoke to daughter", and behind it "Mum has had a cough".
  var isToldByChild: Bool {
    (0..<min(note.tokens.count, Self.opening)).contains { at in
      note.holds(at, Self.children)
        && (note.holds(at + 1, Self.calls) && note.lower(at + 1) != "history"
          || ["to", "with", "from", "w"].contains(note.lower(at - 1))
            && (max(0, at - 4)..<at).contains {
              note.holds($0, Self.calls)
                || note.lower($0) == "c" && note.isSymbol($0 - 1, 0x2F) && note.lower($0 - 2) == "t"
            })
        && !["of", "s"].contains(note.lower(at + 1))
    }
  }

  /// Whether a word is what a child calls the patient, and belongs to nobody else.
  func isParent(_ cue: Cue) -> Bool {
    note.holds(cue.start, Self.parents)
      && !["her", "his", "their", "pt's", "patient's", "s"].contains(note.lower(cue.start - 1))
  }

  private static let kin = Hash.words(
    """
    mother father brother sister mum mom dad son daughter aunt uncle cousin grandmother grandfather sibling parent \
    brothers sisters
    """
  )

  /// "Suxamethonium apnoea - brother": who has it stands behind a dash, and ends the item.
  func kin(behind mention: Mention) -> Range<Int>? {
    let at = mention.end + 1
    guard mention.category == .medicalCondition, note.isDash(mention.end), note.holds(at, Self.kin),
      note.tokens[mention.end].flags.contains(.spaceBefore),
      note.isLineEnd(at + 1) || note.isSymbol(at + 1, 0x2E) || note.isSymbol(at + 1, 0x3B)
        || note.isSymbol(at + 1, 0x2C)
    else { return nil }
    return at..<at + 1
  }

  /// "Lives with wife (carer, has angina)": what a bracket behind a partner says.
  func bracket(around mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    guard mention.category == .medicalCondition,
      let open = (max(sentence.lowerBound, mention.start - 8)..<mention.start).last(where: {
        note.isSymbol($0, 0x28)
      }), note.holds(open - 1, Self.partners),
      ["has", "had", "with"].contains(note.lower(mention.start - 1)),
      !(open..<mention.start).contains(where: { note.isSymbol($0, 0x29) })
    else { return nil }
    return open - 1..<mention.start
  }

  private static let manners = Hash.words(
    "violent abusive controlling unemployed retired disabled deceased estranged unwell"
  )
  private static let owners = Hash.words(
    "his her my their the current new regular sexual ex male female former casual and"
  )

  /// "Partner HIV neg", "wife HTN": who stands right before a condition, and begins a clause.
  func owner(of mention: Mention, _ sentence: Range<Int>) -> Range<Int>? {
    guard mention.category == .medicalCondition else { return nil }
    var at = mention.start - 1
    if note.lower(at) == "s", at >= 2 { at -= 2 }
    // "Lives with wife (COPD)", "in mother (ovarian ca 52)"
    let isAged = NumberWords.digits(note, mention.end) != nil
    let isBracketed =
      note.isSymbol(at, 0x28)
      && note.isSymbol(isAged ? mention.end + 1 : mention.end, 0x29)
    if isBracketed { at -= 1 }
    // "Ex-husband violent, alcoholic."
    if note.isSymbol(at, 0x2C), note.holds(at - 1, Self.manners),
      note.isLineEnd(mention.end) || note.isSymbol(mention.end, 0x2E)
    {
      at -= 2
    }
    guard at >= sentence.lowerBound,
      note.holds(at, Self.partners) || note.holds(at, Self.others)
        || isBracketed && note.holds(at, Self.kin)
    else { return nil }
    let person = at
    if isBracketed { return person..<mention.start }
    while at > sentence.lowerBound, note.holds(at - 1, Self.owners) || note.isSymbol(at - 1, 0x2D) {
      at -= 1
    }
    let opens =
      at == sentence.lowerBound || note.tokens[at].flags.contains(.lineStart)
      || note.tokens[at - 1].kind == .symbol
    return opens ? person..<mention.start : nil
  }
}
