// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Names beside a relation, and numbers as other countries write them.
@Suite struct PersonAndPlaceTests {
  @Test(
    arguments: Table.rows(
      """
      Daughter Ingrid at bedside.|name|Ingrid
      HCP = niece Odalys Brandt, updated.|name|Odalys Brandt
      Parents Lena & Tom updated.|name|Lena & Tom
      Taken by K. Osei LPN.|name|K. Osei
      Son Lamar HCPOA.|name|Lamar
      Mother Has diabetes.|name|
      Mother: Diabetes, father: Stroke|name|
      Father died of stroke. Brother Healthy.|name|
      Sister with MS. Neuro exam normal.|name|
      Alpha1 antitrypsin normal.|name|
      Tel 01632 960983|phone|01632 960983
      Dtr Noor 503 555 0110.|phone|503 555 0110
      NHS no 943 476 5919|id|943 476 5919
      SURGICAL PATHOLOGY S24-01877|id|S24-01877
      Lives at 14 Larch Close.|address|14 Larch Close
      Address 7 Brook Lane, M14 6PQ.|address|7 Brook Lane,M14 6PQ
      Stage T4 N1 disease.|address|
      """
    )
  ) func identifiers(row: [String]) throws {
    let types: [String: EntityType] = [
      "name": .name, "phone": .phoneOrFax, "id": .identifier, "address": .address,
    ]
    let type = try #require(types[row[1]])
    for engine in [Engines.rules, Engines.full] {
      let found = engine.read(row[0]).entities.filter { $0.type == type }.map(\.text)
      #expect(found == (row[2].isEmpty ? [] : Table.split(row[2], ",")), "\(row[0])")
    }
  }
}
