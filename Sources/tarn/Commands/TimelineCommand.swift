// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import FHIR
import Store
import Timeline

/// `tarn timeline`.
struct TimelineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "Print a patient's timeline.",
    discussion: """
      In order of time; what has no date comes last and is never left out. Dates are written as \
      precisely as they are known. --json prints one object an event.
      """
  )

  @OptionGroup var lake: LakeOptions
  @OptionGroup var past: AsOfOptions

  @Argument(help: "The logical id of the patient.")
  var patient: String

  @Option(help: "Only what is not over before this date (2019, 2019-03, 2019-03-02).")
  var from: String?

  @Option(help: "Only what begins up to the end of this date.")
  var to: String?

  @Option(help: "Only this lane, such as labs; may be given several times.")
  var lane: [String] = []

  @ArgumentParser.Flag(help: "Print one JSON object a line.")
  var json = false

  func validate() throws {
    for text in [from, to].compactMap(\.self) where FHIRDateTime(text) == nil {
      throw ValidationError("'\(text)' is no date; write 2019, 2019-03 or 2019-03-02")
    }
    if let from, let to, let first = FHIRDateTime(from), let last = FHIRDateTime(to),
      first.lowerBound >= last.upperBound
    {
      throw ValidationError("--from \(from) is later than --to \(to)")
    }
    for name in lane where Lane(prefix: name) == nil {
      let names = Lane.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no lane '\(name)'; the lanes are \(names)")
    }
  }

  func run() throws {
    let lanes = Set(lane.compactMap(Lane.init(prefix:)))
    let lower = from.flatMap { FHIRDateTime($0)?.lowerBound }
    let upper = to.flatMap { FHIRDateTime($0)?.upperBound }
    let id = patient.hasPrefix("Patient/") ? String(patient.dropFirst("Patient/".count)) : patient
    let lake = try lake.open()
    var stored = try lake.events(ofPatient: id, asOf: past.job(in: lake))
    try lake.nameSpecimens(of: &stored, key: { $0.key }, event: \.event)
    try lake.nameOrganisms(of: &stored, key: { $0.key }, event: \.event)
    let chosen = stored.filter { item in
      if !lanes.isEmpty && !lanes.contains(item.event.lane) { return false }
      return Self.isInside(item.event, lower, upper)
    }
    let items = (chosen.filter { !$0.event.isUndated } + chosen.filter(\.event.isUndated))
      .map(Self.entry)
    // What speaks against an item may be outside of what was chosen.
    let timeline = PatientTimeline(stored.map(Self.entry), zone: .utc)
    let doubts = MedicationDoubt.find(in: timeline, event: { timeline.entries[$0].event })
    var against: [String: TimelineEntry] = [:]
    for doubt in doubts {
      against[timeline.entries[doubt.active].reference] = timeline.entries[doubt.ended]
    }
    if json {
      for item in items {
        Output.line(TimelineText.json(item, against: against[item.reference]).text)
      }
    } else {
      let rows = items.map { TimelineText.row($0, against: against[$0.reference]) }
      Output.table(TimelineText.columns, rows, right: [])
    }
    if items.isEmpty { throw ExitCode(1) }
  }

  private static func entry(_ item: StoredEvent) -> TimelineEntry {
    TimelineEntry(event: item.event, reference: item.key.reference, version: item.version)
  }

  /// Undated events are inside any range: whether they are outside is not known.
  private static func isInside(_ event: Event, _ lower: Int64?, _ upper: Int64?) -> Bool {
    if let upper, let start = event.start, start >= upper { return false }
    guard let lower else { return true }
    if event.shape == .span {
      return event.end.map { $0 > lower } ?? true
    }
    return event.start.map { $0 >= lower } ?? true
  }
}
