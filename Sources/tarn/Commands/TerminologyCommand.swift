// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import FHIR
import Foundation

import func TUI.counted

/// Where the loaded terminologies are.
struct TerminologyFolderOption: ParsableArguments {
  @Option(
    name: .customLong("terminology"),
    help: ArgumentHelp(
      "The folder of the loaded terminologies.",
      discussion: """
        Without it $TARN_TERMINOLOGY, else $XDG_DATA_HOME/tarn/terminology, else \
        ~/.local/share/tarn/terminology.
        """,
      valueName: "folder"
    ),
    completion: .directory
  )
  var path: String?

  var folder: TerminologyFolder {
    path.map(TerminologyFolder.init) ?? Self.standard
  }

  /// The folder where none is named.
  static var standard: TerminologyFolder {
    let environment = ProcessInfo.processInfo.environment
    if let path = environment["TARN_TERMINOLOGY"], !path.isEmpty { return TerminologyFolder(path) }
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return TerminologyFolder(data + "/tarn/terminology")
    }
    return TerminologyFolder((environment["HOME"] ?? ".") + "/.local/share/tarn/terminology")
  }
}

/// Which terminologies notes are read with.
struct TerminologyOptions: ParsableArguments {
  @OptionGroup var place: TerminologyFolderOption

  @Flag(help: "Read notes without the loaded terminologies.")
  var noTerminology = false

  /// The terminologies to read notes with.
  func open() throws -> [TerminologyIndex] {
    noTerminology ? [] : try place.folder.openAll()
  }
}

/// `tarn terminology`.
struct TerminologyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terminology",
    abstract:
      "Load RxNorm, ICD-10-CM, SNOMED CT, LOINC or tables of codes for the reading of notes.",
    discussion: """
      The lexicon of the program knows everyday notes without any of them. A loaded terminology adds \
      codes to what is found in notes, and names that are recognised; 'tarn extract' then reads the \
      notes again as a new run. Terminologies belong to the user, not to a lake.
      """,
    subcommands: [Load.self, List.self, Find.self, Drop.self],
    defaultSubcommand: List.self
  )

  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load a folder or a file, in place of what has the same name.",
      discussion: """
        Reads RXNCONSO.RRF (RxNorm), icd10cm_order_*.txt, icd10cm_codes_*.txt and \
        icd10cm_tabular_*.xml (ICD-10-CM), the Snapshot of SNOMED CT RF2, Loinc.csv, and tables \
        (.tsv, .csv) with the columns code, system and term, in this order or named in the first \
        line; all of them plain or compressed with gzip. A column kind (condition, medication, \
        test, procedure or anatomy) says what rows of other systems are: their names are then \
        recognised in notes, otherwise they only give codes to what is found.
        """
    )

    @OptionGroup var place: TerminologyFolderOption

    @Argument(help: "The folder or the file.", completion: .file())
    var path: String

    @Option(help: "The name; without it that of the folder or file.")
    var name: String?

    @Option(help: "The system of tables that do not say it: a URI, or a name such as loinc.")
    var system: String?

    func validate() throws {
      if !TerminologyFolder.isName(chosenName) {
        throw ValidationError(
          "'\(chosenName)' is no name: letters, digits, '-', '_' and '.'; give another with --name"
        )
      }
    }

    private var chosenName: String {
      if let name { return name }
      let last = URL(fileURLWithPath: path).standardizedFileURL.lastPathComponent
      let stem = last.split(separator: ".").first.map(String.init) ?? ""
      return stem.replacing(" ", with: "-")
    }

    func run() throws {
      var loader = TerminologyLoader(system: system)
      try loader.read(path)
      let files = loader.files
      let index = try place.folder.keep(loader.bytes(), as: chosenName)
      Output.table(
        ["file", "read as", "names", "lines left out"],
        files.filter { $0.problem == nil }.map {
          [$0.path, $0.format ?? "", String($0.terms), String($0.skipped)]
        },
        right: [2, 3]
      )
      for file in files {
        if let problem = file.problem { Output.error("left out: \(file.path): \(problem)") }
      }
      Output.line(
        "\(index.name): \(counted(index.conceptCount, "concept")), "
          + counted(index.termCount, "different name")
      )
      Output.line("Run 'tarn extract' to read the notes of a lake with it.")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the loaded terminologies.")

    @OptionGroup var place: TerminologyFolderOption

    func run() throws {
      let folder = place.folder
      let entries = folder.entries
      if entries.isEmpty {
        return Output.error("No terminology is loaded; 'tarn terminology load DIR' loads one")
      }
      Output.table(
        ["name", "concepts", "names", "bytes", "loaded", "systems"],
        try entries.map { entry in
          let index = try folder.open(entry.name)
          return [
            entry.name, String(index.conceptCount), String(index.termCount), String(entry.size),
            String(FHIRDateTime.instantText(entry.loadedAt * 1000).prefix(10)),
            index.systems.map(\.rawValue).joined(separator: " "),
          ]
        },
        right: [1, 2, 3]
      )
    }
  }

  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Find the codes of words.",
      discussion: "Exit status 1 where there are none."
    )

    @OptionGroup var place: TerminologyFolderOption

    @Argument(help: "The words.")
    var words: [String]

    @Option(help: "The most that are listed.")
    var limit = 20

    func run() throws {
      let engine = ClinicalTextEngine(usesModels: false, terminologies: try place.folder.openAll())
      let found = engine.concepts(named: words.joined(separator: " "), limit: limit)
      Output.table(
        ["score", "code", "name", "system"],
        found.map {
          [String(format: "%.2f", $0.score), $0.code, $0.description, $0.system.rawValue]
        },
        right: [0]
      )
      if found.isEmpty { throw ExitCode(1) }
    }
  }

  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove a loaded terminology.",
      discussion: "What was read with it stays in its runs until the notes are read again."
    )

    @OptionGroup var place: TerminologyFolderOption

    @Argument(help: "The name.")
    var name: String

    func run() throws {
      try place.folder.remove(name)
      Output.line("\(name) removed")
    }
  }
}
