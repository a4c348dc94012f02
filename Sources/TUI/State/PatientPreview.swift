// SPDX-License-Identifier: Apache-2.0

internal import FHIR
internal import Store
internal import Timeline

/// What the patient list shows of the patient that has the focus.
struct PatientPreview: Sendable, Equatable {
  var patientID: String
  var problems: [String] = []

  /// Problems of which nothing says whether they are active.
  var unknownProblems: [String] = []

  /// Medications of which nothing says whether they are taken.
  var unknownMedications: [String] = []

  var medications: [String] = []

  /// What one resource says is taken and another one that it has ended.
  var doubtfulMedications: [String] = []

  var allergies: [String] = []
  var recentAbnormal: [String] = []

  /// How many kinds of results there are, where not one has a range or an interpretation; else 0.
  ///
  /// Whether they are abnormal cannot be told.
  var unjudgedCount = 0

  var noteCount = 0
  var mentionCount = 0
  var changedCount = 0
  var deletedCount = 0

  /// The starts of dated events, in order, for the history strip.
  var starts: [Int64] = []

  /// Makes a preview of a chart.
  ///
  /// - Parameters:
  ///   - chart: The events of the patient.
  ///   - now: The present, in milliseconds since 1970.
  ///   - hasDates: Whether values are shown with their dates.
  init(chart: Chart, now: Int64, hasDates: Bool = true) {
    self.init(lists: chart, now: now, hasDates: hasDates)
    mentionCount = chart.counts.mentions
    starts = chart.timeline.marks[..<chart.undatedStart].compactMap { mark in
      Self.besideLanes.contains(mark.lane) ? nil : mark.place
    }
  }

  /// What is no event of the patient's life.
  private static let besideLanes: Set<Lane> = [.changes, .claims, .entities]

  /// Makes a preview of an outline: the same as of all events.
  ///
  /// - Parameters:
  ///   - outline: What is known of the record.
  ///   - id: The logical id of the patient.
  ///   - zone: The zone of the axis.
  ///   - now: The present, in milliseconds since 1970.
  ///   - hasDates: Whether values are shown with their dates.
  init(
    outline: ChartOutline,
    ofPatient id: String,
    zone: DisplayZone,
    now: Int64,
    hasDates: Bool
  ) {
    let chart = Chart(patientID: id, events: outline.events, changes: [], zone: zone)
    self.init(lists: chart, now: now, hasDates: hasDates)
    noteCount = outline.noteCount
    mentionCount = outline.mentionCount
    changedCount = outline.changedCount
    deletedCount = outline.deletedCount
    starts = outline.starts.map { start in
      start.isMoment
        ? start.time + Int64(zone.offsetMinutes(at: start.time)) * 60_000 : start.time
    }.sorted()
  }

  private init(lists chart: Chart, now: Int64, hasDates: Bool) {
    patientID = chart.patientID
    let summary = ChartSummary(chart: chart, now: now)
    var problemsNamed: Set<String> = []
    problems = summary.problems.map { chart.event($0).title }
      .filter { problemsNamed.insert($0).inserted }
    unknownProblems = summary.unknownProblems.map { chart.event($0).title }
    unknownMedications = summary.unknownMedications.map { chart.event($0).title }
    var named: Set<String> = []
    // What the patient is allergic to stands first, and says so.
    let isMet = { (index: Int) in summary.allergens[index] != nil }
    medications =
      summary.medications.filter(isMet).map { "! \(chart.event($0).listTitle) (ALLERGIC)" }
      + summary.medications.filter { !isMet($0) }.map { chart.event($0).listTitle }
    medications = medications.filter { named.insert($0).inserted }
    doubtfulMedications = summary.doubtfulMedications.map { chart.event($0).listTitle }
    func words(_ index: Int) -> String {
      let event = chart.event(index)
      return event.value == nil ? event.title : "\(event.title) (\(event.valueText))"
    }
    // Of many the names and how grave they are come before what happened: none is to be behind a cut.
    let isMany = summary.allergies.count > 3
    allergies = summary.allergies.map { isMany ? Self.brief(chart.event($0)) : words($0) }
    allergies += summary.allergyDenials.map(words)
    allergies += summary.pastAllergies.filter { chart.fact($0).withdrawalMark.isEmpty }.map(words)
    recentAbnormal = summary.recentAbnormal.map {
      Self.abnormal(chart.event($0), now: now, hasDate: hasDates)
    }
    unjudgedCount = summary.judgedCount == 0 ? summary.resultCount : 0
    noteCount = summary.noteCount
    changedCount = chart.changes.count { $0.version.interaction != .delete }
    deletedCount = chart.changes.count { $0.version.interaction == .delete }
  }

