// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Differences

/// The FHIRPath Patch suite of the data packs.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct FHIRPathPatchSuiteTests {
  @Test func suite() throws {
    let folder = try #require(DataPacks.folder)
    let path = "\(folder)/test-suites/fhir-test-cases/r4/patch/fhir-patch-tests.xml"
    let tests = try #require(XMLNode.parse(try DataPacks.bytes(of: path)).children.first)
    var run = 0
    for test in tests.children where test.name == "case" {
      let name = test.attributes["name"] ?? ""
      let input = try #require(test["input"]?.children.first?.resource, "\(name)")
      let parameters = try #require(test["diff"]?.children.first?.resource, "\(name)")
      run += 1
      let result = Result { () throws(FHIRPathPatchError) in
        try FHIRPathPatch(parameters).applied(to: input, resolving: SimplePaths.places)
      }
      switch result {
      case .success(let patched):
        #expect(test["error"] == nil, "should fail: \(name)")
        let output = try #require(test["output"]?.children.first?.resource, "\(name)")
        let isEqual = Self.withoutSpace(patched).isEqualByValue(to: Self.withoutSpace(output))
        #expect(isEqual, "\(name): \(patched.text), not \(output.text)")
      case .failure(let error):
        #expect(test["error"] != nil, "\(name): \(error)")
      }
    }
    #expect(run == 33)
  }

  /// The suite indents each copy of a narrative in another way.
  private static func withoutSpace(_ resource: JSON) -> JSON {
    var resource = resource
    guard case .string(let text) = resource["text"]?["div"] else { return resource }
    resource["text"]?["div"] = .string(text.filter { !$0.isWhitespace })
    return resource
  }
}
