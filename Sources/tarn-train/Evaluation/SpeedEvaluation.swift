// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation
import Glibc

/// How fast notes are read on one core, and how much memory it takes.
struct SpeedEvaluation {
  static let part = "speed, one core"

  let corpora: Corpora

  func run(_ table: inout EvaluationTable) {
    let part = Self.part
    let cold = Self.milliseconds {
      _ = ClinicalTextEngine().read("BP 120/80. Denies chest pain. Lisinopril 10 mg daily.")
    }
    let engine = ClinicalTextEngine()
    let names = corpora.names(in: "nlp/ctakes-examples-curated", suffix: ".txt").prefix(600)
    let notes = names.map { corpora.read("nlp/ctakes-examples-curated/\($0)") }
    guard !notes.isEmpty else { return table.remark("\(part): no notes at hand") }
    var times: [Double] = []
    for note in notes { times.append(Self.milliseconds { _ = engine.read(note) }) }
    let seconds = times.reduce(0, +) / 1000
    let tokens = notes.reduce(0) { $0 + TokenizedNote($1).tokens.count }
    times.sort()
    table.add(part, "first note, cold", cold, unit: "ms")
    table.add(part, "notes", Double(notes.count) / seconds, unit: "notes/s")
    table.add(part, "tokens", Double(tokens) / seconds, unit: "tokens/s")
    table.add(part, "tokens of a note, mean", Double(tokens) / Double(notes.count), unit: "tokens")
    table.add(part, "slowest of 100", times[times.count * 99 / 100], unit: "ms")
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    table.add(part, "peak memory", Double(usage.ru_maxrss) / 1024, unit: "MB")
  }

  private static func milliseconds(_ work: () -> Void) -> Double {
    let start = ContinuousClock.now
    work()
    let (seconds, attoseconds) = (ContinuousClock.now - start).components
    return Double(seconds) * 1000 + Double(attoseconds) / 1e15
  }
}
