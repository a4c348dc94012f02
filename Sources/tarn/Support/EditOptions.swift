// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Foundation
import Store

import func TUI.counted

/// The options of every command that writes by hand.
struct EditOptions: ParsableArguments {
  @OptionGroup var lake: LakeOptions

  @Option(help: "Who does it; without it the login name.")
  var author: String?

  @Option(help: "Why it is done, for the history.")
  var reason: String?

  @Flag(help: "Print the answer of a FHIR server.")
  var json = false

  /// The job that the command is.
  func job(_ kind: Job.Kind, source: String? = nil) -> JobDescription {
    JobDescription(
      kind: kind,
      startedAt: Surroundings.now(),
      author: author ?? Surroundings.author,
      source: source,
      reason: reason,
      program: Program.name
    )
  }

  /// An editor over the lake, which is made where there is none.
  func editor(_ kind: Job.Kind, source: String? = nil) throws -> ResourceEditor {
    ResourceEditor(
      lake: try lake.open(.create),
      description: job(kind, source: source),
      newID: { UUID().uuidString.lowercased() }
    )
  }

  /// Does one thing, and says what came of it.
  ///
  /// - Throws: `ExitCode` 2 where it was refused.
  func perform(_ request: EditRequest, _ kind: Job.Kind, source: String? = nil) throws {
    let (response, job) = try editor(kind, source: source).perform(request)
    if json {
      Output.line(response.entry.text)
    } else if response.isSuccess {
      Output.line(Self.sentence(response, job))
    }
    try Self.refuse(response)
  }

  /// Deletes what was published from notes that are not there any more, and says so.
  func withdrawPublished() throws {
    let lake = try lake.open(.write)
    let withdrawn = try EntityPublisher(lake).withdraw(job(.review, source: "notes deleted"))
    guard withdrawn.deleted > 0, let job = withdrawn.job, !json else { return }
    Output.line(
      """
      \(counted(withdrawn.deleted, "published resource")) deleted by job \(job): \
      the notes they were made from are not there any more
      """
    )
  }

  /// Says why something was refused, and ends.
  static func refuse(_ response: EditResponse) throws {
    guard !response.isSuccess else { return }
    for issue in response.issues {
      let element = issue.expression.isEmpty ? "" : issue.expression + ": "
      Output.error("tarn: \(element)\(issue.diagnostics)")
    }
    Output.error("  Nothing was stored (\(response.statusText))")
    throw ExitCode(2)
  }

  private static func sentence(_ response: EditResponse, _ job: Int64?) -> String {
    guard let key = response.key else { return "Nothing to do" }
    let version = response.version.map { ", version \($0)" } ?? ""
    return "\(key.reference)\(version): \(response.statusText)"
      + (job.map { " (job \($0))" } ?? "")
  }

  /// The JSON of a file or of standard input.
  ///
  /// - Throws: ``ExchangeError`` where it cannot be read or is no JSON.
  static func document(_ path: String) throws -> JSONDocument {
    let data =
      path == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
    guard let data else {
      throw ExchangeError(.noFile, "The file cannot be read", subject: path)
    }
    do throws(JSONError) {
      return try JSONParser().parse(Array(data))
    } catch {
      throw ExchangeError(.cannotRead, "Not JSON: \(error.description)", subject: path)
    }
  }
}
