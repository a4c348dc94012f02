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
    guard let asOf else { return nil }
    let found: LakeMoment
    if let number = Int64(asOf) {
      found = try lake.moment(afterJob: number)
    } else {
      guard let date = FHIRDateTime(asOf) else { return nil }
      found = try lake.moment(at: date.upperBound - 1)
    }
    return Moment(
      job: Int(found.job),
      recorded: found.recordedAt,
      isNewest: try found.job >= lake.newestJob(),
      label: Int64(asOf) == nil ? asOf : "job \(asOf)"
    )
  }

  /// The last job that is seen; `nil` for now.
  ///
  /// A date means the end of it, and digits alone are the number of a job. What is looked at is said
  /// on standard error, so that nobody takes the past for the present.
  ///
  /// - Throws: `StoreError` with code `.noJob` where there is no such job.
  func job(in lake: Lake) throws -> Int64? {
    guard let asOf else { return nil }
    let job: Int64
    if let number = Int64(asOf) {
      job = try lake.job(number).id
    } else {
      guard let date = FHIRDateTime(asOf) else { return nil }
      job = try lake.job(endedBy: date.upperBound - 1)
    }
    Output.error("As known on \(asOf), not now: after job \(job)")
    return job
  }
}
