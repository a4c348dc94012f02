// SPDX-License-Identifier: Apache-2.0

/// What the lake holds of the resources that were looked at last, so that going back is at once.
struct DetailCache: Sendable {
  private struct Entry: Sendable {
    var content: DetailContent
    var version: Int?
  }

  private var entries: [Entry] = []

  static let limit = 24

  subscript(key: ResourceKey, version: Int?) -> DetailContent? {
    entries.last { $0.content.key == key && $0.version == version }?.content
  }

  mutating func insert(_ content: DetailContent, version: Int?) {
    entries.removeAll { $0.content.key == content.key && $0.version == version }
    entries.append(Entry(content: content, version: version))
    if entries.count > Self.limit { entries.removeFirst() }
  }
}
