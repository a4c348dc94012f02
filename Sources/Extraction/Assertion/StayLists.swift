// SPDX-License-Identifier: Apache-2.0

/// Tells medications of a stay in hospital from those that go on behind it.
///
/// ```
/// Hospital only: enoxaparin 40 mg OD
/// Dalteparin 5000 units OD - inpatient only
/// On admission: aspirin 75 mg OD, on discharge: clopidogrel 75 mg OD
/// ```
struct StayLists {
  let note: TokenizedNote

  private static let beginnings = Hash.words("only discharge admission admitted")
  private static let places = Hash.words("hospital inpatient ward icu itu admission stay")
  private static let leading = Hash.words("in for whilst while during the as")
  private static let nouns = Hash.words(
    "medication medications medicine medicines med meds drug drugs treatment treatments list"
  )
  /// What a hospital prescribes for who is at home.
  private static let prescribing = Hash.words(
    "prescribed supplied issued dispensed by from prescribing drug drugs issue supply"
  )
  /// How many tokens of a line are looked at.
  private static let width = 80

  func mark(_ reading: inout Reading) {
    for at in note.tokens.indices where note.holds(at, Self.beginnings) {
      if let cue = onlyHere(at) ?? notAtHome(at) {
        if let colon = colon(behind: cue.upperBound, isFirst: begins(cue.lowerBound)) {
          head(cue.lowerBound..<colon, &reading)
        } else {
          behind(cue, &reading)
        }
      } else if let colon = before(at), let end = turn(colon) {
        list(at..<colon, colon + 1..<end, &reading)
      }
    }
  }

  /// "hospital only", "in-patient only", "during admission only".
  private func onlyHere(_ at: Int) -> Range<Int>? {
    guard note.lower(at) == "only", at > 0 else { return nil }
    var start = at - 1
    if ["use", "stay"].contains(note.lower(start)), start > 0 { start -= 1 }
    if note.lower(start) == "patient", start > 1 {
      start -= note.isDash(start - 1) ? 2 : 1
      guard note.lower(start) == "in" else { return nil }
    } else {
      guard note.holds(start, Self.places) else { return nil }
    }
    while start > 0, note.holds(start - 1, Self.leading) || note.lower(start - 1) == "this" {
      start -= 1
    }
    guard !note.holds(start - 1, Self.prescribing), !note.holds(at + 1, Self.prescribing) else {
      return nil
    }
    return start..<at + 1
  }

  /// "not for discharge".
  private func notAtHome(_ at: Int) -> Range<Int>? {
    guard note.lower(at) == "discharge", ["for", "on"].contains(note.lower(at - 1)) else {
      return nil
    }
    if note.lower(at - 2) == "not" { return at - 2..<at + 1 }
    // "not needed on discharge"
    return ["needed", "required"].contains(note.lower(at - 2)) && note.lower(at - 3) == "not"
      ? at - 3..<at + 1 : nil
  }

  private func begins(_ at: Int) -> Bool {
    at == 0 || note.tokens[at].flags.contains(.lineStart)
      || note.tokens[at - 1].kind == .symbol && !note.isSymbol(at - 1, 0x28)
        && !note.isDash(at - 1) && !note.isSymbol(at - 1, 0x7C) && !note.isSymbol(at - 1, 0x2C)
        && !note.isSymbol(at - 1, 0x3A)
      || note.isDash(at - 1) && note.tokens[at - 1].flags.contains(.lineStart)
  }

  /// The colon behind a label, or the dash where the label begins a line.
  private func colon(behind end: Int, isFirst: Bool) -> Int? {
    var at = end
    while at < end + 3, note.holds(at, Self.nouns) { at += 1 }
    guard !note.isLineEnd(at) else { return nil }
    return note.isSymbol(at, 0x3A) || isFirst && note.isDash(at) ? at : nil
  }

  private static let others = Hash.words(
    "continue continued continuing unchanged new started changed discharge tto ttos home"
  )

  /// What a label names in its line.
  private func head(_ cue: Range<Int>, _ reading: inout Reading) {
    var end = cue.upperBound + 1
    let limit = end + Self.width
    while end < limit, !note.isLineEnd(end), !note.holds(end, Self.others),
      !(note.isSymbol(end, 0x2E) && note.isCapital(end + 1)
        && note.tokens[end + 1].flags.contains(.spaceBefore))
    {
      end += 1
    }
    list(cue, cue.upperBound..<end, &reading)
  }

  private func list(_ cue: Range<Int>, _ words: Range<Int>, _ reading: inout Reading) {
    for index in reading.mentionsBetween(words)
    where reading.mentions[index].category == .medication {
      append(cue, index, &reading)
    }
  }

  /// "Enoxaparin 40 mg SC OD (hospital only)": what stands before it.
  private func behind(_ cue: Range<Int>, _ reading: inout Reading) {
    guard !note.tokens[cue.lowerBound].flags.contains(.lineStart), cue.lowerBound > 0 else {
      return
    }
    var end = cue.lowerBound
    while end > 0, end > cue.lowerBound - 3, note.tokens[end - 1].kind == .symbol,
      !note.isSymbol(end - 1, 0x2E), !note.isSymbol(end - 1, 0x3B)
    {
      end -= 1
    }
    let next = reading.firstMention(atOrAfter: cue.lowerBound)
    guard next > 0,
      let last = (max(0, next - 3)..<next).last(where: {
        reading.mentions[$0].category == .medication
      }), reading.isSameLine(reading.mentions[last].start, cue.lowerBound),
      reading.mentions[last].end == end
        || reading.mentions[last].attributes.contains(where: { $0.end == end })
    else { return }
    append(cue, last, &reading)
  }

  /// The colon behind "On admission", "Pre-admission medication".
  private func before(_ at: Int) -> Int? {
    guard note.lower(at) == "admission" || note.lower(at) == "admitted" else { return nil }
    let isOn =
      ["on", "pre", "before", "to", "when"].contains(note.lower(at - 1)) || note.isDash(at - 1)
    var colon = at + 1
    while colon < at + 4, note.holds(colon, Self.nouns) || note.lower(colon) == "on" { colon += 1 }
    return note.isSymbol(colon, 0x3A) && (isOn || colon > at + 1) ? colon : nil
  }

  /// Where the line turns to what is taken at discharge.
  private func turn(_ colon: Int) -> Int? {
    let limit = colon + Self.width
    var at = colon + 1
    // The next line may be the other label: "Rx on admission: …", "Rx on discharge: …".
    var last = limit
    while at < min(limit, last), at < note.tokens.count {
      if note.tokens[at].flags.contains(.lineStart) {
        guard last == limit else { return nil }
        last = at + 3
      }
      if note.lower(at) == "discharge" {
        var end = at + 1
        while end < at + 4, note.holds(end, Self.nouns) { end += 1 }
        if note.isSymbol(end, 0x3A), end > at + 1 || ["on", "at"].contains(note.lower(at - 1)) {
          return at
        }
      }
      at += 1
    }
    return nil
  }

  private func append(_ cue: Range<Int>, _ index: Int, _ reading: inout Reading) {
    let mention = reading.mentions[index]
    guard !mention.traits.contains(where: { [.negation, .pastHistory].contains($0.name) }) else {
      return
    }
    let scope = min(cue.lowerBound, mention.start)..<max(cue.upperBound, mention.end)
    reading.mentions[index].traits.append(
      TraitMark(name: .pastHistory, score: 0.85, rule: "stay:only", cue: cue, scope: scope)
    )
  }
}
