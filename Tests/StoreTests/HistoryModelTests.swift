// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store
import TestSupport
import Testing

/// Random histories against a list in memory.
@Suite struct HistoryModelTests {
  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func everyVersionStaysReadable(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let fixture = try LakeFixture()
    var model: [ResourceKey: [String?]] = [:]
    for step in 0..<40 {
      var batch: [LakeFixture.Change] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let id = String(Int.random(in: 0..<5, using: &random))
        let isPatient = Bool.random(using: &random)
        let target = try key(isPatient ? "Patient/\(id)" : "Observation/\(id)")
        if Int.random(in: 0..<5, using: &random) == 0 {
          batch.append(.delete(target))
          if let last = model[target]?.last, last != nil { model[target]?.append(nil) }
          continue
        }
        let number = Int.random(in: 0..<4, using: &random)
        let json =
          isPatient
          ? patient(id, family: "F\(number)")
          : result(id, of: String(Int.random(in: 0..<5, using: &random)), value: "\(number).5")
        batch.append(.put(json))
        if (model[target]?.last ?? nil) != json.text {
          model[target, default: []].append(json.text)
        }
      }
      try fixture.write(batch)
      for (target, contents) in model {
        let versions = try fixture.lake.versions(of: target)
        #expect(versions.map(\.version) == Array((1...contents.count).reversed()), "step \(step)")
        for (index, content) in contents.enumerated() {
          #expect(try fixture.body(target, version: index + 1) == content, "step \(step)")
        }
      }
    }
    #expect(try fixture.lake.check().isEmpty)
    let statistics = try fixture.lake.statistics()
    #expect(statistics.versions == model.values.reduce(0) { $0 + $1.count })
    #expect(statistics.deleted == model.values.count { $0.last == .some(nil) })
    #expect(statistics.total == model.values.count { ($0.last ?? nil) != nil })
  }
}
