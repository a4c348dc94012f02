// SPDX-License-Identifier: Apache-2.0

/// Words that are no medication, test or disease beside others: "COPD GOLD D", "ANC 28/40", "diabetes clinic".
extension OtherMeanings {
  private static let behind = Hash.words(
    "inr ci allergy allergies allergic intolerance weekly daily nightly monthly bd tds qds bid tid mwf tts"
  )

  private static let kin = Hash.words(
    "mum mom dad mother father brother sister son daughter aunt uncle sibling sib pmh pmhx"
  )

  /// Takes from a name what a model took with it: "warfarin INR 2.4" is a medication and its test, "alendronate
  /// weekly" how often, "ferrous sulphate 200" how much.
  func trim(_ mention: inout Mention) {
    if mention.type == .testName { trimTest(&mention) }
    // "Mum bipolar" is who, and what she has.
    if mention.category == .medicalCondition, mention.range.count > 1,
      note.holds(mention.start, Self.kin), note.tokens[mention.start + 1].kind == .word
    {
      mention.start += 1
    }
    guard mention.category == .medication else { return }
    // "Benralizumab Q8W"
    if mention.range.count > 3, note.lower(mention.end - 3) == "q",
      note.tokens[mention.end - 2].kind == .number, note.tokens[mention.end - 1].count <= 2
    {
      mention.end -= 3
    }
    while mention.end > mention.start + 1 {
      let last = mention.end - 1
      let isAmount =
        mention.entry < 0 && note.tokens[last].kind == .number
        && note.tokens[last].flags.contains(.spaceBefore)
        && (NumberWords.digits(note, last) ?? 0) >= 20
      guard note.holds(last, Self.behind) || isAmount else { return }
      mention.end = last
    }
  }

  private static let results = Hash.words("nad normal nl deranged clear unremarkable")
  /// What a number makes another name of: "PHQ 9", "CA 125".
  private static let numbered = Hash.words(
    "phq gad ca hla il b d t c g cd hpv apo factor type stage phase grade week weeks day part lead v vitamin vit omega p"
  )

  /// "D-dimer 800", "FBC NAD", "RASS -3": a test, and what it showed.
  private func trimTest(_ mention: inout Mention) {
    guard mention.sources.contains("model:notes") || mention.sources.contains("lexicon:test") else {
      return
    }
    var last = mention.end - 1
    guard last > mention.start,
      note.tokens[last].flags.contains(.spaceBefore)
        || note.isDash(last - 1)
    else { return }
    if note.holds(last, Self.results) {
      mention.end = last
    } else if note.tokens[last].kind == .number, !note.isSymbol(last + 1, 0x29) {
      if note.isDash(last - 1), note.tokens[last - 1].flags.contains(.spaceBefore) { last -= 1 }
      guard last > mention.start, note.tokens[last - 1].kind == .word,
        note.tokens[last].flags.contains(.spaceBefore), !note.holds(last - 1, Self.numbered),
        (mention.start..<last).allSatisfy({ note.tokens[$0].kind != .number })
      else { return }
      mention.end = last
    }
  }

  private static let places = Hash.words(
    "clinic clinics nurse nurses team teams unit ward centre center service services helpline hub"
  )
  private static let between = Hash.words("antenatal specialist review foot eye outpatient liaison")
  private static let opening = Hash.words(
    """
    refer referred referral to under via from attend attends attended seen by in at for the and with through review \
    d w contact call
    """
  )

  /// "Diabetes clinic", "referred to the stroke unit": a place, where nobody says who has what.
  func isOfPlace(_ mention: Mention) -> Bool {
    guard mention.category == .medicalCondition, mention.entry >= 0 else { return false }
    var at = mention.end
    if note.holds(at, Self.between) { at += 1 }
    guard note.holds(at, Self.places), !note.tokens[at].flags.contains(.lineStart) else {
      return false
    }
    let before = mention.start - 1
    return before < 0 || note.tokens[mention.start].flags.contains(.lineStart)
      || note.tokens[before].kind == .symbol || note.holds(before, Self.opening)
  }

  private static let sites = Hash.words(
    """
    endometrial endometrium cervical cervix gastric stomach oesophageal oesophagus esophageal thyroid renal kidney bladder \
    larynx tongue laryngeal oral vulval anal testicular biliary
    """
  )

