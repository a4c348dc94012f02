// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What the lake holds of one resource: what the detail shows below the value.
struct DetailContent: Sendable {
  var key: ResourceKey

  /// The version that is shown; `nil` when the lake has none.
  var content: ResourceVersionContent?

  /// All versions, newest first.
  var versions: [VersionSummary]

  var links: ResourceLinks

  /// The words of a note; `nil` for what holds none.
  var note: String?

  /// The deletion, when the resource is deleted; its last content is shown.
  var deletion: VersionSummary?

  static func read(
    _ key: ResourceKey,
    version: Int?,
    from source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> DetailContent {
    var content = try source.readVersion(of: key, version: version, cancellation: cancellation)
    try cancellation.check()
    let versions = try source.readVersions(of: key, cancellation: cancellation)
    try cancellation.check()
    let links = try source.readLinks(of: key, cancellation: cancellation)
    let deletion = versions.first.flatMap { $0.interaction == .delete ? $0 : nil }
    if version == nil, deletion != nil, content?.body == nil,
      let last = versions.first(where: { $0.interaction != .delete })
    {
      content = try source.readVersion(of: key, version: last.number, cancellation: cancellation)
    }
    let isNote = ResourceKey.noteTypes.contains(key.type) && version == nil
    let note = isNote ? try source.readNote(of: key, cancellation: cancellation)?.text : nil
    return DetailContent(
      key: key,
      content: content,
      versions: versions,
      links: links,
      note: note,
      deletion: deletion
    )
  }
}
