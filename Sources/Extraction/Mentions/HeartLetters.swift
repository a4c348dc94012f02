// SPDX-License-Identifier: Apache-2.0

/// Reads "mod MR", "mild AR", "sev AS": behind a degree the letters of an echo name a valve that leaks or is narrow.
///
/// Alone they are a release, a title or a rate. "QTc 418" is measured in an ECG.
struct HeartLetters {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let degrees = Hash.words("mild mod moderate severe sev trivial trace modsev")
  private static let named: [UInt32: String] = Dictionary(
    uniqueKeysWithValues: [
      "mr": "mitral regurgitation", "ar": "aortic regurgitation", "as": "aortic stenosis",
      "tr": "tricuspid regurgitation",
    ].map { (Hash.word($0.key.utf8), $0.value) }
  )
  private static let letters = Set(named.keys)
  private static let intervals = Hash.words("qtc qtcf qtcb")
  private static let all = letters.union(intervals)

  func find(_ reading: inout Reading) {
    var found: [Mention] = []
    for at in note.tokens.indices where note.holds(at, Self.all) {
      if note.holds(at, Self.intervals), NumberWords.digits(note, at + 1) != nil {
        found.append(interval(at))
        continue
      }
      guard note.isAllCaps(at), note.holds(at - 1, Self.degrees),
        !note.tokens[at].flags.contains(.lineStart),
        let name = Self.named[note.tokens[at].hash]
      else { continue }
      found.append(
        Mention(
          start: at,
          end: at + 1,
          category: .medicalCondition,
          type: .condition,
          score: 0.8,
          entry: lexicon.entry(named: name),
          sources: ["rule:valve"]
        )
      )
    }
    reading.replaceMentions(with: found)
  }

  private func interval(_ at: Int) -> Mention {
    Mention(
      start: at,
      end: at + 1,
      category: .testTreatmentProcedure,
      type: .testName,
      score: 0.85,
      entry: lexicon.entry(named: "heart rate corrected QT interval"),
      sources: ["rule:interval"]
    )
  }
}
