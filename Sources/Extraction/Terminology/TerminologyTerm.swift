// SPDX-License-Identifier: Apache-2.0

/// What a concept of a terminology is, as far as it can be named in a note.
public enum ConceptKind: UInt8, Sendable, CaseIterable {
  /// Nothing is known: it may be a candidate for anything.
  case unknown
  /// Disorders, findings, symptoms.
  case condition
  /// Ingredients, brands, products.
  case medication
  /// Tests and measurements.
  case test
  /// Procedures and treatments.
  case procedure
  /// Places of the body.
  case anatomy
  /// Something that a note's entities do not name: a unit, an organism, an occupation.
  case other
}

/// One name of one concept, as a terminology has it.
public struct TerminologyTerm: Sendable, Equatable {
  /// The code system's URI.
  public var system: CodeSystem
  /// The code.
  public var code: String
  /// The name.
  public var text: String
  /// What the concept is.
  public var kind: ConceptKind
  /// Whether it is the name that is shown; of several the first.
  public var isPreferred: Bool
  /// Whether it is the name of a brand.
  public var isBrand: Bool
  /// Whether these words in a note are a mention by themselves; otherwise they only give its code.
  public var isRecognised: Bool

  /// Creates a term.
  ///
  /// - Parameters:
  ///   - system: The code system.
  ///   - code: The code.
  ///   - text: The name, of at most 65,535 bytes; longer ones are left out by the writer.
  ///   - kind: What the concept is.
  ///   - isPreferred: Whether it is the name that is shown.
  ///   - isBrand: Whether it is the name of a brand.
  ///   - isRecognised: Whether the words in a note are a mention by themselves.
  public init(
    system: CodeSystem,
    code: String,
    text: String,
    kind: ConceptKind = .unknown,
    isPreferred: Bool = false,
    isBrand: Bool = false,
    isRecognised: Bool = false
  ) {
    self.system = system
    self.code = code
    self.text = text
    self.kind = kind
    self.isPreferred = isPreferred
    self.isBrand = isBrand
    self.isRecognised = isRecognised
  }
}
