// SPDX-License-Identifier: Apache-2.0

/// Gives the parts of directions to the medications they are about.
enum MedicationLinker {
  /// A number without a unit, which is a dose right behind a name only.
  private static let bareDose = "rule:bare-dose"

  /// How far from a medication its directions may stand, in tokens.
  private static let reach = 30

  static func link(_ reading: inout Reading) {
    let heads = reading.mentions.indices.filter { reading.mentions[$0].category == .medication }
    guard !heads.isEmpty else { return }
    var isTest = [Bool](repeating: false, count: reading.note.tokens.count)
    for mention in reading.mentions where mention.category == .testTreatmentProcedure {
      for token in mention.range { isTest[token] = true }
    }
    let isSuffered = conditions(reading)
    let unread = UnreadNames(reading: reading)
    var next = 0
    for index in reading.pieces.indices {
      keepNew(&reading.pieces[index], reading.note)
      let piece = reading.pieces[index]
      guard isDirection(piece.type), !piece.isLinked else { continue }
      if isFormer(piece, reading.note) || isOfFormerColumn(piece, reading) {
        reading.pieces[index].isOfOther = true
        continue
      }
      while next < heads.count, reading.mentions[heads[next]].start < piece.start { next += 1 }
      let before = next > 0 ? heads[next - 1] : nil
      let after = next < heads.count ? heads[next] : nil
      guard let head = choose(reading, piece, before, after, isTest, isSuffered) else { continue }
      if unread.owns(piece, before: reading.mentions[head])
        || isOfOther(piece, reading.mentions[head], reading.note)
      {
        reading.pieces[index].isOfOther = true
        continue
      }
      var linked = piece
      linked.isLinked = true
      linked.relationship = relationship(piece.type)
      linked.relationshipScore = 0.95
      reading.pieces[index].isLinked = true
      reading.mentions[head].attributes.append(linked)
    }
    for head in heads { settleStrength(&reading.mentions[head].attributes) }
  }

  /// "97 % 2L NC" is a saturation, and "80 mg BID, net negative 9 L" a volume.
  private static func isOfOther(_ piece: Piece, _ head: Mention, _ note: TokenizedNote) -> Bool {
    // "Enox held. Feed 60 ml/h"
    if piece.type == .rate, ["feed", "feeds"].contains(note.lower(piece.start - 1)) { return true }
    guard piece.type == .strength || piece.type == .dosage else { return false }
    if head.sources.contains("rule:oxygen-device"), note.isSymbol(piece.end - 1, 0x25) {
      return true
    }
    guard case .quantity(let quantity)? = piece.value, let code = quantity.code else {
      return false
    }
    // "dose reduced 20 %" is no strength.
    if code == "%",
      note.holds(piece.start - 1, SigScanner.changes)
        || ["by", "red"].contains(note.lower(piece.start - 1))
    {
      return true
    }
    // "norepinephrine, s/p 30 mL/kg" is the fluid that somebody was given.
    let isFluid =
      head.range.contains { fluids.contains(note.tokens[$0].hash) }
      || note.text(head.range).lowercased() == "o2"
    if code == "mL/kg" { return !isFluid }
    guard code == "L" else { return false }
    // "diuresed 6 L on Lasix"
    // "furos 80; paracentesis 8 L"
    return piece.start - head.end > 4
      || head.end < piece.start && (head.end..<piece.start).contains { note.isSymbol($0, 0x3B) }
      || piece.end <= head.start && note.lower(piece.end) != "of" && !isFluid
  }

  private static let fluids = Hash.words(
    """
    o2 oxygen air nasal hfnc nrb nrbm lr ns saline dextrose water lactated bolus fluid fluids ivf plasmalyte crystalloid \
    crystalloids nc albumin prbc prbcs rbc rbcs platelets ffp plasma blood d5 d10 d5w ringers hartmann's hartmanns
    """
  )

  /// Which tokens are in conditions, but for those that a medication is for.
  private static func conditions(_ reading: Reading) -> [Bool] {
    var result = [Bool](repeating: false, count: reading.note.tokens.count)
    for mention in reading.mentions where mention.category == .medicalCondition {
      let isReason = (max(0, mention.start - 3)..<mention.start).contains {
        ["for", "against", "prn"].contains(reading.note.lower($0))
      }
      if isReason { continue }
      for token in mention.range { result[token] = true }
    }
    return result
  }

