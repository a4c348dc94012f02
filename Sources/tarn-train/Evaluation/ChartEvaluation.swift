// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// How many coded facts of an encounter are found again in its note, on the synthetic patients.
struct ChartEvaluation {
  let folder: String
  let engine = ClinicalTextEngine()

  func run() {
    let path = "\(folder)/fhir-data/emis-synthea"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    var named: [String: Counts] = [:]
    var coded: [String: Counts] = [:]
    var missed: [String: Int] = [:]
    for name in names.prefix(40) {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
        let bundle = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let entries = bundle["entry"] as? [[String: Any]]
      else { continue }
      let resources = entries.compactMap { $0["resource"] as? [String: Any] }
      var notes: [String: ExtractedNote] = [:]
      for resource in resources where resource["resourceType"] as? String == "DocumentReference" {
        guard let context = resource["context"] as? [String: Any],
          let encounter = (context["encounter"] as? [[String: Any]])?.first?["reference"]
            as? String,
          let content = (resource["content"] as? [[String: Any]])?.first,
          let attachment = content["attachment"] as? [String: Any],
          let text = (attachment["data"] as? String).flatMap({ Data(base64Encoded: $0) })
        else { continue }
        notes[encounter] = engine.read(NoteText(bytes: Array(text)).text)
      }
      for resource in resources {
        guard let type = resource["resourceType"] as? String,
          ["Condition", "Procedure", "MedicationRequest", "Immunization"].contains(type),
          let encounter = (resource["encounter"] as? [String: Any])?["reference"] as? String,
          let note = notes[encounter]
        else { continue }
        let concept =
          (resource["code"] ?? resource["medicationCodeableConcept"]
          ?? resource["vaccineCode"]) as? [String: Any]
        guard let coding = (concept?["coding"] as? [[String: Any]])?.first,
          let code = coding["code"] as? String, let display = coding["display"] as? String
        else { continue }
        let wanted = display.lowercased().split(separator: "(").first.map(String.init) ?? display
        let isNamed = note.entities.contains { entity in
          let text = entity.text.lowercased()
          return entity.category != .protectedHealthInformation && text.count > 3
            && (wanted.contains(text) || text.contains(wanted))
        }
        let isCoded = note.entities.contains { $0.concepts.contains { $0.code == code } }
        named[type, default: Counts()] += Counts(hits: isNamed ? 1 : 0, found: 1, gold: 1)
        coded[type, default: Counts()] += Counts(hits: isCoded ? 1 : 0, found: 1, gold: 1)
        if !isNamed { missed["\(type) \(display)", default: 0] += 1 }
      }
    }
    for type in named.keys.sorted() {
      let percent = 100 * (named[type]?.recall ?? 0)
      let codes = 100 * (coded[type]?.recall ?? 0)
      print(String(format: "%@: named %.1f %%, coded %.1f %%", type, percent, codes))
    }
    for (text, count) in missed.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }).prefix(40) {
      print("  missed", count, text)
    }
  }
}
