// SPDX-License-Identifier: Apache-2.0

/// Where the worklists and marks of a user are kept.
///
/// Several programs may use it at once: none loses what another wrote.
public protocol WorklistKeeping: Sendable {
  /// Returns the worklists, by name, and what is wrong with files that are none.
  ///
  /// - Throws: When they cannot be read at all.
  func lists() throws -> WorklistShelf

  /// Adds a worklist.
  ///
  /// - Throws: When there is one of this name, or it cannot be written.
  func add(_ list: Worklist) throws

  /// Removes a worklist; its marks stay, should it come back.
  ///
  /// - Throws: When there is none of this name, or it cannot be removed.
  func remove(named name: String) throws

  /// Reads the file of a worklist that somebody handed on; it is not added.
  ///
  /// - Throws: ``WorklistError`` when it is none, or cannot be read.
  func read(path: String) throws -> Worklist

  /// Returns the marks that were written after a place in the file.
  ///
  /// - Parameter end: Where the page before ended; 0 for all.
  /// - Returns: The marks, in the order in which they were written.
  /// - Throws: When they cannot be read.
  func marks(after end: Int) throws -> MarkPage

  /// Adds marks after all that are there.
  ///
  /// - Throws: When they cannot be written; none is written then.
  func append(_ marks: [WorklistMark]) throws
}

/// The worklists of a user.
public struct WorklistShelf: Sendable, Equatable {
  /// The worklists, by name.
  public var lists: [Worklist]

  /// What is wrong with files that are no worklists.
  public var problems: [String]

  /// Creates a shelf.
  public init(lists: [Worklist] = [], problems: [String] = []) {
    self.lists = lists
    self.problems = problems
  }
}

/// Marks that were written one after the other.
public struct MarkPage: Sendable {
  /// The marks.
  public var marks: [WorklistMark]

  /// Where the next page begins.
  public var end: Int

  /// Whether these are all marks, whatever was read before.
  public var isWhole: Bool

  /// How many lines are no marks.
  public var unread: Int

  /// Creates a page.
  public init(marks: [WorklistMark], end: Int, isWhole: Bool, unread: Int = 0) {
    self.marks = marks
    self.end = end
    self.isWhole = isWhole
    self.unread = unread
  }
}
