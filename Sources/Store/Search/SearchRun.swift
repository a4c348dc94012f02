// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB
import Search

/// The work on one page.
struct SearchRun {
  let request: SearchRequest
  let reader: SearchReader
  let count: Int
  let effort: SearchEffort
  let explains: Bool
  let isCancelled: () -> Bool
  private let matcher: SearchMatcher
  private let plans = SearchPlans()
  var page = SearchPage()

  /// How many resources a chain's end may be, to be listed in a query.
  private static let mostTargets = 500

  /// How many may be listed in any case.
  private static let fewTargets = 50

  init(
    request: SearchRequest,
    reader: SearchReader,
    count: Int,
    effort: SearchEffort,
    explains: Bool,
    isCancelled: @escaping () -> Bool
  ) {
    self.request = request
    self.reader = reader
    self.count = count
    self.effort = effort
    self.explains = explains
    self.isCancelled = isCancelled
    matcher = SearchMatcher(reader)
  }

  mutating func page(from cursor: SearchCursor?) throws -> SearchPage {
    let began = ContinuousClock.now
    let types = try types()
    let wanted = request.summary == .count ? 0 : count
    var found: [SearchCandidate] = []
    if request.sort.isEmpty {
      found = try unsorted(types, cursor, wanted)
    } else {
      var order = SearchOrder(run: self, sort: request.sort)
      let start = Int(cursor?.position ?? 0)
      let all = try order.hits(of: types, upTo: start + wanted + 1)
      page.steps = order.steps
      found = Array(all.dropFirst(start).prefix(wanted))
      if all.count > start + wanted {
        page.next = SearchCursor(job: reader.job, type: 0, position: Int64(start + wanted)).text
      }
    }
    for candidate in found { page.hits.append(try hit(candidate, isMatch: true)) }
    if request.total == .accurate || request.summary == .count {
      page.total = try total(types)
    } else if cursor == nil, page.next == nil {
      page.total = found.count
    }
    if found.isEmpty, cursor == nil, wanted > 0 { try relax(types) }
    try include()
    page.duration = ContinuousClock.now - began
    if explains { page.evidence = try evidence() }
    return page
  }

  func hit(_ candidate: SearchCandidate, isMatch: Bool) throws -> SearchHit {
    SearchHit(
      key: candidate.key,
      version: candidate.version,
      lastUpdated: candidate.lastUpdated,
      document: try reader.read(candidate),
      isMatch: isMatch
    )
  }

  /// What the matches of the page have that the request asked for, by criterion.
  private func evidence() throws -> [ResourceKey: [SearchEvidence]] {
    var found: [ResourceKey: [SearchEvidence]] = [:]
    for hit in page.hits where hit.isMatch {
      let resource = SearchableResource(
        type: hit.key.type,
        id: hit.key.id,
        root: hit.document.root,
        lastUpdated: hit.lastUpdated
      )
      found[hit.key] = try request.criteria.map { criterion in
        SearchEvidence(
          criterion: "\(criterion.name)=\(criterion.text)",
          values: try matcher.evidence(for: criterion, in: resource)
        )
      }
    }
    return found
  }

  /// The types to be searched: those named, else those that the lake has.
  private func types() throws -> [ResourceType] {
    if !request.types.isEmpty { return request.types }
    let codes = try Int.fetchAll(
      reader.db,
      sql: "SELECT type FROM resourceCount WHERE versions > 0 ORDER BY type"
    )
    return codes.compactMap(ResourceType.init(code:))
  }

  private mutating func unsorted(
    _ types: [ResourceType],
    _ cursor: SearchCursor?,
    _ wanted: Int
  ) throws -> [SearchCandidate] {
    var found: [SearchCandidate] = []
    for (place, type) in types.enumerated() where place >= cursor?.type ?? 0 {
      var last = place == cursor?.type ? cursor?.position ?? 0 : 0
      var isFull = false
      let step = try each(type, after: last) { candidate in
        if found.count == wanted {
          isFull = true
          return false
        }
        found.append(candidate)
        last = SearchIndexRow.number(candidate.row, version: candidate.version)
        return true
      }
      page.steps.append(step)
      if isFull {
        page.next = SearchCursor(job: reader.job, type: place, position: last).text
        break
      }
    }
    return found
  }

  // MARK: - Candidates

  /// What is asked of the index for a type.
  func plan(
    _ type: ResourceType,
    _ criteria: [SearchRequest.Criterion],
    and more: IndexQuery = .all
  ) throws -> (query: IndexQuery, isExact: Bool) {
    var queries: [IndexQuery] = []
    var isExact = true
    for criterion in criteria {
      let part = try plans.part(of: criterion, type) {
        try IndexPlan.query(criterion.test, type: type, resolve: resolve)
      }
      queries.append(part.query)
      isExact = isExact && part.isExact
    }
    return (IndexPlan.every(type, queries + [more]), isExact)
  }

  /// The resources that a chain may lead to; `nil` where they are too many.
  private func resolve(_ type: ResourceType, _ test: SearchRequest.Test) throws -> [String]? {
    var keys: [String] = []
    if reader.findsDeleted { return nil }
    if case .id(let ids) = test { return ids.map { "\(type.rawValue)/\($0)" } }
    let part = try IndexPlan.query(test, type: type, resolve: resolve)
    guard part.query != .all else { return nil }
    let query = IndexPlan.every(type, [part.query])
    let most = Self.mostTargets * 4
    let count = try reader.count(query, upTo: most)
    // What leads to a good part of all is found by looking at the next ones, not by a long list.
    if count >= most { return nil }
    if count >= Self.fewTargets,
      try reader.count(IndexPlan.type(type), upTo: count * 10 + 1) <= count * 10
    {
      return nil
    }
    try reader.candidates(query) { candidate in
      let isHit = try part.isExact || matcher.matches(reader.searchable(candidate), test)
      if isHit { keys.append(candidate.key.reference) }
      return keys.count <= Self.mostTargets
    }
    return keys.count > Self.mostTargets ? nil : keys
  }

