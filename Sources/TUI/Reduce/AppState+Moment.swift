// SPDX-License-Identifier: Apache-2.0

internal import FHIR

extension MomentTarget {
  /// Reads what was typed: a date, a distance from now, a word, or the number of a job.
  ///
  /// | typed | looks back to |
  /// | --- | --- |
  /// | `2024-03-01`, `2024-03`, `2024-03-01T10:00:00Z` | the end of it |
  /// | `-6mo`, `-2w`, `today`, `birth` | that instant |
  /// | `12` | the end of job 12 |
  /// | `2024` | the end of job 2024, else of the year |
  ///
  /// Where patients are de-identified, `onlyJobs` takes nothing but the number of a job.
  static func read(
    _ text: String,
    birthDate: String,
    now: Int64,
    onlyJobs: Bool = false
  ) -> MomentTarget? {
    if onlyJobs {
      return text.allSatisfy { $0.isASCII && $0.isNumber } ? Int(text).map(MomentTarget.job) : nil
    }
    let date = FHIRDateTime(text)
    if text.allSatisfy({ $0.isASCII && $0.isNumber }), let job = Int(text) {
      guard text.count == 4, let date else { return .job(job) }
      return .jobOrYear(job, yearEnd: date.upperBound - 1)
    }
    if let date { return .instant(date.upperBound - 1) }
    let place = GotoTarget.read(text, from: now, birthDate: birthDate, now: now)
    guard case .moment(let moment) = place else { return nil }
    return .instant(moment)
  }

  /// Reads one moment, or two with `..` between them.
  static func readPair(
    _ text: String,
    birthDate: String,
    now: Int64,
    onlyJobs: Bool = false
  ) -> (from: MomentTarget, to: MomentTarget?)? {
    func read(_ text: String) -> MomentTarget? {
      Self.read(text, birthDate: birthDate, now: now, onlyJobs: onlyJobs)
    }
    guard let dots = text.firstRange(of: "..") else { return read(text.trimmed).map { ($0, nil) } }
    let first = String(text[..<dots.lowerBound]).trimmed
    let second = String(text[dots.upperBound...]).trimmed
    guard let from = read(first), let to = read(second) else { return nil }
    return (from, to)
  }
}

extension AppState {
  /// Asks for a moment to look back to; the job of what has the focus is one key up.
  mutating func askMoment() {
    if let job = focusedJob { remember(String(job), in: .moment) }
    openPrompt(.moment)
  }

  /// The job that has the focus, or that wrote the version that has it.
  var focusedJob: Int? {
    if let pane = panes.last { return pane.focusedJob ?? pane.focusedChange?.version.job }
    guard screen == .chart, contexts.first == .versions, let pair = chart?.versions.pair else {
      return nil
    }
    return chart?.versions.versions.first { $0.number == pair.new }?.job
  }

  /// Does what was typed at the prompt for a moment.
  mutating func acceptMoment(_ text: String) {
    guard !text.isEmpty else {
      guard moment != nil else { return say("This is now already") }
      return show(nil)
    }
    let birthDate = chart?.patient.birthDate ?? ""
    guard
      let target = MomentTarget.read(
        text,
        birthDate: birthDate,
        now: settings.now(),
        onlyJobs: settings.isDeidentified
      )
    else { return sayNoMoment(text) }
    // A number alone would not say what it counts.
    if case .job = target { return start(.moment, .findMoment(target, label: "job \(text)")) }
    start(.moment, .findMoment(target, label: text))
  }

  mutating func sayNoMoment(_ text: String) {
    if settings.isDeidentified {
      return say(
        UserMessage(
          .warning,
          "Dates are off while patients are de-identified: beside ages they tell birth dates",
          advice: "12 for job 12, 3 .. 12 for two of them; g J lists jobs"
        )
      )
    }
    say(
      UserMessage(
        .warning,
        "'\(text)' is no date and no job",
        advice: "2024-03-01, 2024-03, -6mo, or 12 for job 12"
      )
    )
  }

  /// Takes the moment that was looked up.
  mutating func receive(_ found: Moment) {
    if found.isNewest {
      if moment != nil { show(nil) }
      return say(
        UserMessage(.info, "This is now", why: "nothing was recorded after \(found.label)")
      )
    }
    show(found)
  }

  /// Shows everything as of a moment, or as it is now.
  mutating func show(_ moment: Moment?) {
    self.moment = moment
    chart?.isPast = moment != nil
    search = nil
    if screen == .search { screen = chart == nil ? .patients : .chart }
    if moment != nil {
      // What is judged is what is so now.
      if chart?.view == .entities { chart?.view = .timeline }
      panes.removeAll { $0.kind == .review }
    }
    // What waits for an answer was asked about another moment.
    for slot in JobSlot.allCases where slot != .write { cancel(slot) }
    popups = []
    list.preview = nil
    reload()
    guard let moment else { return say("This is now again") }
    let recorded = settings.isDeidentified ? nil : moment.recorded
    let when = recorded.map { ", the last of \(dates.recorded($0))" } ?? ""
    say(
      moment.job == 0
        ? "Nothing had been recorded then" : "As known after job \(moment.job)\(when)"
    )
  }

  // MARK: - How a patient is read

  /// Draws deleted resources where they were, or not.
  mutating func showGhosts(_ isOn: Bool) {
    chart?.look.hasGhosts = isOn
    readChart()
  }

  /// Places events by when they happened, or by when they were recorded.
  mutating func toggleAxis() {
    guard let look = chart?.look else { return }
    chart?.look.axis = look.axis == .happened ? .recorded : .happened
    readChart()
    say(
      look.axis == .happened
        ? "Events stand where they were recorded" : "Events stand where they happened"
    )
  }
}