  init(patientID: String) { self.patientID = patientID }

  /// An allergy by its name and that it is grave; what happened where nothing says how grave it is.
  private static func brief(_ event: Event) -> String {
    guard event.value != nil else { return event.title }
    if event.valueText.hasPrefix("HIGH") { return "\(event.title) (HIGH)" }
    return event.valueText.hasPrefix("low") ? event.title : "\(event.title) (\(event.valueText))"
  }

  private static func abnormal(_ event: Event, now: Int64, hasDate: Bool) -> String {
    var text = event.listTitle
    if let value = event.value { text += " \(value)" }
    if let unit = event.unit { text += unit == "%" ? " %" : " \(unit)" }
    text += " \(event.flag.letter)"
    if hasDate, let start = event.start {
      let time = CivilTime(milliseconds: start)
      let isRecent = CivilTime(milliseconds: now).year == time.year
      text += isRecent ? " \(DateText.day(time).dropFirst(5))" : " \(DateText.month(time))"
    }
    return text
  }
}

/// What matters most of a chart now: the events behind the rail and the preview.
struct ChartSummary: Sendable {
  /// Problems that have not abated, one for each code or title and what else is said of it, the newest first.
  var problems: [Int] = []

  /// Problems of which nothing says whether they are active.
  var unknownProblems: [Int] = []

  /// Problems that have abated.
  var pastProblems: [Int] = []

  /// Medications that are being taken, the newest first, one for each code or title.
  var medications: [Int] = []

  /// Medications of which nothing says whether they are taken, likewise.
  var unknownMedications: [Int] = []

  /// Medications that one resource says are taken and another one that they have ended, likewise.
  var doubtfulMedications: [Int] = []

  /// How many entries name the problem that an entry stands for, where they are more than one.
  private(set) var problemEntries: [Int: Int] = [:]

  /// Allergies that stand, one for each code or title and what else is said of it, the worst first.
  var allergies: [Int] = []

  /// How many allergies stand, whatever is said of them.
  private(set) var allergyCount = 0

  /// What the patient is allergic to of medications that are taken, were given within two days, or are to be
  /// taken: the worst allergy that each meets.
  private(set) var allergens: [Int: Int] = [:]

  /// How many problems have not abated, likewise.
  private(set) var problemCount = 0

  /// Allergies that are over, were refuted, or entered in error.
  var pastAllergies: [Int] = []

  /// Entries that say that no allergy is known.
  var allergyDenials: [Int] = []

  /// Entries that say that nobody asked for allergies, or nobody knows.
  var unaskedAllergies: [Int] = []

  /// `NKA` where an entry says that no allergy is known, `NKDA` where it says so of drugs, and nothing
  /// speaks against it.
  var noKnownAllergies: String?

  /// What an advance directive in force is called, the shortest of the names: `DNR`.
  var directive: String?

  /// Whether the newest code status was looked at.
  private var isCodeStatusKnown = false

  /// Which kinds of measurements are code statuses, of those that were looked at.
  private var codeStatusSeries: [Int32: Bool] = [:]

  /// The newest abnormal labs and vitals, one for each code or title, critical ones first.
  var recentAbnormal: [Int] = []

  /// How many kinds of labs and vitals were observed.
  var resultCount = 0

  /// Of how many of them the newest has a range or an interpretation.
  var judgedCount = 0

  /// How many notes there are.
  var noteCount = 0

  /// The statuses in which a problem or medication is over, or was never true.
  static let endedStatuses = pendingStatuses.union([
    "inactive", "remission", "resolved", "stopped", "completed", "cancelled", "entered-in-error",
    "refuted", "not-taken", "declined",
  ])

  /// The statuses in which a medication is not taken, and not over either: it is held, is to come, must
  /// not be given, or nobody knows.
  static let pendingStatuses = MedicationClaim.waitingStatuses.union(["do-not-perform", "unknown"])

