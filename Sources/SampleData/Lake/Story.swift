// SPDX-License-Identifier: Apache-2.0

/// One patient of the sample lake: who, what happens, what goes wrong in the record.
struct Story: Sendable {
  /// The logical id of the patient, and the beginning of all other ids.
  let id: String
  let summary: String
  let given: String
  let family: String
  let language: String
  let age: Double
  let isFemale: Bool
  let place: Int
  /// Plans the life.
  let plan: @Sendable (inout Life) -> Void
  /// Changes the record afterwards.
  let mishap: @Sendable (inout Recorder) -> Void
  /// The id of a second record of the same person that is merged into this one.
  let duplicate: String?

  init(
    _ id: String,
    _ summary: String,
    given: String,
    family: String,
    _ language: String,
    age: Double,
    isFemale: Bool,
    place: Int,
    duplicate: String? = nil,
    mishap: @escaping @Sendable (inout Recorder) -> Void = { _ in },
    plan: @escaping @Sendable (inout Life) -> Void
  ) {
    self.id = id
    self.summary = summary
    self.given = given
    self.family = family
    self.language = language
    self.age = age
    self.isFemale = isFemale
    self.place = place
    self.duplicate = duplicate
    self.mishap = mishap
    self.plan = plan
  }

  /// Returns the record.
  func recorder(now: Moment, number: UInt64) -> Recorder {
    var recorder = Recorder(
      life: life(now: now, number: number),
      seed: 0x5A11,
      stream: number,
      options: RecordOptions(idName: id, keepsHistory: true, writesLastUpdated: false)
    )
    recorder.recordLife()
    mishap(&recorder)
    return recorder
  }

  private func life(now: Moment, number: UInt64) -> Life {
    var random = SampleRandom(seed: 0x5A11, stream: number, purpose: 1)
    var person = Person(
      chance: &random,
      now: now,
      age: age,
      isFemale: isFemale,
      place: place,
      language: language
    )
    person.sex = isFemale ? .female : .male
    person.birthIsVague = false
    person.previousFamily = nil
    if !given.isEmpty { person.given = Culture.Name(given) }
    if !family.isEmpty {
      let name = Culture.Name(family)
      person.family = name.native
      person.familyLatin = name.latin
    }
    var life = Life(person: person, now: now, random: random, seed: 0x5A11 &* 31 &+ number)
    life.everyVisitHasNote = true
    plan(&life)
    return life
  }

  /// Returns the second record of the person and the changes that merge it.
  func duplicates(_ main: Recorder, now: Moment) -> [Recorder] {
    guard let duplicate else { return [] }
    return [MergedRecord.recorder(of: main, id: duplicate, into: id, now: now)]
  }
}