  private static func isDirection(_ type: EntityType) -> Bool {
    switch type {
    case .dosage, .strength, .form, .routeOrMode, .frequency, .duration, .rate: true
    default: false
    }
  }

  static func relationship(_ type: EntityType) -> RelationshipType {
    switch type {
    case .strength: .strength
    case .form: .form
    case .routeOrMode: .routeOrMode
    case .frequency: .frequency
    case .duration: .duration
    case .rate: .rate
    default: .dosage
    }
  }

  /// The medication before a part, unless the part leads to the next one.
  private static func choose(
    _ reading: Reading,
    _ piece: Piece,
    _ before: Int?,
    _ after: Int?,
    _ isTest: [Bool],
    _ isSuffered: [Bool]
  ) -> Int? {
    let leftGap = before.map { gap(reading, $0, piece, isTest, isSuffered) } ?? Int.max
    if piece.source == bareDose {
      guard let before,
        leftGap == 0 || leftGap == 1 && reading.note.holds(piece.start - 1, releases)
          || leftGap <= 3 && reading.note.isArrowEnd(piece.start - 1)
          || leftGap <= 5 && reading.note.isArrowEnd(piece.start - 1)
            && reading.note.holds(reading.mentions[before].end, SigScanner.changes)
          || leftGap < Int.max && isStep(reading.mentions[before], piece, reading.note)
          || leftGap <= 8 && isChanged(reading.mentions[before], piece, reading)
          || leftGap <= 8 && reading.note.holds(piece.start - 1, taken)
      else {
        return nil
      }
      return isLevel(reading, reading.mentions[before], piece)
        || isResult(reading, reading.mentions[before], piece) ? nil : before
    }
    if piece.source == SigScanner.dayOfTherapy {
      guard let before else { return nil }
      let head = reading.mentions[before]
      let isBeside =
        leftGap == 0 || leftGap == 1 && reading.note.isSymbol(piece.start - 1, 0x28)
        || head.attributes.contains {
          $0.end == piece.start
            || $0.end == piece.start - 1 && reading.note.isSymbol(piece.start - 1, 0x28)
        }
      return isBeside ? before : nil
    }
    // "aspirin 81 mg daily metoprolol 25 mg": what follows a dose goes with it.
    if let before, piece.type == .frequency || piece.type == .routeOrMode,
      reading.mentions[before].attributes.contains(where: { $0.end == piece.start }),
      leftGap <= reach
    {
      return before
    }
    var rightGap = after.map { leading(reading, piece, $0) } ?? Int.max
    // "VL < 20 x5 yrs on Biktarvy": how long the other thing lasts.
    if piece.type == .duration, let after,
      reading.note.lower(reading.mentions[after].start - 1) == "on"
    {
      rightGap = Int.max
    }
    if rightGap <= 1, leftGap > 0, rightGap < leftGap { return after }
    if leftGap <= reach { return before }
    if rightGap <= 5 { return after }
    return nil
  }

  private static let steps = Hash.words(
    "then and to decrease reduce taper down followed by load loading bolus"
  )

  /// Whether a number is the next step of a taper, or stands behind a route: "40 x5d then 30 x5d", "then 20",
  /// "PO 400 BID".
  private static func isStep(_ head: Mention, _ piece: Piece, _ note: TokenizedNote) -> Bool {
    guard let last = head.attributes.filter({ $0.end <= piece.start }).max(by: { $0.end < $1.end })
    else { return false }
    if last.end == piece.start { return last.type == .routeOrMode || last.type == .form }
    let gap = last.end..<piece.start
    return gap.count <= 4
      && head.attributes.contains { $0.type == .dosage || $0.type == .strength }
      && gap.contains { steps.contains(note.tokens[$0].hash) }
      && gap.allSatisfy { note.isSymbol($0, 0x2C) || steps.contains(note.tokens[$0].hash) }
  }

  private static let taken = Hash.words("takes taking")
  private static let releases = Hash.words("mr sr la xl cr er ec xr ir pr")
  private static let filling = Hash.words("to from dose further again back")

