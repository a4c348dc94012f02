// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Scores of the whole engine on the development parts of the corpora: documents that no training
/// run opened.
struct CorpusEvaluation {
  let corpora: Corpora
  let engine: ClinicalTextEngine
  /// Reads a fold that a model was trained without, in place of the development part.
  var fold: Int?
  /// One engine per fold, trained without it: reads all folds in place of the development part.
  var folds: [ClinicalTextEngine] = []

  private func isWanted(_ document: GoldDocument) -> Bool {
    if !folds.isEmpty { return !document.isDevelopment && Split.fold(document.id) < folds.count }
    guard let fold else { return document.isDevelopment }
    return !document.isDevelopment && Split.fold(document.id) == fold
  }

  /// The engine that has not seen a document.
  private func reader(_ document: GoldDocument) -> ClinicalTextEngine {
    folds.isEmpty ? engine : folds[Split.fold(document.id)]
  }

  /// Case reports: all types, assertions and links.
  func caseReports(_ table: inout EvaluationTable) {
    let part = "MACCROBAT"
    let documents = corpora.brat("nlp/maccrobat2020").filter(isWanted)
    guard !documents.isEmpty else { return table.remark("\(part): not at hand") }
    var comparison = SpanComparison()
    var negation = Tally()
    var links = Tally()
    var calibration = Calibration()
    for document in documents {
      let note = reader(document).read(document.text)
      let mapped = TypeMap.apply(TypeMap.maccrobat, to: [document])[0]
      let gold = SpanTypes.spans(mapped)
      comparison.add(
        gold: gold,
        found: SpanTypes.spans(note),
        types: SpanTypes.caseReports
      )
      links.add(Self.links(document, note))
      negation.add(negated(document))
      for entity in note.entities {
        guard let type = SpanTypes.name(entity.type) else { continue }
        let isRight = gold[type]?.contains(entity.begin..<entity.end) ?? false
        calibration.add(entity.score, isRight)
      }
    }
    comparison.write(part, core: SpanTypes.core, into: &table)
    table.add(part, "negation, gold spans", negation)
    table.add(part, "links, both ends found", links)
    table.add(part, "calibration error, strict", calibration.error, unit: "ECE")
  }

  /// Scores of the model for notes by itself, beside which the engine's are read.
  func modelAlone(_ table: inout EvaluationTable) {
    var comparison = SpanComparison()
    for document in corpora.brat("nlp/maccrobat2020").filter(isWanted) {
      let mapped = TypeMap.apply(TypeMap.maccrobat, to: [document])[0]
      var found: TypedSpans = [:]
      for span in reader(document).modelSpans(document.text) {
        found[span.type, default: []].insert(span.range)
      }
      comparison.add(gold: SpanTypes.spans(mapped), found: found, types: SpanTypes.caseReports)
    }
    comparison.write("model alone", core: SpanTypes.core, into: &table)
  }

