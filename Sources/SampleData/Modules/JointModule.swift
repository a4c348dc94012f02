// SPDX-License-Identifier: Apache-2.0

/// Rheumatoid arthritis, osteoarthritis, gout and the bones.
enum JointModule: LifeModule {
  static func plan(_ life: inout Life) {
    if life.random.chance(life.person.isFemale ? 0.016 : 0.007) {
      arthritis(&life, onset: life.moment(age: life.random.double(32...64)))
    }
    if life.lastAge > 55, life.random.chance(0.2) { knee(&life) }
    if !life.person.isFemale, life.lastAge > 45, life.random.chance(0.06) { gout(&life) }
    if life.person.isFemale, life.lastAge > 66, life.random.chance(0.22) { osteoporosis(&life) }
    if life.lastAge > 30, life.random.chance(0.08) { back(&life) }
  }

  /// Plans rheumatoid arthritis from a moment on.
  static func arthritis(_ life: inout Life, onset: Moment) {
    guard onset < life.end - .days(60) else { return }
    let problem = life.addProblem(.rheumatoidArthritis, onset: onset)
    life.physiology.drift(.crp, by: 26, from: onset - .days(60), over: .days(60))
    life.physiology.drift(.esr, by: 38, from: onset - .days(60), over: .days(60))
    life.physiology.drift(.rheumatoidFactor, by: 92, from: onset - .days(400), over: .days(300))
    let first = life.review(near: onset + .days(40), .rheumatology, for: problem)
    let begins = life.visits[first].start
    life.act(
      first,
      .diagnose(problem),
      .panel(.rheumatoid),
      .panel(.bloodCount),
      .panel(.liver),
      .culture(.titre("Positive, titer 1:160, homogeneous pattern", isPositive: true)),
      .history(
        "Ten weeks of swollen knuckles and wrists with morning stiffness of more than an hour."
      ),
      .denies(["rash", "dry eyes", "back pain"]),
      .finding("Symmetric synovitis of MCP 2 to 4 and wrists. 9 tender, 7 swollen joints."),
      .plan(
        "Start methotrexate 15 mg weekly with folic acid 1 mg daily. Prednisone 15 mg daily, taper by 2.5 mg every 2 weeks. Monthly CBC and LFT for 3 months."
      )
    )
    let methotrexate = life.begin(.methotrexate, at: first, for: problem)
    life.begin(.folicAcid, at: first, for: problem)
    let steroid = life.begin(.prednisone15, at: first, for: problem)
    life.physiology.drift(.crp, by: -17, from: begins, over: .days(70))
    life.physiology.drift(.esr, by: -22, from: begins, over: .days(70))
    let second = life.review(near: begins + .days(40), .rheumatology, for: problem)
    let taper = life.change(steroid, to: .prednisone5, at: second, because: "Taper")
    let call = life.addVisit(.telephone, at: begins + .days(84), .rheumatology, for: problem)
    life.act(
      call,
      .mention(problem),
      .history("No flare while tapering."),
      .plan("Prednisone stopped.")
    )
    life.stop(taper, at: call, because: "Taper completed")
    // The call is in the notes of all, the order of some stays active.
    life.treatments[taper].isLeftActive = life.random.chance(0.3)
    life.act(
      second,
      .mention(problem),
      .panel(.differential),
      .panel(.liver),
      .panel(.inflammation),
      .plan("Continue taper: prednisone 5 mg daily, then stop in 6 weeks.")
    )
    if life.random.chance(0.4) {
      let third = life.review(near: begins + .days(240), .rheumatology, for: problem)
      if life.random.chance(0.4) {
        life.physiology.drift(
          .alt,
          by: 88,
          from: begins + .days(200),
          over: .days(30),
          until: life.visits[third].start,
          recovery: .days(40)
        )
        life.stop(methotrexate, at: third, because: "Transaminases more than twice the upper limit")
        life.act(
          third,
          .plan(
            "ALT above twice the upper limit: stop methotrexate. Start adalimumab 40 mg SC every 2 weeks after negative TB screen."
          )
        )
      } else {
        life.act(
          third,
          .plan(
            "Still active synovitis. Add adalimumab 40 mg SC every 2 weeks; TB screen negative."
          )
        )
      }
      life.begin(.adalimumab, at: third, for: problem)
      life.act(third, .mention(problem), .panel(.liver), .panel(.inflammation))
      life.physiology.drift(.crp, by: -8, from: life.visits[third].start, over: .days(60))
    }
    life.monitor(
      problem,
      .rheumatology,
      every: 110,
      from: begins + .days(120),
      [.differential, .liver, .inflammation]
    )
  }

