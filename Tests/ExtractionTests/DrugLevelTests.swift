// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What was measured of a medication is a test with a value, and no dose.
@Suite struct DrugLevelTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      digoxin level 2.8 ng/mL|digoxin level|2.8
      vanc trough 18|vanc trough|18
      Vancomycin random 14.2 mcg/mL|Vancomycin random|14.2
      Tacrolimus level 9.1, goal 8-10.|Tacrolimus level|9.1
      Tacro trough level was 11.4 today.|Tacro trough level|11.4
      tacro 7.2|tacro|7.2
      Lithium 0.8 mmol/L|Lithium|0.8
      Labs: digoxin 1.1, K 4.1|digoxin|1.1
      INR on warfarin 3.1|INR|3.1
      """
    )
  ) func aLevelIsATest(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let found = try #require(note.entity(row[1]), "\(row[0])")
      #expect(found.type == .testName, "\(row[0])")
      #expect(found.texts(.testValue) == [row[2]], "\(row[0])")
      for other in note.entities where other.category == .medication {
        #expect(other.attributes.isEmpty, "\(row[0])")
      }
    }
  }

  @Test(
    arguments: Table.rows(
      """
      tacro 2 mg BID|tacro
      Tacrolimus 5 mg/mL injection|Tacrolimus
      vanc 1 g q12h|vanc
      vancomycin 15 mg/kg|vancomycin
      Digoxin 0.125 mg daily|Digoxin
      Medications: lithium 300 mg TID|lithium
      A1c on metformin 500 mg BID 7.2|metformin
      Tacrolimus 8.1 ng/mL on 3 mg bd|Tacrolimus
      Lithium 0.9 mmol/L, continue 400 mg nocte|Lithium
      Digoxin 0.5 ng/mL on 62.5 mcg|Digoxin
      """
    )
  ) func aDoseIsNone(row: [String]) throws {
    for engine in Self.engines {
      #expect(try #require(engine.read(row[0]).entity(row[1])).category == .medication, "\(row[0])")
    }
  }

  @Test func theNumberOfAGeneIsItsNames() throws {
    let note = Engines.full.read("BRCA1 negative, BRCA2 negative. K103N on genotype 2008.")
    #expect(try #require(note.entity("BRCA1")).texts(.testValue) == ["negative"])
    #expect(note.entities.allSatisfy { !$0.texts(.testValue).contains("103") })
  }

  @Test(arguments: ["2L NC", "on 2 L nasal cannula", "NC 2L", "nasal cannula at 2 L"])
  func aDeviceIsATreatment(text: String) throws {
    for engine in Self.engines {
      let note = engine.read(text)
      let found = try #require(note.entities.first { $0.type == .treatmentName }, "\(text)")
      #expect(found.texts(.dosage).map { $0.filter { $0 != " " } } == ["2L"], "\(text)")
      #expect(!note.entities.contains { $0.category == .medication }, "\(text)")
    }
  }
}