  /// The candidates that the criteria name themselves, in the order of the rows; `nil` where the
  /// index is to be asked.
  func named(
    _ type: ResourceType,
    _ criteria: [SearchRequest.Criterion]
  ) throws -> [SearchCandidate]? {
    for criterion in criteria {
      var ids: [String]?
      switch criterion.test {
      case .id(let wanted): ids = wanted
      case .compartment(let compartment, let id) where compartment == type: ids = [id]
      case .list(let id):
        let list = try reader.resource(.list, id)
        ids = (list?.root["entry"]?.elements ?? .empty).compactMap { entry in
          guard let text = entry["item"]?["reference"]?.string,
            case .literal(type, let id, _, _) = FHIRReference(text)
          else { return nil }
          return id
        }
      case .reverse(let source, let code, let inner):
        ids = try referred(type, from: source, code, inner)
      default: break
      }
      guard let ids else { continue }
      return try Set(ids).compactMap { try reader.candidate(ResourceKey(type: type, id: $0)) }
        .sorted { $0.order < $1.order }
    }
    return nil
  }

  /// The ids that the resources of another type which meet a test refer to.
  private func referred(
    _ type: ResourceType,
    from source: ResourceType,
    _ code: String,
    _ inner: SearchRequest.Test
  ) throws -> [String]? {
    guard let parameter = SearchParameters.all.parameter(code, of: source),
      let keys = try resolve(source, inner)
    else { return nil }
    var ids: [String] = []
    for key in keys {
      guard case .literal(_, let id, _, _) = FHIRReference(key),
        let resource = try reader.resource(source, id)
      else { continue }
      ids += SearchReferences.targets(of: resource.root, parameter).filter { $0.type == type }
        .map(\.id)
    }
    return ids
  }

  /// Hands out the resources of a type that meet the request, in the order of the rows.
  ///
  /// `first` are all rows of the index, where they are known already.
  func each(
    _ type: ResourceType,
    after: Int64 = 0,
    and more: IndexQuery = .all,
    first: [Int64]? = nil,
    criteria: [SearchRequest.Criterion]? = nil,
    _ receive: (SearchCandidate) throws -> Bool
  ) throws -> SearchStep {
    let criteria = criteria ?? request.criteria
    if let named = try named(type, criteria) {
      var step = SearchStep(type: type, query: nil, isExact: false)
      for candidate in named where candidate.order > after {
        step.rows += 1
        step.checked += 1
        guard try meets(candidate, criteria) else { continue }
        step.matched += 1
        guard try receive(candidate) else { break }
      }
      return step
    }
    let plan = try plan(type, criteria, and: more)
    var step = SearchStep(type: type, query: plan.query.text, isExact: plan.isExact)
    var (rows, stale) = (0, 0)
    let visit = { (_: Int64, isSeen: Bool) in
      rows += 1
      if !isSeen { stale += 1 }
    }
    // One more than the page says whether there is a next one.
    try reader.candidates(
      plan.query,
      after: after,
      first: first,
      wanted: request.sort.isEmpty ? count + 1 : nil,
      visit: visit
    ) { candidate in
      if isCancelled() { throw StoreError(.interrupted, "The operation was cancelled") }
      if !plan.isExact {
        step.checked += 1
        guard try meets(candidate, criteria) else { return true }
      }
      step.matched += 1
      return try receive(candidate)
    }
    step.rows = rows
    step.stale = stale
    return step
  }

  private func meets(
    _ candidate: SearchCandidate,
    _ criteria: [SearchRequest.Criterion]
  ) throws -> Bool {
    let resource = try reader.searchable(candidate)
    return try criteria.allSatisfy { try matcher.matches(resource, $0.test) }
  }

  // MARK: - Totals

  private func total(
    _ types: [ResourceType],
    without criterion: Int? = nil,
    upTo limit: Int = .max
  ) throws -> Int {
    var criteria = request.criteria
    if let criterion { criteria.remove(at: criterion) }
    var total = 0
    for type in types {
      if limit == .max, try named(type, criteria) == nil {
        let plan = try plan(type, criteria)
        if plan.isExact, let count = try reader.currentCount(plan.query) {
          total += count
          continue
        }
      }
      _ = try each(type, criteria: criteria) { _ in
        total += 1
        return total < limit
      }
      if total >= limit { break }
    }
    return total
  }

  /// Counts what would be found without each criterion.
  private mutating func relax(_ types: [ResourceType]) throws {
    for (place, criterion) in request.criteria.enumerated() {
      let count = try total(types, without: place, upTo: SearchPage.mostRelaxed)
      page.relaxed.append((criterion, count))
    }
  }
}

/// What the criteria of a run ask of the index, found once for each type.
private final class SearchPlans {
  typealias Part = (query: IndexQuery, isExact: Bool)

  private var known: [(type: ResourceType, criterion: SearchRequest.Criterion, part: Part)] = []

  func part(
    of criterion: SearchRequest.Criterion,
    _ type: ResourceType,
    make: () throws -> Part
  ) rethrows -> Part {
    if let found = known.first(where: { $0.type == type && $0.criterion == criterion }) {
      return found.part
    }
    let part = try make()
    known.append((type, criterion, part))
    return part
  }
}
