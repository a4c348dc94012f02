// SPDX-License-Identifier: Apache-2.0

import FHIR

/// The text of a resource as the lake keeps it, and as it is given out.
///
/// What is kept is what was imported, without white space between tokens and without the two
/// members of `meta` that the lake itself sets: `versionId` and `lastUpdated` are columns, and are
/// written into `meta` when a resource is given out.
enum StoredBody {
  /// A stretch of a text and what to put in its place.
  typealias Edit = (range: Range<Int>, text: [UInt8])

  /// Returns the edit that takes the server's members out of `meta`; `nil` where there are none.
  static func editWithoutServerMeta(_ root: JSONValue) -> Edit? {
    var previousEnd: Int?
    for member in root.members {
      let range = member.byteRange
      defer { previousEnd = range.upperBound }
      guard member.key == "meta", member.value.isObject else { continue }
      let all = Array(member.value.members)
      let kept = all.filter { $0.key != "versionId" && $0.key != "lastUpdated" }
      if kept.count == all.count && !all.isEmpty { return nil }
      guard kept.isEmpty else {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for (index, member) in kept.enumerated() {
          if index > 0 { text.append(UInt8(ascii: ",")) }
          text += root.documentBytes(member.byteRange)
        }
        text.append(UInt8(ascii: "}"))
        return (member.value.byteRange, text)
      }
      // Nothing is left of meta: the member goes, with the comma before or behind it.
      if let previousEnd { return (previousEnd..<range.upperBound, []) }
      var end = range.upperBound
      if root.documentBytes(end..<end + 1).first == UInt8(ascii: ",") { end += 1 }
      return (range.lowerBound..<end, [])
    }
    return nil
  }

  /// Applies edits, which must not overlap.
  static func apply(_ edits: [Edit], to text: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count + edits.reduce(0) { $0 + $1.text.count })
    var at = 0
    for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      out += text[at..<edit.range.lowerBound]
      out += edit.text
      at = edit.range.upperBound
    }
    out += text[at...]
    return out
  }

  /// Returns a stored body with `meta.versionId` and `meta.lastUpdated`.
  static func withServerMeta(
    _ document: JSONDocument,
    version: Int,
    lastUpdated: String
  ) -> [UInt8] {
    let server = "\"versionId\":\"\(version)\",\"lastUpdated\":\"\(lastUpdated)\""
    let root = document.root
    if let meta = root["meta"], meta.isObject {
      let isEmpty = meta.members.first { _ in true } == nil
      let at = meta.byteRange.lowerBound + 1
      return apply([(at..<at, Array((server + (isEmpty ? "" : ",")).utf8))], to: document.bytes)
    }
    // Behind resourceType and id, where readers expect it.
    let members = Array(root.members.prefix(2))
    let anchor = members.last { $0.key == "id" || $0.key == "resourceType" } ?? members.first
    guard let at = anchor?.byteRange.upperBound else { return Array(document.bytes) }
    return apply([(at..<at, Array(",\"meta\":{\(server)}".utf8))], to: document.bytes)
  }
}
