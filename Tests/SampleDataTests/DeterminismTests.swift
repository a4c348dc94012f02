// SPDX-License-Identifier: Apache-2.0

import SampleData
import Testing

@Suite struct DeterminismTests {
  @Test func theSameSeedGivesTheSameBytes() {
    let first = PatientGenerator(seed: 5).patient(3)
    let second = PatientGenerator(seed: 5).patient(3)
    #expect(first.ndjson == second.ndjson)
    #expect(first.count > 0)
  }

  @Test func anotherSeedGivesAnotherPatient() {
    #expect(
      PatientGenerator(seed: 5).patient(3).ndjson != PatientGenerator(seed: 6).patient(3).ndjson
    )
  }

  @Test func aPatientDoesNotDependOnThoseBefore() {
    let generator = PatientGenerator(seed: 9)
    var used = PatientRecord()
    for index in 0..<8 { generator.generate(index, into: &used) }
    #expect(used.ndjson == generator.patient(7).ndjson)
  }

  @Test func anExportInPartsIsTheExportOfAll() {
    let generator = PatientGenerator(seed: 2)
    func stream(_ range: Range<Int>) -> [UInt8] {
      SampleExport(generator: generator, patients: range).flatMap { Array($0.bytes) }
    }
    #expect(stream(0..<6) == stream(0..<2) + stream(2..<6))
  }

  @Test func theSampleLakeOfAPresentIsAlwaysTheSame() {
    let first = SampleLakeTests.deliveries
    let second = SampleLake(now: SampleLakeTests.now).deliveries()
    #expect(first.map(\.ndjson) == second.map(\.ndjson))
    #expect(first.map(\.recordedAt) == second.map(\.recordedAt))
  }
}
