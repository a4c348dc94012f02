// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import TestSupport
import Testing

/// The invariants of the definitions of R4, evaluated on the official examples.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct InvariantTests {
  private struct Invariant {
    var key: String
    var expression: FHIRPathExpression
  }

  private static let definitions = "fhir-defs/hl7.fhir.r4.core-4.0.1/package"
  private static let examples = "fhir-defs/hl7.fhir.r4.examples-4.0.1"

  /// Calls a closure with path, type, key and expression of each constraint of the base definitions.
  private func forEachConstraint(
    isError: Bool = false,
    _ body: (_ path: String, _ type: String?, _ key: String, _ text: String) throws -> Void
  ) throws {
    for file in try DataPacks.files(in: Self.definitions, suffix: ".json")
    where file.contains("/StructureDefinition-") {
      let definition = try JSONParser().parse(try DataPacks.bytes(of: file)).root
      guard definition["derivation"]?.isString("constraint") != true,
        definition["kind"]?.isString("logical") != true
      else { continue }
      for element in definition["snapshot"]?["element"]?.elements ?? .empty {
        let types = Array(element["type"]?.elements ?? .empty)
        let code = types.count == 1 ? types.first?["code"]?.string : nil
        for constraint in element["constraint"]?.elements ?? .empty {
          guard let path = element["path"]?.string, let key = constraint["key"]?.string,
            let text = constraint["expression"]?.string
          else { continue }
          if isError, constraint["severity"]?.isString("error") != true { continue }
          let isNested = code == "BackboneElement" || code == "Element"
          try body(path, !path.contains(".") || isNested ? path : code, key, text)
        }
      }
    }
  }

  @Test func invariantsParseAndAgreeWithTheTypes() throws {
    var count = 0
    var complaints: [String] = []
    try forEachConstraint { path, type, key, text in
      count += 1
      do {
        let expression = try FHIRPathExpression(parsing: text)
        // Types of FHIRPath, like that of Element.id, have no definition.
        guard let type, !type.contains("System.") else { return }
        try expression.check(on: type)
      } catch {
        complaints.append("\(path) \(key): \(error)")
      }
    }
    #expect(count == 8924)
    // The definition has an invariant about a name that it does not have.
    #expect(
      complaints == [
        "ChargeItemDefinition cid-0: 1:1: ChargeItemDefinition has no element 'name'"
      ]
    )
  }

  @Test func searchParametersParse() throws {
    let folder = DataPacks.folder ?? ""
    let path = "/fhir-defs/r4/FhirToDataLake/data/fhir-specifications/R4/search-parameters.json"
    let bundle = try JSONParser().parse(try DataPacks.bytes(of: folder + path)).root
    var count = 0
    for entry in bundle["entry"]?.elements ?? .empty {
      guard let text = entry["resource"]?["expression"]?.string else { continue }
      _ = try FHIRPathExpression(parsing: text)
      count += 1
    }
    #expect(count == 1372)
  }

  @Test func examplesKeepTheInvariants() throws {
    var invariants: [String: [Invariant]] = [:]
    try forEachConstraint(isError: true) { path, type, key, text in
      // ele-1, which every element has, is of the suite of structure; it would take most of the time.
      guard path == type, key != "ele-1" else { return }
      let expression = try FHIRPathExpression(parsing: text)
      invariants[path, default: []].append(Invariant(key: key, expression: expression))
    }
    let children = try FHIRPathExpression(parsing: "children()")
    var broken: [String: Int] = [:]
    var count = 0
    func walk(_ item: FHIRPathItem, _ outer: FHIRPathEnvironment) throws {
      var environment = outer
      if item.source?["resourceType"] != nil {
        environment.rootResource = outer.rootResource ?? item
        environment.resource = item
      }
      for invariant in invariants[item.typeName ?? ""] ?? [] {
        let answer = try invariant.expression.evaluateBoolean(on: [item], environment: environment)
        if answer == false { broken[invariant.key, default: 0] += 1 }
        count += 1
      }
      for child in try children.evaluate(on: [item]) { try walk(child, environment) }
    }
    var environment = FHIRPathEnvironment()
    environment.allowsManyInAs = true
    environment.memberOf = { _, _ in nil }
    for file in try DataPacks.files(in: Self.examples, suffix: ".json")
    where !file.hasSuffix("/package.json") {
      let document = try JSONParser().parse(try DataPacks.bytes(of: file))
      try walk(FHIRPathItem(document.root), environment)
    }
    #expect(count > 30_000)
    // que-7 asks whether an answer of FHIR's type boolean is of the type Boolean of FHIRPath, which
    // it is not.
    #expect(broken == ["que-7": 1])
  }
}
