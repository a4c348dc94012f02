// SPDX-License-Identifier: Apache-2.0

/// Takes away abbreviations that the words beside them show to mean something else: "on RA" is room air,
/// "> 4 METs" an exercise, "ASA III" a class of patients.
struct OtherMeanings {
  let note: TokenizedNote

  private static let saturations = Hash.words(
    "spo2 sao2 o2 spo sao sat sats saturation saturating satting oximetry"
  )
  private static let classes = Hash.words("class grade status score ps i ii iii iv v")
  private static let ra = Hash.word("ra".utf8)
  private static let oa = Hash.word("oa".utf8)
  private static let pta = Hash.word("pta".utf8)
  private static let events = Hash.words(
    "resolved meds medications given taken home onset stopped started occurred episode min hours hrs"
  )
  private static let mets = Hash.word("mets".utf8)
  private static let asa = Hash.word("asa".utf8)
  private static let pt = Hash.word("pt".utf8)
  private static let rsv = Hash.word("rsv".utf8)
  private static let fit = Hash.word("fit".utf8)
  private static let fitness = Hash.words("note notes for and to test testing certificate")
  private static let beingFit = Hash.words(
    "not medically otherwise keep keeps keeping is was are be generally very currently unless if when until"
  )
  private static let therapies = Hash.words("eval evaluation ot consult session slp notes note")
  private static let immunity = Hash.words(
    "immune nonimmune immunity titer titers imm vacc vaccd vaccinated immunised immunized"
  )
  private static let sbp = Hash.word("sbp".utf8)
  private static let peritonitis = Hash.words("neg negative ppx prophylaxis treated tx")
  private static let pulse = Hash.word("p".utf8)

  private static let shocks = Hash.word("shocks".utf8)
  private static let shock = Hash.word("shock".utf8)
  private static let devices = Hash.words(
    "icd aicd defibrillator device electric electrical inappropriate crt lifevest"
  )
  private static let lh = Hash.word("lh".utf8)
  private static let hormones = Hash.words(
    "fsh estradiol prolactin progesterone testosterone hormone hormones surge level levels shbg tsh"
  )
  private static let hd = Hash.word("hd".utf8)
  private static let steady = Hash.words("stable unstable instability stability")
  private static let ms = Hash.word("ms".utf8)
  private static let minds = Hash.words(
    "a ao aox alert awake normal nl oriented intact aaox gcs clear"
  )
  private static let li = Hash.word("li".utf8)
  private static let dex = Hash.word("dex".utf8)
  private static let ns = Hash.word("ns".utf8)
  private static let dnr = Hash.word("dnr".utf8)
  private static let sle = Hash.word("sle".utf8)
  private static let pe = Hash.word("pe".utf8)
  private static let tbi = Hash.word("tbi".utf8)
  private static let pcp = Hash.word("pcp".utf8)
  private static let gp = Hash.word("gp".utf8)
  private static let rad = Hash.word("rad".utf8)
  private static let sr = Hash.word("sr".utf8)
  private static let pph = Hash.word("pph".utf8)
  private static let dry = Hash.word("dry".utf8)
  private static let ways = Hash.words("to down into")
  private static let drain = Hash.word("drain".utf8)
  private static let strep = Hash.word("strep".utf8)
  private static let stress = Hash.word("stress".utf8)
  private static let stresses = Hash.words(
    "dose dosed dosing doses steroid steroids ulcer test echo mpi"
  )
  private static let results = Hash.words("neg negative pos positive ve pending sent swab")