  /// Prints how often each source of spans is right, in a fold.
  func showSources() {
    var counts: [String: Counts] = [:]
    for document in corpora.brat("nlp/maccrobat2020").filter(isWanted) {
      let gold = SpanTypes.spans(TypeMap.apply(TypeMap.maccrobat, to: [document])[0])
      let note = reader(document).read(document.text)
      for entity in note.entities {
        guard let type = SpanTypes.name(entity.type) else { continue }
        let isRight = gold[type]?.contains(entity.begin..<entity.end) ?? false
        let sources = Set(entity.evidence.sources).sorted().joined(separator: " ")
        counts["\(type) \(sources)", default: Counts()] += Counts(
          hits: isRight ? 1 : 0,
          found: 1,
          gold: 0
        )
      }
    }
    for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
      print(name, count.hits, "of", count.found)
    }
  }

  /// Prints what differs in one type of a fold.
  func show(_ type: String) {
    for document in corpora.brat("nlp/maccrobat2020").filter(isWanted) {
      let gold = SpanTypes.spans(TypeMap.apply(TypeMap.maccrobat, to: [document])[0])[type] ?? []
      let found = SpanTypes.spans(reader(document).read(document.text))[type] ?? []
      let scalars = Array(document.text.unicodeScalars)
      func words(_ range: Range<Int>, around: Int = 0) -> String {
        let wide = max(0, range.lowerBound - around)..<range.upperBound + around
        return String(String.UnicodeScalarView(scalars[wide.clamped(to: scalars.indices)]))
          .replacing("\n", with: " ")
      }
      for span in found.subtracting(gold).sorted(by: { $0.lowerBound < $1.lowerBound }) {
        let partner = gold.first { $0.overlaps(span) }
        print(words(span), "|", partner.map { words($0) } ?? "-", "|", words(span, around: 20))
      }
      for span in gold where !found.contains(where: { $0.overlaps(span) }) {
        print("missed", words(span), "|", words(span, around: 20))
      }
    }
  }

  /// Negation of the annotated findings and diseases.
  private func negated(_ document: GoldDocument) -> Counts {
    let spans = document.spans.filter { ["Sign_symptom", "Disease_disorder"].contains($0.type) }
    let note = reader(document).read(document.text, spans: spans.map { $0.begin..<$0.end })
    var denied = Set<Range<Int>>()
    for entity in note.entities where entity.has(.negation) {
      denied.insert(entity.begin..<entity.end)
    }
    var counts = Counts()
    for span in spans {
      let isFound = denied.contains { $0.overlaps(span.begin..<span.end) }
      counts += Counts(
        hits: isFound && span.isNegated ? 1 : 0,
        found: isFound ? 1 : 0,
        gold: span.isNegated ? 1 : 0
      )
    }
    return counts
  }

  /// Links between details and what they describe, where both ends were found at all.
  private static func links(_ document: GoldDocument, _ note: ExtractedNote) -> Counts {
    let wanted: Set<String> = [
      "Dosage", "Severity", "Detailed_description", "Administration", "Frequency", "Lab_value",
      "Biological_structure",
    ]
    let places = Dictionary(
      document.spans.map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var counts = Counts()
    for entity in note.entities {
      for attribute in entity.attributes {
        let range = attribute.begin..<attribute.end
        let touched = document.links.filter { link in
          guard let from = places[link.from] else { return false }
          return wanted.contains(from.type) && range.overlaps(from.begin..<from.end)
        }
        if touched.isEmpty { continue }
        let isRight = touched.contains { link in
          places[link.to].map { entity.begin < $0.end && $0.begin < entity.end } ?? false
        }
        counts += Counts(hits: isRight ? 1 : 0, found: 1, gold: 1)
      }
    }
    return counts
  }

  /// Abstracts, sentences about adverse events, and lines of eye notes.
  func others(_ table: inout EvaluationTable) {
    let cdr = corpora.pubTator([
      "nlp/bc5cdr/CDR_TrainingSet.PubTator.txt", "nlp/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    ])
    compare("BC5CDR", cdr, ["Chemical": "MED", "Disease": "COND"], &table)
    let ncbi = ["train", "devel"].flatMap { corpora.brat("nlp/ncbi-disease/\($0)") }
    compare("NCBI disease", ncbi, TypeMap.ncbi.mapValues { _ in "COND" }, &table)
    let phee = ["train", "dev"].flatMap { corpora.phee("nlp/phee/\($0).json") }
    compare("PHEE", phee, ["Drug": "MED"], &table)
    let eyes = corpora.glaucoma("nlp/glaucoma-med/annotations_dev.jsonl")
    let types = ["DRUG": "MED", "ROUTE": "ROUTE", "FREQUENCY": "FREQ"]
    compare("glaucoma notes", eyes, types, &table)
  }

  private func compare(
    _ part: String,
    _ documents: [GoldDocument],
    _ map: [String: String],
    _ table: inout EvaluationTable
  ) {
    let wanted = TypeMap.apply(map, to: documents).filter(isWanted)
    guard !wanted.isEmpty else { return table.remark("\(part): not at hand") }
    let types = Set(map.values).sorted()
    var comparison = SpanComparison()
    for document in wanted {
      let note = reader(document).read(document.text)
      comparison.add(
        gold: SpanTypes.spans(document),
        found: SpanTypes.spans(note),
        types: types
      )
    }
    comparison.write(part, into: &table)
  }
}

/// How far scores are from how often they are right, in tenths, weighted.
struct Calibration {
  private var scores = [Double](repeating: 0, count: 10)
  private var right = [Double](repeating: 0, count: 10)
  private var counts = [Double](repeating: 0, count: 10)

  mutating func add(_ score: Double, _ isRight: Bool) {
    let bin = min(9, max(0, Int(score * 10)))
    scores[bin] += score
    right[bin] += isRight ? 1 : 0
    counts[bin] += 1
  }

  var error: Double {
    let total = counts.reduce(0, +)
    guard total > 0 else { return 0 }
    return zip(scores, right).reduce(0) { $0 + abs($1.0 - $1.1) } / total
  }
}
