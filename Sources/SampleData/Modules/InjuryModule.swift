// SPDX-License-Identifier: Apache-2.0

/// Accidents, fractures and a burst appendix.
enum InjuryModule: LifeModule {
  static func plan(_ life: inout Life) {
    guard life.lastAge > 4 else { return }
    let window = min(life.lastAge - 3, 18)
    func recent(_ life: inout Life) -> Moment {
      life.end - .years(life.random.double(0.05...max(0.1, window)))
    }
    if life.random.chance(0.18) { sprain(&life, recent(&life)) }
    if life.random.chance(0.12) { wound(&life, recent(&life)) }
    if life.random.chance(0.11) { wrist(&life, recent(&life)) }
    if life.lastAge > 7, life.random.chance(0.035) { appendix(&life, recent(&life)) }
    if life.lastAge > 74, life.random.chance(0.13) {
      hip(&life, life.end - .years(life.random.double(0.1...5)))
    }
    if life.lastAge > 5, life.random.chance(0.04) { concussion(&life, recent(&life)) }
  }

  private static func sprain(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .ankleSprain,
      onset: when,
      until: when + .days(24),
      isChronic: false
    )
    let visit = life.addVisit(.urgent, at: when + .hours(3), .orthopedics, for: problem)
    life.begin(.ibuprofen400, at: visit, for: problem, until: when + .days(10))
    life.act(
      visit,
      .diagnose(problem),
      .measure([.pain]),
      .history("Rolled the left ankle on a step."),
      .denies(["numbness", "inability to bear weight"]),
      .finding("Lateral swelling, no bony tenderness. Ottawa rules negative."),
      .plan("Rest, ice, compression. No X-ray needed.")
    )
  }

  private static func wound(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .laceration,
      onset: when,
      until: when + .days(14),
      isChronic: false
    )
    let visit = life.addVisit(.emergency, at: when + .hours(1), .emergency, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .operation(.suture, problem: problem),
      .immunize(.td, dose: 1),
      .history("Cut the left palm on broken glass."),
      .denies(["numbness of the fingers"]),
      .finding("3 cm clean laceration, tendons intact, sensation normal."),
      .plan("Sutures out in 10 days.")
    )
  }

  /// Plans a broken wrist at a moment.
  static func wrist(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .forearmFracture,
      onset: when,
      until: when + .days(56),
      isChronic: false
    )
    let visit = life.addVisit(.emergency, at: when + .hours(2), .emergency, for: problem)
    life.begin(.acetaminophen500, at: visit, for: problem, until: when + .days(14))
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .measure([.pain]),
      .imaging(
        .wristXray,
        findings:
          "Dorsally angulated transverse fracture of the distal radius. Ulnar styloid intact.",
        impression: "Displaced distal radius fracture."
      ),
      .operation(.casting, problem: problem),
      .history("Fell on the outstretched right hand."),
      .finding("Dinner-fork deformity, neurovascularly intact."),
      .plan("Closed reduction, cast for 6 weeks. Fracture clinic in 1 week.")
    )
    let clinic = life.addVisit(.followUp, at: when + .days(8), .orthopedics, for: problem)
    life.act(
      clinic,
      .mention(problem),
      .imaging(
        .wristXray,
        findings: "Alignment maintained in plaster. Early callus not yet visible.",
        impression: "Satisfactory alignment."
      ),
      .plan("Continue cast.")
    )
    let end = life.addVisit(.followUp, at: when + .days(44), .orthopedics, for: problem)
    life.act(
      end,
      .mention(problem),
      .finding("Cast removed, no tenderness, wrist stiff."),
      .plan("Hand therapy. Discharged.")
    )
  }

  /// Plans appendicitis at a moment.
  static func appendix(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .appendicitis,
      onset: when,
      until: when + .days(12),
      isChronic: false
    )
    life.physiology.drift(
      .leukocytes,
      by: 9,
      from: when - .hours(6),
      over: .hours(20),
      until: when + .days(1),
      recovery: .days(5)
    )
    life.physiology.drift(
      .crp,
      by: 82,
      from: when,
      over: .hours(30),
      until: when + .days(2),
      recovery: .days(6)
    )
    life.physiology.drift(
      .temperature,
      by: 1.4,
      from: when,
      over: .hours(14),
      until: when + .days(1),
      recovery: .days(1)
    )
    let emergency = life.addVisit(.emergency, at: when + .hours(16), .emergency, for: problem)
    life.act(
      emergency,
      .vitals,
      .diagnose(problem),
      .panel(.differential),
      .panel(.inflammation),
      .panel(.basicMetabolic),
      .imaging(
        .abdomenCT,
        findings:
          "Dilated appendix of 11 mm with wall enhancement and periappendiceal fat stranding. No abscess.",
        impression: "Acute uncomplicated appendicitis."
      ),
      .history(
        "Periumbilical pain since last night, now in the right lower quadrant, vomited twice."
      ),
      .denies(["diarrhea", "dysuria"]),
      .finding("Tender at McBurney's point with rebound. Rovsing positive."),
      .plan("Surgical admission, nil by mouth, IV antibiotics.")
    )
    let stay = life.addVisit(
      .inpatient,
      at: when + .hours(22),
      .surgery,
      for: problem,
      minutes: 2 * 1440
    )
    life.act(
      stay,
      .mention(problem),
      .administer(.cefazolin, problem: problem),
      .administer(.morphine, problem: problem),
      .operation(.appendectomy, problem: problem),
      .pathology("Appendix: acute suppurative appendicitis. No malignancy."),
      .plan("Home on day 2, acetaminophen PRN, no lifting for 2 weeks.")
    )
    life.begin(.acetaminophen500, at: stay, for: problem, until: when + .days(10))
  }

  /// Plans a broken hip at a moment.
  static func hip(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .hipFracture,
      onset: when,
      until: when + .days(120),
      isChronic: false
    )
    life.physiology.drift(
      .hemoglobin,
      by: -2.6,
      from: when,
      over: .days(2),
      until: when + .days(5),
      recovery: .days(60)
    )
    let visit = life.addVisit(
      .inpatient,
      at: when + .hours(3),
      .orthopedics,
      for: problem,
      minutes: life.random.int(7...13) * 1440
    )
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .panel(.bloodCount),
      .panel(.basicMetabolic),
      .panel(.coagulation),
      .imaging(
        .hipXray,
        findings: "Displaced subcapital fracture of the right femoral neck.",
        impression: "Right femoral neck fracture."
      ),
      .operation(.hipReplacement, problem: problem),
      .device(.hipProsthesis),
      .administer(.cefazolin, problem: problem),
      .operation(.physiotherapy, problem: problem),
      .history("Tripped over a rug at home, could not get up."),
      .denies(["loss of consciousness", "head injury", "anticoagulants"]),
      .finding("Right leg shortened and externally rotated."),
      .plan("Hemiarthroplasty on day 1. Enoxaparin 40 mg daily for 4 weeks. Rehabilitation.")
    )
    life.begin(.enoxaparin40, at: visit, for: problem, until: when + .days(30))
    if life.random.chance(0.3) {
      let delirium = life.addProblem(
        .delirium,
        onset: when + .days(2),
        until: when + .days(6),
        isChronic: false
      )
      life.act(
        visit,
        .diagnose(delirium),
        .finding("Fluctuating attention on the second night, pulling at lines.")
      )
    }
  }

  private static func concussion(_ life: inout Life, _ when: Moment) {
    let problem = life.addProblem(
      .concussion,
      onset: when,
      until: when + .days(15),
      isChronic: false
    )
    let visit = life.addVisit(.emergency, at: when + .hours(2), .emergency, for: problem)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .measure([.glasgow]),
      .history("Head knock at football, dazed for a few minutes."),
      .denies(["vomiting", "loss of consciousness", "neck pain"]),
      .finding("GCS 15, no hematoma. Neurological examination normal."),
      .plan("Head injury advice. No CT by the rules. Graduated return to sport.")
    )
  }
}
