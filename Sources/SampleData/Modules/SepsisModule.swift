// SPDX-License-Identifier: Apache-2.0

/// Sepsis with an intensive care stay, measured by the hour.
enum SepsisModule: LifeModule {
  static func plan(_ life: inout Life) {
    let odds = life.lastAge > 70 ? 0.03 : life.lastAge > 45 ? 0.012 : 0.003
    guard life.random.chance(odds) else { return }
    plan(
      &life,
      at: life.end - .years(life.random.double(0.02...8)),
      hours: life.random.int(30...110)
    )
  }

  /// Plans sepsis at a moment, with so many hours of intensive care.
  static func plan(_ life: inout Life, at when: Moment, hours: Int, isFatal: Bool? = nil) {
    let end = when + .hours(hours + 6)
    let sepsis = life.addProblem(.sepsis, onset: when, until: end + .days(6), isChronic: false)
    let shock = life.addProblem(
      .septicShock,
      onset: when + .hours(5),
      until: when + .hours(5 + hours / 2),
      isChronic: false
    )
    // Kidneys that have failed already cannot fail acutely.
    let isOnDialysis = life.problem(.esrd).map { life.problems[$0].onset < when } ?? false
    let kidney =
      isOnDialysis
      ? nil
      : life.addProblem(
        .acuteKidneyInjury,
        onset: when + .hours(8),
        until: end + .days(12),
        isChronic: false
      )
    let lungs = life.addProblem(
      .respiratoryFailure,
      onset: when + .hours(7),
      until: end,
      isChronic: false
    )
    sicken(&life, when, hours)
    let emergency = life.addVisit(
      .emergency,
      at: when + .hours(2),
      .emergency,
      for: sepsis,
      minutes: 210
    )
    life.act(
      emergency,
      .vitals,
      .diagnose(sepsis),
      .panel(.differential),
      .panel(.sepsisMarkers),
      .panel(.comprehensiveMetabolic),
      .culture(
        .blood(
          "Escherichia coli in 2 of 2 bottles. Susceptible to piperacillin/tazobactam and ceftriaxone; resistant to ciprofloxacin.",
          isPositive: true
        )
      ),
      .culture(.urine("Escherichia coli, more than 100,000 CFU/mL", isPositive: true)),
      .administer(.ringers, problem: sepsis),
      .administer(.piperacillin, problem: sepsis),
      .history("Rigors, confusion and flank pain since this morning; brought in by family."),
      .denies(["cough", "rash", "neck stiffness"]),
      .finding("Mottled, confused, left flank tender. qSOFA 3."),
      .plan(
        "Sepsis bundle within the hour: cultures, 30 mL/kg crystalloid, piperacillin/tazobactam 4.5 g q6h. ICU called."
      )
    )
    let unit = life.addVisit(
      .intensiveCare,
      at: when + .hours(6),
      .intensiveCare,
      for: sepsis,
      minutes: hours * 60
    )
    life.act(
      unit,
      .mention(sepsis),
      .diagnose(shock),
      .diagnose(lungs),
      .operation(.centralLine, problem: shock),
      .operation(.arterialLine, problem: shock),
      .operation(.intubation, problem: lungs),
      .operation(.ventilation, problem: lungs),
      .device(.ventilator),
      .imaging(
        .chestXray,
        findings:
          "Endotracheal tube 4 cm above the carina. Right internal jugular line in the SVC. Bilateral patchy opacities.",
        impression: "Lines in position. Bilateral airspace disease, edema or early ARDS."
      ),
      .hourly(HourlyCourse(hours: hours, severity: 1, isVentilated: true, isOnVasopressors: true)),
      .history(
        "Septic shock from a urinary source, intubated for respiratory failure. Norepinephrine started for MAP below 65 after 30 mL/kg."
      ),
      .plan(
        "Lung-protective ventilation, norepinephrine to MAP 65, source control: obstructing stone excluded by ultrasound. Daily sedation hold."
      )
    )
    if let kidney { life.act(unit, .diagnose(kidney)) }
    let dies = isFatal ?? life.random.chance(0.22)
    if dies {
      life.person.death = min(life.person.death ?? .max, end)
      life.causeOfDeath = .septicShock
      return
    }
    let ward = life.addVisit(
      .inpatient,
      at: end,
      .internalMedicine,
      for: sepsis,
      minutes: life.random.int(4...9) * 1440
    )
    life.act(
      ward,
      .mention(sepsis),
      .vitals,
      .panel(.renalFunction),
      .panel(.differential),
      .panel(.inflammation),
      .operation(.physiotherapy, problem: sepsis),
      .history("Transferred from the ICU, extubated, off vasopressors."),
      .finding("Weak but alert. Lungs clear."),
      .plan(
        kidney == nil
          ? "Complete 7 days of antibiotics. Back to the usual dialysis schedule."
          : "Complete 7 days of antibiotics. Creatinine recovering; avoid NSAIDs. See in 2 weeks."
      )
    )
    if let kidney { life.act(ward, .mention(kidney)) }
    let check = life.review(near: end + .days(16), .familyMedicine, for: kidney ?? sepsis)
    life.act(
      check,
      .mention(kidney ?? sepsis),
      .panel(.basicMetabolic),
      .history("Tired, climbing stairs again. Sleep poor since the ICU."),
      .plan(
        kidney == nil
          ? "Dry weight lowered by 1 kg. Physical therapy continues."
          : "Creatinine back near baseline. Physical therapy continues."
      )
    )
  }

  private static func sicken(_ life: inout Life, _ when: Moment, _ hours: Int) {
    let worst = when + .hours(max(8, hours / 4))
    let ramp = worst - when
    let recovery = Int.hours(max(24, hours / 2))
    let changes: [(Analyte, Double)] = [
      (.temperature, 2.6), (.heartRate, 52), (.respiratoryRate, 16), (.systolic, -42),
      (.diastolic, -26),
      (.saturation, -9), (.lactate, 5.2), (.procalcitonin, 31), (.crp, 255), (.leukocytes, 15),
      (.egfr, -58), (.platelets, -130), (.bicarbonate, -8.5), (.pH, -0.14), (.po2, -26),
      (.potassium, 0.7), (.bilirubin, 1.4), (.albumin, -1.3), (.inr, 0.5), (.glasgow, -6),
      (.oxygenFraction, 39), (.urineOutput, -52), (.hemoglobin, -2.4),
    ]
    for (analyte, change) in changes {
      life.physiology.drift(
        analyte,
        by: change * life.random.double(0.8...1.15),
        from: when - .hours(3),
        over: ramp,
        until: worst,
        recovery: analyte == .crp || analyte == .egfr || analyte == .hemoglobin
          ? .days(9) : recovery
      )
    }
  }
}
