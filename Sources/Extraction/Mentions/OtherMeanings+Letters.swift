// SPDX-License-Identifier: Apache-2.0

/// Letters that mean another thing in the notes of other wards: "last SI 5/7" in a clinic of sexual health, "LFT neg"
/// of a lateral flow, "0 station, OA" of how a head lies.
extension OtherMeanings {
  private static let lft = Hash.word("lft".utf8)
  private static let si = Hash.word("si".utf8)
  private static let vf = Hash.word("vf".utf8)
  private static let lies = Hash.word("oa".utf8)
  private static let psa = Hash.word("psa".utf8)
  private static let day = Hash.word("sat".utf8)
  private static let ha = Hash.word("ha".utf8)
  private static let pnd = Hash.word("pnd".utf8)
  private static let sepsis = Hash.word("sepsis".utf8)
  private static let k = Hash.word("k".utf8)
  private static let ldl = Hash.word("ldl".utf8)
  private static let slt = Hash.word("slt".utf8)
  private static let pet = Hash.word("pet".utf8)
  private static let ca = Hash.word("ca".utf8)
  private static let vs = Hash.word("vs".utf8)
  private static let gases = Hash.words("vbg abg ecg mc fen")
  private static let idle = Hash.words("retired settling settle flags flag dh")
  private static let sbp = Hash.word("sbp".utf8)
  private static let p = Hash.word("p".utf8)
  private static let e = Hash.word("e".utf8)
  private static let conceive = Hash.word("conceive".utf8)
  private static let letters = Hash.words(
    """
    lft si vf oa psa sat ha pnd sepsis k ldl slt pet ca vs vbg abg ecg mc fen retired settling \
    settle flags flag dh \
    sbp p e conceive
    """
  )

  private static let egfr = Hash.word("egfr".utf8)
  private static let genes = Hash.words(
    "alk kras ros1 mutation mutations mut mutant wt wild exon amplified amplification inhibitor tki l858r t790m"
  )

  private static let signs = Hash.words("neg negative pos positive")
  private static let swallowing = Hash.words("if swallow study studies assessment ax clinic")
  private static let lying = Hash.words("station position vertex cephalic presenting cx")
  private static let weekly = Hash.words("mg mcg weekly wkly week each every missed")
  private static let histories = Hash.words("hx h/o o previous prev pmh known fh personal")
  private static let births = Hash.words("epds postnatal postpartum natal pp")
  private static let firsts = Hash.words("first 1st previous last baby")
  private static let therapies = Hash.words(
    "bedside swallow rv seen advised recommendations exercises therapist therapy team input"
  )
  private static let bundles = Hash.words("bundle started given done complete completed and")
  private static let imaging = Hash.words("iam iams mri")

