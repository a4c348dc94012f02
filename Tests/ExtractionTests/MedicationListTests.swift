// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Medications in lists: two names for one, what is not taken, and whose dose it is.
@Suite struct MedicationListTests {
  private static let engines = [Engines.rules, Engines.full]

  private static func medications(_ note: ExtractedNote) -> [Entity] {
    note.entities.filter { $0.category == .medication }
  }

  @Test func aNameInBracketsIsTheSameMedication() throws {
    for engine in Self.engines {
      let note = engine.read(
        "lisinopril (PRINIVIL,ZESTRIL) 10 mg tablet Take 1 tablet by mouth daily"
      )
      #expect(Self.medications(note).map(\.text) == ["lisinopril"])
      let found = try #require(note.entity("lisinopril"))
      #expect(found.texts(.brandName) == ["PRINIVIL", "ZESTRIL"])
      #expect(found.texts(.strength) == ["10 mg"])
      #expect(found.texts(.frequency) == ["daily"])
    }
  }

  @Test(
    arguments: Table.rows(
      """
      lisinopril (PRINIVIL) 10 mg PO daily|lisinopril|10 mg
      metoprolol succinate ER (TOPROL XL) 50 mg daily|metoprolol succinate|50 mg
      Lipitor (atorvastatin) 40 mg nightly|Lipitor|40 mg
      """
    )
  ) func itsDirectionsFollow(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(Self.medications(note).map(\.text) == [row[1]], "\(row[0])")
      #expect(try #require(note.entity(row[1])).texts(.dosage) == [row[2]], "\(row[0])")
    }
  }

  @Test func anotherMedicationInBracketsIsAnother() {
    let note = Engines.full.read("lisinopril (with hydrochlorothiazide) 10 mg daily")
    #expect(Self.medications(note).count == 2)
  }

  @Test(
    arguments: Table.rows(
      """
      Takes metformin, forgot most days|metformin
      Forgot most days to take Seroquel.|Seroquel
      Lisinopril 10 mg daily, stopped taking|Lisinopril
      Lisinopril 10 mg, stopped taking 2 weeks ago|Lisinopril
      Stopped taking lithium 3 wks ago d/t tremor|lithium
      Sertraline self-discontinued 2 weeks ago|Sertraline
      self-d/c'd trazodone|trazodone
      atorvastatin never started|atorvastatin
      finasteride never commenced as he was worried|finasteride
      prescribed apixaban, never filled|apixaban
      Digoxin - never on|Digoxin
      Gabapentin helped but stopped d/t sedation|Gabapentin
      Levofloxacin avoided (QTc 510)|Levofloxacin
      without insulin for 3 days|insulin
      glipizide 5 mg - pt states d/c by PCP 1/2024|glipizide
      lisinopril 10 mg - pt stopped 2 wks ago|lisinopril
      varenicline offered, not interested|varenicline
      He was started on Zoloft but never picked it up.|Zoloft
      """
    )
  ) func whatIsNotTaken(row: [String]) throws {
    for engine in Self.engines {
      #expect(
        try #require(engine.read(row[0]).entity(row[1]), "\(row[0])").has(.negation),
        "\(row[0])"
      )
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Metformin 500 mg BID - missed doses|Metformin
      Sertraline 100, self-d/c'd trazodone|Sertraline
      Did not tolerate spironolactone (gynecomastia) -> eplerenone.|eplerenone
      off narcotics, Tylenol only|Tylenol
      NO ibuprofen (on warfarin)|warfarin
      hx DVT/PE on apixaban|apixaban
      hx of GERD, omeprazole 20 mg daily|omeprazole
      He denies chest pain no swelling he takes metoprolol 50 mg daily|metoprolol
      D4 meropenem, afebrile|meropenem
      Consider d/c PPI.|PPI
      s/p hip repair, on lovenox ppx, Foley d/c'd|lovenox
      May stop aspirin at the next visit.|aspirin
      D4 meropenem (zosyn d/c'd 3/12 ESBL)|meropenem
      """
    )
  ) func whatIsTaken(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.negation) && !found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Was on vancomycin 3/4-3/6, narrowed to cefazolin.|vancomycin
      He took rivaroxaban for 6/12.|rivaroxaban
      warfarin (COUMADIN) - completed 2022|warfarin
      Humira (2019-2021), now Xeljanz|Humira
      Enbrel prior to that, now Xeljanz|Enbrel
      """
    )
  ) func whatWasTakenIsPast(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pastHistory), "\(row[0])")
    }
  }

  @Test func aListBeforeAdmissionIsNoListOfAllergies() throws {
    let note = Engines.full.read(
      """
      Allergies: sulfa (anaphylaxis), lisinopril: cough
      PTA med list:
      amlodipine (NORVASC) 10 mg tablet - taking
      atorvastatin (LIPITOR) 40 mg tablet - NOT taking, muscle aches
      warfarin (COUMADIN) - completed 2022
      insulin glargine (LANTUS) 100 unit/mL pen - 22 units qHS
      """
    )
    let names = ["amlodipine", "atorvastatin", "warfarin", "insulin glargine"]
    #expect(Self.medications(note).map(\.text) == names)
    #expect(try #require(note.entity("atorvastatin")).has(.negation))
    let insulin = try #require(note.entity("insulin glargine"))
    #expect(!insulin.has(.pastHistory) && !insulin.has(.negation))
  }

  @Test(arguments: [
    "B12 1000 mcg IM q9wk, zzzumab 4 mg BID", "B12 1000 mcg IM q9wk\n- zzzumab 4 mg BID",
    "B12 1000 mcg IM q9wk; zzzumab 4 mg BID",
  ]) func theDoseOfAnUnknownNameIsNotItsNeighbours(text: String) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(text).entity("B12"))
      let doses = found.texts(.dosage) + found.texts(.strength)
      #expect(doses == ["1000 mcg"], "\(text)")
      #expect(!found.texts(.frequency).contains("BID"), "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      aspirin eighty one milligrams daily|aspirin|81
      metoprolol one hundred milligrams daily|metoprolol|100
      levothyroxine seventy-five micrograms daily|levothyroxine|75
      amoxicillin two hundred fifty milligrams daily|amoxicillin|250
      lisinopril ten milligrams daily|lisinopril|10
      """
    )
  ) func spelledDoses(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      let dose = found.attributes.first { $0.type == .dosage }
      guard case .quantity(let quantity)? = dose?.value else {
        Issue.record("\(row[0]) has no dose")
        continue
      }
      #expect(quantity.value == Double(row[2]), "\(row[0])")
    }
  }

  @Test func whatElseHasNumbersIsNoDose() throws {
    let saturation = Engines.full.read("Did not tolerate lorazepam. PPS 40%.")
    #expect(try #require(saturation.entity("lorazepam")).attributes.isEmpty)
    let cough = Engines.full.read("RA ON METHOTREXATE WHO PRESENTS WITH COUGH X 3 DAYS.")
    #expect(try #require(cough.entity("METHOTREXATE")).texts(.duration).isEmpty)
    let reaction = Engines.full.read("Paclitaxel discontinued 2/2 infusion reaction")
    #expect(try #require(reaction.entity("Paclitaxel")).texts(.dosage).isEmpty)
    let net = Engines.full.read("Lasix 80 mg BID then drip, net neg 9L")
    #expect(try !#require(net.entity("Lasix")).attributes.contains { $0.text == "9L" })
  }

  @Test(
    arguments: Table.rows(
      """
      co-amoxiclav 625 mg tds 5/7|co-amoxiclav|5/7
      flucloxacillin 500 mg qds for 2/52|flucloxacillin|2/52
      amoxicillin 500 mg tds x 7d|amoxicillin|7d
      """
    )
  ) func howLongInBritishLetters(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      #expect(
        try #require(note.entity(row[1]), "\(row[0])").texts(.duration) == [row[2]],
        "\(row[0])"
      )
      #expect(!note.entities.contains { $0.category == .timeExpression }, "\(row[0])")
    }
  }

  @Test func aLineOfShorthandIsNoAbstract() throws {
    let note = Engines.full.read(
      "DM2: Lantus 20u qHS + Humalog 5u TIDAC, metformin d/c'd for eGFR 28"
    )
    #expect(Self.medications(note).map(\.text) == ["Lantus", "Humalog", "metformin"])
    #expect(try #require(note.entity("metformin")).has(.negation))
    #expect(try #require(note.entity("Lantus")).texts(.dosage) == ["20u"])
  }

  @Test func aRunOfMedicationsWithoutCommas() throws {
    for engine in Self.engines {
      let note = engine.read("takes aspirin 81 mg daily metoprolol 25 mg twice a day")
      #expect(try #require(note.entity("aspirin")).texts(.frequency) == ["daily"])
      #expect(try #require(note.entity("metoprolol")).texts(.frequency) == ["twice a day"])
    }
  }

  @Test func aLevelIsNoMedication() {
    #expect(Engines.full.read("UDS neg, Li level < 0.1").entity("Li")?.category != .medication)
    #expect(Engines.full.read("Bipolar, on Li 900 mg qhs").entity("Li")?.category == .medication)
  }

  @Test func aNameEndsBeforeItsDose() throws {
    let note = Engines.full.read("atorva 40, metop 25 bid, Xeljanz 5 BID, ASA 81")
    #expect(Self.medications(note).map(\.text) == ["atorva", "metop", "Xeljanz", "ASA"])
    #expect(try #require(note.entity("Xeljanz")).texts(.dosage) == ["5"])
    #expect(Engines.full.read("Tylenol #3 1-2 tabs q6h").entity("Tylenol #3") != nil)
  }

  @Test func aShortOrderIsRead() throws {
    let zosyn = try #require(Engines.full.read("Zosyn 3.375g IV q6h, D3/7").entity("Zosyn"))
    #expect(zosyn.texts(.dosage) == ["3.375g"])
    #expect(zosyn.texts(.frequency) == ["q6h"])
    let salt = try #require(Engines.full.read("KCl 20 meq x2, Mg 2 g IV x1").entity("KCl"))
    #expect(salt.texts(.dosage) == ["20 meq"])
    let pain = try #require(
      Engines.full.read("Tylenol 650 q6h prn, oxy 5 q4h prn").entity("Tylenol")
    )
    #expect(pain.texts(.frequency) == ["q6h prn"])
  }

  @Test func whatWasRestartedIsTaken() throws {
    for engine in Self.engines {
      let note = engine.read(
        "She stopped her metformin last month due to GI upset but restarted it last week."
      )
      #expect(try !#require(note.entity("metformin")).has(.negation))
    }
  }

  @Test func wordsThatALineBreaksAreWhole() throws {
    for engine in Self.engines {
      let note = engine.read(
        "He is on pred-\nnisone 10 mg daily. Lisino-\npril was discon-\ntinued. Has asth-\nma."
      )
      let prednisone = try #require(note.entity("pred-\nnisone"))
      #expect(prednisone.evidence.preferredName == "prednisone")
      #expect(!prednisone.has(.negation))
      #expect(try #require(note.entity("Lisino-\npril")).has(.negation))
      #expect(try #require(note.entity("asth-\nma")).type == .condition)
    }
  }
}
