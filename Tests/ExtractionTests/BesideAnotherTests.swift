// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What words say of the thing beside them, and not of what a comma or a dash parts from it.
@Suite struct BesideAnotherTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      ?UTI - dip neg|UTI|negation|no
      ?UTI - dip neg|UTI|uncertain|yes
      ?UTI - urine dip neg.|UTI|negation|no
      ?PE (CTPA neg)|PE|negation|no
      UTI neg|UTI|negation|yes
      FH: nil diabetes, father HTN|diabetes|negation|yes
      FH: nil diabetes, father HTN|HTN|negation|no
      FH: nil diabetes, father HTN|HTN|family|yes
      FHx: no cancer, mother T2DM, sister asthma.|T2DM|negation|no
      FHx: no cancer, mother T2DM, sister asthma.|asthma|negation|no
      No family history of cancer, diabetes or asthma.|asthma|negation|yes
      PMHx: nil cardiac, asthma.|asthma|negation|no
      PMHx: nil cardiac, respiratory disease or asthma.|asthma|negation|yes
      Take paracetamol if pain, amlodipine 5 mg od.|paracetamol|conditional|yes
      Take paracetamol if pain, amlodipine 5 mg od.|amlodipine|conditional|no
      Ibuprofen 400 mg if needed, omeprazole 20 mg od.|omeprazole|conditional|no
      If pain persists consider codeine, continue ramipril 5 mg od.|ramipril|conditional|no
      If pain persists consider codeine, continue ramipril 5 mg od.|codeine|conditional|yes
      If no better in 48 h, amoxicillin 500 mg tds.|amoxicillin|conditional|yes
      Lorazepam if seizure > 5 min, levetiracetam 500 mg bd.|levetiracetam|conditional|no
      Agitation nil.|Agitation|negation|yes
      Cannabis daily. Asthma query.|Asthma|uncertain|yes
      Bronchitis queried.|Bronchitis|uncertain|yes
      Fever 2/7, agitation nil.|Fever|negation|no
      Latex allergy nil.|allergy|negation|yes
      Chest pain denied.|Chest pain|negation|yes
      If not settling trimethoprim 200 mg bd.|trimethoprim|negation|no
      Clopidogrel to stop 7/7 pre-op, aspirin to continue.|aspirin|negation|no
      Advised reduce oxycodone to 5 mg, cease amitriptyline.|amitriptyline|negation|yes
      Advised reduce oxycodone to 5 mg, cease amitriptyline.|oxycodone|negation|no
      Cease ramipril, commence losartan 50 mg.|ramipril|negation|yes
      Cease ramipril, commence losartan 50 mg.|losartan|negation|no
      Stop ramipril, commence losartan 50 mg.|losartan|negation|no
      Suxamethonium apnoea - brother.|apnoea|family|yes
      Wife herself has chest pain.|chest pain|family|yes
      Safety netted re sepsis.|sepsis|hypothetical|yes
      Withhold ramipril, AKI.|ramipril|negation|yes
      Risperidone withdrawn in Feb.|Risperidone|negation|yes
      Apixaban, levothyroxine - carer states pt not been taking since Tues|levothyroxine|negation|yes
      Modafinil 100 mg od. STOP-BANG 6.|Modafinil|negation|no
      Withhold ramipril, AKI.|AKI|negation|no
      """
    )
  ) func ofWhatIsSpoken(row: [String]) throws {
    let names: [String: TraitName] = [
      "negation": .negation, "uncertain": .uncertain, "family": .pertainsToFamily,
      "conditional": .conditional, "hypothetical": .hypothetical,
    ]
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      let name = try #require(names[row[2]])
      #expect(found.has(name) == (row[3] == "yes"), "\(row[0]) \(row[1]) \(row[2])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Paeds ED: 3yo F with a rash.|ED
      Autoimmune hepatitis, cirrhosis CP A.|CP
      Amb PRF: 72M SOB.|Amb
      HBV vacc x3.|HBV
      Prev LSCS (breech), PET in G1.|PET
      """
    )
  ) func nothingOfThatName(row: [String]) {
    for engine in Self.engines { #expect(engine.read(row[0]).entity(row[1]) == nil, "\(row[0])") }
  }

  @Test func otherThingsOfThatName() {
    for engine in Self.engines {
      #expect(engine.read("CP and SOB since Monday.").entity("CP") != nil)
      #expect(engine.read("Sildenafil for ED.").entity("ED") != nil)
    }
  }

  @Test func aListOfAllergensEndsAtAnotherLabel() {
    let text = "Allergy: Augmentin - rash. OH: caries. Metronidazole 400 mg tds. Paracetamol ok."
    for engine in Self.engines {
      let note = engine.read(text)
      #expect(note.entity("Augmentin")?.type == .allergies)
      #expect(note.entity("Paracetamol")?.category == .medication)
    }
  }
}
