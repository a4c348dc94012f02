// SPDX-License-Identifier: Apache-2.0

internal import FHIR
public import Timeline

extension Lake {
  /// What begins the title of the event of a Specimen.
  private static let specimenLead = "Specimen: "

  /// Says in the titles of results what was examined, where they only refer to it: `Glucose (CSF)`.
  ///
  /// - Parameters:
  ///   - events: Events of one patient, the Specimens' among them.
  ///   - key: The key of an event's resource.
  ///   - event: The event.
  /// - Throws: ``StoreError`` when the lake cannot be read.
  public func nameSpecimens<Item>(
    of events: inout [Item],
    key: (Item) -> ResourceKey?,
    event: WritableKeyPath<Item, Event>
  ) throws {
    var names: [ResourceKey: String] = [:]
    for item in events where item[keyPath: event].title.hasPrefix(Self.specimenLead) {
      guard let key = key(item), key.type == .specimen else { continue }
      names[key] = String(item[keyPath: event].title.dropFirst(Self.specimenLead.count))
    }
    guard !names.isEmpty else { return }
    let found = try sources(of: Array(names.keys), type: .observation)
    let examined = Dictionary(
      found.compactMap { link in names[link.target].map { (link.source, $0) } },
      uniquingKeysWith: { first, _ in first }
    )
    for index in events.indices where events[index][keyPath: event].lane == .labs {
      guard let name = key(events[index]).flatMap({ examined[$0] }) else { continue }
      let title = events[index][keyPath: event].title
      events[index][keyPath: event].title = ExaminedSpecimen.title(title, of: name)
    }
  }
}
