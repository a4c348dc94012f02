// SPDX-License-Identifier: Apache-2.0

import FHIR
import Store

/// What the entries of a Bundle ask for, whatever the Bundle's type.
///
/// See https://hl7.org/fhir/R4/bundle.html. An entry with a resource is stored under the id that the
/// resource carries, else the id of its `request.url`, else one made from its `fullUrl`, else one
/// made from its content, so that the same Bundle always gives the same ids. References to entries by a
/// `fullUrl` that does not end in `Type/id` (`urn:uuid:…`, `resource:0` of SMART Health Cards) become
/// `Type/id`, which is the one change an import makes to content.
struct BundleExpansion {
  enum Action {
    /// Store a resource; the id is for one that carries none.
    case store(JSONValue, id: String?)
    /// Delete a resource, at the time the Bundle gives.
    case delete(ResourceKey, time: Int64?)
    /// Nothing that an import does.
    case refuse(String)
  }

  struct Entry {
    let index: Int
    /// The byte offset at which it begins.
    let offset: Int
    let action: Action
  }

  private(set) var entries: [Entry] = []
  private var references: [String: String] = [:]

  init(_ bundle: JSONValue) {
    for (index, entry) in (bundle["entry"]?.elements ?? .empty).enumerated() {
      let action = action(for: entry)
      entries.append(Entry(index: index, offset: entry.byteRange.lowerBound, action: action))
      guard case .store(let resource, let givenID) = action,
        let fullURL = entry["fullUrl"]?.string, !fullURL.isEmpty,
        let type = resource["resourceType"]?.string,
        let id = resource["id"]?.string ?? givenID
      else { continue }
      if case .literal = FHIRReference(fullURL) { continue }
      references[Self.key(fullURL)] = "\(type)/\(id)"
    }
    if !references.isEmpty { nameByReferences(bundle) }
  }

  /// How often ids that are made from content are made anew, each time from references that are one step
  /// better known.
  private static let passes = 4

  /// Makes ids from content again, with the references to other entries in it: two persons may have the same
  /// vaccine on the same day, in Bundles that name both of them `resource:0`.
  private mutating func nameByReferences(_ bundle: JSONValue) {
    let urls = (bundle["entry"]?.elements ?? .empty).map { $0["fullUrl"]?.string }
    // What was named by its Bundle keeps its name.
    let made = entries.indices.filter { place in
      guard case .store(let resource, let id?) = entries[place].action else { return false }
      return id == Self.madeID(resource.documentBytes(resource.byteRange))
    }
    for _ in 0..<Self.passes {
      var isSame = true
      let known = self
      for place in made {
        guard case .store(let resource, let id?) = entries[place].action else { continue }
        let bytes = known.rewritten(resource)
        let better = bytes.withUnsafeBytes(Self.madeID)
        guard better != id else { continue }
        isSame = false
        entries[place] = Entry(
          index: entries[place].index,
          offset: entries[place].offset,
          action: .store(resource, id: better)
        )
        let type = resource["resourceType"]?.string ?? ""
        if let url = urls[entries[place].index], references[Self.key(url)] == "\(type)/\(id)" {
          references[Self.key(url)] = "\(type)/\(better)"
        }
      }
      if isSame { return }
    }
  }

  /// A URN of a UUID by its small letters, which are the same: https://www.rfc-editor.org/rfc/rfc4122#section-3.
  private static func key(_ url: String) -> String {
    guard let first = url.utf8.first, first | 0x20 == UInt8(ascii: "u") else { return url }
    let small = url.lowercased()
    return small.hasPrefix("urn:uuid:") ? small : url
  }

  private static func madeID(_ bytes: UnsafeRawBufferPointer) -> String {
    "tarn-" + String(JSONDocument.hash(bytes), radix: 16)
  }

  private func action(for entry: JSONValue) -> Action {
    let request = entry["request"]
    let method = request?["method"]?.string ?? (entry["resource"] == nil ? "GET" : "PUT")
    let url = request?["url"]?.string ?? ""
    switch method {
    case "DELETE":
      guard case .literal(let type, let id, _, _) = FHIRReference(url) else {
        return .refuse("DELETE needs the type and id of what is to be deleted")
      }
      let time = entry["response"]?["lastModified"]?.string.flatMap { FHIRDateTime($0)?.lowerBound }
      return .delete(ResourceKey(type: type, id: id), time: time)
    case "PUT", "POST":
      guard let resource = entry["resource"], resource.isObject else {
        return .refuse("\(method) needs a resource")
      }
      if entry["search"]?["mode"]?.isString("outcome") == true {
        return .refuse("The outcome of a search is not part of a record")
      }
      guard resource["id"] == nil else { return .store(resource, id: nil) }
      if method == "PUT", case .literal(_, let id, _, _) = FHIRReference(url) {
        return .store(resource, id: id)
      }
      return .store(resource, id: Self.newID(fullURL: entry["fullUrl"]?.string, resource))
    default:
      return .refuse("\(method) is nothing that an import does")
    }
  }

  /// The UUID of a `urn:uuid:`, else an id made from the content.
  private static func newID(fullURL: String?, _ resource: JSONValue) -> String {
    if let fullURL, fullURL.hasPrefix("urn:uuid:") {
      return String(fullURL.dropFirst("urn:uuid:".count))
    }
    return madeID(resource.documentBytes(resource.byteRange))
  }

  /// Returns the text of an entry's resource with references to other entries made literal.
  func rewritten(_ resource: JSONValue) -> [UInt8] {
    let range = resource.byteRange
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var at = range.lowerBound
    for reference in resource.strings(forKey: "reference") {
      guard let text = reference.string, let literal = references[Self.key(text)] else { continue }
      let place = reference.byteRange
      out += resource.documentBytes(at..<place.lowerBound)
      out += Array("\"\(literal)\"".utf8)
      at = place.upperBound
    }
    out += resource.documentBytes(at..<range.upperBound)
    return out
  }
}
