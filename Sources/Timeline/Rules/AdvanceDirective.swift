// SPDX-License-Identifier: Apache-2.0

public import FHIR

/// What says what is not to be done to a patient, or who decides: `Do Not Resuscitate`.
public enum AdvanceDirective {
  /// Codes of `Consent.scope`, `Consent.category` and `Flag.code`, in small letters; see
  /// http://terminology.hl7.org/CodeSystem/consentscope,
  /// http://terminology.hl7.org/CodeSystem/consentcategorycodes, and LOINC.
  private static let codes: Set<String> = [
    "adr", "acd", "dnr", "emrgonly", "hcd", "polst", "75320-2", "42348-3", "81334-5", "81352-7",
    "84095-9", "64298-3",
  ]

  /// Codes of SNOMED CT, ICD-10-CM and ICD-9-CM of orders not to resuscitate.
  private static let orders: Set<String> = ["304253006", "z66", "v4986", "v49.86"]

  private static let words = Words([
    "dnr", "dnar", "dnacpr", "dni", "resuscitat", "directive", "polst", "living will",
    "power of attorney",
  ])

  private static let documentWords = Words([
    "directive", "polst", "molst", "living will", "power of attorney",
  ])

  /// Words of an order; "resuscitation" alone is also ordered.
  private static let forbiddingWords = Words([
    "dnr", "dnar", "dnacpr", "do not resuscitate", "not for resuscitation", "do not attempt",
    "not for cpr", "no cpr", "cpr not recommended", "cpr attempts not recommended",
    "not for attempted cpr", "allow natural death", "keine reanimation", "nicht reanimieren",
    "ne pas réanimer", "ne pas reanimer", "no reanimar", "non rianimare", "não reanimar",
    "niet reanimeren",
  ])

  /// What an order forbids that is one.
  private static let measures = Words([
    "resuscitat", "cpr", "reanimation", "intubation", "intubate",
  ])

  /// What limits the care without a word on the heart.
  private static let limits = Words([
    "dni", "comfort", "partial code", "limited code", "limited: ", "no intubation",
    "do not intubate",
    "not for intubation", "does not want cpr",
  ])

  /// What says that nobody knows: it takes nothing back.
  private static let unknown = [
    "unknown", "not known", "not documented", "not discussed", "not asked", "undetermined",
    "not recorded",
  ]

  /// What says that there is none; whatever could stand in the name of one is not among it.
  private static let denials = [
    "not dnr", "no dnr", "not dnar", "no dnar", "full resuscitation", "full code", "wishes cpr",
    "required? no", "revoked", "rescinded", "withdrawn", "cancelled", "no longer", "undecided",
  ]

  /// How the title of an order that forbids begins.
  private static let forbids = "Do not: "

  /// Whether the title of an active resource of a type names one.
  ///
  /// A flag, a consent or a document that names a directive is one; an order, a plan or a problem must
  /// forbid.
  public static func isNamed(by title: String, of type: ResourceType) -> Bool {
    switch type {
    case .flag, .consent:
      (has(words, title) || has(forbiddingWords, title)) && !isDenied(title)
    case .documentReference:
      // The record of a resuscitation is a document as well.
      (has(documentWords, title) || has(forbiddingWords, title)) && !isDenied(title)
    case .serviceRequest where title.hasPrefix(forbids):
      has(measures, String(title.dropFirst(forbids.count)))
    case .serviceRequest, .carePlan, .condition:
      has(forbiddingWords, title) && !isDenied(title)
    default: false
    }
  }

  /// Whether the event of a resource of a type says that it is in force.
  public static func isInForce(_ event: Event, of type: ResourceType) -> Bool {
    // Of most problems of a hospital's record nobody says whether they are active.
    if type == .condition, event.status == nil { return event.end == nil }
    return event.status == force(of: type)
  }

  /// Whether a result says how somebody is to be treated when the heart stops: `Code status`.
  public static func isCodeStatus(_ event: Event) -> Bool {
    let title = event.title.lowercased()
    return codeStatusNames.contains(where: title.contains)
  }

