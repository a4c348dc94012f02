// SPDX-License-Identifier: Apache-2.0

import FHIR

/// A life as it is planned: who, what is measured in the body, the problems, what is done about
/// them, and when the patient is seen.
///
/// Disease modules add to it one after the other; each sees what those before have planned, so that
/// diabetes can lead to kidney disease. Nothing is written yet: the plan may run past death or the
/// present, and ``Recorder`` writes what lies before.
struct Life: Sendable {
  var person: Person
  var random: SampleRandom
  var physiology: Physiology
  let now: Moment
  var problems: [Problem] = []
  var treatments: [Treatment] = []
  var allergies: [AllergyEntry] = []
  var visits: [Visit] = []
  /// What runs in the family: `mother`, disease, age at onset.
  var familyHistory: [(relation: FamilyRelation, disease: Disease, age: Int)] = []
  /// What kills, if it is known.
  var causeOfDeath: Disease?
  /// Whether every visit has a note.
  var everyVisitHasNote = false
  /// How many resources of a feed may be added for realism: refills, statements, claims.
  var hasPharmacyFeed: Bool
  var hasClaims: Bool
  /// Whether the texts try to break screens.
  var isHostile = false

  init(person: Person, now: Moment, random: SampleRandom, seed: UInt64) {
    self.person = person
    self.now = now
    self.random = random
    physiology = Physiology(person: person, seed: seed)
    hasPharmacyFeed = self.random.chance(0.5)
    hasClaims = self.random.chance(0.35)
  }

  /// The present, or death if that came before.
  var end: Moment { min(now, person.death ?? now) }

  /// Returns the moment of an age in years.
  func moment(age: Double) -> Moment { person.birth + .years(age) }

  /// The age in years at the present, or at death.
  var lastAge: Double { (end - person.birth).inYears }

  /// Returns a time of day at which people are seen, on the day of a moment.
  mutating func officeHour(_ moment: Moment) -> Moment {
    let zone = person.place.zone
    var day = zone.local(moment).day
    let weekday = CivilDate.weekday(day)
    if weekday == 0 { day += 1 } else if weekday == 6 { day += 2 }
    return zone.moment(
      day,
      hour: random.int(8...16),
      minute: random.int(0...11) * 5,
      second: random.int(0...59)
    )
  }

  // MARK: - Problems

  /// Adds a problem and returns its position.
  @discardableResult
  mutating func addProblem(
    _ disease: Disease,
    onset: Moment,
    until abatement: Moment? = nil,
    isChronic: Bool = true,
    severity: Concept? = nil
  ) -> Int {
    var problem = Problem(
      disease: disease,
      onset: onset,
      precision: isChronic ? .day : .second,
      abatement: abatement,
      isChronic: isChronic
    )
    problem.severity = severity
    if abatement != nil { problem.course = .resolved }
    if isChronic {
      // What began long before it was recorded is remembered by the year.
      let draw = random.unit()
      problem.precision = draw < 0.16 ? .year : (draw < 0.32 ? .month : .day)
      problem.hasOnset = draw < 0.96
    }
    problems.append(problem)
    return problems.count - 1
  }

  /// Returns the position of a problem, if it has been planned to begin in the lifetime.
  func problem(_ disease: Disease) -> Int? {
    problems.firstIndex { $0.disease.snomed == disease.snomed && $0.onset < end }
  }

  /// Returns whether a problem has been planned to begin in the lifetime.
  func has(_ disease: Disease) -> Bool { problem(disease) != nil }

  // MARK: - Treatments

  /// Begins a treatment at a visit and returns its position.
  @discardableResult
  mutating func begin(
    _ drug: Drug,
    at visit: Int,
    for problem: Int?,
    until end: Moment? = nil,
    because reason: String? = nil,
    note: String? = nil
  ) -> Int {
    var treatment = Treatment(drug: drug, start: visits[visit].start, end: end, problem: problem)
    treatment.stopReason = reason
    treatment.note = note
    replace(&treatment, at: visit)
    if hasPharmacyFeed, drug.route != .intravenous { treatment.refillDays = 90 }
    treatments.append(treatment)
    visits[visit].actions.append(.begin(treatments.count - 1))
    return treatments.count - 1
  }

