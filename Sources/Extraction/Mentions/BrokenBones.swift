// SPDX-License-Identifier: Apache-2.0

/// Reads "# NOF", "# L zygoma", "# R sup pubic ramus": a bone behind the sign is broken.
///
/// The sign heads problems, too: "# Hip pain", "# Ankle: sprain" break nothing.
struct BrokenBones {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let sides = Hash.words(
    """
    l r left right lt rt sup inf superior inferior distal prox proximal mid shaft open closed comminuted displaced \
    undisplaced old prev lat med lateral medial bilat bilateral ip pubic of the neck 1st 2nd 3rd 4th 5th base head
    """
  )
  private static let bones = Hash.words(
    """
    nof femur tibia tib fibula fib radius ulna humerus clavicle rib ribs pelvis ramus rami zygoma mandible maxilla \
    nasal ankle wrist hip scaphoid metacarpal mc mt metatarsal patella calcaneum calcaneus malleolus acetabulum sacrum \
    olecranon phalanx nose skull sternum scapula vertebra femoral tibial radial humeral
    """
  )
  private static let harms = Hash.words(
    "pain pains swelling sprain injury wound ulcer replacement surgery oa osteoarthritis infection mass cyst"
  )
  private static let named: [UInt32: String] = Dictionary(
    uniqueKeysWithValues: [
      "nof": "hip fracture", "hip": "hip fracture", "wrist": "wrist fracture",
      "ankle": "fracture of ankle", "rib": "rib fracture", "ribs": "rib fracture",
      "clavicle": "fracture of clavicle", "skull": "skull fracture",
    ].map { (Hash.word($0.key.utf8), $0.value) }
  )
  private static let reach = 5

  func find(_ reading: inout Reading) {
    var found: [Mention] = []
    for at in note.tokens.indices where note.isSymbol(at, 0x23) {
      guard let bone = bone(behind: at, reading) else { continue }
      found.append(
        Mention(
          start: at,
          end: bone + 1,
          category: .medicalCondition,
          type: .condition,
          score: 0.85,
          entry: lexicon.entry(named: Self.named[note.tokens[bone].hash] ?? "fracture"),
          sources: ["rule:broken-bone"]
        )
      )
    }
    reading.replaceMentions(with: found)
  }

  /// The last word of the bone behind the sign.
  private func bone(behind sign: Int, _ reading: Reading) -> Int? {
    var at = sign + 1
    while at < sign + Self.reach, note.holds(at, Self.sides), isInLine(at) { at += 1 }
    guard isInLine(at), note.holds(at, Self.bones) else { return nil }
    // "# tib/fib"
    if note.isSymbol(at + 1, 0x2F), note.holds(at + 2, Self.bones) { at += 2 }
    let next = at + 1
    if isInLine(next), note.holds(next, Self.harms) || note.isSymbol(next, 0x3A) { return nil }
    // "# Hip osteoarthritis"
    let index = reading.firstMention(atOrAfter: sign)
    guard index < reading.mentions.count, reading.mentions[index].start <= at,
      reading.mentions[index].end > next, isInLine(next), note.tokens[next].kind == .word
    else { return at }
    return nil
  }

  private func isInLine(_ at: Int) -> Bool {
    note.tokens.indices.contains(at) && !note.tokens[at].flags.contains(.lineStart)
  }
}
