// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import tarn

/// What an import says of references that lead nowhere.
@Suite struct ImportWordsTests {
  @Test func referencesHaveNoTarget() {
    #expect(
      ImportReportText.unresolved(9460, such: "Encounter/b")
        == "9,460 conditional references have no target in the lake, such as in Encounter/b"
    )
    #expect(
      ImportReportText.unresolved(1, such: "Encounter/b")
        == "1 conditional reference has no target in the lake, such as in Encounter/b"
    )
  }
}
