// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Exchange
import Extraction
import FHIR
import Foundation
import Store
public import Validation

extension StructureValidator.Level: ExpressibleByArgument {}

/// `tarn import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take FHIR R4 files into the lake.",
    discussion: """
      Takes NDJSON, NDJSON.gz, Bundles of every type, single resources and folders, in any mix; what \
      a file is, is seen from its content. An id that the lake has already gets another version, \
      unless its content is the same. Bad resources are reported and never stop the import. An \
      import that was stopped goes on where it was when the same command is run again.
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "Files and folders; - is standard input.", completion: .file())
  var paths: [String]

  @Option(help: "What is refused: strict, structure-only or minimal.")
  var validation: StructureValidator.Level = .structureOnly

  @Flag(help: "Say what would be done, and write nothing.")
  var dryRun = false

  @Option(help: "A folder for manifest.json, SUCCESS/ and FAILURE/.", completion: .directory)
  var output: String?

  @Option(help: "Who imports (default: the login name).")
  var author: String?

  @Option(help: "Why.")
  var reason: String?

  @Flag(help: "Print the report as JSON.")
  var json = false

  @Flag(help: "Leave the notes for a later `tarn extract`.")
  var noExtract = false

  @OptionGroup var terminology: TerminologyOptions

  @OptionGroup var profiles: ProfileOptions

  @Option(help: .hidden)
  var workers: Int?

  func run() throws {
    var options = ImportOptions(
      paths: paths,
      level: validation,
      author: author ?? Surroundings.author,
      program: Program.name,
      workers: workers ?? max(1, ProcessInfo.processInfo.activeProcessorCount - 1),
      now: Surroundings.now
    )
    // A damaged terminology is told before the work, not after it.
    let terminologies = noExtract || dryRun ? [] : try terminology.open()
    if validation == .strict { options.profiles = try profiles.folder.load() }
    options.isDryRun = dryRun
    options.output = output
    options.reason = reason
    let exists = FileManager.default.fileExists(atPath: lake.path)
    let target = dryRun ? (exists ? try lake.open(.read) : nil) : try lake.open(.create)
    let stop = StopRequest.onInterrupt()
    let meter = ProgressMeter()
    let report = try Importer(options, into: target).run(
      progress: { meter.show($0) },
      isCancelled: { stop.isRequested }
    )
    meter.finish()
    if json {
      Output.line(ImportReportText.json(report, dryRun: dryRun))
    } else {
      ImportReportText.print(report, dryRun: dryRun, lake: lake.path)
    }
    if report.isInterrupted {
      Output.error("Stopped. Run the same command again to go on where it was.")
      throw ExitCode(2)
    }
    if report.scanned == 0, !report.isResumed {
      Output.error(
        "Nothing was found to import in \(paths.joined(separator: ", ")): "
          + "tarn reads FHIR as NDJSON, JSON and Bundles, also gzipped"
      )
      throw ExitCode(1)
    }
    if let target, !dryRun, !noExtract { try readNotes(target, terminologies) }
    if report.total.invalid > 0 { throw ExitCode(1) }
  }

  /// Reads the notes that came; the lake can be used meanwhile, by this user and others.
  private func readNotes(_ lake: Lake, _ terminologies: [TerminologyIndex]) throws {
    let reader = LakeReader(
      lake: lake,
      terminologies: terminologies,
      author: author ?? Surroundings.author,
      workers: workers
    )
    if json {
      try reader.read()
    } else {
      try reader.run()
    }
  }
}
