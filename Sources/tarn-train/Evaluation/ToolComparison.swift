// SPDX-License-Identifier: Apache-2.0

import Foundation

/// medspaCy and negspaCy on the same sentences, where a Python has them.
struct ToolComparison {
  let corpora: Corpora
  let script: String

  func run(_ table: inout EvaluationTable) {
    let rows = NegExRow.rows(corpora)
    guard !rows.isEmpty, let input = lines(rows) else { return }
    for tool in ["medspacy", "negspacy"] {
      guard let answers = answers(tool, input), answers.count == rows.count else {
        table.remark("\(tool): not installed, skipped (pip install medspacy==1.3.1 negspacy)")
        continue
      }
      for (part, isWanted) in [("NegEx development", true), ("NegEx all", false)] {
        var negation: [String: Counts] = [:]
        var history: [String: Counts] = [:]
        for (row, answer) in zip(rows, answers) where !isWanted || row.isDevelopment {
          negation[row.report, default: Counts()] += AssertionEvaluation.counts(
            answer.contains("n"),
            row.isNegated
          )
          history[row.report, default: Counts()] += AssertionEvaluation.counts(
            answer.contains("h"),
            row.isPast
          )
        }
        table.add(part, "negation, \(tool)", AssertionEvaluation.tally(negation))
        if tool == "medspacy" {
          table.add(part, "historical, \(tool)", AssertionEvaluation.tally(history))
        }
      }
    }
  }

  /// A line of JSON per sentence.
  private func lines(_ rows: [NegExRow]) -> Data? {
    var data = Data()
    for row in rows {
      let object: [String: Any] = [
        "text": row.sentence, "begin": row.span?.lowerBound ?? 0, "end": row.span?.upperBound ?? 0,
      ]
      guard let line = try? JSONSerialization.data(withJSONObject: object) else { return nil }
      data += line + Data("\n".utf8)
    }
    return data
  }

  /// What a tool says of each sentence: `n` negated, `h` historical, both or neither.
  private func answers(_ tool: String, _ input: Data) -> [String]? {
    let python = ProcessInfo.processInfo.environment["TARN_PYTHON"] ?? "python3"
    let name = NSTemporaryDirectory() + "tarn-eval-\(ProcessInfo.processInfo.processIdentifier)"
    guard FileManager.default.createFile(atPath: name, contents: input),
      let file = FileHandle(forReadingAtPath: name)
    else { return nil }
    defer { try? FileManager.default.removeItem(atPath: name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script, tool]
    process.standardInput = file
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).split(
      separator: "\n",
      omittingEmptySubsequences: false
    )
    .dropLast().map(String.init)
  }
}
