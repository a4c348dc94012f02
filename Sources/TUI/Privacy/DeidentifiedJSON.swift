// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Writes a resource again without what names people, with dates as distances.
struct DeidentifiedJSON {
  let identity: PatientIdentity
  let others: Set<String>
  let pseudonyms: Pseudonyms

  /// Elements that are left out wherever they stand.
  private static let dropped: Set<String> = [
    "identifier", "telecom", "address", "photo", "contact", "birthDate", "_birthDate", "div",
    "data", "text_div", "deceasedDateTime", "authorString", "url", "fullUrl", "link",
    "multipleBirthInteger", "serialNumber", "deviceIdentifier", "patientInstruction",
  ]

  /// The types whose resources are people.
  static let people: Set<String> = [
    "Patient", "Person", "RelatedPerson", "Practitioner", "PractitionerRole",
  ]

  /// The elements that say who did something, with or without a reference.
  private static let actors: Set<String> = [
    "subject", "patient", "author", "performer", "recorder", "asserter", "individual", "actor",
    "requester", "sender", "recipient", "informationSource", "party", "practitioner",
    "generalPractitioner", "enterer", "verifier", "reporter", "provider", "interpreter",
    "resultsInterpreter", "responsible", "member", "agent", "who", "onBehalfOf", "collector",
    "primaryPerformer", "receiver", "authenticator", "attester", "contributor", "operator",
  ]

  func document(_ document: JSONDocument) throws -> JSONDocument {
    var text = ""
    let type = document.root["resourceType"]?.string ?? ""
    write(document.root, key: "", type: type, into: &text)
    return try JSONDocument.parse(text)
  }

  private func write(_ value: JSONValue, key: String, type: String, into text: inout String) {
    if value.isObject {
      writeObject(value, key: key, type: type, into: &text)
    } else if value.isArray {
      text += "["
      var isFirst = true
      for element in value.elements {
        if !isFirst { text += "," }
        isFirst = false
        write(element, key: key, type: type, into: &text)
      }
      text += "]"
    } else if let string = value.string {
      text += Self.quoted(shown(string, key: key))
    } else {
      text += value.jsonText
    }
  }

  private func writeObject(
    _ value: JSONValue,
    key element: String,
    type: String,
    into text: inout String
  ) {
    let reference = value["reference"]?.string.flatMap(ResourceKey.init(reference:))
    let namesPerson = reference.map { Self.people.contains($0.type) } ?? false
    // A name of a person has parts; names of other things are single strings.
    let isName = value["family"] != nil || value["given"] != nil
    text += "{"
    var isFirst = true
    for member in value.members {
      let key = member.key
      if Self.dropped.contains(key) || isName && key != "use" { continue }
      if key == "name", Self.people.contains(type), value["resourceType"] != nil {
        // What the resource is called is said by its id.
        continue
      }
      if key == "display",
        namesPerson || value["reference"] != nil && reference == nil
          || Self.actors.contains(element)
      {
        continue
      }
      if !isFirst { text += "," }
      isFirst = false
      text += Self.quoted(key) + ":"
      if key == "reference", let reference {
        text += Self.quoted(pseudonyms.pseudonym(of: reference).description)
      } else if key == "id", value["resourceType"] != nil, let id = member.value.string {
        text += Self.quoted(pseudonyms.pseudonym(of: ResourceKey(type: type, id: id)).id)
      } else {
        write(member.value, key: key, type: type, into: &text)
      }
    }
    text += "}"
  }

  private func shown(_ string: String, key: String) -> String {
    switch key {
    case "reference": return "–"
    case "system", "code", "resourceType", "unit", "status", "contentType": return string
    default: return identity.masked(string, others: others)
    }
  }

  private static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
