// SPDX-License-Identifier: Apache-2.0

import FHIR

/// Breast and colon cancer: found, operated on, treated in cycles, followed up.
enum CancerModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.person.isFemale, life.lastAge > 40, life.random.chance(0.045) {
      breast(&life, at: life.moment(age: life.random.normal(60, 9)))
    }
    if life.lastAge > 48, life.random.chance(0.022) {
      colon(&life, at: life.moment(age: life.random.normal(66, 8)))
    }
  }

  /// Plans breast cancer from a mammogram on.
  static func breast(_ life: inout Life, at found: Moment) {
    guard found < life.end - .days(150), found > life.moment(age: 30) else { return }
    let problem = life.addProblem(.breastCancer, onset: found)
    life.problems[problem].precision = .day
    let screening = life.addVisit(
      .followUp,
      at: found,
      .radiology,
      for: problem,
      reason: "Abnormal screening mammogram"
    )
    life.act(
      screening,
      .imaging(
        .mammogram,
        findings:
          "Spiculated 18 mm mass in the upper outer quadrant of the left breast with pleomorphic calcifications.",
        impression: "Highly suggestive of malignancy. BI-RADS 5. Biopsy recommended."
      ),
      .plan("Core biopsy this week.")
    )
    let biopsy = life.addVisit(
      .daySurgery,
      at: found + .days(9),
      .surgery,
      for: problem,
      minutes: 60
    )
    life.act(
      biopsy,
      .diagnose(problem),
      .operation(.breastBiopsy, problem: problem),
      .pathology(
        "Left breast, core needle biopsy: invasive ductal carcinoma, grade 2. Estrogen receptor positive (95 %), progesterone receptor positive (60 %), HER2 negative (1+). Ki-67 22 %."
      ),
      .denies(["bone pain", "weight loss"])
    )
    let surgery = life.addVisit(
      .inpatient,
      at: found + .days(30),
      .surgery,
      for: problem,
      minutes: 2 * 1440
    )
    life.act(
      surgery,
      .mention(problem),
      .vitals,
      .panel(.bloodCount),
      .administer(.cefazolin, problem: problem),
      .operation(.lumpectomy, problem: problem),
      .pathology(
        "Left breast, lumpectomy: invasive ductal carcinoma, 21 mm, margins free (closest 4 mm). Sentinel nodes: one of three positive. pT2 pN1a."
      ),
      .carePlan(.cancer, problem: problem),
      .plan(
        "Adjuvant chemotherapy, then radiotherapy and endocrine therapy, as agreed in the tumor board."
      )
    )
    cycles(&life, problem, from: found + .days(58), count: 8) { number in
      number < 4 ? [.doxorubicin, .cyclophosphamide] : [.paclitaxel]
    }
    let radiation = life.addVisit(.daySurgery, at: found + .days(250), .oncology, for: problem)
    life.act(
      radiation,
      .mention(problem),
      .operation(.radiotherapy, problem: problem),
      .plan("Skin care explained. Mild erythema expected.")
    )
    let endocrine = life.review(near: found + .days(280), .oncology, for: problem)
    let drug: Drug = life.person.age(at: found) < 51 ? .tamoxifen : .letrozole
    life.begin(
      drug,
      at: endocrine,
      for: problem,
      until: found + .years(5.8),
      because: "Five years completed"
    )
    life.act(
      endocrine,
      .mention(problem),
      .plan("Start \(drug.order) for at least 5 years. Hot flashes discussed.")
    )
    life.monitor(problem, .oncology, every: 180, from: found + .days(420), [.bloodCount, .liver])
  }

  /// Plans colon cancer from a positive test on.
  static func colon(_ life: inout Life, at found: Moment) {
    guard found < life.end - .days(150), found > life.moment(age: 40) else { return }
    let problem = life.addProblem(.colonCancer, onset: found)
    life.problems[problem].precision = .day
    life.physiology.drift(
      .cea,
      by: 21,
      from: found - .days(500),
      over: .days(500),
      until: found + .days(30),
      recovery: .days(40)
    )
    life.physiology.drift(
      .hemoglobin,
      by: -3.1,
      from: found - .days(300),
      over: .days(290),
      until: found + .days(40),
      recovery: .days(200)
    )
    life.physiology.drift(
      .mcv,
      by: -13,
      from: found - .days(300),
      over: .days(290),
      until: found + .days(40),
      recovery: .days(300)
    )
    life.physiology.drift(
      .ferritin,
      by: -85,
      from: found - .days(300),
      over: .days(290),
      until: found + .days(40),
      recovery: .days(300)
    )
    let anemia = life.addProblem(
      .ironDeficiency,
      onset: found - .days(40),
      until: found + .days(200)
    )
    let office = life.review(near: found - .days(25), .familyMedicine, for: anemia)
    life.act(
      office,
      .vitals,
      .diagnose(anemia),
      .panel(.bloodCount),
      .panel(.iron),
      .history("Fatigue for months, darker stools now and then. Father had colon cancer at 71."),
      .denies(["abdominal pain", "weight loss"]),
      .plan("Iron deficiency in an adult: colonoscopy. Ferrous sulfate 325 mg daily.")
    )
    life.begin(.ferrousSulfate, at: office, for: anemia, until: found + .days(200))
    let scope = life.addVisit(.daySurgery, at: found, .surgery, for: problem, minutes: 90)
    life.act(
      scope,
      .diagnose(problem),
      .operation(.colonoscopy, problem: problem),
      .pathology("Ascending colon, biopsy: moderately differentiated adenocarcinoma."),
      .finding(
        "Ulcerated 4 cm mass in the ascending colon, biopsied. Otherwise normal to the cecum."
      )
    )
    let staging = life.addVisit(.followUp, at: found + .days(10), .oncology, for: problem)
    life.act(
      staging,
      .mention(problem),
      .panel(.tumorMarker),
      .panel(.liver),
      .imaging(
        .abdomenCT,
        findings:
          "Circumferential thickening of the ascending colon. Two enlarged pericolic nodes. Liver without focal lesion.",
        impression: "Primary tumor of the ascending colon, no distant metastasis."
      ),
      .plan("Right hemicolectomy, then adjuvant chemotherapy depending on the nodes.")
    )
    let surgery = life.addVisit(
      .inpatient,
      at: found + .days(24),
      .surgery,
      for: problem,
      minutes: 6 * 1440
    )
    life.act(
      surgery,
      .mention(problem),
      .vitals,
      .panel(.bloodCount),
      .panel(.basicMetabolic),
      .administer(.cefazolin, problem: problem),
      .operation(.colectomy, problem: problem),
      .pathology(
        "Right colon, hemicolectomy: adenocarcinoma, 4.2 cm, invading through muscularis propria; 2 of 19 nodes positive; margins free. pT3 pN1b."
      ),
      .carePlan(.cancer, problem: problem),
      .plan("Uneventful recovery, bowels open on day 3. Oncology in 4 weeks.")
    )
    life.begin(.oxycodone, at: surgery, for: problem, until: found + .days(34))
    cycles(&life, problem, from: found + .days(60), count: 12, every: 14) { _ in
      [.oxaliplatin, .leucovorin, .fluorouracil]
    }
    life.monitor(
      problem,
      .oncology,
      every: 120,
      from: found + .days(300),
      [.tumorMarker, .bloodCount, .liver]
    )
    if life.random.chance(0.25) {
      life.person.death = min(
        life.person.death ?? .max,
        found + .years(life.random.double(1.2...4))
      )
      life.causeOfDeath = .colonCancer
    }
  }

  /// Plans chemotherapy in cycles; counts fall between them.
  static func cycles(
    _ life: inout Life,
    _ problem: Int,
    from start: Moment,
    count: Int,
    every days: Int = 21,
    drugs: (Int) -> [Drug]
  ) {
    var moment = start
    for number in 0..<count {
      guard moment < life.end else { return }
      let visit = life.addVisit(.infusion, at: moment, .oncology, for: problem, minutes: 240)
      life.act(
        visit,
        .mention(problem),
        .panel(.differential),
        .panel(.liver),
        .measure([.weight, .temperature]),
        .administer(.ondansetron, problem: problem),
        .administer(.dexamethasone, problem: problem)
      )
      for drug in drugs(number) { life.act(visit, .administer(drug, problem: problem)) }
      life.act(
        visit,
        .operation(.chemotherapy, problem: problem),
        .history(
          "Cycle \(number + 1) of \(count). Grade 1 nausea for two days after the last one."
        ),
        .denies(["fever", "mouth sores", "bleeding"]),
        .plan("Proceed with cycle \(number + 1). Call for temperature above 38.0.")
      )
      let at = life.visits[visit].start
      life.physiology.drift(
        .leukocytes,
        by: -4.4,
        from: at,
        over: .days(9),
        until: at + .days(10),
        recovery: .days(9)
      )
      life.physiology.drift(
        .platelets,
        by: -95,
        from: at,
        over: .days(10),
        until: at + .days(11),
        recovery: .days(10)
      )
      life.physiology.drift(
        .hemoglobin,
        by: -0.35,
        from: at,
        over: .days(10),
        until: start + .days(days * count + 30),
        recovery: .days(120)
      )
      if life.random.chance(0.04) {
        neutropenia(&life, at + .days(10))
        moment += .days(7)
      }
      moment += .days(days)
    }
  }

  private static func neutropenia(_ life: inout Life, _ when: Moment) {
    guard when < life.end else { return }
    let problem = life.addProblem(
      .febrileNeutropenia,
      onset: when,
      until: when + .days(7),
      isChronic: false
    )
    life.physiology.drift(
      .temperature,
      by: 2.1,
      from: when - .hours(10),
      over: .hours(10),
      until: when + .days(2),
      recovery: .days(1)
    )
    life.physiology.drift(
      .leukocytes,
      by: -2,
      from: when - .days(1),
      over: .days(1),
      until: when + .days(3),
      recovery: .days(3)
    )
    let visit = life.addVisit(.inpatient, at: when, .oncology, for: problem, minutes: 4 * 1440)
    life.act(
      visit,
      .vitals,
      .diagnose(problem),
      .panel(.differential),
      .panel(.sepsisMarkers),
      .culture(.blood("No growth after 5 days", isPositive: false)),
      .administer(.piperacillin, problem: problem),
      .history("Fever to 38.9 and chills ten days after chemotherapy."),
      .denies(["cough", "dysuria", "diarrhea"]),
      .finding("No focus found. Port site clean."),
      .plan(
        "Piperacillin/tazobactam 4.5 g q6h until ANC above 0.5 and afebrile for 48 hours. Next cycle delayed by one week, pegfilgrastim with it."
      )
    )
  }
}
