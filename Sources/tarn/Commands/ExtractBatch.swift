// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Extraction
import FHIR
import Foundation

/// `tarn extract --batch`: a line of JSON per note in, a line of JSON per note out, in order, on all
/// cores, in memory that does not grow with the number of lines.
struct ExtractBatch {
  let engine: ClinicalTextEngine
  let shape: ComprehendShape

  /// How much is read before it is worked on.
  private static let lines = 256
  private static let bytes = 8 << 20

  /// Reads a file, or standard input where it is `-`, and writes to standard output.
  ///
  /// - Throws: `ValidationError` where the file cannot be opened, `ExitCode(1)` after the last line
  ///   where one of them was wrong.
  func run(_ path: String) throws {
    guard let file = path == "-" ? .standardInput : FileHandle(forReadingAtPath: path) else {
      throw ValidationError("The file cannot be read: \(path)")
    }
    var input = LineInput(file: file)
    var number = 0
    var isFaultless = true
    while true {
      var lines: [(number: Int, bytes: [UInt8])] = []
      var size = 0
      while lines.count < Self.lines, size < Self.bytes, let line = try input.next() {
        number += 1
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
        size += line.count
        lines.append((number, line))
      }
      if lines.isEmpty { break }
      for answer in answers(lines) {
        isFaultless = isFaultless && answer.isRight
        Output.write(answer.line)
      }
    }
    if !isFaultless { throw ExitCode(1) }
  }

  /// A line of the output.
  struct Answer: Sendable {
    var line: [UInt8]
    var isRight: Bool
  }

  /// Works on lines, as many at a time as there are cores.
  private func answers(_ lines: [(number: Int, bytes: [UInt8])]) -> [Answer] {
    let lock = NSLock()
    nonisolated(unsafe) var result = [Answer?](repeating: nil, count: lines.count)
    DispatchQueue.concurrentPerform(iterations: lines.count) { index in
      let answer = self.answer(lines[index].bytes, number: lines[index].number)
      lock.withLock { result[index] = answer }
    }
    return result.compactMap(\.self)
  }

  /// Reads the note of one line.
  ///
  /// - Parameters:
  ///   - line: The JSON, without its end of line.
  ///   - number: The number of the line, from 1.
  /// - Returns: The line of the answer, or of what is wrong.
  func answer(_ line: [UInt8], number: Int) -> Answer {
    var id: JSON?
    do {
      let document: JSONDocument
      do { document = try JSONParser().parse(line) } catch {
        throw Fault(text: "no JSON: \(error.code)")
      }
      let root = document.root
      guard root.isObject else { throw Fault(text: "no object") }
      id = root["id"].map(JSON.init)
      guard let text = root["text"]?.string else { throw Fault(text: "text is missing") }
      let note = engine.read(text, noteDate: try date(root), spans: try spans(root, text))
      var out = Array("{".utf8)
      if let id {
        out += Array("\"id\":".utf8)
        id.write(to: &out)
        out.append(0x2C)
      }
      out.append(contentsOf: note.jsonBytes(as: shape)[1...])
      out.append(0x0A)
      return Answer(line: out, isRight: true)
    } catch {
      var fault: JSON = [:]
      if let id { fault["id"] = id }
      fault["line"] = .number(String(number))
      fault["error"] = .string((error as? Fault)?.text ?? "cannot be read")
      return Answer(line: Array((fault.text + "\n").utf8), isRight: false)
    }
  }

  /// What is wrong with a line; never its content.
  private struct Fault: Error {
    var text: String
  }

  private func date(_ root: JSONValue) throws -> CalendarDate? {
    guard let value = root["date"], value.kind != .null else { return nil }
    guard let text = value.string, let date = CalendarDate(fhir: String(text.prefix(10))) else {
      throw Fault(text: "date is no date")
    }
    return date
  }

  private func spans(_ root: JSONValue, _ text: String) throws -> [Range<Int>]? {
    guard let list = root["spans"], list.kind != .null else { return nil }
    guard list.isArray else { throw Fault(text: "spans is no array") }
    let scalars = Array(text.unicodeScalars)
    return try list.elements.enumerated().map { index, span in
      guard let begin = span["begin"]?.integer, let end = span["end"]?.integer else {
        throw Fault(text: "spans[\(index)] has no begin and end")
      }
      guard begin >= 0, begin < end, end <= scalars.count else {
        throw Fault(text: "spans[\(index)] is not in the text")
      }
      guard scalars[begin..<end].contains(where: { !$0.properties.isWhitespace }) else {
        throw Fault(text: "spans[\(index)] holds no words")
      }
      return begin..<end
    }
  }
}

/// Lines of a file, read piece by piece.
struct LineInput {
  private let file: FileHandle
  private var buffer: [UInt8] = []
  private var at = 0
  private var isAtEnd = false

  init(file: FileHandle) { self.file = file }

  /// Returns the next line without its line feed, `nil` behind the last.
  mutating func next() throws -> [UInt8]? {
    var searched = at
    while true {
      if let end = buffer[searched...].firstIndex(of: 0x0A) {
        defer { at = end + 1 }
        return Array(buffer[at..<end])
      }
      searched = buffer.count
      if isAtEnd {
        guard at < buffer.count else { return nil }
        defer { at = buffer.count }
        return Array(buffer[at...])
      }
      if at > 0 {
        searched -= at
        buffer.removeFirst(at)
        at = 0
      }
      guard let more = try file.read(upToCount: 1 << 16), !more.isEmpty else {
        isAtEnd = true
        continue
      }
      buffer += more
    }
  }
}
