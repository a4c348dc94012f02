// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

let arguments = CommandLine.arguments.dropFirst()
let folder = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "data"
let job = Training(folder: folder)
switch arguments.first {
case "folds": job.folds(Array(arguments.dropFirst()))
case "abstracts": job.abstractFolds(Array(arguments.dropFirst()))
case "train":
  ModelWriter(training: job)
    .write(
      to: arguments.dropFirst().first ?? "Sources/CExtractionModel/extraction.model",
      leavingOut: arguments.dropFirst(2).first.flatMap { Int($0) }
    )
case "fold":
  // A fold that a model file was trained without, read by the whole engine.
  Evaluation(corpora: job.corpora, modelFile: arguments.dropFirst().first)
    .caseReports(
      fold: arguments.dropFirst(2).first.flatMap { Int($0) },
      showing: arguments.dropFirst(3).first
    )
case "evaluate":
  let evaluation = Evaluation(corpora: job.corpora)
  evaluation.caseReports(fold: nil)
  evaluation.assertions(Array(arguments.dropFirst()))
  evaluation.speed()
case "chart": ChartEvaluation(folder: folder).run()
case "assertions": Evaluation(corpora: job.corpora).assertions(Array(arguments.dropFirst()))
case "read": for path in arguments.dropFirst() { Evaluation(corpora: job.corpora).show(path) }
case "json":
  let path = arguments.dropFirst().first ?? ""
  let text = String(
    decoding: FileManager.default.contents(atPath: path) ?? Data(),
    as: UTF8.self
  )
  let shape = arguments.dropFirst(2).first.flatMap(ComprehendShape.init) ?? .detectEntities
  print(ClinicalTextEngine().read(text).json(as: shape))
default:
  print("usage: tarn-train folds|abstracts|train [FILE]|evaluate|assertions|read FILE")
  exit(64)
}
