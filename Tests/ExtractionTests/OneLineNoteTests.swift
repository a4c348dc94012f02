// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Where the history of a line ends, and what "past" says of how long something lasts.
@Suite struct OneLineNoteTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      PMH: asthma, eczema, now wheezing|asthma,eczema|wheezing
      PMH: CAD, CKD Meds: aspirin Exam: wheezes Plan: pneumonia|CAD,CKD|wheezes,pneumonia
      PMH: CAD, meds: albuterol, exam: wheezes, plan: treat pneumonia|CAD|wheezes,pneumonia
      PMH: HTN. Today: fever, cough.|HTN|fever,cough
      PMH: DM2. Today c/o fever. Now with rash.|DM2|fever,rash
      PMH: DM2. Now with fever and dysuria.|DM2|fever,dysuria
      PMH: DM2, COPD. Here for cough.|DM2,COPD|cough
      55F. PMH: HTN, DM. Presents with dysuria. Exam: abd soft. A/P: UTI|HTN,DM|dysuria,UTI
      PMH: DM2, COPD. A/P: 1) pneumonia 2) AKI|DM2,COPD|pneumonia,AKI
      PMH: AF, now on apixaban, CKD|AF,CKD|
      Past surgical history: CABG. Today dyspnea.|CABG|dyspnea
      """
    )
  ) func theNextLabelEndsHistory(row: [String]) throws {
    let note = Engines.full.read(row[0])
    for name in Table.split(row[1], ",") {
      #expect(try #require(note.entity(name), "\(row[0])").has(.pastHistory), "\(name)")
    }
    for name in Table.split(row[2], ",") where !name.isEmpty {
      #expect(try !#require(note.entity(name), "\(row[0])").has(.pastHistory), "\(name)")
    }
  }

  @Test func whatFollowsAnOperationIsThere() throws {
    for engine in Self.engines {
      let note = engine.read("CAD s/p stent 2020, migraine. On aspirin.")
      #expect(try !#require(note.entity("migraine")).has(.pastHistory))
    }
  }

  @Test func theNextLineIsHistoryAgain() throws {
    let note = Engines.full.read("PMH:\nasthma, now wheezing\nCOPD\n")
    #expect(try !#require(note.entity("wheezing")).has(.pastHistory))
    #expect(try #require(note.entity("COPD")).has(.pastHistory))
  }

  @Test func theFamilyOfALineIsLeft() throws {
    let note = Engines.full.read("FH: father MI. Here for cough.")
    #expect(try #require(note.entity("MI")).has(.pertainsToFamily))
    #expect(try !#require(note.entity("cough")).has(.pertainsToFamily))
  }

  @Test(
    arguments: Table.rows(
      """
      Past 2 weeks of cough.|cough
      Over the past 3 days fever and chills.|fever
      Over the past 3 days fever and chills.|chills
      Headache for the past month.|headache
      Past few days of dysuria.|dysuria
      For the last 2-3 weeks worsening back pain.|back pain
      Rest pain in the foot over the past month.|pain
      """
    )
  ) func whatLastsIsNotPast(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let found = try #require(
        note.entity(row[1]) ?? note.entities.first { $0.text.contains(row[1]) },
        "\(row[0])"
      )
      #expect(!found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test(arguments: ["Past history of pneumonia.", "Past pneumonia, treated.", "Past PE in 2019."])
  func whatIsOverIsPast(text: String) throws {
    for engine in Self.engines {
      let note = engine.read(text)
      let found = try #require(note.entities.first { $0.type == .condition })
      #expect(found.has(.pastHistory), "\(text)")
    }
  }

  @Test func anOrderAboveAListSpeaksOfItsLines() throws {
    let note = Engines.full.read(
      """
      CONTINUE: metformin 1000 BID
      HOLD until PCP: meloxicam 15 mg
      Dx: HFpEF. Insulin was given. Discharged on lisinopril.
      """
    )
    #expect(try #require(note.entity("meloxicam")).has(.negation))
    for name in ["metformin", "insulin", "lisinopril"] {
      #expect(try !#require(note.entity(name)).has(.negation), "\(name)")
    }
  }

  @Test func aNoteOfTheDialysisUnitIsNoAbstract() throws {
    let note = Engines.full.read(
      """
      ESRD 2/2 diabetic nephropathy on HD MWF via L AVF. Missed Monday. UF 3.2 L. Venofer 50 mg weekly, \
      calcitriol 0.5 mcg TIW. Phos 7.2, K 5.9 -> 4.1 post. Sevelamer increased from 800 to 1600 TID w/ \
      meals. Sensipar d/c'd for hypocalcemia. Not a transplant candidate. No fevers/chills, access without \
      erythema.
      """
    )
    #expect(try #require(note.entity("Venofer")).texts(.dosage) == ["50 mg"])
    #expect(try #require(note.entity("Sevelamer")).texts(.dosage) == ["1600"])
    #expect(try #require(note.entity("Sensipar")).has(.negation))
  }
}
