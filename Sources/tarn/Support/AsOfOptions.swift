// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store
import TUI

/// The option of every command that can look back.
struct AsOfOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "As the lake knew it then: a date, or the number of a job.",
      valueName: "date"
    )
  )
  var asOf: String?

  func validate() throws {
    guard let asOf, Int64(asOf) == nil, FHIRDateTime(asOf) == nil else { return }
    throw ValidationError("'\(asOf)' is no date and no job; write 2024-03-02, or 12 for job 12")
  }

  /// The moment that the browser begins with; `nil` for now.
  ///
  /// - Throws: `StoreError` with code `.noJob` where there is no such job.
  func moment(in lake: Lake) throws -> Moment? {
    guard let asOf, let found = try found(in: lake) else { return nil }
    let isNewest = try found.job >= lake.newestJob()
    let isJob = found.job == Int64(asOf)
    var moment = Moment(
      job: Int(found.job),
      recorded: found.recordedAt,
      isNewest: isNewest,
      label: isJob ? "job \(asOf)" : asOf
    )
    moment.asked = isJob ? nil : FHIRDateTime(asOf).map { $0.upperBound - 1 }
    return moment
  }

  /// The last job that is seen; `nil` for now.
  ///
  /// A date means the end of it, and digits alone are the number of a job, else a year. What is
  /// looked at is said on standard error, so that nobody takes the past for the present.
  ///
  /// - Throws: `StoreError` with code `.noJob` where there is no such job.
  func job(in lake: Lake) throws -> Int64? {
    guard let asOf, let job = try found(in: lake)?.job else { return nil }
    Output.error("As known on \(asOf), not now: after job \(job)")
    return job
  }

  /// The moment that what is over, and how old somebody is, is told from: now, or what is looked back to; in
  /// milliseconds since 1970.
  ///
  /// - Throws: `StoreError` with code `.noJob` where there is no such job.
  func present(in lake: Lake) throws -> Int64 {
    min(Surroundings.now(), try moment(in: lake)?.date ?? .max)
  }

  private func found(in lake: Lake) throws -> LakeMoment? {
    guard let asOf else { return nil }
    let date = FHIRDateTime(asOf)
    if let number = Int64(asOf) {
      do {
        return try lake.moment(afterJob: try lake.job(number).id)
      } catch let error as StoreError where error.code == .noJob {
        // What is no job may be a year.
        guard asOf.utf8.count == 4, date != nil else { throw error }
      }
    }
    return try date.map { try lake.moment(at: $0.upperBound - 1) }
  }
}
