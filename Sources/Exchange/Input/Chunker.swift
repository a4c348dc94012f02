// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A stretch of input that one worker takes at a time.
struct Chunk: Sendable {
  /// The number of the chunk, from 0; the same input gives the same chunks.
  let index: Int

  /// The texts, each a resource or a Bundle.
  var texts: [Text] = []

  /// The size of the texts.
  var byteCount = 0

  /// The bytes that had been read from files when the chunk was cut.
  var bytesRead = 0

  /// What could not be read, from which line on.
  var failures: [(file: Int, line: Int, message: String)] = []

  /// The files that hold no JSON, and are passed over.
  var skipped: [Int] = []

  /// One JSON text.
  struct Text: Sendable {
    /// The number of the file.
    let file: Int

    /// The line it begins on, from 1.
    let line: Int

    /// Whether it is one of the lines of a file.
    let isLine: Bool

    /// The bytes.
    let bytes: ArraySlice<UInt8>
  }
}

/// Cuts files into chunks of a few megabytes.
///
/// A file is NDJSON when its first line is a JSON text of its own, or its second is; otherwise the whole
/// file is one text. So a file says by its content what it is, and a damaged first line does not make
/// an NDJSON file unreadable.
struct Chunker {
  static let chunkSize = 2 << 20

  private let files: [InputFile]
  private var next = 0
  private var current: (file: Int, source: ByteSource, line: Int)?
  private var rest: [UInt8] = []
  private var chunkIndex = 0
  private var finishedBytes = 0

  init(_ files: [InputFile]) { self.files = files }

  /// Returns the next chunk, or `nil` after the last.
  mutating func nextChunk() -> Chunk? {
    var chunk = Chunk(index: chunkIndex)
    while chunk.byteCount < Self.chunkSize {
      let file = current?.file ?? next
      do {
        if current != nil {
          try readLines(into: &chunk)
        } else if next < files.count {
          try begin(next, into: &chunk)
        } else {
          break
        }
      } catch {
        let message = (error as? ExchangeError)?.message ?? "Cannot be read"
        chunk.failures.append((file, current?.line ?? 1, message))
        end()
        next = file + 1
      }
    }
    chunk.bytesRead = finishedBytes + (current?.source.bytesRead ?? 0)
    guard !chunk.texts.isEmpty || !chunk.failures.isEmpty || !chunk.skipped.isEmpty else {
      return nil
    }
    chunkIndex += 1
    return chunk
  }

  private mutating func end() {
    finishedBytes += current?.source.bytesRead ?? 0
    current = nil
    rest = []
  }

  private mutating func begin(_ file: Int, into chunk: inout Chunk) throws {
    let source = try ByteSource(files[file])
    next = file + 1
    var head: [UInt8] = []
    var lineEnd: Int?
    var scanned = 0
    while lineEnd == nil, try source.read(into: &head) {
      Self.dropByteOrderMark(&head)
      lineEnd = Self.firstLineEnd(head, from: &scanned)
    }
    guard let first = head.first(where: { !$0.isJSONSpace }) else {
      finishedBytes += source.bytesRead
      return
    }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      chunk.skipped.append(file)
      finishedBytes += source.bytesRead
      return
    }
    if let lineEnd, try Self.isLines(&head, lineEnd: lineEnd, source) {
      current = (file, source, 1)
      rest = head
      return
    }
    while try source.read(into: &head) {}
    noteTrailing(source, file: file, line: 1, &chunk)
    finishedBytes += source.bytesRead
    chunk.byteCount += head.count
    chunk.texts.append(Chunk.Text(file: file, line: 1, isLine: false, bytes: head[...]))
  }

  /// The end of the first line that is not blank.
  private static func firstLineEnd(_ head: [UInt8], from scanned: inout Int) -> Int? {
    guard let start = head.firstIndex(where: { !$0.isJSONSpace }) else { return nil }
    let from = max(start, scanned)
    scanned = head.count
    return head[from...].firstIndex(of: 0x0A)
  }

  private static func isLines(
    _ head: inout [UInt8],
    lineEnd: Int,
    _ source: ByteSource
  ) throws -> Bool {
    let line = Array(head[..<lineEnd])
    if (try? JSONParser().parse(line)) != nil { return true }  // Only whether it is JSON matters.
    // A text of one value breaks its lines inside of it, so that its second line is no JSON either.
    guard line.count(where: { !$0.isJSONSpace }) > 1 else { return false }
    var end = head[(lineEnd + 1)...].firstIndex(of: 0x0A)
    while end == nil, try source.read(into: &head) {
      end = head[(lineEnd + 1)...].firstIndex(of: 0x0A)
    }
    let second = Array(head[(lineEnd + 1)..<(end ?? head.count)])
    return (try? JSONParser().parse(second)) != nil
  }

  private static func dropByteOrderMark(_ head: inout [UInt8]) {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head.removeFirst(3) }
  }

  /// Takes whole lines until the chunk is full or the file ends.
  private mutating func readLines(into chunk: inout Chunk) throws {
    guard let (file, source, firstLine) = current else { return }
    var line = firstLine
    let wanted = Self.chunkSize - chunk.byteCount
    var isAtEnd = false
    var searched = 0
    var lastBreak: Int?
    var failure: (any Error)?
    while !isAtEnd {
      if let found = rest[searched...].lastIndex(of: 0x0A) { lastBreak = found }
      searched = rest.count
      if lastBreak != nil && rest.count >= wanted { break }
      do {
        isAtEnd = try !source.read(into: &rest)
      } catch {
        // The lines before are whole.
        failure = error
        break
      }
    }
    let end = isAtEnd ? rest.count : lastBreak.map { $0 + 1 } ?? 0
    let block = Array(rest[..<end])
    rest.removeFirst(end)
    var at = 0
    while at < block.count {
      let stop = block[at...].firstIndex(of: 0x0A) ?? block.count
      if block[at..<stop].contains(where: { !$0.isJSONSpace }) {
        chunk.texts.append(
          Chunk.Text(file: file, line: line, isLine: true, bytes: block[at..<stop])
        )
      }
      line += 1
      at = stop + 1
    }
    chunk.byteCount += block.count
    current = (file, source, line)
    if let failure { throw failure }
    guard isAtEnd else { return }
    noteTrailing(source, file: file, line: line, &chunk)
    self.end()
  }

  private func noteTrailing(
    _ source: ByteSource,
    file: Int,
    line: Int,
    _ chunk: inout Chunk
  ) {
    guard source.hasTrailingBytes else { return }
    chunk.failures.append(
      (file, line, "What stands behind the end of the gzip stream is none, and was left out")
    )
  }
}

extension UInt8 {
  fileprivate var isJSONSpace: Bool { self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09 }
}
