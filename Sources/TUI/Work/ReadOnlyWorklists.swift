// SPDX-License-Identifier: Apache-2.0

internal import Worklists

/// Worklists and marks that are read and never written, whatever is asked for.
struct ReadOnlyWorklists: WorklistKeeping {
  private let keeper: any WorklistKeeping

  init(_ keeper: any WorklistKeeping) { self.keeper = keeper }

  func lists() throws -> WorklistShelf { try keeper.lists() }

  func read(path: String) throws -> Worklist { try keeper.read(path: path) }

  func marks(after end: Int) throws -> MarkPage { try keeper.marks(after: end) }

  func add(_ list: Worklist) throws { throw Self.refusal }

  func remove(named name: String) throws { throw Self.refusal }

  func append(_ marks: [WorklistMark]) throws { throw Self.refusal }

  private static let refusal = WorklistError("the browser was opened with --readonly")
}
