// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

let arguments = Array(CommandLine.arguments.dropFirst())
let rest = Array(arguments.dropFirst())
let folder = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "data"
let corpora = Corpora(folder: folder)
switch arguments.first {
case "eval":
  guard let run = EvaluationRun(rest) else {
    print("usage: tarn-train eval [--data D] [--gold D] [--floors F] [--json] [--no-tools]")
    exit(64)
  }
  exit(run.run())
case "train":
  guard let settings = TrainingSettings(rest) else {
    print(
      """
      usage: tarn-train train [FILE] [--fold N] [--iterations N] [--data D] [--gold D]
             tarn-train train [FILE] --onto FILE [--folds PREFIX] [--fields PREFIX] [--iterations N] [--epochs N] [--data D]
      """
    )
    exit(64)
  }
  if let old = settings.onto {
    guard let stage = NetworkStage(onto: old, settings) else {
      print("\(old): no model file")
      exit(66)
    }
    stage.write()
    exit(0)
  }
  ModelWriter(training: Training(folder: settings.data), settings: settings).write()
case "fold-models":
  guard let settings = TrainingSettings(rest) else {
    print(
      "usage: tarn-train fold-models PREFIX [--documents N] [--iterations N] [--data D]"
    )
    exit(64)
  }
  ModelWriter(training: Training(folder: settings.data), settings: settings).writeFolds()
case "folds": Training(folder: folder).folds(rest)
case "abstract-folds": Training(folder: folder).abstractFolds(rest)
case "fold":
  // A fold that a model file was trained without, read by the whole engine.
  let engine = rest.first.flatMap { ModelWriter.engine(from: $0) } ?? ClinicalTextEngine()
  var table = EvaluationTable()
  var evaluation = CorpusEvaluation(corpora: corpora, engine: engine)
  evaluation.fold = rest.dropFirst().first.flatMap { Int($0) }
  if rest.count > 2 {
    if rest[2] == "sources" { evaluation.showSources() } else { evaluation.show(rest[2]) }
    exit(0)
  }
  evaluation.caseReports(&table)
  evaluation.others(&table)
  print(table.text)
case "cross":
  // Model files of the folds 0, 1, ...: every document is read by the engine that did not learn it.
  var table = EvaluationTable()
  var evaluation = CorpusEvaluation(corpora: corpora, engine: ClinicalTextEngine())
  let files = rest.filter { $0.hasSuffix(".model") }
  evaluation.folds = files.compactMap { ModelWriter.engine(from: $0) }
  guard evaluation.folds.count == files.count, !files.isEmpty else {
    print("usage: tarn-train cross FILE... [sources | TYPE]")
    exit(64)
  }
  if let what = rest.first(where: { !$0.hasSuffix(".model") }) {
    if what == "sources" { evaluation.showSources() } else { evaluation.show(what) }
    exit(0)
  }
  evaluation.caseReports(&table)
  evaluation.modelAlone(&table)
  print(table.text)
case "gold":
  try GoldEvaluation(folder: "Tests/ExtractionTests/Gold", engine: ClinicalTextEngine()).show()
case "sections":
  SectionEvaluation(corpora: corpora, engine: ClinicalTextEngine()).show(rest.first ?? "")
case "refresh": rest.first.map { ModelWriter.refresh($0, corpora: corpora) }
case "history": HistoryTraining(corpora: corpora).compare()
case "assertions":
  AssertionEvaluation(corpora: corpora, engine: ClinicalTextEngine()).show(rest.first ?? "")
case "chart":
  var table = EvaluationTable()
  ChartEvaluation(folder: folder, engine: ClinicalTextEngine())
    .run(&table, limit: 75) { print($0) }
  print(table.text)
case "read":
  for path in rest {
    let note = ClinicalTextEngine()
      .read(corpora.file(path), noteDate: CalendarDate(year: 2024, month: 3, day: 15))
    print(note.json(as: .detectEntities))
  }
default:
  print(
    """
    usage: tarn-train eval | train [FILE] | fold FILE FOLD | fold-models PREFIX | cross FILE... | folds FOLDS [L2]
           | abstract-folds FOLDS [L2] | history | gold | sections [PART] | assertions [past] | chart | read FILE...
    TARN_FOLDS=N: how many folds there are (5)
    """
  )
  exit(64)
}
