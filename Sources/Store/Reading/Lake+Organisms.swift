// SPDX-License-Identifier: Apache-2.0

internal import FHIR
public import Timeline

extension Lake {
  /// Says in the titles of susceptibilities which organism was tested: `GENTAMICIN (ESCHERICHIA COLI)`.
  ///
  /// It is in another Observation, which has the susceptibility as a member, or from which it is derived;
  /// see https://hl7.org/fhir/R4/observation.html#gr-compare.
  ///
  /// - Parameters:
  ///   - events: Events of one patient.
  ///   - key: The key of an event's resource.
  ///   - event: The event.
  /// - Throws: ``StoreError`` when the lake cannot be read.
  public func nameOrganisms<Item>(
    of events: inout [Item],
    key: (Item) -> ResourceKey?,
    event: WritableKeyPath<Item, Event>
  ) throws {
    let tested = events.indices.compactMap { index -> (index: Int, key: ResourceKey)? in
      guard Susceptibility.isOne(events[index][keyPath: event]) else { return nil }
      return key(events[index]).flatMap { $0.type == .observation ? (index, $0) : nil }
    }
    guard !tested.isEmpty else { return }
    var known: [ResourceKey: String?] = [:]
    for item in events where item[keyPath: event].lane == .labs {
      if let key = key(item) { known[key] = Susceptibility.organism(in: item[keyPath: event]) }
    }
    func organism(_ key: ResourceKey) throws -> String? {
      if let name = known[key] { return name }
      let root = try? resource(key).document?.root
      let event = root.flatMap { EventRules.events(of: $0, type: key.type).first }
      let name = event.flatMap(Susceptibility.organism)
      known[key] = .some(name)
      return name
    }
    var names: [ResourceKey: String] = [:]
    for link in try sources(of: tested.map(\.key), type: .observation)
    where names[link.target] == nil {
      names[link.target] = try organism(link.source)
    }
    for (_, key) in tested where names[key] == nil {
      guard let root = try? resource(key).document?.root else { continue }
      for reference in root["derivedFrom"]?.elements ?? .empty where names[key] == nil {
        guard let text = reference["reference"]?.string,
          case .literal(let type, let id, _, _) = FHIRReference(text), type == .observation
        else { continue }
        names[key] = try organism(ResourceKey(type: type, id: id))
      }
    }
    for (index, key) in tested {
      guard let name = names[key] else { continue }
      let title = events[index][keyPath: event].title
      if !title.contains(name) { events[index][keyPath: event].title = "\(title) (\(name))" }
    }
  }
}

/// What an antibiotic does to an organism that grew.
private enum Susceptibility {
  private static let words = [
    "susceptible", "resistant", "intermediate", "sensitive", "non-susceptible", "nonsusceptible",
  ]

  /// What names tests and groups of them, and no organism.
  private static let tests = [
    "panel", "suscept", "antibio", "culture", "battery", "profile", "sensitiv", "stain", "smear",
  ]

  /// Whether the value of a result is one, in words.
  static func isOne(_ event: Event) -> Bool {
    guard event.lane == .labs, event.number == nil, let value = event.value else { return false }
    let first = value.prefix { $0.isLetter || $0 == "-" }.lowercased()
    return words.contains(first)
  }

  /// The organism that a result found: by its value, or by its title where it has none.
  static func organism(in event: Event) -> String? {
    let title = event.title.lowercased()
    // How many results there are is no value of its own.
    guard let value = event.value, !value.hasSuffix(" results"), value != "1 result" else {
      return tests.contains(where: title.contains) ? nil : event.title
    }
    let isFinding = ["identified", "organism", "culture"].contains(where: title.contains)
    guard isFinding, event.number == nil, !isOne(event) else { return nil }
    return value.firstRange(of: ", ").map { String(value[..<$0.lowerBound]) } ?? value
  }
}
