// SPDX-License-Identifier: Apache-2.0

import FHIR
import FHIRPath
import Foundation
import TestSupport
import Testing

/// The FHIRPath test suite of HL7 for R4, in the data packs.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA is not set"))
struct OfficialSuiteTests {
  /// The inputs are spelled in XML there; the same resources in JSON stand in these folders.
  private static let inputFolders = [
    "test-suites/fhirpath-js/test/resources/r4", "test-suites/fhir-test-cases/r4",
    "test-suites/fhir-test-cases/r4/examples",
  ]

  private func input(_ name: String) throws -> JSONDocument {
    let base = (name as NSString).deletingPathExtension
    for folder in Self.inputFolders {
      let path = "\(DataPacks.folder ?? "")/\(folder)/\(base).json"
      if FileManager.default.fileExists(atPath: path) {
        return try JSONParser().parse(try DataPacks.bytes(of: path))
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Why a case fails; `nil` where it passes.
  private func failure(of test: OfficialCase, _ document: JSONDocument) -> String? {
    let items: [FHIRPathItem]
    do {
      let expression = try FHIRPathExpression(parsing: test.expression)
      let type = document.root["resourceType"]?.string ?? ""
      if test.isStrict || test.invalid == "semantic" || test.invalid == nil {
        try expression.check(on: type)
      }
      items = try expression.evaluate(
        on: document.root,
        environment: FHIRPathEnvironment(now: "2026-03-01T12:30:00.000Z")
      )
    } catch {
      return test.invalid == nil ? "\(error)" : nil
    }
    let found = items.map { "\($0.typeName ?? "?") \($0.text ?? "{}")" }
    guard test.invalid == nil else { return "expected an error, not \(found)" }
    if test.isPredicate {
      return (items.isEmpty ? "false" : "true") == test.outputs.first?.text ? nil : "\(found)"
    }
    guard items.count == test.outputs.count else { return "\(found)" }
    var outputs = test.outputs
    for item in items {
      let index =
        test.isOrdered ? outputs.indices.first : outputs.firstIndex { isSame(item, $0) }
      guard let index, isSame(item, outputs.remove(at: index)) else { return "\(found)" }
    }
    return nil
  }

  private func isSame(_ item: FHIRPathItem, _ output: OfficialCase.Output) -> Bool {
    if let type = output.type, let name = item.typeName {
      guard type.lowercased() == name.lowercased() else { return false }
    }
    guard let text = item.text else { return false }
    switch item.typeName {
    case "Decimal", "decimal": return FHIRDecimal(text) == FHIRDecimal(output.text)
    case "Date", "DateTime", "date", "dateTime", "instant": return "@" + text == output.text
    case "Time", "time": return "@T" + text == output.text
    default: return text == output.text
    }
  }

  @Test func officialSuitePasses() throws {
    let folder = DataPacks.folder ?? ""
    let cases = try OfficialSuite.cases(
      inFile: folder + "/test-suites/fhir-test-cases/r4/fhirpath/tests-fhir-r4.xml"
    )
    #expect(cases.count == 935)
    var documents: [String: JSONDocument] = [:]
    var failures: [String: String] = [:]
    for test in cases {
      let name = test.inputFile ?? "patient-example.xml"
      let document = try documents[name] ?? input(name)
      documents[name] = document
      if let reason = failure(of: test, document) { failures[test.name] = reason }
    }
    let complaints = try KnownFailures(suite: "official").complaints(about: failures)
    #expect(complaints.isEmpty, "\(complaints.joined(separator: "\n"))")
    #expect(failures.count <= cases.count * 5 / 100)
  }
}
