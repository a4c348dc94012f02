// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import FHIR
import Foundation
import Store

import func TUI.counted

/// `tarn review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Judge what was read from notes; publish what is accepted.",
    discussion: """
      An entity is a proposal until a person accepts it. Verdicts belong to the words in their place, \
      and so outlive a new import and a new reading; what was decided before is kept.

      A QUERY names entities: words, code:44054006, type:DX_NAME, category:MEDICATION, negated, \
      family, past, hypothetical, future, uncertain, !negated, 'score>=0.8', unreviewed, accepted, \
      rejected, patient:ID, note:DocumentReference/1. All of it must hold.
      """,
    subcommands: [
      ReviewListCommand.self, ReviewDecideCommand.self, ReviewTrailCommand.self,
      ReviewExportCommand.self, ReviewImportCommand.self, ReviewPublishCommand.self,
    ],
    defaultSubcommand: ReviewListCommand.self
  )

  /// Reads a query of the command line.
  static func query(_ words: [String]) throws -> EntityQuery {
    do throws(EntityQuery.ParseError) {
      return try EntityQuery(parsing: words.joined(separator: " "))
    } catch {
      throw ValidationError("'\(error.term)': \(error.message)")
    }
  }
}

/// `tarn review list`.
struct ReviewListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List entities with what is said of them and what was decided."
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "A query; without one, all entities that a reviewer is asked about.")
  var query: [String] = []

  @Option(name: .shortAndLong, help: "How many at the most.")
  var limit = 50

  @Flag(help: "Print JSON, a line per entity.")
  var json = false

  @Flag(help: "Print the numbers only, by decision.")
  var count = false

  func run() throws {
    let lake = try lake.open()
    var query = try ReviewCommand.query(query)
    if query.categories.isEmpty, query.types.isEmpty {
      query.types = StoredEntity.reviewable
    }
    // What is there twice is judged once; whoever names a note means it.
    if query.note == nil { query.twins = try lake.reviewableTwins() }
    if count {
      let counts = try lake.entityCounts(query)
      Output.table(
        ["Decision", "entities"],
        Verdict.Decision.allCases.map { [$0.rawValue, String(counts[$0] ?? 0)] },
        right: [1]
      )
      return
    }
    var found = try lake.entities(query, limit: limit == .max ? limit : limit + 1)
    let isCut = found.count > limit
    if isCut { found.removeLast() }
    if json {
      for entity in found { Output.line(Self.object(entity).text) }
    } else {
      Output.table(
        ["Note", "at", "type", "text", "said of it", "score", "code", "decision"],
        found.map(Self.row),
        right: [1, 5]
      )
    }
    if isCut { Output.cut(at: limit, option: "--limit") }
    if found.isEmpty { throw ExitCode(1) }
  }

  private static func row(_ entity: StoredEntity) -> [String] {
    [
      entity.note.reference, String(entity.begin), entity.settledType.rawValue.lowercased(),
      entity.text, entity.settledTraits.map { $0.rawValue.lowercased() }.joined(separator: " "),
      String(Int((entity.score * 100).rounded())),
      entity.settledConcept.map { "\($0.code) \($0.title)" } ?? "", entity.decision.rawValue,
    ]
  }

  private static func object(_ entity: StoredEntity) -> JSON {
    var object: JSON = [
      "key": .string(String(UInt64(bitPattern: entity.key), radix: 16)),
      "note": .string(entity.note.reference), "version": .number("\(entity.version)"),
      "run": .number("\(entity.run)"), "begin": .number("\(entity.begin)"),
      "end": .number("\(entity.end)"), "text": .string(entity.text),
      "category": .string(entity.category.rawValue), "type": .string(entity.settledType.rawValue),
      "traits": .array(entity.settledTraits.map { .string($0.rawValue) }),
      "score": .number("\(entity.score)"), "decision": .string(entity.decision.rawValue),
    ]
    if let patient = entity.patient { object["patient"] = .string("Patient/\(patient)") }
    if let concept = entity.settledConcept {
      object["code"] = [
        "system": .string(concept.system), "code": .string(concept.code),
        "display": .string(concept.title),
      ]
    }
    return object
  }
}

