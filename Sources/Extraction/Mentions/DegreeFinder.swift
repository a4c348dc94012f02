// SPDX-License-Identifier: Apache-2.0

/// Takes away what was read into degrees and roles beside a name: "Jane Doe, MD", "RN Torres".
///
/// Letters that stand beside no name are what they are: "MS" is a disease there.
struct DegreeFinder {
  let note: TokenizedNote

  private static let degrees = Hash.words(
    """
    md do rn np pa phd dnp fnp crna cnm cns lpn lvn aprn arnp pharmd mbbs mbchb dds dmd dpm od dvm \
    msn bsn mph mba facp facs facc facep fcc frcp frcs mrcp slp ccc pt dpt ot otr rd rdn lcsw msw \
    emt nremt rrt cma rph ms dc agnp pmhnp acnp pac fnpc bc lpc psyd cst rcp
    """
  )
  /// Degrees that stand before a name too: "MD Castellanos aware".
  private static let titles = Hash.words("md rn np")

  /// Looks where names are; they must be known.
  func drop(_ reading: inout Reading) {
    var isDegree = [Bool](repeating: false, count: note.tokens.count)
    var found = false
    for mention in reading.mentions where mention.type == .name {
      for token in degrees(behind: mention.end) {
        isDegree[token] = true
        found = true
      }
      if mention.start > 0, isDegreeWord(mention.start - 1, Self.titles) {
        isDegree[mention.start - 1] = true
        found = true
      }
    }
    guard found else { return }
    // The letter of "M" in "M.D." may be all that was read.
    reading.mentions.removeAll { mention in
      mention.category != .protectedHealthInformation && isDegree[mention.start]
    }
    reading.pieces.removeAll { isDegree[$0.start] }
  }

  /// ", MD", " RN, BSN", ", PA-C", ", M.D.": all that follows a name in its line.
  private func degrees(behind end: Int) -> Range<Int> {
    var at = end
    var last = end
    while at < note.tokens.count, at < end + 12, !note.tokens[at].flags.contains(.lineStart) {
      if note.tokens[at].kind == .symbol {
        guard [0x2C, 0x2D, 0x2E, 0x2F].contains(note.byte(at)) else { break }
        // A sentence ends: what follows is none of the name's.
        if note.byte(at) == 0x2E, at + 1 < note.tokens.count,
          note.tokens[at + 1].flags.contains(.spaceBefore)
        {
          break
        }
      } else if isDegreeWord(at, Self.degrees) || isLetter(at) {
        last = at + 1
      } else {
        break
      }
      at += 1
    }
    return end..<last
  }

  private func isDegreeWord(_ at: Int, _ words: Set<UInt32>) -> Bool {
    note.tokens.indices.contains(at) && words.contains(note.tokens[at].hash)
      && note.isCapital(at) && (note.isAllCaps(at) || note.tokens[at].count > 4)
  }

  /// A letter of "M.D.", or the "C" of "PA-C".
  private func isLetter(_ at: Int) -> Bool {
    guard note.tokens[at].count == 1, note.isCapital(at) else { return false }
    return note.isSymbol(at + 1, 0x2E) || note.isSymbol(at - 1, 0x2E) || note.isSymbol(at - 1, 0x2D)
  }
}
