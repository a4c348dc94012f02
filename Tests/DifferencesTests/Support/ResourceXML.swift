// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation

@testable import Differences

#if canImport(FoundationXML)
import FoundationXML
#endif

/// An element of an XML document, to read suites that have no JSON form.
final class XMLNode: NSObject, XMLParserDelegate {
  let name: String
  let attributes: [String: String]
  private(set) var children: [XMLNode] = []
  /// The text before each child, and behind the last one.
  private var texts = [""]
  private var open: [XMLNode] = []

  init(_ name: String, _ attributes: [String: String] = [:]) {
    self.name = name
    self.attributes = attributes
  }

  /// Reads a document; its root is the only child.
  static func parse(_ bytes: [UInt8]) -> XMLNode {
    let document = XMLNode("")
    let parser = XMLParser(data: Data(bytes))
    document.open = [document]
    parser.delegate = document
    _ = parser.parse()
    return document
  }

  subscript(name: String) -> XMLNode? { children.first { $0.name == name } }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    let node = XMLNode(name, attributes)
    open.last?.children.append(node)
    open.last?.texts.append("")
    open.append(node)
  }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    guard let node = open.last else { return }
    node.texts[node.texts.count - 1] += string
  }

  /// The resource that the element is.
  var resource: JSON {
    var json = object(in: ElementShapes.r4.structure(name))
    if case .object(let members) = json {
      json = .object([.init("resourceType", .string(name))] + members)
    }
    return json
  }

  private var markup: String {
    let inner = zip(texts, children.map(\.markup) + [""]).map { $0 + $1 }.joined()
    let attributes = self.attributes.sorted { $0.key < $1.key }.map { " \($0)=\"\($1)\"" }.joined()
    return "<\(name)\(attributes)>\(inner)</\(name)>"
  }

  private func object(in structure: ElementShapes.Structure?) -> JSON {
    var object = JSON.object([])
    for (key, value) in attributes.sorted(by: { $0.key < $1.key })
    where ["id", "url"].contains(key) {
      object[key] = .string(value)
    }
    for child in children {
      guard let element = structure?.elements[child.name] else { continue }
      var slot = ElementSlot(element.key, in: object)
      let item = child.item(of: element)
      if element.isArray { slot.items.append(item) } else { slot.single = item }
      object = slot.container
    }
    return object
  }

  private func item(of element: ElementShapes.Element) -> ElementItem {
    if element.type == "Resource" { return ElementItem(value: children.first?.resource) }
    if element.type == "xhtml" { return ElementItem(value: .string(markup)) }
    if let structure = ElementShapes.r4.structure(element.type) {
      return ElementItem(value: object(in: structure))
    }
    var item = ElementItem()
    if let text = attributes["value"] {
      switch element.type {
      case "boolean": item.value = .bool(text == "true")
      case "integer", "decimal", "positiveInt", "unsignedInt": item.value = .number(text)
      default: item.value = .string(text)
      }
    }
    let companion = object(in: ElementShapes.r4.structure("Element"))
    if companion != .object([]) { item.companion = companion }
    return item
  }
}