/// `tarn review decide`.
struct ReviewDecideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Give one verdict to all entities that a query finds.",
    discussion: """
      Says how many there are and asks, but with --yes. Entities that were decided already are left \
      as they are, unless the query asks for them (accepted, rejected) or DECISION is unreviewed.
      """
  )

  @OptionGroup var options: EditOptions

  @Argument(help: "accepted, rejected or unreviewed.")
  var decision: String

  @Argument(help: "Which entities.")
  var query: [String]

  @Flag(help: "Do not ask.")
  var yes = false

  func run() throws {
    guard let decision = Verdict.Decision(rawValue: decision),
      [.accepted, .rejected, .unreviewed].contains(decision)
    else { throw ValidationError("A decision is accepted, rejected or unreviewed") }
    let lake = try options.lake.open(.write)
    var query = try ReviewCommand.query(query)
    if query.categories.isEmpty, query.types.isEmpty {
      query.types = StoredEntity.reviewable
    }
    if query.decisions.isEmpty {
      query.decisions =
        decision == .unreviewed ? [.accepted, .rejected, .recoded, .corrected] : [.unreviewed]
    }
    let found = try lake.entities(query)
    guard !found.isEmpty else {
      Output.line("No entity is meant; nothing was decided")
      throw ExitCode(1)
    }
    let notes = Set(found.map(\.note)).count
    if !yes {
      Output.error(
        "\(counted(found.count, "entity", plural: "entities")) in "
          + "\(counted(notes, "note")) would be \(decision.rawValue)."
      )
      Output.error("Nothing was decided; say --yes to do it.")
      throw ExitCode(1)
    }
    let job = options.job(.review)
    let number = try lake.add(
      found.map { entity in
        let verdict = Verdict(
          key: entity.key,
          decision: decision,
          author: job.author,
          recordedAt: job.startedAt
        )
        return (verdict, entity)
      },
      job
    )
    Output.line(
      "\(counted(found.count, "entity", plural: "entities")) in "
        + "\(counted(notes, "note")): \(decision.rawValue) (job \(number))"
    )
  }
}

/// `tarn review trail`.
struct ReviewTrailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trail",
    abstract: "List verdicts, newest first: who decided what, and when."
  )

  @OptionGroup var lake: LakeOptions

  @Option(name: .shortAndLong, help: "How many at the most.")
  var limit = 50

  func run() throws {
    var verdicts = try lake.open().verdicts(newest: true, limit: limit == .max ? limit : limit + 1)
    let isCut = verdicts.count > limit
    if isCut { verdicts.removeLast() }
    Output.table(
      ["When", "by", "decision", "note", "words", "correction"],
      verdicts.map { record in
        [
          FHIRDateTime.instantText(record.verdict.recordedAt), record.verdict.author,
          record.verdict.decision.rawValue, record.note.reference, record.context,
          record.verdict.correction.json?.text ?? "",
        ]
      }
    )
    if isCut { Output.cut(at: limit, option: "--limit") }
    if verdicts.isEmpty { throw ExitCode(1) }
  }
}

/// `tarn review export`.
struct ReviewExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write all verdicts as NDJSON, in the order in which they were given."
  )

  @OptionGroup var lake: LakeOptions

  func run() throws {
    for record in try lake.open().verdicts() { Output.line(record.json.text) }
  }
}

