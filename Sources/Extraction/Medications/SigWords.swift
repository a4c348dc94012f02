// SPDX-License-Identifier: Apache-2.0

/// The words of directions for medications and what they mean.
struct SigWords: Sendable {
  enum Role: UInt8, Sendable {
    case unit
    case form
    case route
    case frequency
    case period
    case prn
    case every
    case times
    case per
    case weekday
  }

  struct Word: Sendable {
    var role: Role
    /// A UCUM code, an EventTiming code, a FHIR name: what the role asks for.
    var code: String
    var timing: TimingRepeat?
  }

  private let words: [UInt32: Word]

  static let shared = SigWords()

  /// Returns what a word means.
  @inline(__always)
  func word(_ hash: UInt32) -> Word? { words[hash] }

  private init() {
    var words: [UInt32: Word] = [:]
    func add(_ role: Role, _ spellings: String, _ code: String, _ timing: TimingRepeat? = nil) {
      for spelling in spellings.split(separator: " ") {
        words[Hash.word(spelling.utf8)] = Word(role: role, code: code, timing: timing)
      }
    }
    for (spellings, code) in Self.units { add(.unit, spellings, code) }
    for form in Self.forms.split(separator: " ") { add(.form, String(form), String(form)) }
    for (spellings, code) in Self.routes { add(.route, spellings, code) }
    for (spellings, timing) in Self.frequencies { add(.frequency, spellings, "", timing) }
    for (spellings, code) in Self.periods { add(.period, spellings, code) }
    add(.prn, "prn sos", "")
    add(.every, "every each q", "")
    add(.times, "times time x", "")
    add(.per, "per a", "")
    for (spellings, code) in Self.weekdays { add(.weekday, spellings, code) }
    self.words = words
  }

  private static let units: [(String, String)] = [
    ("mg mgs milligram milligrams", "mg"), ("mcg ug microgram micrograms µg μg", "ug"),
    ("g gm gms gram grams", "g"), ("kg kilogram kilograms", "kg"), ("ng", "ng"),
    ("ml mls milliliter milliliters cc ccs", "mL"), ("l liter liters litre litres", "L"),
    ("meq milliequivalents meqs", "meq"), ("mmol", "mmol"),
    ("unit units u iu unt", "[iU]"), ("teaspoon teaspoons teaspoonful tsp", "[tsp_us]"),
    ("tablespoon tablespoons tbsp", "[tbs_us]"), ("oz ounce ounces", "[oz_av]"),
    ("puff puffs", "{puff}"), ("spray sprays", "{spray}"),
    ("drop drops gtt gtts", "[drp]"), ("dl", "dL"), ("milliunit milliunits munits", "m[iU]"),
    ("lpm", "L/min"), ("actuat actuation", "{actuat}"),
  ]

  private static let forms =
    """
    tablet tablets tab tabs capsule capsules cap caps pill pills caplet caplets patch patches \
    suppository suppositories cream ointment lotion gel solution suspension syrup elixir inhaler \
    nebulizer nebulizers injection injections lozenge lozenges packet packets vial vials ampule \
    ampules foam shampoo powder film syringe syringes drops spray liquid gum enema mdi \
    softgel gelcap supp supps neb nebs infusion diskus inhalation
    """

  private static let routes: [(String, String)] = [
    ("po orally oral peroral", "26643006"), ("iv intravenous intravenously ivp ivpb", "47625008"),
    ("im intramuscular intramuscularly", "78421000"),
    ("sq sc subq subcut subcutaneous subcutaneously subcu", "34206005"),
    ("sl sublingual sublingually", "37839007"), ("pr rectally rectal", "37161004"),
    ("topical topically", "6064005"), ("inhaled nebulized", "447694001"),
    ("intranasal intranasally nasally", "46713006"),
    ("transdermal transdermally", "45890007"),
    ("vaginally intravaginally pv", "16857009"), ("ophthalmic", "54485002"), ("otic", "10547007"),
    ("intrathecal intrathecally", "72607000"), ("intraarticular", "12130007"),
    ("parenteral parenterally", "78421000"), ("buccal buccally", "54471007"),
    ("ou", "54485002"), ("os", "54485002"), ("od", "54485002"),
    ("intradermal intradermally", "372464004"), ("enteral enterally", "417985001"),
  ]