  init(chart: Chart, now: Int64) {
    var seen: Set<Int32> = []
    var newest: [Int32: Int64?] = [:]
    var problemsSaid = Said()
    var allergiesSaid = Said()
    let doubtful = Set(chart.doubts.map(\.active))
    var doubts: [Int] = []
    var unknown: [Int] = []
    var supplied: [Int] = []
    var near: [Int] = []
    var claimed: Set<Int32> = []
    var dosesSaid: [String: Set<String>] = [:]
    // What is deleted is drawn, but says nothing about the patient.
    for index in chart.newestFirst
    where chart.ghosts.isEmpty || chart.ghosts[index] == nil {
      noteDirective(index, chart)
      if Self.isNear(chart.fact(index), now: now) { near.append(index) }
      // Most events are asked for no more than their lane and their series.
      let isNew = { seen.insert(chart.seriesNumber(index)).inserted }
      switch chart.lane(index) {
      case .problems:
        if Self.isCurrent(chart.fact(index), now: now) {
          problemsSaid.current.append(index)
        } else if chart[index].key.type == "Condition", Self.isUnknown(chart.fact(index)) {
          problemsSaid.unknown.append(index)
        } else {
          problemsSaid.past.append(index)
        }
      case .medications where Self.isSupply(index, chart):
        if (chart.fact(index).end ?? .min) > now { supplied.append(index) }
      case .medications where Self.isCurrent(chart.fact(index), now: now):
        claimed.insert(chart.seriesNumber(index))
        if doubtful.contains(index) {
          doubts.append(index)
        } else if isNew() {
          medications.append(index)
          dosesSaid[Self.claim(index, chart)] = [DoseStep.dose(of: chart.event(index))]
        } else if MedicationClaim.Source(type: chart[index].key.type) != nil {
          // Another order in force with another dose is not hidden behind the newest.
          let dose = DoseStep.dose(of: chart.event(index))
          let said = dosesSaid[Self.claim(index, chart)]
          if !dose.isEmpty, said?.contains(dose) != true {
            dosesSaid[Self.claim(index, chart), default: []].insert(dose)
            if said?.contains("") == false { medications.append(index) }
          }
        }
      case .medications
      where MedicationClaim.Source(type: chart[index].key.type) != nil
        && Self.isUnknown(chart.fact(index)):
        unknown.append(index)
      case .medications
      where MedicationClaim.Source(type: chart[index].key.type) != nil
        // An order that was carried out is one whose supply may still run.
        && chart.fact(index).status != "completed":
        claimed.insert(chart.seriesNumber(index))
      case .allergies:
        let isPast = Event.pastAllergyStatuses.contains(chart.fact(index).status ?? "")
        if isPast { allergiesSaid.past.append(index) } else { allergiesSaid.current.append(index) }
      case .labs where chart.event(index).isResult, .vitals where chart.event(index).isResult:
        let result = chart.fact(index)
        let series = chart.seriesNumber(index)
        guard isNew() else {
          // Of two at the same moment the one out of range is not hidden behind the other.
          if result.flag.isAbnormal, newest[series] == .some(result.start) {
            recentAbnormal.append(index)
            newest[series] = nil
          }
          continue
        }
        if result.flag.isAbnormal {
          recentAbnormal.append(index)
        } else {
          newest[series] = result.start
        }
        // A panel is as abnormal as its results.
        if chart[index].key.type == "Observation" {
          resultCount += 1
          if result.isJudged { judgedCount += 1 }
        }
      case .notes: noteCount += 1
      default: break
      }
    }
    let series = { (index: Int) in chart.seriesNumber(index) }
    let isVoid = { (index: Int) in !chart.fact(index).withdrawalMark.isEmpty }
    let says = { (index: Int) in chart.fact(index).value.map(fold) ?? "" }
    (problems, unknownProblems, pastProblems) = problemsSaid.once(series, isVoid, says)
    countEntries(problemsSaid.all.filter { !isVoid($0) }, series)
    // "Full-time employment" must not hide a heart failure where there is room for one name.
    let isDisease = { (index: Int) in SocialCircumstance.isOne(chart.fact(index)) ? 0 : 1 }
    problems = Self.descending(problems, by: isDisease)
    unknownProblems = Self.descending(unknownProblems, by: isDisease)
    let allergies = allergiesSaid.once(series, isVoid, says)
    for index in allergies.current + allergies.past { add(allergy: index, chart) }
    // What was handed out for days to come is taken where no order and no statement speaks of it.
    for index in supplied
    where !claimed.contains(chart.seriesNumber(index))
      && seen.insert(chart.seriesNumber(index)).inserted
    {
      medications.append(index)
    }
    // Where another resource of the same code is beyond doubt, the medication is taken.
    for index in doubts where seen.insert(chart.seriesNumber(index)).inserted {
      doubtfulMedications.append(index)
    }
    for index in unknown where seen.insert(chart.seriesNumber(index)).inserted {
      unknownMedications.append(index)
    }
    if !self.allergies.isEmpty { noKnownAllergies = nil }
    self.allergies = Self.descending(self.allergies) { chart.fact($0).allergyGravity }
    allergyCount = Set(self.allergies.map(series)).count
    problemCount = Set(problems.map(series)).count
    for index in medications + doubtfulMedications + near {
      let name = chart.fact(index).title
      allergens[index] = self.allergies.first {
        DrugAllergy.meets(medication: name, allergen: chart.fact($0).title)
      }
    }
    recentAbnormal = Self.descending(recentAbnormal) { chart.fact($0).flag.isCritical ? 1 : 0 }
  }

