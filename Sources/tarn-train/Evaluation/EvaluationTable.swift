// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Counts of one measure, document by document, so that documents can be drawn again.
struct Tally {
  var documents: [Counts] = []

  mutating func add(_ counts: Counts) { documents.append(counts) }

  var total: Counts { documents.reduce(into: Counts()) { $0 += $1 } }

  /// The middle 95 % of F1 when documents are drawn with replacement, 1,000 times, from a seed.
  var interval: ClosedRange<Double> {
    guard documents.count > 1 else { return total.f1...total.f1 }
    var random = SplitMix(state: 20_260_101)
    let draws = (0..<1000).map { _ -> Double in
      var counts = Counts()
      for _ in documents.indices {
        counts += documents[Int(random.next() % UInt64(documents.count))]
      }
      return counts.f1
    }
    .sorted()
    return draws[25]...draws[974]
  }
}

/// A small generator whose numbers depend on the seed alone.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A line of the table: counts with an interval, or one number.
struct EvaluationRow {
  enum Content {
    case tally(Tally)
    case number(Double, unit: String)
  }

  var part: String
  var measure: String
  var content: Content

  /// What a floor is compared with: F1, or the number.
  var value: Double {
    switch content {
    case .tally(let tally): tally.total.f1
    case .number(let value, _): value
    }
  }
}

/// What an evaluation measured, printed as one table or as JSON.
struct EvaluationTable {
  private(set) var rows: [EvaluationRow] = []
  private(set) var remarks: [String] = []

  mutating func add(_ part: String, _ measure: String, _ tally: Tally) {
    rows.append(EvaluationRow(part: part, measure: measure, content: .tally(tally)))
  }

  mutating func add(_ part: String, _ measure: String, _ value: Double, unit: String) {
    rows.append(
      EvaluationRow(part: part, measure: measure, content: .number(value, unit: unit))
    )
  }

  mutating func remark(_ text: String) { remarks.append(text) }

  func value(_ part: String, _ measure: String) -> Double? {
    rows.first { $0.part == part && $0.measure == measure }?.value
  }

  var text: String {
    var lines = [
      Self.pad("part", 22) + Self.pad("measure", 30) + "     P      R      F1   95 %            n"
    ]
    for row in rows {
      let head = Self.pad(row.part, 22) + Self.pad(row.measure, 30)
      switch row.content {
      case .tally(let tally):
        let counts = tally.total
        let interval = tally.interval
        lines.append(
          head
            + String(
              format: "%6.3f %6.3f %7.3f   %.3f-%.3f %8d",
              counts.precision,
              counts.recall,
              counts.f1,
              interval.lowerBound,
              interval.upperBound,
              counts.gold
            )
        )
      case .number(let value, let unit):
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 3
        lines.append(head + String(format: "%21.\(digits)f ", value) + unit)
      }
    }
    return (lines + remarks).joined(separator: "\n")
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text.padding(toLength: max(width, text.count + 1), withPad: " ", startingAt: 0)
  }

  /// One object with rows and remarks.
  var json: String {
    let objects = rows.map { row -> [String: Any] in
      var object: [String: Any] = ["part": row.part, "measure": row.measure]
      switch row.content {
      case .tally(let tally):
        let counts = tally.total
        let interval = tally.interval
        object["precision"] = Self.rounded(counts.precision)
        object["recall"] = Self.rounded(counts.recall)
        object["f1"] = Self.rounded(counts.f1)
        object["low"] = Self.rounded(interval.lowerBound)
        object["high"] = Self.rounded(interval.upperBound)
        object["count"] = counts.gold
        object["documents"] = tally.documents.count
      case .number(let value, let unit):
        object["value"] = Self.rounded(value)
        object["unit"] = unit
      }
      return object
    }
    let data = try? JSONSerialization.data(
      withJSONObject: ["rows": objects, "remarks": remarks],
      options: [.sortedKeys, .prettyPrinted]
    )
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  private static func rounded(_ value: Double) -> Decimal {
    Decimal(string: String(format: "%.4f", value)) ?? 0
  }
}

/// Floors that a change must not fall below, a line each: `part | measure | at least 0.6`.
struct Floors {
  private var lines: [(part: String, measure: String, isLeast: Bool, limit: Double)] = []

  /// Reads a file; lines that begin with `#` are remarks, and one that is spelled wrong gives `nil`.
  init?(_ text: String) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "|").map { String($0.trimming(" ")) }
      guard fields.count == 3 else { return nil }
      let words = fields[2].split(separator: " ")
      guard words.count == 3, words[0] == "at", words[1] == "least" || words[1] == "most",
        let limit = Double(words[2])
      else { return nil }
      lines.append((fields[0], fields[1], words[1] == "least", limit))
    }
  }

  /// Returns a line for each floor that a table misses, and for each that it does not measure.
  func misses(of table: EvaluationTable) -> [String] {
    lines.compactMap { line in
      let name = "\(line.part) | \(line.measure)"
      guard let value = table.value(line.part, line.measure) else { return "\(name): not measured" }
      if line.isLeast ? value >= line.limit : value <= line.limit { return nil }
      let side = line.isLeast ? "at least" : "at most"
      return "\(name): \(String(format: "%.4f", value)), \(side) \(line.limit) is asked for"
    }
  }
}
