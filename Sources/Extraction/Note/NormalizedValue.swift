// SPDX-License-Identifier: Apache-2.0

/// A value that FHIR can hold.
public enum NormalizedValue: Sendable, Equatable {
  /// A `dateTime`, as precise as the words: "2024", "2024-03", "2024-03-05", "2024-03-05T14:30".
  case dateTime(String)
  /// A `Period`; either end may be open.
  case period(start: String?, end: String?)
  /// A `Duration` in UCUM units: s, min, h, d, wk, mo, a.
  case duration(low: Double, high: Double?, unit: String)
  /// `Timing.repeat`.
  case timing(TimingRepeat)
  /// A `Quantity` with a UCUM unit, where the unit is known.
  case quantity(Quantity)

  /// A `Quantity` or a `Range`.
  public struct Quantity: Sendable, Equatable {
    /// The number, or the lower end.
    public var value: Double
    /// The upper end of a range, or the second number of "120/80".
    public var second: Double?
    /// "<", "<=", ">" or ">=".
    public var comparator: String?
    /// The unit as the note spells it; `nil` where there is none.
    public var unit: String?
    /// A UCUM code.
    public var code: String?
  }
}

/// `Timing.repeat` of FHIR R4, as far as directions for medications need it.
public struct TimingRepeat: Sendable, Equatable {
  /// How often in a period.
  public var frequency: Int?
  /// The upper end of a range of frequencies.
  public var frequencyMax: Int?
  /// How long a period is.
  public var period: Double?
  /// The upper end of a range of periods.
  public var periodMax: Double?
  /// h, d, wk, mo or a.
  public var periodUnit: String?
  /// Codes of EventTiming: HS, AC, PC, ACM, MORN, AFT, EVE, NIGHT and so on.
  public var when: [String]
  /// mon, tue, wed, thu, fri, sat, sun.
  public var dayOfWeek: [String]
  /// `Dosage.asNeeded[x]`.
  public var asNeeded: Bool
  /// The reason after "as needed for".
  public var asNeededFor: String?
  /// `count`: how often in all; 1 for "once".
  public var count: Int?

  /// Creates a timing; what is not said stays `nil`.
  ///
  /// - Parameters:
  ///   - frequency: How often in a period.
  ///   - frequencyMax: The upper end of a range.
  ///   - period: How long a period is.
  ///   - periodMax: The upper end of a range.
  ///   - periodUnit: The unit of the period.
  ///   - when: Codes of EventTiming.
  ///   - dayOfWeek: Codes of days.
  ///   - asNeeded: Whether it is taken as needed.
  ///   - count: How often in all.
  public init(
    frequency: Int? = nil,
    frequencyMax: Int? = nil,
    period: Double? = nil,
    periodMax: Double? = nil,
    periodUnit: String? = nil,
    when: [String] = [],
    dayOfWeek: [String] = [],
    asNeeded: Bool = false,
    count: Int? = nil
  ) {
    self.frequency = frequency
    self.frequencyMax = frequencyMax
    self.period = period
    self.periodMax = periodMax
    self.periodUnit = periodUnit
    self.when = when
    self.dayOfWeek = dayOfWeek
    self.asNeeded = asNeeded
    self.count = count
  }
}
