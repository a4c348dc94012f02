// SPDX-License-Identifier: Apache-2.0

/// A second record of a person, made by a misspelled registration, and merged into the first.
enum MergedRecord {
  /// Returns the second record with the versions that the merge makes: its Patient is replaced by
  /// the first, and its resources move over.
  static func recorder(of main: Recorder, id: String, into target: String, now: Moment) -> Recorder
  {
    let merge = now - .days(47)
    var person = main.life.person
    person.given = Culture.Name("Marie")
    person.recordNumber = "9" + person.recordNumber.dropFirst()
    person.phone = ""
    var life = Life(person: person, now: merge - .days(4), random: main.life.random, seed: 99)
    life.hasClaims = false
    life.hasPharmacyFeed = false
    life.everyVisitHasNote = true
    InjuryModule.wrist(&life, now - .days(120))
    var recorder = Recorder(
      life: life,
      seed: 0x5A11,
      stream: 900,
      options: RecordOptions(idName: id, keepsHistory: false, writesLastUpdated: false)
    )
    recorder.recordLife()
    move(&recorder, from: id, to: target, at: merge)
    return recorder
  }

  private static func move(
    _ recorder: inout Recorder,
    from id: String,
    to target: String,
    at moment: Moment
  ) {
    let bytes = recorder.writer.bytes
    let old = Array("\"Patient/\(id)\"".utf8)
    let new = Array("\"Patient/\(target)\"".utf8)
    for entry in recorder.entries {
      let line: [UInt8]
      if entry.kind == .patient {
        line = replaced(bytes[entry.range], target)
      } else {
        line = substitute(old, new, in: bytes[entry.range])
      }
      recorder.rewrite(
        entry,
        line[...],
        at: moment,
        author: "records office",
        reason: "Merged into Patient/\(target): one person, two records"
      )
    }
  }

  /// Returns the Patient as inactive, with a link to the record that replaces it.
  private static func replaced(_ line: ArraySlice<UInt8>, _ target: String) -> [UInt8] {
    let inactive = substitute(
      Array("\"active\":true".utf8),
      Array("\"active\":false".utf8),
      in: line
    )
    let link = Array(
      ",\"link\":[{\"other\":{\"reference\":\"Patient/\(target)\"},\"type\":\"replaced-by\"}]}\n"
        .utf8
    )
    return inactive.dropLast(2) + link
  }

  /// Returns bytes with each occurrence of some replaced by others.
  private static func substitute(
    _ old: [UInt8],
    _ new: [UInt8],
    in bytes: ArraySlice<UInt8>
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var at = bytes.startIndex
    while at < bytes.endIndex {
      if bytes[at] == old[0], bytes[at...].starts(with: old) {
        out += new
        at += old.count
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }
}
