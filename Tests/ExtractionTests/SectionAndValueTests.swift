// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

@Suite struct SectionAndValueTests {
  static let headers = Table.rows(
    """
    CHIEF COMPLAINT: cough | chief-complaint | CHIEF COMPLAINT
    HPI: cough | present-illness | HPI
    Past Medical History: asthma | past-medical-history | Past Medical History
    PMH: asthma | past-medical-history | PMH
    # Family History | family-history | Family History
    **Social History** | social-history | Social History
    ALLERGIES: none | allergies | ALLERGIES
    Medications: aspirin | medications | Medications
    DISCHARGE MEDICATIONS: aspirin | discharge-medications | DISCHARGE MEDICATIONS
    Review of Systems: negative | review-of-systems | Review of Systems
    PHYSICAL EXAMINATION: normal | physical-exam | PHYSICAL EXAMINATION
    HEENT: normal | physical-exam | HEENT
    LABORATORY DATA: normal | laboratory | LABORATORY DATA
    IMPRESSION: gout | assessment | IMPRESSION
    Plan: rest | plan | Plan
    ASSESSMENT AND PLAN: gout | assessment-and-plan | ASSESSMENT AND PLAN
    A/P: gout | assessment-and-plan | A/P
    PREOPERATIVE DIAGNOSIS: gout | diagnosis | PREOPERATIVE DIAGNOSIS
    HOSPITAL COURSE: uneventful | hospital-course | HOSPITAL COURSE
    SOMETHING NEVER SEEN: text | other | SOMETHING NEVER SEEN
    """
  )

  @Test(arguments: headers) func headersAreFound(row: [String]) throws {
    let section = try #require(Engines.rules.read(row[0]).sections.first, "\(row[0])")
    #expect(section.kind.rawValue == row[1])
    #expect(section.title == row[2])
  }

  static let bodies = [
    "He takes aspirin.", "BP: 120/80", "10:30 in the morning", "Chest pain since Monday.",
    "No change: same as before.",
  ]

  @Test(arguments: bodies) func sentencesAreNoHeaders(text: String) {
    #expect(Engines.rules.read(text).sections.isEmpty, "\(text)")
  }

  @Test func systemsUnderAReviewAreReviewed() throws {
    let note = Engines.rules.read(
      "REVIEW OF SYSTEMS:\nLungs: cough.\nPHYSICAL EXAM:\nLungs: wheezes.\n"
    )
    #expect(try #require(note.entity("cough")).evidence.section == .reviewOfSystems)
    #expect(try #require(note.entity("wheezes")).evidence.section == .physicalExam)
  }

  /// Words, the test, its value, its unit, and the unit in UCUM.
  static let values = Table.rows(
    """
    WBC 12.3, normal diff | WBC | 12.3 | |
    Hemoglobin 10.2 g/dL | Hemoglobin | 10.2 | g/dL | g/dL
    BP 142/88 mmHg | BP | 142/88 | mmHg | mm[Hg]
    Blood pressure is 120/80. | Blood pressure | 120/80 | |
    Temp 98.6 F | Temp | 98.6 | F | [degF]
    SpO2 97% on room air | SpO2 | 97 | % | %
    Creatinine of 1.8 mg/dL | Creatinine | 1.8 | mg/dL | mg/dL
    Creatinine was 1.8. | Creatinine | 1.8 | |
    HbA1c: 7.9% | HbA1c | 7.9 | % | %
    K 4.1 | K | 4.1 | |
    Troponin negative | Troponin | negative | |
    Troponin < 0.01 ng/mL | Troponin | < 0.01 | ng/mL | ng/mL
    TSH within normal limits | TSH | within normal limits | |
    EF of 45% | EF | 45 | % | %
    Weight 180 lbs | Weight | 180 | lbs | [lb_av]
    Glucose 110-140 mg/dL | Glucose | 110-140 | mg/dL | mg/dL
    Heart rate 88 bpm | Heart rate | 88 | bpm | /min
    """
  )

  @Test(arguments: values) func valuesBelongToTests(row: [String]) throws {
    let entity = try #require(Engines.rules.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(entity.type == .testName)
    #expect(entity.texts(.testValue) == [row[2]])
    #expect(entity.texts(.testUnit) == (row[3].isEmpty ? [] : [row[3]]))
    if row.count > 4, !row[4].isEmpty {
      let value = entity.attributes.first { $0.type == .testValue }?.value
      guard case .quantity(let quantity)? = value else {
        Issue.record("no quantity in \(row[0])")
        return
      }
      #expect(quantity.code == row[4])
    }
  }

