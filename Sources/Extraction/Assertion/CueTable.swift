// SPDX-License-Identifier: Apache-2.0

import CExtractionModel

/// What a cue says of the words in its scope.
enum CueClass: UInt8, Sendable {
  case negation = 0x4E
  case uncertainty = 0x55
  case hypothesis = 0x48
  case past = 0x50
  case family = 0x46
  case future = 0x58
  case condition = 0x43
  case termination = 0x54
  case pseudo = 0x5A

  var name: String {
    switch self {
    case .negation: "negation"
    case .uncertainty: "uncertainty"
    case .hypothesis: "hypothesis"
    case .past: "past"
    case .family: "family"
    case .future: "future"
    case .condition: "condition"
    case .termination: "termination"
    case .pseudo: "pseudo"
    }
  }
}

/// Words that change what a mention means, in a place of a note.
struct Cue {
  var start: Int
  var end: Int
  var kind: CueClass
  /// Whether it stands before what it is about, or after.
  var isBefore: Bool
  var isAfter: Bool
}

/// The cues of the project.
struct CueTable: Sendable {
  private var trie = TokenTrie()
  private var kinds: [(CueClass, UInt8)] = []

  static let shared = CueTable()

  init() {
    for line in Resource.lines(tarn_lexicon_cues) {
      let fields = line.split(separator: "|").map { Resource.trimmed($0) }
      guard fields.count == 3, let letter = fields[1].utf8.first,
        let kind = CueClass(rawValue: letter), let side = fields[2].utf8.first
      else { continue }
      let bytes = Array(fields[0].utf8)
      trie.insert(Lexicon.hashes(bytes), payload: Int32(kinds.count))
      kinds.append((kind, side))
    }
  }

  /// Returns the cues of a sentence, the longest at each place.
  func cues(in note: TokenizedNote, _ sentence: Range<Int>) -> [Cue] {
    var result: [Cue] = []
    var at = sentence.lowerBound
    while at < sentence.upperBound {
      guard let (state, end) = trie.longest(in: note, from: at, limit: sentence.upperBound) else {
        at += 1
        continue
      }
      var sides: [(CueClass, UInt8)] = []
      for payload in trie.payloads(state) { sides.append(kinds[Int(payload)]) }
      for (kind, side) in sides {
        result.append(
          Cue(
            start: at,
            end: end,
            kind: kind,
            isBefore: side == 0x62 || side == 0x69,
            isAfter: side == 0x61 || side == 0x69
          )
        )
      }
      at = end
    }
    return result
  }
}
