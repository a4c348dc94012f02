// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// Values of one test on several days or in both eyes.
@Suite struct ValueSeriesTests {
  @Test(
    arguments: Table.rows(
      """
      INR 2.1 (3/1), 2.8 (3/8), 3.4 (3/15)|INR|2.1,2.8,3.4
      INR  2.1 (3/12)  2.6 (3/13)  3.4 (3/14)|INR|2.1,2.6,3.4
      Cr 1.2 -> 1.8 -> 2.2|Cr|1.2,1.8,2.2
      INR 2.1 (3/1), K 4.1 (3/1)|INR|2.1
      INR 2.1 (3/1), 2 doses held|INR|2.1
      Hgb 11.2, 9 doses|Hgb|11.2
      IOP 18/21|IOP|18/21
      IOP OD 18 OS 21|IOP|18,21
      IOP: R 16, L 18|IOP|16,18
      Ta 16/18|Ta|16/18
      BG 212, 4 units lispro given|BG|212
      Repeat BMP in 1 wk|BMP|
      Hgb 7.8, VOC x 3/yr|Hgb|7.8
      SpO2 88% RA -> 94% on 2L NC|SpO2|88,94
      sats 90% on RA -> 95% on 2L.|sats|90,95
      Sat 92% RA at rest -> 86% walking -> 93% on 2L.|Sat|92,86,93
      Goal INR 2.5-3.5.|INR|
      BCx 3/13 NGTD.|BCx|NGTD
      """
    )
  ) func valuesOfOneTest(row: [String]) throws {
    for engine in [Engines.rules, Engines.full] {
      let found = try #require(engine.read(row[0]).entity(row[1]), "\(row[0])")
      #expect(found.type == .testName)
      #expect(
        found.texts(.testValue) == (row[2].isEmpty ? [] : Table.split(row[2], ",")),
        "\(row[0])"
      )
    }
  }
}
