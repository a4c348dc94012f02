// SPDX-License-Identifier: Apache-2.0

public import FHIR
import Foundation
public import Search
public import Store

/// What is exported, and how.
public struct ExportOptions: Sendable {
  /// The resources.
  public var filter: ExportFilter

  /// What else a resource of a type must meet; several of a type are alternatives (`_typeFilter`).
  public var typeFilters: [SearchRequest] = []

  /// The elements that are written; empty for all.
  public var elements: [String] = []

  /// Whether the files are compressed with gzip.
  public var isCompressed = false

  /// How many resources a file holds at the most.
  public var partSize = 500_000

  /// How many resources are written between two notes of how far the export is.
  public var checkpoint = 50_000

  /// The request in words, for the manifest.
  public var request: String

  /// The time of the export, in milliseconds since 1970 UTC.
  public var startedAt: Int64

  /// Creates options.
  public init(filter: ExportFilter, request: String, startedAt: Int64) {
    self.filter = filter
    self.request = request
    self.startedAt = startedAt
  }
}

/// What an export wrote.
public struct ExportReport: Sendable, Equatable {
  /// Resources per type.
  public internal(set) var resources: [ResourceType: Int] = [:]
  /// Deletions.
  public internal(set) var deleted = 0
  /// The files, the manifest left out.
  public internal(set) var files = 0
  /// Whether it was stopped before its end, and can go on.
  public internal(set) var isInterrupted = false
  /// Whether it went on where an earlier one was stopped.
  public internal(set) var isResumed = false

  /// All resources.
  public var total: Int { resources.values.reduce(0, +) }
}

/// Writes a lake as NDJSON, with the manifest of FHIR's Bulk Data Access.
///
/// See https://hl7.org/fhir/uv/bulkdata/STU2/export.html. Memory does not depend on the size of the
/// lake. An export is of one moment: it sees no job that began after it. One that was stopped goes
/// on when it is asked for again with the same folder and request.
public struct Exporter {
  private let lake: Lake
  private let options: ExportOptions
  private let folder: URL

  /// Creates an exporter.
  public init(lake: Lake, options: ExportOptions, folder: String) {
    self.lake = lake
    self.options = options
    self.folder = URL(fileURLWithPath: folder, isDirectory: true)
  }

