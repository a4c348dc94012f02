// SPDX-License-Identifier: Apache-2.0

import Dispatch
public import Extraction
import FHIR
public import Store
import Synchronization

/// Reads the notes of a lake that an engine has not read yet, on several cores.
///
/// Batches are committed one after the other, so that a run that is stopped, by whatever, goes on
/// where it was; the same words are not read twice by the same engine.
public struct ExtractionRunner: Sendable {
  /// How far a run has come.
  public struct Progress: Sendable {
    /// Resources that were looked at.
    public var looked = 0
    /// Resources that were to be looked at.
    public var total = 0
    /// Notes that were read.
    public var notes = 0
    /// Entities that were found.
    public var entities = 0
  }

  /// What a run did.
  public struct Report: Sendable {
    /// The job, which is the number of the run.
    public let job: Int64
    /// How far it came.
    public let progress: Progress
    /// Whether it was stopped before its end.
    public let isInterrupted: Bool
    /// How many PDF files have no words, and why.
    public let unreadPDFs: [PDFFailure: Int]
    /// How many resources were deleted because the notes that they were published from stand no more.
    public let withdrawn: Int
  }

  private let lake: Lake
  private let engine: ClinicalTextEngine
  private let workers: Int
  private let readPDF: @Sendable ([UInt8]) -> Result<String, PDFFailure>

  /// How many resources a worker takes at a time.
  private static let portion = 32

  /// Creates a runner.
  ///
  /// - Parameters:
  ///   - lake: The lake, open for writing.
  ///   - engine: What reads.
  ///   - workers: How many threads read.
  ///   - readPDF: Gives the words of a PDF.
  public init(
    lake: Lake,
    engine: ClinicalTextEngine,
    workers: Int,
    readPDF: @escaping @Sendable (_ bytes: [UInt8]) -> Result<String, PDFFailure> = { _ in
      .failure(.noReader)
    }
  ) {
    self.lake = lake
    self.engine = engine
    self.workers = max(1, workers)
    self.readPDF = readPDF
  }

  /// Reads what was not read yet.
  ///
  /// - Parameters:
  ///   - settings: What was chosen besides the engine, in words.
  ///   - description: The job, of kind `.extraction`.
  ///   - now: Gives the time, in milliseconds since 1970 UTC.
  ///   - progress: Called after each batch.
  ///   - isCancelled: Asked before each batch.
  /// - Returns: What was read and found.
  /// - Throws: ``StoreError``; what was committed stays, and the run goes on there.
  public func run(
    settings: String = "",
    _ description: JobDescription,
    now: () -> Int64,
    progress: (Progress) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws -> Report {
    let name = ExtractionEngineName(engine: engine.name, settings: settings)
    let writer = try lake.extraction(by: name, description)
    var done = Progress()
    done.total = try writer.remaining()
    let unreadPDFs = Mutex<[PDFFailure: Int]>([:])
    var last = writer.start
    do {
      while !isCancelled() {
        let batch = try writer.unread(after: last, limit: workers * Self.portion * 2)
        guard let end = batch.last?.note.row else { break }
        let notes = try read(batch, unreadPDFs)
        try writer.write(notes, last: end)
        last = end
        let readings = notes.compactMap(\.reading)
        done.looked += batch.count
        done.notes += readings.count
        done.entities += readings.reduce(0) { $0 + $1.count }
        progress(done)
      }
      let isInterrupted = done.looked < done.total && isCancelled()
      try writer.finish(isInterrupted ? .interrupted : .done, endedAt: now())
      // What was published of a note goes with the note.
      var review = description
      review.kind = .review
      review.startedAt = now()
      let withdrawn =
        isInterrupted || done.looked == 0 ? 0 : try EntityPublisher(lake).withdraw(review).deleted
      return Report(
        job: writer.job,
        progress: done,
        isInterrupted: isInterrupted,
        unreadPDFs: unreadPDFs.withLock { $0 },
        withdrawn: withdrawn
      )
    } catch {
      // The first failure is what is told; the job may not even be markable.
      try? writer.finish(.interrupted, endedAt: now())
      throw error
    }
  }

  /// Reads a batch on all workers; the order of the readings is that of the notes.
  private func read(
    _ batch: [(note: UnreadNote, hash: Int64?)],
    _ unreadPDFs: borrowing Mutex<[PDFFailure: Int]>
  ) throws -> [PreparedNote] {
    let portions = stride(from: 0, to: batch.count, by: 8).map {
      batch[$0..<min($0 + 8, batch.count)]
    }
    let results = Mutex<[Int: Result<[PreparedNote], any Error>]>([:])
    let missed = Mutex<[PDFFailure: Int]>([:])
    DispatchQueue.concurrentPerform(iterations: portions.count) { place in
      let preparer = ReadingPreparer(for: lake) { bytes in
        let words = readPDF(bytes)
        if case .failure(let failure) = words { missed.withLock { $0[failure, default: 0] += 1 } }
        return words
      }
      let result = Result {
        try portions[place].map { note, hash in
          try preparer.prepare(note, knownHash: hash) { words, date in
            engine.read(words, noteDate: date.flatMap { CalendarDate(fhir: $0) })
          }
        }
      }
      results.withLock { $0[place] = result }
    }
    let more = missed.withLock { $0 }
    unreadPDFs.withLock { $0.merge(more, uniquingKeysWith: +) }
    let all = results.withLock { $0 }
    return try portions.indices.flatMap { try all[$0]?.get() ?? [] }
  }
}
