// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Differences
import FHIR
import Store

/// `tarn diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say how two versions of a resource differ, element by element.",
    discussion: """
      Without versions, the current one is compared with the one before. Items of lists are \
      compared with those that mean the same, wherever they stand. --patch gives the JSON Patch \
      that makes the later of the earlier.
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "Type/id.")
  var reference: ReferenceArgument

  @Argument(help: "The earlier version.")
  var from: Int?

  @Argument(help: "The later version.")
  var to: Int?

  @Flag(help: "Print a JSON Patch.")
  var patch = false

  @Flag(help: "Print one JSON object a difference.")
  var json = false

  func run() throws {
    let lake = try lake.open()
    let versions = try lake.versions(of: reference.key)
    let newest = try to ?? versions.first?.version ?? lake.resource(reference.key).info.version
    let earlier = from ?? max(1, newest - 1)
    let old = try content(lake, earlier)
    let new = try content(lake, newest)
    if patch {
      Output.line(JSONPatch.make(from: old, to: new).json.text)
      return
    }
    let changes = ResourceDifference(from: old, to: new).changes
    if json {
      for change in changes { Output.line(Self.object(change).text) }
    } else {
      Output.table(
        ["What", "element", "class", "version \(earlier)", "version \(newest)"],
        changes.map { change in
          [
            change.kind.rawValue, change.path, change.elementClass.rawValue,
            change.old.map(Self.text) ?? "", change.new.map(Self.text) ?? "",
          ]
        }
      )
    }
    if changes.isEmpty { throw ExitCode(1) }
  }

  /// The content of a version; a deletion is compared as a resource with nothing in it.
  private func content(_ lake: Lake, _ version: Int) throws -> JSON {
    let document = try lake.resource(reference.key, version: version).document
    return document.map { JSON($0.root) }
      ?? [
        "resourceType": .string(reference.key.type.rawValue), "id": .string(reference.key.id),
      ]
  }

  private static func text(_ value: JSON) -> String {
    if case .string(let text) = value { return text }
    return value.text
  }

  private static func object(_ change: ResourceDifference.Change) -> JSON {
    var object: JSON = [
      "kind": .string(change.kind.rawValue), "path": .string(change.path),
      "element": .string(change.element), "class": .string(change.elementClass.rawValue),
    ]
    if let old = change.old { object["old"] = old }
    if let new = change.new { object["new"] = new }
    return object
  }
}

/// `tarn blame`.
struct BlameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Say which version, job and author last changed each element of a resource."
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "Type/id.")
  var reference: ReferenceArgument

  @Flag(help: "Print one JSON object an element.")
  var json = false

  func run() throws {
    let lake = try lake.open()
    let versions = try lake.versions(of: reference.key).reversed()
    let authors = Dictionary(versions.map { ($0.version, $0) }) { first, _ in first }
    let blame = Blame(
      try versions.map { info in
        let document = try lake.resource(reference.key, version: info.version).document
        return Blame.Version(
          id: String(info.version),
          job: Int(info.job),
          document: document.map { JSON($0.root) }
        )
      }
    )
    let lines = blame.lines
    for line in lines where json {
      let info = Int(line.versionID).flatMap { authors[$0] }
      let object: JSON = [
        "path": .string(line.path), "value": line.value, "version": .number(line.versionID),
        "job": .number("\(line.job)"), "author": .string(info?.author ?? ""),
        "recordedAt": .string(info.map { FHIRDateTime.instantText($0.recordedAt) } ?? ""),
      ]
      Output.line(object.text)
    }
    if !json {
      Output.table(
        ["Version", "job", "author", "recorded", "element", "value"],
        lines.map { line in
          let info = Int(line.versionID).flatMap { authors[$0] }
          let time = info.map {
            FHIRDateTime.text(lowerBound: $0.recordedAt, precision: .second, offsetMinutes: 0)
          }
          var value = line.value.text
          if case .string(let text) = line.value { value = text }
          return [
            line.versionID, String(line.job), info?.author ?? "", time ?? "", line.path, value,
          ]
        },
        right: [0, 1]
      )
    }
    if lines.isEmpty { throw ExitCode(1) }
  }
}
