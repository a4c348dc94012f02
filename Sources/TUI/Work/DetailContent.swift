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

  static func read(
    _ key: ResourceKey,
    version: Int?,
    from source: any LakeSource,
    _ cancellation: Cancellation
  ) throws -> DetailContent {
    let content = try source.readVersion(of: key, version: version, cancellation: cancellation)
    try cancellation.check()
    let versions = try source.readVersions(of: key, cancellation: cancellation)
    try cancellation.check()
    let links = try source.readLinks(of: key, cancellation: cancellation)
    return DetailContent(key: key, content: content, versions: versions, links: links)
  }
}
