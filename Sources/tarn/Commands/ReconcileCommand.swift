// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Exchange
import Extraction
import FHIR
import Store

/// `tarn reconcile`.
struct ReconcileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reconcile",
    abstract:
      "Compare a patient's notes with the chart: allergies, medications, problems, procedures.",
    discussion: """
      Says what is in disagreement (the newest note says stopped or denied and the chart says active, \
      or the chart contradicts itself: an order is stopped and a statement still active, or active \
      for what the patient is allergic to), what only the notes have and what only the chart has, \
      each with where it is said. --all adds what both have. NKDA speaks against allergies to drugs \
      only.
      """
  )

  @OptionGroup var lake: LakeOptions

  @Argument(help: "The patient: an id, or Patient/id.")
  var patient: String

  @Flag(help: "List what both have, too.")
  var all = false

  @Flag(help: "Print JSON, a line per thing.")
  var json = false

  func run() throws {
    let id = patient.replacing("Patient/", with: "")
    let found = try Reconciliation(lake: lake.open(), patient: id)
    let items = found.items.filter { all || $0.finding != .both }
    if json {
      for item in items { Output.line(Self.object(item).text) }
      return
    }
    Output.table(
      ["Finding", "kind", "name", "chart", "notes", "remark"],
      items.map { item in
        [
          item.finding.rawValue, item.kind.rawValue, item.name,
          Self.chart(item),
          item.mentions.first.map(Self.words) ?? "", item.remark ?? "",
        ]
      }
    )
  }

  /// The chart's entry that says how it stands; both sides, where the chart contradicts itself.
  private static func chart(_ item: Reconciliation.Item) -> String {
    func words(_ entry: Reconciliation.ChartItem) -> String {
      let date = entry.isActive ? entry.date : entry.endDate ?? entry.date
      return "\(entry.key.reference) \(entry.status) \(date ?? "")"
    }
    if let found = item.contradiction { return words(found.ended) + " | " + words(found.active) }
    return item.leading.map(words) ?? ""
  }

  private static func words(_ mention: Reconciliation.Mention) -> String {
    var said = ""
    for trait in mention.traits.map({ $0.rawValue.lowercased() })
    where trait != TraitName.diagnosis.rawValue.lowercased() && !said.contains(trait) {
      said += (said.isEmpty ? "" : " ") + trait
    }
    let place = "\(mention.note.reference) \(mention.begin)"
    return [mention.date ?? "", "'\(mention.text)'", said, place]
      .filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func object(_ item: Reconciliation.Item) -> JSON {
    var object: JSON = [
      "finding": .string(item.finding.rawValue), "kind": .string(item.kind.rawValue),
      "name": .string(item.name),
    ]
    if let remark = item.remark { object["remark"] = .string(remark) }
    object["chart"] = .array(
      item.chart.map { entry in
        var json: JSON = [
          "reference": .string(entry.key.reference), "name": .string(entry.name),
          "status": .string(entry.status), "active": .bool(entry.isActive),
        ]
        if let date = entry.date { json["date"] = .string(date) }
        if let end = entry.endDate { json["ended"] = .string(end) }
        if let dose = entry.dose { json["dose"] = .string(dose) }
        return json
      }
    )
    if let found = item.contradiction {
      object["contradiction"] = [
        "active": .string(found.active.key.reference), "ended": .string(found.ended.key.reference),
      ]
    }
    object["notes"] = .array(
      item.mentions.map { mention in
        var json: JSON = [
          "reference": .string(mention.note.reference),
          "begin": .number("\(mention.begin)"), "end": .number("\(mention.end)"),
          "text": .string(mention.text),
          "traits": .array(mention.traits.map { .string($0.rawValue) }),
          "decision": .string(mention.decision.rawValue),
        ]
        if let date = mention.date { json["date"] = .string(date) }
        if let dose = mention.dose { json["dose"] = .string(dose) }
        return json
      }
    )
    return object
  }
}
