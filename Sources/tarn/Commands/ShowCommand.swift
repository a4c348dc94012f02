// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store

/// `tarn show`.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a resource, or one of its versions.",
    discussion: """
      Prints FHIR JSON with meta.versionId and meta.lastUpdated, indented on a terminal. \
      --note prints the decoded clinical note instead.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "Type/id or Type/id/_history/version.")
  var reference: ReferenceArgument

  @Flag(help: "Print the decoded note.")
  var note = false

  @Flag(help: "Do not indent.")
  var compact = false

  func run() throws {
    let lake = try lake.open()
    var version = reference.version
    if let job = try past.job(in: lake) {
      version = try lake.versions(of: reference.key, asOf: job).first?.version
      guard version != nil else {
        throw StoreError(
          .notFound,
          "There was no such resource then",
          subject: reference.key.reference
        )
      }
    }
    if note {
      guard let text = try lake.note(reference.key, version: version) else {
        let why = try lake.pdfFailure(of: reference.key).map { ". \($0.words)" } ?? ""
        Output.error("tarn: \(reference.key.reference) carries no text\(why)")
        throw ExitCode(1)
      }
      Output.line(Output.isTerminal ? Output.harmless(text) : text)
      return
    }
    let resource = try lake.resource(reference.key, version: version)
    guard let body = resource.output else {
      Output.error("tarn: Version \(resource.info.version) is a deletion; see 'tarn history'")
      throw ExitCode(1)
    }
    guard Output.isTerminal, !compact else {
      Output.write(body + [0x0A])
      return
    }
    let document = try JSONParser().parse(body)
    Output.line(Output.harmless(JSONIndent.text(document.root)))
  }
}

/// Indents JSON for people, keeping the order of members and the spelling of values.
enum JSONIndent {
  static func text(_ value: JSONValue, indent: String = "") -> String {
    let inner = indent + "  "
    switch value.kind {
    case .object:
      let members = value.members.map { member in
        "\(inner)\(JSON.string(member.key).text): \(text(member.value, indent: inner))"
      }
      return members.isEmpty ? "{}" : "{\n\(members.joined(separator: ",\n"))\n\(indent)}"
    case .array:
      let elements = value.elements.map { inner + text($0, indent: inner) }
      return elements.isEmpty ? "[]" : "[\n\(elements.joined(separator: ",\n"))\n\(indent)]"
    default:
      return value.jsonText
    }
  }
}