  /// Runs the export.
  ///
  /// - Parameters:
  ///   - progress: Told now and then how many resources are written.
  ///   - isCancelled: Asked now and then; when it says so, the export stops and can go on later.
  /// - Returns: What was written.
  /// - Throws: ``ExchangeError`` with code `.outputExists` where the folder holds something else,
  ///   and `.cannotWrite`; ``Store/StoreError``.
  public func run(
    progress: (Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> ExportReport {
    var state = try begin()
    let files = ExportFiles(folder: folder, isCompressed: options.isCompressed, state: state)
    var report = ExportReport()
    report.isResumed = state.row > 0
    var filter = options.filter
    filter.asOf = state.job
    filter.after = state.row
    let subset = try Self.subset(options.elements)
    let matcher = SearchMatcher(NoSurroundings())
    var count = 0
    try lake.export(filter) { resource in
      if let document = resource.document {
        guard try passes(resource, document, matcher) else { return true }
        let output = resource.output ?? []
        let line =
          try subset.map { subset in
            Array(
              subset.text(of: try JSONParser().parse(output).root, type: resource.key.type).utf8
            )
          } ?? output
        try files.write(line, to: resource.key.type.rawValue, partSize: options.partSize)
      } else {
        try files.write(Self.deletion(resource.key), to: "deleted", partSize: options.partSize)
      }
      count += 1
      if count % options.checkpoint == 0 {
        state.row = resource.row
        try save(try files.checkpoint(state))
        progress(count)
        if isCancelled() {
          report.isInterrupted = true
          return false
        }
      }
      return true
    }
    state = try files.checkpoint(state)
    for (name, parts) in state.parts {
      let lines = parts.reduce(0) { $0 + $1.count }
      report.files += parts.count
      if let type = ResourceType(name: name) {
        report.resources[type] = lines
      } else {
        report.deleted = lines
      }
    }
    if !report.isInterrupted { try finish(state) }
    return report
  }

  private func passes(
    _ resource: ExportedResource,
    _ document: JSONDocument,
    _ matcher: SearchMatcher
  ) throws -> Bool {
    let filters = options.typeFilters.filter { $0.types == [resource.key.type] }
    guard !filters.isEmpty else { return true }
    let searchable = SearchableResource(
      type: resource.key.type,
      id: resource.key.id,
      root: document.root,
      lastUpdated: resource.recordedAt
    )
    return try filters.contains { try matcher.matches(searchable, $0) }
  }

  private static func subset(_ elements: [String]) throws -> ResourceSubset? {
    guard !elements.isEmpty else { return nil }
    var request = try SearchRequest("?", now: 0)
    request.elements = elements
    return ResourceSubset(request)
  }

  /// A deletion is an entry of a transaction, as Bulk Data says.
  private static func deletion(_ key: ResourceKey) -> [UInt8] {
    let bundle: JSON = [
      "resourceType": "Bundle", "type": "transaction",
      "entry": [["request": ["method": "DELETE", "url": .string(key.reference)]]],
    ]
    return Array(bundle.text.utf8)
  }

  // MARK: - The folder

  private var stateFile: URL { folder.appendingPathComponent(".export.json") }

  private func begin() throws -> ExportState {
    let manager = FileManager.default
    if let bytes = manager.contents(atPath: stateFile.path),
      let state = ExportState(parsing: Array(bytes)), state.request == options.request
    {
      return state
    }
    if let content = try? manager.contentsOfDirectory(atPath: folder.path), !content.isEmpty {
      throw ExchangeError(.outputExists, "The output folder is not empty", subject: folder.path)
    }
    do {
      try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw ExchangeError(.cannotWrite, "The output folder cannot be made", subject: folder.path)
    }
    return ExportState(request: options.request, job: options.filter.asOf)
  }

  private func save(_ state: ExportState) throws {
    do {
      try Data(state.json.text.utf8).write(to: stateFile, options: .atomic)
    } catch {
      throw ExchangeError(.cannotWrite, "The folder cannot be written", subject: folder.path)
    }
  }

  private func finish(_ state: ExportState) throws {
    var output: [JSON] = []
    var deleted: [JSON] = []
    for (name, parts) in state.parts.sorted(by: { $0.key < $1.key }) {
      for part in parts {
        let type = name == "deleted" ? "Bundle" : name
        let item: JSON = [
          "type": .string(type), "url": .string(part.file), "count": .number("\(part.count)"),
        ]
        if name == "deleted" { deleted.append(item) } else { output.append(item) }
      }
    }
    let manifest: JSON = [
      "transactionTime": .string(FHIRDateTime.instantText(options.startedAt)),
      "request": .string(options.request), "requiresAccessToken": false,
      "output": .array(output), "deleted": .array(deleted), "error": [],
    ]
    do {
      try Data((manifest.text + "\n").utf8)
        .write(to: folder.appendingPathComponent("manifest.json"), options: .atomic)
      if FileManager.default.fileExists(atPath: stateFile.path) {
        try FileManager.default.removeItem(at: stateFile)
      }
    } catch {
      throw ExchangeError(.cannotWrite, "The folder cannot be written", subject: folder.path)
    }
  }
}

/// A filter of an export sees one resource at a time: chains find nothing.
private struct NoSurroundings: SearchSurroundings {
  func resource(_ type: ResourceType, _ id: String) -> SearchableResource? { nil }

  func isReferred(
    from type: ResourceType,
    by parameter: SearchParameter,
    to target: (type: ResourceType, id: String),
    meeting test: SearchRequest.Test,
    check: (SearchableResource) throws -> Bool
  ) -> Bool { false }
}
