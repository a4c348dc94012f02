// SPDX-License-Identifier: Apache-2.0

/// Hits, misses and false alarms.
struct Counts {
  var hits = 0
  var found = 0
  var gold = 0

  var precision: Double { found == 0 ? 0 : Double(hits) / Double(found) }
  var recall: Double { gold == 0 ? 0 : Double(hits) / Double(gold) }
  var f1: Double {
    let sum = found + gold
    return sum == 0 ? 0 : 2 * Double(hits) / Double(sum)
  }

  static func += (left: inout Counts, right: Counts) {
    left.hits += right.hits
    left.found += right.found
    left.gold += right.gold
  }
}

/// Compares spans, strictly (same ends) and relaxed (any overlap, one to one), per type.
struct SpanScores {
  var strict: [Int: Counts] = [:]
  var relaxed: [Int: Counts] = [:]

  mutating func add(gold: [TokenSpan], found: [TokenSpan]) {
    let exact = Set(gold)
    var used = Set<Int>()
    for span in gold {
      strict[span.type, default: Counts()].gold += 1
      relaxed[span.type, default: Counts()].gold += 1
    }
    for span in found {
      strict[span.type, default: Counts()].found += 1
      relaxed[span.type, default: Counts()].found += 1
      if exact.contains(span) { strict[span.type, default: Counts()].hits += 1 }
    }
    for (index, span) in gold.enumerated() {
      for (other, guess) in found.enumerated()
      where guess.type == span.type && guess.start < span.end && span.start < guess.end
        && !used.contains(other)
      {
        used.insert(other)
        relaxed[span.type, default: Counts()].hits += 1
        break
      }
      _ = index
    }
  }

  mutating func merge(_ other: SpanScores) {
    for (type, counts) in other.strict { strict[type, default: Counts()] += counts }
    for (type, counts) in other.relaxed { relaxed[type, default: Counts()] += counts }
  }

  var total: Counts { strict.values.reduce(into: Counts()) { $0 += $1 } }
  var totalRelaxed: Counts { relaxed.values.reduce(into: Counts()) { $0 += $1 } }
}
