// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A profile: a StructureDefinition as a tree of elements.
final class Profile: Sendable {
  /// The canonical URL.
  let url: String
  let version: String?
  /// The name for people.
  let name: String
  /// The resource type or data type it is on.
  let type: String
  /// The package it came from, within which its canonicals are looked up first.
  let package: String
  /// The elements that an extension may be on; empty for any.
  let contexts: [String]
  /// The element that stands for the whole.
  let root: ProfileElement
  private let byID: [String: ProfileElement]

  /// Creates a profile from its elements.
  ///
  /// - Parameters:
  ///   - definition: The StructureDefinition.
  ///   - elements: Its elements in order, each with the definitions that it is made of: those of the
  ///     base first.
  ///   - package: The package it came from.
  init(_ definition: JSONValue, elements: [(id: String, layers: [JSONValue])], package: String) {
    url = definition["url"]?.string ?? ""
    version = definition["version"]?.string
    name = definition["title"]?.string ?? definition["name"]?.string ?? ""
    type = (definition["type"]?.string ?? "").split(separator: "/").last.map(String.init) ?? ""
    self.package = package
    let contexts = Array(definition["context"]?.elements ?? .empty)
    // Contexts that are expressions or other extensions are not followed.
    let isPlain = contexts.allSatisfy { $0["type"]?.string == "element" }
    var places = isPlain ? contexts.compactMap { $0["expression"]?.string } : []
    // R4 uses the extension on the type, and says that it belongs on the type's code.
    if url.hasSuffix("structuredefinition-fhir-type") { places.append("ElementDefinition.type") }
    self.contexts = places
    var tree = ElementTree(elements)
    // A differential need not begin with the element of the whole.
    root = tree.build(elements.first?.id.split(separator: ".").first.map(String.init) ?? type)
    byID = tree.built
  }

  /// Returns the element with an id.
  func element(_ id: String) -> ProfileElement? { byID[id] }

  /// Whether an extension may be on an element of one of these names.
  func isAllowed(on names: [String]) -> Bool {
    let isResource = names.count == 1
    return contexts.isEmpty
      || contexts.contains { context in
        switch context {
        case "Element": true
        case "Resource", "DomainResource", "CanonicalResource", "MetadataResource": isResource
        case "BackboneElement": names.first?.contains(".") ?? false
        default: names.contains(context) || context.contains(":")
        }
      }
  }

  /// The elements of a snapshot or differential, with an id for each.
  static func elements(_ part: JSONValue?) -> [(id: String, element: JSONValue)] {
    var slices: [(path: String, name: String)] = []
    return (part?["element"]?.elements ?? .empty).compactMap { element in
      guard let path = element["path"]?.string else { return nil }
      if let id = element["id"]?.string,
        id.split(separator: ".").count == path.split(separator: ".").count
      {
        return (id, element)
      }
      // Without an id, the slice that was named last on the way is meant.
      slices.removeAll { path != $0.path && !path.hasPrefix($0.path + ".") || path == $0.path }
      if let name = element["sliceName"]?.string { slices.append((path, name)) }
      var id = ""
      var walked = ""
      for segment in path.split(separator: ".") {
        walked += (walked.isEmpty ? "" : ".") + segment
        id += (id.isEmpty ? "" : ".") + segment
        if let slice = slices.last(where: { $0.path == walked }) { id += ":" + slice.name }
      }
      return (id, element)
    }
  }
}

/// Builds the tree of elements from their ids.
private struct ElementTree {
  private var layers: [String: [JSONValue]] = [:]
  private var childIDs: [String: [String]] = [:]
  private var sliceIDs: [String: [String]] = [:]
  private(set) var built: [String: ProfileElement] = [:]

  /// No definition is as deep; ids that are would fill the stack.
  private static let mostDepth = 40

  init(_ elements: [(id: String, layers: [JSONValue])]) {
    for element in elements {
      let isNew = layers[element.id] == nil
      layers[element.id, default: []] += element.layers
      if isNew { link(element.id) }
    }
  }

  private mutating func link(_ id: String) {
    guard let dot = id.lastIndex(of: ".") else { return }
    let parent = String(id[..<dot])
    let segment = id[dot...].dropFirst()
    if layers[parent] == nil {
      layers[parent] = []
      link(parent)
    }
    guard let colon = segment.firstIndex(of: ":") else {
      childIDs[parent, default: []].append(id)
      return
    }
    let unsliced = parent + "." + segment[..<colon]
    if layers[unsliced] == nil {
      layers[unsliced] = []
      link(unsliced)
    }
    sliceIDs[unsliced, default: []].append(id)
  }

  mutating func build(_ id: String, depth: Int = 0) -> ProfileElement {
    var slices: [ProfileElement] = []
    var children: [ProfileElement] = []
    if depth < Self.mostDepth {
      for slice in sliceIDs[id] ?? [] { slices.append(build(slice, depth: depth + 1)) }
      for child in childIDs[id] ?? [] { children.append(build(child, depth: depth + 1)) }
    }
    let element = ProfileElement(layers[id] ?? [], id: id, slices: slices, children: children)
    built[id] = element
    return element
  }
}