  /// "Endometrial Ca", "Ca thyroid": nobody measured calcium.
  private func isCalcium(_ at: Int, beside site: Int) -> Bool {
    note.lower(at) == "ca" && note.holds(site, Self.sites)
  }

  /// Whether a test is a cancer.
  func isCancer(_ mention: Mention) -> Bool {
    guard mention.type == .testName else { return false }
    return isCalcium(mention.end - 1, beside: mention.end - 2)
      || isCalcium(mention.start, beside: mention.start + 1)
  }

  private static let tlc = Hash.word("tlc".utf8)
  private static let sat = Hash.word("sat".utf8)
  private static let bp = Hash.word("bp".utf8)
  private static let weekdays = Hash.words(
    "missed last next on until since this every mon tue wed thu thurs fri sun tues"
  )
  private static let kinds = Hash.words("meds med medication medications pills tablets tabs drugs")

  /// "P/A soft" is an abdomen.
  func isAbdomen(_ mention: Mention) -> Bool {
    mention.type == .testName && note.lower(mention.start) == "p"
      && note.isSymbol(mention.start + 1, 0x2F) && note.lower(mention.start + 2) == "a"
  }

  private static let rf = Hash.word("rf".utf8)
  private static let gold = Hash.word("gold".utf8)
  private static let gum = Hash.word("gum".utf8)
  private static let salt = Hash.word("salt".utf8)
  private static let departments = Hash.words(
    "cardio gastro resp uro urol neuro ortho rheum haem derm endo opd"
  )
  private static let slt = Hash.word("slt".utf8)
  private static let mibi = Hash.word("mibi".utf8)
  private static let ppd = Hash.word("ppd".utf8)
  private static let mst = Hash.word("mst".utf8)
  private static let anc = Hash.word("anc".utf8)
  private static let ph = Hash.word("ph".utf8)
  private static let dob = Hash.word("dob".utf8)
  private static let t = Hash.word("t".utf8)
  private static let visits = Hash.words("upsi abstain rtc rov toc twoc cards mum mom")
  private static let spines = Hash.words(
    """
    fracture fractures fx compression wedge collapse vertebra vertebral vertebrae level levels burst lesion disc \
    met mets cord below above at to from
    """
  )
  private static let therapists = Hash.words("review reviewed assessment ref referral r recs")

