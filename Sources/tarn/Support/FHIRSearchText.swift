// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import Timeline

import func TUI.counted
import func TUI.grouped

/// A page of a FHIR search for people.
enum FHIRSearchText {
  static let columns = ["Resource", "When", "What", "Value", "Flag", "Status"]

  /// A row of the table: what the timeline would say of the resource.
  static func row(_ hit: SearchHit) -> [String] {
    let root = hit.document.root
    let reference = (hit.isMatch ? "" : "+ ") + hit.key.reference
    guard let event = EventRules.events(of: root, type: hit.key.type).first else {
      let name = root["name"].flatMap { name in
        name.string ?? HumanName.preferred(name.elements.map(HumanName.init))?.listText
      }
      return [reference, root["birthDate"]?.string ?? "", name ?? "", "", "", ""]
    }
    let cells = TimelineText.row(
      TimelineEntry(event: event, reference: hit.key.reference, version: hit.version)
    )
    return [reference, cells[0], cells[2], cells[3], cells[4], cells[6]]
  }

  /// What to say beneath the table.
  static func summary(_ page: SearchPage, _ text: String) -> [String] {
    let matches = page.hits.count { $0.isMatch }
    let included = page.hits.count - matches
    var line = page.total.map { "\(matches) of \($0)" } ?? "\(matches)"
    line += included > 0 ? ", and \(included) included" : ""
    var lines = [line + (page.next == nil ? "" : "; more with _page=\(page.next ?? "")")]
    for (criterion, count) in page.relaxed {
      let number = count >= SearchPage.mostRelaxed ? "\(count) or more" : "\(count)"
      lines.append("Without \(criterion.name)=\(criterion.text): \(number)")
    }
    return lines
  }

  /// What was asked of the index, and what each hit has that was asked for.
  static func explanation(_ page: SearchPage) -> [String] {
    let tenths = Int(page.duration / .microseconds(100))
    var lines = page.steps.map { step in
      let query = step.query.map(shortened) ?? "the resources that the request names"
      let decision = step.isExact ? "the index decides" : "\(step.checked) looked at"
      return
        "\(step.type.rawValue): \(query)\n  \(counted(step.rows, "row")), \(grouped(step.stale)) no longer current, "
        + "\(decision), \(step.matched) matched"
    }
    for hit in page.hits where hit.isMatch {
      guard let evidence = page.evidence[hit.key], !evidence.isEmpty else { continue }
      lines.append("\(hit.key.reference) matches")
      lines += evidence.map { item in
        "  \(item.criterion): "
          + (item.values.isEmpty ? "by no value of its own" : item.values.joined(separator: "; "))
      }
    }
    return lines + ["Found in \(tenths / 10).\(tenths % 10) ms, the opening of the lake left out"]
  }

  /// How many keys of a list are shown at its beginning.
  private static let shownKeys = 3

  /// A query of the index with long lists of alternatives cut short.
  private static func shortened(_ query: String) -> String {
    let parts = query.split(separator: " OR ", omittingEmptySubsequences: false)
    guard parts.count > shownKeys * 2 else { return query }
    var result = ""
    var run = 0
    for (place, part) in parts.enumerated() {
      // A list goes on as long as its parts neither open nor close a bracket.
      let isInside = place > 0 && place < parts.count - 1 && !part.contains { "()".contains($0) }
      run = isInside ? run + 1 : 0
      if run < shownKeys {
        result += (place == 0 ? "" : " OR ") + part
      } else if run == shownKeys {
        let rest = parts[place...].prefix { !$0.contains { "()".contains($0) } }
        result += " OR … \(rest.count) more"
      }
    }
    return result
  }
}
