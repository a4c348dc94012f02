// SPDX-License-Identifier: Apache-2.0

/// Words between a name and its directions.
extension MedicationLinker {
  private static let taking = Hash.words(
    """
    take takes taking taken use uses used give given inject apply instill inhale it repeat now then continue \
    continued complete completed course total plan planned treat treatment duration therapy a the of this to \
    with
    """
  )

  /// Whether a word begins directions, or is a part of them.
  static func isSig(_ at: Int, _ note: TokenizedNote) -> Bool {
    note.tokens[at].kind != .word || note.holds(at, taking) || note.holds(at, counts)
      || SigWords.shared.word(note.tokens[at].hash) != nil
  }

  private static let counts = Hash.words("one two three half")
  private static let directing = Hash.words("take chew inject inhale apply place swallow use")

  /// "Take 2 capsules TID" in a line of its own.
  static func isDirected(_ sentence: Range<Int>, _ note: TokenizedNote) -> Bool {
    note.tokens[sentence.lowerBound].flags.contains(.lineStart)
      && note.holds(sentence.lowerBound, directing)
  }
}
