// SPDX-License-Identifier: Apache-2.0

/// A number or name that something is known by outside of FHIR.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Identifier.
public struct Identifier: Sendable {
  private let value: JSONValue

  /// Takes an Identifier.
  public init(_ value: JSONValue) { self.value = value }

  /// usual, official, temp, secondary or old.
  public var use: String? { value["use"]?.content }

  /// The namespace of ``text``.
  public var system: String? { value["system"]?.content }

  /// The number or name itself.
  public var text: String? { value["value"]?.content }

  /// What kind of identifier it is: `MR`, `SS`.
  public var type: CodeableConcept? { value["type"].map(CodeableConcept.init) }

  /// When it is or was in use.
  public var period: FHIRPeriod? { FHIRPeriod(value["period"]) }
}

/// A comment with who made it and when.
///
/// See https://hl7.org/fhir/R4/datatypes.html#Annotation.
public struct Annotation: Sendable {
  private let value: JSONValue

  /// Takes an Annotation.
  public init(_ value: JSONValue) { self.value = value }

  /// The comment, in markdown.
  public var text: String? { value["text"]?.content }

  /// When it was made.
  public var time: FHIRDateTime? { FHIRDateTime(value["time"]) }

  /// Who made it: a name, or the display or literal reference of the author.
  public var author: String? {
    value["authorString"]?.content ?? value["authorReference"]?["display"]?.content
      ?? value["authorReference"]?["reference"]?.content
  }
}
