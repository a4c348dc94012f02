// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// The timeline without a screen.
public enum TimelineText {
  /// The keys of a printed table.
  public static let columns = [
    "When", "Lane", "What", "Value", "Flag", "Range", "Status", "Resource",
  ]

  /// Returns the cells of an item, for ``columns``.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - against: The resource that says that a medication has ended which this one says is taken.
  /// - Returns: The cells.
  public static func row(_ item: TimelineEntry, against: TimelineEntry? = nil) -> [String] {
    let event = item.event
    let value = [event.value, event.unit].compactMap(\.self).joined(separator: " ")
    return [
      when(event), event.lane.name, event.title, value, event.flag.letter, range(event),
      status(event, against), item.reference,
    ]
  }

  /// `active`; of a medication in doubt `active? MedicationRequest/7 is stopped`.
  private static func status(_ event: Event, _ against: TimelineEntry?) -> String {
    guard let against else { return event.status ?? "" }
    return "\(event.status ?? "")? \(against.reference) is \(against.event.status ?? "over")"
  }

  /// When it was, as precisely as it is known: `2019`, `2011-03 – ?`, `no date`.
  public static func when(_ event: Event) -> String {
    let start = startText(event)
    guard event.shape == .span else { return start ?? "no date" }
    return "\(start ?? "?") – \(endText(event) ?? "")"
  }

  /// The start as it was written.
  public static func startText(_ event: Event) -> String? {
    event.start.map {
      FHIRDateTime.text(
        lowerBound: $0,
        precision: event.startPrecision,
        offsetMinutes: event.offsetMinutes
      )
    }
  }

  /// The end as it was written: the end of an event is kept as the first moment after it.
  public static func endText(_ event: Event) -> String? {
    event.end.map {
      FHIRDateTime.text(
        lowerBound: $0 - 1,
        precision: event.endPrecision,
        offsetMinutes: event.offsetMinutes
      )
    }
  }

  private static func range(_ event: Event) -> String {
    switch (event.rangeLow, event.rangeHigh) {
    case (let low?, let high?): "\(plain(low))–\(plain(high))"
    case (let low?, nil): "≥\(plain(low))"
    case (nil, let high?): "≤\(plain(high))"
    case (nil, nil): ""
    }
  }

  private static func plain(_ number: Double) -> String {
    let text = String(number)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Returns an item as JSON; what is not known is `null`.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - against: As for ``row(_:against:)``: its reference is `contradictedBy`, a member that others
  ///     do not have.
  /// - Returns: The object.
  public static func json(_ item: TimelineEntry, against: TimelineEntry? = nil) -> JSON {
    let event = item.event
    func text(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }
    var json: JSON = [
      "start": text(startText(event)), "end": text(endText(event)),
      "precision": event.start == nil ? .null : .string(event.startPrecision.name),
      "dateElement": text(event.dateElement), "lane": .string(event.lane.name),
      "shape": .string(event.shape == .span ? "span" : "instant"), "title": .string(event.title),
      "system": text(event.system), "code": text(event.code), "value": text(event.value),
      "unit": text(event.unit), "flag": event.flag == .none ? .null : .string(event.flag.name),
      "status": text(event.status), "reference": .string(item.reference),
      "version": .number(String(item.version)),
    ]
    if let against { json["contradictedBy"] = .string(against.reference) }
    return json
  }
}

extension Lane {
  /// The name on the command line, in JSON and in queries.
  public var name: String {
    switch self {
    case .encounters: "encounters"
    case .problems: "problems"
    case .medications: "medications"
    case .labs: "labs"
    case .vitals: "vitals"
    case .procedures: "procedures"
    case .imaging: "imaging"
    case .immunizations: "immunizations"
    case .allergies: "allergies"
    case .notes: "notes"
    case .entities: "entities"
    case .carePlans: "care-plans"
    case .documents: "documents"
    case .claims: "claims"
    case .changes: "changes"
    }
  }

  /// Finds the lane whose name begins so: `lab`, `med`.
  public init?(prefix: String) {
    let prefix = prefix.lowercased()
    guard !prefix.isEmpty, let lane = Self.allCases.first(where: { $0.name.hasPrefix(prefix) })
    else { return nil }
    self = lane
  }
}

extension Flag {
  /// The name in JSON.
  public var name: String {
    switch self {
    case .none: "none"
    case .normal: "normal"
    case .abnormal: "abnormal"
    case .low: "low"
    case .high: "high"
    case .critical, .criticalLow, .criticalHigh: "critical"
    }
  }

  /// The letter on a screen; empty where there is nothing to say.
  public var letter: String {
    switch self {
    case .none, .normal: ""
    case .abnormal: "A"
    case .low: "L"
    case .high: "H"
    case .critical, .criticalLow, .criticalHigh: "!"
    }
  }
}

extension DatePrecision {
  /// The name in JSON.
  public var name: String {
    switch self {
    case .year: "year"
    case .month: "month"
    case .day: "day"
    case .minute: "minute"
    case .second: "second"
    case .millisecond: "millisecond"
    }
  }
}
