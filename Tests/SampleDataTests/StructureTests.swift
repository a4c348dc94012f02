// SPDX-License-Identifier: Apache-2.0

import FHIR
import SampleData
import Testing
import Validation

@Suite struct StructureTests {
  private func problems(of lines: some Sequence<ArraySlice<UInt8>>) throws -> [String: Int] {
    let validator = StructureValidator(level: .strict)
    let parser = JSONParser()
    var found: [String: Int] = [:]
    for line in lines {
      for issue in validator.validate(try parser.parse(Array(line)).root)
      where issue.severity >= .error {
        found["\(issue.expression): \(issue.diagnostics)", default: 0] += 1
      }
    }
    return found
  }

  @Test func generatedResourcesAreValid() throws {
    let generator = PatientGenerator(seed: 4)
    #expect(try problems(of: generator.sharedResources.lines) == [:])
    for index in 0..<40 { #expect(try problems(of: generator.patient(index).lines) == [:]) }
  }

  @Test func theSampleLakeIsValid() throws {
    for delivery in SampleLakeTests.deliveries {
      #expect(try problems(of: delivery.resources) == [:])
    }
  }

  @Test func historiesAreValidBundlesInOrder() throws {
    let generator = PatientGenerator(seed: 4)
    var count = 0
    for index in 0..<120 {
      guard let history = generator.patient(index).history else { continue }
      count += 1
      #expect(try problems(of: [history.lines.dropLast()]) == [:])
      let bundle = try Written(history.lines.dropLast()).root
      #expect(bundle["type"]?.string == "history")
      let times =
        bundle["entry"]?.elements.compactMap { $0["response"]?["lastModified"]?.string } ?? []
      #expect(times == times.sorted())
      #expect(times.count >= 2)
    }
    #expect(count > 0)
  }
}
