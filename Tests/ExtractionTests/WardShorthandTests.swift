// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// The shorthand of wards: salts, results in a word, signs, litres by a device, days in a letter.
@Suite struct WardShorthandTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(arguments: [
    ("hyperK", "hyperkalemia", "E87.5"), ("hypoK", "hypokalemia", "E87.6"),
    ("hyperNa", "hypernatremia", "E87.0"), ("hypoNa", "hyponatremia", "E87.1"),
    ("hyperCa", "hypercalcemia", "E83.52"), ("hypoCa", "hypocalcemia", "E83.51"),
    ("hyperMg", "hypermagnesemia", "E83.41"), ("hypoMg", "hypomagnesemia", "E83.42"),
    ("hypoPhos", "hypophosphatemia", "E83.39"), ("hyperPhos", "hyperphosphatemia", "E83.39"),
  ]) func saltsInLetters(row: (word: String, name: String, code: String)) throws {
    for engine in Self.engines {
      let found = try #require(engine.read("Found to have \(row.word).").entity(row.word))
      #expect(found.type == .condition)
      #expect(found.evidence.preferredName == row.name)
      #expect(found.concepts.contains { $0.code == row.code })
    }
  }

  @Test(
    arguments: Table.rows(
      """
      trop neg|trop|neg
      trops neg x3|trops|neg
      Troponin negative.|Troponin|negative
      UA neg|UA|neg
      CXR neg|CXR|neg
      CXR clear|CXR|clear
      strep neg|strep|neg
      d-dimer neg|d-dimer|neg
      blood cx NGTD|blood cx|NGTD
      Blood cultures no growth to date.|Blood cultures|no growth to date
      UCx: NGTD|UCx|NGTD
      trop -ve|trop|-ve
      D-dimer –ve|D-dimer|–ve
      lactate nl|lactate|nl
      """
    )
  ) func aResultInAWordIsAValue(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.type == .testName, "\(row[0])")
      #expect(found.texts(.testValue) == [row[2]], "\(row[0])")
      #expect(!found.has(.negation), "\(row[0])")
    }
  }

  @Test func negativeTestsForAGermDenyItAndNothingElse() throws {
    let note = Engines.full.read("PMH: T2DM, PVD, HIV neg.")
    #expect(try #require(note.entity("HIV")).has(.negation))
    #expect(try !#require(note.entity("T2DM")).has(.negation))
    #expect(try !#require(note.entity("PVD")).has(.negation))
    let swabs = Engines.full.read("Flu, COVID and RSV negative")
    for name in ["Flu", "COVID", "RSV"] {
      #expect(try #require(swabs.entity(name)).has(.negation), "\(name)")
    }
  }

  @Test func aProcedureWithANegativeResultWasDone() throws {
    #expect(try !#require(Engines.full.read("LP neg").entity("LP")).has(.negation))
  }

  @Test func germsWithoutAResultAreNoTest() {
    #expect(Engines.full.read("Sister had strep.").entity("strep")?.type != .testName)
  }

  @Test(
    arguments: Table.rows(
      """
      palps|palpitations
      LH|near syncope
      SOB|shortness of breath
      DOE|dyspnea on exertion
      PND|paroxysmal nocturnal dyspnea
      HA|headache
      BRBPR|hematochezia
      LBP|back pain
      wt loss|weight loss
      wt gain|weight gain
      abd pain|abdominal pain
      n/v|nausea and vomiting
      """
    )
  ) func complaintsInLetters(row: [String]) throws {
    for text in ["c/o \(row[0]) and cough", "denies cough, \(row[0])"] {
      let found = try #require(Engines.full.read(text).entity(row[0]), "\(text)")
      #expect(found.type == .condition, "\(text)")
      #expect(found.has(.negation) == text.hasPrefix("denies"), "\(text)")
      #expect(!found.concepts.isEmpty, "\(text)")
    }
  }

  @Test func aHormoneIsNoComplaint() {
    for text in ["FSH and LH normal", "LH 5.2"] {
      #expect(Engines.full.read(text).entity("LH")?.type != .condition, "\(text)")
    }
  }

  @Test(arguments: [
    "gynecomastia n/a", "gynecomastia: N/A", "denies: gynecomastia, rash", "gynecomastia - no",
    "gynecomastia (-)", "(-) gynecomastia", "gynecomastia -ve", "gynecomastia –ve",
    "gynecomastia (-ve)", "-ve for gynecomastia", "gynecomastia −ve, rash +ve",
    "rash -, gynecomastia -", "+rash, cough -gynecomastia",
  ]) func answersWithASign(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity("gynecomastia"), "\(text)")
      #expect(found.has(.negation), "\(text)")
    }
  }

  @Test(arguments: [
    "gynecomastia +ve", "No fever, gynecomastia +ve", "fever -ve, gynecomastia +ve",
    "gynecomastia - worse today", "tender - gynecomastia",
  ]) func signsThatDenyNothing(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity("gynecomastia"), "\(text)")
      #expect(!found.has(.negation), "\(text)")
    }
  }

  @Test func litresByADeviceAreOxygen() throws {
    for engine in Self.engines {
      let note = engine.read("COPD on 2L NC, SpO2 97% 2L NC")
      let oxygen = try #require(note.entity("NC"))
      #expect(oxygen.type == .treatmentName)
      #expect(oxygen.evidence.preferredName == "oxygen therapy")
      #expect(oxygen.texts(.dosage) == ["2L"])
      #expect(oxygen.texts(.strength).isEmpty)
      #expect(try #require(note.entity("COPD")).type == .condition)
    }
    #expect(Engines.full.read("Follow up in NC.").entity("NC")?.category != .medication)
    let named = Engines.full.read("On 2L O2 via NC")
    #expect(named.entities.filter { $0.category == .medication }.map(\.text) == ["O2"])
  }

  @Test(
    arguments: Table.rows(
      """
      cough x 3d|3d|d
      fever 5d|5d|d
      pain x2wk|2wk|wk
      cough for 3/7|3/7|d
      6/52 history of haematuria|6/52|wk
      swelling x 3/12|3/12|mo
      """
    )
  ) func timesInALetter(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.type == .timeToCondition, "\(row[0])")
      guard case .duration(_, _, let unit)? = found.value else {
        Issue.record("\(row[0]) has no duration")
        continue
      }
      #expect(unit == row[2], "\(row[0])")
    }
  }

  @Test(arguments: ["VA 6/12 both eyes", "3D echo today", "seen 24h pharmacy", "MoCA 5/7"])
  func numbersThatAreNoTime(text: String) {
    for engine in Self.engines {
      let times = engine.read(text).entities.filter { $0.category == .timeExpression }
      #expect(!times.contains { ["6/12", "3D", "5/7", "24h"].contains($0.text) }, "\(text)")
    }
  }

  @Test func dueToIsNoValue() {
    for text in ["AKI 2/2 dehydration", "weakness 2/2 hyponatremia", "ESRD 2/2 DM"] {
      for engine in Self.engines {
        let note = engine.read(text, noteDate: Engines.noteDate)
        let details = note.unmappedAttributes + note.entities.flatMap(\.attributes)
        #expect(!details.contains { $0.text == "2/2" }, "\(text)")
        #expect(!note.entities.contains { $0.text == "2/2" }, "\(text)")
        #expect(note.entities.filter { $0.type == .condition }.count == 2, "\(text)")
      }
    }
  }

  @Test func theChangesOfAnECGAreNoDepression() throws {
    let note = Engines.full.read("EKG on arrival: ST depression V4-V6.")
    #expect(try #require(note.entity("ST depression")).type == .condition)
    #expect(note.entity("depression") == nil)
  }

  @Test func pneumoniaInLettersIsNoCapsule() throws {
    let note = Engines.full.read("cefpodoxime 200 mg BID\n# CAP: RLL, improving")
    #expect(try #require(note.entity("CAP")).type == .condition)
    #expect(try #require(note.entity("cefpodoxime")).texts(.form).isEmpty)
    let capsule = Engines.full.read("GABAPENTIN 300 MG CAP TID")
    #expect(try #require(capsule.entity("GABAPENTIN")).texts(.form) == ["CAP"])
  }
}