  /// What is said of a kind of thing, by whether it is so, the newest first.
  private struct Said {
    var current: [Int] = []
    var unknown: [Int] = []
    var past: [Int] = []

    /// Everything that is said.
    var all: [Int] { current + unknown + past }

    /// Returns each thing once for everything else that is said of it.
    ///
    /// What is so by one entry is not hidden by a later one that is over or was withdrawn: nobody can tell
    /// that both mean the same. Neither is an anaphylaxis, or a stage, by a later entry that says something
    /// else of the same thing, or nothing; what says nothing stands where nothing certain says more.
    ///
    /// - Parameters:
    ///   - series: What is the same thing.
    ///   - isVoid: Whether an entry was withdrawn.
    ///   - says: What an entry says beside its title; empty for nothing.
    /// - Returns: What is so, what may be, and what is over or was withdrawn.
    func once(
      _ series: (Int) -> Int32,
      _ isVoid: (Int) -> Bool,
      _ says: (Int) -> String
    ) -> (current: [Int], unknown: [Int], past: [Int]) {
      let telling = Set(
        current.filter { !says($0).isEmpty && !Self.isDoubtful(says($0)) }.map(series)
      )
      var told: [Int32: Set<String>] = [:]
      let standing = current.filter { index in
        let words = says(index)
        if words.isEmpty, telling.contains(series(index)) { return false }
        return told[series(index), default: []].insert(words).inserted
      }
      var seen = Set(told.keys)
      func new(_ indices: [Int]) -> [Int] { indices.filter { seen.insert(series($0)).inserted } }
      let unclear = new(unknown)
      let over = past.filter { index in
        if isVoid(index) { return false }
        let words = says(index)
        let isNew = seen.insert(series(index)).inserted
        // An anaphylaxis that is over is not hidden by the hives of today.
        return told[series(index), default: []].insert(words).inserted && (isNew || !words.isEmpty)
      }
      // What was withdrawn stands beside what is so, once.
      seen = []
      let kept = Set(over + new(past.filter(isVoid)))
      return (standing, unclear, past.filter(kept.contains))
    }

    /// Whether an entry says that it may not be so.
    private static func isDoubtful(_ words: String) -> Bool {
      ["unconfirmed", "provisional", "differential", "suspected"].contains(where: words.contains)
    }
  }

  /// Sorts by a number, the greatest first, and leaves the rest in its order.
  private static func descending(_ events: [Int], by rank: (Int) -> Int) -> [Int] {
    events.map { ($0, rank($0)) }.enumerated().sorted { left, right in
      (-left.element.1, left.offset) < (-right.element.1, right.offset)
    }
    .map(\.element.0)
  }

  /// What of a medication is to be known before anything else: `ALLERGIC to Penicillin (HIGH: Anaphylaxis)`.
  ///
  /// - Parameters:
  ///   - index: The event of the medication.
  ///   - chart: The chart.
  /// - Returns: The words; `nil` where the patient is not allergic to it.
  func allergyWords(_ index: Int, in chart: Chart) -> String? {
    guard let allergy = allergens[index].map(chart.event) else { return nil }
    let reaction = allergy.value == nil ? "" : " (\(allergy.valueText))"
    return "ALLERGIC to \(allergy.title)\(reaction)"
  }

  /// Counts what the newest of a problem stands for: two pregnancies that are over, an illness that is back.
  private mutating func countEntries(_ entries: [Int], _ series: (Int) -> Int32) {
    let counts = Dictionary(entries.map { (series($0), 1) }, uniquingKeysWith: +)
    let entries = Set(entries)
    var counted: Set<Int32> = []
    for index in problems + unknownProblems + pastProblems {
      guard let count = counts[series(index)], count > 1, entries.contains(index),
        counted.insert(series(index)).inserted
      else { continue }
      problemEntries[index] = count
    }
  }

