// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import SampleData
import Store

/// Makes the sample lake: one job for each delivery, recorded when it is said to have come.
///
/// The lake is made beside its place and moved there when it is whole, so that a demonstration that
/// was stopped leaves nothing half-made.
struct SampleLakeBuilder {
  /// The version of the sample data; another one is made anew.
  private static let edition = "\(Program.version)-3"

  /// The sample lake has a place of its own, so that it is never mixed with real data.
  static var standardPath: String { LakeOptions.dataFolder + "/sample.tarn" }

  let path: String

  /// Where the sample lake of an earlier version is kept, with what was decided or written in it.
  var oldPath: String { path + ".old" }

  /// Why no sample lake is made.
  struct OtherFile: Error, CustomStringConvertible {
    let path: String

    var description: String { "What is there is not the sample lake: \(path)" }

    /// What to do about it.
    static let advice =
      "It is left as it is: 'tarn browse --lake' opens it, and another --lake makes the sample elsewhere"
  }

  /// Whether a lake of this edition is there already.
  var isThere: Bool { hasFile && stamp == Self.edition }

  /// Whether a sample lake of any edition is there.
  var isAnyThere: Bool { hasFile && stamp != nil }

  private var hasFile: Bool { FileManager.default.fileExists(atPath: path) }

  private var stamp: String? { try? String(contentsOfFile: path + ".edition", encoding: .utf8) }

  /// What is being done, and how much of it is done.
  enum Stage {
    case writing(Int, of: Int)
    case reading(Int, of: Int)
  }

  /// Makes the lake; the sample lake of another edition that is there is moved to ``oldPath``.
  ///
  /// - Parameters:
  ///   - now: The present, which the stories end in.
  ///   - progress: Told how far it is.
  ///   - isStopped: Asked all the time; when it says so, nothing is left behind.
  /// - Throws: ``OtherFile`` where something else is at the path; ``StoreError``, or the file system's
  ///   error; `CancellationError` when it was stopped.
  func make(
    now: Int64,
    progress: (Stage) -> Void = { _ in },
    isStopped: () -> Bool = { false }
  ) throws {
    // A lake of somebody's records is never taken for an old sample.
    guard !hasFile || isAnyThere else { throw OtherFile(path: path) }
    let part = path + ".part"
    try Self.remove(part)
    do {
      try write(to: part, now: now, progress, isStopped)
    } catch {
      // What cannot be removed either is removed by the next attempt.
      try? Self.remove(part)
      throw error
    }
    if isAnyThere, !isThere { try Self.move(path, to: oldPath) }
    try Self.move(part, to: path)
    try Self.edition.write(toFile: path + ".edition", atomically: true, encoding: .utf8)
  }

  private func write(
    to part: String,
    now: Int64,
    _ progress: (Stage) -> Void,
    _ isStopped: () -> Bool
  ) throws {
    let lake = try Lake(at: part, mode: .create)
    let preparer = ResourcePreparer(for: lake)
    let parser = JSONParser()
    let deliveries = SampleLake(now: now).deliveries()
    for (index, delivery) in deliveries.enumerated() {
      if isStopped() { throw CancellationError() }
      try write(delivery, into: lake, preparer, parser)
      progress(.writing(index + 1, of: deliveries.count))
    }
    let report = try LakeReader(lake: lake, author: "tarn").read(
      at: now,
      progress: { progress(.reading($0, of: $1)) },
      isCancelled: isStopped
    )
    try lake.close()
    if report.isInterrupted { throw CancellationError() }
  }

  /// Moves a lake that was closed to a place where another may be.
  static func move(_ part: String, to path: String) throws {
    try remove(path)
    try FileManager.default.moveItem(atPath: part, toPath: path)
    // The write-ahead log is empty once the lake is closed.
    try remove(part)
  }

  private func write(
    _ delivery: Delivery,
    into lake: Lake,
    _ preparer: ResourcePreparer,
    _ parser: JSONParser
  ) throws {
    let kind: Job.Kind =
      switch delivery.kind {
      case .importing: .import
      case .edit: .edit
      case .delete: .delete
      case .restore: .restore
      }
    let writer = try lake.writer(
      for: JobDescription(
        kind: kind,
        startedAt: delivery.recordedAt,
        author: delivery.author,
        source: delivery.source,
        reason: delivery.reason.isEmpty ? nil : delivery.reason,
        program: Program.name
      )
    )
    var batch: [PreparedResource] = []
    for resource in delivery.resources {
      let document = try parser.parse(Array(resource), minifying: true)
      guard let name = document.root["resourceType"]?.string, let type = ResourceType(name: name),
        let id = document.root["id"]?.string
      else { continue }
      batch.append(preparer.prepare(document, type: type, id: id))
    }
    for deletion in delivery.deletions {
      guard let type = ResourceType(name: deletion.type) else { continue }
      batch.append(preparer.prepareDeletion(type: type, id: deletion.id))
    }
    preparer.finish(&batch)
    try writer.write(batch, recordedAt: delivery.recordedAt)
    try writer.finish(.done, endedAt: delivery.recordedAt)
  }

  /// Removes a lake and its log.
  static func remove(_ path: String) throws {
    for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
      try FileManager.default.removeItem(atPath: path + suffix)
    }
  }
}