  func drop(_ reading: inout Reading) {
    dropKinds(&reading)
    OtherNames(note: note).drop(&reading)
    for index in reading.mentions.indices {
      trim(&reading.mentions[index])
      recode(&reading.mentions[index])
    }
    reading.mentions.removeAll { mention in
      if isOtherLetters(mention) { return true }
      if isImmune(mention) || isOfGerms(mention) || isVaccine(mention) { return true }
      if mention.type == .testName, isStage(mention) || isPage(mention) { return true }
      if isOfPlace(mention) || isCancer(mention) || isAbdomen(mention)
        || isExaminationMark(mention) || isWho(mention) || isAirway(mention)
      {
        return true
      }
      // A model may have the class in the name: "ASA II".
      guard
        mention.end == mention.start + 1 || note.tokens[mention.start].hash == Self.asa
          || note.tokens[mention.start].hash == Self.sbp
      else {
        return false
      }
      switch note.tokens[mention.start].hash {
      case Self.ra, Self.oa: return isRoomAir(mention)
      case Self.pta: return isArrival(mention)
      case Self.mets: return isExercise(mention)
      case Self.asa: return mention.end <= mention.start + 3 && isClass(mention.start + 1)
      case Self.pt: return isTherapist(mention)
      case Self.ns:
        return mention.category == .medication
          && (isGraded(mention.start - 1)
            || isGraded(mention.end) && !note.tokens[mention.end].flags.contains(.spaceBefore)
            || isJoinedNumber(mention.end)
            || NumberWords.digits(note, mention.end) != nil && isGraded(mention.end + 1))
      case Self.rsv: return mention.category == .medicalCondition && isEligible(mention.end)
      case Self.fit:
        return note.holds(mention.end, Self.fitness)
          || note.holds(mention.start - 1, Self.beingFit) && note.lower(mention.start - 2) != "did"
      case Self.pulse: return isPlan(mention.end)
      case Self.shocks: return mention.category == .medicalCondition
      case Self.shock:
        return mention.category == .medicalCondition && note.holds(mention.start - 1, Self.devices)
      case Self.lh: return mention.category == .medicalCondition && isHormone(mention)
      case Self.hd: return mention.category == .testTreatmentProcedure && isOfCirculation(mention)
      case Self.ms: return mention.category == .medicalCondition && isMentalStatus(mention.end)
      case Self.li: return mention.category == .medication && isLevel(mention.end)
      case Self.dex: return mention.category == .medication && !isMilligrams(mention.end)
      case Self.dnr: return mention.category == .medication
      case Self.sbp:
        return mention.type == .testName && note.holds(mention.start + 1, Self.peritonitis)
      case Self.pe: return mention.category == .medicalCondition && isExamination(mention.end)
      case Self.sle: return mention.category == .medicalCondition && isSlitLamp(mention.end)
      case Self.tbi: return mention.category == .medicalCondition && isPressure(mention)
      case Self.drain: return !isDevice(mention)
      case Self.pcp: return mention.category == .medicalCondition && isDoctor(mention)
      // "CT CAP" is of chest, abdomen and pelvis, "LR6" a tooth, "MMR: MLH1 loss" mismatch repair, "HPC: 34F"
      // the history of the complaint, "severe PET" pre-eclampsia.
      case Self.cap: return note.holds(mention.start - 1, Self.scans)
      case Self.ca: return mention.type == .testName && note.holds(mention.end, Self.organs)
      case Self.lr: return isTooth(mention.end)
      case Self.mmr: return isRepair(mention.end)
      case Self.hpc: return mention.type == .testName
      case Self.pet: return isToxaemia(mention)
      // "Paeds ED: 3yo F" is a department, "cirrhosis CP A" how bad it is, "Amb PRF" an ambulance.
      case Self.ed: return isDepartment(mention)
      case Self.cp: return isChildPugh(mention)
      case Self.amb: return mention.category == .medication && !note.isAllCaps(mention.start)
      // "GP started amlodipine" is a doctor.
      case Self.gp: return mention.category != .medication && note.isAllCaps(mention.start)
      case Self.rad:
        return mention.category == .medicalCondition && note.holds(mention.end, Self.ways)
      case Self.sr: return mention.category == .medication && mention.entry < 0
      case Self.pph: return note.isSymbol(mention.end, 0x3A)
      case Self.dry:
        return note.isSymbol(mention.start - 1, 0x2C) && note.lower(mention.start - 2) == "clean"
      case Self.stress:
        return mention.category == .medicalCondition && note.holds(mention.end, Self.stresses)
      case Self.strep: return mention.type == .testName && !isAnswered(mention.end)
      default: return isOtherWord(mention)
      }
    }
  }

