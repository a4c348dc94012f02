// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Search
import Store
import Timeline
import Validation

import func TUI.counted

/// `tarn search`.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search the lake, in FHIR's grammar or in words.",
    discussion: """
      A query with a ? is a FHIR R4 search: 'Observation?code=http://loinc.org|4548-4&\
      value-quantity=gt7&_sort=-date', '?_id=x', 'Patient/1/Observation?', 'Patient/1/$everything?'. \
      What R4 does not know is refused, unless --lenient.

      Any other query finds events over all patients. \
      Words must all be there; !word excludes, "a phrase" stays together. Fields: type lane code \
      text date since until abn value status in, as in 'creatinine abn:H since:5y' or \
      'type:Condition text:diabetes'. Alternatives stand with |, values are compared with < and >.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "The query.")
  var query: [String]

  @Option(help: "How many hits are printed.")
  var limit = 100

  @ArgumentParser.Flag(help: "Print one JSON object a line.")
  var json = false

  @ArgumentParser.Flag(help: "Print one reference a line.")
  var ids = false

  @ArgumentParser.Flag(help: "Ignore parameters that R4 does not know, and say so.")
  var lenient = false

  @ArgumentParser.Flag(help: "Say what was asked of the index, and what it gave.")
  var explain = false

  /// The query as a FHIR request, when it is one.
  private var fhirQuery: String? {
    query.count == 1 && query[0].contains("?") && !query[0].contains(" ") ? query[0] : nil
  }

  @ArgumentParser.Flag(help: "Find deleted resources, by what they were.")
  var deleted = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is a number of hits, from 1") }
    if let fhirQuery {
      do throws(SearchRequestError) {
        _ = try SearchRequest(fhirQuery, now: Surroundings.now(), isLenient: lenient)
      } catch {
        throw ValidationError(error.text)
      }
      return
    }
    do throws(SearchError) {
      _ = try parsed()
    } catch {
      let suggestion = error.suggestion.map { ". Did you mean '\($0)'?" } ?? ""
      throw ValidationError(error.message + suggestion)
    }
  }

  private func parsed() throws(SearchError) -> EventQuery {
    let words = query + (deleted ? ["in:deleted"] : [])
    return try EventQuery(parsing: words.joined(separator: " "), lanes: Lane.allCases.map(\.name))
  }

  func run() throws {
    if let fhirQuery { return try runFHIR(fhirQuery) }
    let parsed = try parsed()
    // The newest first, whichever index found it.
    var rows: [(moment: Int64, cells: [String])] = []
    var units = ComparedUnits()
    let lake = try lake.open()
    let job = try past.job(in: lake)
    let found = try lake.search(
      parsed,
      now: past.present(in: lake),
      asOf: job,
      limit: limit,
      countLimit: max(limit + 1, Lake.searchCountLimit)
    ) { hit in
      units.count(hit.event.event.unit)
      rows.append((hit.event.event.start ?? hit.event.event.end ?? .min, cells(hit)))
    }
    let newest = rows.enumerated().sorted { left, right in
      (right.element.moment, left.offset) < (left.element.moment, right.offset)
    }
    .prefix(limit).map(\.element.cells)
    if json || ids {
      for cells in newest { Output.line(cells.joined()) }
    } else if !newest.isEmpty {
      Output.table(
        ["Patient", "When", "Lane", "What", "Value", "Flag", "Words", "Resource"],
        newest
      )
    }
    if Output.isTerminal || found.events == 0 || found.events > limit || found.isPartial {
      Output.error(
        "\(counted(found.events, "event"))\(found.isPartial ? " or more" : "") of "
          + counted(found.patients, "patient")
          + (found.events > limit
            ? "; \(found.isPartial ? "" : "the newest ")\(limit) are printed (--limit)" : "")
      )
    }
    if parsed.comparesResults, let remark = units.remark {
      Output.error("The number was compared with values \(remark)")
    }
    for spelled in found.spellings {
      Output.error("Nothing has '\(spelled.word)'. Did you mean '\(spelled.nearest)'?")
    }
    if found.events == 0 {
      try advise(parsed, lake, job)
      throw ExitCode(1)
    }
  }

  /// What is printed of a hit: an object, a reference, or the cells of a row.
  private func cells(_ hit: EventHit) -> [String] {
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
      return [object.text]
    }
    if ids { return [item.reference] }
    var cells = TimelineText.row(item)
    cells[2] = item.event.withdrawalMark + cells[2]
    let patient = hit.patientName ?? "Patient/\(hit.patientID)"
    return [patient] + cells.dropLast(3) + [hit.snippet ?? "", item.reference]
  }

  /// Says what comes back without which term, what hides most first, as the browser does.
  private func advise(_ query: EventQuery, _ lake: Lake, _ job: Int64?) throws {
    let now = try past.present(in: lake)
    let relaxations = try query.relaxations { rest in
      try lake.search(rest, now: now, asOf: job, limit: 0) { _ in }.events
    }
    for relaxation in relaxations.prefix(5) {
      let terms = relaxation.terms.map { "'\(query.terms[$0].text)'" }.joined(separator: ", ")
      let more = relaxation.count >= Lake.searchCountLimit ? " or more" : ""
      Output.error("Without \(terms): \(counted(relaxation.count, "event"))\(more)")
    }
    if query.comparesResults {
      Output.error("A number is compared with results: 'type:med' asks for doses")
    }
  }

  private func runFHIR(_ text: String) throws {
    let request = try SearchRequest(text, now: Surroundings.now(), isLenient: lenient)
    let lake = try lake.open()
    let page = try lake.search(
      request,
      defaultCount: limit,
      asOf: past.job(in: lake),
      findsDeleted: deleted,
      definitions: R4Definitions.codes(inValueSet:),
      explains: explain
    )
    for warning in request.warnings { Output.error(warning) }
    if json {
      Output.line(try SearchsetBundle.text(page, request, text))
    } else if ids {
      for hit in page.hits { Output.line(hit.key.reference) }
    } else if !page.hits.isEmpty {
      Output.table(FHIRSearchText.columns, page.hits.map(FHIRSearchText.row))
    } else if let total = page.total, request.summary == .count {
      Output.line("\(total)")
    }
    var remarks = explain ? FHIRSearchText.explanation(page) : []
    if Output.isTerminal || (page.hits.isEmpty && request.summary != .count) {
      remarks += FHIRSearchText.summary(page, text)
    }
    for line in remarks { Output.error(line) }
    if page.next != nil, !Output.isTerminal { Output.cut(at: page.hits.count, option: "--limit") }
    if page.hits.isEmpty, request.summary != .count { throw ExitCode(1) }
  }
}
