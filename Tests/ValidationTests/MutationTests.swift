// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing
import Validation

/// A valid resource that is broken in one place is found to be broken there, and so.
@Suite struct MutationTests {
  enum Mutation: CaseIterable {
    case unknownMember, renamedKey, wrappedInArray, unwrapped, otherType, null, emptied, duplicated
    case withoutResourceType

    /// Returns the mutated tree and what must be found, or `nil` where it does not apply.
    func apply(to tree: JSON, at path: JSON.Path) -> (tree: JSON, rules: Set<String>)? {
      let value = tree.value(at: path)
      let key = tree.key(at: path)
      let isElement = key != nil && key != "resourceType" && key?.hasPrefix("_") == false
      switch (self, value) {
      case (.unknownMember, .object(let members)):
        guard !members.isEmpty else { return nil }
        return (
          tree.changingMembers(at: path) { $0.append(.init("unheardOf", true)) },
          ["unknown-element"]
        )
      case (.renamedKey, _) where isElement:
        guard let number = path.last else { return nil }
        let changed = tree.changingMembers(at: path.dropLast()) { $0[number].key += "Zz" }
        return (changed, ["unknown-element"])
      case (.wrappedInArray, .array): return nil
      case (.wrappedInArray, _) where isElement:
        return (tree.replacing(path, with: [value]), ["unexpected-array"])
      case (.unwrapped, .array(let elements)) where isElement:
        guard let first = elements.first, first != .null else { return nil }
        return (tree.replacing(path, with: first), ["expected-array"])
      case (.otherType, .string), (.otherType, .number), (.otherType, .object):
        guard key != "resourceType", !path.isEmpty else { return nil }
        return (tree.replacing(path, with: true), ["wrong-json-type", "expected-array"])
      case (.otherType, .bool): return (tree.replacing(path, with: "x"), ["wrong-json-type"])
      case (.null, _) where isElement: return (tree.replacing(path, with: nil), ["unexpected-null"])
      case (.emptied, .string) where isElement || key == nil:
        return (tree.replacing(path, with: ""), ["empty-string"])
      case (.emptied, .array): return (tree.replacing(path, with: []), ["empty-array"])
      case (.emptied, .object) where !path.isEmpty:
        return (tree.replacing(path, with: [:]), ["empty-object", "no-resource-type"])
      case (.duplicated, _) where key != nil:
        guard let number = path.last else { return nil }
        let changed = tree.changingMembers(at: path.dropLast()) { $0.append($0[number]) }
        return (changed, ["duplicate-key"])
      case (.withoutResourceType, .object):
        guard value["resourceType"] != nil, key != "instance" else { return nil }
        let changed = tree.changingMembers(at: path) { $0.removeAll { $0.key == "resourceType" } }
        return (changed, ["no-resource-type", "unknown-element"])
      default: return nil
      }
    }
  }

  private func check(_ tree: JSON, tries: Int, _ random: inout SeededRandom) throws -> Int {
    let paths = tree.paths
    var applied = 0
    for mutation in Mutation.allCases {
      for _ in 0..<tries {
        guard let path = paths.randomElement(using: &random),
          let (mutated, rules) = mutation.apply(to: tree, at: path)
        else { continue }
        applied += 1
        // Whatever is wrong with the id of a resource has a rule of its own.
        let expected = tree.key(at: path) == "id" ? rules.union(["malformed-id"]) : rules
        let document = try JSONDocument.parse(mutated.text)
        let issues = StructureValidator(level: .structureOnly, limit: 1000).validate(document.root)
        #expect(
          issues.contains { expected.contains($0.rule) },
          "\(mutation) at \(path) of a \(tree["resourceType"]?.text ?? "") is not found"
        )
      }
    }
    return applied
  }

  @Test(arguments: Fixtures.valid.indices)
  func everyMutationOfAFixtureIsFound(number: Int) throws {
    var random = SeededRandom(seed: UInt64(number))
    #expect(try rules(Fixtures.valid[number].text) == [])
    #expect(try check(Fixtures.valid[number], tries: 60, &random) > 100)
  }

  @Test(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
  func everyMutationOfTheOfficialExamplesIsFound() throws {
    var random = SeededRandom(seed: 4)
    let files = try DataPacks.files(in: "fhir-defs/hl7.fhir.r4.examples-4.0.1", suffix: ".json")
    var applied = 0
    for file in files where !file.hasSuffix("/package.json") && !file.contains("Questionnaire-qs1")
    {
      let bytes = try DataPacks.bytes(of: file)
      guard bytes.count < 20_000 else { continue }
      applied += try check(JSON(JSONParser().parse(bytes).root), tries: 1, &random)
    }
    #expect(applied > 1500)
  }

  /// Parts of other resources at random places: whatever comes, there is an answer with places.
  @Test func anyTreeIsAnswered() throws {
    var random = SeededRandom(seed: 9)
    let donors = Fixtures.valid.flatMap { tree in tree.paths.map { tree.value(at: $0) } }
    var invalid = 0
    for round in 0..<1500 {
      var tree = Fixtures.valid[round % Fixtures.valid.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        guard let path = tree.paths.dropFirst().randomElement(using: &random),
          let donor = donors.randomElement(using: &random)
        else { continue }
        tree = tree.replacing(path, with: donor)
      }
      let document = try JSONDocument.parse(tree.text)
      let issues = StructureValidator(level: .strict).validate(document.root)
      if !issues.isEmpty { invalid += 1 }
      for issue in issues where issue.rule != "more-issues" {
        #expect(!issue.expression.isEmpty && !issue.diagnostics.isEmpty)
        #expect(issue.position(in: document)?.line == 1)
      }
    }
    #expect(invalid > 1000)
  }
}
