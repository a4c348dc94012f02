// SPDX-License-Identifier: Apache-2.0

import Store
import Testing

@testable import TUI

struct PreviewMemoryTests {
  private let record: RecordFixture
  private let stamp: LakeStamp

  init() throws {
    record = try RecordFixture()
    stamp = try record.lake.stamp()
  }

  private func request(_ patient: String) -> PreviewMemory.Request {
    PreviewMemory.Request(
      chart: .init(patient: patient, zone: "UTC", look: ChartLook(), asOf: nil, stamp: stamp),
      hour: 1
    )
  }

  private func preview(_ patient: String, starts: Int = 0) -> PatientPreview {
    var preview = PatientPreview(patientID: patient)
    preview.starts = Array(repeating: 0, count: starts)
    return preview
  }

  /// What a worker shows of a patient, now or after a job.
  private func shown(_ worker: Worker, _ patient: String, asOf job: Int? = nil) -> PatientPreview? {
    let task = JobTask.readPreview(patient: patient, now: ClinicFixture.now, zone: .utc)
    var shown: PatientPreview?
    worker.perform(
      Job(slot: .preview, generation: 1, task: task, asOf: job),
      cancellation: Cancellation()
    ) { delivery in
      if case .preview(let preview) = delivery.content { shown = preview }
    }
    return shown
  }

  @Test func whatIsWrittenBetweenTwoLooksIsSeen() throws {
    let worker = Worker(
      source: StoreSource(record.lake),
      options: BrowserOptions(now: { ClinicFixture.now })
    )
    let first = try #require(shown(worker, "okafor"))
    #expect(shown(worker, "lind")?.patientID == "lind")
    #expect(shown(worker, "okafor") == first)
    #expect(!first.problems.contains("Migraine"))

    let before = Int(stamp.job)
    try record.writeMore([
      """
      {"resourceType":"Condition","id":"migraine","subject":{"reference":"Patient/okafor"},\
      "code":{"text":"Migraine"},"onsetDateTime":"2024-02-01"}
      """
    ])
    #expect(shown(worker, "okafor")?.problems.contains("Migraine") == true)
    #expect(shown(worker, "okafor", asOf: before)?.problems == first.problems)
    #expect(shown(worker, "okafor")?.problems.contains("Migraine") == true)
  }

  @Test func thoseThatWereNotLookedAtForLongestGo() {
    let memory = PreviewMemory()
    for number in 0..<PreviewMemory.limit {
      memory.keep(preview("\(number)"), for: request("\(number)"))
    }
    _ = memory.preview(for: request("0"))
    memory.keep(preview("new"), for: request("new"))
    #expect(memory.preview(for: request("0"))?.patientID == "0")
    #expect(memory.preview(for: request("1")) == nil)
    #expect(memory.preview(for: request("new"))?.patientID == "new")
  }

  @Test func longRecordsTakeNoMoreThanTheirRoom() {
    let memory = PreviewMemory()
    let half = PreviewMemory.startLimit / 2
    for name in ["first", "second", "third"] {
      memory.keep(preview(name, starts: half), for: request(name))
    }
    memory.keep(preview("huge", starts: 3 * half), for: request("huge"))
    #expect(memory.preview(for: request("first")) == nil)
    #expect(memory.preview(for: request("second"))?.patientID == "second")
    #expect(memory.preview(for: request("third"))?.patientID == "third")
    #expect(memory.preview(for: request("huge")) == nil)
  }
}
