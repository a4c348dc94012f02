// SPDX-License-Identifier: Apache-2.0

import Extraction
import Testing

/// What is to come, was sent for, wished for or only spoken of, and what others have.
@Suite struct AskedForTests {
  private func said(_ entity: Entity) -> String {
    let names: [(TraitName, String)] = [
      (.negation, "no"), (.pertainsToFamily, "other"), (.hypothetical, "maybe"),
      (.uncertain, "unsure"), (.future, "planned"), (.pastHistory, "past"),
    ]
    return names.first { entity.has($0.0) }?.1 ?? "yes"
  }

  @Test(
    arguments: Table.rows(
      """
      Apixaban commenced by GP (to be started 22/11).|Apixaban|planned
      Echo as outpatient|Echo|planned
      Echo as OP, review in clinic|Echo|planned
      Echo as outpatient showed normal LV.|Echo|yes
      for OP echo|echo|planned
      D/c with GP f/u, echo OP.|echo|planned
      Home today. For colonoscopy.|colonoscopy|planned
      Here for colonoscopy.|colonoscopy|yes
      C diff sent.|C diff|maybe
      COVID swab sent.|COVID|maybe
      Start rituximab - screen HBV, HCV, TB|TB|maybe
      Screen HBV: positive|HBV|yes
      VTE: enoxaparin 40 mg.|VTE|maybe
      VTE: treated with apixaban.|VTE|yes
      HCC surveillance 6/12ly.|HCC|maybe
      Cystoscopy in 3/12.|Cystoscopy|planned
      COVID positive, sent home.|COVID|yes
      Planning pregnancy, folic acid 5 mg.|pregnancy|planned
      ECT discussed.|ECT|maybe
      ?start insulin|insulin|maybe
      Rituximab awaited.|Rituximab|planned
      Could try amitriptyline.|amitriptyline|planned
      Amputation discussed.|Amputation|maybe
      Atorvastatin recommended.|Atorvastatin|maybe
      Needlestick: source HCV+, pt neg at 6/52|HCV|other
      Source HIV positive.|HIV|other
      """
    )
  ) func whatIsSaidOfIt(row: [String]) throws {
    for engine in [Engines.rules, Engines.full] {
      let found = try #require(
        engine.read(row[0]).entities.first { $0.text.contains(row[1]) },
        "\(row)"
      )
      #expect(said(found) == row[2], "\(row)")
    }
  }
}
