// SPDX-License-Identifier: Apache-2.0

import Exchange
import Foundation
import Worklists

@testable import TUI

/// A folder of worklists that goes with the test.
final class ShelfFixture {
  let folder: WorklistFolder

  init() {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("tarn-triage-\(UUID().uuidString)").path
    folder = WorklistFolder(path: path)
  }

  /// A file beside the folder, to write a worklist to.
  var file: String { folder.path + ".jsonl" }

  deinit {
    // Whatever is left of a temporary folder, the system removes.
    try? FileManager.default.removeItem(atPath: folder.path)
    try? FileManager.default.removeItem(atPath: file)
  }

  func session(
    _ width: Int = 80,
    _ height: Int = 24,
    isDeidentified: Bool = false
  )
    -> SessionDriver
  {
    SessionDriver(
      width,
      height,
      isDeidentified: isDeidentified,
      writeFile: { try Data($1).write(to: URL(fileURLWithPath: $0)) },
      worklists: folder
    )
  }

  func add(_ name: String, _ members: Worklist.Members) throws {
    try folder.add(
      Worklist(name: name, members: members, madeAt: ClinicFixture.now, madeBy: "ann")
    )
  }

  /// The lake of the sessions, as marks name it.
  private static let lake = WorklistMark.Scope.lake("/data/clinic.tarn")

  /// A shelf without worklists of somebody who looked at a record after a job.
  static func seen(_ patient: String, job: Int) throws -> ShelfFixture {
    let shelf = ShelfFixture()
    try shelf.folder.append([
      WorklistMark(
        at: ClinicFixture.now,
        author: "ann",
        scope: lake,
        patient: patient,
        change: .seen(job: job)
      )
    ])
    return shelf
  }

  /// A shelf with three worklists, and marks on one.
  static func stocked() throws -> ShelfFixture {
    let shelf = ShelfFixture()
    try shelf.add(
      "CKD clinic",
      .patients(["000218", "004417", "003310", "000874", "not-here"])
    )
    try shelf.add("Abnormal HbA1c", .events("hba1c abn:H"))
    try shelf.add("O-names", .filter("o'"))
    let scope = WorklistMark.Scope.list("CKD clinic")
    try shelf.folder.append(
      [
        ("000218", WorklistMark.Change.done(true)), ("004417", .flagged(true)),
        ("004417", .note("K 5.3, call the GP")),
      ].map {
        WorklistMark(
          at: ClinicFixture.now,
          author: "ann",
          scope: scope,
          patient: $0.0,
          change: $0.1
        )
      }
    )
    return shelf
  }
}
