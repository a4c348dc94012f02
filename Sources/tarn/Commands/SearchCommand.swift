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
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "The query.")
  var query: [String]

  @Option(help: "How many hits are printed.")
  var limit = 100

  @ArgumentParser.Flag(help: "Print one JSON object a line.")
  var json = false

  @ArgumentParser.Flag(help: "Print one reference a line.")
  var ids = false

  func validate() throws {
    do throws(SearchError) {
      _ = try parsed()
    } catch {
      let suggestion = error.suggestion.map { ". Did you mean '\($0)'?" } ?? ""
      throw ValidationError(error.message + suggestion)
    }
  }

  private func parsed() throws(SearchError) -> EventQuery {
    try EventQuery(parsing: query.joined(separator: " "), lanes: Lane.allCases.map(\.name))
  }

  func run() throws {
    let parsed = try parsed()
    var rows: [[String]] = []
    let found = try lake.open().search(parsed, now: Surroundings.now(), limit: limit) { hit in
      let item = TimelineEntry(
        event: hit.event.event,
        reference: hit.event.key.reference,
        version: hit.event.version
      )
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
            + [hit.snippet ?? "", item.reference]
        )
      }
    }
    if !json && !ids && !rows.isEmpty {
      Output.table(
        ["Patient", "When", "Lane", "What", "Value", "Flag", "Words", "Resource"],
        rows
      )
    }
    if Output.isTerminal || found.events == 0 {
      Output.error(
        "\(found.events)\(found.isPartial ? " or more" : "") events of \(found.patients) patients"
      )
    }
    if found.events == 0 { throw ExitCode(1) }
  }
}
