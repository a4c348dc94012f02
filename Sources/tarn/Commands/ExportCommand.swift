// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Search
import Store

import func TUI.counted

/// `tarn export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write resources as NDJSON, with the manifest of FHIR Bulk Data.",
    discussion: """
      Everything, or what belongs to patients or to the members of a Group. An export is of one \
      moment. One that was stopped goes on when the same command is run again.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Option(help: "The folder, which must be empty or not exist.", completion: .directory)
  var output: String

  @Option(parsing: .upToNextOption, help: "Only these patients' resources.")
  var patient: [String] = []

  @Option(help: "Only the resources of the patients of this Group.")
  var group: String?

  @Option(parsing: .upToNextOption, help: "Only these types.")
  var type: [String] = []

  @Option(help: "Only what was recorded from this date on.")
  var since: String?

  @Option(help: "Only what was recorded before the end of this date.")
  var until: String?

  @Option(
    parsing: .upToNextOption,
    help: "Of a type only what meets criteria: 'Observation?code=4548-4'."
  )
  var typeFilter: [String] = []

  @Option(help: "Only these elements, with commas between them.")
  var elements: String?

  @Flag(help: "Deletions too.")
  var deleted = false

  @Flag(help: "Compress the files.")
  var gzip = false

  @Flag(help: "Print the report as JSON.")
  var json = false

  func validate() throws {
    for name in type where ResourceType(name: name) == nil {
      let near = NearestName.of(name, among: ResourceType.allCases.map(\.rawValue))
      throw ValidationError(
        "There is no type '\(name)'" + (near.map { ". Did you mean '\($0)'?" } ?? "")
      )
    }
    for text in [since, until].compactMap(\.self) where FHIRDateTime(text) == nil {
      throw ValidationError("'\(text)' is no date; write 2019, 2019-03 or 2019-03-02")
    }
    do throws(SearchRequestError) {
      for text in typeFilter { _ = try SearchRequest(text, now: 0) }
    } catch {
      throw ValidationError(error.text)
    }
  }

  func run() throws {
    let lake = try lake.open()
    let now = Surroundings.now()
    var filter = ExportFilter(asOf: try past.job(in: lake) ?? lake.newestJob())
    filter.types = Set(type.compactMap { ResourceType(name: $0) })
    filter.since = since.flatMap { FHIRDateTime($0)?.lowerBound }
    filter.until = until.flatMap { FHIRDateTime($0)?.upperBound }
    filter.deletions = deleted
    if let patients = try patients(in: lake) { filter.patients = patients }
    var options = ExportOptions(filter: filter, request: request, startedAt: now)
    options.typeFilters = try typeFilter.map { try SearchRequest($0, now: now) }
    options.elements = (elements ?? "").split(separator: ",").map(String.init)
    options.isCompressed = gzip
    let stop = StopRequest.onInterrupt()
    let report = try Exporter(lake: lake, options: options, folder: output).run(
      isCancelled: { stop.isRequested }
    )
    if json {
      let types = report.resources.sorted { $0.key.rawValue < $1.key.rawValue }
      let object: JSON = [
        "resources": .object(types.map { JSON.Member($0.key.rawValue, .number("\($0.value)")) }),
        "deleted": .number("\(report.deleted)"), "files": .number("\(report.files)"),
        "interrupted": .bool(report.isInterrupted), "resumed": .bool(report.isResumed),
      ]
      Output.line(object.text)
    } else {
      let deletions = report.deleted > 0 ? ", \(counted(report.deleted, "deletion"))" : ""
      Output.line(
        "\(counted(report.total, "resource"))\(deletions) in \(counted(report.files, "file")) in \(output)"
      )
    }
    if report.isInterrupted {
      Output.error("Stopped; the same command goes on")
      throw ExitCode(2)
    }
    if report.total + report.deleted == 0 { throw ExitCode(1) }
  }

  private func patients(in lake: Lake) throws -> Set<String>? {
    var ids = patient.map { $0.hasPrefix("Patient/") ? String($0.dropFirst(8)) : $0 }
    if let group {
      let id = group.hasPrefix("Group/") ? String(group.dropFirst(6)) : group
      let members = try lake.resource(ResourceKey(type: .group, id: id)).document?.root["member"]
      for member in members?.elements ?? .empty {
        if member["inactive"]?.bool == true { continue }
        let text = member["entity"]?["reference"]?.string
        if case .literal(.patient, let id, _, _)? = text.map({ FHIRReference($0) }) {
          ids.append(id)
        }
      }
    } else if ids.isEmpty {
      return nil
    }
    return Set(ids)
  }

  /// What was asked for, in the words of Bulk Data.
  private var request: String {
    var parts: [String] = []
    if !patient.isEmpty { parts.append("patient=" + patient.joined(separator: ",")) }
    if !type.isEmpty { parts.append("_type=" + type.joined(separator: ",")) }
    if let since { parts.append("_since=\(since)") }
    if let until { parts.append("_until=\(until)") }
    parts += typeFilter.map { "_typeFilter=\($0)" }
    if let elements { parts.append("_elements=\(elements)") }
    if let asOf = past.asOf { parts.append("_asOf=\(asOf)") }
    if deleted { parts.append("deleted=true") }
    if gzip { parts.append("gzip=true") }
    let level = group.map { "Group/\($0)/" } ?? (patient.isEmpty ? "" : "Patient/")
    return level + "$export" + (parts.isEmpty ? "" : "?" + parts.joined(separator: "&"))
  }
}

/// `tarn everything`.
struct EverythingCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "everything",
    abstract: "Print all of a patient's record as one Bundle, in order of clinical dates."
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "The logical id of the patient.")
  var patient: String

  func run() throws {
    let lake = try lake.open()
    let id = patient.hasPrefix("Patient/") ? String(patient.dropFirst(8)) : patient
    let text = "Patient/\(id)/$everything?_count=1000000"
    let request = try SearchRequest(text, now: Surroundings.now())
    let page = try lake.search(request, asOf: past.job(in: lake))
    guard !page.hits.isEmpty else {
      throw StoreError(.notFound, "No patient has this id", subject: "Patient/\(id)")
    }
    Output.line(try SearchsetBundle.text(page, request, text))
  }
}
