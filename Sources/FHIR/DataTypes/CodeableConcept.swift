// SPDX-License-Identifier: Apache-2.0

/// A meaning, said by text, by codes, or by both.
///
/// Nothing is read before it is asked for.
/// See https://hl7.org/fhir/R4/datatypes.html#CodeableConcept.
public struct CodeableConcept: Sendable {
  private let value: JSONValue

  /// Takes a CodeableConcept; a lone Coding is taken as a concept of one coding.
  public init(_ value: JSONValue) { self.value = value }

  /// The text, where the source has one.
  public var text: String? { value["text"]?.content }

  /// The codings, in order.
  public var codings: [Coding] {
    guard let codings = value["coding"] else { return isLoneCoding ? [Coding(value)] : [] }
    return codings.elements.map(Coding.init)
  }

  /// What a reader is shown: the text, else the best display, else the first code.
  ///
  /// The display of a coding that the user selected is better than that of the first coding.
  public var display: String? {
    if let text = value["text"]?.content { return text }
    guard let codings = value["coding"] else {
      return isLoneCoding ? value["display"]?.content ?? value["code"]?.content : nil
    }
    var first: JSONValue?
    for coding in codings.elements {
      guard let display = coding["display"], !display.isEmptyString else { continue }
      if coding["userSelected"]?.kind == .true { return display.content }
      if first == nil { first = display }
    }
    if let first { return first.content }
    return codings.elements.lazy.compactMap { $0["code"]?.content }.first
  }

  /// The coding that identifies the concept best.
  ///
  /// The one that the user selected, else the first of LOINC, SNOMED CT, RxNorm, CVX or ICD-10, else
  /// the first that has a code.
  public var principal: Coding? {
    guard let codings = value["coding"] else { return isLoneCoding ? Coding(value) : nil }
    var first: JSONValue?
    var standard: JSONValue?
    for coding in codings.elements where coding["code"] != nil {
      if coding["userSelected"]?.kind == .true { return Coding(coding) }
      if first == nil { first = coding }
      if standard == nil, Coding(coding).isOfStandardSystem { standard = coding }
    }
    return (standard ?? first).map(Coding.init)
  }

  /// Whether a coding has a code, whatever its system.
  public func has(code: StaticString) -> Bool {
    guard let codings = value["coding"] else { return value["code"]?.isString(code) == true }
    return codings.elements.contains { $0["code"]?.isString(code) == true }
  }

  private var isLoneCoding: Bool {
    value["code"]?.kind == .string || value["display"]?.kind == .string
  }
}

/// One code of a code system.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Coding.
public struct Coding: Sendable {
  private let value: JSONValue

  /// Takes a Coding.
  public init(_ value: JSONValue) { self.value = value }

  /// The URI of the code system.
  public var system: String? { value["system"]?.content }

  /// The version of the code system.
  public var version: String? { value["version"]?.content }

  /// The code.
  public var code: String? { value["code"]?.content }

  /// What the code system says for the code.
  public var display: String? { value["display"]?.content }

  /// Whether a user chose this coding.
  public var isUserSelected: Bool { value["userSelected"]?.kind == .true }

  /// Returns whether the coding has a code, whatever its system.
  public func has(code: StaticString) -> Bool { value["code"]?.isString(code) == true }

  /// Returns whether the coding has a code that is known at run time only.
  public func has(code: String) -> Bool { value["code"]?.string == code }

  /// Returns whether the coding is of a system.
  public func has(system: StaticString) -> Bool { value["system"]?.isString(system) == true }

  var isOfStandardSystem: Bool {
    has(system: "http://loinc.org") || has(system: "http://snomed.info/sct")
      || has(system: "http://www.nlm.nih.gov/research/umls/rxnorm")
      || has(system: "http://hl7.org/fhir/sid/cvx") || has(system: "http://hl7.org/fhir/sid/icd-10")
      || has(system: "http://hl7.org/fhir/sid/icd-10-cm")
  }
}

extension JSONValue {
  /// The string, when it holds more than white space.
  public var content: String? {
    guard let text = string else { return nil }
    return text.utf8.contains { $0 > 0x20 } ? text : nil
  }

  /// Whether the value is a string without characters.
  var isEmptyString: Bool { withUTF8(\.isEmpty) ?? false }
}