  /// Whether a number is the dose that a medication is changed to: "increase losartan to 100 daily",
  /// "sevelamer increased from 800 to 1600".
  private static func isChanged(_ head: Mention, _ piece: Piece, _ reading: Reading) -> Bool {
    let note = reading.note
    guard head.end < piece.start, note.lower(piece.start - 1) == "to" else { return false }
    let sentence = reading.sentence(at: head.start)
    let isOrdered = (max(sentence.lowerBound, head.start - 3)..<head.start).contains {
      note.holds($0, SigScanner.changes)
    }
    var isChange = isOrdered
    for at in head.end..<piece.start {
      if note.holds(at, SigScanner.changes) {
        isChange = true
      } else if note.isSymbol(at, 0x2C), note.holds(at + 1, SigScanner.changes) {
        continue
      } else if note.isArrowEnd(at) || note.isArrowEnd(at + 1) {
        continue
      } else if note.tokens[at].kind == .symbol
        || note.tokens[at].kind == .word && !note.holds(at, filling)
          && !reading.isPart(at, of: head) && SigWords.shared.word(note.tokens[at].hash) == nil
      {
        return false
      }
    }
    return isChange
  }

  private static let measured = Hash.words(
    """
    digoxin lithium vancomycin vanc vanco tacrolimus tac fk cyclosporine phenytoin valproate depakote \
    carbamazepine gentamicin gent tobramycin theophylline sirolimus b12 cobalamin folate iron ferritin \
    calcium sodium potassium chloride bicarb bicarbonate magnesium mag phos phosphate phosphorus glucose \
    dextrose zinc copper albumin thyroxine t4 t3 estrogen progesterone oxygen o2 \
    vitamin d k mg alcohol ethanol etoh acetaminophen salicylate cortisol testosterone estradiol
    """
  )

  /// "INR on warfarin 3.1": the value of the test, where no other number follows.
  private static func isResult(_ reading: Reading, _ head: Mention, _ piece: Piece) -> Bool {
    guard reading.isMeasured(on: head), piece.start == head.end else { return false }
    let next = piece.end
    guard reading.note.tokens.indices.contains(next) else { return true }
    return reading.note.tokens[next].flags.contains(.lineStart)
      || SigWords.shared.word(reading.note.tokens[next].hash) == nil
        && !(next..<min(reading.note.tokens.count, next + 3)).contains {
          reading.note.tokens[$0].kind == .number
        }
  }

  /// Whether a number right behind a name may be what was measured: "digoxin 0.8", "B12 412".
  private static func isLevel(_ reading: Reading, _ mention: Mention, _ piece: Piece) -> Bool {
    if reading.pieces(startingAt: piece.end).contains(where: { $0.type == .frequency }) {
      return false
    }
    // "Acetaminophen 650" is what was taken.
    if case .quantity(let quantity)? = piece.value, quantity.value >= 325,
      mention.range.contains(where: { reading.note.lower($0) == "acetaminophen" })
    {
      return false
    }
    // "Digoxin 0.125" is a tablet.
    if case .quantity(let quantity)? = piece.value, quantity.value <= 0.25,
      mention.range.contains(where: { reading.note.lower($0) == "digoxin" })
    {
      return false
    }
    if mention.entry >= 0, !Lexicon.shared.entries[Int(mention.entry)].cvx.isEmpty { return true }
    let kind = reading.kind(at: mention.start)
    if kind == .medications || kind == .dischargeMedications { return false }
    return kind == .laboratory
      || mention.range.contains { measured.contains(reading.note.tokens[$0].hash) }
  }

