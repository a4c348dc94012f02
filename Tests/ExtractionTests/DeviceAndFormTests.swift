// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is denied of things that are there, and what forms and tables answer.
@Suite struct DeviceAndFormTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      No ICD shocks.|ICD
      no stent thrombosis|stent
      No Foley issues|Foley
      No PICC complications.|PICC
      without pacemaker problems|pacemaker
      No insulin reactions.|insulin
      No methotrexate contraindications.|methotrexate
      No contraindications to alteplase.|alteplase
      """
    )
  ) func whatIsTheMatterIsDeniedAndNotTheThing(row: [String]) {
    for engine in Self.engines {
      let found = engine.read(row[0]).entities.filter { $0.text == row[1] }
      #expect(!found.contains { $0.has(.negation) }, "\(row[0])")
    }
  }

  @Test func theThrombosisIsDenied() throws {
    let note = Engines.full.read("no stent thrombosis")
    #expect(try #require(note.entity("thrombosis")).has(.negation))
  }

  @Test(arguments: [
    "No Foley.", "No stents.", "no pacemaker", "without insulin", "no insulin given",
  ])
  func whatIsNotThereIsDenied(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities
      #expect(found.contains { $0.has(.negation) }, "\(text)")
    }
  }

  @Test func aShockOfADeviceIsNoCirculatoryShock() {
    for text in ["No ICD shocks.", "Had 2 ICD shocks.", "One AICD shock last week."] {
      let note = Engines.full.read(text)
      #expect(
        !note.entities.contains { $0.text.hasPrefix("shock") && $0.type == .condition },
        "\(text)"
      )
    }
    #expect(Engines.full.read("Septic shock.").entities.contains { $0.type == .condition })
  }

  @Test(
    arguments: Table.rows(
      """
      [ ] fever [ ] cough [x] fatigue|fever,cough|fatigue
      ROS: ( ) fever (x) cough ( ) fatigue|fever,fatigue|cough
      fever [ ] cough [x] fatigue [ ]|fever,fatigue|cough
      Resp: Cough: Y  Wheezing: N  Fever: N|Wheezing,Fever|Cough
      nausea YES, vomiting NO, diarrhea NO|vomiting,diarrhea|nausea
      Diabetes: Yes  HTN: No  Stroke: No|HTN,Stroke|Diabetes
      Seizures? No. Syncope? Yes.|Seizures|Syncope
      """
    )
  ) func formsAreAnswered(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      for name in Table.split(row[1], ",") {
        #expect(try #require(note.entity(name), "\(row[0])").has(.negation), "\(row[0]): \(name)")
      }
      for name in Table.split(row[2], ",") {
        #expect(try !#require(note.entity(name), "\(row[0])").has(.negation), "\(row[0]): \(name)")
      }
    }
  }

  @Test func aBoxOfAThingToDoDeniesNothing() throws {
    let note = Engines.full.read("[ ] anemia workup\n[x] call family")
    #expect(try !#require(note.entity("anemia")).has(.negation))
  }

  @Test func aTableSaysWhoseAndWhetherStill() throws {
    let note = Engines.full.read(
      """
      Omeprazole            20 mg      PO     daily    D/C
      Aspirin               81 mg      PO     daily    ACTIVE

      Breast cancer         Family hx
      Hypertension          Active
      """
    )
    #expect(try #require(note.entity("Omeprazole")).has(.negation))
    #expect(try !#require(note.entity("Aspirin")).has(.negation))
    #expect(try #require(note.entity("Breast cancer")).has(.pertainsToFamily))
    #expect(try !#require(note.entity("Hypertension")).has(.pertainsToFamily))
  }

  @Test(
    arguments: Table.rows(
      """
      here w/ mom for ear pain x 2d|ear pain|no
      Brought in by mother for fever.|fever|no
      FH: dad asthma. NKDA but amoxicillin caused loose stools.|loose stools|no
      FH: dad asthma. NKDA but amoxicillin caused loose stools.|asthma|yes
      Lives with mother who has dementia.|dementia|yes
      Fam hx: no CAD. Mom - HTN. Dad - d. 62 MI.|MI|yes
      Pt's wife on isoniazid.|isoniazid|yes
      his father died of a heart attack at fifty five on exam no edema|edema|no
      """
    )
  ) func whoIsIll(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(found.has(.pertainsToFamily) == (row[2] == "yes"), "\(row[0])")
  }

  @Test(
    arguments: Table.rows(
      """
      no COPD, no recent URI.|URI|yes
      Denies recent fever.|fever|yes
      Tolerating meds w/out nausea.|nausea|yes
      afib not on AC (d/c'd after GIB 2022), prior L MCA stroke|stroke|no
      TVUS no IUP, R adnexal mass 2.1 cm, no FF|mass|no
      CTA: no dissection, <50% carotid stenosis b/l|carotid stenosis|no
      No hx of HTN outside of pregnancy|pregnancy|no
      No HTN outside of pregnancy|HTN|yes
      1) DM - hold metformin 2) AKI - fluids, no sepsis|AKI|no
      """
    )
  ) func howFarADenialGoes(row: [String]) throws {
    let found = try #require(Engines.full.read(row[0]).entity(row[1]), "\(row[0])")
    #expect(found.has(.negation) == (row[2] == "yes"), "\(row[0])")
  }

  @Test(arguments: [
    "Discussed risks inc. bleeding, infection, MI/CVA.", "D/w pt risks: bleeding, infection, MI.",
  ]) func risksAreNotThere(text: String) {
    for engine in Self.engines {
      let found = engine.read(text).entities.filter { $0.type == .condition }
      #expect(!found.isEmpty, "\(text)")
      #expect(found.allSatisfy { $0.has(.hypothetical) }, "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      (+) fever (-) chills (+) cough|chills|fever,cough
      +fever -chills +cough|chills|fever,cough
      + fever, - chills, + cough|chills|fever,cough
      Positives: fever, cough. Negatives: chills.|chills|fever,cough
      Chest pain free since admission, some cough.|Chest pain|cough
      Seizure-free x 2 years, has cough.|Seizure|cough
      """
    )
  ) func signsBeforeAndBehind(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(try #require(note.entity(row[1]), "\(row[0])").has(.negation), "\(row[0])")
      for name in Table.split(row[2], ",") {
        let found = try #require(note.entity(name), "\(row[0])")
        #expect(!found.has(.negation), "\(row[0]): \(name)")
      }
    }
  }

  @Test func whatIsLikelyIsWhatFollows() throws {
    let note = Engines.full.read("1) NSTEMI - heparin 2) DM - insulin 3) AKI - likely prerenal")
    for name in ["NSTEMI", "DM", "AKI"] {
      #expect(try !#require(note.entity(name)).has(.uncertain), "\(name)")
    }
    #expect(
      try #require(Engines.full.read("Pneumonia, likely.").entity("Pneumonia")).has(.uncertain)
    )
  }

  @Test func someonesHabitIsNotDenied() throws {
    let note = Engines.full.read("SHx: denies tobacco, EtOH socially")
    #expect(try #require(note.entity("tobacco")).has(.negation))
    #expect(try !#require(note.entity("EtOH")).has(.negation))
  }

  @Test func relativesInLetters() throws {
    let note = Engines.full.read("Mat GM breast ca, Pat GF CVA")
    #expect(try #require(note.entity("breast ca")).has(.pertainsToFamily))
    #expect(try #require(note.entity("CVA")).has(.pertainsToFamily))
  }

  @Test func lettersWithAnotherMeaning() {
    for text in ["RA 98%, BP 120/80", "MS: A&Ox3"] {
      let found = Engines.full.read(text).entities
      #expect(!found.contains { $0.type == .condition }, "\(text)")
    }
    #expect(Engines.full.read("PMH: MS, RA").entities.filter { $0.type == .condition }.count == 2)
  }

  @Test func noFeverIsNoAllergen() throws {
    let note = Engines.full.read("Allergies: penicillin (rash)\nNo fever – cough")
    #expect(try !#require(note.entity("cough")).has(.conditional))
    #expect(try #require(note.entity("rash")).has(.conditional))
  }

  @Test func whatIsTaughtIsNotThere() throws {
    let note = Engines.full.read("Teaching: s/s hypoglycemia, bleeding, CHF. Educated on insulin.")
    for name in ["hypoglycemia", "bleeding", "CHF"] {
      #expect(try #require(note.entity(name)).has(.hypothetical), "\(name)")
    }
    #expect(try !#require(note.entity("insulin")).has(.hypothetical))
  }

  @Test func lettersOfTheCirculationAreNoDialysis() throws {
    for text in ["HD stable.", "HD#6 afebrile"] {
      #expect(Engines.full.read(text).entity("HD")?.type != .treatmentName, "\(text)")
    }
    let note = Engines.full.read("lisinopril 20 (hold pre HD), clonidine dc'd")
    #expect(try !#require(note.entity("HD")).has(.negation))
    #expect(try #require(note.entity("clonidine")).has(.negation))
  }

  @Test(arguments: ["A 3 week history of cough.", "3 day history of cough", "8/52 hx cough"])
  func whatBeganWeeksAgoIsThere(text: String) throws {
    for engine in Self.engines {
      #expect(try !#require(engine.read(text).entity("cough")).has(.pastHistory), "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Pt on 2L home O2, sats 91%|O2|2L
      COPD on 3 L home oxygen.|oxygen|3 L
      On 4LPM of oxygen via NC.|oxygen|4LPM
      """
    )
  ) func litresStandBeforeOxygen(row: [String]) throws {
    for engine in [Engines.rules, Engines.full] {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.category == .medication, "\(row[0])")
      #expect(found.texts(.dosage) + found.texts(.rate) == [row[2]], "\(row[0])")
      #expect(found.texts(.strength).isEmpty, "\(row[0])")
    }
  }
}
