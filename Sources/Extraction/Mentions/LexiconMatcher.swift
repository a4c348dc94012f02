// SPDX-License-Identifier: Apache-2.0

/// A place where a note has words of the lexicon.
struct LexiconMatch {
  var start: Int
  var end: Int
  /// The terms that fit, of different entries.
  var terms: [Int32]
}

/// Finds words of the lexicon, the longest at each place.
struct LexiconMatcher {
  let note: TokenizedNote
  let lexicon: Lexicon

  func matches(masked: [Bool]) -> [LexiconMatch] {
    var result: [LexiconMatch] = []
    var at = 0
    while at < note.tokens.count {
      if masked[at]
        || !lexicon.trie.mayStart(note.tokens[at].hash)
          && !(note.brokenWord(at).map { lexicon.trie.mayStart($0) } ?? false)
      {
        at += 1
        continue
      }
      guard let match = match(at) else {
        at += 1
        continue
      }
      result.append(match)
      at = match.end
    }
    return result
  }

  /// The longest match whose capitals fit.
  private func match(_ start: Int) -> LexiconMatch? {
    var state: Int32 = 0
    var at = start
    var best: LexiconMatch?
    let limit = min(note.tokens.count, start + 14)
    while at < limit {
      if at > start, note.tokens[at].flags.contains(.blankBefore) { break }
      var found: Int32 = 0
      if at + 2 < limit, let whole = note.brokenWord(at) {
        found = lexicon.trie.child(of: state, whole)
        if found > 0 { at += 2 }
      }
      if found == 0 { found = lexicon.trie.child(of: state, note.tokens[at].hash) }
      if found == 0, at > start, note.isSymbol(at, 0x2D), at + 1 < limit,
        !note.tokens[at].flags.contains(.spaceBefore)
      {
        at += 1
        found = lexicon.trie.child(of: state, note.tokens[at].hash)
      }
      guard found > 0 else { break }
      state = found
      at += 1
      guard lexicon.trie.firstPayload[Int(state)] >= 0 else { continue }
      let terms = lexicon.trie.payloads(state).filter { fits($0, start..<at) }
      if !terms.isEmpty { best = LexiconMatch(start: start, end: at, terms: terms) }
    }
    return best
  }

  private func fits(_ term: Int32, _ range: Range<Int>) -> Bool {
    let term = lexicon.terms[Int(term)]
    guard term.needsCase else {
      // Brands such as "Soma" and "Alli" are names: they begin with a capital in running text.
      return true
    }
    let first = note.tokens[range.lowerBound]
    let last = note.tokens[range.upperBound - 1]
    let spelling = term.spelling.utf8
    guard Int(last.end - first.start) == spelling.count else { return false }
    return zip(note.bytes[Int(first.start)..<Int(last.end)], spelling).allSatisfy { $0 == $1 }
  }
}
