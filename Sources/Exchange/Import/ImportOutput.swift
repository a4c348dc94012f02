// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
import Store
import Validation

/// The folder of an import's report, with HealthLake's names and keys.
///
/// ```
/// manifest.json
/// SUCCESS/0001-Patient.ndjson   {"lineId":1,"UpdateResourceResponse":{"jsonBlob":{…},"statusCode":201}}
/// FAILURE/0001-Patient.ndjson   {"lineId":9,"UpdateResourceResponse":{"jsonBlob":{OperationOutcome},…}}
/// ```
///
/// Every line is valid JSON, which HealthLake's is not. `lineId` is the line of the input file; an
/// entry of a Bundle has `entryId` besides. ``ReportedChunks`` says how a report goes on after a stop.
final class ImportOutput {
  private let folder: URL
  private let files: [InputFile]
  private var handles: [String: FileHandle] = [:]
  private var lengths: [String: Int] = [:]
  private var progress: FileHandle?

  /// The files without JSON.
  private var skippedFiles: [String] = []

  /// What an earlier run has reported.
  private var reported: ReportedChunks

  private var progressFile: URL { folder.appendingPathComponent(ReportedChunks.fileName) }

  /// Opens a folder for the report of an import, or takes up the report of one that was stopped.
  ///
  /// - Parameters:
  ///   - path: The folder, which need not exist.
  ///   - files: What is imported.
  ///   - fingerprint: What identifies the import; `nil` where the input cannot be read again.
  /// - Throws: ``ExchangeError`` with code `.outputExists` when the folder holds the report of
  ///   another import, and `.cannotWrite`.
  init(folder path: String, files: [InputFile], fingerprint: String?) throws {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    self.files = files
    reported = ReportedChunks(fingerprint: fingerprint ?? "standard input")
    let manager = FileManager.default
    do {
      for name in ["SUCCESS", "FAILURE"] {
        try manager.createDirectory(
          at: folder.appendingPathComponent(name),
          withIntermediateDirectories: true
        )
      }
    } catch {
      throw ExchangeError(.cannotWrite, "The output folder cannot be made", subject: path)
    }
    let isEnded = manager.fileExists(
      atPath: folder.appendingPathComponent("manifest.json").path
    )
    let earlier = manager.contents(atPath: progressFile.path)
      .flatMap { ReportedChunks(parsing: Array($0)) }
    let isOwn = earlier.map { $0.fingerprint == fingerprint } ?? contents().isEmpty
    guard !isEnded, isOwn else {
      throw ExchangeError(
        .outputExists,
        "The output folder holds the report of another import",
        subject: path
      )
    }
    if let earlier { reported = earlier }
  }

  /// Takes away what an earlier run reported too early or in part.
  ///
  /// - Parameter stored: How many chunks are in the lake already.
  /// - Returns: How many chunks are in the report already, at most `stored`.
  /// - Throws: ``ExchangeError`` with code `.cannotWrite`.
  func begin(stored: Int) throws -> Int {
    reported.keep(first: stored)
    lengths = reported.lengths
    skippedFiles = reported.lines.flatMap(\.skippedFiles)
    do {
      try cut()
      try Data(reported.bytes).write(to: progressFile, options: .atomic)
      progress = try FileHandle(forWritingTo: progressFile)
      try progress?.seekToEnd()
    } catch {
      throw ExchangeError(.cannotWrite, "The report cannot be written", subject: folder.path)
    }
    return reported.lines.count
  }

  /// The files of the report, as they are named in it.
  private func contents() -> [String] {
    ["SUCCESS", "FAILURE"].flatMap { name in
      let path = folder.appendingPathComponent(name).path
      // A folder that cannot be read is found out when it is written to.
      let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return files.map { "\(name)/\($0)" }
    }
  }

  /// Takes away what was written after the last chunk that counts.
  private func cut() throws {
    for name in contents() {
      let url = folder.appendingPathComponent(name)
      guard let length = lengths[name] else {
        try FileManager.default.removeItem(at: url)
        continue
      }
      let handle = try FileHandle(forWritingTo: url)
      try handle.truncate(atOffset: UInt64(length))
      try handle.close()
    }
  }

  func add(_ chunk: ProcessedChunk, _ outcomes: [WriteOutcome]) throws {
    var texts: [String: [UInt8]] = [:]
    for (index, resource) in chunk.resources.enumerated() {
      let origin = chunk.origins[index]
      let blob: JSON = [
        "resourceType": .string(resource.type.rawValue), "id": .string(resource.id),
      ]
      let line = Self.line(origin, blob, status: Self.status(outcomes[index]))
      append(line, to: &texts[name("SUCCESS", origin.file), default: []])
    }
    for refused in chunk.refused {
      let blob = OperationOutcome.json(refused.outcome)
      append(
        Self.line(refused.origin, blob, status: 400),
        to: &texts[name("FAILURE", refused.origin.file), default: []]
      )
    }
    for (name, text) in texts {
      try write(text, to: name)
      lengths[name, default: 0] += text.count
    }
    let line = ReportedChunks.Line(
      lengths: texts.keys.reduce(into: [:]) { $0[$1] = lengths[$1] },
      skippedFiles: chunk.skippedFiles.map { files[$0].path }
    )
    skippedFiles += line.skippedFiles
    do {
      try progress?.write(
        contentsOf: Data(ReportedChunks.bytes(of: line, chunk: chunk.index))
      )
    } catch {
      throw ExchangeError(.cannotWrite, "The report cannot be written", subject: folder.path)
    }
  }

