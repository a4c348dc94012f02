// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was tried in vain, taken out, or is taken now and then only.
@Suite struct TriedAndRemovedTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Adalimumab primary failure.|adalimumab
      adalimumab (secondary failure)|adalimumab
      Failed MTX.|MTX
      MTX failed.|MTX
      Failed on sertraline.|sertraline
      Amoxicillin failed x2, cefdinir given.|amoxicillin
      Furosemide drip failed.|furosemide
      Methotrexate was a treatment failure.|methotrexate
      RA refractory to methotrexate.|methotrexate
      Loss of response to infliximab.|infliximab
      Inadequate response to etanercept.|etanercept
      Trialed on Cymbalta without benefit.|Cymbalta
      Sulfasalazine ineffective.|sulfasalazine
      valcyte completed, bactrim stopped|valcyte
      """
    )
  ) func whatFailedIsNotTaken(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let found = try #require(
        note.entity(row[1]) ?? note.entities.first { $0.text.lowercased().hasPrefix(row[1]) },
        "\(row[0])"
      )
      #expect(found.has(.pastHistory) || found.has(.negation), "\(row[0])")
    }
  }

  @Test func whatWasNotToleratedIsNotTaken() throws {
    for engine in Self.engines {
      let found = try #require(engine.read("Intolerant of statins.").entity("statins"))
      #expect(found.type == .allergies || found.has(.negation))
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Failed extubation, on propofol.|propofol
      Heart failure on carvedilol.|carvedilol
      Takes lisinopril. Renal failure resolved.|lisinopril
      Failed MTX, now on adalimumab.|adalimumab
      Seizures refractory to phenytoin, now on lacosamide.|lacosamide
      """
    )
  ) func whatElseFailsIsAnother(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(!found.has(.pastHistory) && !found.has(.negation), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      IUD removed 2020.|IUD
      Not planning pregnancy, IUD removed 1/5.|IUD
      PICC removed.|PICC
      POD 2, afebrile. Foley out, voiding.|Foley
      Pacemaker explanted.|Pacemaker
      Pacemaker was explanted for infection.|Pacemaker
      Drain pulled POD 2.|Drain
      JP drain removed.|JP drain
      Nexplanon removed, IUD placed today.|Nexplanon
      Removed his Foley this morning.|Foley
      """
    )
  ) func whatWasTakenOutIsPast(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pastHistory) && !found.has(.future), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Foley removed yesterday, PICC in place.|PICC
      PICC to be removed tomorrow.|PICC
      Foley in place.|Foley
      PICC removed and replaced.|PICC
      POD 2, afebrile. Foley not removed.|Foley
      POD 2, afebrile. Foley can come out if voiding.|Foley
      """
    )
  ) func whatIsInIsNotPast(row: [String]) {
    for engine in Self.engines {
      let found = engine.read(row[0]).entity(row[1])
      #expect(found?.has(.pastHistory) != true, "\(row[0])")
    }
  }

  @Test func whoDeclinesHasNoResult() throws {
    let note = Engines.full.read("Refused flu vaccine, declines colonoscopy.")
    let found = try #require(note.entity("colonoscopy"))
    #expect(found.has(.negation) && found.texts(.testValue).isEmpty)
  }

  @Test func whatAGermResistsIsNotTaken() throws {
    for text in ["Cipro resistant E coli, on cefazolin.", "cipro-resistant E coli, on cefazolin."] {
      let note = Engines.full.read(text)
      #expect(note.entities.filter { $0.category == .medication }.map(\.text) == ["cefazolin"])
    }
  }

  @Test func toDrainIsNoDevice() {
    for text in ["Drain the abscess today.", "Wounds continue to drain."] {
      #expect(Engines.rules.read(text).entity("drain") == nil, "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Forgets evening insulin most nights.|insulin
      Often forgets his metoprolol.|metoprolol
      Skips metformin sometimes.|metformin
      """
    )
  ) func whatIsTakenIrregularlyIsLookedAt(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.lowConfidence) && !found.has(.negation), "\(row[0])")
    }
  }

  @Test(arguments: ["Never misses metformin.", "Missed work, takes metformin.", "On metformin."])
  func whatIsTakenIsPlain(text: String) throws {
    for engine in Self.engines {
      #expect(try !#require(engine.read(text).entity("metformin")).has(.lowConfidence), "\(text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      MS Contin 15 mg BID -> stop, gabapentin 600 TID|MS Contin|yes
      MS Contin 15 mg BID -> stop, gabapentin 600 TID|gabapentin|no
      Benadryl qhs -> stop. Start melatonin.|Benadryl|yes
      ASA 81, atorva 80, cilostazol stopped|atorva|no
      ASA 81, atorva 80, cilostazol stopped|cilostazol|yes
      amlodipine 10, lisinopril 20, metformin none|amlodipine|no
      amlodipine 10, lisinopril 20, metformin none|metformin|yes
      Bactrim x7d, EtOH none|Bactrim|no
      Versed off yesterday.|Versed|yes
      no ACEi (hyperkalemia)|hyperkalemia|no
      no ACEi (hyperkalemia)|ACEi|yes
      No apneas with CPAP.|CPAP|no
      No apneas with CPAP.|apneas|yes
      Start Cosopt, d/c plain timolol.|timolol|yes
      Lovenox bridge not needed.|Lovenox|yes
      norepinephrine weaned off, vasopressin stopped, milrinone 0.25 mcg/kg/min|milrinone|no
      norepinephrine weaned off, vasopressin stopped, milrinone 0.25 mcg/kg/min|norepinephrine|yes
      simvastatin 40 - pt not taking, atorvastatin 20 - taking|atorvastatin|no
      simvastatin 40 - pt not taking, atorvastatin 20 - taking|simvastatin|yes
      Statin-intolerant (myalgias), on ezetimibe.|Statin|yes
      Denies missing doses of warfarin.|warfarin|no
      No missed doses of warfarin.|warfarin|no
      Pt refuses BiPAP, on 4L NC.|NC|no
      Pt refuses BiPAP, on 4L NC.|BiPAP|yes
      Not on aspirin, takes apixaban.|apixaban|no
      Statin-intolerant (myalgias), on ezetimibe.|ezetimibe|no
      Statin-intolerant (myalgias), on ezetimibe.|myalgias|no
      mefloquine avoided, doxy not tolerated.|doxy|yes
      """
    )
  ) func whichOfAListIsMeant(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.negation) == (row[2] == "yes"), "\(row[0])")
    }
  }
}
