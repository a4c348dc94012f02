// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Search
internal import Worklists

/// What is done with worklists and marks.
enum WorklistTask: Sendable {
  /// Reads all worklists.
  case read
  /// Finds the patients of one.
  case findMembers(Worklist, now: Int64)
  case add(Worklist)
  case remove(String)
  /// Writes marks, and reads what was written since a place in the file.
  case append([WorklistMark], after: Int)
  case importFile(path: String)
  case export(Worklist, path: String)
}

/// What came of it.
enum WorklistOutcome: Sendable {
  case shelf(WorklistShelf)
  case members([String], of: String)
  case added(Worklist)
  case removed(String)
  case marks(MarkPage)
  case exported(String)
}

extension Worker {
  /// Does what a task about worklists says.
  func perform(_ task: WorklistTask, _ cancellation: Cancellation) throws -> WorklistOutcome {
    guard let keeper else { throw WorklistError("this session keeps no worklists") }
    switch task {
    case .read: return .shelf(try keeper.lists())
    case .findMembers(let list, let now):
      return .members(try members(of: list, now: now, cancellation), of: list.name)
    case .add(let list):
      try keeper.add(list)
      return .added(list)
    case .remove(let name):
      try keeper.remove(named: name)
      return .removed(name)
    case .append(let marks, let end):
      if !marks.isEmpty { try keeper.append(marks) }
      return .marks(try keeper.marks(after: end))
    case .importFile(let path):
      let list = try keeper.read(path: path)
      try keeper.add(list)
      return .added(list)
    case .export(let list, let path):
      guard let writeFile else { throw WorklistError("this session writes nothing") }
      try writeFile(path, Array(WorklistFile.bytes(of: list)))
      return .exported("Wrote the worklist '\(list.name)' to \(path)")
    }
  }

  private func members(
    of list: Worklist,
    now: Int64,
    _ cancellation: Cancellation
  ) throws -> [String] {
    switch list.members {
    case .patients(let ids): return ids
    case .filter: return []
    case .search(let text):
      return try source.patients(foundBy: text, now: now, cancellation: cancellation)
    case .events(let text):
      switch QueryReader.read(text) {
      case .success(let query):
        if let search = query.resources {
          return try source.patients(foundBy: search, now: now, cancellation: cancellation)
        }
        return try source.patients(withEvents: query, now: now, cancellation: cancellation)
      case .failure(let problem): throw WorklistError(problem.message)
      }
    }
  }
}
