// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Dispatch
import Exchange
import FHIR
import Foundation
import Store
import Synchronization
import ViewDefinitions

import func TUI.counted

extension RowOutput.Format: ExpressibleByArgument {}

/// `tarn view`.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Make tables by ViewDefinitions of SQL on FHIR.",
    subcommands: [Run.self, Check.self]
  )

  /// Reads a view.
  private static func definition(_ path: String) throws -> ViewDefinition {
    let document = try EditOptions.document(path)
    do throws(ViewError) {
      return try ViewDefinition(document.root)
    } catch {
      throw ValidationError("\(path) is no view: \(error.description)")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Say which columns a view has, or what is wrong with it."
    )

    @Argument(help: "The ViewDefinition; - is standard input.", completion: .file())
    var view: String

    func run() throws {
      let view = try ViewCommand.definition(view)
      Output.table(
        ["Column", "Type", "Collection"],
        view.columns.map { [$0.name, $0.type ?? "", $0.isCollection ? "yes" : ""] }
      )
    }
  }

  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the rows of a view, or write them to a file.",
      discussion: """
        The rows are of the current resources of the view's type, in the order in which they came \
        into the lake, or of the resources in NDJSON files (--input), in their order. The name of \
        the output decides its form: .csv, .tsv or .ndjson. A file is there whole or not at all.
        """
    )

    @OptionGroup var lake: LakeOptions
    @OptionGroup var past: AsOfOptions

    @Argument(help: "The ViewDefinition; - is standard input.", completion: .file())
    var view: String

    @Option(help: "NDJSON to read instead of a lake; may be repeated.", completion: .file())
    var input: [String] = []

    @Option(name: .shortAndLong, help: "The file to write.", completion: .file())
    var output: String?

    @Option(help: "The form of what is printed: table, csv, tsv or ndjson.")
    var format: RowOutput.Format?

    @Option(help: "How many rows at the most.")
    var limit: Int = .max

    func validate() throws {
      guard limit > 0 else { throw ValidationError("--limit takes a number above 0") }
      guard input.isEmpty || past.asOf == nil else {
        throw ValidationError("--as-of is for a lake, and --input for files")
      }
      if let output, Self.format(of: output) == nil {
        throw ValidationError(
          "The name of the output must end in .csv, .tsv or .ndjson; Parquet is not written"
        )
      }
    }

    private static func format(of path: String) -> RowOutput.Format? {
      let ending = path.split(separator: ".").last.map(String.init) ?? ""
      return ending == "table" ? nil : RowOutput.Format(rawValue: ending)
    }

    func run() throws {
      let view = try ViewCommand.definition(view)
      let format = output.flatMap(Self.format) ?? format ?? .table
      let rows = RowOutput(format: format, columns: view.columns)
      var table: [[String]] = []
      var file: FileHandle?
      let partial = output.map { $0 + ".partial" }
      if let partial, let output {
        guard !FileManager.default.fileExists(atPath: output) else {
          throw ExchangeError(.outputExists, "There is such a file already", subject: output)
        }
        guard FileManager.default.createFile(atPath: partial, contents: nil),
          let handle = FileHandle(forWritingAtPath: partial)
        else { throw ExchangeError(.cannotWrite, "The file cannot be written", subject: partial) }
        file = handle
      }
      let run = ViewRun(view: view, output: rows, limit: limit) { bytes in
        if let file {
          try file.write(contentsOf: bytes)
        } else if format == .table {
          for line in bytes.split(separator: 0x0A) {
            table.append(
              line.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            )
          }
        } else {
          Output.write(bytes)
        }
      }
      do {
        if let header = rows.header { try run.write(Array(header.utf8)) }
        try feed(run, view)
        try run.finish()
        try file?.close()
        if let partial, let output {
          try FileManager.default.moveItem(atPath: partial, toPath: output)
        }
      } catch {
        // What is half-written is of no use to anybody.
        if let partial { try? FileManager.default.removeItem(atPath: partial) }
        throw error
      }
      if format == .table { Output.table(view.columns.map(\.name), table) }
      if let output { Output.error("\(counted(run.rows, "row")) in \(output)") }
      for (message, count) in run.failures.sorted(by: { $0.key < $1.key }) {
        Output.error("tarn: \(counted(count, "resource")) made no rows: \(message)")
      }
      if !run.failures.isEmpty { throw ExitCode(1) }
    }

    private func feed(_ run: ViewRun, _ view: ViewDefinition) throws {
      guard input.isEmpty else {
        for path in input { try LineReader.lines(of: path) { try run.add(.line($0)) } }
        return
      }
      let lake = try lake.open()
      var filter = ExportFilter(asOf: try past.job(in: lake) ?? lake.newestJob())
      filter.types = [view.resource]
      try lake.export(filter) { resource in
        try resource.document.map { try run.add(.document($0)) } ?? true
      }
    }
  }
}

/// The resources of a run on their way to rows: some hundreds at a time, on all processors.
private final class ViewRun {
  private let view: ViewDefinition
  private let output: RowOutput
  private let limit: Int
  private let sink: ([UInt8]) throws -> Void
  private var waiting: [Resource] = []
  private(set) var rows = 0
  private(set) var failures: [String: Int] = [:]

  private static let batch = 2048

  /// A resource, parsed or not.
  enum Resource: Sendable {
    case document(JSONDocument)
    case line([UInt8])
  }

  init(
    view: ViewDefinition,
    output: RowOutput,
    limit: Int,
    sink: @escaping ([UInt8]) throws -> Void
  ) {
    self.view = view
    self.output = output
    self.limit = limit
    self.sink = sink
  }

  func write(_ bytes: [UInt8]) throws { try sink(bytes) }

  /// Takes a resource; returns whether another is wanted.
  @discardableResult
  func add(_ resource: Resource) throws -> Bool {
    waiting.append(resource)
    if waiting.count == Self.batch { try finish() }
    return rows < limit
  }

  /// What some resources make.
  private struct Part: Sendable {
    var lines: [[UInt8]] = []
    var failures: [String: Int] = [:]
  }

  private static func root(_ resource: Resource, _ parser: JSONParser) -> JSONValue? {
    switch resource {
    case .document(let document): document.root
    // What is wrong with a line does not matter here: it makes no rows.
    case .line(let line): (try? parser.parse(line))?.root
    }
  }

  /// Writes the rows of what is waiting.
  func finish() throws {
    guard !waiting.isEmpty else { return }
    let resources = waiting
    waiting.removeAll(keepingCapacity: true)
    let workers = ProcessInfo.processInfo.activeProcessorCount
    let size = (resources.count + workers - 1) / workers
    let parts = Mutex([Part](repeating: Part(), count: workers))
    let (view, output) = (view, output)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      let range = min(worker * size, resources.count)..<min((worker + 1) * size, resources.count)
      let parser = JSONParser()
      var part = Part()
      for resource in resources[range] {
        guard let root = Self.root(resource, parser) else {
          part.failures["A line is no JSON", default: 0] += 1
          continue
        }
        do throws(ViewError) {
          for row in try view.rows(of: root) {
            var line: [UInt8] = []
            output.append(row, to: &line)
            part.lines.append(line)
          }
        } catch {
          part.failures[error.description, default: 0] += 1
        }
      }
      let done = part
      parts.withLock { $0[worker] = done }
    }
    var bytes: [UInt8] = []
    for part in parts.withLock({ $0 }) {
      for line in part.lines where rows < limit {
        bytes += line
        rows += 1
      }
      failures.merge(part.failures, uniquingKeysWith: +)
    }
    try sink(bytes)
  }
}
