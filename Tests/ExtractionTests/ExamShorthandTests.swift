// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What the letters of an examination deny, and what they say is well.
@Suite struct ExamShorthandTests {
  private static let engines = [Engines.rules, Engines.full]

  private static func conditions(_ note: ExtractedNote) -> [Entity] {
    note.entities.filter { $0.category == .medicalCondition }
  }

  @Test(arguments: [
    ("CV: RRR, no m/r/g", ["m heart murmur", "r rub", "g gallop"]),
    ("CV: regular rate, no r/m/g.", ["r rub", "m heart murmur", "g gallop"]),
    ("Heart RRR without M/R/G", ["M heart murmur", "R rub", "G gallop"]),
    ("CV: RRR no mrg", ["mrg heart murmur"]),
    ("Lungs: CTAB, no w/r/r", ["w wheezing", "r rales", "r rhonchi"]),
    ("Resp: CTA b/l w/o w/c/r", ["w wheezing", "c rales", "r rhonchi"]),
    ("Ext: no c/c/e, WWP", ["c clubbing", "c cyanosis", "e edema"]),
    ("Ext: no c/c", ["c clubbing", "c cyanosis"]),
    ("Abd: soft NTND no r/g", ["r rebound tenderness", "g guarding"]),
    ("Const: no f/c", ["f fever", "c chills"]),
    ("Denies f/c/n/v.", ["f fever", "c chills", "n nausea", "v vomiting"]),
    ("GI: no N/V/D", ["N nausea", "V vomiting", "D diarrhea"]),
  ]) func lettersAreDenied(_ row: (text: String, findings: [String])) {
    for engine in Self.engines {
      let found = Self.conditions(engine.read(row.text))
      let names = found.map { "\($0.text) \($0.evidence.preferredName ?? "")" }
      #expect(names == row.findings, "\(row.text)")
      #expect(found.allSatisfy { $0.has(.negation) }, "\(row.text)")
      #expect(
        found.allSatisfy { entity in entity.concepts.contains { $0.system == .icd10cm } },
        "\(row.text)"
      )
    }
  }

  @Test func lettersAreFoundWhereTheyStand() throws {
    let text = "S/NT, no m/r/g"
    let murmur = try #require(Engines.full.read(text).entity("m"))
    #expect(murmur.begin == 9 && murmur.end == 10)
  }

  @Test func complaintsInLettersAreThere() {
    for engine in Self.engines {
      let found = Self.conditions(engine.read("C/o n/v/d since Monday."))
      #expect(found.map(\.text) == ["n", "v", "d"])
      #expect(!found.contains { $0.has(.negation) })
    }
  }

  @Test(arguments: [
    "Ratio of c/c/e was 2.", "Seen by R/M/G group.", "Given 5 m/r/g units.", "Grade r/g scale.",
  ]) func lettersWithoutADenialAreNothing(text: String) {
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(!note.entities.contains { $0.text.count == 1 && $0.type == .condition }, "\(text)")
    }
  }

  /// What is well has nothing to say: no finding, no test, and no part of the body.
  @Test(arguments: [
    "Gen: NAD, A&O x3", "CV: RRR", "Lungs: CTAB", "Abd: soft, NTND", "Abd: S/NT/ND", "PERRLA, EOMI",
    "HEENT: NCAT, MMM", "Ext: WWP", "AF VSS", "AF, VSS", "Lungs clear.", "Lungs CTA b/l",
    "Abdomen soft, nontender.", "Neck supple.", "Pupils equal and reactive.", "Incision c/d/i",
  ]) func whatIsWellIsNoFinding(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities
        .filter { $0.category != .protectedHealthInformation }.map(\.text)
      #expect(found.isEmpty, "\(text): \(found)")
    }
  }

  @Test(arguments: [
    ("Neck: deviated trachea.", "deviated trachea"),
    ("Trachea deviated to the right.", "Trachea deviated"),
    ("Eyes: pupils not reactive.", "pupils not reactive"),
    ("Pupils are not reactive to light.", "Pupils are not reactive"),
    ("Pupils fixed and dilated.", "Pupils fixed and dilated"),
    ("Unequal pupils noted.", "Unequal pupils"),
  ]) func whatIsOutOfPlaceIsFound(_ row: (text: String, name: String)) throws {
    for engine in Self.engines {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.type == .condition)
      #expect(!entity.has(.negation), "\(row.text)")
      #expect(entity.concepts.contains { $0.system == .icd10cm }, "\(row.text)")
    }
  }

  @Test func whatIsNotWellKeepsItsPlace() {
    for text in ["Lungs clear except wheezes at the bases.", "Pupils equal, not reactive."] {
      let note = Engines.full.read(text)
      #expect(!note.entities.isEmpty, "\(text)")
    }
  }

  /// Abbreviations that the words beside them show to mean something else.
  @Test(arguments: [
    ("Resp even and unlabored on RA.", "RA"), ("Sat 95% on RA", "RA"),
    ("Exercise tolerance > 4 METs.", "METs"), ("Airway MP II. ASA 3.", "ASA"),
    ("ASA class II, no OSA.", "ASA"), ("ASA III patient.", "ASA"), ("POD1: AF VSS.", "AF"),
    ("Lungs CTA, no wheezes.", "CTA"),
    ("HR 88 RA sat 94", "RA"), ("METs >4.", "METs"), ("Rubella immune, Rh pos.", "Rubella"),
    ("PT eval: walks with help.", "PT"), ("Seen by PT/OT.", "PT"), ("Fit note for a week.", "Fit"),
    ("If blisters -> ED", "ED"), ("ED RN note", "ED"), ("ED: hit in the face.", "ED"),
    ("Sats 93% OA.", "OA"), ("Epistaxis, resolved PTA.", "PTA"), ("P: 3rd trimester labs", "P"),
  ]) func anAbbreviationMeansWhatItsNeighboursSay(_ row: (text: String, name: String)) {
    for engine in Self.engines {
      #expect(engine.read(row.text).entity(row.name) == nil, "\(row.text)")
    }
  }

  @Test(arguments: [
    ("RA on methotrexate.", "RA"), ("Takes ASA 81 mg daily.", "ASA"),
    ("New AF, on apixaban.", "AF"),
    ("CTA of the chest: no PE.", "CTA"), ("Breast cancer with bone mets.", "mets"),
    ("Vitals: P 82, R 16", "P"), ("PT 14.2, INR 1.1", "PT"), ("Knee OA on the left.", "OA"),
    ("Had a fit at school.", "fit"),

  ]) func otherwiseItMeansWhatItDoes(_ row: (text: String, name: String)) {
    for engine in Self.engines {
      #expect(engine.read(row.text).entity(row.name) != nil, "\(row.text)")
    }
  }
}