  /// "SpO2 97 % RA" is measured in room air, and who breathes "on RA" has no arthritis.
  private func isRoomAir(_ mention: Mention) -> Bool {
    guard mention.category == .medicalCondition else { return false }
    // "RA 98 %"
    if mention.end < note.tokens.count, note.tokens[mention.end].kind == .number,
      note.isSymbol(mention.end + 1, 0x25)
    {
      return true
    }
    if ["on", "baseline", "in"].contains(note.lower(mention.start - 1)),
      note.isAllCaps(mention.start),
      note.tokens[mention.start].hash == Self.ra
    {
      return true
    }
    // "RA sat 94"
    if note.holds(mention.end, Self.saturations) { return true }
    // "Sats 91->97 RA"
    return (max(0, mention.start - 6)..<mention.start).contains { at in
      note.isSymbol(at, 0x25) && at >= mention.start - 4 || note.holds(at, Self.saturations)
    }
  }

  /// "resolved PTA", "meds PTA": prior to arrival.
  private func isArrival(_ mention: Mention) -> Bool {
    mention.category == .medicalCondition
      && (note.holds(mention.start - 1, Self.events) || note.isSymbol(mention.end, 0x3A))
  }

  /// "T3N1M0", "T4 N0" is how far a tumour has grown.
  private func isStage(_ mention: Mention) -> Bool {
    let end = mention.end
    guard ["t3", "t4"].contains(note.text(mention.range).lowercased()), end < note.tokens.count,
      !note.tokens[end].flags.contains(.lineStart)
    else { return false }
    let next = note.text(end..<min(note.tokens.count, end + 2)).lowercased()
    return ["n0", "n1", "n2", "n3", "nx"].contains { next.hasPrefix($0) }
  }

  /// "Page 2 of 3" counts pages, and "Test" heads a column.
  private func isPage(_ mention: Mention) -> Bool {
    if mention.entry < 0,
      ["test", "tests", "result", "results"].contains(note.lower(mention.start)),
      mention.end == mention.start + 1, TextColumns.hasGap(before: mention.end, in: note)
    {
      return true
    }
    return note.lower(mention.start) == "page"
      && (note.lower(mention.start + 2) == "of" || note.isSymbol(mention.start + 2, 0x2F))
  }

  private static let cap = Hash.word("cap".utf8)
  private static let scans = Hash.words("ct mri pet scan tap")
  private static let ca = Hash.word("ca".utf8)
  private static let organs = Hash.words(
    "breast prostate colon lung bladder ovary ovarian cervix rectum pancreas stomach oesophagus thyroid kidney bowel"
  )
  private static let lr = Hash.word("lr".utf8)
  private static let mmr = Hash.word("mmr".utf8)
  private static let hpc = Hash.word("hpc".utf8)
  private static let pet = Hash.word("pet".utf8)
  private static let ed = Hash.word("ed".utf8)
  private static let cp = Hash.word("cp".utf8)
  private static let amb = Hash.word("amb".utf8)
  private static let departments = Hash.words(
    "paeds peds paed pediatric paediatric adult local in to from via at through"
  )
  private static let liver = Hash.words("cirrhosis cirrhotic cld hcc nash ald liver child")

  private static let doneThere = Hash.words(
    """
    bnp trop trops troponin cxr xr ct cta mri ekg ecg labs vitals vs bp hr temp given received afebrile wbc lactate ua us     lasix ns zofran toradol duonebs bolus treated stable seen workup
    """
  )

