// SPDX-License-Identifier: Apache-2.0

/// Something in a patient's events that cannot be as it is written, or hardly.
public struct RecordProblem: Sendable, Equatable {
  /// What can be wrong with an event.
  public enum Kind: UInt8, Sendable, CaseIterable {
    /// It says that a medication is taken that the patient is allergic to.
    case allergic
    /// It ends before it begins.
    case endBeforeStart
    /// It is over before the patient was born.
    case beforeBirth
    /// It begins after the patient died.
    case afterDeath
    /// It begins in the future, and is not planned.
    case future
    /// No element dates it.
    case undated
    /// Its unit is not the one that most values of its kind have.
    case oddUnit
    /// Another resource says the same of the same moment.
    case duplicate
    /// It says that a medication is taken, and another resource that it has ended.
    case stoppedElsewhere
    /// It refers to what the lake does not have.
    case dangling
  }

  /// What is wrong.
  public var kind: Kind

  /// The number of the event.
  public var event: Int

  /// Creates a problem.
  public init(kind: Kind, event: Int) {
    self.kind = kind
    self.event = event
  }
}

/// Looks for what cannot be as it is written in the events of a patient.
public enum RecordCheck {
  /// What is known of the patient and of the present.
  public struct Bounds: Sendable, Equatable {
    /// The first moment the patient may have been born.
    public var birth: Int64?

    /// The first moment after the last at which the patient may have died.
    public var death: Int64?

    /// The present.
    public var now: Int64

    /// Creates bounds, on the axis that the events are on.
    public init(birth: Int64?, death: Int64?, now: Int64) {
      self.birth = birth
      self.death = death
      self.now = now
    }
  }

  /// How many values of a kind must have the usual unit for another one to be odd.
  private static let usualCount = 3

  /// Statuses of what is withdrawn, or never came about.
  public static let voidStatuses = Statuses.void

  /// Statuses of what did not come about, and is said not to have: withdrawn, refuted, not done, or no
  /// more than a plan.
  public static let unrealStatuses = voidStatuses.union([
    "refuted", "do-not-perform", "proposal", "plan", "draft", "intended", "not-taken", "not-done",
    "revoked", "noshow",
  ])

  /// Statuses of visits that were agreed upon or missed, and did not take place yet.
  public static let appointedStatuses: Set<String> = [
    "proposed", "pending", "booked", "waitlist", "planned", "noshow",
  ]

  /// The lanes of what has a date: an allergy, a problem or a claim is as good without one; what was measured
  /// or done is not.
  public static let datedLanes: [Lane] = [
    .encounters, .labs, .vitals, .procedures, .imaging, .immunizations,
  ]

  /// Statuses of what is still to come.
  public static let plannedStatuses: Set<String> = [
    "proposed", "pending", "booked", "planned", "draft", "waitlist", "requested", "preparation",
    "active", "not-started", "on-hold",
  ]

  /// Returns the problems of the events, in the order of the kinds, then of the events.
  ///
  /// What was withdrawn has none. Claims, documents and notes may be written after a death.
  ///
  /// - Parameters:
  ///   - numbers: The numbers of the events to look at, in order.
  ///   - bounds: Birth, death and the present.
  ///   - event: Returns an event as it happened.
  /// - Returns: The problems; an event can have several.
  public static func problems(
    of numbers: some Sequence<Int>,
    bounds: Bounds,
    event: (Int) -> Event
  ) -> [RecordProblem] {
    var found: [RecordProblem] = []
    var units: [Series: [String: [Int]]] = [:]
    var seen: Set<Fact> = []
    for number in numbers {
      let event = event(number)
      guard event.lane != .changes, !Statuses.isVoid(event.status) else { continue }
      for kind in problems(of: event, bounds) { found.append(.init(kind: kind, event: number)) }
      if event.number != nil {
        units[Series(event), default: [:]][event.unit ?? "", default: []].append(number)
      }
      if !event.isUndated, isOnceOnly(event.lane), !seen.insert(Fact(event)).inserted {
        found.append(.init(kind: .duplicate, event: number))
      }
    }
    for counts in units.values where counts.count > 1 {
      let usual = counts.map(\.value.count).max() ?? 0
      guard usual >= usualCount else { continue }
      for members in counts.values where members.count * 2 < usual {
        for member in members { found.append(.init(kind: .oddUnit, event: member)) }
      }
    }
    return found.sorted { ($0.kind.rawValue, $0.event) < ($1.kind.rawValue, $1.event) }
  }

  private static func problems(of event: Event, _ bounds: Bounds) -> [RecordProblem.Kind] {
    if event.isUndated { return datedLanes.contains(event.lane) ? [.undated] : [] }
    var kinds: [RecordProblem.Kind] = []
    if let start = event.start, let end = event.end, end <= start { kinds.append(.endBeforeStart) }
    let last = event.end ?? event.start.map { event.startPrecision.upperBound(of: $0) }
    let isOngoing = event.shape == .span && event.end == nil
    if let birth = bounds.birth, let last, last <= birth, !isOngoing { kinds.append(.beforeBirth) }
    guard let start = event.start else { return kinds }
    if let death = bounds.death, start >= death, isClinical(event.lane), !isOfDeath(event) {
      kinds.append(.afterDeath)
    }
    if start > bounds.now, event.lane != .carePlans, !plannedStatuses.contains(event.status ?? "") {
      kinds.append(.future)
    }
    return kinds
  }

  /// Whether an event is what is done when somebody has died: the certificate, the examination of the body.
  private static func isOfDeath(_ event: Event) -> Bool {
    let title = event.title.lowercased()
    return deathWords.contains(where: title.contains)
  }

  private static let deathWords = [
    "death certif", "certificate of death", "certification of death", "cause of death", "autopsy",
    "post mortem", "postmortem", "post-mortem", "verification of death",
  ]

  private static func isClinical(_ lane: Lane) -> Bool {
    switch lane {
    case .claims, .documents, .notes, .changes, .entities: false
    default: true
    }
  }

  /// Whether two alike are one too many: an order and its dispense, or two specimens, are not.
  private static func isOnceOnly(_ lane: Lane) -> Bool {
    switch lane {
    case .labs, .vitals, .procedures, .imaging, .immunizations, .problems, .allergies: true
    default: false
    }
  }

  /// What tells one kind of measurement from another.
  private struct Series: Hashable {
    var lane: Lane
    var name: String

    init(_ event: Event) {
      lane = event.lane
      name = event.code ?? event.title
    }
  }

  /// What two resources say alike.
  private struct Fact: Hashable {
    var series: Series
    var title: String
    var start: Int64?
    var end: Int64?
    var value: String?

    init(_ event: Event) {
      series = Series(event)
      title = event.title
      start = event.start
      end = event.end
      value = event.value
    }
  }
}
