// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Differences
import FHIR
import Store

/// `tarn history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List versions: of a resource, a type, a patient's record or the whole lake.",
    discussion: "Newest first, deletions included. --json prints a history Bundle."
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "Type/id, or Type; without it everything.")
  var what: String?

  @Option(help: ArgumentHelp("What changed in a patient's record.", valueName: "id"))
  var patient: String?

  @Flag(help: "With --patient: first versions too.")
  var all = false

  @Option(help: "Only what was recorded from this date on.")
  var since: String?

  @Option(help: "Only what was the current version at some point of this date, month or instant.")
  var at: String?

  @Option(help: "Only what this author did.")
  var author: String?

  @Option(help: "Only what this job did.")
  var job: Int64?

  @Option(help: "Only create, update or delete.")
  var kind: String?

  @Option(help: "Only versions that changed this element, such as valueQuantity.value.")
  var field: String?

  @Option(name: .shortAndLong, help: "How many versions at the most.")
  var count = 1000

  @Flag(help: "Print a history Bundle.")
  var json = false

  private static let kinds: [String: Interaction] = [
    "create": .create, "update": .update, "delete": .delete,
  ]

  func validate() throws {
    guard what == nil || patient == nil else {
      throw ValidationError("Name a resource or a type, or a patient with --patient")
    }
    if let what, ReferenceArgument(argument: what) == nil, ResourceType(name: what) == nil {
      let near = NearestName.of(what, among: ResourceType.allCases.map(\.rawValue))
      let hint = near.map { ". Did you mean '\($0)'?" } ?? ""
      throw ValidationError("'\(what)' is neither Type/id nor a resource type\(hint)")
    }
    if let kind, Self.kinds[kind] == nil {
      throw ValidationError("--kind takes create, update or delete")
    }
    for text in [since, at].compactMap(\.self) where FHIRDateTime(text) == nil {
      throw ValidationError("'\(text)' is no date; write 2019, 2019-03 or 2019-03-02")
    }
    guard count > 0 else { throw ValidationError("--count takes a number above 0") }
  }

  func run() throws {
    let lake = try lake.open()
    var filter = VersionFilter()
    filter.asOf = try past.job(in: lake)
    filter.job = job
    filter.author = author
    filter.since = since.flatMap { FHIRDateTime($0)?.lowerBound }
    filter.at = at.flatMap(FHIRDateTime.init).map { $0.lowerBound..<$0.upperBound }
    filter.interaction = kind.flatMap { Self.kinds[$0] }
    var versions: [VersionInfo]
    if let patient {
      versions = try lake.changes(ofPatient: patient, creations: all).filter(filter.passes)
    } else if let key = what.flatMap(ReferenceArgument.init(argument:))?.key {
      versions = try lake.versions(of: key, asOf: filter.asOf).filter(filter.passes)
    } else {
      filter.type = what.flatMap { ResourceType(name: $0) }
      versions = try lake.versions(filter, limit: field == nil && count < .max ? count + 1 : .max)
    }
    if let field { versions = try versions.filter { try Self.changed(field, $0, lake) } }
    let isCut = versions.count > count
    versions = Array(versions.prefix(count))
    if json {
      Output.line(try Self.bundle(versions, lake))
    } else {
      Output.table(
        ["Resource", "version", "what", "recorded", "author", "job", "why"],
        versions.map { version in
          [
            version.key.reference, String(version.version), "\(version.interaction)",
            FHIRDateTime.text(
              lowerBound: version.recordedAt,
              precision: .second,
              offsetMinutes: 0
            ),
            version.author, "\(version.job) \(version.jobKind.rawValue)", version.reason ?? "",
          ]
        },
        right: [1]
      )
    }
    if isCut { Output.cut(at: count, option: "--count") }
    if let field, versions.isEmpty, !json {
      Output.error(
        "No version changed '\(field)'. Elements are called as in FHIR: status, code.coding"
      )
    }
    if versions.isEmpty { throw ExitCode(1) }
  }

  /// Whether a version differs from the one before in an element, or in one below it.
  private static func changed(_ field: String, _ info: VersionInfo, _ lake: Lake) throws -> Bool {
    guard let new = try lake.resource(info.key, version: info.version).document else {
      return false
    }
    // What was put again after a deletion is held against what was deleted.
    var before = info.version - 1
    while before > 0 {
      guard let old = try lake.resource(info.key, version: before).document else {
        before -= 1
        continue
      }
      let wanted = elementNames(field, of: info.key.type)
      return ResourceDifference(from: JSON(old.root), to: JSON(new.root)).changes.contains {
        change in
        wanted.contains { change.element == $0 || change.element.hasPrefix($0 + ".") }
      }
    }
    return false
  }

  /// What a field may be called in the definitions: `valueQuantity.value` of the JSON is `value.value`.
  private static func elementNames(_ field: String, of type: ResourceType) -> [String] {
    var names = [""]
    for (place, step) in field.split(separator: ".").map(String.init).enumerated() {
      if place == 0, step == type.rawValue { continue }
      // Behind which capital the type of a choice begins, only the definitions know: all are looked for.
      let capitals = step.indices.filter { step[$0].isUppercase }
      let steps = [step] + capitals.map { String(step[..<$0]) }.filter { !$0.isEmpty }
      names = names.flatMap { name in steps.map { "\(name).\($0)" } }
    }
    return names.map { type.rawValue + $0 }
  }

  /// A Bundle of type history: https://hl7.org/fhir/R4/http.html#history.
  private static func bundle(_ versions: [VersionInfo], _ lake: Lake) throws -> String {
    let entries = try versions.map { info -> JSON in
      var entry: JSON = ["fullUrl": .string(SearchsetBundle.fullURL(info.key))]
      let stored = try lake.resource(info.key, version: info.version)
      if let output = stored.output {
        entry["resource"] = .raw(String(decoding: output, as: UTF8.self))
      }
      let (method, url, status) =
        switch info.interaction {
        case .create: ("PUT", info.key.reference, "201 Created")
        case .update: ("PUT", info.key.reference, "200 OK")
        case .delete: ("DELETE", info.key.reference, "204 No Content")
        }
      entry["request"] = ["method": .string(method), "url": .string(url)]
      entry["response"] = [
        "status": .string(status), "etag": .string("W/\"\(info.version)\""),
        "lastModified": .string(FHIRDateTime.instantText(info.recordedAt)),
      ]
      return entry
    }
    let bundle: JSON = [
      "resourceType": "Bundle", "type": "history", "total": .number(String(versions.count)),
      "entry": .array(entries),
    ]
    return bundle.text
  }
}
