// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// The tables of words; kept in the folder that `TARN_TRAIN_CACHE` names while settings are compared.
struct LearnedWords {
  let tables: [[UInt8]]
  let knowledge: WordKnowledge

  init(_ corpora: Corpora) {
    let cache = ProcessInfo.processInfo.environment["TARN_TRAIN_CACHE"].map { "\($0)/words" }
    var tables = cache.map(Self.kept) ?? []
    if tables.count < 4 {
      tables = Self.learn(corpora)
      for (index, table) in tables.enumerated() {
        guard let cache else { break }
        _ = FileManager.default.createFile(atPath: "\(cache).\(index)", contents: Data(table))
      }
    }
    self.init(tables)
  }

  /// Takes the tables of a model file, in the order that `learn` gives them.
  init(_ tables: [[UInt8]]) {
    self.tables = tables
    let views = zip(tables, [3, 1, 1, 1]).map { table, width in
      let copy = UnsafeMutableRawPointer.allocate(byteCount: table.count, alignment: 16)
      copy.copyMemory(from: table, byteCount: table.count)
      return WordTable(base: copy, count: table.count, width: width)
    }
    knowledge = WordKnowledge(
      clusters: views[0],
      classes: views[1],
      pairs: views[2],
      phrases: views[3]
    )
  }

  private static func kept(_ cache: String) -> [[UInt8]] {
    (0..<4).compactMap { FileManager.default.contents(atPath: "\(cache).\($0)") }
      .map { [UInt8]($0) }
  }

  private static func learn(_ corpora: Corpora) -> [[UInt8]] {
    var clock = Date()
    let sentences = UnlabelledText(corpora: corpora).sentences()
    print("text: \(sentences.reduce(0) { $0 + $1.count }) tokens, \(-clock.timeIntervalSinceNow) s")
    clock = Date()
    let vectors = WordVectors(
      sentences: sentences,
      minimum: 4,
      window: 4,
      epochs: 10,
      seed: 20_260_101
    )
    print("vectors: \(vectors.words.count) words, \(-clock.timeIntervalSinceNow) s")
    clock = Date()
    let fine = vectors.clusters(1024, iterations: 12, seed: 1)
    let middle = vectors.clusters(256, iterations: 15, seed: 2)
    let coarse = vectors.clusters(64, iterations: 20, seed: 3)
    print("clusters: \(-clock.timeIntervalSinceNow) s")
    var rows: [UInt32: [UInt16]] = [:]
    for (index, word) in vectors.words.enumerated() {
      rows[word] = [UInt16(fine[index]), UInt16(middle[index]), UInt16(coarse[index])]
    }
    clock = Date()
    let terms = TermClasses(corpora, vocabulary: Set(vectors.words))
    let words = terms.wordCodes()
    let pairs = terms.pairCodes()
    print(
      "terms: \(words.count) words, \(pairs.count) pairs, \(terms.phrases.count) phrases,",
      "\(-clock.timeIntervalSinceNow) s"
    )
    return [
      WordTable.encode(rows, width: 3),
      WordTable.encode(words.mapValues { [$0] }, width: 1),
      WordTable.encode(pairs.mapValues { [$0] }, width: 1),
      WordTable.encode(terms.phrases.mapValues { [$0] }, width: 1),
    ]
  }
}