  private static func daily(_ count: Int, _ when: [String] = []) -> TimingRepeat {
    TimingRepeat(frequency: count, period: 1, periodUnit: "d", when: when)
  }

  private static let frequencies: [(String, TimingRepeat)] = [
    ("daily qd qday everyday dly", daily(1)), ("bid bd", daily(2)), ("tid tds", daily(3)),
    ("qid qds", daily(4)),
    ("qhs hs nightly bedtime nocte", daily(1, ["HS"])), ("qam mane om", daily(1, ["MORN"])),
    ("qpm", daily(1, ["EVE"])), ("qod", TimingRepeat(frequency: 1, period: 2, periodUnit: "d")),
    ("weekly qweek qwk", TimingRepeat(frequency: 1, period: 1, periodUnit: "wk")),
    ("biweekly", TimingRepeat(frequency: 1, period: 2, periodUnit: "wk")),
    ("monthly", TimingRepeat(frequency: 1, period: 1, periodUnit: "mo")),
    ("yearly annually", TimingRepeat(frequency: 1, period: 1, periodUnit: "a")),
    ("hourly", TimingRepeat(frequency: 1, period: 1, periodUnit: "h")),
    ("stat once", TimingRepeat(count: 1)), ("twice", daily(2)), ("thrice", daily(3)),
    ("qac ac", daily(3, ["AC"])), ("qpc", daily(3, ["PC"])),
    ("mwf mowefr", TimingRepeat(dayOfWeek: ["mon", "wed", "fri"])),
    ("tth tuth", TimingRepeat(dayOfWeek: ["tue", "thu"])),
    ("tths tthsa tthsat tuthsa tuthsat", TimingRepeat(dayOfWeek: ["tue", "thu", "sat"])),
    (
      "tthsasu tuthsasu tthss tthsatsun tuthsatsun",
      TimingRepeat(dayOfWeek: ["tue", "thu", "sat", "sun"])
    ),
    ("mwfsu mwfsun", TimingRepeat(dayOfWeek: ["mon", "wed", "fri", "sun"])),
    ("mwfsa mwfsat", TimingRepeat(dayOfWeek: ["mon", "wed", "fri", "sat"])),
    ("sasu", TimingRepeat(dayOfWeek: ["sat", "sun"])),
    ("tiw", TimingRepeat(frequency: 3, period: 1, periodUnit: "wk")),
  ]

  private static let periods: [(String, String)] = [
    ("second seconds sec secs", "s"), ("minute minutes min mins", "min"),
    ("hour hours hr hrs h hourly hrly", "h"), ("day days d", "d"), ("night nights", "d"),
    ("week weeks wk wks", "wk"), ("month months mo mos", "mo"), ("year years yr yrs y", "a"),
    ("morning mornings am", "MORN"), ("evening evenings pm", "EVE"), ("afternoon", "AFT"),
    ("dose doses", "{dose}"), ("shift", "{shift}"),
  ]

  private static let weekdays: [(String, String)] = [
    ("monday mondays mon", "mon"), ("tuesday tuesdays tue tues", "tue"),
    ("wednesday wednesdays wed", "wed"), ("thursday thursdays thu thurs", "thu"),
    ("friday fridays fri", "fri"), ("saturday saturdays sat", "sat"),
    ("sunday sundays sun", "sun"),
  ]

  /// Joins "b.i.d." and the like at a token: the word without stops, and the token after it.
  static func dotted(_ note: TokenizedNote, _ index: Int) -> (hash: UInt32, end: Int)? {
    guard note.tokens[index].count == 1, note.tokens[index].kind == .word else { return nil }
    var letters: [UInt8] = []
    var at = index
    while at + 1 < note.tokens.count, note.tokens[at].kind == .word, note.tokens[at].count == 1,
      at == index || !note.tokens[at].flags.contains(.spaceBefore),
      note.isSymbol(at + 1, 0x2E), !note.tokens[at + 1].flags.contains(.spaceBefore),
      letters.count < 5
    {
      letters.append(note.byte(at) | 0x20)
      at += 2
    }
    // "p.r.n" without its last stop.
    if at < note.tokens.count, letters.count > 0, note.tokens[at].count == 1,
      note.tokens[at].kind == .word, !note.tokens[at].flags.contains(.spaceBefore)
    {
      letters.append(note.byte(at) | 0x20)
      at += 1
    }
    guard letters.count > 1 else { return nil }
    return (Hash.word(letters), at)
  }
}
