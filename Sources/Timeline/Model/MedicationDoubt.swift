// SPDX-License-Identifier: Apache-2.0

/// A medication of which one event says that it is taken, and another one that it has ended.
///
/// Both events stay; what is in doubt is drawn and listed as such.
public struct MedicationDoubt: Sendable, Equatable {
  /// The event that says "taken".
  public var active: Int

  /// The event that says "over".
  public var ended: Int

  /// Finds the doubts of a patient.
  ///
  /// Events of one ingredient are set against each other by ``MedicationClaim``. Linear in the
  /// medications, but for the few that share an ingredient.
  ///
  /// - Parameters:
  ///   - timeline: The events.
  ///   - event: Returns an event as it happened, wherever it stands.
  ///   - isIgnored: Whether an event says nothing, because it is deleted for one.
  /// - Returns: The doubts, in the order of the events that say "taken".
  public static func find(
    in timeline: PatientTimeline,
    event: (Int) -> Event,
    isIgnored: (Int) -> Bool = { _ in false }
  ) -> [MedicationDoubt] {
    var groups: [String: [Int]] = [:]
    for fold in timeline.folds(of: .medications) {
      let members = fold.runs.flatMap(\.members).map(Int.init)
      groups[ingredient(fold.key), default: []] += members
    }
    for index in timeline.undated where timeline.entries[index].event.lane == .medications {
      groups[ingredient(timeline.entries[index].event.kindKey), default: []].append(index)
    }
    var doubts: [MedicationDoubt] = []
    for members in groups.values where members.count > 1 {
      let said = members.compactMap { index -> (index: Int, claim: MedicationClaim)? in
        guard !isIgnored(index) else { return nil }
        let entry = timeline.entries[index]
        return MedicationClaim(event(index), reference: entry.reference).map { (index, $0) }
      }
      guard said.contains(where: \.claim.isActive), said.contains(where: \.claim.isOver) else {
        continue
      }
      for (active, ended) in MedicationClaim.contradictions(in: said.map(\.claim)) {
        doubts.append(MedicationDoubt(active: said[active].index, ended: said[ended].index))
      }
    }
    return doubts.sorted { $0.active < $1.active }
  }

  /// Returns what the medication of an event is set against others by: its ingredient.
  public static func ingredient(of event: Event) -> String { ingredient(event.kindKey) }

  /// A statement that something is not taken is about the same ingredient.
  private static func ingredient(_ key: String) -> String {
    key.hasPrefix("not taken ") ? String(key.dropFirst("not taken ".count)) : key
  }
}

extension MedicationClaim {
  /// Returns what an event says of a medication; `nil` for what is neither order nor statement.
  init?(_ event: Event, reference: String) {
    guard event.lane == .medications,
      let source = Source(type: reference.prefix { $0 != "/" })
    else { return nil }
    self.init(
      source: source,
      status: event.status ?? "",
      product: event.code ?? event.title.lowercased(),
      start: event.start,
      end: event.statedEnd
    )
  }
}

extension Event {
  /// The end, where the resource says it: a supply that lasts until then is no end of the medication.
  public var statedEnd: Int64? {
    guard let element = dateElement, element.hasSuffix(".start") || element.hasSuffix(".end") else {
      return nil
    }
    return end
  }
}
