// SPDX-License-Identifier: Apache-2.0

/// Tells devices that were taken out: "IUD removed", "Foley out", "pacemaker explanted", "drain pulled".
///
/// They were there, and are not any more: past, and not denied.
struct RemovedDevices {
  let note: TokenizedNote

  private static let devices = Hash.words(
    """
    foley catheter picc iud pacemaker ppm icd aicd drain drains jp tube ett line lines port portacath \
    stent stents cvc mediport nexplanon mirena implant implants uac uvc aline hardware nail screws \
    tracheostomy peg gtube stimulator lvad balloon sheath pessary
    """
  )
  private static let auxiliaries = Hash.words(
    "was were been has have had is now then since both already subsequently later"
  )
  private static let removals = Hash.words("removed pulled explanted")
  private static let behindOut = Hash.words(
    "today yesterday this at on in last pod and since voiding"
  )
  private static let doubts = Hash.words("not never to be be if when until once unless")
  private static let determiners = Hash.words("the his her a their old right left r l")

  func mark(_ reading: inout Reading) {
    for index in reading.mentions.indices {
      let mention = reading.mentions[index]
      guard
        mention.category == .testTreatmentProcedure && mention.type != .testName
          || mention.category == .medication,
        mention.range.contains(where: { note.holds($0, Self.devices) }),
        !mention.traits.contains(where: { trait in
          trait.name == .negation
            || [.future, .hypothetical].contains(trait.name) && !isFar(trait, mention)
        }), let cue = removal(of: mention)
      else { continue }
      reading.mentions[index].traits.removeAll {
        [.pastHistory, .future, .hypothetical].contains($0.name)
      }
      reading.mentions[index].traits.append(
        TraitMark(
          name: .pastHistory,
          score: 0.85,
          rule: "past:removed",
          cue: cue,
          scope: min(cue.lowerBound, mention.start)..<max(cue.upperBound, mention.end)
        )
      )
    }
  }

  private func isNewLine(_ at: Int) -> Bool {
    at >= note.tokens.count || note.tokens[at].flags.contains(.lineStart)
  }

  /// "Not planning pregnancy, IUD removed": the plan is of something else.
  private func isFar(_ trait: TraitMark, _ mention: Mention) -> Bool {
    guard let cue = trait.cue, cue.upperBound <= mention.start else { return false }
    return note.isSymbol(mention.start - 1, 0x2C)
  }

  /// Whether a word names a device, and words beside it say that it was taken out.
  func isRemoved(_ range: Range<Int>) -> Bool {
    range.contains { note.holds($0, Self.devices) }
      && (behind(range.upperBound) ?? before(range.lowerBound)) != nil
  }

  private func removal(of mention: Mention) -> Range<Int>? {
    behind(mention.end) ?? before(mention.start)
  }

  private func behind(_ end: Int) -> Range<Int>? {
    var at = end
    while at < end + 3, note.holds(at, Self.auxiliaries), !isNewLine(at) { at += 1 }
    guard !isNewLine(at) else { return nil }
    if note.holds(at, Self.removals) {
      // "removed and replaced" leaves one in.
      if note.lower(at + 1) == "and", note.lower(at + 2) == "replaced" { return nil }
      return isDoubted(at + 1) ? nil : at..<at + 1
    }
    guard note.lower(at) == "out", !isDoubted(at + 1) else { return nil }
    let next = at + 1
    let isEnd =
      isNewLine(next) || note.tokens[next].kind != .word || note.holds(next, Self.behindOut)
    return isEnd ? at..<next : nil
  }

  private func isDoubted(_ at: Int) -> Bool {
    !isNewLine(at) && ["if", "when", "once", "unless", "until"].contains(note.lower(at))
  }

  /// "Removed his Foley", "explanted pacemaker".
  private func before(_ start: Int) -> Range<Int>? {
    var at = start - 1
    while at >= 0, at >= start - 2, note.holds(at, Self.determiners) { at -= 1 }
    guard at >= 0, note.holds(at, Self.removals), !note.holds(at - 1, Self.doubts) else {
      return nil
    }
    // "PICC removed, Foley in place" is of the one before.
    return at + 1 == start || note.holds(at + 1, Self.determiners) ? at..<at + 1 : nil
  }
}