  private func isDepartment(_ mention: Mention) -> Bool {
    mention.category == .medicalCondition && note.isAllCaps(mention.start)
      && (note.holds(mention.start - 1, Self.departments)
        && !note.tokens[mention.start].flags.contains(.lineStart)
        // "ED: BNP 1200"
        || note.isSymbol(mention.end, 0x3A) && note.holds(mention.end + 1, Self.doneThere)
        || [
          "note", "course", "notes", "triage", "doctor", "physician", "visit", "visits",
          "attendance",
          "attendances", "presentation", "presentations", "consultant", "reg", "referral", "psych",
          "liaison",
        ]
        .contains(note.lower(mention.end)))
  }

  private func isChildPugh(_ mention: Mention) -> Bool {
    mention.category == .medicalCondition
      && ["A", "B", "C"].contains(note.text(mention.end..<min(note.tokens.count, mention.end + 1)))
      && (max(0, mention.start - 4)..<mention.start).contains { note.holds($0, Self.liver) }
  }

  private static let repairs = Hash.words(
    "deficient proficient status loss intact protein proteins testing ihc mlh msh pms"
  )
  private static let toxaemias = Hash.words(
    "severe mild moderate prev previous sister mother mum hx"
  )

  /// "LR6 TTP": the lower right, with the number of the tooth.
  private func isTooth(_ at: Int) -> Bool {
    guard let number = NumberWords.digits(note, at), (1...8).contains(number) else { return false }
    return !note.tokens[at].flags.contains(.spaceBefore)
  }

  private func isRepair(_ end: Int) -> Bool {
    note.holds(note.isSymbol(end, 0x3A) || note.isDash(end) ? end + 1 : end, Self.repairs)
  }

  private func isToxaemia(_ mention: Mention) -> Bool {
    mention.type == .testName
      && (note.holds(mention.start - 1, Self.toxaemias)
        || ["sx", "symptoms", "bloods"].contains(note.lower(mention.end))
        || note.lower(mention.end) == "in" && note.lower(mention.end + 1).hasPrefix("g"))
  }

  /// "RSV not eligible", "RSV: due" is the vaccine.
  private func isEligible(_ end: Int) -> Bool {
    var at = note.isSymbol(end, 0x3A) || note.isDash(end) ? end + 1 : end
    while ["not", "is", "yet"].contains(note.lower(at)) { at += 1 }
    return ["eligible", "ineligible", "due", "utd", "given"].contains(note.lower(at))
      && !note.tokens[at].flags.contains(.lineStart)
  }

  /// "> 4 METs" is what somebody is able to do.
  private func isExercise(_ mention: Mention) -> Bool {
    mention.start > 0 && note.tokens[mention.start - 1].kind == .number
      || note.isSymbol(mention.end, 0x3E) || note.isSymbol(mention.end, 0x3C)
      || mention.end < note.tokens.count && note.tokens[mention.end].kind == .number
  }

  /// "Rubella immune": who is has no rubella.
  private func isImmune(_ mention: Mention) -> Bool {
    mention.category == .medicalCondition
      && (note.holds(mention.end, Self.immunity)
        || note.lower(mention.end) == "ni" && note.isAllCaps(mention.end))
      && !note.tokens[mention.end].flags.contains(.lineStart)
  }

  private static let flu = Hash.words("flu influenza")
  private static let given = Hash.words(
    "utd imm imms immunizations immunisations vaccines vaccinations"
  )

  /// "Flu/COVID vaccines given", "Imm UTD except flu": nobody has the disease.
  private func isVaccine(_ mention: Mention) -> Bool {
    guard mention.category == .medicalCondition, note.holds(mention.start, Self.flu) else {
      return false
    }
    // "flu-like"
    if note.lower(note.isDash(mention.end) ? mention.end + 1 : mention.end) == "like" {
      return true
    }
    if note.isSymbol(mention.end, 0x2F) || note.lower(mention.end) == "and" {
      return (mention.end + 1..<mention.end + 4).contains {
        note.lower($0).hasPrefix("vaccin") || note.lower($0).hasPrefix("booster")
          || note.lower($0).hasPrefix("shot") || note.lower($0) == "utd"
      }
    }
    return ["except", "but"].contains(note.lower(mention.start - 1))
      && (max(0, mention.start - 5)..<mention.start).contains { note.holds($0, Self.given) }
  }

