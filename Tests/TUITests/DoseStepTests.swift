// SPDX-License-Identifier: Apache-2.0

import FHIR
import Testing
import Timeline

@testable import TUI

/// What a bar under the labs says of a moment is what was to be taken then.
@Suite struct DoseStepTests {
  private static func moment(_ month: Int) -> Int64 {
    CivilTime(year: 2023, month: month, day: 1).milliseconds
  }

  /// `5 mg daily|1-9|completed`: a dose, the months it begins and ends in, its status; of a statement with its
  /// type behind it.
  private func steps(_ orders: [String]) -> [String] {
    let entries = orders.enumerated().map { number, text -> TimelineEntry in
      let words = text.split(separator: "|").map(String.init)
      var event = Event(lane: .medications, title: "Drug")
      let months = words[1].split(separator: "-", omittingEmptySubsequences: false)
      event.shape = .span
      event.start = Self.moment(Int(months[0]) ?? 1)
      event.startPrecision = .day
      event.end = Int(months[1]).map(Self.moment)
      event.endPrecision = .day
      (event.value, event.status) = (words[0], words[2])
      let type = words.count > 3 ? words[3] : "MedicationRequest"
      return TimelineEntry(event: event, reference: "\(type)/\(number)", version: 1)
    }
    let timeline = PatientTimeline(entries, zone: .utc)
    return timeline.folds(of: .medications).flatMap { fold in
      fold.runs.flatMap { DoseStep.steps(of: $0, in: timeline) }
    }
    .map { "\(CivilTime(milliseconds: $0.time).month) \($0.dose)" }
  }

  @Test func oneDoseFollowsTheOther() {
    #expect(
      steps(["3 mg|1-3|completed", "5 mg|3-5|completed", "4 mg|5-|stopped", "2 mg|6-|active"])
        == ["1 3 mg", "3 5 mg", "5 4 mg", "6 2 mg"]
    )
  }

  @Test func whatEndsBeforeTheOtherDoesNotOutliveIt() {
    #expect(
      steps(["5 mg|1-9|completed", "50 mg|3-5|completed"]) == [
        "1 5 mg", "3 5 mg + 50 mg", "5 5 mg",
      ]
    )
  }

  /// What somebody once said is taken, and nobody closed, adds nothing to what is ordered or said later.
  @Test func statementsGiveWayToOrdersAndToLaterStatements() {
    let said = "MedicationStatement"
    #expect(
      steps([
        "4 mg|1-|active|\(said)", "5 mg|2-4|completed", "4 mg|4-6|completed", "5 mg|6-|active",
      ]) == ["1 4 mg", "2 5 mg", "4 4 mg", "6 5 mg"]
    )
    #expect(
      steps(["4 mg|1-|active|\(said)", "3 mg|5-|active|\(said)"]) == ["1 4 mg", "5 3 mg"]
    )
  }

  @Test func whatWasCancelledOrOnlyThoughtOfChangesNothing() {
    #expect(steps(["5 mg|2-|active", "10 mg|9-|cancelled"]) == ["2 5 mg"])
    #expect(steps(["5 mg|2-|active", "50 mg|11-|proposal"]) == ["2 5 mg"])
  }

  @Test func nothingIsSaidOfAGapAndOfWhatIsHeld() {
    #expect(
      steps(["20 mg|1-4|completed", "20 mg|4-8|completed", "10 mg|9-12|completed"])
        == ["1 20 mg", "8 –", "9 10 mg"]
    )
    #expect(steps(["3 mg|1-|on-hold"]) == ["1 held"])
  }

  @Test func spellingsOfOneDoseAreNoChange() {
    #expect(
      steps(["10 mg daily|1-3|completed", "10mg daily|3-5|completed", "10 mg Daily|5-|active"])
        == ["1 10 mg daily"]
    )
    #expect(
      steps(["10 mg morning|1-|active", "20 mg evening|1-|active"]) == [
        "1 10 mg morning + 20 mg evening"
      ]
    )
  }

  @Test(arguments: [
    ("5 MG Take 5 mg by mouth once daily", "5 MG"),
    ("10 mg morning + 20 mg evening", "10 mg + 20 mg"),
    ("2.5/325 mg 1 tablet", "2.5/325 mg"), ("one tablet daily", ""),
    ("1000 units/hour", "1000 units"),
  ])
  func whereThereIsNoRoomTheAmountIsSaid(_ dose: String, _ amount: String) {
    #expect(DoseStep(time: 0, dose: dose).amount == amount)
  }
}