  @Test(arguments: [
    ("Pap 2022, mammogram 2023, colonoscopy 2019.", "mammogram", []),
    ("DEXA 2021, PSA 2020, CD4 2022", "PSA", []),
    ("DEXA 2021, PSA 2020, CD4 2022", "CD4", []), ("EKG 2022 normal", "EKG", []),
    ("LDL 2019: 110", "LDL", ["110"]), ("CK 1999 U/L", "CK", ["1999"]),
    ("Ferritin 2019", "ferritin", ["2019"]),
    ("Hemoglobin 12.1, platelets 2010", "platelets", ["2010"]),
  ]) func aYearIsNoValue(_ row: (text: String, name: String, values: [String])) throws {
    for engine in [Engines.rules, Engines.full] {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.texts(.testValue) == row.values, "\(row.text)")
    }
  }

  @Test func theWeightAtBirthHasItsOwnCode() throws {
    let note = Engines.full.read("Birth weight 3.2 kg, weight 4.1 kg.")
    #expect(try #require(note.entity("birth weight")).concepts.first?.code == "8339-4")
    #expect(try #require(note.entity("weight")).concepts.first?.code == "29463-7")
  }

  @Test func aDateIsNoValue() throws {
    let note = Engines.rules.read("Colonoscopy 03/01/2020. CBC 03/01/2020.")
    #expect(try #require(note.entity("CBC")).texts(.testValue).isEmpty)
  }

  /// A spelling, the system and the code that its entry has.
  static let codes = Table.rows(
    """
    HTN | icd10cm | I10
    high blood pressure | icd10cm | I10
    type II diabetes | icd10cm | E11.9
    Crohns disease | icd10cm | K50.90
    Crohn's disease | icd10cm | K50.90
    oedema | icd10cm | R60.9
    anaemia | icd10cm | D64.9
    diarrhoea | icd10cm | R19.7
    myocardial infarctions | icd10cm | I21.9
    shortness of breath | icd10cm | R06.00
    SOB | icd10cm | R06.00
    stage 3 CKD | icd10cm | N18.30
    CKD 4 | icd10cm | N18.4
    CKD 3b | icd10cm | N18.32
    Lipitor | rxnorm | 83367
    furosemide | rxnorm | 4603
    hydrochlorothiazide | rxnorm | 5487
    trimethoprim/sulfamethoxazole | rxnorm | 10831
    hemoglobin A1c | loinc | 4548-4
    potassium | loinc | 2823-3
    cholecystectomy | snomed | 38102005
    heart | snomed | 80891009
    """
  )

  @Test(arguments: codes) func spellingsHaveCodes(row: [String]) throws {
    let entity = try #require(Engines.rules.read(row[0]).entities.first, "\(row[0])")
    let systems = [
      "icd10cm": CodeSystem.icd10cm, "rxnorm": .rxnorm, "snomed": .snomed, "loinc": .loinc,
    ]
    let system = try #require(systems[row[1]])
    let concept = entity.concepts.first { $0.system == system }
    #expect(concept?.code == row[2], "\(row[0])")
    #expect(entity.concepts.filter { $0.system == system }.count <= 5)
  }

  @Test func anAbbreviationSaysWhatItStandsFor() throws {
    let entity = try #require(Engines.rules.read("CHF").entities.first)
    #expect(entity.evidence.preferredName == "congestive heart failure")
  }

  static let lowercase = ["us", "cap", "all", "it", "as", "or", "ra", "ms", "pet", "map"]

  @Test(arguments: lowercase) func smallWordsAreNoAbbreviations(text: String) {
    #expect(Engines.rules.read("He sat by \(text) there.").entity(text) == nil)
  }

  /// Saturation is measured in room air; arthritis is abbreviated the same way elsewhere.
  @Test(arguments: [
    ("Vitals: SpO2 97 % RA, RR 16", false), ("O2 sat 95% on RA.", false), ("Sats 98 RA", false),
    ("She has RA and takes methotrexate.", true), ("RA: continue hydroxychloroquine", true),
  ]) func roomAirIsNoArthritis(_ row: (text: String, isArthritis: Bool)) {
    for engine in [Engines.rules, Engines.full] {
      let found = engine.read(row.text).entities.contains {
        $0.text == "RA" && $0.category == .medicalCondition
      }
      #expect(found == row.isArthritis, "\(row.text)")
    }
  }
}
