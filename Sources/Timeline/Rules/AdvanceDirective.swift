// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What says what is not to be done to a patient, or who decides: `Do Not Resuscitate`.
public enum AdvanceDirective {
  /// Codes of `Consent.scope`, `Consent.category` and `Flag.code`, in small letters; see
  /// http://terminology.hl7.org/CodeSystem/consentscope,
  /// http://terminology.hl7.org/CodeSystem/consentcategorycodes, and LOINC.
  private static let codes: Set<String> = [
    "adr", "acd", "dnr", "emrgonly", "hcd", "polst", "75320-2", "42348-3", "81334-5", "81352-7",
  ]

  /// Codes of SNOMED CT of orders not to resuscitate.
  private static let orders: Set<String> = ["304253006"]

  private static let words = [
    "dnr", "dnar", "dnacpr", "dni", "resuscitat", "directive", "polst", "living will",
    "power of attorney",
  ]

  /// Words of an order; "resuscitation" alone is also ordered.
  private static let forbiddingWords = [
    "dnr", "dnar", "dnacpr", "do not resuscitate", "not for resuscitation", "do not attempt",
  ]

  /// What says that there is none; whatever could stand in the name of one is not among it.
  private static let denials = [
    "not dnr", "no dnr", "not dnar", "no dnar", "full resuscitation", "full code", "wishes cpr",
    "required? no",
  ]

  /// Whether a title names one.
  public static func isNamed(by title: String) -> Bool { has(words, title) && !isDenied(title) }

  /// Whether the title of an order forbids to resuscitate.
  public static func isForbidden(by title: String) -> Bool {
    has(forbiddingWords, title) && !isDenied(title)
  }

  private static func isDenied(_ title: String) -> Bool {
    let title = title.lowercased()
    return denials.contains(where: title.contains)
  }

  /// Whether a resource is one that is in force: a Consent, a Flag or an order, by its codes or its name.
  public static func isOne(_ root: JSONValue, type: ResourceType) -> Bool {
    guard type == .consent || type == .flag || type == .serviceRequest,
      root["status"]?.isString("active") == true
    else { return false }
    if type == .serviceRequest, root["doNotPerform"]?.bool == true { return false }
    // What somebody consents to for research is no wish for the care.
    if type == .consent, CodeableConcept(root["scope"] ?? root).has(code: "research") {
      return false
    }
    let known = type == .serviceRequest ? orders : codes
    let elements = [root["scope"], root["category"], root["code"]].compactMap(\.self)
    let concepts = elements.flatMap { $0.isArray ? Array($0.elements) : [$0] }
    let isCoded = concepts.contains { concept in
      (concept["coding"]?.elements ?? .empty).contains {
        $0["code"]?.string.map { known.contains($0.lowercased()) } ?? false
      }
    }
    if isCoded { return true }
    return EventRules.events(of: root, type: type).contains {
      type == .serviceRequest ? isForbidden(by: $0.title) : isNamed(by: $0.title)
    }
  }

  private static func has(_ words: [String], _ title: String) -> Bool {
    let title = title.lowercased()
    return words.contains { word in
      // Abbreviations are words of their own: "dni" is in "midnight".
      word.utf8.count > 6
        ? title.contains(word)
        : title.split { !$0.isLetter }.contains { $0.hasPrefix(word) }
    }
  }
}
