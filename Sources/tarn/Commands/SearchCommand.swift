// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Search
import Store
import Timeline

/// `tarn search`.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Find events over all patients.",
    discussion: """
      Words must all be there; !word excludes, "a phrase" stays together. Fields: type lane code \
      text date since until abn value status, as in 'creatinine abn:H since:5y' or \
      'type:Condition text:diabetes'. Alternatives stand with |, values are compared with < and >.
      """)

  @OptionGroup var lake: LakeOptions

  @Argument(help: "The query.")
  var query: [String]

  @Option(help: "How many hits are printed.")
  var limit = 100

  @ArgumentParser.Flag(help: "Print one JSON object a line.")
  var json = false

  @ArgumentParser.Flag(help: "Print one reference a line.")
  var ids = false

  func run() throws {
    let text = query.joined(separator: " ")
    let parsed: EventQuery
    do throws(SearchError) {
      parsed = try EventQuery(parsing: text, lanes: Lane.allCases.map(\.name))
    } catch {
      throw ValidationError(error.message)
    }
    var rows: [[String]] = []
    let found = try lake.open().search(parsed, now: Surroundings.now(), limit: limit) { hit in
      let item = TimelineEntry(
        event: hit.event.event, reference: hit.event.key.reference, version: hit.event.version)
      if json {
        var object = TimelineText.json(item)
        object["patient"] = .string(hit.patientID)
        if let part = hit.part { object["matched"] = .string(part.rawValue) }
        if let snippet = hit.snippet { object["snippet"] = .string(snippet) }
        Output.line(object.text)
      } else if ids {
        Output.line(item.reference)
      } else {
        let cells = TimelineText.row(item)
        rows.append(
          [hit.patientName ?? "Patient/\(hit.patientID)"] + cells.dropLast(3)
            + [hit.snippet ?? "", item.reference])
      }
    }
    if !json && !ids && !rows.isEmpty {
      Output.table(
        ["Patient", "When", "Lane", "What", "Value", "Flag", "Words", "Resource"], rows)
    }
    if Output.isTerminal || found.events == 0 {
      Output.error(
        "\(found.events)\(found.isPartial ? " or more" : "") events of \(found.patients) patients")
    }
    if found.events == 0 { throw ExitCode(1) }
  }
}
