// SPDX-License-Identifier: Apache-2.0

import Exchange
import FHIR
import Foundation
import TestSupport
import Testing
import Validation

private typealias FoundIssue = Testing.Issue

/// The R4 JSON cases of HL7's validator suite: error or no error, as the outcomes there say.
@Suite(.enabled(if: DataPacks.areThere, "TARN_DATA names no folder of data packs"))
struct ValidatorSuiteTests {
  private static let folder = (DataPacks.folder ?? "") + "/test-suites/fhir-test-cases/validator/"
  private static let packs = (DataPacks.folder ?? "") + "/fhir-defs/"

  /// What a case has at hand beside the base.
  private static let packages: [String: String] = [
    "hl7.fhir.us.core#3.1.1": packs + "us-core-tgz/us_core_311.tgz",
    "hl7.fhir.us.core#6.1.0": packs + "us-core-tgz/us_core_610.tgz",
  ]

  /// The modules that are about something else than validating a resource of the record.
  private static let otherModules: [String: String] = [
    "tx": "needs a terminology server", "tx-advanced": "needs a terminology server",
    "cdshooks": "is no FHIR resource", "json5": "is about a dialect of JSON",
    "matchetype": "is about comparing resources with matchetypes",
    "shc": "is about SMART health cards", "dsig": "is about digital signatures",
    "logical": "is about logical models", "scoring": "is about scores of questionnaires",
    "package-versioning": "is about resolving versions of packages",
    "xver": "is about extensions between versions of FHIR",
  ]

  /// What a case turns on in the validator that the suite was written for.
  private static let modes = ["security-checks", "noHtmlInMarkdown"]

  private struct Case {
    let name: String
    let file: String
    let definitions: [String]
    let packages: [String]
    /// The profile that is asked for besides those that the resource claims.
    let profile: String?
    let expectsError: Bool
  }

  private static func document(_ path: String) throws -> JSONDocument {
    try JSONParser().parse(try DataPacks.bytes(of: path))
  }

  private static func strings(_ value: JSONValue?) -> [String] {
    (value?.elements ?? .empty).compactMap(\.string)
  }

  /// Whether an outcome has errors; `nil` where all are of a terminology server.
  private static func expectsError(_ outcome: String) throws -> Bool? {
    let root = try document(folder + "outcomes/" + outcome).root
    let errors = (root["issue"]?.elements ?? .empty).filter {
      ["error", "fatal"].contains($0["severity"]?.string ?? "")
    }
    let others = errors.filter { issue in
      let text = issue["details"]?["text"]?.string ?? ""
      return !["Wrong Display Name", "Unknown code"].contains { text.hasPrefix($0) }
    }
    return errors.isEmpty ? false : others.isEmpty ? nil : true
  }

  /// The cases, and how many were left out for which reason.
  private static func cases() throws -> (cases: [Case], leftOut: [String: Int]) {
    let manifest = try document(folder + "manifest.json").root
    var cases: [Case] = []
    var leftOut: [String: Int] = [:]
    for item in manifest["test-cases"]?.elements ?? .empty {
      guard let file = item["file"]?.string, file.hasSuffix(".json"),
        ["4.0", "4.0.1"].contains(item["version"]?.string ?? "")
      else { continue }
      let packages = strings(item["packages"])
      let definitions = strings(item["supporting"]) + strings(item["profiles"])
      let module = item["module"]?.string ?? ""
      let reason: String? =
        if item["use-test"]?.bool == false {
          "the suite does not use it"
        } else if let reason = otherModules[module] {
          reason
        } else if item["tx-dependent"]?.bool == true {
          "needs a terminology server"
        } else if packages.contains(where: { Self.packages[$0] == nil }) {
          "needs a package that is not at hand"
        } else if modes.contains(where: { item[dynamic: $0] != nil })
          || item["validateContains"]?.string == "IGNORE"
        {
          "asks for a mode that there is not"
        } else if item["fetcher"] != nil {
          "needs a server to fetch from"
        } else if (definitions + [file]).contains(where: { name in
          !FileManager.default.fileExists(atPath: folder + name)
        }) || definitions.contains(where: { !$0.hasSuffix(".json") }) {
          "a file of it is XML or missing"
        } else {
          nil
        }
      if let reason {
        leftOut[reason, default: 0] += 1
        continue
      }
      let name = item["name"]?.string ?? file
      if let outcome = item["java"]?.string,
        FileManager.default.fileExists(atPath: folder + "outcomes/" + outcome)
      {
        guard let expectsError = try expectsError(outcome) else {
          leftOut["needs a terminology server", default: 0] += 1
          continue
        }
        cases.append(
          Case(
            name: name,
            file: file,
            definitions: definitions,
            packages: packages,
            profile: nil,
            expectsError: expectsError
          )
        )
      }
      if let profile = item["profile"], let source = profile["source"]?.string,
        let outcome = profile["java"]?.string, source.hasSuffix(".json"),
        FileManager.default.fileExists(atPath: folder + "outcomes/" + outcome),
        FileManager.default.fileExists(atPath: folder + source)
      {
        let more = strings(profile["supporting"]).filter { $0.hasSuffix(".json") }
        cases.append(
          Case(
            name: name + "-profile",
            file: file,
            definitions: definitions + more + [source],
            packages: packages,
            profile: try document(folder + source).root["url"]?.string,
            expectsError: try expectsError(outcome) ?? true
          )
        )
      }
    }
    return (cases, leftOut)
  }

