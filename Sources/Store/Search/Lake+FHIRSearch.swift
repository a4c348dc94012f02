// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
public import Search

extension Lake {
  /// Answers a FHIR search with one page.
  ///
  /// The index names candidates; where it cannot decide, each is looked at by ``Search/SearchMatcher``.
  /// Pages are of the lake as it was after the job that the first page saw, so that what is written
  /// meanwhile moves no hit from one page to another.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - defaultCount: How many hits make a page where `_count` says nothing.
  ///   - job: The last job whose versions are seen; `nil` for all.
  ///   - findsDeleted: Whether deleted resources are found, by what they were before, and no others.
  ///   - definitions: Gives the codes of the value sets that R4 defines, by their URLs.
  ///   - explains: Whether the page says what each hit has that was asked for.
  ///   - effort: From how many candidates on which way is taken; the hits are the same.
  ///   - isCancelled: Asked now and then; when it says so, the search ends.
  /// - Returns: The page.
  /// - Throws: ``StoreError``, with code `.interrupted` when it was cancelled and `.notFound` for a
  ///   `_page` that no page gave.
  public func search(
    _ request: SearchRequest,
    defaultCount: Int = 20,
    asOf job: Int64? = nil,
    findsDeleted: Bool = false,
    definitions: @escaping (String) -> [String]? = { _ in nil },
    explains: Bool = false,
    effort: SearchEffort = .usual,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> SearchPage {
    try read { db in
      try search(
        request,
        db,
        defaultCount: defaultCount,
        asOf: job,
        findsDeleted: findsDeleted,
        definitions: definitions,
        explains: explains,
        effort: effort,
        isCancelled: isCancelled
      )
    }
  }

  /// Runs a search in a transaction that is open already.
  func search(
    _ request: SearchRequest,
    _ db: Database,
    defaultCount: Int = 20,
    asOf job: Int64? = nil,
    findsDeleted: Bool = false,
    definitions: @escaping (String) -> [String]? = { _ in nil },
    explains: Bool = false,
    effort: SearchEffort = .usual,
    isCancelled: @escaping () -> Bool = { false }
  ) throws -> SearchPage {
    let cursor = try SearchCursor(request.page)
    let reader = try SearchReader(
      db,
      lake: self,
      job: cursor?.job ?? job,
      findsDeleted: findsDeleted
    )
    var run = SearchRun(
      request: try request.expanded(by: LakeCodeSets(reader: reader, definitions: definitions))
        .expandingEntities { try Self.notes(meeting: $0, asOf: cursor?.job ?? job, db) },
      reader: reader,
      count: request.count ?? defaultCount,
      effort: effort,
      explains: explains,
      isCancelled: isCancelled
    )
    return try run.page(from: cursor)
  }
}

/// Where a page begins.
struct SearchCursor: Equatable {
  /// The last job that is seen.
  let job: Int64
  /// The place in the order of the types.
  let type: Int
  /// The row of the index behind which it begins, or, for a sorted search, the number of hits passed.
  let position: Int64

  init(job: Int64, type: Int, position: Int64) {
    self.job = job
    self.type = type
    self.position = position
  }

  init?(_ text: String?) throws {
    guard let text else { return nil }
    let parts = text.split(separator: "-").compactMap { Int64($0) }
    guard parts.count == 3, parts.allSatisfy({ $0 >= 0 }) else {
      throw StoreError(.notFound, "No page begins here", subject: "_page=\(text)")
    }
    self.init(job: parts[0], type: Int(parts[1]), position: parts[2])
  }

  var text: String { "\(job)-\(type)-\(position)" }
}
