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
  private static let programOfPDF = PDFWords.program(
    path: ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
  )

  /// Reads the words of a PDF.
  @Sendable static func readPDF(_ bytes: [UInt8]) -> Result<String, PDFFailure> {
    PDFWords.read(bytes, program: programOfPDF)
  }

  /// Says how many PDF files have no words, and why.
  static func words(of failures: [PDFFailure: Int]) -> String {
    let reasons = PDFFailure.allCases.compactMap { failure in
      failures[failure].map { count in
        switch failure {
        case .noReader: "install pdftotext (poppler-utils) to read \(count == 1 ? "it" : "them")"
        case .notRun: "pdftotext could not be run for \(count): make room and run 'tarn extract'"
        case .isLocked: "\(count) open\(count == 1 ? "s" : "") with a password alone"
        case .isDamaged: "\(count) \(count == 1 ? "is" : "are") damaged"
        case .isScanned: "\(counted(count, "is a scan", plural: "are scans")), without words"
        }
      }
    }
    let all = failures.values.reduce(0, +)
    return "\(counted(all, "PDF file")) could not be read: \(reasons.joined(separator: "; "))"
  }

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
    // A run that read nothing leaves none that could be looked at.
    let run = progress.notes > 0 ? "run \(report.job), " : ""
    Output.line(
      """
      \(counted(progress.notes, "note")) read, \
      \(counted(progress.entities, "entity", plural: "entities")) found \
      (\(run)\(counted(progress.looked, "resource")) looked at)
      """
    )
    if !report.unreadPDFs.isEmpty { Output.error(Self.words(of: report.unreadPDFs)) }
    if report.withdrawn > 0 {
      Output.line(
        """
        \(counted(report.withdrawn, "published resource")) deleted: the notes they were made from \
        do not stand any more, or have other words there; 'tarn review' lists what is to be judged again
        """
      )
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
