// SPDX-License-Identifier: Apache-2.0

import Extraction
import Foundation

/// Text without labels, from which words are clustered; the development parts are left out.
struct UnlabelledText {
  let corpora: Corpora

  func texts() -> [String] {
    corpora.brat("nlp/maccrobat2020").filter { !$0.isDevelopment }.map(\.text) + others()
  }

  /// All but the documents that a model learns types from.
  func others() -> [String] {
    var result: [String] = []
    let cdr = corpora.pubTator([
      "nlp/bc5cdr/CDR_TrainingSet.PubTator.txt", "nlp/bc5cdr/CDR_DevelopmentSet.PubTator.txt",
    ])
    result += cdr.filter { !$0.isDevelopment }.map(\.text)
    for part in ["train", "devel"] {
      result += corpora.brat("nlp/ncbi-disease/\(part)").filter { !$0.isDevelopment }.map(\.text)
    }
    for part in ["train", "dev"] {
      result += corpora.phee("nlp/phee/\(part).json").filter { !$0.isDevelopment }.map(\.text)
    }
    for name in corpora.names(in: "nlp/ctakes-examples-curated", suffix: ".txt")
    where !Split.isDevelopment(name) {
      result.append(corpora.read("nlp/ctakes-examples-curated/\(name)"))
    }
    for line in corpora.read("nlp/ade-corpus-v2/ADE-NEG.txt").split(separator: "\n") {
      let fields = line.split(separator: " ", maxSplits: 2)
      if fields.count == 3 { result.append(String(fields[2])) }
    }
    var sentences = Set<Substring>()
    for line in corpora.read("nlp/ade-corpus-v2/DRUG-AE.rel").split(separator: "\n") {
      let fields = line.split(separator: "|")
      if fields.count > 1, sentences.insert(fields[1]).inserted { result.append(String(fields[1])) }
    }
    for path in [
      "nlp/aci-bench/train.csv", "nlp/mts-dialog/MTS-Dialog-TrainingSet.csv",
    ] {
      result.append(corpora.read(path))
    }
    result += corpora.glaucoma("nlp/glaucoma-med/annotations_dev.jsonl")
      .filter { !$0.isDevelopment }.map(\.text)
    return result
  }

  /// Returns the sentences as word hashes.
  func sentences() -> [[UInt32]] {
    texts().flatMap { text -> [[UInt32]] in
      let note = TokenizedNote(text)
      return note.bytes.withUnsafeBufferPointer { bytes in
        note.sentences.map { range in
          note.tokens[range].map { TokenProfile($0, bytes: bytes).word }
        }
      }
    }
  }
}
