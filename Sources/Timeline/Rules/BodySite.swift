// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Where in the body something was found, behind what was found: `Eye pressure – left eye`.
///
/// It is a part of the title because every list, lane and file has titles, and nothing else of a result
/// tells the left eye from the right.
public enum BodySite {
  private static let dash = "–"

  /// Says in the title of an event where in the body it is, where the title does not.
  static func add(to event: inout Event, from resource: JSONValue) {
    let element = resource["bodySite"]
    let sites = element.map { $0.isArray ? Array($0.elements) : [$0] } ?? []
    let known = event.title.lowercased()
    let named = sites.compactMap { CodeableConcept($0).display.map(Titles.plain) }
    let names = (named + sides(resource["code"])).filter { name in
      !name.lowercased().split(separator: " ").allSatisfy { known.contains($0) }
    }
    guard !names.isEmpty else { return }
    event.title += " \(dash) " + Titles.shortened(names.joined(separator: ", "))
  }

  /// Says in the title on which side it is, where the code's extension does.
  static func addSide(to event: inout Event, from resource: JSONValue) {
    guard let side = sides(resource["code"]).first, !event.title.lowercased().contains(side) else {
      return
    }
    event.title += " \(dash) \(side)"
  }

  /// The sides that German records put beside a code; see http://fhir.de/StructureDefinition/seitenlokalisation.
  private static func sides(_ code: JSONValue?) -> [String] {
    let said = (code?["coding"]?.elements ?? .empty).compactMap {
      CodingExtension.code(of: $0, named: "seitenlokalisation")
    }
    switch said.first {
    case "L": return ["left"]
    case "R": return ["right"]
    case "B": return ["both sides"]
    default: return []
    }
  }

  /// Returns a title without where in the body: of a population the left and the right are one.
  public static func removed(from title: String) -> String {
    split(title).map { String($0.name) } ?? title
  }

  /// Returns where in the body an event is; `nil` where its title says nothing of it, and of lanes whose
  /// titles never do.
  ///
  /// What was examined stands in brackets, and counts as a place of its own. A code of LOINC tells urine from
  /// blood, where it is used as it should be: behind one only what can be nothing else counts, and not how it
  /// was measured.
  static func of(_ event: Event) -> Substring? {
    if event.lane == .labs, event.title.utf8.last == UInt8(ascii: ")"),
      let open = event.title.lastIndex(of: "("),
      event.system != "http://loinc.org" || ExaminedSpecimen.isNamed(in: event.title[open...])
    {
      return event.title[open...]
    }
    guard [.labs, .problems, .documents, .imaging, .procedures].contains(event.lane) else {
      return nil
    }
    return split(event.title)?.site
  }

  private static func split(_ title: String) -> (name: Substring, site: Substring)? {
    // Most titles are ASCII, and asked for every event of a life.
    guard let at = title.utf8.lastIndex(of: 0xE2), title[at...].hasPrefix(dash + " "),
      title[..<at].last == " "
    else { return nil }
    return (title[..<at].dropLast(), title[at...].dropFirst(2))
  }
}
