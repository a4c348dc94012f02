// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Writes a resource again without what names people, with dates as distances.
///
/// ``KeptElements`` says what is left.
struct DeidentifiedJSON {
  let identity: PatientIdentity
  let others: OtherPeople
  let pseudonyms: Pseudonyms

  /// Where a value stands.
  private struct Place {
    /// The element that it is a value of.
    var key: String
    /// The type of the resource that it is in.
    var type: String
    /// Whether it is in an extension, of which no words are kept.
    var isInExtension = false
    /// Whether that extension is one of an extension.
    var isNested = false

    func below(_ key: String) -> Place {
      var place = self
      place.key = key
      if Self.isExtension(key) {
        place.isNested = isInExtension
        place.isInExtension = true
      }
      return place
    }

    static func isExtension(_ key: String) -> Bool {
      key == "extension" || key == "modifierExtension"
    }
  }

  func document(_ document: JSONDocument) throws -> JSONDocument {
    var text = ""
    write(document.root, at: Place(key: "", type: ""), into: &text)
    return try JSONDocument.parse(text)
  }

  private func write(_ value: JSONValue, at place: Place, into text: inout String) {
    if value.isObject {
      writeObject(value, at: place, into: &text)
    } else if value.isArray {
      text += "["
      var isFirst = true
      for element in value.elements where isKept(element, at: place) {
        if !isFirst { text += "," }
        isFirst = false
        write(element, at: place, into: &text)
      }
      text += "]"
    } else if let string = value.string {
      text += Self.quoted(shown(string, key: place.key))
    } else {
      text += value.jsonText
    }
  }

  private func writeObject(_ value: JSONValue, at place: Place, into text: inout String) {
    var place = place
    let resourceType = value["resourceType"]?.string
    if let resourceType { place.type = resourceType }
    text += "{"
    var isFirst = true
    for member in value.members where isKept(member, of: value, at: place) {
      let key = member.key
      if !isFirst { text += "," }
      isFirst = false
      text += Self.quoted(key) + ":"
      if key == "reference", let reference = member.value.string {
        let target = ResourceKey(reference: reference)
        text += Self.quoted(target.map { pseudonyms.pseudonym(of: $0).description } ?? "–")
      } else if key == "id", let resourceType, let id = member.value.string {
        text += Self.quoted(pseudonyms.pseudonym(of: ResourceKey(type: resourceType, id: id)).id)
      } else {
        write(member.value, at: place.below(key), into: &text)
      }
    }
    text += "}"
  }

  /// Whether an element of an array is shown, or the value of a member.
  private func isKept(_ value: JSONValue, at place: Place) -> Bool {
    if Place.isExtension(place.key) {
      return KeptElements.isKeptExtension(value, of: place.type, isNested: place.isNested)
    }
    return KeptElements.isHarmless(value)
  }

  private func isKept(_ member: JSONMember, of value: JSONValue, at place: Place) -> Bool {
    let key = member.key
    if value["resourceType"] != nil {
      guard KeptElements.isKept(key, ofResource: place.type) else { return false }
      return member.value.isArray || isKept(member.value, at: place.below(key))
    }
    if place.isInExtension {
      // Words beside no code may say anything.
      if key == "url" { return member.value.string.map(KeptElements.isHarmlessURL) ?? false }
      if key == "text" || key == "display" && value["code"] == nil { return false }
    }
    guard KeptElements.isKept(key) else { return false }
    if KeptElements.isAttachment(value, key: place.key) {
      return KeptElements.attachmentKeys.contains(key)
    }
    if key == "display", !KeptElements.isDisplayKept(value, element: place.key) { return false }
    return member.value.isArray || isKept(member.value, at: place.below(key))
  }

  private func shown(_ string: String, key: String) -> String {
    switch key {
    case "reference": return "–"
    case "profile": return KeptElements.isHarmlessURL(string) ? string : "–"
    case "system", "code", "resourceType", "unit", "status", "contentType": return string
    case "url": return string
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