  /// The distance to a medication that stands before; too far where the line or clause ends.
  private static func gap(
    _ reading: Reading,
    _ head: Int,
    _ piece: Piece,
    _ isTest: [Bool],
    _ isSuffered: [Bool]
  ) -> Int {
    let end = reading.mentions[head].end
    // A part may be inside of what a model took for the name.
    if piece.start < end { return piece.end <= end ? Int.max : 0 }
    var distance = 0
    for token in end..<piece.start {
      distance += 1
      // "insulin, chest pain x 3 hours": how long a condition lasts is said of it.
      if piece.type == .duration, isSuffered[token] { return Int.max }
      // "Senna 2 qhs, no BM x3d": behind a comma somebody denies another thing.
      if reading.note.isSymbol(token, 0x2C), reading.note.lower(token + 1) == "no" {
        return Int.max
      }
      // "KCl 40 mEq PO x1, recheck in AM": what is to be looked at has a time of its own.
      if distance > 1, checks.contains(reading.note.tokens[token].hash) { return Int.max }
      // "on 2 L home O2, sats 91%"
      if isTest[token], piece.type == .strength, reading.note.isSymbol(piece.end - 1, 0x25) {
        return Int.max
      }
      // Tests between a medication and a number own the number, and what another sentence names first
      // owns what is said there.
      let isElsewhere = reading.sentenceOf[token] != reading.sentenceOf[end - 1]
      if isTest[token], isElsewhere || distance > 2 && isTestName(reading, token) {
        return Int.max
      }
      // "90 %" is the strength of what it stands beside.
      if distance > 4, piece.type == .strength, reading.note.isSymbol(piece.end - 1, 0x25) {
        return Int.max
      }
      if distance > reach { return Int.max }
      let flags = reading.note.tokens[token].flags
      if flags.contains(.blankBefore) { return Int.max }
      if reading.sentenceOf[token] != reading.sentenceOf[end - 1],
        !isDirected(reading.sentence(at: token), reading.note)
      {
        distance += 6
      }
      if reading.note.isSymbol(token, 0x3B) { distance += piece.type == .form ? reach + 1 : 8 }
    }
    // "NSAIDs. EtOH 10u/wk": what somebody drinks.
    if distance > 0, reading.note.holds(piece.start - 1, drinks) { return Int.max }
    if piece.start < reading.note.tokens.count {
      let flags = reading.note.tokens[piece.start].flags
      if flags.contains(.blankBefore) { return Int.max }
      if reading.sentenceOf[piece.start] != reading.sentenceOf[end - 1] { distance += 8 }
      // "Trazodone d/c'd. Cannabis daily.": how often another thing is done that a sentence begins with.
      if piece.type == .frequency, !isSig(piece.start - 1, reading.note),
        reading.sentence(at: piece.start).lowerBound == piece.start - 1,
        reading.sentenceOf[piece.start] != reading.sentenceOf[end - 1]
      {
        return Int.max
      }
      // "Declined mefloquine. Typhoid vaccine IM today": the way of what its sentence names.
      if piece.type == .routeOrMode || piece.type == .form,
        reading.sentenceOf[piece.start] != reading.sentenceOf[end - 1],
        !(reading.sentence(at: piece.start).lowerBound..<piece.start).allSatisfy({
          isSig($0, reading.note)
        })
      {
        return Int.max
      }
      // "Overdose of seroquel. Hears voices x2 wk": how long lasts what its sentence names.
      if piece.type == .duration, reading.sentenceOf[piece.start] != reading.sentenceOf[end - 1],
        !(reading.sentence(at: piece.start).lowerBound..<piece.start).allSatisfy({
          isSig($0, reading.note)
        })
      {
        return Int.max
      }
      // "letrozole 2.5 mg daily, mammo annually": how often another thing is done, behind a comma.
      if piece.type == .frequency, isOfNamed(piece.start, end, reading.note) { return Int.max }
      // A new numbered line is another medication's.
      if flags.contains(.lineStart), piece.type != .frequency, piece.type != .routeOrMode {
        distance += 4
      }
    }
    return distance
  }

  private static let examined = Hash.words(
    """
    mammo mammogram mammography colonoscopy bloods fbc u&e lfts echo scan mri ct dexa follow review clinic rv \
    visits appointments physio dressing dressings weights obs
    """
  )

  /// Whether the word before how often names an examination behind a comma or a full stop.
  private static func isOfNamed(_ at: Int, _ end: Int, _ note: TokenizedNote) -> Bool {
    at - 2 >= end && note.holds(at - 1, examined)
      && (note.isSymbol(at - 2, 0x2C) || note.isSymbol(at - 2, 0x2E) || note.isSymbol(at - 2, 0x3B))
  }

  private static let checks = Hash.words(
    "recheck rechecked rechecking check monitor reassess reassessment reevaluate labs lab trend redraw"
  )
  private static let drinks = Hash.words("etoh alcohol beer wine")
  private static let joining = Hash.words("and with or then plus after before since starting")
  private static let changes = Hash.words(
    "increased decreased reduced titrated changed up down lowered raised weaned dec decr inc incr"
  )
  private static let former = Hash.words("was from previously formerly prior prev")

  /// "increased from 10 to 14 units" is a dose of 14 units.
  private static func keepNew(_ piece: inout Piece, _ note: TokenizedNote) {
    guard [.dosage, .strength].contains(piece.type), piece.start > 1,
      note.lower(piece.start - 1) == "from", case .quantity(var dose)? = piece.value,
      let second = dose.second,
      let to = piece.range.first(where: { note.lower($0) == "to" })
    else { return }
    dose.value = second
    dose.second = nil
    piece.start = to + 1
    piece.value = .quantity(dose)
  }

