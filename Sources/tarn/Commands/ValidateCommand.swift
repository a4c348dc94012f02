// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import FHIR
import Foundation
import Validation

/// `tarn validate`.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check resources against R4 and profiles.",
    discussion: """
      Takes files with a resource or a Bundle, and NDJSON. Prints a line per finding, or one \
      OperationOutcome per resource with --json. Exit status 1 when anything is an error. Profiles \
      that a resource claims in meta.profile are followed where 'tarn profile add' has loaded them.
      """
  )

  @Argument(help: "Files; - is standard input.", completion: .file())
  var files: [String]

  @Option(help: "What is checked: strict, structure-only or minimal.")
  var validation: StructureValidator.Level = .strict

  @OptionGroup var profiles: ProfileOptions

  @Option(
    name: .customLong("profile"),
    help: ArgumentHelp(
      "A profile that every resource must meet; may be repeated.",
      valueName: "url"
    )
  )
  var required: [String] = []

  @Flag(help: "Report elements that a profile marks as must-support and that are not there.")
  var mustSupport = false

  @Flag(help: "Print an OperationOutcome per resource.")
  var json = false

  private func validator() throws -> ResourceValidator {
    guard validation == .strict || required.isEmpty else {
      throw ValidationError("--profile needs --validation strict")
    }
    let set = validation == .strict ? try profiles.folder.load() : nil
    for url in required where set?.hasProfile(url) != true {
      throw ValidationError(
        "The profile \(url) is not loaded; 'tarn profile list --all' lists those that are"
      )
    }
    var options = ProfileValidator.Options()
    options.reportsMustSupport = mustSupport
    return ResourceValidator(level: validation, profiles: set, options: options)
  }

  func run() throws {
    let validator = try validator()
    var hasErrors = false
    for file in files {
      let data =
        file == "-"
        ? FileHandle.standardInput.readDataToEndOfFile()
        : FileManager.default.contents(atPath: file)
      guard let data else {
        Output.error("tarn: The file cannot be read: \(file)")
        throw ExitCode(2)
      }
      for (line, text) in Self.texts(Array(data)) {
        let isBad = try check(text, line: line, file: file, validator)
        hasErrors = hasErrors || isBad
      }
    }
    if hasErrors { throw ExitCode(1) }
  }

  /// The whole file, or its lines where the first is a JSON text of its own.
  private static func texts(_ bytes: [UInt8]) -> [(line: Int, text: ArraySlice<UInt8>)] {
    let parser = JSONParser()
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    // Whether the first line is JSON is all that matters here.
    guard lines.count > 1, (try? parser.parse(Array(lines[0]))) != nil else {
      return [(1, bytes[...])]
    }
    return lines.enumerated().compactMap { index, line in
      line.allSatisfy { $0 == 0x20 || $0 == 0x0D || $0 == 0x09 } ? nil : (index + 1, line)
    }
  }

  private func check(
    _ text: ArraySlice<UInt8>,
    line: Int,
    file: String,
    _ validator: ResourceValidator
  ) throws -> Bool {
    let issues: [Issue]
    var document: JSONDocument?
    do throws(JSONError) {
      let parsed = try JSONParser().parse(Array(text))
      document = parsed
      issues = validator.validate(parsed.root, profiles: required)
    } catch {
      issues = [
        Issue(
          severity: .fatal,
          code: .structure,
          rule: "not-json",
          expression: "",
          diagnostics: error.description
        )
      ]
    }
    if json {
      Output.line(OperationOutcome.json(issues, in: document).text)
    } else {
      for issue in issues {
        let place = document.flatMap { issue.position(in: $0) }
        let location =
          place.map { "\(file):\(line + $0.line - 1):\($0.column)" } ?? "\(file):\(line)"
        let element = issue.expression.isEmpty ? "" : issue.expression + ": "
        Output.line("\(location): \(issue.severity.rawValue): \(element)\(issue.diagnostics)")
      }
    }
    return issues.contains { $0.severity >= .error }
  }
}