  /// What the titles of code statuses have, in small letters; the last word may go on.
  public static let codeStatusNames = [
    "code status", "resuscitation status", "cpr status", "preference for resuscitation",
    "resuscitation preference", "estado de reanimaci", "reanimationsstatus",
  ]

  /// Whether a code status says anything.
  public static func tells(codeStatus event: Event) -> Bool {
    guard let value = event.value?.lowercased() else { return false }
    return !contains(value, anyOf: unknown)
  }

  /// Whether the value of a code status forbids: `DNR/DNI`.
  public static func forbids(codeStatus event: Event) -> Bool {
    guard isCodeStatus(event), !event.isVoid, let value = event.value else { return false }
    return (has(forbiddingWords, value) || has(limits, value)) && !isDenied(value)
  }

  /// What a title has that ``isNamed(by:of:)`` or an order that forbids; the last word may go on.
  ///
  /// For finding candidates in an index of words; what is found has to be asked again.
  public static let titleWords = Set(
    [words, documentWords, forbiddingWords, measures].flatMap { $0.phrases + $0.abbreviations }
  )

  /// The codes that name a directive whatever its title says, in small letters.
  public static let allCodes = codes.union(orders)

  private static func isDenied(_ title: String) -> Bool {
    let title = title.lowercased()
    return title.hasPrefix("discussed") || contains(title, anyOf: denials)
  }

  /// Whether a text has one of some words, byte by byte: every resource that is written is asked.
  private static func contains(_ text: String, anyOf words: [String]) -> Bool {
    let bytes = Array(text.utf8)
    return words.contains { word in
      let sought = word.utf8
      guard let first = sought.first, sought.count <= bytes.count else { return false }
      return (0...bytes.count - sought.count).contains {
        bytes[$0] == first && bytes[$0..<$0 + sought.count].elementsEqual(sought)
      }
    }
  }

  /// The status in which a resource of a type is in force; `nil` for types that are never one.
  private static func force(of type: ResourceType) -> String? {
    switch type {
    case .flag, .consent, .serviceRequest, .carePlan, .condition: "active"
    case .documentReference: "current"
    default: nil
    }
  }

  /// Whether a resource is one that is in force, by its codes or its name.
  ///
  /// - Parameters:
  ///   - root: The resource.
  ///   - type: Its type.
  ///   - events: Its events, where they are known.
  /// - Returns: Whether it is one.
  public static func isOne(_ root: JSONValue, type: ResourceType, events: [Event]? = nil) -> Bool {
    guard let force = force(of: type) else { return false }
    // A problem says in two elements how it stands.
    guard type == .condition || root["status"]?.string == force else { return false }
    let events = events ?? EventRules.events(of: root, type: type)
    guard type != .condition || events.first.map({ isInForce($0, of: type) }) ?? false else {
      return false
    }
    // What somebody consents to for research is no wish for the care.
    if type == .consent, CodeableConcept(root["scope"] ?? root).has(code: "research") {
      return false
    }
    if root["doNotPerform"]?.bool != true {
      let known = [.flag, .consent, .documentReference].contains(type) ? codes : orders
      let elements = [root["scope"], root["category"], root["code"], root["type"]].compactMap(
        \.self
      )
      let concepts = elements.flatMap { $0.isArray ? Array($0.elements) : [$0] }
      let isCoded = concepts.contains { concept in
        (concept["coding"]?.elements ?? .empty).contains {
          $0["code"]?.string.map { known.contains($0.lowercased()) } ?? false
        }
      }
      if isCoded { return true }
    }
    return events.contains { isNamed(by: $0.title, of: type) }
  }

  private static func has(_ words: Words, _ title: String) -> Bool {
    let title = title.lowercased()
    if contains(title, anyOf: words.phrases) { return true }
    let spoken = title.split { !$0.isLetter }
    return words.abbreviations.contains { word in spoken.contains { $0.hasPrefix(word) } }
  }

  /// What is looked for in titles.
  private struct Words {
    var phrases: [String] = []

    /// Words of their own: "dni" is in "midnight".
    var abbreviations: [String] = []

    init(_ words: [String]) {
      for word in words {
        if word.utf8.count > 6 || word.contains(" ") {
          phrases.append(word)
        } else {
          abbreviations.append(word)
        }
      }
    }
  }
}
