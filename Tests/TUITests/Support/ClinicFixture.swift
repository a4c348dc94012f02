// SPDX-License-Identifier: Apache-2.0

import FHIR
import TestSupport
import Timeline

@testable import TUI

/// Invented patients: one with a long story, others to fill the list, some with hostile names.
enum ClinicFixture {
  /// 2024-06-03T12:00Z.
  static let now = CivilTime(year: 2024, month: 6, day: 3, hour: 12).milliseconds

  static let lake: FakeLake = {
    var story = MorenoStory()
    story.tell()
    var patients = others + hostile
    var ana = PatientSummary(id: "004417")
    ana.name = "Moreno, Ana Lucía"
    ana.sortName = fold(ana.name)
    ana.gender = "female"
    ana.birthDate = "1961-03-09"
    ana.recordNumber = "004417"
    ana.place = "Lima, PE"
    ana.lastSeen = CivilTime(year: 2024, month: 5, day: 14).milliseconds
    ana.eventCount = story.events.count
    ana.allergyCount = 2
    ana.directiveCount = 1
    ana.criticalCount = story.events.count { $0.event.flag == .critical }
    ana.changedCount = 1
    ana.deletedCount = 1
    patients.append(ana)
    return FakeLake(
      patients: patients,
      events: ["004417": story.events, "000031": MorenoStory.short("000031")],
      changes: ["004417": story.changes],
      versions: story.versions,
      notes: story.notes,
      links: story.links,
      broken: ["000874"]
    )
  }()

  private static let others: [PatientSummary] = [
    patient("001093", "Abara, Chidi", "male", "1983-01-20", (2024, 6, 2), 612),
    patient("000218", "Bergström, Åsa", "female", "1947-02-11", (2024, 6, 1), 4903, allergies: 1),
    patient("002775", "Nguyễn, Thị Hoa", "female", "1995-04-02", (2024, 5, 13), 188),
    patient("003310", "Okonkwo, Ifeoma", "female", "1969", (2024, 5, 11), 2071, critical: 1),
    patient("000874", "O'Brien, Séamus", "male", "1956-03", (2024, 5, 10), 9115, allergies: 1),
    patient("001846", "山田, 太郎", "male", "1974-01-05", (2024, 5, 9), 1402),
    patient(
      "000031",
      "Ziegler, Max",
      "male",
      "1941-07-09",
      (2023, 11, 28),
      3,
      deceased: "2023-11-28"
    ),
    patient("9f3c0a", "", "", "", (2023, 10, 2), 4),
  ]

  /// Names that break screens which trust them.
  private static let hostile: [PatientSummary] = [
    patient(
      "h1",
      "\u{1F469}\u{200D}\u{2695}\u{FE0F} Dr ZWJ, \u{1F1E8}\u{1F1ED}",
      "other",
      "1980",
      (2020, 1, 1),
      1
    ),
    patient("h2", "\u{1B}[31mred\u{1B}[0m\u{07}, a\u{200B}b\tTab", "male", "1980", (2020, 1, 2), 1),
    patient(
      "h3",
      "\u{0645}\u{062D}\u{0645}\u{062F} \u{202E}\u{0639}\u{0644}\u{064A}",
      "male",
      "1980",
      (2020, 1, 3),
      1
    ),
    patient(
      "h4",
      "Zo\u{35F}e\u{35F} Ngu\u{327}ye\u{30B}n, e\u{1D4CD}t \u{FDFA} 1\u{FE0F}\u{20E3}",
      "female",
      "1980",
      (2020, 1, 4),
      1
    ),
    patient(
      "h5",
      "\u{1112}\u{1161}\u{11AB} 김민수, \u{1F44D}\u{1F3FD}\u{26A0}\u{FE0F}",
      "female",
      "1980",
      (2020, 1, 5),
      1
    ),
    patient(
      "h6",
      String(repeating: "Wolfeschlegelstein", count: 12) + ", Hubert",
      "male",
      "1980",
      (2020, 1, 6),
      1
    ),
  ]

  private static func patient(
    _ id: String,
    _ name: String,
    _ gender: String,
    _ birthDate: String,
    _ seen: (Int, Int, Int),
    _ events: Int,
    allergies: Int = 0,
    critical: Int = 0,
    deceased: String? = nil
  ) -> PatientSummary {
    var patient = PatientSummary(id: id)
    patient.name = name
    patient.sortName = fold(name)
    patient.gender = gender
    patient.birthDate = birthDate
    patient.recordNumber = name.isEmpty ? "" : id
    patient.lastSeen = CivilTime(year: seen.0, month: seen.1, day: seen.2).milliseconds
    patient.eventCount = events
    patient.allergyCount = allergies
    patient.criticalCount = critical
    patient.deceased = deceased
    return patient
  }
}
