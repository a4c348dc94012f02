// SPDX-License-Identifier: Apache-2.0

import Search
import Testing

@testable import Store

@Suite struct SearchKeyTests {
  /// A lake's search index is made of keys that the definitions number.
  ///
  /// Where this fails, give `Migrations` a new `searchKeysMigration` and this fingerprint, so that lakes are rebuilt.
  @Test func theSearchKeysAreThoseOfTheNewestMigration() {
    #expect(SearchParameters.fingerprint == Migrations.searchKeys)
  }
}