  /// Ends the report with its manifest; that of an interrupted import is left to be taken up again.
  ///
  /// - Parameters:
  ///   - report: What became of this run.
  ///   - total: What became of the whole import, earlier runs included.
  ///   - options: How it was done.
  /// - Throws: ``ExchangeError`` with code `.cannotWrite`.
  func finish(
    _ report: ImportReport,
    total: ImportReport.TypeCounts,
    _ options: ImportOptions
  ) throws {
    for handle in handles.values { try? handle.close() }  // What was written is written.
    try? progress?.close()  // Likewise.
    guard !report.isInterrupted else { return }
    let manifest: JSON = [
      "inputDataConfig": ["paths": .array(options.paths.map { .string($0) })],
      "outputDataConfig": ["path": .string(folder.path)],
      "successOutput": ["path": .string(folder.appendingPathComponent("SUCCESS").path)],
      "failureOutput": ["path": .string(folder.appendingPathComponent("FAILURE").path)],
      "validationLevel": .string(options.level.rawValue),
      "dryRun": .bool(options.isDryRun),
      "job": report.job.map { .number(String($0)) } ?? .null,
      "numberOfScannedFiles": .number(String(report.files)),
      "numberOfFilesImported": .number(String(report.files - skippedFiles.count)),
      "skippedFiles": .array(skippedFiles.map { .string($0) }),
      "sizeOfScannedFilesInMB": .number(Self.megabytes(report.bytes)),
      "numberOfResourcesScanned": .number(String(total.sum)),
      "numberOfResourcesImportedSuccessfully": .number(String(total.sum - total.invalid)),
      "numberOfResourcesWithCustomerError": .number(String(total.invalid)),
      "numberOfResourcesWithServerError": 0,
      "numberOfResourcesCreated": .number(String(total.new)),
      "numberOfResourcesUpdated": .number(String(total.changed)),
      "numberOfResourcesDeleted": .number(String(total.deleted)),
      "numberOfResourcesIdentical": .number(String(total.identical)),
      "unresolvedReferences": .array(
        report.unresolved.map {
          ["source": .string($0.source.reference), "reference": .string($0.reference)]
        }
      ),
    ]
    do {
      try Data((manifest.text + "\n").utf8).write(
        to: folder.appendingPathComponent("manifest.json"),
        options: .atomic
      )
      try FileManager.default.removeItem(at: progressFile)
    } catch {
      throw ExchangeError(
        .cannotWrite,
        "The report cannot be written",
        subject: folder.path
      )
    }
  }

  // MARK: - Lines

  private static func line(
    _ origin: ProcessedChunk.Origin,
    _ blob: JSON,
    status: Int
  ) -> JSON {
    var line: JSON = ["lineId": .number(String(origin.line))]
    if let entry = origin.entry { line["entryId"] = .number(String(entry)) }
    line["UpdateResourceResponse"] = ["jsonBlob": blob, "statusCode": .number(String(status))]
    return line
  }

  private static func status(_ outcome: WriteOutcome) -> Int {
    switch outcome {
    case .created: 201
    case .updated, .identical: 200
    case .deleted: 204
    }
  }

  private static func megabytes(_ bytes: Int) -> String {
    let thousandths = bytes / 1000
    return "\(thousandths / 1000).\(String(1000 + thousandths % 1000).dropFirst())"
  }

  private func append(_ line: JSON, to text: inout [UInt8]) {
    line.write(to: &text)
    text.append(0x0A)
  }

  private func name(_ kind: String, _ file: Int) -> String {
    let number = String(String(10_000 + file + 1).dropFirst(file + 1 < 10_000 ? 1 : 0))
    let path = files[file].isStandardInput ? "standard-input" : files[file].path
    let base = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    return "\(kind)/\(number)-\(base).ndjson"
  }

  private func write(_ text: [UInt8], to name: String) throws {
    let url = folder.appendingPathComponent(name)
    do {
      // A folder with very many files is written with one open at a time.
      if handles.count > 100 {
        for handle in handles.values { try handle.close() }
        handles = [:]
      }
      let handle: FileHandle
      if let open = handles[name] {
        handle = open
      } else {
        if !FileManager.default.fileExists(atPath: url.path) {
          try Data().write(to: url)
        }
        handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        handles[name] = handle
      }
      try handle.write(contentsOf: Data(text))
    } catch {
      throw ExchangeError(.cannotWrite, "The report cannot be written", subject: url.path)
    }
  }
}
