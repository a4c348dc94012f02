// SPDX-License-Identifier: Apache-2.0

/// What the lake holds of the resources that were looked at last, so that going back is at once.
struct DetailCache: Sendable {
  private struct Entry: Sendable {
    var content: DetailContent
    var version: Int?
    var isFresh = true
  }

  private var entries: [Entry] = []

  static let limit = 24

  subscript(key: ResourceKey, version: Int?) -> DetailContent? {
    entries.last { $0.content.key == key && $0.version == version }?.content
  }

  /// Whether the lake has not changed since the content was read.
  func isFresh(_ key: ResourceKey, _ version: Int?) -> Bool {
    entries.contains { $0.content.key == key && $0.version == version && $0.isFresh }
  }

  /// Lets what is shown next be read again; until then it is shown as it was.
  mutating func expire() {
    for index in entries.indices { entries[index].isFresh = false }
  }

  mutating func insert(_ content: DetailContent, version: Int?) {
    entries.removeAll { $0.content.key == content.key && $0.version == version }
    entries.append(Entry(content: content, version: version))
    if entries.count > Self.limit { entries.removeFirst() }
  }
}
