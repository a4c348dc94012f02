// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Names of diseases and medications as doctors of Britain, India and Australia write them, and their codes.
@Suite struct SpokenNameTests {
  private static let engines = [Engines.rules, Engines.full]

  private func first(_ text: String, _ name: String, _ engine: ClinicalTextEngine) throws -> String
  {
    let found = try #require(engine.read(text).entity(name), "\(text)")
    return found.concepts.first { [.icd10cm, .rxnorm].contains($0.system) }?.code ?? ""
  }

  @Test(
    arguments: Table.rows(
      """
      Has a toothache.|toothache|K08.89
      Trismus.|Trismus|R25.2
      Coeliac disease.|Coeliac disease|K90.0
      Has Parkinson's.|Parkinson's|G20
      Carpal tunnel.|Carpal tunnel|G56.00
      Frozen shoulder.|Frozen shoulder|M75.00
      Glandular fever.|Glandular fever|B27.90
      Viral fever.|Viral fever|B34.9
      Dengue fever.|Dengue fever|A90
      Head lice.|Head lice|B85.0
      Melanoma in situ.|Melanoma in situ|D03.9
      Baker's cyst.|Baker's cyst|M71.20
      Nappy rash.|Nappy rash|L22
      Whooping cough.|Whooping cough|A37.90
      Bowel ca.|Bowel ca|C18.9
      Sigmoid ca.|Sigmoid ca|C18.7
      Endometrial Ca.|Endometrial Ca|C54.1
      Ca thyroid.|Ca thyroid|C73
      Has rest pain.|rest pain|
      Had LVF.|LVF|I50.1
      Treated for LRTI.|LRTI|J22
      Loose motions.|Loose motions|R19.7
      Has ADPKD.|ADPKD|Q61.2
      Chronic kidney disease.|Chronic kidney disease|N18.9
      Has PTDM.|PTDM|
      Chronic small vessel disease.|Chronic small vessel disease|
      """
    )
  ) func diseases(row: [String]) throws {
    for engine in Self.engines {
      #expect(try first(row[0], row[1], engine) == row[2], "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Bisop 2.5 od.|Bisop|19484
      Clopi 75 mg od.|Clopi|32968
      Ciclosporin 100 mg bd.|Ciclosporin|3008
      Ferrous sulphate 200 mg tds.|Ferrous sulphate|24947
      Mesalazine 1.2 g od.|Mesalazine|52582
      Tab Ecosprin 75 mg od.|Ecosprin|1191
      Inj Monocef 1 g bd.|Monocef|2193
      Tab Dolo 650 mg tds.|Dolo|161
      Thyronorm 50 mcg od.|Thyronorm|10582
      Karvea 150 mg mane.|Karvea|83818
      ISMN 60 mg mane.|ISMN|27518
      MST 10 mg bd.|MST|7052
      Epo 6000 units weekly.|Epo|105694
      Buscopan 20 mg prn.|Buscopan|
      Co-trimox 960 mg bd.|Co-trimox|10831
      Furos 40 mg bd.|Furos|4603
      Lanthanum 500 mg tds.|Lanthanum|
      """
    )
  ) func medications(row: [String]) throws {
    for engine in Self.engines {
      #expect(try first(row[0], row[1], engine) == row[2], "\(row[0])")
    }
  }

  @Test func aScoreIsNoMorphine() {
    for engine in Self.engines {
      #expect(engine.read("MST score 2, refer dietitian.").entity("MST")?.category != .medication)
    }
  }

  @Test(
    arguments: Table.rows(
      """
      X-ray wrist: no injury.|399208008
      X-ray hip.|399208008
      """
    )
  ) func anotherPartIsNoChest(row: [String]) {
    for engine in Self.engines {
      let codes = engine.read(row[0]).entities.flatMap { $0.concepts.prefix(1).map(\.code) }
      #expect(!codes.contains(row[1]), "\(row[0])")
    }
  }
}
