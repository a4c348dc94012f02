// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// `tarn-train eval`: trains nothing, measures everything, and compares with the floors.
struct EvaluationRun {
  var data = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "data"
  var gold = "Tests/ExtractionTests/Gold"
  var floors = "Tests/ExtractionTests/floors.txt"
  var script = "scripts/compare-tools.py"
  var isJSON = false
  var usesTools = true

  /// Reads the options of the command line.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      switch option {
      case "--json": isJSON = true
      case "--no-tools": usesTools = false
      case "--data", "--gold", "--floors", "--script":
        guard let value = rest.popFirst() else { return nil }
        switch option {
        case "--data": data = value
        case "--gold": gold = value
        case "--floors": floors = value
        default: script = value
        }
      default: return nil
      }
    }
  }

  /// Prints the table.
  ///
  /// - Returns: The exit status: 1 where a floor is missed, 66 where there is nothing to read.
  func run() -> Int32 {
    let corpora = Corpora(folder: data)
    let engine = ClinicalTextEngine()
    var table = EvaluationTable()
    // First, while the process is small and cold.
    SpeedEvaluation(corpora: corpora).run(&table)
    let corpus = CorpusEvaluation(corpora: corpora, engine: engine)
    corpus.caseReports(&table)
    corpus.others(&table)
    SectionEvaluation(corpora: corpora, engine: engine).run(&table)
    AssertionEvaluation(corpora: corpora, engine: engine).run(&table)
    if !NegExRow.rows(corpora).isEmpty {
      let history = HistoryTraining(corpora: corpora, gold: gold).crossValidated()
      table.add("NegEx five folds", "historical", Tally(documents: [history]))
    }
    if usesTools { ToolComparison(corpora: corpora, script: script).run(&table) }
    ChartEvaluation(folder: data, engine: engine).run(&table)
    let plain = PlainEvaluation(folder: gold, corpora: corpora, engine: engine)
    plain.times(&table)
    plain.identifiers(&table)
    do {
      let evaluation = GoldEvaluation(folder: gold, engine: engine)
      for half in ["development", "test"] { try evaluation.run(half, &table) }
    } catch {
      table.remark("gold notes: \(error)")
      return 66
    }
    var misses = Floors(corpora.file(floors))?.misses(of: table) ?? ["\(floors): cannot be read"]
    #if DEBUG
    // Speed says nothing in a build without optimisation.
    misses.removeAll { $0.hasPrefix(SpeedEvaluation.part) }
    #endif
    for miss in misses { table.remark("BELOW THE FLOOR: \(miss)") }
    if misses.isEmpty { table.remark("Every floor of \(floors) is held") }
    print(isJSON ? table.json : table.text)
    return misses.isEmpty ? 0 : 1
  }
}