  /// Whether letters are what the words beside them show, and no disease, test or medication.
  func isOtherLetters(_ mention: Mention) -> Bool {
    let at = mention.end - 1
    // "EGFR/ALK neg" is a gene.
    if mention.type == .testName, note.tokens[mention.start].hash == Self.egfr,
      note.isAllCaps(mention.start)
    {
      return (mention.start + 1..<mention.start + 4).contains { note.holds($0, Self.genes) }
    }
    guard note.holds(at, Self.letters), mention.end - mention.start <= 2 else { return false }
    let end = mention.end
    let isLone = mention.end == mention.start + 1
    switch note.tokens[at].hash {
    // "LFT neg", "LFT +ve x2": a lateral flow.
    case Self.lft:
      return note.holds(end, Self.signs) || note.isSymbol(end, 0x2B)
        || note.isDash(end) && note.lower(end + 1) == "ve"
    // "Last SI 5/7", "UPSI".
    case Self.si:
      return mention.category == .medicalCondition
        && (note.lower(at - 1) == "last" || note.lower(at - 1) == "unprotected"
          || NumberWords.digits(note, end) != nil && note.isSymbol(end + 1, 0x2F))
    // "VF if no improvement" films a swallow.
    case Self.vf: return isLone && note.holds(end, Self.swallowing)
    // "0 station, OA" is how a head lies.
    case Self.lies:
      return isLone && note.isAllCaps(at)
        && (note.holds(at - 1, Self.lying)
          || note.isSymbol(at - 1, 0x2C) && note.holds(at - 2, Self.lying))
    // "No PsA" is an arthritis.
    case Self.psa: return mention.type == .testName && note.text(at..<end) == "PsA"
    // "Folic acid 5 mg Sat".
    case Self.day:
      return isLone && mention.type == .testName
        && (note.holds(at - 1, Self.weekly) || ["out", "up"].contains(note.lower(end)))
        && NumberWords.digits(note, end) == nil
    // "HA fitted 2018" is worn in an ear.
    case Self.ha:
      return isLone && mention.category == .medicalCondition
        && ["aid", "aids", "fitted", "moulds"].contains(note.lower(end))
    // "EPDS 14, hx PND w first": depression behind a birth.
    case Self.pnd:
      return mention.category == .medicalCondition && isPostnatal(at)
    // "Start sepsis 6" is what is done.
    case Self.sepsis:
      return isLone
        && (note.lower(end) == "six"
          || NumberWords.digits(note, end) == 6
            && (note.isLineEnd(end + 1) || note.holds(end + 1, Self.bundles)
              || note.tokens[end + 1].kind == .symbol && !note.isSymbol(end + 1, 0x2F)))
    // "K/C/O T2DM" is a known case.
    case Self.k:
      return mention.type == .testName && note.isSymbol(end, 0x2F) && note.lower(end + 1) == "c"
        && note.isSymbol(end + 2, 0x2F) && note.lower(end + 3) == "o"
    // "Prev SBP -> cipro" is a peritonitis, "P2 D5" has two children.
    case Self.sbp:
      return isLone && mention.type == .testName && note.holds(at - 1, Self.histories)
        && NumberWords.digits(note, end) == nil
    case Self.p:
      return isLone && mention.type == .testName && isJoinedNumber(end)
        && NumberWords.digits(note, end).map { $0 < 10 } ?? false
    case Self.e: return mention.category == .medication && note.isSymbol(at - 1, 0x26)
    case Self.conceive: return mention.category == .medication
    case Self.ldl: return !isLone && note.lower(mention.start) == "vl"
    case Self.slt: return isLone && note.holds(end, Self.therapies)
    // "PET prev preg" is pre-eclampsia.
    case Self.pet:
      return isLone && mention.type == .testName
        && ["prev", "previous", "last"].contains(note.lower(end))
        && note.lower(end + 1).hasPrefix("preg")
    // "No hx Ca" is a cancer.
    case Self.ca:
      return isLone && mention.type == .testName && note.holds(at - 1, Self.histories)
        && NumberWords.digits(note, end) == nil
    // "MRI IAM no VS" is a tumour of a nerve.
    case Self.vs:
      return isLone && note.lower(at - 1) == "no"
        && (max(0, at - 5)..<at).contains { note.holds($0, Self.imaging) }
    case let word where Self.gases.contains(word):
      return mention.category == .medication && mention.entry < 0
    case let word where Self.idle.contains(word):
      return mention.category == .medicalCondition && mention.entry < 0
        && mention.sources.allSatisfy { $0.hasPrefix("model:") }
    default: return false
    }
  }

  private func isPostnatal(_ at: Int) -> Bool {
    if ["screen", "score"].contains(note.lower(at + 1)) { return true }
    if note.holds(at + 1, Self.firsts) { return true }
    if ["w", "with", "after"].contains(note.lower(at + 1)) {
      let next = note.isSymbol(at + 2, 0x2F) ? at + 3 : at + 2
      if note.holds(next, Self.firsts) || NumberWords.digits(note, next) == 1 { return true }
    }
    return (max(0, at - 6)..<at).contains { note.holds($0, Self.births) }
  }

  private static let asd = Hash.word("asd".utf8)
  private static let ckd = Hash.word("ckd".utf8)
  private static let minds = Hash.words(
    """
    assessment assessments pathway traits trait diagnosis dx referral query queried adhd autism awaiting camhs waiting \
    adi ados school
    """
  )
  private static let classes = Hash.words(
    "acei arb ppi ssri bb ccb doac noac statin nsaid nsaids mra abx"
  )
  private static let halted = Hash.words("held stopped given restarted resumed")

  /// Gives letters the code of what they are there: "?ASD - awaiting assessment" is autism, and "2) AKI on CKD 3)
  /// constipation" has the number of the next item.
  ///
  /// "ACEi held" is a medication, whatever a model takes it for.
  func recode(_ mention: inout Mention) {
    if mention.category == .testTreatmentProcedure,
      mention.end == mention.start + 2, note.holds(mention.end - 1, Self.halted),
      note.holds(mention.start, Self.classes)
    {
      mention.end -= 1
      mention.category = .medication
      mention.type = .genericName
      mention.entry = -1
    }
    switch note.tokens[mention.start].hash {
    case Self.asd:
      guard mention.category == .medicalCondition, mention.end == mention.start + 1,
        (max(0, mention.start - 3)..<mention.end + 4).contains(where: {
          $0 != mention.start && note.holds($0, Self.minds)
        })
      else { return }
      mention.entry = Lexicon.shared.entry(named: "autism")
      mention.snomed = ""
    case Self.ckd:
      let last = mention.end - 1
      guard mention.category == .medicalCondition, last > mention.start,
        let number = NumberWords.digits(note, last), number > 1, note.isSymbol(mention.end, 0x29),
        (max(0, mention.start - 24)..<mention.start).contains(where: {
          NumberWords.digits(note, $0) == number - 1 && note.isSymbol($0 + 1, 0x29)
            && !note.isSymbol($0 - 1, 0x28)
        })
      else { return }
      mention.end = last
      mention.entry = Lexicon.shared.entry(named: "chronic kidney disease")
      mention.snomed = ""
    default: return
    }
  }
}
