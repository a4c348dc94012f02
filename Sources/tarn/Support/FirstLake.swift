// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import Store
import TUI
import Validation

/// Makes the lake of a first start: the sample, or one of someone's files.
///
/// A lake is made beside its place and moved there when it is whole, so that one that was stopped
/// leaves nothing half-made.
struct FirstLake: WelcomeActions {
  let lakePath: String

  /// Where the sample lake goes.
  var samplePath = SampleLakeBuilder.standardPath

  /// Why files did not become a lake.
  enum Problem: Error {
    case nothingFound(path: String, looked: Int)
    case madeMeanwhile
  }

  func makeSample(
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake {
    let builder = SampleLakeBuilder(path: samplePath)
    if !builder.isThere {
      try makeFolder(of: samplePath)
      try builder.make(
        now: Surroundings.now(),
        progress: { progress(Self.words($0)) },
        isStopped: isStopped
      )
    }
    return WelcomeLake(path: samplePath)
  }

  func importFiles(
    at path: String,
    progress: @escaping @Sendable (WelcomeProgress) -> Void,
    isStopped: @escaping @Sendable () -> Bool
  ) throws -> WelcomeLake {
    let part = lakePath + ".part"
    try makeFolder(of: lakePath)
    try SampleLakeBuilder.remove(part)
    do {
      let notices = try write(
        (path as NSString).expandingTildeInPath,
        to: part,
        progress: progress,
        isStopped: isStopped
      )
      // Somebody else may have made one meanwhile: that one stays.
      guard !FileManager.default.fileExists(atPath: lakePath) else { throw Problem.madeMeanwhile }
      try SampleLakeBuilder.move(part, to: lakePath)
      return WelcomeLake(path: lakePath, notices: notices)
    } catch {
      // What cannot be removed either is removed by the next attempt.
      try? SampleLakeBuilder.remove(part)
      throw error
    }
  }

  private func write(
    _ path: String,
    to part: String,
    progress: (WelcomeProgress) -> Void,
    isStopped: () -> Bool
  ) throws -> [UserMessage] {
    let lake = try Lake(at: part, mode: .create)
    let options = ImportOptions(
      paths: [path],
      level: .structureOnly,
      author: Surroundings.author,
      program: Program.name,
      workers: max(1, ProcessInfo.processInfo.activeProcessorCount - 1),
      now: Surroundings.now
    )
    let report = try Importer(options, into: lake).run(
      progress: { now in
        let share = now.totalBytes > 0 ? Double(now.bytes) / Double(now.totalBytes) : nil
        progress(WelcomeProgress(ProgressMeter.text(now), share: share))
      },
      isCancelled: isStopped
    )
    if report.isInterrupted { throw CancellationError() }
    guard report.total.sum > report.total.invalid else {
      throw Problem.nothingFound(path: path, looked: report.total.invalid)
    }
    let notes = try LakeReader(lake: lake, author: Surroundings.author).read(
      progress: { progress(Self.words(.reading($0, of: $1))) },
      isCancelled: isStopped
    )
    try lake.close()
    if notes.isInterrupted { throw CancellationError() }
    guard report.total.invalid > 0 else { return [] }
    return [
      UserMessage(
        .warning,
        "\(grouped(report.total.invalid)) of \(counted(report.total.sum, "resource")) refused",
        advice: "'tarn import --dry-run' says why"
      )
    ]
  }

  func explain(_ error: any Error) -> UserMessage {
    switch error {
    case Problem.nothingFound(let path, let looked):
      return UserMessage(
        .error,
        "No lake was made",
        why: looked == 0
          ? "no FHIR resource was found there"
          : "everything found there was refused: \(counted(looked, "resource"))",
        location: path,
        advice: "name a file or folder of FHIR R4 JSON; 'tarn validate' says what is wrong in one"
      )
    case Problem.madeMeanwhile:
      return UserMessage(
        .error,
        "No lake was made",
        why: "another process has made one meanwhile",
        location: lakePath,
        advice: "leave, and open it with 'tarn'"
      )
    default:
      return UserMessage(
        .error,
        "No lake was made",
        why: "\(error)",
        advice: Failure.advice(for: error)
          ?? "look at the permissions and the free space of the folder of \(lakePath)"
      )
    }
  }

  private func makeFolder(of path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
  }

  private static func words(_ stage: SampleLakeBuilder.Stage) -> WelcomeProgress {
    let (what, done, total) =
      switch stage {
      case .writing(let done, let total): ("deliveries written", done, total)
      case .reading(let done, let total): ("resources looked through for notes", done, total)
      }
    return WelcomeProgress(
      "\(done) of \(total) \(what)",
      share: total > 0 ? Double(done) / Double(total) : nil
    )
  }
}