  /// "FSH and LH", "LH surge": the hormone, and nobody is light-headed.
  private func isHormone(_ mention: Mention) -> Bool {
    (max(0, mention.start - 4)..<min(note.tokens.count, mention.end + 4)).contains {
      note.holds($0, Self.hormones)
    } || mention.end < note.tokens.count && note.tokens[mention.end].kind == .number
  }

  /// "HD stable" is of the circulation, "HD#6" a day in hospital.
  private func isOfCirculation(_ mention: Mention) -> Bool {
    note.holds(mention.end, Self.steady) || note.isSymbol(mention.end, 0x23)
      || mention.end < note.tokens.count && note.tokens[mention.end].kind == .number
        && note.tokens[mention.start].flags.contains(.lineStart)
  }

  /// "MS: A&Ox3" is the mental status.
  private func isMentalStatus(_ end: Int) -> Bool {
    note.isSymbol(end, 0x3A) && note.holds(end + 1, Self.minds)
  }

  /// "Li level < 0.1", "Li 0.8" were measured.
  private func isLevel(_ end: Int) -> Bool {
    if note.lower(end).hasPrefix("level") { return true }
    guard let value = NumberWords.digits(note, end) else { return false }
    return value < 5
  }

  /// "Dex 4 mg" is dexamethasone; "dex gtt" is not.
  private func isMilligrams(_ at: Int) -> Bool {
    // "dex 8 -> 4 mg"
    if NumberWords.digits(note, at) != nil, note.isArrowEnd(at + 2) { return isMilligrams(at + 3) }
    return NumberWords.digits(note, at) != nil
      && (note.lower(at + 1) == "mg" || note.isSymbol(at + 1, 0x25))
  }

  /// "PE: tonsils 3+" is an examination, and "PE tube" a tube in an ear.
  private func isExamination(_ end: Int) -> Bool {
    note.isSymbol(end, 0x3A) || note.holds(end, Self.tubes)
  }

  private static let tubes = Hash.words("tube tubes")
  private static let eyes = Hash.words(
    "od os ou lids lashes cornea conj iris lens ac bleph blepharitis mgd nvi k quiet"
  )

  /// "SLE: OD clear, OS 2+ NS" is an examination with the slit lamp.
  private func isSlitLamp(_ end: Int) -> Bool {
    guard note.isSymbol(end, 0x3A) || note.isDash(end) else { return false }
    return (end + 1..<end + 9).contains { note.holds($0, Self.eyes) }
  }

  private static let sensitivities = Hash.words("resistant sensitive susceptible resistance")

  /// "Cipro-resistant" bacteria: it is treated with something else.
  private func isOfGerms(_ mention: Mention) -> Bool {
    guard mention.category == .medication else { return false }
    let at = note.isDash(mention.end) ? mention.end + 1 : mention.end
    return note.holds(at, Self.sensitivities) && !note.tokens[at].flags.contains(.lineStart)
  }

  /// "2+ NS" is a cataract.
  private func isGraded(_ at: Int) -> Bool { note.isSymbol(at, 0x2B) }

  private static let doctors = Hash.words(
    "by her his per my your their see sees new from to the current outpatient local"
  )
  private static let visits = Hash.words(
    "fu up followup appointment appt follow discussed spoke visit"
  )

  /// "Stopped by PCP", "f/u with PCP" is a doctor, and no pneumonia.
  private func isDoctor(_ mention: Mention) -> Bool {
    let before = mention.start - 1
    if note.isSymbol(mention.end, 0x27) || note.lower(mention.end).hasPrefix("app") { return true }
    return note.holds(before, Self.doctors)
      || note.lower(before) == "with"
        && (note.holds(before - 1, Self.visits)
          || note.lower(before - 1) == "u" && note.isSymbol(before - 2, 0x2F))
  }

