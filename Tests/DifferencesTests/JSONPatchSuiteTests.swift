// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Differences

/// The JSON Patch suite of the data packs: every case that is not disabled.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct JSONPatchSuiteTests {
  @Test(arguments: [
    ("json-patch-tests/spec_tests.json", 15),
    ("json-patch-tests/tests.json", 80),
    ("fhir-test-cases/r4/patch/json-patch-tests.json", 10),
  ])
  func suite(_ path: String, _ least: Int) throws {
    let folder = try #require(DataPacks.folder)
    let bytes = try DataPacks.bytes(of: "\(folder)/test-suites/\(path)")
    var run = 0
    for element in try JSONParser().parse(bytes).root.elements {
      let test = JSON(element)
      guard test["disabled"] != true, let document = test["doc"], let patch = test["patch"] else {
        continue
      }
      run += 1
      let comment = "\(test["comment"]?.text ?? "") \(patch.text)"
      let result = Result { () throws(JSONPatchError) in
        try JSONPatch(patch).applied(to: document)
      }
      switch result {
      case .success(let patched):
        #expect(test["error"] == nil, "should fail: \(comment)")
        // A test without the result wants the document to be left as it was.
        let expected = test["expected"] ?? document
        #expect(patched.isEqualByValue(to: expected), "\(comment): \(patched.text)")
      case .failure(let error):
        #expect(test["error"] != nil, "\(error): \(comment)")
      }
    }
    #expect(run >= least)
  }
}
