// SPDX-License-Identifier: Apache-2.0

import Foundation

let arguments = CommandLine.arguments.dropFirst()
let folder = ProcessInfo.processInfo.environment["TARN_DATA"] ?? "/tmp/tarn-data"
let job = Training(folder: folder)
switch arguments.first {
case "folds": job.folds(Array(arguments.dropFirst()))
case "abstracts": job.abstractFolds(Array(arguments.dropFirst()))
case "train":
  ModelWriter(training: job)
    .write(to: arguments.dropFirst().first ?? "Sources/CExtractionModel/extraction.model")
default:
  print("usage: tarn-train folds|abstracts|train [FILE]")
  exit(64)
}
