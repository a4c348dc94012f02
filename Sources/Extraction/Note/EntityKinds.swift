// SPDX-License-Identifier: Apache-2.0

/// What an entity is about, as Amazon Comprehend Medical names it.
public enum EntityCategory: String, Sendable, CaseIterable {
  case medication = "MEDICATION"
  case medicalCondition = "MEDICAL_CONDITION"
  case protectedHealthInformation = "PROTECTED_HEALTH_INFORMATION"
  case testTreatmentProcedure = "TEST_TREATMENT_PROCEDURE"
  case anatomy = "ANATOMY"
  case timeExpression = "TIME_EXPRESSION"
  case behavioralEnvironmentalSocial = "BEHAVIORAL_ENVIRONMENTAL_SOCIAL"
}

/// The type of an entity or of an attribute.
public enum EntityType: String, Sendable, CaseIterable {
  case name = "NAME"
  case condition = "DX_NAME"
  case dosage = "DOSAGE"
  case routeOrMode = "ROUTE_OR_MODE"
  case form = "FORM"
  case frequency = "FREQUENCY"
  case duration = "DURATION"
  case genericName = "GENERIC_NAME"
  case brandName = "BRAND_NAME"
  case strength = "STRENGTH"
  case rate = "RATE"
  case acuity = "ACUITY"
  case testName = "TEST_NAME"
  case testValue = "TEST_VALUE"
  case testUnit = "TEST_UNIT"
  case procedureName = "PROCEDURE_NAME"
  case treatmentName = "TREATMENT_NAME"
  case date = "DATE"
  case age = "AGE"
  case phoneOrFax = "PHONE_OR_FAX"
  case email = "EMAIL"
  case identifier = "ID"
  case url = "URL"
  case address = "ADDRESS"
  case profession = "PROFESSION"
  case systemOrganSite = "SYSTEM_ORGAN_SITE"
  case direction = "DIRECTION"
  case quality = "QUALITY"
  case quantity = "QUANTITY"
  case timeExpression = "TIME_EXPRESSION"
  case timeToMedication = "TIME_TO_MEDICATION_NAME"
  case timeToCondition = "TIME_TO_DX_NAME"
  case timeToTest = "TIME_TO_TEST_NAME"
  case timeToProcedure = "TIME_TO_PROCEDURE_NAME"
  case timeToTreatment = "TIME_TO_TREATMENT_NAME"
  case amount = "AMOUNT"
  case gender = "GENDER"
  case raceEthnicity = "RACE_ETHNICITY"
  case allergies = "ALLERGIES"
  case tobaccoUse = "TOBACCO_USE"
  case alcoholConsumption = "ALCOHOL_CONSUMPTION"
  case recreationalDrugUse = "REC_DRUG_USE"
}

/// How an attribute belongs to its entity.
public enum RelationshipType: String, Sendable, CaseIterable {
  case dosage = "DOSAGE"
  case routeOrMode = "ROUTE_OR_MODE"
  case form = "FORM"
  case frequency = "FREQUENCY"
  case duration = "DURATION"
  case strength = "STRENGTH"
  case rate = "RATE"
  case acuity = "ACUITY"
  case testValue = "TEST_VALUE"
  case testUnit = "TEST_UNIT"
  case direction = "DIRECTION"
  case systemOrganSite = "SYSTEM_ORGAN_SITE"
  case amount = "AMOUNT"
  case quality = "QUALITY"
  case overlap = "OVERLAP"
}

/// What is said of an entity.
///
/// Comprehend Medical knows all but the last two.
public enum TraitName: String, Sendable, CaseIterable {
  case sign = "SIGN"
  case symptom = "SYMPTOM"
  case diagnosis = "DIAGNOSIS"
  case negation = "NEGATION"
  case pertainsToFamily = "PERTAINS_TO_FAMILY"
  case hypothetical = "HYPOTHETICAL"
  /// The text, not the reader, is unsure.
  case lowConfidence = "LOW_CONFIDENCE"
  case pastHistory = "PAST_HISTORY"
  case future = "FUTURE"
  case uncertain = "UNCERTAIN"
  case conditional = "CONDITIONAL"

  /// Whether Comprehend Medical has the trait too.
  public var isComprehend: Bool { self != .uncertain && self != .conditional }
}

/// The URI of a code system of concepts.
public struct CodeSystem: RawRepresentable, Hashable, Sendable {
  /// The URI.
  public let rawValue: String

  /// Creates a code system from its URI.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// ICD-10-CM.
  public static let icd10cm = CodeSystem(rawValue: "http://hl7.org/fhir/sid/icd-10-cm")
  /// RxNorm.
  public static let rxnorm = CodeSystem(rawValue: "http://www.nlm.nih.gov/research/umls/rxnorm")
  /// SNOMED CT.
  public static let snomed = CodeSystem(rawValue: "http://snomed.info/sct")
  /// LOINC.
  public static let loinc = CodeSystem(rawValue: "http://loinc.org")
  /// CVX, the vaccines of the CDC.
  public static let cvx = CodeSystem(rawValue: "http://hl7.org/fhir/sid/cvx")
}
