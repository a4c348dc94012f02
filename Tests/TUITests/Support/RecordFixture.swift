// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Testing

@testable import TUI

/// A lake in a temporary folder with four jobs: something new, something corrected, something
/// deleted, something new again.
///
/// | job | when | who | what |
/// | --- | --- | --- | --- |
/// | 1 | 2024-01-10 | interface | Okafor and Lind, a glucose of 5.4, epilepsy, an allergy |
/// | 2 | 2024-02-20 | laboratory | the glucose is 6.1 |
/// | 3 | 2024-03-05 | records office | epilepsy is deleted |
/// | 4 | 2024-04-02 | interface | Vega, a creatinine, the glucose is 6.2 |
final class RecordFixture {
  let folder: URL
  let path: String
  let lake: Lake

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-record-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("record.tarn").path
    lake = try Lake(at: path, mode: .create)
    try write(
      .import,
      (2024, 1, 10),
      "interface",
      nil,
      [
        Self.patient("okafor", "Okafor", "Ngozi"), Self.patient("lind", "Lind", "Åke"),
        Self.glucose("5.4"),
        """
        {"resourceType":"Condition","id":"epilepsy","subject":{"reference":"Patient/okafor"},\
        "code":{"text":"Epilepsy"},"onsetDateTime":"2023-11-01"}
        """,
        """
        {"resourceType":"AllergyIntolerance","id":"penicillin",\
        "patient":{"reference":"Patient/okafor"},"code":{"text":"Penicillin"},\
        "recordedDate":"2020-05-01"}
        """,
      ]
    )
    try write(
      .edit,
      (2024, 2, 20),
      "laboratory",
      "Dilution corrected",
      [Self.glucose("6.1", note: "corrected")]
    )
    try write(
      .delete,
      (2024, 3, 5),
      "records office",
      "Wrong patient",
      [],
      deleting: Store.ResourceKey(type: .condition, id: "epilepsy")
    )
    try write(
      .import,
      (2024, 4, 2),
      "interface",
      nil,
      [
        Self.patient("vega", "Vega", "Luz"), Self.glucose("6.2", note: "corrected"),
        """
        {"resourceType":"Observation","id":"creatinine","status":"final",\
        "subject":{"reference":"Patient/okafor"},"code":{"text":"Creatinine"},\
        "effectiveDateTime":"2024-04-01","valueQuantity":{"value":88,"unit":"umol/L"}}
        """,
      ]
    )
  }

  deinit {
    // Whatever is left of a temporary folder, the system removes.
    try? FileManager.default.removeItem(at: folder)
  }

  /// A session over the lake, which may write to it.
  func session(
    _ width: Int = 80,
    _ height: Int = 24,
    isReadOnly: Bool = false,
    moment: Moment? = nil
  ) -> SessionDriver {
    SessionDriver(
      width,
      height,
      lake: StoreSource(lake) { type in
        type == .patient ? ["name", "gender", "birthDate"] : ["status", "code"]
      },
      isReadOnly: isReadOnly,
      moment: moment,
      editor: StoreEditor(
        path: path,
        author: "jdoe",
        program: "tests",
        now: { ClinicFixture.now }
      ),
      writeFile: { path, bytes in
        guard !FileManager.default.fileExists(atPath: path) else {
          throw FakeLake.Failure(description: "there is a file of this name")
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
      }
    )
  }

  static func patient(_ id: String, _ family: String, _ given: String) -> String {
    """
    {"resourceType":"Patient","id":"\(id)","name":[{"family":"\(family)","given":["\(given)"]}],\
    "gender":"female","birthDate":"1970-02-03"}
    """
  }

  private static func glucose(_ value: String, note: String? = nil) -> String {
    let note = note.map { ",\"note\":[{\"text\":\"\($0)\"}]" } ?? ""
    return """
      {"resourceType":"Observation","id":"glucose","status":"final",\
      "subject":{"reference":"Patient/okafor"},"code":{"text":"Glucose"},\
      "effectiveDateTime":"2024-01-09","valueQuantity":{"value":\(value),"unit":"mmol/L"}\(note)}
      """
  }

  /// Writes another import, as a second process would.
  func writeMore(_ resources: [String]) throws {
    try write(.import, (2024, 5, 20), "interface", nil, resources)
  }

  /// Writes the glucose as it is, from another source.
  func tagGlucose() throws {
    let glucose = Self.glucose("6.2", note: "corrected").dropLast()
    try write(
      .edit,
      (2024, 5, 6),
      "interface",
      nil,
      ["\(glucose),\"meta\":{\"source\":\"urn:lab:7\"}}"]
    )
  }

  func write(
    _ kind: Store.Job.Kind,
    _ day: (Int, Int, Int),
    _ author: String,
    _ reason: String?,
    _ resources: [String],
    deleting key: Store.ResourceKey? = nil
  ) throws {
    let moment = CivilTime(year: day.0, month: day.1, day: day.2, hour: 9).milliseconds
    let writer = try lake.writer(
      for: JobDescription(
        kind: kind,
        startedAt: moment,
        author: author,
        reason: reason,
        program: "tests"
      )
    )
    let preparer = ResourcePreparer(for: lake)
    var batch = try resources.map { text in
      let document = try JSONDocument.parse(text)
      let type = try #require(
        document.root["resourceType"]?.string.flatMap(ResourceType.init(name:))
      )
      return preparer.prepare(document, type: type, id: document.root["id"]?.string ?? "")
    }
    if let key { batch.append(preparer.prepareDeletion(type: key.type, id: key.id)) }
    preparer.finish(&batch)
    try writer.write(batch, recordedAt: moment)
    try writer.finish(.done, endedAt: moment)
  }
}
