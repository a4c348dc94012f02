// SPDX-License-Identifier: Apache-2.0

internal import FHIR

/// What a result says about itself: its interpretation, else how its value lies to a reference range.
///
/// Interpretation comes first because the laboratory knew what the resource does not say. A flag that
/// cannot be told for certain is none.
enum Flags {
  /// Returns the flag of an Observation or a component, and puts the range into its event.
  static func flag(of resource: JSONValue, value event: inout Event) -> Flag {
    let ranges = resource["referenceRange"]
    let measured = ranges == nil ? nil : MeasuredValue(resource)
    let byRange =
      ranges.map { ReferenceRange.evaluate($0, value: measured, event: &event) } ?? .none
    if let ranges, let measured,
      let flag = ReferenceRange.critical(
        ranges,
        measured,
        normal: (event.rangeLow, event.rangeHigh)
      )
    {
      return flag
    }
    if let interpretation = resource["interpretation"],
      let flag = Interpretation.flag(of: interpretation)
    {
      return flag
    }
    return byRange
  }
}

/// The codes of v3 ObservationInterpretation, which are those of HL7 v2 table 0078.
///
/// See https://terminology.hl7.org/CodeSystem-v3-ObservationInterpretation.html.
enum Interpretation {
  /// Returns the worst flag of one or several interpretations.
  ///
  /// - Returns: `nil` when none of them says whether the result is as it should be: a change, an
  ///   equivocal result or a code that is not known.
  static func flag(of interpretation: JSONValue) -> Flag? {
    // DSTU2 and R4 drafts have one concept where R4 has a list.
    guard interpretation.isArray else { return flag(ofConcept: interpretation) }
    var worst: Flag?
    for concept in interpretation.elements {
      guard let flag = flag(ofConcept: concept) else { continue }
      worst = max(worst ?? .none, flag)
    }
    return worst
  }

  /// Returns the flag of a value that is itself an interpretation, as a susceptibility is.
  static func flag(ofValue concept: JSONValue) -> Flag? {
    for coding in concept["coding"]?.elements ?? .empty {
      guard let system = coding["system"],
        system.isString("http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation")
          || system.isString("http://terminology.hl7.org/CodeSystem/v2-0078")
          || system.isString("http://hl7.org/fhir/v2/0078")
      else { continue }
      if let code = coding["code"], let flag = code.withUTF8(flag(ofCode:)) ?? nil { return flag }
    }
    return nil
  }

  private static func flag(ofConcept concept: JSONValue) -> Flag? {
    for coding in concept["coding"]?.elements ?? .empty {
      if let code = coding["code"], let flag = code.withUTF8(flag(ofCode:)) ?? nil { return flag }
    }
    if let text = concept["text"]?.content {
      if let flag = flagsByText[text.lowercased()] { return flag }
      var code = text
      return code.withUTF8(flag(ofCode:))
    }
    // A system of its own may have the words as displays.
    for coding in concept["coding"]?.elements ?? .empty {
      if let flag = coding["display"]?.content.flatMap({ flagsByText[$0.lowercased()] }) {
        return flag
      }
    }
    return nil
  }

  private static let flagsByCode: [(code: StaticString, flag: Flag)] = [
    ("N", .normal), ("H", .high), ("L", .low), ("A", .abnormal),
    ("HH", .criticalHigh), ("LL", .criticalLow), ("AA", .critical),
    ("HU", .high), ("H>", .high), ("LU", .low), ("L<", .low),
    ("<", .low), (">", .high),
    ("HX", .high), ("LX", .low), ("EX", .abnormal),
    ("NEG", .normal), ("ND", .normal), ("POS", .abnormal), ("DET", .abnormal),
    ("NR", .normal), ("RR", .abnormal), ("WR", .abnormal),
    ("EXP", .normal), ("UNE", .abnormal),
    ("CAR", .abnormal), ("Carrier", .abnormal), ("TOX", .abnormal),
    ("S", .normal), ("VS", .normal), ("MS", .normal), ("SYN-S", .normal),
    ("SDD", .abnormal), ("I", .abnormal), ("NS", .abnormal), ("R", .abnormal), ("SYN-R", .abnormal),
  ]

  /// The codes of susceptibility, with what they mean.
  private static let susceptibilities = [
    "S": "susceptible", "VS": "susceptible", "MS": "susceptible",
    "SDD": "susceptible, dose-dependent",
    "I": "intermediate", "R": "resistant", "NS": "not susceptible", "SYN-R": "no synergy",
    "SYN-S": "synergy",
  ]

  /// Returns whether a germ is susceptible, in words; `nil` where the interpretation is another one.
  static func susceptibility(_ interpretation: JSONValue?) -> String? {
    guard let interpretation else { return nil }
    let concepts = interpretation.isArray ? Array(interpretation.elements) : [interpretation]
    for concept in concepts {
      for coding in concept["coding"]?.elements ?? .empty {
        if let words = coding["code"]?.content.flatMap({ susceptibilities[$0] }) { return words }
      }
      if let words = concept["text"]?.content.flatMap({ susceptibilities[$0] }) { return words }
    }
    return nil
  }

  /// The codes that say nothing about normal: changes (`B`, `W`, `U`, `D`), results that cannot be
  /// told (`IND`, `E`, `IE`, `NCL`, `AC`, `QCF`) and remarks (`HM`, `OBX`).
  static let neutralCodes: [StaticString] = [
    "B", "W", "U", "D", "IND", "E", "IE", "NCL", "AC", "QCF", "HM", "OBX",
  ]

  private static func flag(ofCode code: UnsafeBufferPointer<UInt8>) -> Flag? {
    for entry in flagsByCode
    where entry.code.utf8CodeUnitCount == code.count
      && entry.code.withUTF8Buffer({ $0.elementsEqual(code) })
    {
      return entry.flag
    }
    return nil
  }

  /// Words that mean one flag whoever writes them; the whole text has to match.
  private static let flagsByText: [String: Flag] = [
    "normal": .normal, "within normal limits": .normal, "wnl": .normal, "negative": .normal,
    "not detected": .normal, "non-reactive": .normal, "nonreactive": .normal,
    "susceptible": .normal, "sensitive": .normal,
    "abnormal": .abnormal, "positive": .abnormal, "detected": .abnormal, "reactive": .abnormal,
    "resistant": .abnormal, "intermediate": .abnormal,
    "high": .high, "above normal": .high, "elevated": .high, "above high normal": .high,
    "significantly high": .high, "low": .low, "below normal": .low, "below low normal": .low,
    "significantly low": .low,
    "critical": .critical, "critical high": .criticalHigh, "critically high": .criticalHigh,
    "critical low": .criticalLow, "critically low": .criticalLow, "critical abnormal": .critical,
    "critically abnormal": .critical, "panic high": .criticalHigh, "panic low": .criticalLow,
  ]
}