  private mutating func add(allergy index: Int, _ chart: Chart) {
    let event = chart.fact(index)
    let denial = AllergyDenial(names: [event.title], codes: [event.code].compactMap(\.self))
    if Event.pastAllergyStatuses.contains(event.status ?? "") {
      // That somebody was once not known to be allergic says nothing.
      if denial == nil { pastAllergies.append(index) }
    } else if let denial {
      if case .unasked = denial {
        unaskedAllergies.append(index)
      } else {
        allergyDenials.append(index)
      }
      switch denial {
      case .all: noKnownAllergies = "NKA"
      case .drugs: noKnownAllergies = noKnownAllergies ?? "NKDA"
      case .food, .environment, .unasked: break
      }
    } else {
      allergies.append(index)
    }
  }

  /// Takes the name of a flag or consent in force that says what is not to be done, or who decides.
  ///
  /// A code status is a result like others, whatever it is filed under: flowsheets call it a vital sign.
  private mutating func noteDirective(_ index: Int, _ chart: Chart) {
    let isOfDirectives = [.problems, .documents, .carePlans].contains(chart.lane(index))
    guard isOfDirectives || isCodeStatus(index, chart) else { return }
    let reference = chart.timeline.entries[index].reference
    guard let type = ResourceType(name: String(reference.prefix { $0 != "/" })) else { return }
    var title = chart.fact(index).title
    if type == .observation {
      // The last one tells: who was not to be resuscitated in one stay may be so in the next.
      guard !isCodeStatusKnown, AdvanceDirective.isCodeStatus(chart.fact(index)),
        chart.fact(index).isResult, AdvanceDirective.tells(codeStatus: chart.fact(index))
      else { return }
      isCodeStatusKnown = true
      guard AdvanceDirective.forbids(codeStatus: chart.fact(index)) else { return }
      title = chart.event(index).valueText
    } else {
      guard AdvanceDirective.isInForce(chart.fact(index), of: type),
        AdvanceDirective.isNamed(by: title, of: type)
      else { return }
    }
    if title.count < directive?.count ?? .max { directive = title }
  }

  /// Whether a result that is filed among measurements is a code status, asked once of each kind.
  private mutating func isCodeStatus(_ index: Int, _ chart: Chart) -> Bool {
    guard !isCodeStatusKnown, [.vitals, .labs, .procedures, .imaging].contains(chart.lane(index))
    else {
      return false
    }
    let series = chart.seriesNumber(index)
    if let known = codeStatusSeries[series] { return known }
    let isOne = AdvanceDirective.isCodeStatus(chart.fact(index))
    codeStatusSeries[series] = isOne
    return isOne
  }

  /// What orders of one medication have in common, and statements of it.
  private static func claim(_ index: Int, _ chart: Chart) -> String {
    "\(chart.seriesNumber(index)) \(chart[index].key.type)"
  }

  /// Whether it is a medication that is not taken yet, or was just given: before it is given is when it helps
  /// to know of an allergy.
  private static func isNear(_ event: Event, now: Int64) -> Bool {
    guard event.lane == .medications else { return false }
    let start = event.start ?? .min
    if event.status == "completed" || event.status == "in-progress" {
      return event.shape == .instant && MedicationClaim.isJustGiven(start, now: now)
    }
    if event.status.map(MedicationClaim.waitingStatuses.contains) == true { return true }
    return event.isSaidActive && MedicationClaim.isToCome(event.start, now: now)
  }

  /// Whether something was handed out: a dispense that is completed goes on as long as what it gave.
  private static func isSupply(_ index: Int, _ chart: Chart) -> Bool {
    chart[index].key.type == "MedicationDispense" && chart.fact(index).status == "completed"
  }

  /// Whether nothing says that a problem is active, nor that it is over: neither status nor dates.
  static func isUnknown(_ event: Event) -> Bool {
    event.end == nil && (event.status == nil || event.status == "unknown")
  }

  /// Whether something is still so: it has no end in the past and no status that ends it.
  static func isCurrent(_ event: Event, now: Int64) -> Bool {
    if let status = event.status, endedStatuses.contains(status) { return false }
    if event.lane == .medications, MedicationClaim.isToCome(event.start, now: now) { return false }
    if let end = event.end { return end > now }
    return event.shape == .span || event.isSaidActive
  }
}
