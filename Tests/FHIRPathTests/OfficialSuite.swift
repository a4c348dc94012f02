// SPDX-License-Identifier: Apache-2.0

import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A case of the FHIRPath test suite of HL7.
struct OfficialCase {
  struct Output {
    var type: String?
    var text = ""
  }

  var name: String
  var inputFile: String?
  var isPredicate: Bool
  var isStrict: Bool
  var isOrdered: Bool
  var expression = ""
  /// `syntax`, `semantic` or `execution` where an error is expected.
  var invalid: String?
  var outputs: [Output] = []
}

/// Reads the file of the suite.
final class OfficialSuite: NSObject, XMLParserDelegate {
  private(set) var cases: [OfficialCase] = []
  private var current: OfficialCase?
  private var text = ""
  private var names: [String: Int] = [:]

  static func cases(inFile path: String) throws -> [OfficialCase] {
    let parser = XMLParser(data: try Data(contentsOf: URL(fileURLWithPath: path)))
    let suite = OfficialSuite()
    parser.delegate = suite
    guard parser.parse() else { throw CocoaError(.fileReadCorruptFile) }
    return suite.cases
  }

  func parser(
    _ parser: XMLParser,
    didStartElement element: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    text = ""
    switch element {
    case "test":
      var name = attributes["name"] ?? ""
      // Two cases of one name are told apart by a number.
      names[name, default: 0] += 1
      if let count = names[name], count > 1 { name += "#\(count)" }
      current = OfficialCase(
        name: name,
        inputFile: attributes["inputfile"],
        isPredicate: attributes["predicate"] == "true",
        isStrict: attributes["mode"] == "strict",
        isOrdered: attributes["ordered"] != "false",
        invalid: attributes["invalid"]
      )
    case "expression":
      if let invalid = attributes["invalid"] { current?.invalid = invalid }
    case "output": current?.outputs.append(.init(type: attributes["type"]))
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser,
    didEndElement element: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    switch element {
    case "expression": current?.expression = text
    case "output":
      if let last = current?.outputs.indices.last { current?.outputs[last].text = text }
    case "test":
      if let found = current, !found.expression.isEmpty { cases.append(found) }
      current = nil
    default: break
    }
  }
}
