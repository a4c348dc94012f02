// SPDX-License-Identifier: Apache-2.0

/// Tells a note in another language than English or Spanish by its small words.
///
/// Nothing denies, dates or doubts in such a note for the rules, so that a name found in it says little.
enum NoteLanguage {
  private static let english = Hash.words(
    "the of and with for was were is are no not on to by has had her his from this that denies reports"
  )
  private static let others = [
    """
    und der das ist nicht mit wurde wurden bei kein keine keinen keiner eine einer einem einen zur zum für \
    auf aus seit nach sich auch oder sind wird werden unter dem patientin
    """,
    """
    le la les une et pas avec pour dans chez sans depuis mais aux cette été était patiente du sur par
    """,
    "il della del nel che senza gli paziente alla dei è di",
    "não com uma sem foi pelo pela ao à do da",
    "het een van niet geen bij naar werd voor ook zijn wordt patiënt met",
    "och inte är ingen för att som av till patienten",
  ].map { Hash.words($0) }

  /// Whether the small words of a note are those of one of the others, and hardly any is English.
  static func isForeign(_ note: TokenizedNote) -> Bool {
    var known = 0
    var hits = [Int](repeating: 0, count: others.count)
    var distinct = [Set<UInt32>](repeating: [], count: others.count)
    for token in note.tokens where token.kind == .word {
      if english.contains(token.hash) { known += 1 }
      for (language, words) in others.enumerated() where words.contains(token.hash) {
        hits[language] += 1
        distinct[language].insert(token.hash)
      }
    }
    return others.indices.contains { language in
      hits[language] >= 4 && distinct[language].count >= 3 && hits[language] > 3 * known
        && hits[language] * 12 >= note.tokens.count
    }
  }
}
