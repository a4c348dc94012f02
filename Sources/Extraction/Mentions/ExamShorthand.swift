// SPDX-License-Identifier: Apache-2.0

/// Reads letters that stand for findings in an examination or a review: "no m/r/g" denies a murmur, rubs
/// and gallops, "N/V/D" is diarrhea too.
///
/// A group of letters is read behind a denial only: alone, "c/c/e" and "f/c" may be anything.
struct ExamShorthand {
  let note: TokenizedNote
  let lexicon: Lexicon

  /// By their letters in the order of the alphabet, what each stands for; where a letter is there twice,
  /// the names are in the order in which they are written.
  private static let groups: [String: [String: [String]]] = [
    "gmr": ["m": ["heart murmur"], "r": ["rub"], "g": ["gallop"]],
    "gm": ["m": ["heart murmur"], "g": ["gallop"]],
    "mr": ["m": ["heart murmur"], "r": ["rub"]],
    "rw": ["w": ["wheezing"], "r": ["rales"]],
    "cw": ["w": ["wheezing"], "c": ["rales"]],
    "rrw": ["w": ["wheezing"], "r": ["rales", "rhonchi"]],
    "crw": ["w": ["wheezing"], "r": ["rhonchi"], "c": ["rales"]],
    "cce": ["c": ["clubbing", "cyanosis"], "e": ["edema"]],
    "cc": ["c": ["clubbing", "cyanosis"]],
    "gr": ["r": ["rebound tenderness"], "g": ["guarding"]],
    "cf": ["f": ["fever"], "c": ["chills"]],
    "cfs": ["f": ["fever"], "c": ["chills"], "s": ["diaphoresis"]],
    "dnv": ["n": ["nausea"], "v": ["vomiting"], "d": ["diarrhea"]],
    "cdnv": ["n": ["nausea"], "v": ["vomiting"], "d": ["diarrhea"], "c": ["constipation"]],
    "cfnv": ["f": ["fever"], "c": ["chills"], "n": ["nausea"], "v": ["vomiting"]],
    "cdfnv": [
      "f": ["fever"], "c": ["chills"], "n": ["nausea"], "v": ["vomiting"], "d": ["diarrhea"],
    ],
  ]
  /// What is also written in one word: "no mrg".
  private static let joined = Hash.words("mrg mgr rmg rgm gmr grm cce wrr rrw rwr wrc wcr nvd")
  private static let denials = Hash.words("no without denies denied denying neg negative any nor")
  private static let longest = 5

  func find(_ reading: inout Reading) {
    var found: [Mention] = []
    var at = 0
    while at + 1 < note.tokens.count {
      at += 1
      let token = note.tokens[at]
      guard token.kind == .word,
        token.count == 1 || token.count == 3 && Self.joined.contains(token.hash)
      else {
        continue
      }
      let letters = self.letters(at)
      guard letters.count > 1, let last = letters.last else { continue }
      let key = String(letters.map(\.letter).sorted())
      // "c/o n/v/d" needs no denial.
      if let names = Self.groups[key], isDenied(at) || key == "dnv" || key == "cdnv" {
        found += mentions(letters, names)
      }
      at = last.at
    }
    guard !found.isEmpty else { return }
    var taken = TokenMask(of: note)
    for mention in found { taken.insert(mention.start..<mention.start + 1) }
    reading.mentions.removeAll { taken.touches($0.range) }
    reading.pieces.removeAll { taken.touches($0.range) }
    reading.mentions += found
    reading.mentions.sort { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// The letters that begin at a token: "m/r/g", or "mrg" in one word.
  private func letters(_ start: Int) -> [(letter: Character, at: Int)] {
    guard note.tokens[start].count == 1 else { return note.lower(start).map { ($0, start) } }
    guard note.isSymbol(start + 1, 0x2F), !note.isSymbol(start - 1, 0x2F) else { return [] }
    var result: [(letter: Character, at: Int)] = []
    var at = start
    while at < note.tokens.count, note.tokens[at].kind == .word, note.tokens[at].count == 1,
      result.count <= Self.longest
    {
      result.append((Character(Unicode.Scalar(note.byte(at) | 0x20)), at))
      guard note.isSymbol(at + 1, 0x2F) else { break }
      at += 2
    }
    return result
  }

  private func isDenied(_ start: Int) -> Bool {
    guard start > 0 else { return false }
    if Self.denials.contains(note.tokens[start - 1].hash) { return true }
    // "w/o m/r/g"
    return start > 2 && note.lower(start - 1) == "o" && note.isSymbol(start - 2, 0x2F)
      && note.lower(start - 3) == "w"
  }

  private func mentions(
    _ letters: [(letter: Character, at: Int)],
    _ names: [String: [String]]
  ) -> [Mention] {
    var rest = names
    var result: [Mention] = []
    for (letter, at) in letters {
      guard let name = rest[String(letter)]?.first else { continue }
      if (rest[String(letter)]?.count ?? 0) > 1 { rest[String(letter)]?.removeFirst() }
      let entry = lexicon.entry(named: name)
      // One word for three findings is one place in the text: it is the first of them.
      if entry < 0 || result.last?.start == at { continue }
      result.append(
        Mention(
          start: at,
          end: at + 1,
          category: .medicalCondition,
          type: .condition,
          score: 0.85,
          entry: entry,
          sources: ["rule:shorthand"]
        )
      )
    }
    return result
  }
}
