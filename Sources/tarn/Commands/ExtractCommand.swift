// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
public import Extraction
import FHIR
import Foundation
import Store

extension ComprehendShape: ExpressibleByArgument {}

/// `tarn extract`.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read clinical notes: what they name, assert and code, and why.",
    discussion: """
      Without a subcommand the notes of the lake are read that this engine has not read yet; a run \
      that was stopped goes on where it was. What is read is a proposal: nothing becomes a resource \
      before it is accepted (tarn review).
      """,
    subcommands: [
      ExtractNotesCommand.self, ExtractRunsCommand.self, ExtractDiffCommand.self,
      ExtractRollbackCommand.self,
    ],
    defaultSubcommand: ExtractNotesCommand.self
  )
}

/// `tarn extract notes`.
struct ExtractNotesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notes",
    abstract: "Read the notes of the lake, or one note.",
    discussion: """
      Without a note, reads all notes of the lake that were not read yet, on all cores, and keeps \
      what it finds as proposals.

      One note is a file (text, HTML, RTF or PDF), standard input, or a resource of the lake, \
      DocumentReference/1. Prints a line per finding, or with --as the JSON of Comprehend Medical, \
      and writes nothing.

      With --batch the input is a line of JSON per note, {"id": …, "text": …}, with "date" and \
      "spans": [{"begin": …, "end": …}] where they are known, and so is the output, in the same \
      order. Given spans are kept, and only typed, asserted and coded. A line that is no such \
      object gives a line with its number and what is wrong, and in the end exit status 1.
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "Type/id of a note in the lake.")
  var reference: ReferenceArgument?

  @Option(help: "A file with a note; - is standard input.", completion: .file())
  var note: String?

  @Option(help: "When the note was written, for words such as 'yesterday'.")
  var date: String?

  @Option(help: "The JSON of detect-entities, icd10, rxnorm, snomed or phi.")
  var `as`: ComprehendShape?

  @Flag(help: "Rules and lexicon only, without the trained models.")
  var rulesOnly = false

  @OptionGroup var terminology: TerminologyOptions

  @Flag(help: "Read a line of JSON per note from --note FILE, or standard input.")
  var batch = false

  @Option(help: "Who reads the lake's notes; without it the login name.")
  var author: String?

  @Option(help: .hidden)
  var workers: Int?

  func validate() throws {
    if batch {
      guard reference == nil, date == nil else {
        throw ValidationError("With --batch, each line names its note and its date")
      }
      return
    }
    guard reference == nil || note == nil else {
      throw ValidationError("Name a note of the lake, or a file with --note, not both")
    }
    if let date, CalendarDate(fhir: date) == nil {
      throw ValidationError("'\(date)' is no date; write 2019, 2019-03 or 2019-03-02")
    }
  }

  func run() throws {
    let terminologies = try terminology.open()
    let engine = ClinicalTextEngine(usesModels: !rulesOnly, terminologies: terminologies)
    if batch {
      try ExtractBatch(engine: engine, shape: `as` ?? .detectEntities).run(note ?? "-")
      return
    }
    if reference == nil, note == nil {
      guard `as` == nil, date == nil else {
        throw ValidationError("--as and --date need a note")
      }
      try LakeReader(
        lake: lake.open(.write),
        rulesOnly: rulesOnly,
        terminologies: terminologies,
        author: author ?? Surroundings.author,
        workers: workers
      ).run()
      return
    }
    let (text, written) = try source()
    let read =
      engine
      .read(text, noteDate: (date ?? written).flatMap { CalendarDate(fhir: $0) })
    if let shape = `as` {
      Output.line(read.json(as: shape))
      return
    }
    Output.table(
      ["At", "category", "type", "text", "said of it", "details", "code", "found by"],
      read.entities.map(Self.row),
      right: [0]
    )
    if read.entities.isEmpty { throw ExitCode(1) }
  }

  /// The text, and the date that the lake knows of it.
  private func source() throws -> (text: String, date: String?) {
    if let note {
      let data =
        note == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : FileManager.default.contents(atPath: note)
      guard let data else {
        throw Self.failure(
          FileManager.default.fileExists(atPath: note)
            ? "The note cannot be read" : "There is no such file",
          note,
          advice:
            "Look at the spelling of the path and the permissions, or give the text with --note -"
        )
      }
      let decoded = NoteText(bytes: Array(data)) { try? LakeReader.readPDF($0).get() }
      if decoded.format == .binary {
        throw Self.failure(
          "The file holds no text",
          note,
          advice: "Name a file of text, HTML or RTF; PDF is read where pdftotext is installed"
        )
      }
      if decoded.replacements > 0 {
        Output.error("\(decoded.replacements) broken characters were replaced")
      }
      return (decoded.text, nil)
    }
    guard let reference else { return ("", nil) }
    let lake = try lake.open()
    guard let text = try lake.words(of: reference.key, version: reference.version) else {
      Output.error("tarn: \(reference.key.reference) carries no text")
      throw ExitCode(1)
    }
    let root = try lake.resource(reference.key, version: reference.version).document?.root
    let dates = ["date", "issued", "effectiveDateTime"].compactMap { root?[$0]?.string }
    return (text, dates.first.map { String($0.prefix(10)) })
  }

  /// Says what is wrong with the file of a note, where it was looked for, and what to do.
  private static func failure(_ what: String, _ note: String, advice: String) -> ExitCode {
    let place = URL(fileURLWithPath: note).path
    Output.error("tarn: \(what): \(place)")
    Output.error("  \(advice)")
    return ExitCode(2)
  }

  private static func row(_ entity: Entity) -> [String] {
    let said = entity.traits.map { trait in
      trait.name.rawValue.lowercased() + (trait.reason.cue.map { " ('\($0.text)')" } ?? "")
    }
    let details = entity.attributes.map { "\($0.type.rawValue.lowercased()) \($0.text)" }
    return [
      String(entity.begin), entity.category.rawValue.lowercased(),
      entity.type.rawValue.lowercased(),
      entity.text, said.joined(separator: ", "), details.joined(separator: ", "),
      entity.concepts.first.map { "\($0.code) \($0.description)" } ?? "",
      entity.evidence.sources.joined(separator: " "),
    ]
  }
}
