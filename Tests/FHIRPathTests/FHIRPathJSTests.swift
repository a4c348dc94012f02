// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import Foundation
import TestSupport
import Testing

/// The cases of the library fhirpath.js for R4 and for JSON of no model, in the data packs.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct FHIRPathJSTests {
  private static let folder = "test-suites/fhirpath-js/test"

  /// Files about what only that library has, or about another release of FHIR.
  private static let leftOut: Set = ["factory.yaml", "fhir-r5.yaml", "bigint.yaml"]

  private func flattened(_ tests: JSON?) -> [JSON] {
    guard case .array(let elements)? = tests else { return [] }
    return elements.flatMap { element -> [JSON] in
      guard case .object(let members) = element,
        let group = members.first(where: { $0.key.hasPrefix("group") })
      else { return [element] }
      return flattened(group.value)
    }
  }

  private func items(_ json: JSON?) throws -> [FHIRPathItem] {
    switch json {
    case .array(let elements)?: return try elements.flatMap { try items($0) }
    case .string(let text)?: return [FHIRPathItem(string: text)]
    case .bool(let value)?: return [FHIRPathItem(boolean: value)]
    case .number(let text)?:
      return [Int(text).map { FHIRPathItem(integer: $0) } ?? FHIRPathItem(decimal: text)]
        .compactMap { $0 }
    case .object?:
      return [FHIRPathItem(try JSONDocument.parse(json?.text ?? "{}").root)]
    default: return []
    }
  }

  private func subject(_ test: JSON, _ file: JSON) throws -> [FHIRPathItem] {
    guard case .string(let name)? = test["inputfile"] else { return try items(file["subject"]) }
    let path = "\(DataPacks.folder ?? "")/\(Self.folder)/resources/r4/\(name)"
    return [FHIRPathItem(try JSONParser().parse(try DataPacks.bytes(of: path)).root)]
  }

  /// Why a case fails; `nil` where it passes.
  private func failure(_ test: JSON, _ expression: String, _ file: JSON) throws -> String? {
    let isError = test["error"] == .bool(true) || test["error"] == [true]
    var environment = FHIRPathEnvironment(now: "2026-03-01T12:30:00.000Z")
    if case .object(let members)? = test["variables"] {
      for member in members { environment.variables[member.key] = try items(member.value) }
    }
    let found: [FHIRPathItem]
    do throws(FHIRPathError) {
      var subject = (try? subject(test, file)) ?? []
      // A part of a resource, whose type the case names.
      if case .string(let base)? = test["expression"]?["base"], let source = subject.first?.source {
        subject = [FHIRPathItem(source, typeName: base)]
      }
      if case .string(let context)? = test["context"] {
        environment.resource = subject.first
        subject = try FHIRPathExpression(parsing: context).evaluate(on: subject)
      }
      found = try FHIRPathExpression(parsing: expression)
        .evaluate(on: subject, environment: environment)
    } catch {
      return isError ? nil : "\(error)"
    }
    let texts: [String] = found.map { ($0.text ?? $0.source?.jsonText) ?? "{}" }
    if isError { return "expected an error, not \(texts)" }
    let result = test["result"] ?? .array([])
    let expected: [JSON] = if case .array(let elements) = result { elements } else { [result] }
    let values = expected.filter { $0 != .null }
    // A primitive element without a value is null there.
    let present = found.filter { item in
      let isPrimitive = item.typeName.map { $0.first?.isLowercase ?? false } ?? false
      return item.text != nil || !isPrimitive
    }
    guard values.count == present.count else { return "\(texts)" }
    for (item, value) in zip(present, values) where !(try isSame(item, value)) { return "\(texts)" }
    return nil
  }

  private func isSame(_ item: FHIRPathItem, _ value: JSON) throws -> Bool {
    switch value {
    case .bool(let bool): return item.boolean == bool
    case .number(let text):
      return item.numberText.flatMap { FHIRDecimal($0) } == FHIRDecimal(text) || item.text == text
    case .string(let text):
      return item.text == text || item.text == String(text.drop { $0 == "@" || $0 == "T" })
    case .object, .array:
      if case .string(let namespace)? = value["namespace"], case .string(let name)? = value["name"]
      {
        return item.text == "\(namespace).\(name)"
      }
      guard let source = item.source else { return false }
      return source.isEqual(to: try JSONDocument.parse(value.text).root)
    default: return false
    }
  }

  @Test func casesPass() throws {
    var failures: [String: String] = [:]
    var count = 0
    for path in try DataPacks.files(in: Self.folder + "/cases", suffix: ".yaml") {
      let name = (path as NSString).lastPathComponent
      guard !Self.leftOut.contains(name) else { continue }
      let file = YAML.parse(String(decoding: try DataPacks.bytes(of: path), as: UTF8.self))
      var seen: [String: Int] = [:]
      for test in flattened(file["tests"]) {
        let models: [JSON?] = [.string("r4"), nil]
        guard models.contains(test["model"]), test["disable"] != .bool(true) else { continue }
        var expressions: [String] = []
        switch test["expression"] {
        case .string(let text)?: expressions = [text]
        case .array(let texts)?:
          for case .string(let text) in texts { expressions.append(text) }
        case .object?:
          if case .string(let text)? = test["expression"]?["expression"] { expressions = [text] }
        default: continue
        }
        for expression in expressions {
          count += 1
          var key = expression.split(whereSeparator: \.isWhitespace).joined(separator: " ")
          seen[key, default: 0] += 1
          if let number = seen[key], number > 1 { key += " #\(number)" }
          if let reason = try failure(test, expression, file) {
            failures["\(name)/\(key)"] = reason
          }
        }
      }
    }
    let complaints = try KnownFailures(suite: "fhirpath-js").complaints(about: failures)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    #expect(count > 1500, "\(count)")
  }
}
