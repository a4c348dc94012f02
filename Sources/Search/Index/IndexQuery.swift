// SPDX-License-Identifier: Apache-2.0

/// What the index is asked, as an expression over its keys.
///
/// An expression finds at least what the test it stands for matches.
public indirect enum IndexQuery: Sendable, Equatable {
  /// Everything: the index cannot narrow the search.
  case all
  /// Nothing.
  case nothing
  /// Resources with a key.
  case key(String)
  /// Resources with a key that begins so.
  case prefix(String)
  /// What all of them find.
  case and([IndexQuery])
  /// What one of them finds.
  case or([IndexQuery])
  /// What the first finds and the second does not.
  case without(IndexQuery, IndexQuery)

  /// Joins queries of which all must be met.
  public static func every(_ queries: [IndexQuery]) -> IndexQuery {
    let parts = queries.filter { $0 != .all }
    if parts.contains(.nothing) { return .nothing }
    return parts.isEmpty ? .all : parts.count == 1 ? parts[0] : .and(parts)
  }

  /// Joins queries of which one must be met.
  public static func any(_ queries: [IndexQuery]) -> IndexQuery {
    if queries.contains(.all) { return .all }
    let parts = queries.filter { $0 != .nothing }
    return parts.isEmpty ? .nothing : parts.count == 1 ? parts[0] : .or(parts)
  }

  /// The text of the query for a full-text index; `nil` where it finds everything or nothing.
  public var text: String? {
    switch self {
    case .all, .nothing: return nil
    case .key(let key): return "\"\(key)\""
    case .prefix(let key): return "\"\(key)\"*"
    case .and(let parts): return "(" + parts.compactMap(\.text).joined(separator: " AND ") + ")"
    case .or(let parts): return "(" + parts.compactMap(\.text).joined(separator: " OR ") + ")"
    case .without(let base, let other):
      guard let base = base.text, let other = other.text else { return nil }
      return "(\(base) NOT \(other))"
    }
  }

  /// How many keys it names.
  public var keyCount: Int {
    switch self {
    case .all, .nothing: 0
    case .key, .prefix: 1
    case .and(let parts), .or(let parts): parts.reduce(0) { $0 + $1.keyCount }
    case .without(let base, let other): base.keyCount + other.keyCount
    }
  }
}
