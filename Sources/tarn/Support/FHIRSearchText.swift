// SPDX-License-Identifier: Apache-2.0

import FHIR
import Search
import Store
import Timeline

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

  /// What was asked of the index.
  static func explanation(_ page: SearchPage, _ duration: Duration) -> [String] {
    let tenths = Int(duration / .microseconds(100))
    return page.steps.map { step in
      let query = step.query ?? "the resources that the request names"
      let decision = step.isExact ? "the index decides" : "\(step.checked) looked at"
      return
        "\(step.type.rawValue): \(query)\n  \(step.rows) rows, \(step.stale) no longer current, "
        + "\(decision), \(step.matched) matched"
    } + ["Found in \(tenths / 10).\(tenths % 10) ms, the opening of the lake left out"]
  }
}
