// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Testing

@testable import Differences

/// Patches, differences and blame on resources of the data packs with random changes.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct RealResourceTests {
  /// Every so many resources of the packs, of many types.
  private static func resources() throws -> [JSON] {
    let folder = "fhir-defs/hl7.fhir.r4.examples-4.0.1"
    let files = try DataPacks.files(in: folder, suffix: ".json")
    let parser = JSONParser()
    var found: [JSON] = []
    for number in stride(from: 0, to: files.count, by: 5) {
      let bytes = try DataPacks.bytes(of: files[number])
      guard bytes.count < 200_000, let document = try? parser.parse(bytes) else { continue }
      let json = JSON(document.root)
      if json.resourceType != nil { found.append(json) }
    }
    return found
  }

  @Test func changedResources() throws {
    let resources = try Self.resources()
    #expect(resources.count > 100)
    for (number, old) in resources.enumerated() {
      let seed = UInt64(number)
      var documents = RandomDocuments(seed: seed)
      var new = old
      var versions = [Blame.Version(id: "0", job: 0, document: old)]
      for version in 1..<4 {
        let edited = documents.edited(new)
        // What is no object any more is no version of a resource.
        guard edited.isObject, edited.resourceType == old.resourceType else { continue }
        new = edited
        versions.append(Blame.Version(id: "\(version)", job: version, document: new))
      }
      let comment = "seed \(seed), a \(old.resourceType ?? "")"

      let patch = JSONPatch.make(from: old, to: new)
      #expect(try patch.applied(to: old).isIdentical(to: new), "\(comment)")
      let loose = JSONPatch.make(from: old, to: new, keepingMemberOrder: false)
      #expect(try loose.applied(to: old).isEqualByValue(to: new), "\(comment)")

      let difference = ResourceDifference(from: old, to: new)
      #expect(difference.isEmpty == loose.isEmpty, "\(comment)")
      for change in difference.changes {
        if let place = change.oldPlace {
          let value = try #require(old.value(at: place), "\(comment): \(change.path)")
          #expect(change.old.map { value.isIdentical(to: $0) } == true, "\(comment)")
        }
        if let place = change.newPlace {
          let value = try #require(new.value(at: place), "\(comment): \(change.path)")
          #expect(change.new.map { value.isIdentical(to: $0) } == true, "\(comment)")
        }
      }

      for line in Blame(versions).lines {
        #expect(new.value(at: line.place)?.isIdentical(to: line.value) == true, "\(comment)")
      }
      let unchanged = Blame([versions[0], .init(id: "1", job: 1, document: old)])
      #expect(unchanged.lines.allSatisfy { $0.versionID == "0" }, "\(comment)")
      #expect(!unchanged.lines.isEmpty, "\(comment)")
    }
  }
}