/// `tarn review import`.
struct ReviewImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take in verdicts that `tarn review export` wrote, of this lake or another.",
    discussion: """
      Verdicts that the lake has are passed over. Those about notes that it has not are counted and \
      left out. A line that is no verdict ends the import, and nothing is stored.
      """
  )

  @OptionGroup var options: EditOptions

  @Argument(help: "A file; - is standard input.", completion: .file())
  var file: String

  func run() throws {
    let data =
      file == "-"
      ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
    guard let data else {
      throw ExchangeError(.noFile, "The file cannot be read", subject: file)
    }
    var verdicts: [RecordedVerdict] = []
    for (number, line) in data.split(separator: 0x0A).enumerated() {
      guard let document = try? JSONParser().parse(Array(line)),
        let record = RecordedVerdict(json: document.root)
      else {
        throw ExchangeError(
          .cannotRead,
          "Line \(number + 1) is no verdict; nothing was stored",
          subject: file
        )
      }
      verdicts.append(record)
    }
    let lake = try options.lake.open(.write)
    let done = try lake.importVerdicts(verdicts, options.job(.review, source: file))
    Output.line(
      """
      \(counted(done.added, "verdict")) added, \(done.known) known already, \
      \(done.unknownNotes) about notes that the lake has not
      """
    )
    if done.overruling > 0 {
      Output.line(
        "\(done.overruling) of them took the place of what was decided here otherwise before"
      )
    }
    if done.older > 0 {
      Output.line(
        "\(done.older) of them are older than what was decided here otherwise, which stands"
      )
    }
    if done.unknownNotes > 0 { throw ExitCode(1) }
  }
}

/// `tarn review publish`.
struct ReviewPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write what is accepted as FHIR resources, linked to its notes.",
    discussion: """
      Conditions, Observations, MedicationStatements, Procedures and FamilyMemberHistories in \
      HealthLake's pattern, tagged SYSTEM_GENERATED, with a Linkage per note; what is accepted no \
      more is deleted. One job, which `tarn undo` takes back. --auto-accept accepts what is not \
      reviewed and has at least this score, first, and says how much.
      """
  )

  @OptionGroup var options: EditOptions

  @Option(help: "One patient, by id.")
  var patient: String?

  @Option(help: "Accept unreviewed entities from this score on, 0 to 1; off without it.")
  var autoAccept: Double?

  func validate() throws {
    if let autoAccept, !(0...1).contains(autoAccept) {
      throw ValidationError("--auto-accept is a score from 0 to 1, 0.95 for one")
    }
  }

  func run() throws {
    let lake = try options.lake.open(.write)
    let patient = patient?.replacing("Patient/", with: "")
    if let autoAccept { try accept(autoAccept, patient, lake) }
    let report = try EntityPublisher(lake).publish(patient: patient, options.job(.review))
    for (type, count) in report.written.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      Output.line("\(count) \(type.rawValue) written")
    }
    if report.deleted > 0 { Output.line("\(report.deleted) deleted: accepted no more") }
    if report.unchanged > 0 { Output.line("\(report.unchanged) as they should be already") }
    for (reason, count) in report.omitted.sorted(by: { $0.key < $1.key }) {
      Output.line(
        "No resource is made of \(counted(count, "accepted entity", plural: "accepted entities")): \(reason)"
      )
    }
    let job = report.job.map { " (job \($0))" } ?? ""
    Output.line("\(counted(report.notes, "note")) with accepted entities\(job)")
  }

  private func accept(_ score: Double, _ patient: String?, _ lake: Lake) throws {
    var query = EntityQuery()
    query.patient = patient
    query.types = StoredEntity.reviewable
    query.minimumScore = score
    query.decisions = [.unreviewed]
    let found = try lake.entities(query)
    guard !found.isEmpty else {
      Output.line("No unreviewed entity has a score of \(score) or more")
      return
    }
    var job = options.job(.review)
    job.reason = "auto-accept \(score)"
    let author = "\(job.author) (auto-accept \(score))"
    let number = try lake.add(
      found.map { entity in
        let verdict = Verdict(
          key: entity.key,
          decision: .accepted,
          author: author,
          recordedAt: job.startedAt
        )
        return (verdict, entity)
      },
      job
    )
    Output.line(
      "\(counted(found.count, "entity", plural: "entities")) accepted without review, "
        + "score >= \(score) (job \(number))"
    )
  }
}
