// SPDX-License-Identifier: Apache-2.0

/// One version of one resource, as it lies in the bytes of a record.
struct RecordEntry: Sendable {
  /// What was done to the resource.
  enum Interaction: UInt8, Sendable {
    case write, delete, restore
  }

  let kind: ResourceKind
  let id: ResourceID
  let range: Range<Int>
  /// When the version entered the record.
  let recordedAt: Moment
  var interaction: Interaction = .write
  /// Who did it and why, where it was a person and not a feed.
  var author: String?
  var reason: String?
}

/// How a life is written down.
struct RecordOptions: Sendable {
  /// What ids begin with; `nil` for UUIDs.
  var idName: String?
  /// Whether each state of a resource becomes a version, or only the last.
  var keepsHistory = false
  /// Whether `meta.lastUpdated` is written.
  var writesLastUpdated = true
}
