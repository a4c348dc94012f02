// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What the short lines of notes say, and what they do not.
@Suite struct BedsideNoteTests {
  private static let engines = [Engines.rules, Engines.full]

  private static func clinical(_ note: ExtractedNote) -> [Entity] {
    note.entities.filter { entity in
      [.medicalCondition, .medication, .testTreatmentProcedure].contains(entity.category)
    }
  }

  @Test(arguments: [
    "Seen by Karen Whitfield, PA-C", "Electronically signed: John Smith, MD",
    "Triage: Maria Lopez, RN, BSN", "Provider: Susan Lake NP", "John Patel, DO",
    "Dictated by: Paul Hemming, M.D.", "Discussed with Dr. Lam, MD.", "RN Maria Torres aware.",
  ]) func aDegreeIsNoFinding(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(Self.clinical(note).isEmpty, "\(text): \(Self.clinical(note).map(\.text))")
      #expect(!note.unmappedAttributes.contains { $0.type == .testUnit }, "\(text)")
    }
  }

  @Test func lettersWithoutANameAreWhatTheyAre() throws {
    for engine in Self.engines {
      let note = engine.read("PMH: DM, MS, HTN.")
      #expect(try #require(note.entity("MS")).type == .condition)
    }
  }

  static let words: [(String, String, EntityType, [String])] = [
    ("T2DM, uncontrolled", "T2DM", .quality, ["uncontrolled"]),
    ("HTN, poorly controlled", "HTN", .quality, ["poorly controlled"]),
    ("Asthma, well-controlled on budesonide.", "Asthma", .quality, ["well-controlled"]),
    ("Her hypertension is well controlled.", "hypertension", .quality, ["well controlled"]),
    ("Poorly controlled hypertension.", "hypertension", .quality, ["Poorly controlled"]),
    (
      "Acute on chronic systolic heart failure.", "systolic heart failure", .acuity,
      ["Acute on chronic"]
    ),
    ("Worsening dyspnea.", "dyspnea", .acuity, ["Worsening"]),
    ("Diabetic neuropathy, worsening.", "Diabetic neuropathy", .acuity, ["worsening"]),
    ("Depression - stable, continue sertraline.", "Depression", .acuity, ["stable"]),
    ("COPD (severe)", "COPD", .acuity, ["severe"]),
    ("2+ pitting edema of both legs.", "pitting edema", .acuity, ["2+"]),
    ("Stage 2 pressure ulcer.", "pressure ulcer", .acuity, ["Stage 2"]),
    ("Acute pancreatitis.", "Acute pancreatitis", .acuity, []),
    ("Severe OA of right knee, chronic.", "OA", .acuity, ["Severe", "chronic"]),
    ("T2DM, uncontrolled hypertension.", "T2DM", .quality, []),
    ("Pneumonia, acute renal failure.", "Pneumonia", .acuity, []),
    ("Nausea, severe, headache.", "headache", .acuity, []),
  ]

  @Test(arguments: words)
  func courseAndControlBelongToTheirCondition(
    row: (text: String, name: String, type: EntityType, words: [String])
  ) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.texts(row.type) == row.words, "\(row.text)")
    }
  }

  @Test(arguments: [
    ("Mother had breast cancer at 52.", "52"), ("Father died of MI at age 60.", "60"),
    ("Brother: colon cancer diagnosed at 48, alive.", "48"),
    ("Paternal grandmother with stroke in her 70s.", "70s"), ("Menopause at 49.", "49"),
  ]) func anAgeOfThePastIsAnAge(_ row: (text: String, age: String)) throws {
    for engine in Self.engines {
      let note = engine.read(row.text)
      #expect(note.entities.filter { $0.text == row.age }.map(\.type) == [.age], "\(row.text)")
      #expect(!note.unmappedAttributes.contains { $0.text == row.age }, "\(row.text)")
    }
  }

  @Test(arguments: [
    "Mother gave 5 mg at 10 mL.", "Diagnosed at 14:30.", "Father arrived at 12 noon.",
    "Pulse was 52 at 50 W.",
  ]) func otherNumbersAreNoAges(text: String) {
    for engine in Self.engines {
      #expect(!engine.read(text).entities.contains { $0.type == .age }, "\(text)")
    }
  }

  /// A normal examination has nothing but what is absent.
  @Test func aNormalExaminationFindsNothing() {
    let text = """
      PHYSICAL EXAM:
      General: Alert and oriented, well-nourished, in no apparent distress.
      HEENT: Normocephalic, atraumatic. PERRL. EOMI. Sclera anicteric. Mucous membranes moist.
      Neck: Supple. No lymphadenopathy, no LAD. Trachea midline.
      CV: Regular rate and rhythm. No murmurs, rubs or gallops.
      Lungs: Lungs clear to auscultation. No wheezing.
      Abdomen: Soft, non-tender, non-distended. No rebound or guarding.
      Ext: No edema, 2+ pulses.
      Skin: Warm, dry, intact. No rashes.
      Psych: Normal mood and affect.
      """
    for engine in Self.engines {
      let note = engine.read(text)
      let present = note.entities.filter { $0.type == .condition && !$0.has(.negation) }
      #expect(present.isEmpty, "\(present.map(\.text))")
      let denied = note.entities.filter { $0.type == .testName && $0.has(.negation) }
      #expect(denied.isEmpty, "\(denied.map(\.text))")
      for word in ["rhythm", "auscultation", "Trachea midline"] {
        #expect(note.entity(word) == nil, "\(word)")
      }
      #expect(note.entity("LAD")?.type == .condition)
    }
  }

  /// Words of a normal examination that are denied, or stand where they are not normal, stay.
  @Test(arguments: [
    ("EXAM: Patient not oriented to place. Abdomen soft.", "oriented", true),
    ("EXAM: Not alert. Abdomen soft.", "alert", true),
    ("General: dry mucous membranes. Skin warm and dry.", "dry", false),
    ("EXAM: Sclera icteric. Abdomen soft.", "icteric", false),
  ]) func whatIsNotNormalIsFound(_ row: (text: String, name: String, isNegated: Bool)) throws {
    let note = Engines.full.read(row.text)
    let found = note.entities.filter { $0.text.lowercased() == row.name && $0.type == .condition }
    #expect(found.count == 1, "\(note.entities.map(\.text))")
    #expect(try #require(found.first).has(.negation) == row.isNegated)
  }

  @Test func anArteryIsNoLymphNode() {
    for engine in Self.engines {
      let note = engine.read("Stent to the mid LAD in 2019.")
      #expect(!note.entities.contains { $0.text == "LAD" && $0.type == .condition })
    }
  }

  @Test(arguments: [
    ("Pt's wife has influenza.", "influenza", TraitName.pertainsToFamily, true),
    ("His wife has noticed confusion.", "confusion", .pertainsToFamily, false),
    ("Hx of COPD and CHF p/w cough.", "cough", .pastHistory, false),
    ("Morphine 2 mg IV PRN given at 0615 for pain.", "pain", .hypothetical, false),
    ("No evidence of pneumonia on CXR.", "CXR", .negation, false),
    ("No evidence of pneumonia on CXR.", "pneumonia", .negation, true),
    ("No edema, pulses 2+.", "pulses", .negation, false),
    ("No CXR was done.", "CXR", .negation, true),
    ("Abdomen with guarding, no rebound, neg Murphy's.", "guarding", .negation, false),
    ("AKI: Cr peaked 2.1, likely contrast nephropathy.", "AKI", .lowConfidence, false),
    ("Pneumonia, likely due to aspiration.", "pneumonia", .lowConfidence, true),
    ("OSA, non-compliant with CPAP.", "CPAP", .negation, false),
    ("No illicit drugs, vapes daily.", "vapes", .negation, false),
    ("Daughter called re: mother's cough.", "cough", .pertainsToFamily, false),
    ("Daughter reports fever.", "fever", .pertainsToFamily, false),
    ("Pt's brother who had schizophrenia died.", "schizophrenia", .pertainsToFamily, true),
    ("Gout (not on allopurinol), GERD.", "GERD", .negation, false),
    ("No fever (or chills), rash.", "rash", .negation, true),
    ("DVT ppx: SQ heparin.", "DVT", .hypothetical, true),
    ("Gastrostomy, held in place with silk.", "gastrostomy", .negation, false),
    ("Weaned off mechanical ventilation.", "mechanical ventilation", .negation, false),
    ("WBC 14 with a differential of 5% bands.", "bands", .lowConfidence, false),
    ("After this was completed, saline was given.", "saline", .pastHistory, false),
    ("Mother of 3 with depression.", "depression", .pertainsToFamily, false),
    ("Daughter has asthma.", "asthma", .pertainsToFamily, true),
    ("Finished azithromycin 3 days ago.", "azithromycin", .pastHistory, true),
    ("Past trials: bupropion (stopped), venlafaxine.", "venlafaxine", .pastHistory, true),
  ]) func cuesReachWhatTheyMean(
    _ row: (text: String, name: String, trait: TraitName, isThere: Bool)
  ) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(row.trait) == row.isThere, "\(row.text)")
    }
  }

  @Test func anOperationIsParted() throws {
    let note = Engines.full.read("PSH: s/p CABG 2015, s/p R TKA.")
    let bypass = try #require(note.entity("CABG"))
    #expect(bypass.type == .procedureName)
    #expect(bypass.has(.pastHistory))
    let knee = try #require(note.entities.first { $0.text.hasSuffix("TKA") })
    #expect(!knee.text.contains("s/p"))
    #expect(knee.has(.pastHistory))
  }

  @Test(arguments: [
    "ED course: stable.", "Seen in the ED.", "ED Provider Note", "ED PROGRESS NOTE",
    "G2P1 at 9 weeks.",
  ]) func aPlaceAndANumberAreNoFindings(text: String) {
    for engine in Self.engines {
      let names = Self.clinical(engine.read(text)).map(\.text)
      #expect(!names.contains("ED") && !names.contains("P"), "\(text): \(names)")
    }
  }

  @Test func oxygenInPercentIsASaturation() throws {
    for engine in Self.engines {
      let test = try #require(engine.read("HR 52 RR 18 O2 96% RA").entity("O2"))
      #expect(test.type == .testName)
      #expect(test.texts(.testValue) == ["96"])
      #expect(engine.read("On O2 2 L/min.").entity("O2")?.type != .testName)
    }
  }

  @Test func inAListOfDiseasesTheyAre() throws {
    for engine in Self.engines {
      #expect(try #require(engine.read("PMH: HTN, ED, BPH.").entity("ED")).type == .condition)
    }
  }

  @Test func whatIsListedWithVaccinesIsOne() throws {
    for engine in Self.engines {
      let note = engine.read("Due for MMR, DTaP, varicella today.")
      #expect(try #require(note.entity("varicella")).category == .medication)
      #expect(engine.read("Had varicella as a child.").entity("varicella")?.type == .condition)
    }
  }

  @Test func anAllergyListNamesAllergens() throws {
    for engine in Self.engines {
      let note = engine.read("Allergy list reviewed: codeine - nausea.")
      #expect(try #require(note.entity("codeine")).type == .allergies)
      let other = engine.read("Codeine intolerance - on tramadol.")
      #expect(try #require(other.entity("codeine")).type == .allergies)
      #expect(try #require(other.entity("tramadol")).category == .medication)
    }
  }

  @Test(arguments: [
    (
      "Allergy: penicillin (rash). Imp: tonsillitis. Plan clarithromycin 500 mg bd.",
      "clarithromycin"
    ),
    ("STOP lisinopril, spironolactone\nAllergies: sulfa", "spironolactone"),
    ("ALLERGIES: Penicillin causes hives. Tolerates cefazolin.", "cefazolin"),
  ]) func whatStandsBesideAnAllergyListIsNone(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row.text).entity(row.name)).category == .medication)
    }
  }

  @Test func whoIsAllergicNamesAnAllergen() throws {
    for engine in Self.engines {
      #expect(try #require(engine.read("Pt is PCN allergic.").entity("PCN")).type == .allergies)
    }
  }

  @Test func theConditionBehindAnAllergyListIsPresent() throws {
    let note = Engines.full.read("Allergy: penicillin (rash). Imp: tonsillitis.")
    #expect(try #require(note.entity("tonsillitis")).traits.map(\.name) == [.diagnosis])
  }

  @Test(arguments: [
    ("54F w/ h/o HTN presents with chest pain.", ["54"]), ("70M POD2 s/p L hip ORIF.", ["70"]),
    ("HPI: 21M with rash.", ["21"]), ("Temp: 98F in the ED.", []), ("Fr 14F catheter placed.", []),
  ]) func anAgeAndASexAreAnAge(_ row: (text: String, ages: [String])) {
    for engine in Self.engines {
      let ages = engine.read(row.text).entities.filter { $0.type == .age }.map(\.text)
      #expect(ages == row.ages, "\(row.text)")
    }
  }

  /// What a test does not show is denied, and no value.
  @Test func aDenialIsNoValue() throws {
    let note = Engines.full.read("Retinal screen: no retinopathy R0M0. K 6.1, no peaked T waves.")
    for test in note.entities where test.type == .testName {
      #expect(!test.texts(.testValue).contains { $0.hasPrefix("no ") }, "\(test.text)")
    }
  }

  @Test func anAgeIsNoEjectionFraction() throws {
    let note = Engines.full.read("Hospital Course: 68M with ischemic cardiomyopathy (EF 30%).")
    #expect(try #require(note.entity("EF")).texts(.testValue) == ["30"])
  }

  /// A model of case reports took any word beside a condition for its quality.
  @Test(arguments: [
    ("Throbbing headache.", "headache", ["Throbbing"]),
    ("Small hiatal hernia.", "hiatal hernia", ["Small"]),
    ("Multiple sessile polyps.", "polyps", ["Multiple", "sessile"]),
    ("Chest pain, sharp, on inspiration.", "chest pain", ["sharp"]),
    ("No ST elevation, TWI in V2-V4, chest pain.", "chest pain", []),
    ("Pre-op: cholelithiasis.", "cholelithiasis", []),
  ]) func aQualityIsOneOfItsWords(_ row: (text: String, name: String, words: [String])) throws {
    let entity = try #require(Engines.full.read(row.text).entity(row.name), "\(row.text)")
    #expect(Set(entity.texts(.quality)) == Set(row.words), "\(row.text)")
  }

  @Test func aSideIsNoPartOfAName() throws {
    let note = Engines.full.read("Swelling of the left wrist.")
    let swelling = try #require(note.entity("Swelling"))
    #expect(swelling.texts(.systemOrganSite) == ["wrist"])
    #expect(swelling.texts(.direction) == ["left"])
  }

  @Test func aVaccineThatWasDeclinedIsNoDisease() throws {
    for engine in Self.engines {
      let flu = try #require(engine.read("MMR and HepA today; flu declined.").entity("flu"))
      #expect(flu.category == .medication)
      for text in ["Flu + pneumovax given.", "Flu vax refused."] {
        let vaccine = engine.read(text).entities.first { $0.text.hasPrefix("Flu") }
        #expect(vaccine?.category == .medication, "\(text)")
      }
      #expect(engine.read("Has the flu today.").entity("flu")?.type == .condition)
    }
  }

  @Test func takingATubeOutIsNotPuttingItIn() throws {
    let note = Engines.rules.read("Intubated 3/1, extubated 3/4.")
    let out = try #require(note.entity("extubated"))
    #expect(out.concepts.first?.code != note.entity("intubated")?.concepts.first?.code)
  }

  @Test func theResultOfATestIsNoPartOfItsName() throws {
    let note = Engines.full.read("UA neg, lipase wnl, WBC 13.2.")
    #expect(try #require(note.entity("UA")).texts(.testValue) == ["neg"])
    #expect(try #require(note.entity("lipase")).texts(.testValue) == ["wnl"])
  }

  /// What another sentence says of a treatment belongs to it, and a degree of narrowing to no drug.
  @Test func directionsOfAnotherSentenceAreNotTaken() throws {
    for engine in Self.engines {
      let first = engine.read("Start hydroxyzine 25 mg TID. Continue therapy weekly.")
      #expect(try #require(first.entity("hydroxyzine")).texts(.frequency) == ["TID"])
      let second = engine.read("Loaded with ticagrelor. Catheterization showed 90% stenosis.")
      #expect(try #require(second.entity("ticagrelor")).texts(.strength).isEmpty)
    }
  }

  @Test func theDateOfATestIsNoValue() throws {
    let note = Engines.full.read("COMPARISON: CT chest 3/1/2023.")
    let scan = try #require(note.entities.first { $0.type == .testName })
    #expect(scan.texts(.testValue).isEmpty)
  }

  @Test func theLastDoseIsNoDose() throws {
    let note = Engines.full.read("Warfarin 5 mg daily, last dose 6/2.")
    #expect(try #require(note.entity("warfarin")).texts(.dosage) == ["5 mg"])
  }

  @Test func whatGetsWorseIsThere() throws {
    let note = Engines.full.read(
      "FINDINGS: Worsening consolidation in the left lower lobe, concerning for pneumonia."
    )
    #expect(try #require(note.entity("consolidation")).has(.pastHistory) == false)
  }
}
