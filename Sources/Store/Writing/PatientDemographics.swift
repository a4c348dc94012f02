// SPDX-License-Identifier: Apache-2.0

import FHIR
import Foundation

/// What the patient list shows of a Patient resource.
struct PatientDemographics: Sendable {
  var name: String?
  var sortName: String?
  var sex: String?
  var birthDate: String?
  var deceased: String?
  var identifier: String?
  var address: String?

  /// The other names of the person: the usual, the maiden one; `nil` where there is only one name.
  var otherNames: String?

  /// The other business identifiers, which are searched and not shown; `nil` where there is none.
  var otherNumbers: String?

  /// The logical id of the patient whose record took the place of this one; the reference as it is
  /// written where it names no Patient; `nil` for records that stand.
  var replacedBy: String?

  /// Reads a Patient.
  init(_ patient: JSONValue) {
    let names = (patient["name"]?.elements ?? .empty).map(HumanName.init)
    name = HumanName.preferred(names)?.listText
    sortName = name.map(Self.sortKey)
    otherNames = Self.others(names, than: name)
    sex = patient["gender"]?.string
    birthDate = patient["birthDate"]?.string
    if let date = patient["deceasedDateTime"]?.string {
      deceased = date
    } else if patient["deceasedBoolean"]?.bool == true {
      deceased = "true"
    }
    let identifiers = Array(patient["identifier"]?.elements ?? .empty)
    identifier = Self.recordNumber(identifiers)
    otherNumbers = Self.others(identifiers, than: identifier)
    replacedBy = Self.successor(Array(patient["link"]?.elements ?? .empty))
    address = Self.place(Array(patient["address"]?.elements ?? .empty))
  }

  /// Lower case without accents, so that Å stands with A and a list is found with plain keys.
  static func sortKey(_ name: String) -> String {
    name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }

  /// Systems whose numbers belong to a person of a country, and not to a record of a hospital.
  private static let national = [
    "nhs-number", "chi-number", "us-ssn", "/ihi/", "/sid/gkv", "/sid/pkv", "/nhi", "medicare",
    "2.16.840.1.113883.4.1", "driver", "passport",
  ]

  /// The medical record number (type MR), else the first identifier that is in use, those of a country last.
  private static func recordNumber(_ identifiers: [JSONValue]) -> String? {
    let current = identifiers.filter { $0["use"]?.isString("old") != true }
    // One that has an end within our time is behind those that have none.
    let ended = { (identifier: JSONValue) in
      (identifier["period"]?["end"]?.string?.prefix(4)).map { $0 < "2100" } ?? false
    }
    let used = current.filter { !ended($0) } + current.filter(ended)
    let record = used.first { identifier in
      (identifier["type"]?["coding"]?.elements ?? .empty).contains {
        $0["code"]?.isString("MR") == true
      }
    }
    let local = used.first { identifier in
      let system = identifier["system"]?.string?.lowercased() ?? ""
      return identifier["value"] != nil && !national.contains(where: system.contains)
    }
    return (record ?? local ?? used.first { $0["value"] != nil })?["value"]?.string
  }

  /// The numbers that are not shown, each once.
  private static func others(_ identifiers: [JSONValue], than shown: String?) -> String? {
    var found: [String] = []
    for number in identifiers.prefix(32).compactMap({ $0["value"]?.string })
    where number != shown && number.utf8.count <= 64 && !found.contains(number) {
      found.append(number)
    }
    return found.isEmpty ? nil : found.joined(separator: " ")
  }

  /// The names that are not shown, each once.
  private static func others(_ names: [HumanName], than shown: String?) -> String? {
    var found: [String] = []
    for name in names.compactMap(\.listText) where name != shown && !found.contains(name) {
      found.append(name)
    }
    return found.isEmpty ? nil : found.joined(separator: "; ")
  }

  /// The other record of a link that says `replaced-by`.
  private static func successor(_ links: [JSONValue]) -> String? {
    let link = links.first { $0["type"]?.isString("replaced-by") == true }
    guard let text = link?["other"]?["reference"]?.string else { return nil }
    switch FHIRReference(text) {
    case .literal(.patient, let id, _, _): return id
    case .urn(let name) where name.hasPrefix("urn:uuid:"): return String(name.dropFirst(9))
    default: return text
    }
  }

  /// City and country of the home, else of the first address that is not old.
  private static func place(_ addresses: [JSONValue]) -> String? {
    let current = addresses.filter { $0["use"]?.isString("old") != true }
    let address = current.first { $0["use"]?.isString("home") == true } ?? current.first
    let parts = [address?["city"]?.string, address?["country"]?.string].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
