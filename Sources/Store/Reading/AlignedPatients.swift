// SPDX-License-Identifier: Apache-2.0

public import FHIR
public import Timeline

/// What patients are compared by: events of one kind.
public enum EventKind: Sendable, Equatable {
  /// Events of the same kind as this one: the same ingredient, the same code, else the same title.
  case same(as: Event)
  /// Events with this code, or with all these words in their title or its common names.
  case words(String)
  /// All events of a lane.
  case lane(Lane)
}

/// How patients are laid beside each other.
public struct EventAlignment: Sendable, Equatable {
  /// What day 0 is.
  public var event: EventKind

  /// Whether day 0 is the last event of the kind, and not the first.
  public var isLast = false

  /// What is looked at around it.
  public var measure: EventKind

  /// How far from day 0 is looked, to either side, in days.
  public var days: Int

  /// Creates an alignment.
  public init(event: EventKind, isLast: Bool = false, measure: EventKind, days: Int) {
    self.event = event
    self.isLast = isLast
    self.measure = measure
    self.days = days
  }
}

/// A patient with the event that the others are aligned on too.
public struct AlignedPatient: Sendable, Equatable {
  /// Something that was measured, or happened, in the window.
  public struct Point: Sendable, Equatable {
    /// When, in milliseconds from day 0.
    public var offset: Int64

    /// How many days of the calendar after day 0; negative before it.
    public var days: Int

    /// How precisely it is known when.
    public var precision: DatePrecision

    /// The number; `nil` for what has none.
    public var number: Double?

    /// The value as it is written.
    public var value: String?

    /// How it lies to what is normal.
    public var flag: Flag

    /// The unit; `nil` for none.
    public var unit: String?

    /// Whether the number only bounds the true value, as in `>90`.
    public var isBound: Bool {
      number != nil && (value?.hasPrefix("<") == true || value?.hasPrefix(">") == true)
    }
  }

  /// The logical id of the patient.
  public var id: String

  /// The resource whose event is day 0.
  public var key: ResourceKey

  /// Day 0, as it is stored: milliseconds since 1970.
  public var dayZero: Int64

  /// How precisely day 0 is known.
  public var precision: DatePrecision

  /// How many events of the kind the patient has, those without a date not counted.
  public var occurrences = 1

  /// How long after day 0 the next event of the kind is, in milliseconds, those of the same day not
  /// counted: an order and its dispense are one; `nil` without one.
  public var next: Int64?

  /// What was measured in the window, in order.
  public var points: [Point] = []

  /// Numbers of the window that are in another unit than those of the others.
  public var inOtherUnits: [Point] = []

  /// The last number up to the end of day 0.
  public var before: Point? { numbers.last { $0.days <= 0 } }

  /// The last number of the window after day 0.
  public var after: Point? { numbers.last { $0.days > 0 } }

  /// Whether there are numbers in another unit up to the end of day 0, and after it.
  public var hasOtherUnits: (before: Bool, after: Bool) {
    (
      inOtherUnits.contains { $0.days <= 0 },
      inOtherUnits.contains { $0.days > 0 }
    )
  }

  /// Whether the number before or the one after only bounds the true value.
  public var isBounded: Bool { before?.isBound == true || after?.isBound == true }

  /// How much greater the number after is than the one before; `nil` without either, and where one of
  /// them is a bound.
  public var change: Double? {
    guard let first = before?.number, let last = after?.number, !isBounded else { return nil }
    // Without the noise of binary fractions.
    return ((last - first) * 1e6).rounded() / 1e6
  }

  /// How many points there are up to the end of day 0, and after it.
  public var counts: (before: Int, after: Int) {
    let before = points.count { $0.days <= 0 }
    return (before, points.count - before)
  }

  private var numbers: [Point] { points.filter { $0.number != nil } }
}

/// Patients beside each other, aligned on events of one kind.
public struct AlignedPatients: Sendable, Equatable {
  /// The patients, in the order of day 0.
  public var patients: [AlignedPatient] = []

  /// What day 0 is called, by the title that most of the events have.
  public var eventTitle = ""

  /// What is looked at, by the title that most of it has.
  public var measureTitle = ""

  /// The unit of the numbers; `nil` for none.
  public var unit: String?

  /// How many values in other units were left out.
  public var otherUnits = 0

  /// How many numbers of which other tests the words name as well, less exactly; they were left out.
  public var otherTests: [String: Int] = [:]

  /// How many patients have the event, but no date of it.
  public var undated = 0

  /// How many more patients have the event than are listed.
  public var more = 0

  /// Whether the points are numbers that can be compared, and not counted only.
  public var hasNumbers: Bool {
    patients.contains { $0.points.contains { $0.number != nil } }
  }

  /// Creates an empty list.
  public init() {}

  /// Leaves out numbers in other units than most have, and where there are numbers what has none: an
  /// order of a test is not its value.
  mutating func settleUnits() {
    if hasNumbers {
      for index in patients.indices { patients[index].points.removeAll { $0.number == nil } }
    }
    var counts: [String: Int] = [:]
    for patient in patients {
      for point in patient.points where point.number != nil {
        counts[point.unit ?? "", default: 0] += 1
      }
    }
    guard let usual = counts.min(by: { ($1.value, $0.key) < ($0.value, $1.key) })?.key else {
      return
    }
    unit = usual.isEmpty ? nil : usual
    for index in patients.indices {
      let others = patients[index].points.filter { $0.number != nil && ($0.unit ?? "") != usual }
      patients[index].points.removeAll { $0.number != nil && ($0.unit ?? "") != usual }
      patients[index].inOtherUnits = others
      otherUnits += others.count
    }
  }
}
