// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store

/// `tarn history`.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "List the versions of a resource, or what changed in a patient's record.",
    discussion: "Newest first, deletions included."
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "Type/id.")
  var reference: ReferenceArgument?

  @Option(help: ArgumentHelp("What changed in a patient's record.", valueName: "id"))
  var patient: String?

  @Flag(help: "With --patient: first versions too.")
  var all = false

  @Flag(help: "Print one JSON object a line.")
  var json = false

  func validate() throws {
    guard (reference == nil) != (patient == nil) else {
      throw ValidationError("Name a resource, or a patient with --patient")
    }
  }

  func run() throws {
    let lake = try lake.open()
    let versions: [VersionInfo]
    if let reference {
      versions = try lake.versions(of: reference.key)
    } else {
      versions = try lake.changes(ofPatient: patient ?? "", creations: all)
    }
    if json {
      for version in versions { Output.line(Self.object(version).text) }
    } else {
      Output.table(
        ["Resource", "version", "what", "recorded", "author", "job", "why"],
        versions.map { version in
          [
            version.key.reference, String(version.version), "\(version.interaction)",
            FHIRDateTime.text(
              lowerBound: version.recordedAt,
              precision: .second,
              offsetMinutes: 0
            ),
            version.author, "\(version.job) \(version.jobKind.rawValue)", version.reason ?? "",
          ]
        },
        right: [1]
      )
    }
    if versions.isEmpty { throw ExitCode(1) }
  }

  private static func object(_ version: VersionInfo) -> JSON {
    [
      "reference": .string(version.key.reference),
      "version": .number(String(version.version)),
      "interaction": .string("\(version.interaction)"),
      "recordedAt": .string(FHIRDateTime.instantText(version.recordedAt)),
      "sourceUpdated": version.sourceUpdated.map { .string(FHIRDateTime.instantText($0)) } ?? .null,
      "job": .number(String(version.job)), "jobKind": .string(version.jobKind.rawValue),
      "author": .string(version.author), "reason": version.reason.map { .string($0) } ?? .null,
      "current": .bool(version.isCurrent),
    ]
  }
}