  /// Whether a lone word is what the words beside it show, and not what it is elsewhere.
  func isOtherWord(_ mention: Mention) -> Bool {
    let at = mention.start
    let end = mention.end
    switch note.tokens[at].hash {
    // "COPD GOLD D" is a stage, "GUM: dysuria" a clinic, "SALT review" speech therapy, "MIBI" a scan.
    case Self.gold: return mention.category == .medication && note.isAllCaps(at)
    case Self.gum: return note.isAllCaps(at)
    case Self.mibi: return mention.category == .medication
    case Self.salt:
      return note.isAllCaps(at) && (note.isSymbol(end, 0x3A) || note.holds(end, Self.therapists))
    case Self.slt:
      return note.isSymbol(end, 0x3A) || note.isSymbol(end, 0x2F)
        || note.holds(end, Self.therapists)
    // "TLC 14000" counts cells, "missed Sat tx" is a day, "BP meds" are taken.
    case Self.tlc: return mention.category == .medication
    case Self.sat:
      return mention.type == .testName && note.holds(at - 1, Self.weekdays)
        && NumberWords.digits(note, end) == nil
    case Self.bp: return mention.type == .testName && note.holds(end, Self.kinds)
    // "type 2 RF" is a failure to breathe.
    case Self.rf:
      return mention.type == .testName
        && (note.lower(at - 2) == "type" || ["resp", "t1", "t2"].contains(note.lower(at - 1))
          || isFailure(at))
    // "BL 110" is where a value was before, "SOB at rest" no treatment, "BC x2 taken" a culture.
    case Self.bl: return mention.category == .medication && mention.entry < 0
    // "para 1 g" is paracetamol, "gravida 2 para 1" is not; "stopped Jan" tells when.
    case Self.para:
      return mention.category == .medication
        && (NumberWords.digits(note, end) == nil || !["g", "mg"].contains(note.lower(end + 1)))
    // "Doesn't take gabapentin", "HBsAg/HCV NR" name no medication.
    case let word where Self.auxiliaries.contains(word):
      return mention.category == .medication && mention.entry < 0 && note.isSymbol(at + 1, 0x27)
    case Self.hbsag: return mention.category == .medication
    case let word where Self.months.contains(word):
      return mention.category == .medication && mention.entry < 0
    case Self.rest: return mention.type != .condition && note.lower(at - 1) == "at"
    case Self.bc: return mention.category == .medicalCondition && isCulture(end)
    // "PPD: home" is where somebody wants to die.
    case Self.ppd:
      return note.isSymbol(end, 0x3A)
        && ["home", "hospice", "hospital", "nh"].contains(note.lower(end + 1))
    // "MST score 2" tells how somebody is fed.
    case Self.mst: return mention.category == .medication && NumberWords.digits(note, end) == nil
    // "UC: no growth" is of urine, "Sputum: NG" a specimen.
    case Self.uc, Self.sputum:
      return mention.category == .medicalCondition
        && (note.isSymbol(end, 0x3A) || note.isDash(end) || note.holds(end, Self.grown))
        && isGrown(note.holds(end, Self.grown) ? end : end + 1)
    // "VL LDL" is lower than is detected, "TSH/SI" a thought of harm.
    case Self.ldl: return mention.type == .testName && note.lower(at - 1) == "vl"
    case Self.tsh:
      return mention.type == .testName
        && (note.isSymbol(end, 0x2F) && note.holds(end + 1, Self.harms)
          || note.isSymbol(at - 1, 0x2F) && note.holds(at - 2, Self.harms))
    // "ANC 28/40" is a visit in pregnancy, "WLE + ANC" an operation.
    case Self.anc: return mention.type == .testName && (isWeeks(end) || isClearance(at))
    // "L 6/18 ph 6/9" is seen through a pinhole.
    case Self.ph: return mention.type == .testName && isSight(end)
    // "DOB 12/3/1950" is a birthday, "DOB on exertion" breath that is short.
    case Self.dob: return mention.type == .testName
    // "fracture T12" is a vertebra.
    case Self.t:
      return mention.type == .testName
        && (isVertebra(mention) || isJoinedNumber(end) && note.lower(end + 1) == "rf"
          || note.isDash(end) && note.tokens[end].flags.contains(.spaceBefore)
            && NumberWords.digits(note, end + 1).map { $0 < 6 } ?? false)
    // "RTC 6/12", "UPSI 1/52" measure nothing.
    case let word where Self.visits.contains(word):
      return mention.type == .testName && mention.entry < 0
    // "PCN pharmacist" is of a network of practices.
    case Self.pcn: return note.holds(end, Self.networks)
    // "PVC resited" is a cannula, "aids" are worn in ears.
    case Self.pvc:
      return mention.category == .medicalCondition
        && (note.holds(end, Self.cannulas) || note.lower(at - 1) == "new")
    case Self.aids:
      return mention.category == .medicalCondition && !note.isAllCaps(at)
    // "mono 10/10" feels a thread.
    case Self.mono:
      return mention.category == .medicalCondition
        && (NumberWords.digits(note, end) != nil
          || ["intact", "normal", "present", "absent"].contains(note.lower(end)))
    // "Ref cardio", "urol OPD" are departments.
    case let word where Self.departments.contains(word):
      return mention.category == .medicalCondition && mention.entry < 0
    default: return false
    }
  }

  private static let bl = Hash.word("bl".utf8)
  private static let rest = Hash.word("rest".utf8)
  private static let auxiliaries = Hash.words(
    "doesn don didn won can isn wasn hasn couldn wouldn doesn't don't didn't won't can't"
  )
  private static let hbsag = Hash.word("hbsag".utf8)
  private static let para = Hash.word("para".utf8)
  private static let months = Hash.words(
    "jan feb mar apr jun jul aug sept sep oct nov dec june july"
  )
  private static let bc = Hash.word("bc".utf8)

  /// "T2RF" is a failure to breathe.
  private func isFailure(_ at: Int) -> Bool {
    note.lower(at - 2) == "t" && !note.tokens[at].flags.contains(.spaceBefore)
      && NumberWords.digits(note, at - 1).map { $0 == 1 || $0 == 2 } ?? false
  }

