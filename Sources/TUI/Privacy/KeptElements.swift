// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// Which elements are shown while patients are de-identified.
///
/// Of people and places only what is listed; of extensions only codes and quantities; of everything
/// else all but names, numbers, addresses and files, which are known by their form wherever they
/// stand.
enum KeptElements {
  /// The types whose resources are people.
  static let people: Set<String> = [
    "Patient", "Person", "RelatedPerson", "Practitioner", "PractitionerRole",
  ]

  /// The types whose resources are institutions, or places.
  static let places: Set<String> = [
    "Organization", "OrganizationAffiliation", "Location", "HealthcareService", "InsurancePlan",
    "Endpoint",
  ]

  /// Whether what a resource is called names somebody, or where somebody was.
  static func isNamed(_ type: String) -> Bool { people.contains(type) || places.contains(type) }

  /// All that is kept of a person or a place, beside what every resource has.
  private static let listed: [String: Set<String>] = [
    "Patient": [
      "active", "gender", "deceasedBoolean", "deceasedDateTime", "maritalStatus", "communication",
      "generalPractitioner", "managingOrganization", "link", "extension",
    ],
    "Person": ["active", "gender", "link"],
    "RelatedPerson": ["active", "gender", "patient", "relationship", "communication"],
    "Practitioner": ["active", "gender", "communication", "qualification"],
    "PractitionerRole": [
      "active", "practitioner", "organization", "code", "specialty", "location",
      "healthcareService",
    ],
    "Organization": ["active", "type", "partOf"],
    "OrganizationAffiliation": ["active", "organization", "code", "specialty"],
    "Location": ["status", "mode", "type", "physicalType", "managingOrganization", "partOf"],
    "HealthcareService": ["active", "category", "type", "specialty", "providedBy"],
    "InsurancePlan": ["status", "type", "ownedBy"],
    "Endpoint": ["status", "connectionType"],
  ]

  private static let always: Set<String> = ["resourceType", "id", "meta"]

  /// Elements that are left out wherever they stand.
  private static let dropped: Set<String> = [
    "identifier", "telecom", "address", "photo", "contact", "birthDate", "div", "data", "text_div",
    "authorString", "url", "fullUrl", "link", "multipleBirthInteger", "serialNumber",
    "deviceIdentifier", "distinctIdentifier", "udiCarrier", "deviceName", "patientInstruction",
    "subscriberId", "hash", "signature", "requisition", "lastUpdated", "source", "deceasedDateTime",
    "note",
  ]

  /// Elements of one type that are in words whom or where it is about.
  private static let droppedOfType: [String: Set<String>] = [
    "FamilyMemberHistory": ["name", "bornDate", "bornPeriod", "bornString"],
    "DocumentReference": ["description"],
    "Composition": ["title"],
    "CarePlan": ["description"],
    "DetectedIssue": ["detail"],
    "Group": ["name"],
  ]

  /// How elements end whose type says that they name somebody, or where somebody is.
  private static let droppedEnds = [
    "Identifier", "Address", "ContactPoint", "HumanName", "Attachment", "Signature",
    "ContactDetail",
  ]

  /// The extensions of people that are kept.
  private static let extensions: Set<String> = [
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex",
    "http://hl7.org/fhir/us/core/StructureDefinition/us-core-genderIdentity",
  ]

  /// The values that an extension may have.
  private static let extensionValues: Set<String> = [
    "valueCode", "valueCoding", "valueCodeableConcept", "valueQuantity", "valueAge",
    "valueDuration", "valueCount", "valueDistance", "valueMoney", "valueRange", "valueRatio",
    "valueBoolean",
  ]

  /// Whether a member of a resource itself is shown.
  static func isKept(_ key: String, ofResource type: String) -> Bool {
    if always.contains(key) { return true }
    if isNamed(type) { return listed[type]?.contains(key) == true }
    return isKept(key) && droppedOfType[type]?.contains(key) != true
  }

  /// Whether a member of anything below a resource is shown.
  static func isKept(_ key: String) -> Bool {
    // What is said about a value in place of it: a date in words, parts of a name.
    guard !key.hasPrefix("_"), !dropped.contains(key) else { return false }
    return !droppedEnds.contains { key.hasSuffix($0) }
  }

  // MARK: - Forms of values