  private static func core() throws -> [JSONDocument] {
    let folder = packs + "hl7.fhir.r4.core-4.0.1/package"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { name in
      name.hasSuffix(".json")
        && ["StructureDefinition-", "ValueSet-", "CodeSystem-"].contains { name.hasPrefix($0) }
    }.map { try document(folder + "/" + $0) }
  }

  @Test func nineOfTenCasesAgreeAndTheRestIsExplained() throws {
    let (cases, leftOut) = try Self.cases()
    let core = try Self.core()
    var disagreements: [String: String] = [:]
    for item in cases {
      var packages = [("hl7.fhir.r4.core#4.0.1", core)]
      for name in item.packages {
        guard let path = Self.packages[name] else { continue }
        packages.append((name, try PackageFile(path: path).definitions))
      }
      let own = item.definitions.compactMap { name -> JSONDocument? in
        // A supporting file may be broken on purpose.
        try? Self.document(Self.folder + name)
      }
      packages.append(("case", own))
      var issues: [FHIR.Issue] = []
      do throws(JSONError) {
        let text = try JSONParser().parse(
          (try? DataPacks.bytes(of: Self.folder + item.file)) ?? []
        )
        // As the outcomes were made: an extension that nobody defines is an error.
        var options = ProfileValidator.Options()
        options.allowsUnknown = false
        issues = ResourceValidator(
          level: .strict,
          profiles: ProfileSet(packages),
          options: options
        )
        .validate(text.root, profiles: item.profile.map { [$0] } ?? [])
      } catch {
        issues = [
          FHIR.Issue(
            severity: .fatal,
            code: .structure,
            rule: "not-json",
            expression: "",
            diagnostics: error.description
          )
        ]
      }
      let errors = issues.filter { $0.severity >= .error }
      guard errors.isEmpty == item.expectsError else { continue }
      disagreements[item.name] =
        item.expectsError
        ? "no error" : errors.prefix(3).map { "\($0.expression): \($0.diagnostics)" }.joined()
    }
    let agreed = cases.count - disagreements.count
    #expect(
      agreed * 10 >= cases.count * 9,
      "\(agreed) of \(cases.count) agree; left out: \(leftOut)"
    )
    let known = try Self.knownDisagreements()
    for (name, found) in disagreements.sorted(by: { $0.key < $1.key }) where known[name] == nil {
      FoundIssue.record("disagrees: \(name): \(found)")
    }
    for name in known.keys.sorted() where disagreements[name] == nil {
      FoundIssue.record("agrees, but is listed in KnownDisagreements.txt: \(name)")
    }
    #expect(cases.count > 170)
  }

  /// The cases that end otherwise here, each with its reason.
  private static func knownDisagreements() throws -> [String: String] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("KnownDisagreements.txt")
    var reasons: [String: String] = [:]
    for line in try String(contentsOf: path, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1)
      if parts.count == 2 { reasons[String(parts[0])] = String(parts[1]) }
    }
    return reasons
  }
}
