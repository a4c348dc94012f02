// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import Foundation
import Store

import func TUI.counted

/// Reads the notes of a lake, and says how far it is and what came of it.
struct LakeReader {
  let lake: Lake
  var rulesOnly = false
  /// What notes are read with beside the program's own lexicon.
  var terminologies: [TerminologyIndex] = []
  let author: String
  var workers: Int?
  var source: String?

  /// What reads PDF files here; `nil` where pdftotext is not installed.
  static let readPDF: (@Sendable ([UInt8]) -> String?)? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    guard let program = PDFWords.program(path: path) else { return nil }
    return { PDFWords.read($0, program: program) }
  }()

  /// Reads what was not read yet.
  ///
  /// - Throws: ``StoreError``; `ExitCode` 2 where it was stopped.
  func run(at time: Int64? = nil) throws {
    let stop = StopRequest.onInterrupt()
    let meter = ProgressMeter()
    let report = try read(
      at: time,
      progress: { meter.show("Notes read: resource", $0, $1) },
      isCancelled: { stop.isRequested }
    )
    meter.finish()
    let progress = report.progress
    Output.line(
      """
      \(counted(progress.notes, "note")) read, \
      \(counted(progress.entities, "entity", plural: "entities")) found \
      (run \(report.job), \(counted(progress.looked, "resource")) looked at)
      """
    )
    if report.unreadPDFs > 0 {
      let hint = Self.readPDF == nil ? ": install pdftotext (poppler-utils) to read them" : ""
      Output.error("\(counted(report.unreadPDFs, "PDF file")) could not be read\(hint)")
    }
    if report.isInterrupted {
      Output.error("Stopped. Run `tarn extract` to go on where it was.")
      throw ExitCode(2)
    }
  }

  /// Reads what was not read yet, without a word.
  @discardableResult
  func read(
    at time: Int64? = nil,
    progress: (Int, Int) -> Void = { _, _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> ExtractionRunner.Report {
    let runner = ExtractionRunner(
      lake: lake,
      engine: ClinicalTextEngine(usesModels: !rulesOnly, terminologies: terminologies),
      workers: workers ?? ProcessInfo.processInfo.activeProcessorCount,
      readPDF: Self.readPDF
    )
    return try runner.run(
      JobDescription(
        kind: .extraction,
        startedAt: time ?? Surroundings.now(),
        author: author,
        source: source,
        program: Program.name
      ),
      now: { time ?? Surroundings.now() },
      progress: { progress($0.looked, $0.total) },
      isCancelled: isCancelled
    )
  }
}