  private static func knee(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(54...76))
    guard onset < life.end else { return }
    let problem = life.addProblem(.kneeOsteoarthritis, onset: onset)
    let visit = life.review(near: onset + .days(30), .familyMedicine, for: problem)
    life.begin(.acetaminophen500, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .imaging(
        .kneeXray,
        findings: "Medial joint space narrowing and marginal osteophytes.",
        impression: "Moderate medial compartment osteoarthritis."
      ),
      .history("Right knee pain on stairs and after sitting."),
      .finding("Crepitus, no effusion, no instability."),
      .plan("Physical therapy, weight loss, acetaminophen 500 mg PRN. Avoid long-term NSAIDs.")
    )
  }

  private static func gout(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(42...70))
    guard onset < life.end else { return }
    let problem = life.addProblem(.gout, onset: onset)
    life.physiology.drift(.urate, by: 3, from: onset - .years(6), over: .years(6))
    let visit = life.addVisit(.urgent, at: onset + .hours(30), .familyMedicine, for: problem)
    life.begin(.colchicine, at: visit, for: problem, until: onset + .days(8))
    life.act(
      visit,
      .diagnose(problem),
      .panel(.urate),
      .panel(.inflammation),
      .history("Woke with an exquisitely painful, red big toe."),
      .denies(["fever", "trauma"]),
      .finding("First MTP joint red, hot and tender."),
      .plan("Colchicine 0.6 mg BID until settled. Urate-lowering if it recurs.")
    )
    let later = life.review(near: onset + .days(60), .familyMedicine, for: problem)
    life.begin(.allopurinol, at: later, for: problem)
    life.physiology.drift(.urate, by: -2.6, from: life.visits[later].start, over: .days(40))
    life.monitor(problem, .familyMedicine, every: 330, from: onset + .days(130), [.urate])
  }

  private static func osteoporosis(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(65...78))
    guard onset < life.end else { return }
    let problem = life.addProblem(.osteoporosis, onset: onset)
    life.physiology.drift(.tScore, by: -1.5, from: onset - .years(8), over: .years(8))
    let visit = life.review(near: onset + .days(20), .familyMedicine, for: problem)
    life.begin(
      .alendronate,
      at: visit,
      for: problem,
      until: onset + .years(5),
      because: "Drug holiday after five years"
    )
    life.begin(.vitaminD, at: visit, for: problem)
    life.act(
      visit,
      .diagnose(problem),
      .operation(.boneDensity, problem: problem),
      .measure([.tScore]),
      .panel(.vitaminD),
      .plan("T-score below -2.5. Start alendronic acid 10 mg daily and vitamin D. Fall prevention.")
    )
  }

  private static func back(_ life: inout Life) {
    let onset = life.moment(age: life.random.double(28...66))
    guard onset < life.end else { return }
    let problem = life.addProblem(.lowBackPain, onset: onset)
    let visit = life.review(near: max(onset, life.end - .years(9)), .familyMedicine, for: problem)
    life.begin(.naproxen500, at: visit, for: problem, until: life.visits[visit].start + .days(30))
    life.act(
      visit,
      .diagnose(problem),
      .measure([.pain]),
      .history("Low back pain for four months, worse with lifting."),
      .denies(["leg weakness", "saddle anesthesia", "incontinence", "fever"]),
      .finding("Straight leg raise negative. Reflexes symmetric."),
      .plan("Physical therapy, naproxen 500 mg BID PRN for 2 weeks. No imaging: no red flags.")
    )
  }
}
