// SPDX-License-Identifier: Apache-2.0

import CZlib
import FHIR
import Foundation

/// How far an export is, kept in its folder until it ends.
struct ExportState: Equatable {
  struct Part: Equatable {
    let file: String
    /// The lines in it.
    var count = 0
    /// Its size in bytes up to the last checkpoint.
    var size = 0
  }

  let request: String
  /// The job that the export is as of.
  let job: Int64
  /// The row behind which it goes on.
  var row: Int64 = 0
  /// The files by type, `deleted` for deletions.
  var parts: [String: [Part]] = [:]

  init(request: String, job: Int64) {
    self.request = request
    self.job = job
  }

  init?(parsing bytes: [UInt8]) {
    guard let root = try? JSONParser().parse(bytes).root,
      let request = root["request"]?.string, let job = root["job"]?.integer,
      let row = root["row"]?.integer, let parts = root["parts"]
    else { return nil }
    self.request = request
    self.job = Int64(job)
    self.row = Int64(row)
    for member in parts.members {
      self.parts[member.key] = member.value.elements.compactMap { part in
        guard let file = part["file"]?.string, let count = part["count"]?.integer,
          let size = part["size"]?.integer
        else { return nil }
        return Part(file: file, count: count, size: size)
      }
    }
  }

  var json: JSON {
    let members = parts.sorted { $0.key < $1.key }.map { name, parts in
      JSON.Member(
        name,
        .array(
          parts.map { part in
            [
              "file": .string(part.file), "count": .number("\(part.count)"),
              "size": .number("\(part.size)"),
            ]
          }
        )
      )
    }
    return [
      "request": .string(request), "job": .number("\(job)"), "row": .number("\(row)"),
      "parts": .object(members),
    ]
  }
}

/// The NDJSON files of an export, one open per type.
final class ExportFiles {
  private struct Open {
    let handle: FileHandle
    var buffer: [UInt8] = []
  }

  private let folder: URL
  private let isCompressed: Bool
  private var parts: [String: [ExportState.Part]]
  private var open: [String: Open] = [:]

  /// How many bytes are gathered before they are written.
  private static let bufferSize = 1 << 18

  init(folder: URL, isCompressed: Bool, state: ExportState) {
    self.folder = folder
    self.isCompressed = isCompressed
    parts = state.parts
  }

  /// Appends a line to the file of a type.
  func write(_ line: [UInt8], to name: String, partSize: Int) throws {
    if parts[name]?.last.map({ $0.count >= partSize }) ?? true { try beginPart(name) }
    if open[name] == nil { try reopen(name) }
    open[name]?.buffer += line
    open[name]?.buffer.append(0x0A)
    let last = (parts[name]?.count ?? 0) - 1
    parts[name]?[last].count += 1
    if open[name]?.buffer.count ?? 0 >= Self.bufferSize { try flush(name) }
  }

  /// Writes everything out, so that the state is what the files are.
  func checkpoint(_ state: ExportState) throws -> ExportState {
    for name in open.keys { try flush(name) }
    var state = state
    state.parts = parts
    return state
  }

  private func beginPart(_ name: String) throws {
    try flush(name)
    open[name] = nil
    let number = (parts[name]?.count ?? 0) + 1
    let file =
      "\(name).\(String(repeating: "0", count: 3 - min(2, "\(number)".count)))\(number)"
      + ".ndjson" + (isCompressed ? ".gz" : "")
    guard FileManager.default.createFile(atPath: path(file), contents: nil) else {
      throw ExchangeError(.cannotWrite, "The file cannot be made", subject: path(file))
    }
    parts[name, default: []].append(ExportState.Part(file: file))
  }

  /// Opens the last part of a type, without what an interrupted export wrote behind its state.
  private func reopen(_ name: String) throws {
    guard let part = parts[name]?.last else { return }
    do {
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path(part.file)))
      try handle.truncate(atOffset: UInt64(part.size))
      try handle.seekToEnd()
      open[name] = Open(handle: handle)
    } catch {
      throw ExchangeError(.cannotWrite, "The file cannot be written", subject: path(part.file))
    }
  }

  private func flush(_ name: String) throws {
    guard let file = open[name], !file.buffer.isEmpty, let last = parts[name]?.indices.last else {
      return
    }
    let bytes = isCompressed ? Self.compressed(file.buffer) : file.buffer
    do {
      try file.handle.write(contentsOf: Data(bytes))
    } catch {
      throw ExchangeError(.cannotWrite, "The file cannot be written", subject: folder.path)
    }
    parts[name]?[last].size += bytes.count
    open[name]?.buffer.removeAll(keepingCapacity: true)
  }

  private static func compressed(_ bytes: [UInt8]) -> [UInt8] {
    let most = tarn_gzip_bound(bytes.count)
    return [UInt8](unsafeUninitializedCapacity: most) { buffer, count in
      count = tarn_gzip(bytes, bytes.count, buffer.baseAddress, most)
    }
  }

  private func path(_ file: String) -> String { folder.appendingPathComponent(file).path }
}