  private static let pcn = Hash.word("pcn".utf8)
  private static let networks = Hash.words(
    "pharmacist pharmacists nurse team physio paramedic clinic hub gp"
  )
  private static let pvc = Hash.word("pvc".utf8)
  private static let aids = Hash.word("aids".utf8)
  private static let cannulas = Hash.words(
    "resited sited inserted removed flushed patent tissued site out in"
  )
  private static let mono = Hash.word("mono".utf8)
  private static let uc = Hash.word("uc".utf8)
  private static let sputum = Hash.word("sputum".utf8)
  private static let ldl = Hash.word("ldl".utf8)
  private static let tsh = Hash.word("tsh".utf8)
  private static let harms = Hash.words("si hi dsh")
  private static let grown = Hash.words("ng ngtd grew")
  private static let removals = Hash.words("wle mastectomy mx lumpectomy bcs")

  /// Whether words are what a culture showed: "no growth", "NG".
  private func isGrown(_ at: Int) -> Bool {
    note.lower(at) == "no" && note.lower(at + 1) == "growth"
      || note.holds(at, Self.grown) && (note.lower(at) == "grew" || note.isAllCaps(at))
  }

  private func isClearance(_ at: Int) -> Bool {
    (note.isSymbol(at - 1, 0x2B) || note.isSymbol(at - 1, 0x26) || note.isSymbol(at - 1, 0x2F))
      && note.holds(at - 2, Self.removals)
      || note.isSymbol(at + 1, 0x2B) && ["rt", "wle"].contains(note.lower(at + 2))
  }

  /// "MP 2" is how far a mouth opens.
  func isAirway(_ mention: Mention) -> Bool {
    guard mention.category == .medication, mention.entry < 0,
      note.lower(mention.start) == "mp", note.isAllCaps(mention.start)
    else { return false }
    return NumberWords.digits(note, mention.start + 1).map { (1...4).contains($0) } ?? false
  }

  private func isCulture(_ behind: Int) -> Bool {
    // "BC: no growth", "BC - NGTD".
    let isHead = note.isSymbol(behind, 0x3A) || note.isDash(behind)
    let end = isHead ? behind + 1 : behind
    if note.lower(end) == "no", ["growth", "organism", "organisms"].contains(note.lower(end + 1)) {
      return true
    }
    return note.lower(end) == "x"
      || [
        "taken", "sent", "neg", "negative", "pos", "positive", "ngtd", "ng", "pending", "awaited",
        "grew",
      ]
      .contains(note.lower(end))
  }

  /// "O/E tender", "I/O: buccal swelling" begin an examination, and are no test.
  func isExaminationMark(_ mention: Mention) -> Bool {
    mention.type == .testName && mention.end == mention.start + 3
      && note.isSymbol(mention.start + 1, 0x2F)
      && (["o", "i"].contains(note.lower(mention.start)) && note.lower(mention.start + 2) == "e"
        || note.lower(mention.start) == "e" && note.lower(mention.start + 2) == "o"
        || note.lower(mention.start) == "i" && note.lower(mention.start + 2) == "o"
          && mention.attributes.isEmpty && NumberWords.digits(note, mention.end) == nil)
  }

  /// "Breast MDT: 49F", "CAMHS: 15F" say who is seen where.
  func isWho(_ mention: Mention) -> Bool {
    guard mention.type == .testName, mention.entry < 0 else { return false }
    let at = note.isSymbol(mention.end, 0x3A) ? mention.end + 1 : mention.end
    guard let age = NumberWords.digits(note, at), (0...110).contains(age), age == age.rounded(),
      ["f", "m"].contains(note.lower(at + 1)), !note.tokens[at + 1].flags.contains(.spaceBefore)
    else { return false }
    return note.isAllCaps(at + 1)
  }

  /// "28/40": how many weeks of forty.
  private func isWeeks(_ end: Int) -> Bool {
    let at = note.isSymbol(end, 0x3A) ? end + 1 : end
    return note.isSymbol(at + 1, 0x2F) && NumberWords.digits(note, at + 2) == 40
  }

  private func isSight(_ end: Int) -> Bool {
    NumberWords.digits(note, end) == 6 && note.isSymbol(end + 1, 0x2F)
      && !note.tokens[end + 1].flags.contains(.spaceBefore)
  }

  /// Whether a number is written to the word before it: "NS2+", "T12".
  func isJoinedNumber(_ at: Int) -> Bool {
    NumberWords.digits(note, at) != nil && !note.tokens[at].flags.contains(.spaceBefore)
  }

  private func isVertebra(_ mention: Mention) -> Bool {
    guard isJoinedNumber(mention.end), let number = NumberWords.digits(note, mention.end),
      (1...12).contains(number)
    else { return false }
    return number > 4 || note.holds(mention.start - 1, Self.spines)
  }
}
