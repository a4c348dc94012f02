// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation
public import Store
import Validation

/// How far an import has come.
public struct ImportProgress: Sendable {
  /// The bytes of the files to be read; 0 when they cannot be known.
  public let totalBytes: Int

  /// The bytes read so far.
  public let bytes: Int

  /// The resources looked at so far.
  public let resources: Int

  /// The files to be read.
  public let files: Int

  /// Milliseconds since the start.
  public let elapsed: Int64
}

/// Imports files into a lake as one job.
///
/// Each chunk of input is written in a transaction of its own together with the job's progress. When
/// the process ends at any moment, everything that was committed stays, nothing is half-written, and
/// the same import goes on behind the last committed chunk: the lake is then the one that an
/// undisturbed import would have made.
public struct Importer {
  private let options: ImportOptions
  private let lake: Lake?

  /// Creates an importer.
  ///
  /// - Parameters:
  ///   - options: How it is done.
  ///   - lake: The lake, opened for writing; for a dry run it may be opened for reading, and may be
  ///     `nil` where there is none yet.
  public init(_ options: ImportOptions, into lake: Lake?) {
    self.options = options
    self.lake = lake
  }

  /// Runs the import.
  ///
  /// - Parameters:
  ///   - progress: Called after every chunk.
  ///   - isCancelled: Asked after every chunk; when it says so, the job is left to be taken up again.
  /// - Returns: What became of it; bad resources are part of the report.
  /// - Throws: ``ExchangeError`` when a path does not exist or the output folder cannot be written,
  ///   ``Store/StoreError`` when the lake cannot be written.
  public func run(
    progress: (ImportProgress) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> ImportReport {
    let started = options.now()
    let files = try InputFile.files(at: options.paths, but: ownFiles)
    var report = ImportReport()
    report.files = files.count
    let fingerprint = fingerprint(of: files)
    let output = try options.output.map { folder in
      try ImportOutput(
        folder: folder,
        files: files,
        fingerprint: fingerprint.map { options.isDryRun ? "dry run \($0)" : $0 }
      )
    }
    let sink: any ChunkSink
    var stored = 0
    if options.isDryRun {
      sink = PreviewSink(try ImportPreview(of: lake))
    } else if let lake {
      let (writer, resumed, chunks) = try writer(fingerprint, lake, started)
      report.job = writer.job
      report.isResumed = resumed
      stored = chunks
      sink = WriterSink(writer, now: options.now)
    } else {
      throw ExchangeError(.cannotWrite, "An import needs a lake")
    }
    let reported = try output?.begin(stored: stored)
    let pipeline = ImportPipeline(
      files: files,
      validator: options.validator,
      lake: lake,
      compresses: !options.isDryRun,
      workers: options.workers,
      skipping: reported ?? stored
    )
    defer { pipeline.stop() }
    let total = files.contains { $0.isStandardInput } ? 0 : files.reduce(0) { $0 + $1.size }
    do {
      while let chunk = pipeline.next() {
        if chunk.index < stored {
          // The earlier run ended before it could report what it had stored.
          try output?.add(chunk, try sink.earlierOutcomes(chunk))
          continue
        }
        let outcomes = try sink.take(chunk)
        collect(chunk, outcomes, files, &report)
        try output?.add(chunk, outcomes)
        progress(
          ImportProgress(
            totalBytes: total,
            bytes: chunk.bytesRead,
            resources: report.scanned,
            files: files.count,
            elapsed: options.now() - started
          )
        )
        if isCancelled() {
          report.isInterrupted = true
          break
        }
      }
      // What an earlier run has read counts too.
      if !report.isInterrupted { report.bytes = max(report.bytes, total) }
      report.unresolved = try sink.finish(report.isInterrupted ? .interrupted : .done)
    } catch {
      // The failure itself matters more than a state that cannot be noted.
      _ = try? sink.finish(.failed)
      throw error
    }
    report.duration = options.now() - started
    try output?.finish(report, total: try self.total(report), options)
    return report
  }

  /// The files of the lake itself, which lie among the input where a folder holds both.
  private var ownFiles: Set<String> {
    guard let path = lake?.path else { return [] }
    return Set(["", "-wal", "-shm", "-journal"].map { InputFile.place(of: path + $0) })
  }

  /// What became of the whole import, the runs before an interruption included.
  private func total(_ report: ImportReport) throws -> ImportReport.TypeCounts {
    guard report.isResumed, let job = report.job, let counts = try lake?.job(job).counts else {
      return report.total
    }
    var total = ImportReport.TypeCounts()
    total.new = counts.created
    total.changed = counts.updated
    total.deleted = counts.deleted
    total.identical = counts.identical
    total.invalid = counts.invalid
    return total
  }

  private func collect(
    _ chunk: ProcessedChunk,
    _ outcomes: [WriteOutcome],
    _ files: [InputFile],
    _ report: inout ImportReport
  ) {
    for (resource, outcome) in zip(chunk.resources, outcomes) {
      report.count(outcome, type: resource.type)
    }
    for refused in chunk.refused {
      report.types[refused.type, default: .init()].invalid += 1
    }
    for problem in chunk.problems { report.add(problem) }
    report.skippedFiles += chunk.skippedFiles.map { files[$0].path }
    report.bytes = max(report.bytes, chunk.bytesRead)
  }

  // MARK: - Jobs

  /// Takes up the interrupted job of the same files, or begins one.
  private func writer(
    _ fingerprint: String?,
    _ lake: Lake,
    _ started: Int64
  ) throws -> (LakeWriter, resumed: Bool, chunks: Int) {
    if let fingerprint, let interrupted = try lake.interruptedJob(fingerprint: fingerprint) {
      let chunks = interrupted.progress.flatMap(Int.init) ?? 0
      return (try lake.writer(resuming: interrupted), true, chunks)
    }
    let source = options.paths.map { $0 == "-" ? "standard input" : $0 }.joined(separator: " ")
    let description = JobDescription(
      kind: .import,
      startedAt: started,
      author: options.author,
      source: source,
      reason: options.reason,
      program: options.program,
      fingerprint: fingerprint
    )
    return (try lake.writer(for: description), false, 0)
  }

  /// What identifies the input: the names, sizes and times of the files, and the level.
  ///
  /// Standard input cannot be read twice, so it has none.
  private func fingerprint(of files: [InputFile]) -> String? {
    guard !files.contains(where: \.isStandardInput) else { return nil }
    var text = "\(options.level.rawValue) \(Chunker.chunkSize)"
    for file in files {
      let path = URL(fileURLWithPath: file.path).standardizedFileURL.path
      text += "\n\(file.size) \(file.modified) \(path)"
    }
    return Array(text.utf8).withUnsafeBytes { String(JSONDocument.hash($0), radix: 16) }
  }
}

/// Where prepared chunks go.
private protocol ChunkSink {
  func take(_ chunk: ProcessedChunk) throws -> [WriteOutcome]
  func earlierOutcomes(_ chunk: ProcessedChunk) throws -> [WriteOutcome]
  func finish(_ state: Job.State) throws -> [UnresolvedReference]
}

/// Writes chunks into the lake.
private struct WriterSink: ChunkSink {
  private let writer: LakeWriter
  private let now: @Sendable () -> Int64

  init(_ writer: LakeWriter, now: @escaping @Sendable () -> Int64) {
    self.writer = writer
    self.now = now
  }

  func take(_ chunk: ProcessedChunk) throws -> [WriteOutcome] {
    try writer.write(
      chunk.resources,
      recordedAt: now(),
      invalid: chunk.refused.count,
      progress: String(chunk.index + 1)
    )
  }

  func earlierOutcomes(_ chunk: ProcessedChunk) throws -> [WriteOutcome] {
    try writer.earlierOutcomes(of: chunk.resources)
  }

  func finish(_ state: Job.State) throws -> [UnresolvedReference] {
    try writer.finish(state, endedAt: now())
  }
}

/// Says what writing would do.
private struct PreviewSink: ChunkSink {
  private let preview: ImportPreview

  init(_ preview: ImportPreview) { self.preview = preview }

  func take(_ chunk: ProcessedChunk) throws -> [WriteOutcome] {
    try preview.outcomes(of: chunk.resources)
  }

  /// A dry run stores nothing, so there is nothing earlier.
  func earlierOutcomes(_ chunk: ProcessedChunk) throws -> [WriteOutcome] { try take(chunk) }

  func finish(_ state: Job.State) -> [UnresolvedReference] { [] }
}
