// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Times against a table of the project, and identifiers that were put into notes.
struct PlainEvaluation {
  let folder: String
  let corpora: Corpora
  let engine: ClinicalTextEngine

  /// `time.txt` of the gold folder: words, and what they mean on Friday 2024-03-15.
  func times(_ table: inout EvaluationTable) {
    let text = corpora.file("\(folder)/time.txt")
    var counts = Counts()
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "|").map { String($0.trimming(" ")) }
      guard fields.count == 2 else { continue }
      let date = CalendarDate(year: 2024, month: 3, day: 15)
      let isRight = values(engine.read(fields[0], noteDate: date)).contains(fields[1])
      counts += Counts(hits: isRight ? 1 : 0, found: 1, gold: 1)
    }
    table.add("time", "exact value", counts.recall, unit: "of \(counts.gold)")
  }

  private func values(_ note: ExtractedNote) -> [String] {
    let details = note.entities.flatMap(\.attributes) + note.unmappedAttributes
    return (note.entities.map(\.value) + details.map(\.value)).compactMap(Self.spelled)
  }

  private static func spelled(_ value: NormalizedValue?) -> String? {
    switch value {
    case .dateTime(let text): "dateTime \(text)"
    case .period(let start, let end): "period \(start ?? "-") \(end ?? "-")"
    case .duration(let low, let high, let unit):
      "duration \(number(low))\(high.map { "-\(number($0))" } ?? "") \(unit)"
    case .timing(let timing):
      "timing \(timing.frequency ?? 1)"
        + "/\(number(timing.period ?? 1)) \(timing.periodUnit ?? "-")"
        + (timing.asNeeded ? " prn" : "")
    default: nil
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }

  /// Names and numbers that are in no list of the engine, put into 200 notes at known places.
  func identifiers(_ table: inout EvaluationTable) {
    var random = SplitMix(state: 7)
    func pick(_ words: [String]) -> String { words[Int(random.next() % UInt64(words.count))] }
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in String(random.next() % 10) }.joined()
    }
    let first = Self.words("Ottoline Jarek Thandiwe Isolde Bertrand Nkechi Casimir Wren Aurelio")
    let last = Self.words("Vanterpool Grzybowski Quillfeather Ostrander Nwosu Thistlewood Abara")
    let streets = Self.words("Larkspur Tanyard Bellweather Cobbler Saltmarsh Foundry")
    var hits = Counts()
    var shown = 0
    for _ in 0..<200 {
      let name = "\(pick(first)) \(pick(last))"
      let phone = "(555) \(digits(3))-\(digits(4))"
      let record = digits(8)
      let day = "0\(1 + random.next() % 9)/1\(random.next() % 9)/2021"
      let street = "\(1 + random.next() % 90) \(pick(streets)) \(pick(["Street", "Lane", "Road"]))"
      let doctor = pick(last)
      let planted = [name, phone, record, day, street, doctor]
      let text = """
        Patient: \(name)   MRN: \(record)
        Seen on \(day) for follow-up of hypertension and Crohn disease. Lives at \(street), call \
        \(phone) with results. Foley catheter removed. Referred by Dr. \(doctor).
        """
      let found = engine.read(text).entities.filter { $0.category == .protectedHealthInformation }
      let covered = planted.filter { word in
        found.contains { $0.text.contains(word) || word.contains($0.text) && $0.text.count > 4 }
      }
      let wrong = found.filter { entity in
        !planted.contains { $0.contains(entity.text) || entity.text.contains($0) }
      }
      hits += Counts(
        hits: covered.count,
        found: covered.count + wrong.count,
        gold: planted.count
      )
      shown += 1
    }
    table.add("identifiers", "recall, planted", hits.recall, unit: "of \(hits.gold)")
    table.add("identifiers", "precision, planted", hits.precision, unit: "of \(hits.found)")
  }

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }
}