  /// Whether a part is what was taken before: "12.5 mg BID (was 25 mg BID)", "increased from 75 mcg".
  static func isFormer(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    if piece.type == .routeOrMode {
      return isLeftRoute(piece, note) || DoseChanges(note: note).hasOtherRoute(piece)
    }
    guard [.dosage, .strength, .frequency].contains(piece.type), piece.start > 0 else {
      return false
    }
    if note.lower(piece.start - 1) == "from", note.holds(piece.start - 2, changes) { return true }
    let changed = DoseChanges(note: note)
    if changed.isReplaced(piece) || changed.isAmount(piece) { return true }
    if isLabelled(piece, note) || isLeft(piece, note) || isReplaced(piece, note)
      || isOld(piece, note)
    {
      return true
    }
    // "once weekly - NOT daily"
    if piece.type == .frequency, note.lower(piece.start - 1) == "not" { return true }
    var at = piece.start - 1
    while at > 0, at >= piece.start - 8, !note.tokens[at].flags.contains(.lineStart) {
      if note.isSymbol(at, 0x29) { return false }
      if note.isSymbol(at, 0x28) {
        return note.holds(at + 1, former)
          || ["record", "records"].contains(note.lower(at + 2))
          || (at + 1..<piece.start).contains {
            note.holds($0, changes) && note.lower($0 + 1) == "from"
          }
      }
      at -= 1
    }
    return false
  }

  private static let formerHeads = Hash.words(
    "pre admission previous old before prior usual former"
  )

  /// Whether a part stands in a column of what was taken before, and the next column has another.
  private static func isOfFormerColumn(_ piece: Piece, _ reading: Reading) -> Bool {
    guard let head = reading.columns.head(piece.start), head.count <= 5,
      head.contains(where: { reading.note.holds($0, formerHeads) }),
      let next = reading.columns.next(piece.start)
    else { return false }
    return reading.note.tokens[next.lowerBound].kind == .number
  }

  private static let changedTo = Hash.words("increased decreased reduced changed")

  /// "INCREASED: atorvastatin 20 mg to 80 mg": the first of two doses behind a label.
  private static func isLabelled(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    guard [.dosage, .strength].contains(piece.type), note.lower(piece.end) == "to",
      note.tokens.indices.contains(piece.end + 1), note.tokens[piece.end + 1].kind == .number
    else { return false }
    return (note.lineStart(of: piece.start, reach: 40)..<piece.start).contains {
      note.holds($0, changedTo) && note.isSymbol($0 + 1, 0x3A)
    }
  }

  private static let turns = Hash.words(
    "change changed switch switched transition transitioned convert"
  )

  /// Whether a route is the first of "IV Protonix to PO", "from IV to PO".
  private static func isLeftRoute(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    guard
      let to = (piece.end..<max(piece.end, min(note.tokens.count, piece.end + 4))).first(where: {
        note.lower($0) == "to"
      }), to + 1 < note.tokens.count,
      (piece.end...to + 1).allSatisfy({ at in
        (note.tokens[at].kind != .symbol || note.isSymbol(at, 0x2C) && note.holds(at + 1, turns))
          && !note.tokens[at].flags.contains(.lineStart)
      }), SigWords.shared.word(note.tokens[to + 1].hash)?.role == .route
    else { return false }
    return !(piece.end..<to).contains { ["and", "or"].contains(note.lower($0)) }
  }

  /// Whether a part stands behind what took its place: "increased to 40 mg BID from 20 mg daily", "20 units,
  /// CHANGED: was 30 units".
  private static func isOld(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    func begins(_ at: Int) -> Bool { note.tokens[at].flags.contains(.lineStart) }
    var at = piece.start - 1
    while at > 0, at > piece.start - 4, !begins(at),
      note.tokens[at].kind == .number || SigWords.shared.word(note.tokens[at].hash)?.role == .unit
    {
      at -= 1
    }
    guard at > 1, !begins(at) else { return false }
    if ["was", "previously"].contains(note.lower(at)), at == piece.start - 1 {
      return note.isSymbol(at - 1, 0x3A) || note.isSymbol(at - 1, 0x7C)
        || TextColumns.hasGap(before: at, in: note)
    }
    guard note.lower(at) == "from",
      let to = (max(1, at - 8)..<at).last(where: { note.lower($0) == "to" })
    else { return false }
    return (max(0, to - 3)..<to).contains { note.holds($0, SigScanner.changes) }
  }

