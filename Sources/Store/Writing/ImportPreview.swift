// SPDX-License-Identifier: Apache-2.0

import FHIR
import GRDB

/// Says what writing resources would do, and writes nothing.
///
/// It remembers what the same import would have written before, sixteen bytes a resource, so that a
/// repeated id counts as a change and not twice as new. Content is compared by its hash.
public final class ImportPreview {
  private let lake: Lake?
  /// By hash of type and id: the hash of the content, 0 for deleted.
  private var written: [UInt64: UInt64] = [:]

  /// Creates a preview over a lake, or over none.
  ///
  /// - Throws: ``StoreError``.
  public init(of lake: Lake?) throws { self.lake = lake }

  /// Returns what would be done with each resource.
  ///
  /// - Throws: ``StoreError``.
  public func outcomes(of batch: [PreparedResource]) throws -> [WriteOutcome] {
    guard let lake else {
      return batch.map { outcome(of: $0, stored: nil) }
    }
    return try lake.read { db in
      let statement = try RawStatement(
        db,
        """
        SELECT r.deleted, v.hash FROM resource r
          JOIN resourceVersion v ON v.row = r.row << 20 | r.version
        WHERE \(ResourceKey.condition)
        """
      )
      return try batch.map { resource in
        ResourceKey(type: resource.type, id: resource.id).bind(to: statement)
        guard try statement.step() else { return outcome(of: resource, stored: nil) }
        defer { statement.reset() }
        let hash = statement.int(0) != 0 ? 0 : UInt64(bitPattern: statement.int64(1))
        return outcome(of: resource, stored: hash)
      }
    }
  }

  private func outcome(of resource: PreparedResource, stored: UInt64?) -> WriteOutcome {
    let key = Array("\(resource.type.rawValue)/\(resource.id)".utf8)
      .withUnsafeBytes(JSONDocument.hash)
    let before = written[key] ?? stored
    if resource.change == .delete {
      guard let before, before != 0 else { return .identical }
      written[key] = 0
      return .deleted
    }
    let hash = UInt64(bitPattern: resource.hash)
    guard before != hash else { return .identical }
    written[key] = hash
    return before == nil ? .created : .updated
  }
}