  /// Returns a drug that the person tolerates: the one given, or another for its class.
  func tolerated(_ drug: Drug) -> Drug {
    func isAllergic(_ name: String) -> Bool { allergies.contains { $0.allergy.name == name } }
    switch drug.name {
    case "amoxicillin", "amoxicillin / clavulanate", "penicillin V":
      return isAllergic("penicillin") ? .azithromycin : drug
    case "aspirin": return isAllergic("aspirin") ? .clopidogrel75 : drug
    case "sulfamethoxazole / trimethoprim":
      return isAllergic("sulfonamides") ? .nitrofurantoin : drug
    default: return drug
    }
  }

  /// Ends what a new treatment takes the place of: nobody takes two statins.
  private mutating func replace(_ new: inout Treatment, at visit: Int) {
    guard let group = new.drug.group else { return }
    for index in treatments.indices where treatments[index].drug.group == group {
      let old = treatments[index]
      if old.start <= new.start, old.isActive(at: new.start), old.end == nil {
        stop(index, at: visit, because: "Replaced by \(new.drug.name) \(new.drug.dose)")
      } else if old.start > new.start, new.end.map({ $0 > old.start }) ?? true {
        new.end = old.start
        new.stopReason = "Replaced by \(old.drug.name) \(old.drug.dose)"
      }
    }
  }

  /// Ends a treatment at a visit.
  mutating func stop(_ treatment: Int, at visit: Int, because reason: String?) {
    if let end = treatments[treatment].end, end <= visits[visit].start { return }
    treatments[treatment].end = visits[visit].start
    treatments[treatment].stopReason = reason
    visits[visit].actions.append(.end(treatment))
  }

  /// Ends a treatment at a visit and begins another dose or drug instead.
  @discardableResult
  mutating func change(
    _ treatment: Int,
    to drug: Drug,
    at visit: Int,
    because reason: String
  ) -> Int {
    let problem = treatments[treatment].problem
    stop(treatment, at: visit, because: reason)
    return begin(drug, at: visit, for: problem)
  }

  // MARK: - Visits

  /// Adds a visit and returns its position.
  mutating func addVisit(
    _ kind: Visit.Kind,
    at moment: Moment,
    _ specialty: Specialty,
    for problem: Int? = nil,
    reason: String = "",
    minutes: Int? = nil,
    isExact: Bool = false
  ) -> Int {
    let start = isExact || !kind.isPlanned ? moment : officeHour(moment)
    let length =
      minutes
      ?? (kind == .emergency
        ? random.int(90...380) : kind == .telephone ? random.int(4...14) : random.int(3...9) * 5)
    let visit = Visit(
      kind: kind,
      start: start,
      minutes: length,
      specialty: specialty,
      problem: problem,
      reason: reason,
      hasNote: everyVisitHasNote || random.chance(kind.noteProbability)
    )
    visits.append(visit)
    return visits.count - 1
  }

  /// Returns an office visit near a moment, adding one where there is none within a month.
  mutating func review(
    near moment: Moment,
    _ specialty: Specialty,
    for problem: Int? = nil,
    reason: String = ""
  ) -> Int {
    let found = visits.firstIndex {
      $0.kind.isOffice && $0.specialty == specialty && abs($0.start - moment) < .days(28)
    }
    if let found { return found }
    return addVisit(.followUp, at: moment, specialty, for: problem, reason: reason)
  }

  /// Adds actions to a visit.
  mutating func act(_ visit: Int, _ actions: Visit.Action...) {
    visits[visit].actions.append(contentsOf: actions)
  }

  /// Has a problem followed up with tests, time after time.
  mutating func monitor(
    _ problem: Int,
    _ specialty: Specialty,
    every days: Int,
    from start: Moment,
    until stop: Moment? = nil,
    _ panels: [Panel]
  ) {
    let last = min(end, stop ?? end)
    var moment = start
    var round = 0
    while moment < last {
      let visit = review(near: moment, specialty, for: problem)
      visits[visit].actions.append(.mention(problem))
      for panel in panels { visits[visit].actions.append(.panel(panel)) }
      round += 1
      moment += .days(days) + random.int(-days / 8 * 86_400...days / 6 * 86_400)
    }
  }
}

extension Visit.Kind {
  /// Whether it takes place in working hours.
  fileprivate var isPlanned: Bool {
    switch self {
    case .emergency, .inpatient, .intensiveCare, .birth, .urgent: false
    default: true
    }
  }

  /// How often a note is written in bulk data.
  fileprivate var noteProbability: Double {
    switch self {
    case .emergency, .inpatient, .intensiveCare, .birth: 1
    case .dialysis: 0.05
    case .prenatal, .wellness: 0.6
    default: 0.8
    }
  }
}
