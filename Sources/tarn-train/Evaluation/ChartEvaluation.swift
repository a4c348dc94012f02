// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Whether the coded facts of an encounter are found again in its note, on the synthetic patients.
struct ChartEvaluation {
  let folder: String
  let engine: ClinicalTextEngine

  static let types = ["Condition", "Procedure", "MedicationRequest", "Immunization"]

  /// Reads the patients.
  ///
  /// - Parameters:
  ///   - table: Gets the rows.
  ///   - limit: How many at most.
  ///   - missed: Is told of each fact that no entity names, and of each without its code.
  func run(
    _ table: inout EvaluationTable,
    limit: Int = 30,
    missed: (String) -> Void = { _ in }
  ) {
    let part = "EMIS Synthea notes"
    let path = "\(folder)/fhir-data/emis-synthea"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
      .filter { $0.hasSuffix(".json") }.sorted()
    guard !names.isEmpty else { return table.remark("\(part): not at hand") }
    var named: [String: Tally] = [:]
    var coded: [String: Tally] = [:]
    for name in names.prefix(limit) {
      guard let data = FileManager.default.contents(atPath: "\(path)/\(name)"),
        let bundle = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
        let entries = bundle["entry"] as? [[String: Any]]
      else { continue }
      let resources = entries.compactMap { $0["resource"] as? [String: Any] }
      let notes = read(resources)
      var names: [String: Counts] = [:]
      var codes: [String: Counts] = [:]
      for resource in resources {
        guard let fact = Fact(resource), let note = notes[fact.encounter] else { continue }
        let isNamed = fact.isNamed(in: note)
        let isCoded = note.entities.contains { $0.concepts.contains { $0.code == fact.code } }
        names[fact.type, default: Counts()] += Self.recall(isNamed)
        codes[fact.type, default: Counts()] += Self.recall(isCoded)
        if !isNamed { missed("not named: \(fact.type) \(fact.code) \(fact.display)") }
        if !isCoded { missed("no code: \(fact.type) \(fact.code) \(fact.display)") }
      }
      for type in Self.types where names[type] != nil {
        named[type, default: Tally()].add(names[type] ?? Counts())
        coded[type, default: Tally()].add(codes[type] ?? Counts())
      }
    }
    for type in Self.types {
      table.add(part, "recall, named, \(type)", named[type]?.total.recall ?? 0, unit: "")
      table.add(part, "recall, coded, \(type)", coded[type]?.total.recall ?? 0, unit: "")
    }
  }

  private static func recall(_ isHit: Bool) -> Counts {
    Counts(hits: isHit ? 1 : 0, found: 1, gold: 1)
  }

  /// The notes of the patients' encounters, read.
  private func read(_ resources: [[String: Any]]) -> [String: ExtractedNote] {
    var notes: [String: ExtractedNote] = [:]
    for resource in resources where resource["resourceType"] as? String == "DocumentReference" {
      guard let context = resource["context"] as? [String: Any],
        let encounter = (context["encounter"] as? [[String: Any]])?.first?["reference"] as? String,
        let content = (resource["content"] as? [[String: Any]])?.first,
        let attachment = content["attachment"] as? [String: Any],
        let text = (attachment["data"] as? String).flatMap({ Data(base64Encoded: $0) })
      else { continue }
      notes[encounter] = engine.read(NoteText(bytes: Array(text)).text)
    }
    return notes
  }

  /// A coded resource of an encounter.
  private struct Fact {
    var type: String
    var encounter: String
    var code: String
    var display: String

    init?(_ resource: [String: Any]) {
      guard let type = resource["resourceType"] as? String, types.contains(type),
        let encounter = (resource["encounter"] as? [String: Any])?["reference"] as? String
      else { return nil }
      let concept =
        (resource["code"] ?? resource["medicationCodeableConcept"] ?? resource["vaccineCode"])
        as? [String: Any]
      guard let coding = (concept?["coding"] as? [[String: Any]])?.first,
        let code = coding["code"] as? String, let display = coding["display"] as? String
      else { return nil }
      self.type = type
      self.encounter = encounter
      self.code = code
      self.display = display
    }

    func isNamed(in note: ExtractedNote) -> Bool {
      let wanted = display.lowercased().split(separator: "(").first.map(String.init) ?? display
      return note.entities.contains { entity in
        let text = entity.text.lowercased()
        return entity.category != .protectedHealthInformation && text.count > 3
          && (wanted.contains(text) || text.contains(wanted))
      }
    }
  }
}
