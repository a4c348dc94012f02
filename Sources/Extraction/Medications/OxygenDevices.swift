// SPDX-License-Identifier: Apache-2.0

/// Reads "on 2L NC" as a treatment with oxygen, litres by a device; and "3 L home oxygen" as what is given.
struct OxygenDevices {
  let note: TokenizedNote
  let lexicon: Lexicon

  private static let devices = Hash.words("nc hfnc nrb nrbm")
  private static let litres = Hash.words("l lpm liter liters litre litres lnc")
  private static let oxygen = Hash.words("o2 oxygen")
  private static let source = "rule:oxygen-device"
  private static let nasal = Hash.word("nasal".utf8)

  /// Makes treatments of the devices, which count as what is taken until it is told whether it is.
  func settle(_ reading: inout Reading) {
    for index in reading.mentions.indices
    where reading.mentions[index].sources.contains(Self.source) {
      reading.mentions[index].category = .testTreatmentProcedure
      reading.mentions[index].type = .treatmentName
      reading.mentions[index].entry = lexicon.entry(named: "oxygen therapy")
    }
  }

  /// Where a device at a token ends: "NC", "nasal cannula".
  private func device(_ at: Int) -> Int? {
    if Self.devices.contains(note.tokens[at].hash) { return at + 1 }
    return note.tokens[at].hash == Self.nasal
      && ["cannula", "cannulae"].contains(note.lower(at + 1))
      ? at + 2 : nil
  }

  func find(_ reading: inout Reading) {
    let entry = lexicon.entry(named: "oxygen")
    for index in reading.mentions.indices where isGiven(reading.mentions[index]) {
      reading.mentions[index].start = reading.mentions[index].end - 1
      reading.mentions[index].category = .medication
      reading.mentions[index].type = .genericName
      reading.mentions[index].entry = entry
      reading.mentions[index].snomed = ""
    }
    var found: [Mention] = []
    for at in note.tokens.indices {
      guard let end = device(at), let flow = flow(before: at) ?? flow(behind: end) else { continue }
      // "2L O2 NC" names it, and "O2 2L NC" too.
      let named = max(0, min(flow, at) - 2)..<at
      if named.contains(where: { Self.oxygen.contains(note.tokens[$0].hash) }) { continue }
      found.append(
        Mention(
          start: at,
          end: end,
          category: .medication,
          type: .genericName,
          score: 0.8,
          entry: entry,
          sources: [Self.source]
        )
      )
    }
    guard !found.isEmpty else { return }
    var near = TokenMask(of: note)
    for device in found { near.insert(device.start - 3..<device.end) }
    reading.replaceMentions(with: found)
    reading.pieces.removeAll { $0.type != .duration && near.touches($0.range) }
  }

  /// Whether litres stand beside a treatment with oxygen.
  private func isGiven(_ mention: Mention) -> Bool {
    guard mention.type == .treatmentName,
      Self.oxygen.contains(note.tokens[mention.end - 1].hash), mention.end - mention.start <= 3
    else { return false }
    return flow(before: mention.start) != nil
      || mention.end < note.tokens.count && note.tokens[mention.end].kind == .number
        && note.holds(mention.end + 1, Self.litres)
  }

  /// Where the number of litres begins that follows a device: "NC 2L", "nasal cannula at 2 L/min".
  private func flow(behind end: Int) -> Int? {
    var at = end
    while at < end + 2, ["at", "@", "of", "on"].contains(note.lower(at)) { at += 1 }
    guard note.tokens.indices.contains(at + 1), note.tokens[at].kind == .number,
      !note.tokens[at].flags.contains(.lineStart),
      Self.litres.contains(note.tokens[at + 1].hash)
    else { return nil }
    return at
  }

  /// Where the number of litres begins that a device follows: "2L NC", "4 lpm via NC", "2-3L NC".
  private func flow(before device: Int) -> Int? {
    var at = device - 1
    while at >= 0,
      ["via", "by", "per", "of", "on", "o2", "oxygen", "/", "min"].contains(note.lower(at))
    {
      at -= 1
    }
    guard at > 0, Self.litres.contains(note.tokens[at].hash), note.tokens[at - 1].kind == .number,
      !note.tokens[device].flags.contains(.lineStart)
    else { return nil }
    return at - 1
  }
}
