// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// A sentence of the NegEx kit with one named thing.
struct NegExRow {
  var report: String
  var sentence: String
  var concept: String
  /// Code points of the thing; `nil` where the words are not in the sentence as they are written.
  var span: Range<Int>?
  var isNegated: Bool
  var isPast: Bool

  /// The training part are the reports whose number leaves 2, 3 or 4 when divided by five.
  var isDevelopment: Bool { ![2, 3, 4].contains((Int(report) ?? 0) % 5) }

  static func rows(_ corpora: Corpora) -> [NegExRow] {
    corpora.read("nlp/negex/negex_context_sentences.tsv").split(separator: "\n").dropFirst()
      .compactMap { line in
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
          .map(String.init)
        guard fields.count >= 7 else { return nil }
        let sentence = fields[3]
        var span: Range<Int>?
        if let range = sentence.range(of: fields[2], options: .caseInsensitive) {
          let begin = sentence.unicodeScalars.distance(
            from: sentence.startIndex,
            to: range.lowerBound
          )
          span = begin..<begin + sentence[range].unicodeScalars.count
        }
        return NegExRow(
          report: fields[0],
          sentence: sentence,
          concept: fields[2],
          span: span,
          isNegated: fields[4] == "Negated",
          isPast: fields[5] == "Historical"
        )
      }
  }
}

/// Negation and history of given spans, on the sentences of the NegEx kit.
struct AssertionEvaluation {
  let corpora: Corpora
  let engine: ClinicalTextEngine

  /// Adds the rows of the development part, and of all sentences.
  func run(_ table: inout EvaluationTable) {
    let rows = NegExRow.rows(corpora)
    guard !rows.isEmpty else { return table.remark("NegEx: not at hand") }
    let traits = rows.map(read)
    for (part, isWanted) in [("NegEx development", true), ("NegEx all", false)] {
      var negation: [String: Counts] = [:]
      var history: [String: Counts] = [:]
      for (row, found) in zip(rows, traits) where !isWanted || row.isDevelopment {
        negation[row.report, default: Counts()] += Self.counts(
          found.contains(.negation),
          row.isNegated
        )
        history[row.report, default: Counts()] += Self.counts(
          found.contains(.pastHistory),
          row.isPast
        )
      }
      table.add(part, "negation", Self.tally(negation))
      table.add(part, "historical", Self.tally(history))
    }
  }

  static func counts(_ found: Bool, _ gold: Bool) -> Counts {
    Counts(hits: found && gold ? 1 : 0, found: found ? 1 : 0, gold: gold ? 1 : 0)
  }

  static func tally(_ counts: [String: Counts]) -> Tally {
    Tally(documents: counts.sorted { $0.key < $1.key }.map(\.value))
  }

  private func read(_ row: NegExRow) -> Set<TraitName> {
    guard let span = row.span else { return [] }
    return Set(engine.read(row.sentence, spans: [span]).entities.flatMap { $0.traits.map(\.name) })
  }

  /// Prints the sentences that are wrong, of the part that training may read.
  func show(_ what: String) {
    for row in NegExRow.rows(corpora) where !row.isDevelopment {
      let found = read(row)
      let name: TraitName = what == "past" ? .pastHistory : .negation
      let gold = what == "past" ? row.isPast : row.isNegated
      if found.contains(name) != gold {
        print(gold ? "MISSED" : "WRONG ", row.concept, "|", row.sentence)
      }
    }
  }
}
