// SPDX-License-Identifier: Apache-2.0

extension Person {
  /// Creates a person by chance.
  ///
  /// - Parameters:
  ///   - random: The patient's numbers.
  ///   - now: The present.
  ///   - age: The age at the present or at death; by chance where `nil`.
  ///   - isFemale: The sex of the body; by chance where `nil`.
  ///   - place: A position in ``Place/all``; by chance where `nil`.
  ///   - language: The language of the culture; by chance where `nil`.
  init(
    chance random: inout SampleRandom,
    now: Moment,
    age: Double? = nil,
    isFemale: Bool? = nil,
    place: Int? = nil,
    language: String? = nil
  ) {
    placeIndex = place ?? random.weighted([22, 15, 14, 6, 16, 12, 4, 5, 3, 6, 5])
    let home = Place.all[placeIndex]
    self.place = home
    let spoken = language ?? random.pick(home.cultures)
    let cultures = Culture.all.filter { $0.language == spoken }
    culture = random.pick(cultures)
    let female = isFemale ?? random.chance(0.51)
    self.isFemale = female
    let other = random.unit()
    sex = other < 0.006 ? .other : (other < 0.01 ? .unknown : (female ? .female : .male))
    given = random.pick(female ? culture.female : culture.male)
    let families = female ? culture.femaleFamily : culture.family
    let name = random.pick(families)
    family = name.native
    familyLatin = name.latin
    if culture.twoFamilyNames {
      let second = random.pick(families)
      family += " " + second.native
      familyLatin += " " + second.latin
    }
    // Few newborns and few over ninety; the middle ages are spread evenly.
    let years = age ?? (random.chance(0.04) ? random.double(0...2) : random.double(2...94))
    birth = now - .years(years) - random.int(0...86_399)
    death = nil
    if age == nil {
      // The chance of having died within the last years rises steeply with age.
      let odds = years > 50 ? 0.035 * Arithmetic.exp((years - 50) / 17) : 0.012
      if random.chance(min(odds, 0.55)) {
        death = now - .years(random.double(0.05...min(14, years * 0.4 + 0.05)))
      }
    }
    recordNumber = String(1_000_000 + random.int(0...8_999_999))
    streetNumber = random.int(1...480)
    street = random.pick(home.streets)
    postalCode = home.postalPrefix + String(random.int(10...99))
    phone = home.areaCode + String(100 + random.int(0...899))
    isMarried = random.chance(0.52)
    isSmoker = years > 16 && random.chance(0.27)
    weightTendency = random.normal(0.5, 1.15)
    adultHeight = female ? random.normal(163, 6.3) : random.normal(176.5, 6.9)
    birthIsVague = random.chance(0.008)
    previousFamily =
      female && isMarried && years > 25 && random.chance(0.3)
      ? random.pick(families).native : nil
  }
}
