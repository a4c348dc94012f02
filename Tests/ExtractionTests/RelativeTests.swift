// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Whose it is, where a relative tells of it or takes it.
@Suite struct RelativeTests {
  private static let engines = [Engines.rules, Engines.full]

  @Test(
    arguments: Table.rows(
      """
      Daughter reports she was diagnosed with breast cancer herself.|breast cancer|no
      Daughter, who lives with her, reports she was diagnosed with breast cancer herself.|breast cancer|no
      Daughter reports her mother had a stroke and she was diagnosed with breast cancer herself.|breast cancer|no
      Her daughter has lupus, and she was diagnosed with breast cancer herself.|breast cancer|no
      Her daughter has lupus, and she was diagnosed with breast cancer herself.|lupus|yes
      Her daughter was diagnosed with breast cancer herself.|breast cancer|yes
      Mother had gout; the patient has gout himself, and asthma.|asthma|no
      Hx of asthma in brother.|asthma|yes
      FH: mom - breast ca. SH: smoker. Meds: metformin 500.|smoker|no
      """
    )
  ) func herselfIsThePatient(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pertainsToFamily) == (row[2] == "yes"), "\(row[0])")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Maternal history: methadone, cocaine.|methadone|yes
      Maternal history: G2P1, diabetes on insulin, methadone.|methadone|yes
      Maternal meds: labetalol, insulin|insulin|yes
      Mother: methadone, sertraline. Infant with NAS.|sertraline|yes
      Infant exposed to maternal methadone in utero.|methadone|yes
      Baby born at term. Mother on methadone 60 mg daily.|methadone|yes
      Baby on caffeine. Mother visits.|caffeine|no
      Mother gives albuterol at home.|albuterol|no
      Mom: gave Tylenol at noon.|Tylenol|no
      Mom: wants refill of Ritalin.|Ritalin|no
      Maternal history: methadone. Infant: caffeine 10 mg/kg daily.|caffeine|no
      """
    )
  ) func whatAMotherTakesIsHers(row: [String]) throws {
    for engine in Self.engines {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.has(.pertainsToFamily) == (row[2] == "yes"), "\(row[0])")
    }
  }

  @Test(arguments: [
    ("Mom GBS+, PPROM, s/p BMZ x2, on labetalol.", "labetalol", true),
    ("Mom brought him, he is on amoxicillin.", "amoxicillin", false),
  ]) func whatIsSaidOfAMotherToTheEndIsHers(
    _ row: (text: String, name: String, isHers: Bool)
  ) throws {
    for engine in [Engines.rules, Engines.full] {
      let entity = try #require(engine.read(row.text).entity(row.name), "\(row.text)")
      #expect(entity.has(.pertainsToFamily) == row.isHers, "\(row.text)")
    }
  }

  @Test(
    arguments: Table.rows(
      """
      Partner HIV neg|HIV|yes
      Partner has chlamydia|chlamydia|yes
      Ex-partner HIV positive. She has thrush.|HIV|yes
      Ex-partner HIV positive. She has thrush.|thrush|no
      Flatmate has TB|TB|yes
      Housemate recently diagnosed with flu|flu|yes
      Boss tested positive for COVID|COVID|yes
      mum's diabetes|diabetes|yes
      Lives with partner, HIV negative|HIV|no
      Friend has noticed his jaundice.|jaundice|no
      Her MD started her on lisinopril|lisinopril|no
      GP started amlodipine 5 mg|amlodipine|no
      """
    )
  ) func whatOthersHaveIsTheirs(row: [String]) throws {
    for engine in Self.engines {
      let note = engine.read(row[0])
      let found = try #require(note.entity(row[1]), "\(row[0])")
      #expect(found.has(.pertainsToFamily) == (row[2] == "yes"), "\(row[0])")
      #expect(note.entity("her") == nil, "\(row[0])")
      #expect(note.entity("gp") == nil, "\(row[0])")
    }
  }
}
