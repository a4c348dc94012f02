// SPDX-License-Identifier: Apache-2.0

/// Reads what was measured in each eye: "IOP OD 18 OS 21", "Tapp R 16, L 18".
struct EyeValues {
  let note: TokenizedNote

  private static let tests = Hash.words(
    "iop iops ta tapp tp gat tonometry applanation va vasc vacc"
  )
  private static let sides = Hash.words("od os ou r l re le right left")

  /// Where the numbers stand; none where no side is named.
  func ranges(behind test: Mention) -> [Range<Int>] {
    guard test.type == .testName,
      test.range.contains(where: { Self.tests.contains(note.tokens[$0].hash) })
    else { return [] }
    var result: [Range<Int>] = []
    var at = test.end
    while at < note.tokens.count, result.count < 4 {
      if isMark(at) { at += 1 }
      guard isSide(at) else { break }
      at += 1
      if isMark(at) { at += 1 }
      guard at < note.tokens.count, NumberWords.digits(note, at) != nil,
        !note.tokens[at].flags.contains(.lineStart)
      else { break }
      let start = at
      at += 1
      if note.isSymbol(at, 0x2F), NumberWords.digits(note, at + 1) != nil { at += 2 }
      result.append(start..<at)
    }
    return result
  }

  private func isSide(_ at: Int) -> Bool {
    at < note.tokens.count && Self.sides.contains(note.tokens[at].hash)
      && !note.tokens[at].flags.contains(.lineStart)
  }

  private func isMark(_ at: Int) -> Bool {
    note.isSymbol(at, 0x2C) || note.isSymbol(at, 0x3A) || note.isSymbol(at, 0x3B)
      || note.isSymbol(at, 0x3D) || note.isSymbol(at, 0x2F)
  }
}
