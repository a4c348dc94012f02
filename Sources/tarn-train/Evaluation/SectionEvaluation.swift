// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Headers of sections: in visit notes, where they are lines of capitals, and in transcribed notes,
/// where they are capitals before a colon that begin a paragraph.
///
/// Labels inside of a section ("HEENT:" in an examination) begin a line, and are no headers.
struct SectionEvaluation {
  let corpora: Corpora
  let engine: ClinicalTextEngine

  /// A note and where its headers begin, in code points.
  struct Marked {
    var text: String
    var starts: Set<Int>
  }

  func run(_ table: inout EvaluationTable) {
    measure("ACI-Bench", visits("valid"), &table)
    let transcribed = self.transcribed()
    measure("transcribed notes", transcribed, &table)
    measure(
      "the same, without empty lines",
      transcribed.map { Self.joined($0, with: "\n") },
      &table
    )
    measure("the same, in one line", transcribed.map { Self.joined($0, with: ",") }, &table)
  }

  /// Prints what differs: wrong and missed headers with the lines they stand in.
  func show(_ part: String) {
    let notes =
      switch part {
      case "visits": visits("valid")
      case "training": visits("train")
      case "lines": transcribed().map { Self.joined($0, with: "\n") }
      case "line": transcribed().map { Self.joined($0, with: ",") }
      default: transcribed()
      }
    for note in notes {
      let scalars = Array(note.text.unicodeScalars)
      let found = Set(engine.read(note.text).sections.map(\.begin))
      for start in found.symmetricDifference(note.starts).sorted() {
        let before = String(String.UnicodeScalarView(scalars[max(0, start - 20)..<start]))
        let words = String(String.UnicodeScalarView(scalars[start...].prefix(50)))
        let line = "\(before)^\(words)".replacing("\n", with: "/")
        print(found.contains(start) ? "wrong " : "missed", line)
      }
    }
  }

  private func measure(_ part: String, _ notes: [Marked], _ table: inout EvaluationTable) {
    var tally = Tally()
    for note in notes {
      let found = Set(engine.read(note.text).sections.map(\.begin))
      tally.add(
        Counts(
          hits: note.starts.intersection(found).count,
          found: found.count,
          gold: note.starts.count
        )
      )
    }
    guard !notes.isEmpty else { return table.remark("\(part): not at hand") }
    table.add(part, "section headers", tally)
  }

  /// Visit notes: their headers are lines in capitals, without anything else.
  private func visits(_ part: String) -> [Marked] {
    corpora.columns("nlp/aci-bench/\(part).csv", "note").map { note in
      var starts = Set<Int>()
      var at = 0
      for line in note.split(separator: "\n", omittingEmptySubsequences: false) {
        let letters = line.unicodeScalars.filter { $0.properties.isAlphabetic }
        let isCapital = letters.allSatisfy { $0.properties.isUppercase }
        if letters.count > 1, isCapital, !line.hasSuffix("."), !line.contains("•"),
          !line.hasPrefix("-"), !line.contains(where: \.isNumber)
        {
          starts.insert(at)
        }
        at += line.unicodeScalars.count + 1
      }
      return Marked(text: note, starts: starts)
    }
  }

  /// Transcribed notes, one in ten.
  private func transcribed() -> [Marked] {
    corpora.names(in: "nlp/ctakes-examples-curated", suffix: ".txt")
      .filter { Split.isDevelopment($0) }
      .map { Self.paragraphs(corpora.read("nlp/ctakes-examples-curated/\($0)")) }
      .filter { $0.starts.count > 1 }
  }

  /// The lines of a text, whose wrapped ones are put together, and the paragraphs that begin with
  /// capitals and a colon.
  private static func paragraphs(_ text: String) -> Marked {
    var result = ""
    var starts = Set<Int>()
    var isFirst = true
    for paragraph in text.split(separator: "\n\n") {
      // Two blanks at the end of a line break it; other ends are wraps.
      let lines = paragraph.replacing("  \n", with: "\u{1}").replacing("\n", with: " ")
        .split(separator: "\u{1}").map { $0.trimming(" ") }.filter { !$0.isEmpty }
      guard let head = lines.first else { continue }
      if !isFirst { result += "\n\n" }
      isFirst = false
      let title = head.prefix { $0 != ":" }
      let letters = title.filter(\.isLetter)
      if title.count < head.count || lines.count > 1, letters.count > 1, title.count < 60,
        letters.allSatisfy(\.isUppercase), title.first?.isLetter ?? false,
        !title.contains(where: \.isNumber)
      {
        starts.insert(result.unicodeScalars.count)
      }
      result += lines.joined(separator: "\n")
    }
    return Marked(text: result, starts: starts)
  }

  /// A note whose lines and paragraphs are joined in another way.
  private static func joined(_ note: Marked, with separator: String) -> Marked {
    var result = ""
    var starts = Set<Int>()
    var at = 0
    for paragraph in note.text.split(separator: "\n\n") {
      if !result.isEmpty { result += separator }
      if note.starts.contains(at) { starts.insert(result.unicodeScalars.count) }
      result += paragraph.replacing("\n", with: separator)
      at += paragraph.unicodeScalars.count + 2
    }
    return Marked(text: result, starts: starts)
  }
}