  /// Whether a dose was replaced: "was 40 mg daily, now 80 mg BID".
  private static func isReplaced(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    func begins(_ at: Int) -> Bool { note.tokens[at].flags.contains(.lineStart) }
    var at = piece.start - 1
    while at > 0, at >= piece.start - 4, !begins(at), note.lower(at) != "was" {
      if note.tokens[at].kind == .symbol { return false }
      at -= 1
    }
    guard at >= 0, note.lower(at) == "was" else { return false }
    return (piece.end..<min(note.tokens.count, piece.end + 6)).prefix { !begins($0) }
      .contains { note.lower($0) == "now" }
  }

  /// Whether a dose is the first of "from 300 mg TID to 600 mg TID" or of "1 mg -> 0.5 mg".
  private static func isLeft(_ piece: Piece, _ note: TokenizedNote) -> Bool {
    func isNumber(_ at: Int) -> Bool {
      note.tokens.indices.contains(at) && note.tokens[at].kind == .number
    }
    // "10 mg daily -> 20 mg daily"
    var end = piece.end
    while end < piece.end + 2, note.tokens.indices.contains(end),
      let role = SigWords.shared.word(note.tokens[end].hash)?.role,
      role == .frequency || role == .route
    {
      end += 1
    }
    if note.isSymbol(end, 0x2D), note.isSymbol(end + 1, 0x3E), isNumber(end + 2) { return true }
    if end + 1 < note.tokens.count, note.text(end..<end + 1) == "→", isNumber(end + 1) {
      return true
    }
    guard
      let from = (max(0, piece.start - 5)..<piece.start).last(where: { note.lower($0) == "from" }),
      !(from..<piece.start).contains(where: { note.lower($0) == "to" })
    else { return false }
    return (piece.end..<min(note.tokens.count, piece.end + 4)).contains { at in
      note.lower(at) == "to" && isNumber(at + 1)
    }
  }

  private static func isTestName(_ reading: Reading, _ token: Int) -> Bool {
    let index = reading.firstMention(atOrAfter: token + 1) - 1
    return index >= 0 && reading.mentions[index].type == .testName
  }

  /// The distance from a part to a medication that follows in the same sentence.
  private static func leading(_ reading: Reading, _ piece: Piece, _ head: Int) -> Int {
    let start = reading.mentions[head].start
    guard start >= piece.end, start - piece.end <= 5,
      reading.sentenceOf[start] == reading.sentenceOf[piece.start],
      reading.isSameLine(piece.end - 1, start)
    else { return Int.max }
    var distance = start - piece.end
    for token in piece.end..<start {
      if reading.note.tokens[token].kind == .symbol {
        let byte = reading.note.byte(token)
        // "15 mg weekly + folic acid", "5 days and naproxen": what is joined has directions of its own.
        if byte == 0x2C || byte == 0x3B || byte == 0x2E || byte == 0x2B || byte == 0x26 {
          return Int.max
        }
        // "TSAT 18% -> IV iron", "AF burden 14% - start edoxaban"
        if reading.note.isArrowEnd(token)
          || reading.note.isDash(token) && reading.note.isSymbol(piece.end - 1, 0x25)
        {
          return Int.max
        }
      } else if joining.contains(reading.note.tokens[token].hash) {
        return Int.max
      } else if reading.note.lower(token) == "of" {
        distance -= 1
      }
    }
    return distance
  }

  /// "10 mg" is the strength of what is counted, and the dose where nothing is counted.
  private static func settleStrength(_ attributes: inout [Piece]) {
    let isCounted = attributes.contains {
      $0.type == .dosage && $0.source != bareDose || $0.type == .form
    }
    guard !isCounted else { return }
    for index in attributes.indices
    where attributes[index].type == .strength && attributes[index].source != "rule:combined" {
      if case .quantity(let quantity)? = attributes[index].value, let code = quantity.code,
        code.contains("/") || code == "%"
      {
        continue
      }
      attributes[index].type = .dosage
      attributes[index].relationship = .dosage
    }
  }
}

extension Reading {
  /// Whether "on" stands between a test and a medication: "INR on warfarin".
  func isMeasured(on head: Mention) -> Bool {
    guard note.lower(head.start - 1) == "on", let test = mentionEnding(at: head.start - 1) else {
      return false
    }
    return mentions[test].type == .testName && mentions[test].attributes.isEmpty
  }
}