  private static let legs = Hash.words("abi abis pvr pvrs toe rutherford claudication dp pt")

  /// "TBI R 0.2" is the pressure in a toe.
  private func isPressure(_ mention: Mention) -> Bool {
    var at = mention.end
    while at < mention.end + 2, ["r", "l", "of", "right", "left"].contains(note.lower(at)) {
      at += 1
    }
    return NumberWords.digits(note, at).map { $0 < 3 } ?? false
      || (max(0, mention.start - 8)..<mention.start).contains { note.holds($0, Self.legs) }
  }

  private static let drainWords = Hash.words("removed pulled out placed output in site dc was")
  private static let drainKinds = Hash.words(
    "jp surgical a the abdominal pigtail percutaneous his her"
  )

  /// "Drain pulled", "the drain": a device, and not what somebody is to drain.
  private func isDevice(_ mention: Mention) -> Bool {
    note.holds(mention.end, Self.drainWords) && !note.tokens[mention.end].flags.contains(.lineStart)
      || note.holds(mention.start - 1, Self.drainKinds)
  }

  /// "Strep neg": the test, and not the germ.
  private func isAnswered(_ end: Int) -> Bool {
    let at =
      note.isSymbol(end, 0x3A) || note.isDash(end) || note.isSymbol(end, 0x28) ? end + 1 : end
    return note.holds(at, Self.results)
  }

  /// "PT eval", "PT/OT" are people, and no prothrombin time.
  private func isTherapist(_ mention: Mention) -> Bool {
    let at = mention.end
    // "resolved w/ PT"
    let isWith =
      note.lower(mention.start - 1) == "with"
      || note.isSymbol(mention.start - 1, 0x2F) && note.lower(mention.start - 2) == "w"
    if isWith, NumberWords.digits(note, at) == nil, note.lower(at) != "inr" { return true }
    return note.holds(at, Self.therapies) || note.isSymbol(at, 0x2F) && note.lower(at + 1) == "ot"
  }

  /// "ASA 3", "ASA class II", but "ASA 81".
  private func isClass(_ at: Int) -> Bool {
    guard note.tokens.indices.contains(at), !note.tokens[at].flags.contains(.lineStart) else {
      return false
    }
    if note.holds(at, Self.classes) { return true }
    guard let number = NumberWords.digits(note, at), (1...5).contains(number) else { return false }
    return at + 1 >= note.tokens.count || note.tokens[at + 1].kind == .symbol
      || note.tokens[at + 1].flags.contains(.lineStart)
  }

  /// "P: 3rd trimester labs" begins a plan.
  private func isPlan(_ at: Int) -> Bool {
    guard note.isSymbol(at, 0x3A), at + 1 < note.tokens.count else { return false }
    return note.tokens[at + 1].kind != .number
      || at + 2 < note.tokens.count && note.tokens[at + 2].kind == .word
        && !note.tokens[at + 2].flags.contains(.spaceBefore)
  }

  /// "Her home medications were continued" names no medication.
  private func dropKinds(_ reading: inout Reading) {
    reading.mentions.removeAll { mention in
      mention.category == .medication && mention.entry < 0
        && mention.range.allSatisfy { at in
          note.tokens[at].kind != .word || Self.kinds.contains(note.lower(at))
        }
    }
  }

  private static let kinds: Set<String> = [
    "medication", "medications", "drug", "drugs", "medicine", "medicines", "med", "meds", "pill",
    "pills", "tablet", "tablets", "agent", "agents", "home", "current", "other", "new", "all",
    "his", "smoking", "tobacco", "cigarette", "cigarettes", "her", "the", "oral", "prescription",
    "prescriptions", "prescribed", "regular", "daily", "dose",
    "doses", "treatment", "therapy", "outpatient", "discharge", "reconciliation", "list", "orders",
    "administration", "sedation", "changes", "change", "adherence", "compliance", "review",
    "management", "schedule", "refill", "refills", "updates", "update", "education", "history",
  ]
}