  /// Whether an object has not the form of a name, an address, a number to call or to be known by.
  static func isHarmless(_ value: JSONValue) -> Bool {
    guard value.isObject else { return true }
    var keys: Set<String> = []
    for member in value.members { keys.insert(member.key) }
    if keys.contains("family") || keys.contains("given") { return false }
    if keys.isSubset(of: addressKeys), !keys.isDisjoint(with: addressMarks) { return false }
    if let system = value["system"]?.string, contactSystems.contains(system) { return false }
    // A quantity has a number, a coding a code.
    return value["value"]?.string == nil || !keys.isSubset(of: identifierKeys)
  }

  private static let addressMarks: Set<String> = [
    "line", "city", "district", "state", "postalCode", "country",
  ]

  private static let addressKeys = addressMarks.union([
    "use", "type", "text", "period", "id", "extension",
  ])

  private static let identifierKeys: Set<String> = [
    "use", "type", "system", "value", "period", "assigner", "rank", "id", "extension",
  ]

  private static let contactSystems: Set<String> = [
    "phone", "fax", "pager", "email", "url", "sms", "other",
  ]

  /// Whether an object is a file, of which nothing but its kind and size is shown.
  static func isAttachment(_ value: JSONValue, key: String) -> Bool {
    ["attachment", "presentedForm"].contains(key) || value["contentType"] != nil
  }

  static let attachmentKeys: Set<String> = ["contentType", "language", "size", "creation"]

  // MARK: - Extensions

  /// Whether an extension is shown: of people those that are known, of others those with a code, a
  /// quantity, or further extensions of that kind.
  static func isKeptExtension(_ value: JSONValue, of type: String, isNested: Bool) -> Bool {
    if isNamed(type), !isNested, !extensions.contains(value["url"]?.string ?? "") { return false }
    for member in value.members where member.key.hasPrefix("value") {
      return extensionValues.contains(member.key)
    }
    return value["extension"]?.elements.contains {
      isKeptExtension($0, of: type, isNested: true)
    } == true
  }

  /// Whether the address of an extension says nothing of whose it is.
  static func isHarmlessURL(_ url: String) -> Bool {
    url.hasPrefix("http://hl7.org/") || url.allSatisfy { $0.isLetter && $0.isASCII }
  }

  // MARK: - References

  /// The types whose resources are called what somebody has, had or was given.
  private static let clinical: Set<String> = [
    "AllergyIntolerance", "CarePlan", "ClinicalImpression", "Condition", "DiagnosticReport",
    "Goal", "Immunization", "ImagingStudy", "Medication", "MedicationAdministration",
    "MedicationDispense", "MedicationRequest", "MedicationStatement", "NutritionOrder",
    "Observation", "Procedure", "Questionnaire", "RiskAssessment", "ServiceRequest", "Specimen",
    "Substance",
  ]

  /// The elements whose references are to such resources.
  private static let clinicalElements: Set<String> = [
    "medicationReference", "reasonReference", "itemReference", "condition", "specimen",
  ]

  /// The elements that say who did something, with or without a reference.
  private static let actors: Set<String> = [
    "subject", "patient", "author", "performer", "recorder", "asserter", "individual", "actor",
    "requester", "sender", "recipient", "informationSource", "party", "practitioner",
    "generalPractitioner", "enterer", "verifier", "reporter", "provider", "interpreter",
    "resultsInterpreter", "responsible", "member", "agent", "who", "onBehalfOf", "collector",
    "primaryPerformer", "receiver", "authenticator", "attester", "contributor", "operator",
  ]

  /// The elements that are codes, also where they have nothing but words.
  private static let codes: Set<String> = ["coding", "class", "valueCoding", "code", "type"]

  private static let referenceKeys: Set<String> = [
    "reference", "type", "identifier", "display", "id", "extension",
  ]

  /// Whether the words beside a code or a reference are shown.
  static func isDisplayKept(_ value: JSONValue, element: String) -> Bool {
    guard !actors.contains(element) else { return false }
    if let reference = value["reference"]?.string {
      return ResourceKey(reference: reference).map { clinical.contains($0.type) } ?? false
    }
    guard !codes.contains(element) else { return true }
    let isReference = value.members.allSatisfy { referenceKeys.contains($0.key) }
    guard isReference else { return true }
    return clinicalElements.contains(element)
      || value["type"]?.string.map(clinical.contains) == true
  }
}
